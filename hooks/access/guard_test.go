package access_test

import (
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/access"
	"hongguan/hooks/apptest"
)

// visit is one request from somewhere, as a proxy or a stranger could send it.
type visit struct {
	method, path, body, host, from, token string
	head                                  map[string]string
}

func (v visit) to(t *testing.T, app *apptest.App) *httptest.ResponseRecorder {
	t.Helper()
	req := httptest.NewRequest(v.method, v.path, strings.NewReader(v.body))
	req.Header.Set("Content-Type", "application/json")
	req.Header.Set("Authorization", v.token)
	req.Host, req.RemoteAddr = "localhost:8090", "127.0.0.1:50000"
	if v.host != "" {
		req.Host = v.host
	}
	if v.from != "" {
		req.RemoteAddr = v.from
	}
	for k, x := range v.head {
		req.Header.Set(k, x)
	}
	rec := httptest.NewRecorder()
	app.Handler().ServeHTTP(rec, req)
	return rec
}

// TestMaintenanceDoors knocks at every closed door in every spelling.
func TestMaintenanceDoors(t *testing.T) {
	app := apptest.New(t)
	secretary := app.Super()
	requests, err := app.FindCollectionByNameOrId("requests")
	apptest.Must(t, err)
	backup := filepath.Join(app.DataDir(), core.LocalBackupsDirName, "pb_backup_1.zip")
	apptest.Must(t, os.MkdirAll(filepath.Dir(backup), 0o700))
	apptest.Must(t, os.WriteFile(backup, []byte("PK"), 0o600))
	token := app.Token(secretary)
	doors := []struct{ method, path, body string }{
		{"POST", "/api/sql", `{"query":"DELETE FROM requests"}`},
		{"POST", "/api/collections", `{"name":"open","type":"base"}`},
		{"PATCH", "/api/collections/requests", `{"name":"gone"}`},
		{"PATCH", "/api/collections/" + requests.Id, `{"name":"gone"}`},
		{"PATCH", "/api/collections/REQUESTS", `{"name":"gone"}`},
		{"DELETE", "/api/collections/requests", ""},
		{"PUT", "/api/collections/import", `{"collections":[]}`},
		{"DELETE", "/api/collections/requests/truncate", ""},
		{"DELETE", "/api/collections/" + requests.Id + "/truncate", ""},
		{"POST", "/api/collections/residents/impersonate/abcdefghijklmno", "{}"},
		{"POST", "/api/collections/_superusers/impersonate/" + secretary.Id, "{}"},
		{"POST", "/api/backups/upload", ""},
		{"POST", "/api/backups/pb_backup_1.zip/restore", ""},
		{"DELETE", "/api/backups/pb_backup_1.zip", ""},
	}
	spellings := map[string]func(string) string{
		"Plain":        func(p string) string { return p },
		"Slash":        func(p string) string { return p + "/" },
		"DoubleSlash":  func(p string) string { return strings.Replace(p, "/api/", "/api//", 1) },
		"Dot":          func(p string) string { return strings.Replace(p, "/api/", "/api/./", 1) },
		"UpperCase":    func(p string) string { return strings.ToUpper(p) },
		"EncodedChar":  func(p string) string { return strings.Replace(p, "/api/c", "/api/%63", 1) },
		"EncodedSQL":   func(p string) string { return strings.Replace(p, "/api/s", "/api/%73", 1) },
		"EncodedTail":  func(p string) string { return p + "%2F" },
		"EncodedSlash": func(p string) string { return "/api" + strings.ReplaceAll(p[4:], "/", "%2F") },
		"Query":        func(p string) string { return p + "?x=/_/" },
	}
	for name, spell := range spellings {
		for _, d := range doors {
			rec := visit{method: d.method, path: spell(d.path), body: d.body, token: token}.to(t, app)
			if rec.Code < 300 {
				t.Errorf("%s: %s %s passed: HTTP %d %s", name, d.method, spell(d.path), rec.Code, rec.Body)
			}
			if name == "Plain" && !strings.Contains(rec.Body.String(), "--maintenance") {
				t.Errorf("%s %s: HTTP %d %s", d.method, d.path, rec.Code, rec.Body)
			}
		}
	}
	if c, err := app.FindCollectionByNameOrId("requests"); err != nil || c.Name != "requests" {
		t.Error("the requests table is gone")
	}
	if _, err := os.Stat(backup); err != nil {
		t.Error("the backup is gone")
	}
	for _, open := range []struct{ method, path string }{
		{"GET", "/api/collections"}, {"GET", "/api/collections/requests"}, {"GET", "/api/backups"}, {"GET", "/api/settings"},
	} {
		if rec := (visit{method: open.method, path: open.path, token: token}).to(t, app); rec.Code != 200 {
			t.Errorf("%s %s must stay open: HTTP %d %s", open.method, open.path, rec.Code, rec.Body)
		}
	}
}

