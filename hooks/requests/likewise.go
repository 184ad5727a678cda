package requests

import (
	"net/http"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/catalogue"
)

// looked is how many waiting requests are read again after a correction.
const looked = 200

// likewiseRoute lists requests that still wait for somebody and for which the
// machine, taught by the correction of this one, would now propose the same
// matter. Nothing is changed by itself: each is one tap.
func likewiseRoute(e *core.RequestEvent) error {
	req, _, err := office(e)
	if err != nil {
		return err
	}
	items := []map[string]any{}
	if !req.GetBool("corrected") || req.GetString("matter") == "" {
		return e.JSON(http.StatusOK, map[string]any{"items": items})
	}
	var rows []*core.Record
	err = e.App.RecordQuery("requests").
		AndWhere(dbx.In("status", "pending", "accepted")).
		AndWhere(dbx.NewExp("[[text]] != '' AND [[corrected]] = 0 AND [[handler_org]] = '' AND [[id]] != {:id} AND [[matter]] != {:m}",
			dbx.Params{"id": req.Id, "m": req.GetString("matter")})).
		OrderBy("received_at DESC").Limit(looked).All(&rows)
	if err != nil {
		return err
	}
	for _, r := range rows {
		s, err := catalogue.Classify(e.App, r.GetString("text"))
		if err != nil {
			return err
		}
		if !s.Corrected || s.Row == nil || s.Row.Id != req.GetString("matter") {
			continue
		}
		items = append(items, map[string]any{"id": r.Id, "request_no": r.GetString("request_no"), "summary": r.GetString("summary"),
			"place_label": r.GetString("place_label"), "matter": r.GetString("matter"), "matter_name": named(matterName(e.App, r.GetString("matter")))})
	}
	return e.JSON(http.StatusOK, map[string]any{"items": items, "to": req.GetString("matter"), "to_name": matterName(e.App, req.GetString("matter"))})
}
