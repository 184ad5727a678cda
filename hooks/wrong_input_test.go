package hooks_test

import (
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"
	"unicode"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/apptest"
	"hongguan/rules/lifecycle"
)

// TestWrongInput sends nonsense to every route that writes, as everybody: the
// answer is a refusal in Chinese, and nothing is half-written.
func TestWrongInput(t *testing.T) {
	app := apptest.New(t)
	town := app.Town()
	li := app.Resident(town, "李秀英", "13900000001")
	req := app.Ask(town, li, "楼道灯不亮")
	app.Handler()

	routes := []string{
		"/api/collections/requests/records", "/api/requests/intake", "/api/letters", "/api/residents/register", "/api/residents/login",
		"/api/residents/password", "/api/residents/" + li.Id + "/verify", "/api/residents/" + li.Id + "/link", "/api/residents/" + li.Id + "/code",
		"/api/residents/nobody/verify", "/api/reply/unknown", "/api/sealed/unknown/reply", "/api/setup/mail-test", "/api/setup/robot-test", "/api/requests/danger", "/api/outbox/unknown/resend", "/api/outbox/unknown/cancel",
		"/api/jobs/unknown/run", "/api/referrals/unknown/paper", "/api/posters/batch", "/api/posters/UNKNOWN/revoke", "/api/posters/UNKNOWN/replace",
		"/api/imports/residents", "/api/imports/unknown", "/api/reports/weekly/2026-W48/manual", "/api/reports/weekly/2026-W48/item", "/api/reports/weekly/nonsense/sign",
		"/api/corrections/unknown/undo", "/api/requests/join", "/api/requests/" + req.Id + "/case", "/api/handbook/unknown/helped", "/api/requests/unknown/accept", "/api/requests/" + req.Id + "/nonsense",
	}
	for _, v := range lifecycle.Verbs {
		if len(v.Fields) > 0 && v.Fields[0].Required || v.Hidden {
			routes = append(routes, "/api/requests/"+req.Id+"/"+v.Name)
		}
	}
	bodies := []string{"{", "[]", `"text"`, "{}", `{"text":{"a":[1,2]},"reason":[[]],"org":{},"phone":{},"name":[],"kind":7,"days":"x","how":{},"items":1,"week":[]}`, "\x00\xff"}
	before := stored(t, app)
	for _, path := range routes {
		for name, who := range map[string]*core.Record{"guest": nil, "resident": li, "contact": town.Elsewhere, "grid": town.Grid, "clerk": town.Clerk, "superuser": town.Superuser} {
			for _, body := range bodies {
				if path == "/api/requests/"+req.Id+"/dispatch" && body == "{}" {
					continue // takes the machine's proposal
				}
				r := httptest.NewRequest("POST", path, strings.NewReader(body))
				r.Header.Set("Content-Type", "application/json")
				r.RemoteAddr, r.Host = "127.0.0.1:50000", "localhost:8090"
				if who != nil {
					r.Header.Set("Authorization", app.Token(who))
				}
				w := httptest.NewRecorder()
				app.Handler().ServeHTTP(w, r)
				if w.Code < 400 || w.Code >= 500 {
					t.Errorf("%s as %s with %q: HTTP %d %.200s", path, name, body, w.Code, w.Body)
					continue
				}
				if m := message.FindStringSubmatch(w.Body.String()); m == nil || !strings.ContainsFunc(m[1], func(r rune) bool { return unicode.Is(unicode.Han, r) }) {
					t.Errorf("%s as %s with %q: %.200s is no sentence for people", path, name, body, w.Body)
				}
			}
		}
	}
	for table, n := range stored(t, app) {
		if n != before[table] && table != "audit_entries" {
			t.Errorf("%s has %d rows, had %d", table, n, before[table])
		}
	}
}

var message = regexp.MustCompile(`"message":"([^"]*)"`)

// stored counts the rows of every table.
func stored(t *testing.T, app *apptest.App) map[string]int64 {
	t.Helper()
	all, err := app.FindAllCollections()
	apptest.Must(t, err)
	counts := map[string]int64{}
	for _, c := range all {
		n, err := app.CountRecords(c.Name, dbx.NewExp("1=1"))
		apptest.Must(t, err)
		counts[c.Name] = n
	}
	return counts
}
