package requests_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/access"
	"hongguan/hooks/apptest"
	"hongguan/hooks/requests"
)

// seek searches as somebody and returns the ids found, in order.
func seek(t *testing.T, app *apptest.App, who *core.Record, q, filter string) []string {
	t.Helper()
	got := app.Call(who, "GET", "/api/requests/search?q="+escape(q)+"&filter="+escape(filter), nil)
	if got.Code != 200 {
		t.Fatalf("%s: %s", q, got.Raw)
	}
	ids := []string{}
	for _, i := range got.Body["items"].([]any) {
		ids = append(ids, i.(map[string]any)["id"].(string))
	}
	return ids
}

// TestSearch types what the desk types: two characters, a number, a house.
func TestSearch(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	town := app.Town()
	li := app.Resident(town, "李秀英", "13900000001")
	lamp := app.Ask(town, li, "单元门口的灯坏了三天，晚上老人进出看不见")
	lift := app.Ask(town, li, "電梯又停了，停在半中間")
	both := app.Ask(town, li, "灯坏了，电梯也停了")
	for _, c := range []struct {
		q, filter string
		want      []*core.Record
	}{
		{"灯坏", "", []*core.Record{both, lamp}},
		{"电梯", "", []*core.Record{both, lift}},
		{"電梯", "", []*core.Record{both, lift}},
		{"电梯 灯坏", "", []*core.Record{both}},
		{"老人进出", "", []*core.Record{lamp}},
		{"5幢", "", []*core.Record{both, lift, lamp}},
		{"5号楼 老人", "", []*core.Record{lamp}},
		{"0002", "", []*core.Record{lift}},
		{lamp.GetString("request_no"), "", []*core.Record{lamp}},
		{strings.ToLower(lamp.GetString("request_no")), "", []*core.Record{lamp}},
		{"湖畔花园", "", []*core.Record{both, lift, lamp}},
		{"灯", "", []*core.Record{both, lamp}},
		{"15幢", "", nil}, {"漏水", "", nil}, {"13900000001", "", nil}, {"李秀英", "", nil}, {"", "", nil}, {"！？", "", nil},
		{`" OR "电梯`, "", nil}, {`"电梯"*`, "", []*core.Record{both, lift}},
		{"灯坏", "status='pending'", []*core.Record{both, lamp}},
		{"灯坏", "status='closed'", nil},
		{"灯坏", "request_no='" + lamp.GetString("request_no") + "'", []*core.Record{lamp}},
		{"电梯", "replies_via_request.state?='sent_back'", nil},
	} {
		var want []string
		for _, r := range c.want {
			want = append(want, r.Id)
		}
		if got := seek(t, app, town.Clerk, c.q, c.filter); strings.Join(got, " ") != strings.Join(want, " ") {
			t.Errorf("%q (%s): %d found, want %d", c.q, c.filter, len(got), len(want))
		}
	}
	for name, path := range map[string]string{"Filter": "q=" + escape("灯坏") + "&filter=nonsense(", "Long": "q=" + escape(strings.Repeat("灯坏", 200))} {
		app.Chinese(name, app.Call(town.Clerk, "GET", "/api/requests/search?"+path, nil), 400)
	}
	// The number goes before those who speak of it.
	app.Ask(town, li, "上次的 "+lamp.GetString("request_no")+" 还没人来")
	if got := seek(t, app, town.Clerk, lamp.GetString("request_no"), ""); len(got) != 2 || got[0] != lamp.Id {
		t.Errorf("by number: %v, want %s first", got, lamp.Id)
	}
}

// TestSearchSees walks the actors: the table's own rule decides.
func TestSearchSees(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	s.Do(s.town.Clerk, s.req, "accept")
	s.Do(s.town.Clerk, s.req, "dispatch", "org", s.town.Property.Id)
	sees := map[string]int{"ContactElsewhere": 0, "Contact": 1, "GridWorker": 1, "Clerk": 1, "Steward": 1, "Superuser": 1}
	for _, a := range s.actors {
		n, staff := sees[a.name]
		if !staff {
			s.Chinese(a.name, s.Call(a.who, "GET", "/api/requests/search?q="+escape("灯不亮"), nil), 403)
			continue
		}
		got := s.Call(a.who, "GET", "/api/requests/search?q="+escape("灯不亮"), nil)
		items := got.Body["items"].([]any)
		if len(items) != n {
			t.Fatalf("%s finds %d", a.name, len(items))
		}
		for _, hidden := range []string{"secretkey", "赵老太", "13700000007", `"room"`, `"serial"`} {
			if strings.Contains(got.Raw, hidden) && a.name != "Superuser" {
				t.Errorf("%s: %s in %s", a.name, hidden, got.Raw)
			}
		}
		if n == 1 {
			if item := items[0].(map[string]any); item["status_label"] == nil || item["verbs"] == nil || item["households"] != 1.0 {
				t.Errorf("%s: not as in a list: %v", a.name, item)
			}
		}
		if a.name != "Superuser" { // a filter must not ask for what is hidden
			s.Chinese(a.name, s.Call(a.who, "GET", "/api/requests/search?q="+escape("灯不亮")+"&filter="+escape("room='302'"), nil), 400)
		}
	}
}

