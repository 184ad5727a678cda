package catalogue_test

import (
	"strings"
	"testing"

	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/apptest"
)

// TestTry: the office sees what the machine would propose, before and with the
// draft of a matter, and nothing is stored.
func TestTry(t *testing.T) {
	app := apptest.New(t)
	town := app.Town()
	dogs := matter(t, app, "dogs")
	const path, text = "/api/matters/try", "隔壁的羊驼整天咩咩乱叫"
	for _, x := range []struct {
		name string
		who  *core.Record
		code int
	}{{"Guest", nil, 403}, {"Resident", app.Resident(town, "李秀英", "13900000001"), 403}, {"Contact", town.Contact, 403}, {"Grid", town.Grid, 403}, {"Clerk", town.Clerk, 200}, {"Steward", town.Steward, 200}, {"Superuser", town.Superuser, 200}} {
		if got := app.Call(x.who, "POST", path, map[string]any{"text": text}); got.Code != x.code {
			t.Errorf("%s: HTTP %d: %s", x.name, got.Code, got.Raw)
		}
	}
	for name, body := range map[string]any{
		"Empty": map[string]any{"text": " "}, "Long": map[string]any{"text": strings.Repeat("长", 2001)}, "Nonsense": []any{1}, "TextNoText": map[string]any{"text": map[string]any{}},
		"DraftKeywords": map[string]any{"text": text, "draft": map[string]any{"keywords": map[string]any{"a": 1}}},
		"LongKeyword":   map[string]any{"text": text, "draft": map[string]any{"keywords": []string{strings.Repeat("长", 40)}}},
	} {
		app.Chinese(name, app.Call(town.Superuser, "POST", path, body), 400)
	}
	before, err := app.CountRecords("matter_history")
	apptest.Must(t, err)
	draft := map[string]any{"id": dogs.Id, "keywords": append(list(dogs, "keywords"), "羊驼", "羊驼+叫"), "days": 2}
	got := app.Call(town.Superuser, "POST", path, map[string]any{"text": text, "estate": town.Estate.Id, "draft": draft})
	if got.Code != 200 {
		t.Fatalf("HTTP %d: %s", got.Code, got.Raw)
	}
	now, with := got.Body["now"].(map[string]any), got.Body["draft"].(map[string]any)
	if now["matter"] == "dogs" || with["matter"] != "dogs" {
		t.Fatalf("now %v, with the draft %v", now["matter"], with["matter"])
	}
	for field, want := range map[string]string{"matter_name": "养犬与宠物", "category_label": "民主自治类", "org_name": "湖畔社区居委会", "way_label": "本社区自己办", "route_reason": "湖畔社区居委会", "reason": "羊驼", "how": "本社区自己办"} {
		if s, _ := with[field].(string); !strings.Contains(s, want) {
			t.Errorf("%s is %q, want %q", field, s, want)
		}
	}
	if with["days"] != 2.0 {
		t.Errorf("%v days", with["days"])
	}
	if after, _ := app.CountRecords("matter_history"); after != before {
		t.Error("trying wrote into the history")
	}
	if r := matter(t, app, "dogs"); r.GetInt("days") != 0 || strings.Contains(r.GetString("keywords"), "羊驼") {
		t.Error("trying changed the matter")
	}
	fresh := app.Call(town.Superuser, "POST", path, map[string]any{"text": text, "draft": map[string]any{"name": "羊驼", "category": "self_governance", "tier": "community", "handler_kind": "mediation", "keywords": []string{"羊驼", "羊驼+叫"}, "active": true}})
	if m := fresh.Body["draft"].(map[string]any); m["matter_name"] != "羊驼" {
		t.Errorf("a new matter: %v", m)
	}
	sealed := app.Call(town.Clerk, "POST", path, map[string]any{"text": "网格员小张收了我的钱不办事"}).Body["now"].(map[string]any)
	if sealed["lane_label"] != "保密" || sealed["org_name"] != "" {
		t.Errorf("a sealed text: %v", sealed)
	}
}
