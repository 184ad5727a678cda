package overview

import (
	"cmp"
	"fmt"
	"net/http"
	"slices"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/access"
	"hongguan/hooks/calendar"
	"hongguan/hooks/settings"
	"hongguan/rules/schedule"
	"hongguan/rules/workday"
)

// Figures are the four rates side by side: by organisation, matter, building or
// week. Never by person: nobody is ranked.
type Figures struct {
	By      string  `json:"by"`
	Label   string  `json:"label"` // 承办单位
	From    string  `json:"from"`  // first day
	To      string  `json:"to"`    // last day
	Period  string  `json:"period"`
	Rows    []Row   `json:"rows"`
	Total   Row     `json:"total"`
	Targets Targets `json:"targets"` // in per cent; 0 is none
}

// Targets are what the office wants its rates to reach.
type Targets struct {
	Response     int `json:"response"`
	Resolution   int `json:"resolution"`
	Satisfaction int `json:"satisfaction"`
	OnTime       int `json:"on_time"`
}

// Row is one organisation, matter, building or week.
type Row struct {
	Key      string `json:"key"`
	Label    string `json:"label"`
	Group    string `json:"group,omitempty"` // of a building: its estate
	Received int    `json:"received"`
	four
	Filter string `json:"filter"` // opens the very requests the row counts

	figures figures
}

// grouping is one way to divide the requests.
type grouping struct {
	label   string
	key     string // what a row is about
	group   string // what rows are put together by
	join    string
	unnamed string // the label of requests that say nothing about it
	names   string // table the names are in
	filter  func(key, group string) string
}

// handler is who handles a request, or the one it is handled with.
const handler = "coalesce(nullif([[r.handler_org]], ''), [[l.handler_org]], '')"

var groupings = map[string]grouping{
	"org": {label: "承办单位", key: handler, join: "LEFT JOIN {{requests}} {{l}} ON [[r.handler_org]] = '' AND [[l.id]] = [[r.merged_into]]", unnamed: "没有派单的", names: "orgs",
		filter: func(key, _ string) string {
			if key == "" {
				return "handler_org='' && merged_into.handler_org=''"
			}
			return "(handler_org=" + quoted(key) + " || (handler_org='' && merged_into.handler_org=" + quoted(key) + "))"
		}},
	"matter": {label: "事项", key: "[[r.matter]]", unnamed: "没有归类的", names: "matters",
		filter: func(key, _ string) string { return "matter=" + quoted(key) }},
	"building": {label: "楼幢", key: "[[r.building]]", group: "[[r.estate]]", unnamed: "没有写明楼幢的", names: "buildings",
		filter: func(key, group string) string { return "building=" + quoted(key) + " && estate=" + quoted(group) }},
	// Days are those of the office: Sunday evening in London is its Monday morning.
	"week": {label: "周", key: "date([[r.received_at]], '+8 hours')"},
}

func quoted(id string) string { return "'" + id + "'" }

// figuresRoute answers GET /api/stats/figures?by=org|matter|building|week with
// &from= and &to=, both days included.
func figuresRoute(e *core.RequestEvent) error {
	f, _, err := readFigures(e)
	if err != nil {
		return err
	}
	e.Response.Header().Set("Cache-Control", "no-store")
	return e.JSON(http.StatusOK, f)
}

// readFigures counts for whoever may read. A contact may not, not even of her
// own organisation: of few requests the figures would tell her how each was
// rated, and whoever handles a request must not read that.
func readFigures(e *core.RequestEvent) (f Figures, when period, err error) {
	who := access.Of(e)
	if who.Kind == access.Guest {
		return f, when, access.Answer(http.StatusUnauthorized, "请先登录工作台")
	}
	if !who.Office() {
		return f, when, access.Answer(http.StatusForbidden, "办理数字给社区工作者、红管负责人和社区书记看")
	}
	q := e.Request.URL.Query()
	by := cmp.Or(q.Get("by"), "org")
	if _, ok := groupings[by]; !ok {
		return f, when, wrong("by", "请选择按单位、按事项、按楼幢或按周")
	}
	now := calendar.Now(e.App)
	if when, err = readPeriod(q, by, now); err != nil {
		return f, when, err
	}
	f, err = figuresOf(e.App, by, when, now)
	return f, when, err
}

