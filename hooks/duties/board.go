package duties

import (
	"cmp"
	"net/http"
	"slices"
	"strings"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/access"
	"hongguan/hooks/calendar"
	"hongguan/hooks/places"
	"hongguan/rules/realname"
	"hongguan/rules/words"
	"hongguan/rules/workday"
)

// post is a duty as the desk shows it.
type post struct {
	ID     string `json:"id"`
	Kind   string `json:"kind"`
	Label  string `json:"kind_label"`
	Title  string `json:"title"`
	Name   string `json:"name"`
	Phone  string `json:"phone"` // empty for a resident who did not agree to be rung
	Where  string `json:"where"`
	Term   string `json:"term"`
	Until  string `json:"until_day"`
	Left   int    `json:"left"`   // days to the last one; -1 without end
	Ending bool   `json:"ending"` // soon
	Ahead  bool   `json:"ahead"`  // not yet begun
}

// square is a grid with its workers and its buildings.
type square struct {
	ID        string  `json:"id"`
	Label     string  `json:"label"`
	Workers   []post  `json:"workers"`
	Buildings []place `json:"buildings"`
}

// place is a building with its head, or with none.
type place struct {
	ID    string `json:"id"`
	Label string `json:"label"`
	Heads []post `json:"heads"` // the one in office, and who follows
}

// boardRoute is who holds what, by grid and building, whose term ends, and who
// receives residents this week: for everybody of the office, because all of
// them are asked whom to ring.
func boardRoute(e *core.RequestEvent) error {
	who := access.Of(e)
	switch {
	case who.Kind == access.Guest:
		return access.Answer(http.StatusUnauthorized, "请先登录")
	case !who.Community():
		return access.Answer(http.StatusForbidden, "任职一览由社区工作人员查看")
	}
	now := calendar.Now(e.App)
	rows, err := e.App.FindRecordsByFilter(table, "ended_at = ''", "from_day,created", 0, 0)
	if err != nil {
		return err
	}
	var posts []post
	of := map[string][]post{} // building or grid → who is there
	ending, others := []post{}, []post{}
	for _, r := range rows {
		t := termOf(r)
		if !t.Over().IsZero() && !now.Before(t.Over()) {
			continue // over at midnight, whether or not the program has noted it yet
		}
		p := postOf(e.App, r)
		p.Left, p.Ending, p.Ahead = t.Left(now), t.Ending(now), now.Before(t.Begins())
		posts = append(posts, p)
		if p.Ending {
			ending = append(ending, p)
		}
		if at := cmp.Or(r.GetString("building"), r.GetString("grid")); at != "" {
			of[at] = append(of[at], p)
		} else {
			others = append(others, p)
		}
	}
	squares, err := squaresOf(e.App, of)
	if err != nil {
		return err
	}
	days, err := week(e.App)
	if err != nil {
		return err
	}
	today := now.In(workday.Zone).Weekday()
	shown := []map[string]any{}
	for _, d := range days {
		shown = append(shown, map[string]any{"label": d.label, "today": d.weekday == today, "turns": d.turns})
	}
	e.Response.Header().Set("Cache-Control", "no-store")
	return e.JSON(http.StatusOK, map[string]any{"may": who.Lead(), "ending": ending, "grids": squares, "others": others, "week": shown, "held": len(posts)})
}

func postOf(app core.App, r *core.Record) post {
	phone := r.GetString("phone")
	if phone == "" {
		phone = public(app, r)
	}
	at := where(app, r)
	if r.GetString("kind") == Reception {
		var days []string
		for _, d := range r.GetStringSlice("days") {
			days = append(days, words.Value("watch_day", d))
		}
		at = places.Words("接访："+strings.Join(days, "、"), r.GetString("from_time")+"—"+r.GetString("to_time"), r.GetString("place"))
	}
	return post{
		ID: r.Id, Kind: r.GetString("kind"), Label: words.Value("duty_kind", r.GetString("kind")), Title: title(app, r), Name: r.GetString("name"),
		Phone: phone, Where: at, Term: spoken(termOf(r)), Until: r.GetString("until_day"),
	}
}

// squaresOf are the grids with their buildings; what no grid holds comes last.
func squaresOf(app core.App, of map[string][]post) ([]square, error) {
	grids, err := app.FindRecordsByFilter("grids", "", "no", 0, 0)
	if err != nil {
		return nil, err
	}
	directory, err := places.Read(app)
	if err != nil {
		return nil, err
	}
	gridOf := map[string]string{}
	var buildings []struct{ ID, Grid string }
	if err := app.DB().Select("id", "grid").From("buildings").Where(dbx.NewExp("grid != ''")).All(&buildings); err != nil {
		return nil, err
	}
	for _, b := range buildings {
		gridOf[b.ID] = b.Grid
	}
	list := []square{}
	for _, g := range grids {
		list = append(list, square{ID: g.Id, Label: gridName(g), Workers: none(of[g.Id]), Buildings: []place{}})
	}
	list = append(list, square{Label: "没有划进网格的楼栋", Workers: []post{}, Buildings: []place{}})
	for _, estate := range directory.Estates {
		for _, b := range estate.Buildings {
			i := slices.IndexFunc(list, func(s square) bool { return s.ID == gridOf[b.ID] })
			list[i].Buildings = append(list[i].Buildings, place{ID: b.ID, Label: places.Words(estate.Name, b.Name), Heads: none(of[b.ID])})
		}
	}
	if last := list[len(list)-1]; len(last.Buildings) == 0 {
		list = list[:len(list)-1]
	}
	return list, nil
}

// none is an empty list rather than nothing: the page counts it.
func none(list []post) []post {
	if list == nil {
		return []post{}
	}
	return list
}

func gridName(g *core.Record) string {
	no, name := g.GetString("no"), g.GetString("name")
	switch {
	case name == "":
		return no + "网格"
	case strings.Contains(name, no):
		return name
	}
	return no + " " + name
}

// lookUp finds the registration of somebody by her whole name and number, as
// both were said by herself: whoever appoints from the desk leafs through nobody.
func (a *Appointment) lookUp(app core.App) {
	phone, _, err := realname.Phone(a.Phone)
	if err != nil || a.Name == "" || a.Staff != "" || a.Resident != "" {
		return
	}
	rows, err := app.FindRecordsByFilter("residents", "phone = {:p} && active = true", "created", 20, 0, dbx.Params{"p": phone})
	if err != nil {
		return
	}
	for _, r := range rows {
		if realname.SameName(r.GetString("name"), a.Name) {
			a.Resident, a.Phone = r.Id, "" // hers is known, and shown to nobody unless she agrees
			return
		}
	}
}
