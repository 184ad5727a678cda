package sealed_test

import (
	"strings"
	"testing"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/apis"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/subscriptions"

	"hongguan/hooks/apptest"
)

const letters = "/api/letters"

func TestLetters(t *testing.T) {
	app := apptest.New(t)
	super := app.Super()
	for name, body := range map[string]any{
		"Empty": map[string]any{"text": " "}, "Long": map[string]any{"text": strings.Repeat("长", 5001)}, "Phone": map[string]any{"text": "x", "phone": "12"},
		"Name": map[string]any{"text": "x", "name": strings.Repeat("长", 300)}, "About": map[string]any{"text": "x", "about": strings.Repeat("长", 300)}, "List": []any{},
	} {
		app.Chinese(name, app.Call(nil, "POST", letters, body), 400)
	}
	app.Call(nil, "POST", letters, map[string]any{"text": "买药广告", "website": "http://x"})
	if n, _ := app.CountRecords("sealed_reports"); n != 0 {
		t.Fatalf("%d reports after refusals and a program", n)
	}
	send := func(text, key string) string {
		got := app.Call(nil, "POST", letters, map[string]any{"kind": "conduct", "text": text, "about": "窗口", "client_key": key})
		if got.Code != 200 || len(got.Text("query_code")) != 8 {
			t.Fatalf("HTTP %d %s", got.Code, got.Raw)
		}
		return got.Text("query_code")
	}
	first := send("态度不好", "k")
	if send("态度不好", "k") != first {
		t.Error("sending again made a second letter")
	}
	if send("别的事", "k") == first {
		t.Error("another's key gives away her query code")
	}
	if n, _ := app.CountRecords("sealed_reports"); n != 2 {
		t.Errorf("%d letters, want 2", n)
	}
	if got := app.Call(nil, "GET", letters+"/"+strings.ToLower(first), nil); got.Text("state_label") == "" || strings.Contains(got.Raw, "态度不好") {
		t.Errorf("HTTP %d %s", got.Code, got.Raw)
	}
	app.Chinese("unknown", app.Call(nil, "GET", letters+"/AAAAAAAA", nil), 404)
	last := apptest.Answer{}
	for range 301 {
		last = app.Call(nil, "GET", letters+"/AAAAAAAA", nil)
	}
	app.Chinese("guessing", last, 429)
	items := app.Call(super, "GET", "/api/sealed", nil).Body["items"].([]any)
	id := items[0].(map[string]any)["id"].(string)
	app.Chinese("empty answer", app.Call(super, "POST", "/api/sealed/"+id+"/reply", map[string]any{"text": " "}), 400)
	app.Chinese("unknown letter", app.Call(super, "GET", "/api/sealed/abcdefghijklmno", nil), 404)
	for _, who := range []*core.Record{nil, app.Resident(nil, "李秀英", "13900000001"), app.Staff("steward", "沈洁", "")} {
		app.Chinese("read", app.Call(who, "GET", "/api/sealed/"+id, nil), 403)
		app.Chinese("reply", app.Call(who, "POST", "/api/sealed/"+id+"/reply", map[string]any{"text": "x"}), 403)
	}
	if n, _ := app.CountRecords("audit_entries", dbx.HashExp{"target_collection": "sealed_reports"}); n != 0 {
		t.Errorf("%d looks are logged that did not happen", n)
	}
}

// TestTopics subscribes to the sealed store by every name it has.
func TestTopics(t *testing.T) {
	app := apptest.New(t)
	app.Handler()
	super := app.Super()
	c, err := app.FindCollectionByNameOrId("sealed_reports")
	apptest.Must(t, err)
	client := subscriptions.NewDefaultClient()
	app.SubscriptionsBroker().Register(client)
	client.Set(apis.RealtimeClientAuthKey, super)
	got := app.Call(super, "POST", "/api/realtime", map[string]any{"clientId": client.Id(), "subscriptions": []string{
		"sealed_reports", "sealed_reports/*", "SEALED_REPORTS/*", c.Id + "/*", c.Id, "sealed_reports/abc?options={}", "requests/*", "sealed_events/*"}})
	if got.Code != 204 {
		t.Fatalf("HTTP %d %s", got.Code, got.Raw)
	}
	if subs := client.Subscriptions(); len(subs) != 1 || !client.HasSubscription("requests/*") {
		t.Errorf("subscribed to %v", subs)
	}
}
