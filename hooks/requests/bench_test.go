package requests_test

import (
	"context"
	"database/sql"
	"fmt"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/apptest"
)

// bare is a copy of the requests table, with its fields, indexes and rules but
// none of our hooks: what PocketBase alone costs.
func bare(tb testing.TB, app *apptest.App) {
	c, err := app.FindCollectionByNameOrId("requests")
	apptest.Must(tb, err)
	b := core.NewBaseCollection("bare")
	b.ListRule, b.ViewRule, b.CreateRule = c.ListRule, c.ViewRule, c.CreateRule
	for _, f := range c.Fields {
		if b.Fields.GetByName(f.GetName()) == nil {
			f.SetHidden(false)
			b.Fields.Add(f)
		}
	}
	for _, i := range c.Indexes {
		b.Indexes = append(b.Indexes, strings.ReplaceAll(strings.ReplaceAll(i, "idx_", "idx_bare_"), "`requests`", "`bare`"))
	}
	apptest.Must(tb, app.Save(b))
}

// stored is what intake writes, as somebody else would send it.
func stored(tb testing.TB, app *apptest.App, id string) map[string]any {
	r, err := app.FindRecordById("requests", id)
	apptest.Must(tb, err)
	out := map[string]any{}
	for k, v := range r.FieldsData() {
		if k != "id" && k != "created" && k != "updated" && k != "photos" {
			out[k] = v
		}
	}
	return out
}

// BenchmarkIntake sends requests over HTTP and, in the same run, the same
// fields to a bare copy of the table. The target is 1.8 times.
func BenchmarkIntake(b *testing.B) {
	app := apptest.New(b)
	town := app.Town()
	li := app.Resident(town, "李秀英", "13900000001")
	bare(b, app)
	form := func(key string) map[string]any {
		return map[string]any{"kind": "help", "text": "单元门口的灯坏了三天，晚上老人进出看不见", "building": town.Building.Id, "unit": town.Unit.Id, "client_key": key}
	}
	first := app.Call(li, "POST", create, form("first"))
	same := stored(b, app, first.Text("id"))
	var ours, theirs time.Duration
	n := 0
	for b.Loop() {
		start := time.Now()
		got := app.Call(li, "POST", create, form(fmt.Sprint("k", n)))
		ours += time.Since(start)
		if got.Code != 200 {
			b.Fatal(got.Raw)
		}
		same["client_key"], same["request_no"], same["serial"] = fmt.Sprint("k", n), fmt.Sprint("B-", n), n+1
		start = time.Now()
		got = app.Call(li, "POST", "/api/collections/bare/records", same)
		theirs += time.Since(start)
		if got.Code != 200 {
			b.Fatal(got.Raw)
		}
		n++
	}
	b.ReportMetric(float64(ours.Microseconds())/float64(n), "µs/intake")
	b.ReportMetric(float64(theirs.Microseconds())/float64(n), "µs/bare")
	b.ReportMetric(float64(ours)/float64(theirs), "ratio")
}

// BenchmarkList reads thirty requests as a clerk's desk does.
func BenchmarkList(b *testing.B) {
	app := apptest.New(b)
	town := app.Town()
	for i := range 30 {
		app.Ask(town, app.Resident(town, "王芳", fmt.Sprintf("139%08d", i)), "单元门口的灯坏了")
	}
	for b.Loop() {
		if got := app.Call(town.Clerk, "GET", create+"?sort=-received_at&skipTotal=1", nil); got.Code != 200 {
			b.Fatal(got.Raw)
		}
	}
}

// count is how many statements one call sends to the database.
func count(t *testing.T, app *apptest.App, call func()) (int64, []string) {
	var n atomic.Int64
	var said []string
	listen := func(_ context.Context, _ time.Duration, q string, _ *sql.Rows, _ error) {
		n.Add(1)
		said = append(said, q)
	}
	run := func(_ context.Context, _ time.Duration, q string, _ sql.Result, _ error) {
		n.Add(1)
		said = append(said, q)
	}
	for _, db := range []dbx.Builder{app.ConcurrentDB(), app.NonconcurrentDB()} {
		d := db.(*dbx.DB)
		d.QueryLogFunc, d.ExecLogFunc = listen, run
		defer func() { d.QueryLogFunc, d.ExecLogFunc = nil, nil }()
	}
	call()
	return n.Load(), said
}

// TestStatements keeps intake and lists from asking the database row by row.
func TestStatements(t *testing.T) {
	app := apptest.New(t)
	town := app.Town()
	li := app.Resident(town, "李秀英", "13900000001")
	one := func(key string) {
		if got := app.Form(li, create, map[string]string{"text": "单元门口的灯坏了", "building": town.Building.Id, "unit": town.Unit.Id, "client_key": key}); got.Code != 200 {
			t.Fatal(got.Raw)
		}
	}
	one("warm")
	n, said := count(t, app, func() { one("k") })
	t.Logf("one intake: %d statements", n)
	if n > 23 {
		t.Errorf("one intake: %d statements\n%s", n, strings.Join(said, "\n"))
	}
	for i := range 29 {
		app.Ask(town, app.Resident(town, "王芳", fmt.Sprintf("138%08d", i)), "单元门口的灯坏了")
	}
	for name, who := range map[string]*core.Record{"clerk": town.Clerk, "resident": li} {
		list := func() {
			if got := app.Call(who, "GET", create+"?sort=-received_at&skipTotal=1", nil); got.Code != 200 {
				t.Fatal(got.Raw)
			}
		}
		list()
		n, said = count(t, app, list)
		t.Logf("a list for the %s: %d statements", name, n)
		if n > 6 {
			t.Errorf("a list for the %s: %d statements\n%s", name, n, strings.Join(said, "\n"))
		}
	}
}
