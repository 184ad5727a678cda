package logbook

import (
	"fmt"

	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/people"
)

// target is what a line is about, by the name people know it by.
type target struct{ label, open string }

// names are the fields that tell a record from its neighbours. What is not
// named here is shown by its table alone.
var names = map[string]string{
	"requests": "request_no", "referrals": "referral_no", "orgs": "name", "staff": "name", "estates": "name", "buildings": "name", "units": "name", "grids": "no",
	"matters": "name", "resources": "name", "faq_cases": "question", "posts": "title", "posters": "code", "weekly_reports": "week", "communities": "name",
	"workday_calendar": "day", "watches": "name", core.CollectionNameSuperusers: "email",
}

// targets reads what the lines are about, a table at a time. Residents are
// masked: the log is no second list of telephone numbers.
func targets(app core.App, rows []stored) (map[string]target, error) {
	ids := map[string][]string{}
	for _, r := range rows {
		if r.Target != "" && (names[r.Collection] != "" || r.Collection == "residents") {
			ids[r.Collection] = append(ids[r.Collection], r.Target)
		}
	}
	known := map[string]target{}
	for table, list := range ids {
		records, err := app.FindRecordsByIds(table, list)
		if err != nil {
			return nil, fmt.Errorf("read what the audit log is about: %w", err)
		}
		for _, r := range records {
			label := r.GetString(names[table])
			if table == "residents" {
				label, _ = people.Masked(r)
			}
			if runes := []rune(label); len(runes) > 24 {
				label = string(runes[:24]) + "…"
			}
			known[table+"/"+r.Id] = target{label, table + "/" + r.Id}
		}
	}
	return known, nil
}
