package people_test

import (
	"net/url"
	"strings"
	"testing"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/apptest"
)

func TestSearch(t *testing.T) {
	app := apptest.New(t)
	town := app.Town()
	li, wang := app.Resident(town, "李秀英", "13900000001"), app.Resident(town, "王芳", "13911112222")
	names := func(who *core.Record, q string) string {
		got := app.Call(who, "GET", "/api/residents/search?q="+url.QueryEscape(q), nil)
		if got.Code != 200 {
			t.Fatalf("%q: HTTP %d %s", q, got.Code, got.Raw)
		}
		if strings.Contains(got.Raw, "13900000001") || strings.Contains(got.Raw, "13911112222") {
			t.Errorf("%q gives a whole number: %s", q, got.Raw)
		}
		list := []string{}
		items, _ := got.Body["items"].([]any)
		for _, i := range items {
			list = append(list, i.(map[string]any)["name"].(string))
		}
		return strings.Join(list, "、")
	}
	for _, a := range []struct {
		name string
		who  *core.Record
	}{{"Guest", nil}, {"Resident", li}, {"PropertyContact", town.Contact}, {"GridWorker", town.Grid}, {"Clerk", town.Clerk}, {"Steward", town.Steward}} {
		app.Chinese(a.name, app.Call(a.who, "GET", "/api/residents/search?q=1390", nil), 403)
	}
	for q, want := range map[string]string{
		"秀英": "李秀英", "李": "李秀英", "13900000001": "李秀英", "139 0000": "李秀英", "2222": "王芳", "1390000000": "李秀英", "222": "", "": "", "没有这人": "", "李%": "",
	} {
		if got := names(town.Superuser, q); got != want {
			t.Errorf("%q finds %q, want %q", q, got, want)
		}
	}
	app.Chinese("TooLong", app.Call(town.Superuser, "GET", "/api/residents/search?q="+strings.Repeat("1", 40), nil), 400)

	app.Resident(town, "张强", "13900000012")
	app.Resident(town, "阿芳", "13900012000")
	if got := names(town.Superuser, "0001"); got != "李秀英、张强、阿芳" {
		t.Errorf("0001 finds %s; whose number ends so comes first", got)
	}

	entries, err := app.FindRecordsByFilter("audit_entries", "action = '查找居民'", "", 0, 0, nil)
	apptest.Must(t, err)
	if len(entries) != 9 {
		t.Errorf("%d searches are in the log, want the 9 that looked for somebody", len(entries))
	}
	for _, e := range entries {
		if note := e.GetString("note"); strings.Contains(note, "秀") || strings.Contains(note, "1390") {
			t.Errorf("the log holds what was typed: %s", note)
		}
	}

	if _, err := app.DB().Update("residents", dbx.Params{"erased_at": "2026-11-01 00:00:00.000Z"}, dbx.HashExp{"id": wang.Id}).Execute(); err != nil {
		t.Fatal(err)
	}
	if got := names(town.Superuser, "2222"); got != "" {
		t.Errorf("an erased resident is found: %s", got)
	}
}
