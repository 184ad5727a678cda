package settings_test

import (
	"encoding/json"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/apptest"
	"hongguan/hooks/settings"
)

type answer struct {
	Message   string
	Data      map[string]struct{ Code, Message string }
	Community map[string]any
	Standard  map[string]any
	Notes     map[string]string
	Counts    map[string]int
	SMTP      map[string]any
	Sleeps    bool
	SetupDone bool `json:"setup_done"`
}

// send speaks to the program as a browser at host would, on the office's PC.
func send(t *testing.T, app *apptest.App, who *core.Record, host, method, path, body string) (int, answer) {
	t.Helper()
	req := httptest.NewRequest(method, "http://"+host+path, strings.NewReader(body))
	req.RemoteAddr = "127.0.0.1:50000"
	req.Header.Set("Content-Type", "application/json")
	if who != nil {
		req.Header.Set("Authorization", app.Token(who))
	}
	w := httptest.NewRecorder()
	app.Handler().ServeHTTP(w, req)
	var a answer
	if err := json.Unmarshal(w.Body.Bytes(), &a); err != nil {
		t.Fatalf("%s %s: %d %s", method, path, w.Code, w.Body)
	}
	return w.Code, a
}

const pc = "127.0.0.1:8090"

func TestWhoMaySetUp(t *testing.T) {
	app := apptest.New(t)
	town := app.Town()
	for _, c := range []struct {
		name string
		who  *core.Record
		want int
	}{
		{"guest", nil, 401},
		{"resident", app.Resident(town, "李秀英", "13900000001"), 403},
		{"staff of another organisation", town.Elsewhere, 403},
		{"grid worker", town.Grid, 403},
		{"clerk", town.Clerk, 403},
		{"steward", town.Steward, 403},
		{"superuser", town.Superuser, 200},
	} {
		if got, a := send(t, app, c.who, pc, "GET", "/api/setup", ""); got != c.want {
			t.Errorf("%s reads: %d, want %d (%s)", c.name, got, c.want, a.Message)
		}
		if got, a := send(t, app, c.who, pc, "POST", "/api/setup", "{}"); got != c.want {
			t.Errorf("%s writes: %d, want %d (%s)", c.name, got, c.want, a.Message)
		}
	}
}

// TestFirstStart is what the secretary of a new office finds.
func TestFirstStart(t *testing.T) {
	app := apptest.New(t)
	_, a := send(t, app, app.Super(), pc, "GET", "/api/setup", "")
	if a.Community["name"] != "本社区" || a.SetupDone || a.Sleeps || a.Counts["estates"] != 0 || a.SMTP["enabled"] != false {
		t.Errorf("%+v", a)
	}
	if a.Standard["brand"] != "红色管家" || a.Standard["community_days"] != 5.0 || a.Standard["office_hours"] != "08:30–11:30、13:00–17:30" || a.Standard["consent_text"] == "" {
		t.Errorf("standard %v", a.Standard)
	}
	for _, f := range []string{"name", "phone", "public_url"} {
		if a.Notes[f] == "" {
			t.Errorf("no note about %s", f)
		}
	}
	if _, ok := a.Community["created"]; ok {
		t.Error("PocketBase's own times are no settings")
	}
}

func TestSetUp(t *testing.T) {
	app := apptest.New(t)
	boss := app.Super()
	code, a := send(t, app, boss, pc, "POST", "/api/setup", `{"name":" 湖畔社区 ","code":"hp","phone":"0512-62800000","public_url":"https://hg.example.cn/",
		"sleeps_at_night":true,"community_days":"4","sign_hours":3,"office_hours":"8:30-12:00 13:30-17:30"}`)
	if code != 200 {
		t.Fatalf("%d %s %v", code, a.Message, a.Data)
	}
	c := settings.Of(app.BaseApp)
	if c.Name() != "湖畔社区" || c.Code() != "HP" || c.PublicURL() != "https://hg.example.cn" || c.Rules().CommunityDays != 4 || !a.Sleeps {
		t.Errorf("saved %+v", a.Community)
	}
	if a.Notes["online_hours"] == "" || a.Notes["public_url"] != "" {
		t.Errorf("notes %v", a.Notes)
	}
	if code, a = send(t, app, boss, pc, "POST", "/api/setup", `{"setup_done":true}`); code != 200 || !a.SetupDone || a.Community["name"] != "湖畔社区" {
		t.Errorf("finish: %d %+v", code, a)
	}
	log, err := app.FindAllRecords("audit_entries")
	apptest.Must(t, err)
	if len(log) != 2 || !strings.Contains(log[0].GetString("note"), "社区电话") || strings.Contains(log[0].GetString("note"), "6280") {
		t.Errorf("%d audit entries", len(log))
	}
	send(t, app, boss, pc, "POST", "/api/setup", `{"setup_done":true}`)
	if n, err := app.CountRecords("audit_entries"); err != nil || n != 2 {
		t.Errorf("nothing changed, yet it was logged: %d entries, %v", n, err)
	}
}

