package replies_test

import (
	"bytes"
	"fmt"
	"image"
	"image/jpeg"
	"sort"
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

type desk struct {
	*apptest.App
	town *apptest.Town
	li   *core.Record
	req  *core.Record
}

// dispatched is a request with a photo that the property company was given.
func dispatched(t *testing.T) *desk {
	app := apptest.New(t)
	d := &desk{App: app, town: app.Town()}
	d.li = app.Resident(d.town, "李秀英", "13900000001")
	got := app.Form(d.li, "/api/collections/requests/records", map[string]string{"text": "我是302室李秀英，电话139 0000 0001，楼道灯不亮",
		"building": d.town.Building.Id, "unit": d.town.Unit.Id, "room": "302", "client_key": "k", "on_behalf": `{"name":"赵老太","phone":"13700000007","relation":"婆婆"}`},
		apptest.File{Field: "photos", Name: "a.jpg", Data: picture()})
	var err error
	d.req, err = app.FindRecordById("requests", got.Text("id"))
	apptest.Must(t, err)
	app.Do(d.town.Clerk, d.req, "accept")
	app.Do(d.town.Clerk, d.req, "dispatch", "org", d.town.Property.Id)
	return d
}

func picture() []byte {
	var b bytes.Buffer
	_ = jpeg.Encode(&b, image.NewRGBA(image.Rect(0, 0, 8, 8)), nil)
	return b.Bytes()
}

// token is the secret of the link the request is out with now.
func (d *desk) token(t *testing.T) string {
	t.Helper()
	a, err := requests.Current(d.BaseApp, d.req.Id)
	apptest.Must(t, err)
	return requests.Token(d.BaseApp, a.Id)
}

func (d *desk) get(token string) apptest.Answer { return d.Call(nil, "GET", "/api/reply/"+token, nil) }
func (d *desk) post(token string, pairs ...any) apptest.Answer {
	return d.Call(nil, "POST", "/api/reply/"+token, apptest.Fill(pairs...).Values)
}
func (d *desk) status() string {
	r, _ := d.FindRecordById("requests", d.req.Id)
	return r.GetString("status")
}

// dump is the whole database as text.
func dump(t *testing.T, app *apptest.App) string {
	t.Helper()
	var tables []string
	apptest.Must(t, app.DB().NewQuery("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name").Column(&tables))
	var out strings.Builder
	for _, table := range tables {
		rows := []dbx.NullStringMap{}
		apptest.Must(t, app.DB().Select("*").From(table).All(&rows))
		lines := make([]string, len(rows))
		for i, row := range rows {
			var cells []string
			for k, v := range row {
				cells = append(cells, k+"="+v.String)
			}
			sort.Strings(cells)
			lines[i] = strings.Join(cells, "|")
		}
		sort.Strings(lines)
		fmt.Fprintln(&out, table, strings.Join(lines, "\n"))
	}
	return out.String()
}

// TestLooking opens a link as a mail scanner would: nothing changes, and
// nobody's name, number or room is to be read.
func TestLooking(t *testing.T) {
	d := dispatched(t)
	token := d.token(t)
	before := dump(t, d.App)
	got := d.get(token)
	if got.Code != 200 || got.Text("org_name") != "安居物业" || got.Text("state") != "open" {
		t.Fatalf("HTTP %d %s", got.Code, got.Raw)
	}
	photos, _ := got.Body["request"].(map[string]any)["photos"].([]any)
	if len(photos) != 1 {
		t.Fatalf("photos: %s", got.Raw)
	}
	name := fmt.Sprint(photos[0])
	file := d.Call(nil, "GET", "/api/reply/"+token+"/files/"+name, nil)
	if file.Code != 200 || !strings.HasPrefix(file.Raw, "\xff\xd8") {
		t.Errorf("photo: HTTP %d", file.Code)
	}
	for _, wrong := range []string{"nothing.jpg", "..%2F..%2Fdata.db", "%2e%2e", name + "%00", "%25"} {
		if got := d.Call(nil, "GET", "/api/reply/"+token+"/files/"+wrong, nil); got.Code == 200 {
			t.Errorf("file %s opens", wrong)
		}
	}
	d.Call(nil, "HEAD", "/api/reply/"+token, nil)
	for _, secret := range []string{"李秀英", "139 0000 0001", "13900000001", "139 0000 000", "室李秀", "302", "赵老太", "13700000007", "8866", d.li.Id} {
		if strings.Contains(got.Raw, secret) {
			t.Errorf("the link shows %q: %s", secret, got.Raw)
		}
	}
	if got.Head.Get("Cache-Control") != "no-store" {
		t.Error("the answer may be kept by a proxy")
	}
	if dump(t, d.App) != before {
		t.Error("looking changed the database")
	}
}

func TestUnknownLinks(t *testing.T) {
	d := dispatched(t)
	token := d.token(t)
	for name, wrong := range map[string]string{"Unknown": "AAAAAAAAAAAAAAAAAAAAAA", "Short": token[:10], "Long": strings.Repeat("A", 3000), "Injection": "x'%20OR%201=1", "Hash": access.Hash(token), "Case": strings.ToLower(token) + "x"} {
		d.Chinese(name, d.get(wrong), 404)
		d.Chinese(name, d.post(wrong, "action", "sign", "by", "陈强"), 404)
	}
	t.Run("Expired", func(t *testing.T) {
		d.Clock.Add(70 * 24 * time.Hour)
		d.Chinese("expired", d.get(token), 404)
		d.Chinese("expired", d.post(token, "action", "sign", "by", "陈强"), 404)
		d.Clock.Set(apptest.Monday)
	})
	t.Run("Reassigned", func(t *testing.T) {
		d.post(token, "action", "sign", "by", "陈强")
		d.Do(d.town.Clerk, d.req, "transfer", "org", d.town.Committee.Id, "reason", "业委会管")
		d.Chinese("old link", d.get(token), 404)
		d.Chinese("reply by the old link", d.post(token, "action", "reply", "text", "好了"), 404)
		d.Chinese("photo by the old link", d.Call(nil, "GET", "/api/reply/"+token+"/files/a.jpg", nil), 404)
		if d.status() != "dispatched" {
			t.Errorf("the old link moved it to %s", d.status())
		}
		// Back to the first: its old link stays dead, a new one opens.
		d.Do(d.town.Clerk, d.req, "transfer", "org", d.town.Property.Id, "reason", "还是物业")
		d.Chinese("oldest link", d.post(token, "action", "sign", "by", "陈强"), 404)
		if got := d.post(d.token(t), "action", "sign", "by", "陈强"); got.Code != 200 {
			t.Errorf("new link: HTTP %d %s", got.Code, got.Raw)
		}
	})
	t.Run("Withdrawn", func(t *testing.T) {
		token := d.token(t)
		d.Do(d.li, d.req, "withdraw")
		d.Chinese("withdrawn", d.get(token), 404)
	})
}

func TestSignReplyReturn(t *testing.T) {
	d := dispatched(t)
	token := d.token(t)
	d.Chinese("no name", d.post(token, "action", "sign"), 400)
	d.Chinese("blank name", d.post(token, "action", "sign", "by", "  "), 400)
	d.Chinese("long name", d.post(token, "action", "sign", "by", strings.Repeat("陈", 41)), 400)
	for _, action := range []string{"", "approve", "tell", "rate", "dispatch", "transfer", "decline", "close", "grant", "escalate", "withdraw", "read", "report", "../sign"} {
		d.Chinese("action "+action, d.post(token, "action", action, "by", "陈强", "org", d.town.Committee.Id, "text", "x", "reason", "x"), 400)
	}
	d.Chinese("before signing", d.post(token, "action", "reply", "text", "好了"), 400)
	d.Chinese("forward by a handler", d.post(token, "action", "forward", "by", "陈强", "org", d.town.Handling.Id), 400)
	if d.status() != "dispatched" {
		t.Fatalf("refusals moved it to %s", d.status())
	}
	got := d.post(token, "action", "sign", "by", "陈强")
	if got.Code != 200 || got.Text("state") != "signed" || got.Text("signed_by") != "陈强" || !strings.Contains(got.Raw, `"verb":"reply"`) {
		t.Fatalf("HTTP %d %s", got.Code, got.Raw)
	}
	d.Chinese("twice", d.post(token, "action", "sign", "by", "陈强"), 400)
	d.Chinese("empty progress", d.post(token, "action", "progress", "text", " "), 400)
	if got = d.post(token, "action", "progress", "text", "已买灯泡"); got.Code != 200 {
		t.Errorf("progress: %s", got.Raw)
	}
	if got = d.post(token, "action", "extend", "days", 2, "reason", "等配件"); got.Code != 200 || strings.Contains(got.Raw, `"verb":"extend"`) {
		t.Errorf("extend: %s", got.Raw)
	}
	d.Chinese("empty reply", d.post(token, "action", "reply"), 400)
	form := d.Form(nil, "/api/reply/"+token, map[string]string{"action": "reply", "text": "灯已换好", "solved": "true"},
		apptest.File{Field: "files", Name: "灯.jpg", Data: picture()}, apptest.File{Field: "files", Name: "单.pdf", Data: []byte("%PDF-1.4 x")})
	if form.Code != 200 || d.status() != "in_review" {
		t.Fatalf("reply: HTTP %d %s", form.Code, form.Raw)
	}
	sent := form.Body["replies"].([]any)[0].(map[string]any)
	files, _ := sent["files"].([]any)
	if len(files) != 2 || sent["state_label"] != "待审核" {
		t.Errorf("reply shows %v", sent)
	}
	if got := d.Call(nil, "GET", "/api/reply/"+token+"/files/"+fmt.Sprint(files[0]), nil); got.Code != 200 {
		t.Errorf("its own file: HTTP %d", got.Code)
	}
	if got := d.Call(d.li, "GET", "/api/requests/"+d.req.Id+"/files/"+fmt.Sprint(files[0]), nil); got.Code == 200 {
		t.Error("the resident opens a draft's file")
	}
	d.Do(d.town.Clerk, d.req, "return", "reason", "请写明换了几盏")
	if got = d.get(token); got.Text("note") != "请写明换了几盏" {
		t.Errorf("why it came back: %s", got.Raw)
	}
	if got = d.post(token, "action", "return", "reason", "不归我们"); got.Code != 200 || d.status() != "accepted" {
		t.Errorf("return: HTTP %d %s", got.Code, got.Raw)
	}
	d.Chinese("returned", d.get(token), 404)
}

func TestContact(t *testing.T) {
	d := dispatched(t)
	token := d.token(t)
	ask := func(code string) apptest.Answer { return d.post(token, "action", "contact", "pass_code", code) }
	d.Chinese("before signing", ask("8866"), 403)
	d.post(token, "action", "sign", "by", "陈强")
	d.Chinese("wrong", ask("8867"), 400)
	d.Chinese("empty", ask(""), 400)
	got := ask(" 8866 ")
	c, _ := got.Body["contact"].(map[string]any)
	if got.Code != 200 || c["phone"] != "13900000001" || c["name"] != "李秀英" || c["room"] != "302" {
		t.Errorf("contact: HTTP %d %s", got.Code, got.Raw)
	}
	if again := d.get(token); strings.Contains(again.Raw, "13900000001") {
		t.Error("the number stays open for whoever has the link")
	}
	if n, _ := d.CountRecords("audit_entries", dbx.HashExp{"action": "查看联系电话", "actor_kind": "link"}); n != 1 {
		t.Errorf("%d looks in the log", n)
	}
	// A hundred guesses at once are no more than five.
	var wg sync.WaitGroup
	for i := range 30 {
		wg.Add(1)
		go func() { defer wg.Done(); ask(fmt.Sprint(1000 + i)) }()
	}
	wg.Wait()
	if n, _ := d.CountRecords("audit_entries", dbx.HashExp{"action": "对接码输错"}); n != 5 {
		t.Errorf("%d wrong codes were compared, want 5", n)
	}
	d.Chinese("locked, even right", ask("8866"), 403)
	if got := d.post(token, "action", "reply", "text", "好了"); got.Code != 200 {
		t.Errorf("the lock is for the number only: %s", got.Raw)
	}
}

func TestContactAfterTheEnd(t *testing.T) {
	d := dispatched(t)
	token := d.token(t)
	d.post(token, "action", "sign", "by", "陈强")
	d.post(token, "action", "reply", "text", "好了")
	d.Do(d.town.Clerk, d.req, "approve")
	d.Do(d.li, d.req, "rate", "stars", 5, "solved", "yes", "text", "小陈人很好")
	d.Chinese("closed", d.post(token, "action", "contact", "pass_code", "8866"), 403)
	got := d.get(token)
	for _, secret := range []string{"小陈人很好", "非常满意", "stars", "rated"} {
		if strings.Contains(got.Raw, secret) {
			t.Errorf("the link shows %q: %s", secret, got.Raw)
		}
	}
}

// TestForward is the organisation department's link.
func TestForward(t *testing.T) {
	for name, with := range map[string][]any{"Existing": {"org", "住建局党委"}, "New": {"org_name", "园区交通局 党委", "org_email", "jt@example.com"}} {
		t.Run(name, func(t *testing.T) {
			d := dispatched(t)
			d.Do(d.town.Clerk, d.req, "escalate", "tier", "complex", "reason", "几家都管", "prior", "已协调两次")
			_, err := requests.Apply(d.BaseApp, access.Program(), d.req.Id, "report", apptest.Fill("week", "2026-W48"))
			apptest.Must(t, err)
			token := d.token(t)
			got := d.get(token)
			if got.Text("kind") != "forward" || len(got.Body["orgs"].([]any)) == 0 || !strings.Contains(got.Raw, `"verb":"forward"`) {
				t.Fatalf("HTTP %d %s", got.Code, got.Raw)
			}
			if with[0] == "org" {
				with[1] = d.town.Handling.Id
			}
			form := append([]any{"action", "forward", "opinion", "请住建局牵头", "reply_by", "2026-12-04"}, with...)
			d.Chinese("no name", d.post(token, form...), 400)
			d.Chinese("contact", d.post(token, "action", "contact", "pass_code", "8866"), 403)
			d.Chinese("sign", d.post(token, "action", "sign", "by", "周处"), 400)
			d.Chinese("reply", d.post(token, "action", "reply", "by", "周处", "text", "好了"), 400)
			d.Chinese("no org", d.post(token, "action", "forward", "by", "周处"), 400)
			d.Chinese("to itself", d.post(token, "action", "forward", "by", "周处", "org", d.town.Dept.Id), 400)
			d.Chinese("to itself by name", d.post(token, "action", "forward", "by", "周处", "org_name", "区党工委组织部"), 400)
			d.Chinese("long name", d.post(token, "action", "forward", "by", "周处", "org_name", strings.Repeat("长", 300)), 400)
			if got = d.post(token, append(form, "by", "周处")...); got.Code != 200 {
				t.Fatalf("forward: HTTP %d %s", got.Code, got.Raw)
			}
			d.Chinese("twice", d.post(token, append(form, "by", "周处")...), 400)
			r, _ := d.FindRecordById("requests", d.req.Id)
			org, err := d.FindRecordById("orgs", r.GetString("handler_org"))
			apptest.Must(t, err)
			if name == "New" && (org.GetString("name") != "园区交通局党委" || org.GetString("kind") != "party_org" || len(org.GetString("pass_code")) != 6) {
				t.Errorf("new organisation: %v", org.PublicExport())
			}
			if next := d.token(t); next == token {
				t.Error("the handler got the organisation department's link")
			} else if got := d.post(next, "action", "sign", "by", "吴工"); got.Code != 200 || d.status() != "in_progress" {
				t.Errorf("the handler signs: HTTP %d %s", got.Code, got.Raw)
			}
		})
	}
}
