package reports

import (
	"fmt"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/audit"
	"hongguan/hooks/calendar"
	"hongguan/hooks/places"
	"hongguan/hooks/settings"
	"hongguan/rules/workday"
	"hongguan/templates"
)

// compute reads the whole report of a period as things are now.
func (p period) compute(app core.App) (templates.WeeklyView, []Item, error) {
	v := p.heading(app)
	items, err := p.items(app)
	if err != nil {
		return v, nil, err
	}
	for _, i := range items {
		if i.State == itemIn {
			v.Complex = append(v.Complex, i.line)
		}
	}
	if v.Total, err = p.total(app); err != nil {
		return v, nil, err
	}
	if v.Overview, err = p.overview(app); err != nil {
		return v, nil, err
	}
	if v.Replies, err = p.replies(app); err != nil {
		return v, nil, err
	}
	if v.Departments, err = p.departments(app); err != nil {
		return v, nil, err
	}
	if v.Common, err = p.common(app); err != nil {
		return v, nil, err
	}
	if v.Items, err = p.ledger(app); err != nil {
		return v, nil, err
	}
	head, err := audit.Last(app)
	v.AuditRows, v.AuditHead = head.Rows, head.Short()
	return v, items, err
}

// heading is who reports what to whom.
func (p period) heading(app core.App) templates.WeeklyView {
	c := settings.Of(app)
	v := templates.WeeklyView{
		Community: c.Name(), Office: office(app), Recipient: recipient(app), Year: p.Week.Year, Week: p.Week.Week,
		First: p.Week.Monday(), Last: dayOf(p.Slot), Friday: p.Week.Friday(), From: p.From, To: p.To,
		MadeAt: calendar.Now(app), ContactName: c.GetString("contact_name"), ContactPhone: c.Phone(),
	}
	if v.ContactName == "" {
		v.ContactName = "社区值班人员"
	}
	for _, w := range timeTable(app).Merged(p.Week, calendar.Workdays(app)) {
		v.Merged = append(v.Merged, w.Week)
	}
	v.Late = late(p.Slot, v.MadeAt)
	return v
}

// dayOf is the day of a moment.
func dayOf(t time.Time) time.Time {
	t = t.In(workday.Zone)
	return time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, workday.Zone)
}

// late reports whether a report is made on a later day than it was due: it
// says so itself, before somebody above asks.
func late(slot, made time.Time) bool {
	day := slot.In(workday.Zone)
	return made.After(time.Date(day.Year(), day.Month(), day.Day()+1, 0, 0, 0, 0, workday.Zone))
}

// recipient is who is addressed: the organisation department, or in mode B the
// street, which adds its opinion and passes it on.
func recipient(app core.App) string {
	c := settings.Of(app)
	if c.GetString("report_mode") == "B" {
		if name := places.NameOf(app, "orgs", c.GetString("street_org")); name != "" {
			return name
		}
		if street := c.GetString("street"); street != "" {
			return street + "（社工委）"
		}
		return "街道（社工委）"
	}
	if name := places.NameOf(app, "orgs", c.GetString("org_dept")); name != "" {
		return name
	}
	return "组织部"
}

// ledgerName and letterName are the files of a week, as they arrive.
func ledgerName(v templates.WeeklyView) string {
	return fmt.Sprintf("民意诉求台账%d年第%d周.xlsx", v.Year, v.Week)
}

func letterName(v templates.WeeklyView) string {
	return fmt.Sprintf("民意诉求周报%d年第%d周.txt", v.Year, v.Week)
}

// paper is a file of a report in memory.
type paper struct {
	Name string
	Data []byte
}

// forms are the Word forms of items.
func forms(app core.App, items []Item, wanted func(Item) bool) ([]paper, error) {
	var list []paper
	for _, i := range items {
		if i.State != itemIn || !wanted(i) {
			continue
		}
		name, data, err := formsOf(app)(app, i.Request)
		if err != nil {
			return nil, fmt.Errorf("form of %s: %w", i.RequestNo, err)
		}
		list = append(list, paper{name, data})
	}
	return list, nil
}

func isNew(i Item) bool { return i.New }

func all(Item) bool { return true }

// setPage puts the address of the organisation department's own page into the
// report that goes out. A preview has none: looking at it writes nothing.
func setPage(tx core.App, view *templates.WeeklyView) error {
	id := settings.Of(tx).GetString("org_dept")
	if org, known := places.Org(tx, id); !known || !org.Active || org.PassCode == "" {
		return nil // it could not be opened
	}
	var err error
	view.Page, err = places.Link(tx, id)
	return err
}