// TestSuperuserFromOutside tries the secretary's log-in and token through
// every public way.
func TestSuperuserFromOutside(t *testing.T) {
	app := apptest.New(t)
	secretary := app.Super()
	super, err := app.FindCollectionByNameOrId(core.CollectionNameSuperusers)
	apptest.Must(t, err)
	app.Handler()
	access.SetInternalNames(app.BaseApp, []string{"hongguan.lan"})
	login := `{"identity":"` + secretary.Email() + `","password":"` + apptest.Password + `"}`
	from := []struct {
		name, host, addr string
		head             map[string]string
		in               bool
	}{
		{"OfficePC", "localhost:8090", "", nil, true},
		{"ThisPC", "127.0.0.1:8090", "", nil, true},
		{"LAN", "192.168.1.20:8090", "192.168.1.33:4000", nil, true},
		{"LANv6", "[::1]:8090", "[::ffff:192.168.1.33]:4000", nil, true},
		{"InternalName", "HongGuan.lan:8090", "10.0.0.7:4000", nil, true},
		{"InternalProxy", "hongguan.lan", "", map[string]string{"X-Forwarded-For": "192.168.1.40"}, true},
		{"Tunnel", "hg.example.cn", "", nil, false},
		{"TunnelDot", "hg.example.cn.", "", nil, false},
		{"PublicAddress", "localhost:8090", "8.8.8.8:4000", nil, false},
		{"PublicHostAddress", "8.8.8.8:8090", "", nil, false},
		{"ProxyHidesHost", "127.0.0.1:8090", "", map[string]string{"X-Forwarded-For": "8.8.8.8"}, false},
		{"ProxyRealIP", "127.0.0.1:8090", "", map[string]string{"X-Real-IP": "8.8.8.8"}, false},
		{"ProxyHost", "127.0.0.1:8090", "", map[string]string{"X-Forwarded-Host": "hg.example.cn"}, false},
		{"SpoofedFirst", "127.0.0.1:8090", "", map[string]string{"X-Forwarded-For": "127.0.0.1, 8.8.8.8"}, false},
	}
	for _, c := range from {
		t.Run(c.name, func(t *testing.T) {
			for _, table := range []string{"_superusers", "_SUPERUSERS", super.Id, "%5Fsuperusers"} {
				rec := visit{method: "POST", path: "/api/collections/" + table + "/auth-with-password", body: login, host: c.host, from: c.addr, head: c.head}.to(t, app)
				if c.in != (rec.Code == 200) {
					t.Errorf("log-in at %s: HTTP %d %s", table, rec.Code, rec.Body)
				}
				if !c.in && (rec.Code != 403 || !strings.Contains(rec.Body.String(), "局域网")) {
					t.Errorf("log-in at %s is refused with HTTP %d %s", table, rec.Code, rec.Body)
				}
			}
			for _, path := range []string{"/api/collections/residents/records", "/api/stats/overview", "/api/sealed", "/api/words", "/api/home"} {
				rec := visit{method: "GET", path: path, token: app.Token(secretary), host: c.host, from: c.addr, head: c.head}.to(t, app)
				if c.in && rec.Code != 200 || !c.in && rec.Code != 403 {
					t.Errorf("token at %s: HTTP %d", path, rec.Code)
				}
			}
			if rec := (visit{method: "GET", path: "/api/words", host: c.host, from: c.addr, head: c.head}).to(t, app); rec.Code != 200 {
				t.Errorf("a resident is refused: HTTP %d", rec.Code)
			}
		})
	}
}