// TestSearchPages goes through more than one piece of the index.
func TestSearchPages(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	town := app.Town()
	crowd(t, app, town, 1500)
	old := app.Ask(town, app.Resident(town, "王芳", "13900000002"), "单元门口的灯坏了三天")
	seen := map[string]bool{}
	for page := 1; page <= 4; page++ {
		got := app.Call(town.Clerk, "GET", fmt.Sprintf("/api/requests/search?q=%s&page=%d", escape("湖畔花园"), page), nil)
		items := got.Body["items"].([]any)
		if len(items) != 30 || got.Body["more"] != true {
			t.Fatalf("page %d: %d items, more %v", page, len(items), got.Body["more"])
		}
		for _, i := range items {
			id := i.(map[string]any)["id"].(string)
			if seen[id] {
				t.Errorf("page %d shows %s again", page, id)
			}
			seen[id] = true
		}
	}
	if !seen[old.Id] {
		t.Error("the newest is on none of the first pages")
	}
	// A short list of old requests that a common word would bury.
	if got := seek(t, app, town.Clerk, "湖畔花园", "request_no='MM-20200101-0001'"); len(got) != 1 {
		t.Errorf("the oldest in a list of its own: %v", got)
	}
	if got := seek(t, app, town.Contact, "湖畔花园", ""); len(got) != 30 {
		t.Errorf("a contact finds %d", len(got))
	}
}

// TestWordsFollow keeps the index in step: with a change, a blanking and a
// rolled-back request.
func TestWordsFollow(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	town := app.Town()
	li := app.Resident(town, "李秀英", "13900000001")
	req := app.Ask(town, li, "单元门口的灯坏了三天")
	app.Do(town.Clerk, req, "accept")
	found := func(q string, n int, when string) {
		t.Helper()
		if got := seek(t, app, town.Clerk, q, ""); len(got) != n {
			t.Errorf("%s: %q finds %d, want %d", when, q, len(got), n)
		}
	}
	found("灯坏", 1, "accepted")
	req, err := app.FindRecordById("requests", req.Id)
	apptest.Must(t, err)
	req.Set("text", "水管爆了")
	req.Set("summary", "水管爆了")
	apptest.Must(t, access.Own(app.BaseApp, req))
	found("灯坏", 0, "changed")
	found("水管", 1, "changed")

	second := app.Ask(town, li, "电梯停在三楼")
	_, err = app.DB().NewQuery("UPDATE requests SET text = '', summary = '', place_label = '' WHERE id = {:id}").Bind(dbx.Params{"id": second.Id}).Execute()
	apptest.Must(t, err)
	apptest.Must(t, requests.Forget(app, second.Id))
	found("电梯", 0, "forgotten")
	found("0002", 0, "forgotten")
	if err := requests.Forget(app, "abcdefghijklmno"); err == nil {
		t.Error("forgot a request that is not there")
	}

	boom := app.RunInTransaction(func(tx core.App) error {
		r := core.NewRecord(req.Collection())
		r.Load(map[string]any{"request_no": "X-1", "text": "垃圾没人清", "status": "pending"})
		apptest.Must(t, access.Own(tx, r))
		return fmt.Errorf("no")
	})
	if boom == nil {
		t.Fatal("not rolled back")
	}
	found("垃圾", 0, "rolled back")
	app.Ask(town, li, "门禁坏了")
	found("门禁", 1, "after a rolled-back one")

	apptest.Must(t, requests.Reread(app))
	found("水管", 0, "emptied")
	n, err := requests.ReadWords(context.Background(), app)
	apptest.Must(t, err)
	if n != 3 {
		t.Errorf("read %d", n)
	}
	found("水管", 1, "read anew")
	found("电梯", 0, "read anew")
}

// TestWordsAtStart reads at the next start what an update of the program found
// there, also when the first try was cut short.
func TestWordsAtStart(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	town := app.Town()
	crowd(t, app, town, 2500)
	apptest.Must(t, requests.Reread(app))
	stop, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := requests.ReadWords(stop, app); err == nil {
		t.Error("a stopped reading says it is done")
	}
	app.Handler() // serves, and reads in the background
	deadline := time.After(20 * time.Second)
	for n := 0; n != 2500; {
		select {
		case <-deadline:
			t.Fatalf("%d of 2500 read", n)
		case <-time.Tick(20 * time.Millisecond):
			apptest.Must(t, app.DB().NewQuery("SELECT count(*) FROM _request_words_docsize").Row(&n))
		}
	}
}

// TestNothingIsScanned asks SQLite how it would answer each of the queries made
// while somebody types. None may read the whole table.
func TestNothingIsScanned(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	town := app.Town()
	crowd(t, app, town, 1500)
	app.Ask(town, app.Resident(town, "王芳", "13900000002"), "电梯停在三楼不动")
	calls := map[string]func(){}
	for _, m := range measured(app, town) {
		calls[m.name] = func() { m.ask() }
	}
	for name, call := range calls {
		if name == plainList {
			continue // in the order of its index, to the thirtieth
		}
		call() // what is read once is read
		_, said := count(t, app, call)
		seen := 0
		for _, q := range said {
			if !strings.Contains(q, "requests") && !strings.Contains(q, "_request_words") || strings.HasPrefix(q, "INSERT") {
				continue
			}
			seen++
			var plan []struct {
				Detail string `db:"detail"`
			}
			if err := app.DB().NewQuery("EXPLAIN QUERY PLAN " + strings.NewReplacer("{:", "", ":}", "").Replace(q)).All(&plan); err != nil {
				t.Errorf("%s: %v\n%s", name, err, q)
			}
			for _, p := range plan {
				if strings.HasPrefix(p.Detail, "SCAN") && strings.Contains(p.Detail, "requests") {
					t.Errorf("%s: %s\n%s", name, p.Detail, q)
				}
				if testing.Verbose() {
					t.Log(name, p.Detail)
				}
			}
		}
		if seen == 0 && name != "suggest 办证" {
			t.Errorf("%s: no query was seen", name)
		}
	}
}