// figuresOf counts in one pass over the requests of the period.
func figuresOf(app core.App, by string, when period, now time.Time) (Figures, error) {
	g := groupings[by]
	c := settings.Of(app)
	f := Figures{By: by, Label: g.label, Rows: []Row{}, From: when.from.Format(time.DateOnly), To: when.last().Format(time.DateOnly), Period: when.String(),
		Targets: Targets{c.Target("response"), c.Target("resolution"), c.Target("satisfaction"), c.Target("on_time")}}
	var rows []struct {
		Key   string `db:"key"`
		Group string `db:"grp"`
		figures
	}
	err := app.DB().NewQuery("SELECT " + g.key + " AS [[key]], " + cmp.Or(g.group, "''") + " AS [[grp]], " + tally +
		" FROM {{requests}} {{r}} " + g.join + " WHERE " + within + " GROUP BY 1, 2").
		Bind(dbx.Params{"from": stored(when.from), "to": stored(when.to), "now": stored(now)}).All(&rows)
	if err != nil {
		return f, fmt.Errorf("count by %s: %w", by, err)
	}
	if by == "week" {
		f.Rows = emptyWeeks(when)
	}
	for _, r := range rows {
		if by == "week" {
			day, err := time.ParseInLocation(time.DateOnly, r.Key, workday.Zone)
			if err != nil {
				return f, fmt.Errorf("day of requests: %w", err)
			}
			r.Key = schedule.WeekOf(day).String()
		}
		i := slices.IndexFunc(f.Rows, func(x Row) bool { return x.Key == r.Key && x.Group == r.Group })
		if i < 0 {
			i = len(f.Rows)
			f.Rows = append(f.Rows, Row{Key: r.Key, Group: r.Group})
		}
		f.Rows[i].figures.add(r.figures)
		f.Total.figures.add(r.figures)
	}
	f.Total.Label, f.Total.Filter = "合计", counting(when)
	f.Total.finish(c)
	for i := range f.Rows {
		if r := &f.Rows[i]; by != "week" {
			r.Label = g.unnamed
			r.Filter = counting(when) + " && " + g.filter(r.Key, r.Group)
		}
		f.Rows[i].finish(c)
	}
	if by == "week" {
		slices.Reverse(f.Rows) // the latest first
		return f, nil
	}
	if err := name(app, g, f.Rows); err != nil {
		return f, err
	}
	order(f.Rows)
	return f, nil
}

func (r *Row) finish(c settings.Community) {
	r.Received = r.figures.Received
	r.four = r.figures.rates(c)
}

// counting is the filter of a list that holds what a period counts.
func counting(when period) string {
	return "received_at>='" + stored(when.from) + "' && received_at<'" + stored(when.to) + "' && status!='withdrawn' && parts=0"
}

// emptyWeeks are the weeks of the period; the first and the last may be cut.
func emptyWeeks(when period) []Row {
	var rows []Row
	for w := schedule.WeekOf(when.from); w.Monday().Before(when.to); w = w.Next() {
		part := period{w.Monday(), w.Next().Monday()}
		if part.from.Before(when.from) {
			part.from = when.from
		}
		if part.to.After(when.to) {
			part.to = when.to
		}
		label := fmt.Sprintf("%s（%s—%s）", w.Spoken(), part.from.Format("1月2日"), part.last().Format("1月2日"))
		rows = append(rows, Row{Key: w.String(), Label: label, Filter: counting(part)})
	}
	return rows
}

// name puts names in the place of ids: a building has its estate's beside it.
func name(app core.App, g grouping, rows []Row) error {
	names, err := namesIn(app, g.names)
	if err != nil {
		return err
	}
	estates := map[string]string{}
	if g.group != "" {
		if estates, err = namesIn(app, "estates"); err != nil {
			return err
		}
	}
	for i := range rows {
		rows[i].Label = cmp.Or(names[rows[i].Key], rows[i].Label)
		rows[i].Key = cmp.Or(rows[i].Key, "none"+rows[i].Group)
		if g.group != "" {
			rows[i].Group = cmp.Or(estates[rows[i].Group], "没有写明小区的")
		}
	}
	return nil
}

func namesIn(app core.App, table string) (map[string]string, error) {
	var list []struct {
		ID   string `db:"id"`
		Name string `db:"name"`
	}
	if err := app.DB().Select("id", "name").From(table).All(&list); err != nil {
		return nil, fmt.Errorf("read names of %s: %w", table, err)
	}
	names := make(map[string]string, len(list))
	for _, x := range list {
		names[x.ID] = x.Name
	}
	return names, nil
}

// order puts the most first; buildings stay with their estate.
func order(rows []Row) {
	whole := map[string]int{}
	for _, r := range rows {
		whole[r.Group] += r.Received
	}
	slices.SortFunc(rows, func(a, b Row) int {
		return cmp.Or(cmp.Compare(whole[b.Group], whole[a.Group]), cmp.Compare(a.Group, b.Group), cmp.Compare(b.Received, a.Received), cmp.Compare(a.Label, b.Label))
	})
}
