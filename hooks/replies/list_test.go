package replies_test

import (
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/access"
	"hongguan/hooks/apptest"
	"hongguan/hooks/requests"
)

// page is the secret of an organisation's own page, as staff copy it.
func (d *desk) page(t *testing.T, who *core.Record, org, more string) string {
	t.Helper()
	got := d.Call(who, "POST", "/api/orgs/"+org+"/link"+more, nil)
	_, token, ok := strings.Cut(got.Text("url"), "#")
	if got.Code != 200 || !ok || !strings.Contains(got.Text("text"), got.Text("url")) {
		t.Fatalf("link of %s: HTTP %d %s", org, got.Code, got.Raw)
	}
	return token
}

func items(got apptest.Answer) []map[string]any {
	list, _ := got.Body["items"].([]any)
	out := make([]map[string]any, len(list))
	for i, x := range list {
		out[i] = x.(map[string]any)
	}
	return out
}

// TestOrgList is a property company without accounts: one page with everything
// it has in hand, behind its 对接码.
func TestOrgList(t *testing.T) {
	d := dispatched(t)
	second := d.Ask(d.town, d.li, "二楼水管漏水，我是李秀英，电话13900000001，302室")
	d.Do(d.town.Clerk, second, "accept")
	d.Do(d.town.Clerk, second, "dispatch", "org", d.town.Property.Id)
	other := d.Ask(d.town, d.li, "楼下有人占道停车")
	d.Do(d.town.Clerk, other, "accept")
	d.Do(d.town.Clerk, other, "dispatch", "org", d.town.Committee.Id)

	for name, who := range map[string]*core.Record{"Guest": nil, "Resident": d.li, "GridWorker": d.town.Grid, "Contact": d.town.Contact, "Elsewhere": d.town.Elsewhere} {
		d.Chinese(name, d.Call(who, "POST", "/api/orgs/"+d.town.Property.Id+"/link", nil), 403)
		d.Chinese(name, d.Call(who, "POST", "/api/orgs/"+d.town.Property.Id+"/link/renew", nil), 403)
	}
	d.Chinese("unknown", d.Call(d.town.Clerk, "POST", "/api/orgs/nothing/link", nil), 404)
	token := d.page(t, d.town.Clerk, d.town.Property.Id, "")
	if again := d.page(t, d.town.Superuser, d.town.Property.Id, ""); again != token {
		t.Error("copying twice makes two links")
	}

	before := dump(t, d.App)
	got := d.get(token)
	if got.Code != 200 || got.Text("kind") != "list" || got.Text("org_name") != "安居物业" || got.Body["items"] != nil || strings.Contains(got.Raw, "HP-2026") {
		t.Errorf("before the code: %d %s", got.Code, got.Raw)
	}
	d.Chinese("a file", d.Call(nil, "GET", "/api/reply/"+token+"/files/a.jpg", nil), 404)
	if dump(t, d.App) != before {
		t.Error("looking changed the database")
	}
	for _, action := range []string{"", "sign", "reply", "contact", "forward"} {
		d.Chinese("action "+action, d.post(token, "action", action, "pass_code", "8866", "by", "陈强"), 400)
	}
	d.Chinese("no code", d.post(token, "action", "open"), 400)
	d.Chinese("wrong code", d.post(token, "action", "open", "pass_code", "1111"), 400)
	got = d.post(token, "action", "open", "pass_code", " 8866 ")
	list := items(got)
	if got.Code != 200 || len(list) != 2 {
		t.Fatalf("%d items: %s", len(list), got.Raw)
	}
	for _, bad := range []string{"李秀英", "13900000001", "139 0000", "302", "占道停车", "赵老太", "8866"} {
		if strings.Contains(got.Raw, bad) {
			t.Errorf("the list shows %q: %s", bad, got.Raw)
		}
	}
	for _, i := range list {
		if i["lamp"] == "" || i["state_label"] != "待签收" || i["request_no"] == "" {
			t.Errorf("item %v", i)
		}
		if one := d.get(i["token"].(string)); one.Code != 200 || one.Body["request"].(map[string]any)["request_no"] != i["request_no"] {
			t.Errorf("its link opens %s", one.Raw)
		}
	}
	d.Chinese("urging what is one's own", d.post(token, "action", "urge", "pass_code", "8866", "item", list[0]["id"]), 400)
	if n, _ := d.CountRecords("audit_entries", dbx.HashExp{"action": "打开单位总链接"}); n != 2 {
		t.Errorf("%d openings in the log, want 2", n)
	}

	t.Run("Sealed", func(t *testing.T) {
		d.Do(d.town.Superuser, second, "seal", "concerns", "other", "reason", "涉及具体的人")
		got := d.post(token, "action", "open", "pass_code", "8866")
		if len(items(got)) != 1 || strings.Contains(got.Raw, second.GetString("request_no")) {
			t.Errorf("a sealed one is listed: %s", got.Raw)
		}
	})
	t.Run("Guessing", func(t *testing.T) {
		var wg sync.WaitGroup
		for range 30 {
			wg.Add(1)
			go func() { defer wg.Done(); d.post(token, "action", "open", "pass_code", "0000") }()
		}
		wg.Wait()
		d.Chinese("locked, even right", d.post(token, "action", "open", "pass_code", "8866"), 403)
		fresh := d.page(t, d.town.Clerk, d.town.Property.Id, "/renew")
		d.Chinese("old", d.get(token), 404)
		d.Chinese("old", d.post(token, "action", "open", "pass_code", "8866"), 404)
		if got := d.post(fresh, "action", "open", "pass_code", "8866"); len(items(got)) != 1 {
			t.Errorf("new link: %s", got.Raw)
		}
		d.Clock.Add(200 * 24 * time.Hour)
		d.Chinese("expired", d.get(fresh), 404)
		d.Clock.Set(apptest.Monday)
		d.town.Property.Set("active", false)
		apptest.Must(t, d.Save(d.town.Property))
		d.Chinese("an organisation that is gone", d.get(fresh), 404)
	})
	if strings.Contains(dump(t, d.App), token) {
		t.Error("the link itself is stored")
	}
}

