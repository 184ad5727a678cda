package overview_test

import (
	"fmt"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/apptest"
	"hongguan/hooks/catalogue"
	"hongguan/hooks/overview"
)

type suggested struct {
	Suggestions struct {
		Sentence, Since string
		Rate            *float64
		N, Taken        int
		Weeks           []struct {
			Week     string
			N, Taken int
		}
		Matters []struct {
			ID, Name, Sentence string
			N, Taken, Changed  int
		}
	}
}

// share reads the part once its ten seconds are over.
func suggestionsOf(t *testing.T, app *apptest.App, who *core.Record) suggested {
	t.Helper()
	app.Clock.Add(time.Minute)
	var a suggested
	if code := get(t, app, who, "/api/stats/overview", &a); code != 200 {
		t.Fatalf("overview: %d", code)
	}
	return a
}

func TestSuggestions(t *testing.T) {
	app := apptest.New(t)
	town := app.Town()
	li := app.Resident(town, "李秀英", "13900000001")
	if a := suggestionsOf(t, app, town.Clerk); a.Suggestions.Rate != nil || a.Suggestions.N != 0 || strings.Contains(a.Suggestions.Sentence, "%") {
		t.Errorf("of nothing: %+v", a.Suggestions)
	}
	dispatch := func(text, org string) *core.Record {
		r := app.Ask(town, li, text)
		app.Do(town.Clerk, r, "accept")
		return app.Do(town.Clerk, r, "dispatch", "org", org)
	}
	app.Clock.Set(apptest.Monday.AddDate(0, 0, -7))
	dispatch("楼道灯不亮", "")
	dispatch("单元门口的灯坏了", "")
	app.Clock.Set(apptest.Monday.Add(time.Hour))
	dispatch("楼道灯又不亮了", town.Committee.Id)
	dispatch("垃圾桶满了没人收", "")
	wrong := app.Ask(town, li, "摄像头坏了")
	app.Do(town.Clerk, wrong, "correct", "matter", "garbage", "reason", "试")
	app.Ask(town, li, "电梯坏了") // nobody has decided about it

	a := suggestionsOf(t, app, town.Clerk).Suggestions
	if a.Sentence != "机器建议采纳率 60%（5 件）" || a.N != 5 || a.Taken != 3 {
		t.Errorf("%s, %d of %d", a.Sentence, a.Taken, a.N)
	}
	if w := a.Weeks; len(w) != 12 || w[10].N != 2 || w[10].Taken != 2 || w[11].N != 3 || w[11].Taken != 1 {
		t.Errorf("weeks %+v", a.Weeks)
	}
	if len(a.Matters) != 3 || a.Matters[0].Changed != 1 || a.Matters[0].N != 3 || a.Matters[0].Name != "公共照明维修" {
		t.Errorf("matters %+v", a.Matters)
	}
	if raw := fmt.Sprint(a); strings.Contains(raw, "王敏") || strings.Contains(raw, town.Clerk.Id) {
		t.Error("the figures name a member of staff")
	}

	// The list behind a figure holds as many as the figure says.
	for _, m := range a.Matters {
		filter := fmt.Sprintf("suggested_matter='%s' && suggestion='changed' && suggestion_week>='%s'", m.ID, a.Since)
		var list struct{ TotalItems int }
		for _, who := range []*core.Record{town.Clerk, town.Superuser} {
			get(t, app, who, "/api/collections/requests/records?perPage=1&sort=-received_at&filter="+url.QueryEscape(filter), &list)
			if list.TotalItems != m.Changed {
				t.Errorf("%s: %d changed, the list holds %d", m.Name, m.Changed, list.TotalItems)
			}
		}
	}

	app.Do(town.Clerk, wrong, "uncorrect")
	if a := suggestionsOf(t, app, town.Clerk).Suggestions; a.N != 4 || a.Taken != 3 {
		t.Errorf("after the correction was taken back: %d of %d", a.Taken, a.N)
	}
}

// TestSuggestionsPlan: the counting reads its index and nothing of the table.
func TestSuggestionsPlan(t *testing.T) {
	app := apptest.New(t)
	for name, q := range map[string]string{
		"Share": overview.SuggestionCounts,
		"List":  `SELECT * FROM {{requests}} WHERE [[suggested_matter]] = {:a} AND [[suggestion]] = {:b} ORDER BY [[received_at]] DESC LIMIT 30`,
	} {
		var rows []struct {
			Detail string `db:"detail"`
		}
		apptest.Must(t, app.DB().NewQuery("EXPLAIN QUERY PLAN "+q).Bind(dbx.Params{"since": "2026-W01", "a": "x", "b": "y"}).All(&rows))
		plan := fmt.Sprint(rows)
		if !strings.Contains(plan, "idx_requests_suggest") || strings.Contains(plan, "TEMP B-TREE") || name == "Share" && !strings.Contains(plan, "COVERING INDEX") {
			t.Errorf("%s: %s", name, plan)
		}
	}
}

// BenchmarkSuggestions counts over 600 000 requests of one year.
func BenchmarkSuggestions(b *testing.B) {
	app := apptest.New(b)
	m := catalogue.ByCode(app, "public_light")
	_, err := app.DB().NewQuery(`WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n WHERE i < 600000)
		INSERT INTO {{requests}} (id, request_no, status, received_at, suggested_matter, suggestion, suggestion_week)
		SELECT 'b' || printf('%014d', i), 'B' || i, 'closed', '2026-01-01', '` + m.Id + `' || (i % 130), CASE i % 7 WHEN 0 THEN 'changed' ELSE 'taken' END, printf('2026-W%02d', 1 + i % 48) FROM n`).Execute()
	apptest.Must(b, err)
	for b.Loop() {
		if _, err := overview.SuggestionShare(app); err != nil {
			b.Fatal(err)
		}
	}
}