func TestBodies(t *testing.T) {
	app := apptest.New(t)
	li := app.Resident(nil, "李秀英", "13900000001")
	long := `{"text":"` + strings.Repeat("长", 200000) + `"}`
	bomb := strings.Repeat("[", 250000)
	for _, path := range []string{"/api/residents/register", "/api/residents/login", "/api/requests/suggest", "/api/letters", "/api/collections/requests/records", "/api/requests/x/rate", "/api/reply/x"} {
		for name, body := range map[string]string{"Long": long, "Bomb": bomb, "Null": "null", "List": "[]", "Text": `"x"`, "Broken": "{"} {
			rec := visit{method: "POST", path: path, body: body, token: app.Token(li)}.to(t, app)
			if rec.Code < 400 && name != "Null" && name != "Text" || rec.Code >= 500 {
				t.Errorf("%s %s: HTTP %d %s", path, name, rec.Code, rec.Body)
			}
			if name == "Long" && rec.Code != http.StatusRequestEntityTooLarge {
				t.Errorf("%s: a body of 600 KB answers HTTP %d", path, rec.Code)
			}
		}
		req := httptest.NewRequest("POST", path, strings.NewReader(long))
		req.ContentLength = -1
		req.Header.Set("Content-Type", "application/json")
		rec := httptest.NewRecorder()
		app.Handler().ServeHTTP(rec, req)
		if rec.Code != http.StatusRequestEntityTooLarge {
			t.Errorf("%s: 600 KB in pieces answer HTTP %d", path, rec.Code)
		}
	}
}

// TestRefusalsAreChinese collects PocketBase's own refusals.
func TestRefusalsAreChinese(t *testing.T) {
	app := apptest.New(t)
	li, secretary := app.Resident(nil, "李秀英", "13900000001"), app.Super()
	for _, c := range []struct {
		who          *core.Record
		method, path string
		body         any
		code         int
	}{
		{nil, "GET", "/api/nothing-here", nil, 404},
		{nil, "GET", "/api/collections/requests/records/abc", nil, 404},
		{nil, "GET", "/api/collections/posters/records/abc", nil, 404},
		{nil, "GET", "/api/settings", nil, 401},
		{li, "GET", "/api/settings", nil, 403},
		{li, "GET", "/api/collections/audit_entries/records", nil, 403},
		{li, "GET", "/api/collections/requests/records?filter=(((", nil, 400},
		{nil, "POST", "/api/collections/requests/records", map[string]any{"text": "灯坏了"}, 401},
		{nil, "POST", "/api/collections/staff/auth-with-password", map[string]any{"identity": "x", "password": "y"}, 400},
		{nil, "POST", "/api/collections/staff/auth-with-password", map[string]any{}, 400},
		{secretary, "POST", "/api/collections/orgs/records", map[string]any{}, 400},
		{li, "DELETE", "/api/collections/requests/records/abc", nil, 403},
	} {
		got := app.Call(c.who, c.method, c.path, c.body)
		app.Chinese(c.method+" "+c.path, got, c.code)
		if fields, _ := got.Body["data"].(map[string]any); c.who == secretary && len(fields) == 0 {
			t.Errorf("no fields are named: %s", got.Raw)
		}
		if c.who != secretary && strings.Contains(got.Raw, "Cannot be") {
			t.Errorf("English remark on a field: %s", got.Raw)
		}
	}
}

func TestTake(t *testing.T) {
	app := apptest.New(t)
	limit := access.Limit{Times: 3, Within: time.Minute}
	take := func(key string, want bool) {
		t.Helper()
		if got := access.Take(app.BaseApp, key, limit); got != want {
			t.Errorf("Take(%s) = %v", key, got)
		}
	}
	take("a", true)
	take("a", true)
	access.Forgive(app.BaseApp, "a")
	take("a", true)
	take("a", true)
	app.Clock.Add(50 * time.Second)
	take("a", true)
	take("a", false)
	app.Clock.Add(50 * time.Second)
	take("a", false) // the wait starts with the last try
	for i := range 25000 {
		access.Take(app.BaseApp, strings.Repeat("x", 1+i%7)+string(rune(0x4e00+i)), limit)
	}
	take("a", false) // a flood of other keys does not open it
	app.Clock.Add(10 * time.Second)
	take("a", true)
}
