package replies_test

import (
	"strings"
	"testing"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/access"
	"hongguan/hooks/apptest"
	"hongguan/hooks/requests"
)

// TestRelink ends a link that went astray: the old one explains itself, the new
// one knows all that was done.
func TestRelink(t *testing.T) {
	d := dispatched(t)
	old := d.token(t)
	d.post(old, "action", "sign", "by", "陈强")
	for range 5 {
		d.post(old, "action", "contact", "pass_code", "0000")
	}
	d.Chinese("locked", d.post(old, "action", "contact", "pass_code", "8866"), 403)
	d.Chinese("by a link", d.post(old, "action", "relink"), 400)
	for name, who := range map[string]*core.Record{"Resident": d.li, "GridWorker": d.town.Grid, "Contact": d.town.Contact, "Elsewhere": d.town.Elsewhere} {
		if _, err := requests.Apply(d.BaseApp, d.As(who), d.req.Id, "relink", apptest.Fill()); err == nil {
			t.Errorf("%s makes a new link", name)
		}
	}
	d.Do(d.town.Clerk, d.req, "relink")
	d.Chinese("old link", d.get(old), 404)
	d.Chinese("reply by the old link", d.post(old, "action", "reply", "text", "好了"), 404)
	fresh := d.token(t)
	got := d.get(fresh)
	if got.Code != 200 || got.Text("state") != "signed" || got.Text("signed_by") != "陈强" || d.status() != "in_progress" {
		t.Fatalf("HTTP %d %s", got.Code, got.Raw)
	}
	if got := d.post(fresh, "action", "contact", "pass_code", "8866"); got.Code != 200 || !strings.Contains(got.Raw, "13900000001") {
		t.Errorf("the new link is locked, too: %s", got.Raw)
	}
	if got := d.post(fresh, "action", "reply", "text", "灯已换好", "solved", "yes"); got.Code != 200 || d.status() != "in_review" {
		t.Errorf("reply by the new link: %s", got.Raw)
	}
}

// TestHistory shows a matter that comes back with all that was done, and never
// how it was rated.
func TestHistory(t *testing.T) {
	d := dispatched(t)
	token := d.token(t)
	d.post(token, "action", "sign", "by", "陈强")
	d.post(token, "action", "progress", "text", "已买灯泡")
	d.Do(d.li, d.req, "supply", "text", "我是李秀英，13900000001，三楼也不亮")
	d.post(token, "action", "reply", "text", "换了二楼的灯", "solved", "yes")
	d.Do(d.town.Clerk, d.req, "approve")
	d.Do(d.li, d.req, "rate", "solved", "no", "stars", "1", "text", "糊弄人")
	got := d.get(token)
	if got.Code != 200 || !strings.Contains(got.Text("note"), "居民说事情还没有解决好") {
		t.Fatalf("HTTP %d %s", got.Code, got.Raw)
	}
	for _, want := range []string{"已买灯泡", "居民补充：我是李**，139****0001，三楼也不亮", "居民已评价。安居物业会重新办理", "换了二楼的灯"} {
		if !strings.Contains(got.Raw, want) {
			t.Errorf("no %q in %s", want, got.Raw)
		}
	}
	for _, bad := range []string{"糊弄人", "非常不满意", "没有解决，", "李秀英", "13900000001", "您"} {
		if strings.Contains(got.Raw, bad) {
			t.Errorf("the link shows %q: %s", bad, got.Raw)
		}
	}
	// The desk reads the same in the third person, with the rating.
	events := d.Call(d.town.Clerk, "GET", "/api/collections/request_events/records?perPage=200&filter="+"request='"+d.req.Id+"'", nil)
	for _, want := range []string{"居民补充：", "居民评价：没有解决，非常不满意"} {
		if !strings.Contains(events.Raw, want) {
			t.Errorf("the desk reads no %q: %s", want, events.Raw)
		}
	}
}

// TestForwarded tells the Party organisation what the organisation department
// wrote and by when.
func TestForwarded(t *testing.T) {
	d := dispatched(t)
	d.Do(d.town.Clerk, d.req, "escalate", "tier", "complex", "reason", "几家都管", "prior", "已协调两次")
	_, err := requests.Apply(d.BaseApp, access.Program(), d.req.Id, "report", apptest.Fill("week", "2026-W48"))
	apptest.Must(t, err)
	up := d.token(t)
	if got := d.get(up); !strings.Contains(got.Raw, "几家都管") || got.Body["opinion"] != nil {
		t.Errorf("the organisation department reads no history: %s", got.Raw)
	}
	d.Clock.Add(time.Hour)
	d.post(up, "action", "forward", "by", "周处", "org", d.town.Handling.Id, "opinion", "请住建局牵头，李秀英家先办", "reply_by", "2026-12-04")
	got := d.get(d.token(t))
	if got.Text("opinion") != "请住建局牵头，李**家先办" || got.Text("reply_by") != "2026-12-04" {
		t.Errorf("opinion %q by %q", got.Text("opinion"), got.Text("reply_by"))
	}
}