func TestSetUpRefuses(t *testing.T) {
	app := apptest.New(t)
	boss := app.Super()
	for _, c := range []struct{ name, body, field string }{
		{"no name", `{"name":" "}`, "name"},
		{"long name", `{"name":"` + strings.Repeat("湖", 201) + `"}`, "name"},
		{"code with digits", `{"code":"H1"}`, "code"},
		{"words for a phone", `{"phone":"打街道"}`, "phone"},
		{"address without scheme", `{"public_url":"hg.example.cn"}`, "public_url"},
		{"no mailbox", `{"report_to":"zuzhibu"}`, "report_to"},
		{"hours", `{"office_hours":"早上"}`, "office_hours"},
		{"half a day", `{"community_days":2.5}`, "community_days"},
		{"too many days", `{"community_days":400}`, "community_days"},
		{"a target above all", `{"target_on_time":101}`, "target_on_time"},
		{"half a per cent", `{"target_response":95.5}`, "target_response"},
		{"no number", `{"sign_hours":"两"}`, "sign_hours"},
		{"no bool", `{"sleeps_at_night":"也许"}`, "sleeps_at_night"},
		{"mode", `{"report_mode":"C"}`, "report_mode"},
		{"org", `{"org_dept":"nobody"}`, "org_dept"},
		{"unknown setting", `{"colour":"red"}`, "colour"},
		{"PocketBase's own", `{"id":"x"}`, "id"},
		{"internal name with a port", `{"internal_names":"http://hg.lan:8090"}`, "internal_names"},
		{"the public name is not internal", `{"public_url":"https://hg.example.cn","internal_names":"hg.example.cn"}`, "internal_names"},
	} {
		t.Run(c.name, func(t *testing.T) {
			code, a := send(t, app, boss, pc, "POST", "/api/setup", c.body)
			got, ok := a.Data[c.field]
			if code != 400 || !ok || got.Message == "" || got.Code == "" {
				t.Fatalf("%d %s %v", code, a.Message, a.Data)
			}
			if a.Message != got.Message || strings.HasSuffix(a.Message, ".") || strings.ContainsAny(a.Message, "!?") {
				t.Errorf("message %q, field %q", a.Message, got.Message)
			}
		})
	}
	if n := settings.Of(app.BaseApp).Name(); n != "本社区" {
		t.Errorf("something was saved: %s", n)
	}
}

// TestInternalNames: a superuser logs in by the names the office has listed,
// from the moment they are listed, and again after a restart.
func TestInternalNames(t *testing.T) {
	app := apptest.New(t)
	boss := app.Super()
	if code, _ := send(t, app, boss, "hongguan.lan", "GET", "/api/setup", ""); code != 403 {
		t.Fatalf("an unknown name: %d", code)
	}
	if code, a := send(t, app, boss, pc, "POST", "/api/setup", `{"internal_names":"Hongguan.lan， office"}`); code != 200 {
		t.Fatalf("%d %s", code, a.Message)
	}
	for _, host := range []string{"hongguan.lan", "office:8090"} {
		if code, a := send(t, app, boss, host, "GET", "/api/setup", ""); code != 200 {
			t.Errorf("%s: %d %s", host, code, a.Message)
		}
	}
	dir := app.DataDir()
	app.Stop()
	again := apptest.Open(t, dir)
	boss, err := again.FindRecordById(core.CollectionNameSuperusers, boss.Id)
	apptest.Must(t, err)
	if code, a := send(t, again, boss, "hongguan.lan", "GET", "/api/setup", ""); code != 200 {
		t.Errorf("after a restart: %d %s", code, a.Message)
	}
}
