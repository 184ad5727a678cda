package requests

import (
	"cmp"
	"net/http"
	"slices"
	"time"
	"unicode"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/calendar"
	"hongguan/rules/words"
)

// similarRoute lists open requests that are likely about the same thing as
// this one, the likeliest first, with why.
func similarRoute(e *core.RequestEvent) error {
	req, _, err := office(e)
	if err != nil {
		return err
	}
	var rows []*core.Record
	err = e.App.RecordQuery("requests").
		AndWhere(dbx.In("status", toAny(openStatuses())...)).
		AndWhere(dbx.NewExp("[[received_at]] > {:since} AND [[id]] != {:id} AND [[parts]] = 0 AND [[parent]] != {:id}",
			dbx.Params{"since": stampTime(calendar.Now(e.App).Add(-60 * 24 * time.Hour)), "id": req.Id})).
		AndWhere(dbx.Or(dbx.And(dbx.HashExp{"building": req.GetString("building")}, dbx.NewExp("[[building]] != ''")),
			dbx.HashExp{"estate": req.GetString("estate"), "matter": req.GetString("matter")})).
		OrderBy("received_at DESC").Limit(100).All(&rows)
	if err != nil {
		return err
	}
	type found struct {
		row  map[string]any
		like float64
	}
	var list []found
	for _, r := range rows {
		like := likeness(req.GetString("text"), r.GetString("text"))
		why, same := "说的话相近", r.GetString("building") == req.GetString("building")
		if r.GetString("matter") == req.GetString("matter") {
			like += 0.4
			why = "都是" + named(matterName(e.App, r.GetString("matter")))
		}
		if same {
			like += 0.2
			why = "同一幢，" + why
		}
		if like < 0.5 {
			continue
		}
		n, err := households(e.App, r)
		if err != nil {
			return err
		}
		item := relative(e.App, r, false)
		item["status_label"], item["likeness"], item["same_building"], item["households"], item["why"] = words.Value("status", r.GetString("status")), like, same, n, why
		list = append(list, found{item, like})
	}
	slices.SortStableFunc(list, func(a, b found) int { return cmp.Compare(b.like, a.like) })
	items := []map[string]any{}
	for _, f := range list[:min(len(list), 10)] {
		items = append(items, f.row)
	}
	return e.JSON(http.StatusOK, map[string]any{"items": items})
}

// likeness is the share of neighbouring characters two texts have in common.
func likeness(a, b string) float64 {
	x, y := pairs(a), pairs(b)
	if len(x) == 0 || len(y) == 0 {
		return 0
	}
	common := 0
	for p := range x {
		if y[p] {
			common++
		}
	}
	return float64(common) / float64(min(len(x), len(y)))
}

func pairs(text string) map[[2]rune]bool {
	r := []rune(text)
	out := map[[2]rune]bool{}
	for i := 0; i+1 < len(r); i++ {
		if unicode.Is(unicode.Han, r[i]) && unicode.Is(unicode.Han, r[i+1]) {
			out[[2]rune{r[i], r[i+1]}] = true
		}
	}
	return out
}
