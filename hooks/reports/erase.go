package reports

import (
	"fmt"
	"slices"
	"strings"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/outbox"
	"hongguan/hooks/requests"
	"hongguan/rules/schedule"
	"hongguan/templates"
)

// erase takes a request that was sealed out of every report that is made
// already: its lines, its form, and the letters in the outbox. A report is
// frozen for good reason; that it must not keep what is sealed is a better one.
// Of a request that is anonymised the lines stay, without what anybody wrote.
func erase(tx core.App, req *core.Record, what requests.Extent) ([]string, error) {
	filter, since := "subject != '' && period_to >= {:t}", dbx.Params{"t": req.GetDateTime("received_at").String()}
	if closed := req.GetDateTime("closed_at"); what == requests.Words && !closed.IsZero() {
		filter, since["closed"] = filter+" && period_from <= {:closed}", closed.String()
	}
	rows, err := tx.FindRecordsByFilter(collection, filter, "week", 0, 0, since)
	if err != nil {
		return nil, err
	}
	var notes []string
	for _, r := range rows {
		note, err := eraseFrom(tx, r, req, what)
		if err != nil {
			return nil, fmt.Errorf("erase from report %s: %w", r.GetString("week"), err)
		}
		if note != "" {
			notes = append(notes, note)
		}
	}
	return notes, nil
}

func eraseFrom(tx core.App, r, req *core.Record, what requests.Extent) (note string, err error) {
	made, err := unpack(tx, r)
	if err != nil {
		return "", err
	}
	var items []Item
	if err := r.UnmarshalJSONField("items", &items); err != nil {
		return "", err
	}
	no := req.GetString("request_no")
	referral := "" // of the form that went with this report, if one did
	for _, i := range items {
		if i.Request == req.Id {
			referral = i.ReferralNo
		}
	}
	if referral == "" {
		referral = referralOf(tx, req.Id)
	}
	if what == requests.Words {
		if !made.View.Unsay(no, referral) {
			return "", nil
		}
		for n := range items {
			if items[n].Request == req.Id {
				items[n].Summary, items[n].Note = templates.Unsaid, ""
			}
		}
	} else {
		if !made.View.Drop(no, referral) {
			return "", nil
		}
		items = slices.DeleteFunc(items, func(i Item) bool { return i.Request == req.Id })
	}
	papers, err := papers(tx, r)
	if err != nil {
		return "", err
	}
	forms := slices.DeleteFunc(papers[1:], func(p paper) bool { return referral != "" && strings.Contains(p.Name, referral) })
	f := figuresOf(r)
	f.Total, f.Complex = made.View.Total, len(made.View.Complex)

	week := r.GetString("week")
	switch r.GetString("state") {
	case queued:
		if err := recall(tx, week); err != nil {
			return "", err
		}
		// Taking the letter back has marked the report as held: read it again.
		if r, err = tx.FindRecordById(collection, r.Id); err != nil {
			return "", err
		}
		r.Set("state", queued)
	case sent, manual:
		note = weekly(week) + "已经报送，上级手里的收不回来"
	}
	if err := eraseLetters(tx, week); err != nil {
		return "", err
	}
	r.Set("items", items)
	return note, keep(tx, r, made.View, items, forms, f)
}

// eraseLetters empties the copies of a report in the outbox; what is still to
// go is queued anew.
func eraseLetters(tx core.App, week string) error {
	rows, err := letters(tx, week)
	if err != nil {
		return err
	}
	for _, row := range rows {
		if s := row.GetString("state"); s != outbox.Sent && s != outbox.Cancelled || row.GetString("subject") == outbox.Erased {
			continue
		}
		if _, err := outbox.EraseRow(tx, row); err != nil {
			return err
		}
	}
	return nil
}

func referralOf(app core.App, request string) string {
	var no []string
	err := app.DB().Select("referral_no").From("referrals").Where(dbx.HashExp{"request": request}).Limit(1).Column(&no)
	if err != nil || len(no) == 0 {
		return ""
	}
	return no[0]
}

func weekly(week string) string {
	w, err := schedule.ParseISOWeek(week)
	if err != nil {
		return week + "周报"
	}
	return fmt.Sprintf("第%d周周报", w.Week)
}
