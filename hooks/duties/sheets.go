package duties

import (
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/access"
	"hongguan/hooks/audit"
	"hongguan/hooks/calendar"
	"hongguan/hooks/settings"
	"hongguan/rules/realname"
	"hongguan/rules/words"
	"hongguan/rules/workday"
	"hongguan/templates"
	"hongguan/templates/sheet"
)

// onRoster are the kinds of the team's roster, in its order. Who receives
// residents on which day stands on the door.
var onRoster = []string{Team, Contact, GridWorker, PartTimeGrid, BuildingHead}

func office(e *core.RequestEvent) (access.Actor, error) {
	who := access.Of(e)
	if !who.Office() {
		return who, access.Answer(http.StatusForbidden, "名册由社区工作人员打印、导出")
	}
	return who, nil
}

// team is everybody who holds a duty now, by kind. A resident who did not agree
// to be named is on the roster by surname, without a number.
func team(app core.App) (templates.TeamView, error) {
	c := settings.Of(app)
	view := templates.TeamView{Community: c.Name(), Office: c.Name() + "居民委员会", Phone: c.Phone(), At: calendar.Now(app)}
	rows, err := held(app, "", nil)
	if err != nil {
		return view, err
	}
	for _, kind := range onRoster {
		g := templates.TeamGroup{Label: words.Value("duty_kind", kind)}
		for _, r := range rows {
			if r.GetString("kind") == kind {
				g.Rows = append(g.Rows, templates.TeamRow{Title: title(app, r), Name: called(r), Where: where(app, r), Phone: public(app, r), Term: spoken(termOf(r))})
			}
		}
		if kind == Contact {
			more, err := contacts(app, rows)
			if err != nil {
				return view, err
			}
			g.Rows = append(g.Rows, more...)
		}
		if len(g.Rows) > 0 {
			view.Groups = append(view.Groups, g)
		}
	}
	return view, nil
}

// contacts are the organisations' own 专人, as they stand with each organisation:
// nobody is entered twice. One who was appointed is on the roster already.
func contacts(app core.App, held []*core.Record) ([]templates.TeamRow, error) {
	orgs, err := app.FindRecordsByFilter("orgs", "active = true && contact_name != '' && (kind = 'property' || kind = 'owners_committee' || kind = 'mediation' || kind = 'police')", "kind,name", 0, 0)
	if err != nil {
		return nil, err
	}
	var rows []templates.TeamRow
	for _, o := range orgs {
		if slices.ContainsFunc(held, func(r *core.Record) bool { return r.GetString("org") == o.Id }) {
			continue
		}
		rows = append(rows, templates.TeamRow{Title: words.Value("org_kind", o.GetString("kind")) + "专人", Name: o.GetString("contact_name"), Where: o.GetString("name"), Phone: o.GetString("contact_phone")})
	}
	return rows, nil
}

// called is how strangers may read a holder's name.
func called(r *core.Record) string {
	if r.GetString("resident") == "" || r.GetBool("shown") {
		return r.GetString("name")
	}
	return realname.MaskName(r.GetString("name"))
}

func teamSheet(e *core.RequestEvent, _ string) (string, error) {
	if _, err := office(e); err != nil {
		return "", err
	}
	view, err := team(e.App)
	if err != nil {
		return "", err
	}
	return templates.Team(view)
}

// teamBook is the roster as a workbook, for the enclosure of the agreement.
func teamBook(e *core.RequestEvent) error {
	who, err := office(e)
	if err != nil {
		return err
	}
	view, err := team(e.App)
	if err != nil {
		return err
	}
	t := sheet.Table{Name: "工作团队名册", Title: view.Community + "工作团队名册", Note: templates.Date(view.At), Upright: true,
		Headers: []string{"序号", "类别", "职务", "姓名", "负责", "电话", "任期"}, Widths: []float64{6, 12, 18, 10, 20, 16, 22}}
	for _, g := range view.Groups {
		for _, r := range g.Rows {
			phone := r.Phone
			if phone == "" {
				phone = view.Phone + "（社区转）"
			}
			t.Rows = append(t.Rows, []string{strconv.Itoa(len(t.Rows) + 1), g.Label, r.Title, r.Name, r.Where, phone, r.Term})
		}
	}
	book, err := sheet.Workbook(t)
	if err != nil {
		return err
	}
	if err := audit.Write(e.App, who, audit.Entry{Action: "导出工作团队名册", Collection: table, Note: strconv.Itoa(len(t.Rows)) + "人"}); err != nil {
		return err
	}
	h := e.Response.Header()
	h.Set("Cache-Control", "no-store")
	h.Set("Content-Disposition", "attachment; filename*=UTF-8''"+url.PathEscape(t.Title+" "+view.At.In(workday.Zone).Format("20060102")+".xlsx"))
	return e.Blob(http.StatusOK, sheet.Type, book)
}

// receptionSheet is the week on the door.
func receptionSheet(e *core.RequestEvent, _ string) (string, error) {
	if _, err := office(e); err != nil {
		return "", err
	}
	c := settings.Of(e.App)
	view := templates.ReceptionView{Community: c.Name(), Phone: c.Phone(), Address: c.GetString("address"), At: calendar.Now(e.App)}
	days, err := week(e.App)
	if err != nil {
		return "", err
	}
	for _, d := range days {
		day := templates.ReceptionDay{Label: d.label}
		for _, t := range d.turns {
			day.Turns = append(day.Turns, templates.ReceptionTurn{Name: t.Name, Title: t.Title, Hours: t.Hours, Place: t.Place})
		}
		view.Days = append(view.Days, day)
	}
	return templates.Reception(view)
}

// receives is one day of the week with who receives residents on it.
type receives struct {
	weekday time.Weekday
	label   string
	turns   []turn
}

// turn is one person's hours at the door, as strangers may read them.
type turn struct {
	ID    string `json:"id"`
	Name  string `json:"name"`
	Title string `json:"title"`
	Hours string `json:"hours"`
	Place string `json:"place"`
}

// week is who receives on which day: Monday to Friday always, the weekend only
// where somebody does.
func week(app core.App) ([]receives, error) {
	rows, err := held(app, "kind = 'reception'", nil)
	if err != nil {
		return nil, err
	}
	slices.SortStableFunc(rows, func(a, b *core.Record) int {
		return strings.Compare(a.GetString("from_time"), b.GetString("from_time"))
	})
	var days []receives
	for i, code := range []string{"mon", "tue", "wed", "thu", "fri", "sat", "sun"} {
		d := receives{weekday: time.Weekday((i + 1) % 7), label: words.Value("watch_day", code), turns: []turn{}}
		for _, r := range rows {
			if slices.Contains(r.GetStringSlice("days"), code) {
				d.turns = append(d.turns, turn{ID: r.Id, Name: called(r), Title: r.GetString("title"), Hours: r.GetString("from_time") + "—" + r.GetString("to_time"), Place: r.GetString("place")})
			}
		}
		if i < 5 || len(d.turns) > 0 {
			days = append(days, d)
		}
	}
	return days, nil
}
