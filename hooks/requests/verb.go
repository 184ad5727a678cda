package requests

import (
	"net/http"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/apis"
	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/access"
)

// verbRoute does one verb for whoever is logged in and answers the request as
// she now sees it.
func verbRoute(e *core.RequestEvent) error {
	who := access.Of(e)
	if who.Kind == access.Guest {
		return access.Answer(http.StatusUnauthorized, "请先登录")
	}
	in, err := ReadInput(e)
	if err != nil {
		return err
	}
	req, err := Apply(e.App, who, e.Request.PathValue("id"), e.Request.PathValue("verb"), in)
	if err != nil {
		return err
	}
	if Shell(req) {
		return e.JSON(200, map[string]any{"id": req.Id, "sealed": true, "request_no": req.GetString("request_no"), "sentence": sealedSentence, "notes": left(req)})
	}
	if who.Kind == access.Resident && !owns(who, req) {
		return e.JSON(200, map[string]any{"ok": true}) // a neighbour who joined sees only her own
	}
	if err := apis.EnrichRecord(e, req); err != nil {
		return err
	}
	return e.JSON(200, req)
}

// bindTold counts a reply as told when its owner opens it.
func bindTold(app core.App) {
	app.OnRecordViewRequest("requests").BindFunc(func(e *core.RecordRequestEvent) error {
		who := access.Of(e.RequestEvent)
		if who.Kind == access.Resident && e.Record.GetString("status") == "replied" && !e.Record.GetBool("told") {
			if r, err := Apply(e.App, who, e.Record.Id, "read", Input{}); err == nil {
				e.Record = r
			}
		}
		return e.Next()
	})
}

// bindOwners moves the requests along when staff link two registrations of
// one person.
func bindOwners(app core.App) {
	app.OnRecordUpdate("residents").BindFunc(func(e *core.RecordEvent) error {
		to := e.Record.GetString("linked_to")
		if to == "" || to == e.Record.Original().GetString("linked_to") {
			return e.Next()
		}
		if err := e.Next(); err != nil {
			return err
		}
		rows, err := e.App.FindRecordsByFilter("requests", "resident = {:r}", "", 0, 0, dbx.Params{"r": e.Record.Id})
		if err != nil {
			return err
		}
		for _, req := range rows {
			// Two phones may have made the same key; it has done its work by now.
			if _, err := e.App.FindFirstRecordByFilter("requests", "resident = {:to} && client_key = {:k}", dbx.Params{"to": to, "k": req.GetString("client_key")}); err == nil {
				req.Set("client_key", "")
			}
			req.Set("resident", to)
			if err := access.Own(e.App, req); err != nil {
				return err
			}
		}
		return linkShielded(e.App, e.Record.Id, to)
	})
}

// linkShielded moves what was hidden along.
func linkShielded(tx core.App, from, to string) error {
	rows, err := tx.FindAllRecords("requests", dbx.HashExp{"shielded_resident": from})
	if err != nil {
		return err
	}
	for _, req := range rows {
		req.Set("shielded_resident", to)
		if err := access.Own(tx, req); err != nil {
			return err
		}
	}
	return nil
}

func waitingReply(app core.App, request string) string {
	r, err := inReview(app, request)
	if err != nil || r == nil {
		return ""
	}
	return r.GetString("text")
}
