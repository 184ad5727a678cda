package sealed

import (
	"strings"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/access"
	"hongguan/hooks/audit"
	"hongguan/hooks/calendar"
)

// list shows the secretary which reports there are for her, without their
// text, and of those for the upper contact how many.
func list(e *core.RequestEvent, _ access.Actor) error {
	rows, err := e.App.FindRecordsByFilter("sealed_reports", "audience != 'upper'", "-received_at", 200, 0)
	if err != nil {
		return err
	}
	items := make([]map[string]any, len(rows))
	for i, r := range rows {
		items[i] = map[string]any{"id": r.Id, "kind": r.GetString("kind"), "state": r.GetString("state"), "received_at": r.GetDateTime("received_at"),
			"replied_at": r.GetDateTime("replied_at"), "duty": owed(r) && r.GetDateTime("duty_at").IsZero()}
	}
	upper, err := standing(e.App)
	if err != nil {
		return err
	}
	return e.JSON(200, map[string]any{"items": items, "upper": upper})
}

// standing is how the secretary sees the upper contact: who, since when, and
// numbers.
func standing(app core.App) (map[string]any, error) {
	var total, waiting int
	err := app.DB().Select("count(*)", "coalesce(sum([[contact]] = ''), 0)").From("sealed_reports").Where(dbx.HashExp{"audience": audienceUpper}).Row(&total, &waiting)
	if err != nil {
		return nil, err
	}
	out := map[string]any{"total": total, "held": waiting, "agreed": nil, "invited": nil}
	for _, state := range []string{agreed, invited} {
		c, err := contactIn(app, state)
		if err != nil {
			return nil, err
		}
		if c != nil {
			out[state] = map[string]any{"name": c.GetString("name"), "unit": c.GetString("unit"), "phone": c.GetString("phone"),
				"invited_at": c.GetDateTime("invited_at"), "agreed_at": c.GetDateTime("agreed_at"), "expires_at": c.GetDateTime("expires_at"),
				"over": state == invited && calendar.Now(app).After(c.GetDateTime("expires_at").Time())}
		}
	}
	return out, nil
}

// hers finds a report that the secretary may read.
func hers(app core.App, id string) (*core.Record, error) {
	r, err := app.FindRecordById("sealed_reports", id)
	if err != nil || r.GetString("audience") == audienceUpper {
		return nil, access.Answer(404, "没有这封来信")
	}
	return r, nil
}

// read opens one report; the reading is logged in the same transaction.
func read(e *core.RequestEvent, who access.Actor) error {
	var r *core.Record
	err := e.App.RunInTransaction(func(tx core.App) error {
		var err error
		if r, err = hers(tx, e.Request.PathValue("id")); err != nil {
			return err
		}
		if r.GetString("state") == "received" {
			r.Set("state", "read")
			if err := access.Own(tx, r); err != nil {
				return err
			}
		}
		return logged(tx, r, who, "read", "查看保密来信")
	})
	if err != nil {
		return err
	}
	contents, err := stored(e.App, r)
	if err != nil {
		return err
	}
	events, err := eventsOf(e.App, r)
	if err != nil {
		return err
	}
	photos, papers := files(contents, r.GetStringSlice("photos"))
	return e.JSON(200, map[string]any{
		"id": r.Id, "kind": r.GetString("kind"), "concerns": r.GetString("concerns"), "state": r.GetString("state"), "text": r.GetString("text"),
		"photos": photos, "papers": papers, "earlier": r.GetString("earlier"),
		"place_label": r.GetString("place_label"), "person": r.GetString("person"), "phone": r.GetString("phone"), "reason": r.GetString("reason"),
		"received_at": r.GetDateTime("received_at"), "reply_text": r.GetString("reply_text"), "replied_at": r.GetDateTime("replied_at"),
		"events": events, "duty": dutyOf(r),
	})
}

func logged(tx core.App, r *core.Record, who access.Actor, verb, action string) error {
	if err := note(tx, r, verb, who.Name); err != nil {
		return err
	}
	return audit.Write(tx, who, audit.Entry{Action: action, Collection: "sealed_reports", ID: r.Id})
}

func eventsOf(app core.App, r *core.Record) ([]map[string]any, error) {
	rows, err := app.FindRecordsByFilter("sealed_events", "report = {:r}", "at,@rowid", 200, 0, dbx.Params{"r": r.Id})
	if err != nil {
		return nil, err
	}
	seen := make([]map[string]any, len(rows))
	for i, ev := range rows {
		seen[i] = map[string]any{"at": ev.GetDateTime("at"), "verb": ev.GetString("verb"), "by": ev.GetString("actor_label")}
	}
	return seen, nil
}

// reply answers a report; the sender reads it with the query code.
func reply(e *core.RequestEvent, who access.Actor) error {
	var f struct {
		Text string `json:"text"`
	}
	if err := e.BindBody(&f); err != nil || strings.TrimSpace(f.Text) == "" {
		return access.RefuseFields(access.Field{Name: "text", Code: "text_missing", Sentence: "请写下答复"})
	}
	err := e.App.RunInTransaction(func(tx core.App) error {
		r, err := hers(tx, e.Request.PathValue("id"))
		if err != nil {
			return err
		}
		r.Load(map[string]any{"state": "replied", "reply_text": strings.TrimSpace(f.Text), "replied_at": calendar.Now(tx)})
		if err := access.Own(tx, r); err != nil {
			return err
		}
		return logged(tx, r, who, "reply", "答复保密来信")
	})
	if err != nil {
		return err
	}
	return e.JSON(200, map[string]any{"ok": true})
}
