package sealed

import (
	"encoding/base64"
	"io"
	"strings"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/access"
	"hongguan/hooks/audit"
	"hongguan/hooks/calendar"
)

const only = "保密来信只有社区书记能看"

// list shows the secretary which reports there are, without their text.
func list(e *core.RequestEvent) error {
	if access.Of(e).Kind != access.Superuser {
		return access.Answer(403, only)
	}
	rows, err := e.App.FindRecordsByFilter("sealed_reports", "id != ''", "-received_at", 200, 0)
	if err != nil {
		return err
	}
	items := make([]map[string]any, len(rows))
	for i, r := range rows {
		items[i] = map[string]any{"id": r.Id, "kind": r.GetString("kind"), "state": r.GetString("state"), "received_at": r.GetDateTime("received_at"), "replied_at": r.GetDateTime("replied_at")}
	}
	return e.JSON(200, map[string]any{"items": items})
}

// read opens one report; the reading is logged in the same transaction.
func read(e *core.RequestEvent) error {
	who := access.Of(e)
	if who.Kind != access.Superuser {
		return access.Answer(403, only)
	}
	var r *core.Record
	err := e.App.RunInTransaction(func(tx core.App) error {
		var err error
		if r, err = tx.FindRecordById("sealed_reports", e.Request.PathValue("id")); err != nil {
			return access.Answer(404, "没有这封来信")
		}
		if r.GetString("state") == "received" {
			r.Set("state", "read")
			if err := access.Own(tx, r); err != nil {
				return err
			}
		}
		if err := note(tx, r, "read", who.Name); err != nil {
			return err
		}
		return audit.Write(tx, who, audit.Entry{Action: "查看保密来信", Collection: "sealed_reports", ID: r.Id})
	})
	if err != nil {
		return err
	}
	photos, err := pictures(e.App, r)
	if err != nil {
		return err
	}
	events, err := e.App.FindRecordsByFilter("sealed_events", "report = {:r}", "at", 200, 0, dbx.Params{"r": r.Id})
	if err != nil {
		return err
	}
	seen := make([]map[string]any, len(events))
	for i, ev := range events {
		seen[i] = map[string]any{"at": ev.GetDateTime("at"), "verb": ev.GetString("verb"), "by": ev.GetString("actor_label")}
	}
	return e.JSON(200, map[string]any{
		"id": r.Id, "kind": r.GetString("kind"), "state": r.GetString("state"), "text": r.GetString("text"), "photos": photos,
		"place_label": r.GetString("place_label"), "person": r.GetString("person"), "phone": r.GetString("phone"), "reason": r.GetString("reason"),
		"received_at": r.GetDateTime("received_at"), "reply_text": r.GetString("reply_text"), "replied_at": r.GetDateTime("replied_at"), "events": seen,
	})
}

// pictures are sent inside the answer: a file address would be a second door.
func pictures(app core.App, r *core.Record) ([]string, error) {
	names := r.GetStringSlice("photos")
	if len(names) == 0 {
		return []string{}, nil
	}
	fsys, err := app.NewFilesystem()
	if err != nil {
		return nil, err
	}
	defer fsys.Close()
	out := make([]string, 0, len(names))
	for _, n := range names {
		f, err := fsys.GetReader(r.BaseFilesPath() + "/" + n)
		if err != nil {
			return nil, err
		}
		b, err := io.ReadAll(f)
		f.Close()
		if err != nil {
			return nil, err
		}
		out = append(out, "data:image/jpeg;base64,"+base64.StdEncoding.EncodeToString(b))
	}
	return out, nil
}

// reply answers a report; the sender reads it with the query code.
func reply(e *core.RequestEvent) error {
	who := access.Of(e)
	if who.Kind != access.Superuser {
		return access.Answer(403, only)
	}
	var f struct {
		Text string `json:"text"`
	}
	if err := e.BindBody(&f); err != nil || strings.TrimSpace(f.Text) == "" {
		return access.RefuseFields(access.Field{Name: "text", Code: "text_missing", Sentence: "请写下答复"})
	}
	err := e.App.RunInTransaction(func(tx core.App) error {
		r, err := tx.FindRecordById("sealed_reports", e.Request.PathValue("id"))
		if err != nil {
			return access.Answer(404, "没有这封来信")
		}
		r.Load(map[string]any{"state": "replied", "reply_text": strings.TrimSpace(f.Text), "replied_at": calendar.Now(tx)})
		if err := access.Own(tx, r); err != nil {
			return err
		}
		if err := note(tx, r, "reply", who.Name); err != nil {
			return err
		}
		return audit.Write(tx, who, audit.Entry{Action: "答复保密来信", Collection: "sealed_reports", ID: r.Id})
	})
	if err != nil {
		return err
	}
	return e.JSON(200, map[string]any{"ok": true})
}
