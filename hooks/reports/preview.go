package reports

import (
	"time"

	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/calendar"
	"hongguan/rules/schedule"
	"hongguan/rules/words"
	"hongguan/templates"
)

// Preview is a week's report as the office sees it: as it would be made now,
// or as it was made.
type Preview struct {
	Week       string    `json:"week"`
	Subject    string    `json:"subject"`
	SlotAt     time.Time `json:"slot_at"`
	PreviewAt  time.Time `json:"preview_at"`
	PeriodFrom time.Time `json:"period_from"`
	PeriodTo   time.Time `json:"period_to"`
	State      string    `json:"state"`
	StateLabel string    `json:"state_label"`
	Frozen     bool      `json:"frozen"`
	Late       bool      `json:"late"`
	Sentence   string    `json:"sentence"`
	SignedBy   string    `json:"signed_by"`
	SignedAt   string    `json:"signed_at"`
	Remark     string    `json:"remark"`
	BodyHTML   string    `json:"body_html"`
	BodyText   string    `json:"body_text"`
	Items      []Item    `json:"items"`
	Files      []string  `json:"files"`
	ManualHow  string    `json:"manual_how"`
	ManualTo   string    `json:"manual_to"`
	ManualBy   string    `json:"manual_by"`
	ManualAt   string    `json:"manual_at"`
}

// Look returns the preview of a week.
func Look(app core.App, week schedule.ISOWeek) (Preview, error) {
	r, err := open(app, week)
	if err != nil {
		return Preview{}, err
	}
	slot, preview, _ := slotOf(app, week)
	if frozen(r) {
		slot = r.GetDateTime("slot_at").Time()
	}
	state := r.GetString("state")
	p := Preview{Week: week.String(), SlotAt: slot, PreviewAt: preview, State: state, StateLabel: words.Value("report_state", state),
		SignedBy: r.GetString("signed_by"), SignedAt: r.GetString("signed_at"), Remark: r.GetString("remark"), Items: []Item{}, Files: []string{},
		ManualHow: r.GetString("manual_how"), ManualTo: r.GetString("manual_to"), ManualBy: r.GetString("manual_by"), ManualAt: r.GetString("manual_at")}
	p.Sentence = sentence(app, r, slot, calendar.Now(app))
	if frozen(r) {
		return p, p.made(app, r)
	}
	return p, p.live(app, r, week)
}

// made fills in a report from what was stored when it was made.
func (p *Preview) made(app core.App, r *core.Record) error {
	made, err := unpack(app, r)
	if err != nil {
		return err
	}
	p.Frozen, p.Late = true, r.GetBool("late")
	p.Subject, p.BodyHTML, p.BodyText = r.GetString("subject"), made.HTML, made.Text
	p.PeriodFrom, p.PeriodTo = made.View.From, made.View.To
	for _, f := range figuresOf(r).Files {
		if f.Name != frameName {
			p.Files = append(p.Files, f.Name)
		}
	}
	return r.UnmarshalJSONField("items", &p.Items)
}

// live fills in a report as it would be made now.
func (p *Preview) live(app core.App, r *core.Record, week schedule.ISOWeek) error {
	b, err := draftOf(app, r, week)
	if err != nil {
		return err
	}
	p.Subject, p.BodyHTML, p.BodyText, p.Late = b.letter.Subject, b.letter.HTML, b.letter.Text, b.view.Late
	p.PeriodFrom, p.PeriodTo = b.view.From, b.view.To
	if b.items != nil {
		p.Items = b.items
	}
	for _, f := range b.papers {
		p.Files = append(p.Files, f.Name)
	}
	return nil
}

// bundle is a report in memory that has not been made.
type bundle struct {
	view   templates.WeeklyView
	items  []Item
	letter templates.Letter
	papers []paper
}

// draftOf words the report of a week that has not been made, with its files.
func draftOf(app core.App, r *core.Record, week schedule.ISOWeek) (bundle, error) {
	var b bundle
	p, err := periodOf(app, week)
	if err != nil {
		return b, err
	}
	if b.view, b.items, err = p.compute(app); err != nil {
		return b, err
	}
	b.view.Coordination = coordination(app, r.GetString("remark"), b.items)
	b.view.SignedBy, b.view.SignedAt = r.GetString("signed_by"), r.GetDateTime("signed_at").Time()
	ledger, err := templates.WeeklyLedger(b.view)
	if err != nil {
		return b, err
	}
	words, err := forms(app, b.items, isNew)
	if err != nil {
		return b, err
	}
	b.papers = append([]paper{{ledgerName(b.view), ledger}}, words...)
	for _, f := range b.papers {
		b.view.Attachments = append(b.view.Attachments, f.Name)
	}
	b.letter, err = templates.WeeklyReport(b.view)
	return b, err
}