// TestOverseer is the organisation department's page: what waits to be
// forwarded, what it forwarded and how that stands, and urging.
func TestOverseer(t *testing.T) {
	d := dispatched(t)
	d.Do(d.town.Clerk, d.req, "escalate", "tier", "complex", "reason", "几家都管", "prior", "已协调两次")
	_, err := requests.Apply(d.BaseApp, access.Program(), d.req.Id, "report", apptest.Fill("week", "2026-W48"))
	apptest.Must(t, err)
	code := d.town.Dept.GetString("pass_code")
	if len(code) != 6 {
		t.Fatalf("a new organisation has the 对接码 %q", code)
	}
	token := d.page(t, d.town.Clerk, d.town.Dept.Id, "")
	open := func() []map[string]any {
		t.Helper()
		return items(d.post(token, "action", "open", "pass_code", code))
	}
	list := open()
	if len(list) != 1 || list[0]["kind"] != "forward" || list[0]["forwarded"] != false {
		t.Fatalf("waiting: %v", list)
	}
	item := list[0]
	d.Chinese("nothing to urge yet", d.post(token, "action", "urge", "pass_code", code, "item", item["id"]), 400)
	d.Clock.Add(time.Hour)
	if got := d.post(item["token"].(string), "action", "forward", "by", "周处", "org", d.town.Handling.Id, "opinion", "请牵头"); got.Code != 200 {
		t.Fatalf("forward: %s", got.Raw)
	}
	list = open()
	if len(list) != 1 || list[0]["forwarded"] != true || list[0]["handler_name"] != "住建局党委" || list[0]["urges"] != true || list[0]["lamp"] != "green" {
		t.Fatalf("forwarded: %v", list)
	}
	d.Clock.Add(time.Hour)
	got := d.post(token, "action", "urge", "pass_code", code, "item", item["id"])
	if got.Code != 200 || !strings.Contains(got.Text("done"), "已经催办") || items(got)[0]["urges"] != false {
		t.Fatalf("urge: %d %s", got.Code, got.Raw)
	}
	d.Chinese("twice a day", d.post(token, "action", "urge", "pass_code", code, "item", item["id"]), 400)
	letter, err := d.FindFirstRecordByFilter("outbox", "about = '催办'")
	if err != nil || letter.GetString("to") != "zhujian@example.com" {
		t.Errorf("the handler hears nothing of it: %v", err)
	}
	d.post(d.token(t), "action", "sign", "by", "吴工")
	d.post(d.token(t), "action", "reply", "text", "下月开工，李秀英放心", "solved", "partly")
	list = open()
	if len(list) != 1 || list[0]["reply_text"] != "下月开工，李**放心" || list[0]["lamp"] != "" {
		t.Errorf("answered: %v", list)
	}
	d.Clock.Add(100 * 24 * time.Hour)
	if list = open(); len(list) != 0 {
		t.Errorf("a quarter later: %v", list)
	}
}
