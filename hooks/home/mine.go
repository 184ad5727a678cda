package home

import (
	"fmt"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/types"

	"hongguan/hooks/people"
	"hongguan/hooks/places"
	"hongguan/hooks/points"
	"hongguan/hooks/requests"
	"hongguan/rules/lifecycle"
)

// waiting is an answer its owner has not seen or not rated.
type waiting struct {
	ID        string         `json:"id" db:"id"`
	RequestNo string         `json:"request_no" db:"request_no"`
	Summary   string         `json:"summary" db:"summary"`
	RepliedAt types.DateTime `json:"replied_at" db:"replied_at"`
}

// mine adds what is a resident's own.
func mine(app core.App, resident *core.Record, answer map[string]any) error {
	_, phone := people.Masked(resident)
	answer["me"] = map[string]any{
		"id": resident.Id, "name": resident.GetString("name"), "phone_masked": phone,
		"place_label":  places.Label(app, resident.GetString("estate"), resident.GetString("building"), resident.GetString("unit")),
		"room":         resident.GetString("room"),
		"has_password": resident.GetBool("has_password"),
		"verified":     resident.GetString("real_name") == "confirmed", // a match with the roster stays silent
	}
	// A second registration that staff found to be the same person has its
	// requests at the first one.
	own := dbx.Or(dbx.In("resident", resident.Id, people.Root(resident)), dbx.In("shielded_resident", resident.Id, people.Root(resident)))

	ending, err := points.Soon(app, people.Root(resident))
	if err != nil {
		return fmt.Errorf("points that end: %w", err)
	}
	answer["ending"] = ending

	answers := []waiting{}
	err = app.DB().Select("id", "request_no", "summary", "replied_at").From("requests").
		Where(own).AndWhere(dbx.HashExp{"status": string(lifecycle.Replied)}).
		AndWhere(dbx.NewExp("([[told]] = 0 OR [[rated_at]] = '' AND [[parts]] = 0)")). // what was split is rated part by part
		AndWhere(dbx.NewExp("([[parent]] = '' OR NOT EXISTS (SELECT 1 FROM {{requests}} {{p}} WHERE [[p.id]] = [[requests.parent]] AND [[p.status]] = 'replied' AND [[p.told]] = 0))")).
		OrderBy("replied_at DESC").Limit(20).All(&answers)
	if err != nil {
		return fmt.Errorf("read answers: %w", err)
	}
	answer["answers"] = answers

	var last []*core.Record
	if err := app.RecordQuery("requests").AndWhere(own).OrderBy("received_at DESC", "request_no DESC").Limit(1).All(&last); err != nil {
		return fmt.Errorf("read latest: %w", err)
	}
	for _, r := range last {
		status := r.GetString("status")
		answer["latest"] = map[string]any{
			"id": r.Id, "request_no": r.GetString("request_no"), "summary": r.GetString("summary"),
			"status": status, "status_label": requests.StatusLabel(app, r, true), "urgent": requests.Urgent(r), "step": lifecycle.Status(status).Step(),
			"received_at": r.GetDateTime("received_at"), "due_at": r.GetDateTime("due_at"),
		}
	}
	return nil
}
