package sealed_test

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"filippo.io/age"
	"filippo.io/age/armor"
	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/access"
	"hongguan/hooks/apptest"
)

// box is an office with its secretary, and whoever becomes the upper contact.
type box struct {
	*apptest.App
	t     *testing.T
	super *core.Record
}

func newBox(t *testing.T) *box {
	app := apptest.New(t)
	return &box{App: app, t: t, super: app.Super()}
}

// leader writes a letter about the secretary herself.
func (b *box) leader(text string) apptest.Answer {
	b.t.Helper()
	got := b.Call(nil, "POST", letters, map[string]any{"kind": "conduct", "target": "leader", "text": text, "name": "周巧云", "phone": "13900000077"})
	if got.Code != 200 || len(got.Text("query_code")) != 12 {
		b.t.Fatalf("HTTP %d %s", got.Code, got.Raw)
	}
	return got
}

// invite returns the token of a new invitation.
func (b *box) invite(name string) string {
	b.t.Helper()
	got := b.Call(b.super, "POST", "/api/sealed/upper/invite", map[string]any{"name": name, "unit": "星湖街道纪工委", "phone": "0512-62810009"})
	_, token, ok := strings.Cut(got.Text("link"), "/upper.html#")
	if got.Code != 200 || !ok || !strings.Contains(got.Text("qr"), "<svg") {
		b.t.Fatalf("invite: HTTP %d %s", got.Code, got.Raw)
	}
	return token
}

func (b *box) act(token, action string, pairs ...any) apptest.Answer {
	body := apptest.Fill(append(pairs, "action", action)...).Values
	return b.Call(nil, "POST", "/api/upper/"+token, body)
}

// agrees takes an invitation up and returns the contact's own link and key.
func (b *box) agrees(token string) (link, key string) {
	b.t.Helper()
	got := b.act(token, "agree")
	link, key = got.Text("next"), got.Text("key")
	if got.Code != 200 || !strings.HasPrefix(key, "AGE-SECRET-KEY-1") {
		b.t.Fatalf("agree: HTTP %d %s", got.Code, got.Raw)
	}
	if got := b.act(token, "confirm", "key", key, "next", link); got.Code != 200 || got.Text("state") != "agreed" {
		b.t.Fatalf("confirm: HTTP %d %s", got.Code, got.Raw)
	}
	return link, key
}

func (b *box) reports(token string) []map[string]any {
	b.t.Helper()
	got := b.Call(nil, "GET", "/api/upper/"+token, nil)
	var out struct{ Reports []map[string]any }
	if got.Code != 200 || json.Unmarshal([]byte(got.Raw), &out) != nil {
		b.t.Fatalf("HTTP %d %s", got.Code, got.Raw)
	}
	return out.Reports
}

// everywhere reads every file of the office, the database after its journal
// was written into it, and every audit note.
func (b *box) everywhere() string {
	b.t.Helper()
	for _, db := range []dbx.Builder{b.NonconcurrentDB(), b.AuxNonconcurrentDB()} {
		_, err := db.NewQuery("PRAGMA wal_checkpoint(TRUNCATE)").Execute()
		apptest.Must(b.t, err)
	}
	var all strings.Builder
	apptest.Must(b.t, filepath.WalkDir(b.DataDir(), func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		raw, err := os.ReadFile(path)
		all.Write(raw)
		return err
	}))
	return all.String()
}

const heard = "主任的亲戚总是不用排队"

func TestUpperContact(t *testing.T) {
	b := newBox(t)
	before := b.leader(heard + "，早一封")
	if !strings.Contains(before.Text("next"), "现在社区里谁也打不开") || !strings.Contains(before.Text("next"), "12388") {
		t.Errorf("before: %s", before.Text("next"))
	}
	if all := b.everywhere(); strings.Contains(all, heard) || strings.Contains(all, "周巧云") || strings.Contains(all, "13900000077") {
		t.Error("the words stand in the office's files")
	}
	if got := b.Call(nil, "GET", letters+"/"+before.Text("query_code"), nil); !strings.Contains(got.Text("state_label"), "谁也打不开") {
		t.Errorf("tracked: %s", got.Raw)
	}
	if got := b.Call(nil, "GET", letters, nil); got.Body["upper"] != false || !strings.Contains(got.Text("upper_says"), "还没有上级联系人") || !strings.Contains(got.Text("scope"), "12388") {
		t.Errorf("readers: %s", got.Raw)
	}
	if _, err := os.Stat(filepath.Join(b.DataDir(), "holding.key")); err != nil {
		t.Fatal(err)
	}

	token := b.invite("周明")
	if got := b.Call(nil, "GET", "/api/upper/"+strings.ToLower(token), nil); got.Text("state") != "invited" || got.Body["held"] != 1.0 {
		t.Errorf("invited: %s", got.Raw)
	}
	for _, action := range []string{"open", "answer", "nonsense"} {
		b.Chinese(action+" before agreement", b.act(token, action, "key", "x", "report", "y"), 400)
	}
	lost := b.act(token, "agree") // the page was closed before the key was on paper
	link, key := b.agrees(token)
	b.Chinese("the invitation is used up", b.Call(nil, "GET", "/api/upper/"+token, nil), 404)
	b.Chinese("agree twice", b.act(token, "agree"), 404)
	if _, err := os.Stat(filepath.Join(b.DataDir(), "holding.key")); !os.IsNotExist(err) {
		t.Error("the holding key is still there")
	}
	for _, secret := range []string{key, strings.TrimPrefix(key, "AGE-SECRET-KEY-1"), link, token} {
		if strings.Contains(b.everywhere(), secret) {
			t.Errorf("%.20s… is stored", secret)
		}
	}
	after := b.leader(heard + "，晚一封")
	if !strings.Contains(after.Text("next"), "星湖街道纪工委 周明") {
		t.Errorf("after: %s", after.Text("next"))
	}
	if got := b.Call(nil, "GET", letters, nil); got.Body["upper"] != true || got.Text("upper_name") != "星湖街道纪工委 周明" {
		t.Errorf("readers: %s", got.Raw)
	}
	list := b.reports(link)
	if len(list) != 2 || strings.Contains(fmt.Sprint(list), heard) {
		t.Fatalf("list %v", list)
	}
	b.Chinese("no key", b.act(link, "open", "report", list[0]["id"]), 400)
	b.Chinese("half a key", b.act(link, "open", "report", list[0]["id"], "key", key[:40]), 400)
	if got := b.act(link, "open", "report", list[0]["id"], "key", lost.Text("key")); got.Code != 400 || !strings.Contains(got.Message(), "打不开") {
		t.Errorf("a key that was never confirmed: HTTP %d %s", got.Code, got.Raw)
	}
	typed := strings.ToLower(strings.Join(strings.Split(key[16:], ""), " ")) // by hand, without the beginning
	for i, want := range []string{"晚一封", "早一封"} {
		got := b.act(link, "open", "report", list[i]["id"], "key", typed)
		if got.Code != 200 || !strings.Contains(got.Text("text"), want) || got.Text("person") != "周巧云" || got.Text("phone") != "13900000077" {
			t.Errorf("open %d: HTTP %d %s", i, got.Code, got.Raw)
		}
		if got.Head.Get("Cache-Control") != "no-store" {
			t.Error("a proxy may keep the text")
		}
	}
	if n, _ := b.CountRecords("audit_entries", dbx.HashExp{"action": "上级联系人查看保密来信", "actor_kind": access.Upper}); n != 2 {
		t.Errorf("%d looks in the log, want 2", n)
	}
	b.Chinese("empty answer", b.act(link, "answer", "report", list[0]["id"], "key", key, "text", " "), 400)
	b.Chinese("answer without the key", b.act(link, "answer", "report", list[0]["id"], "text", "已约谈"), 400)
	if got := b.act(link, "answer", "report", list[0]["id"], "key", key, "text", "已约谈，请放心"); got.Code != 200 {
		t.Fatalf("answer: HTTP %d %s", got.Code, got.Raw)
	}
	if got := b.Call(nil, "GET", letters+"/"+strings.ToLower(after.Text("query_code")), nil); got.Text("reply_text") != "已约谈，请放心" || got.Text("state_label") != "已答复" {
		t.Errorf("the sender reads %s", got.Raw)
	}
	if all := b.everywhere(); strings.Contains(all, "已约谈") || strings.Contains(all, heard) {
		t.Error("answer or words stand in the office's files")
	}
	b.secretarySeesNumbers(list)
}

// secretarySeesNumbers asks for everything the secretary has a door to.
func (b *box) secretarySeesNumbers(list []map[string]any) {
	b.t.Helper()
	got := b.Call(b.super, "GET", "/api/sealed", nil)
	upper, _ := got.Body["upper"].(map[string]any)
	if items := got.Body["items"].([]any); len(items) != 0 || upper["total"] != 2.0 || upper["held"] != 0.0 {
		b.t.Errorf("the secretary sees %s", got.Raw)
	}
	for _, r := range list {
		id := fmt.Sprint(r["id"])
		if strings.Contains(got.Raw, id) {
			b.t.Error("the secretary's list names a report of the upper contact")
		}
		b.Chinese("read", b.Call(b.super, "GET", "/api/sealed/"+id, nil), 404)
		b.Chinese("reply", b.Call(b.super, "POST", "/api/sealed/"+id+"/reply", map[string]any{"text": "x"}), 404)
		b.Chinese("duty", b.Call(b.super, "POST", "/api/sealed/"+id+"/duty", map[string]any{"to": "police"}), 404)
	}
}

// TestReplaced loses a paper: what was encrypted to it needs it still, what
// comes after is held and then the next contact's.
func TestReplaced(t *testing.T) {
	b := newBox(t)
	old, oldKey := b.agrees(b.invite("周明"))
	b.leader("旧信")
	b.Call(b.super, "POST", "/api/sealed/upper/revoke", map[string]any{})
	b.Chinese("the lost paper's link", b.Call(nil, "GET", "/api/upper/"+old, nil), 404)
	b.Chinese("the lost paper's link", b.act(old, "open", "key", oldKey, "report", "x"), 404)
	b.Chinese("nobody to revoke", b.Call(b.super, "POST", "/api/sealed/upper/revoke", map[string]any{}), 400)
	if got := b.leader("中间的信"); !strings.Contains(got.Text("next"), "谁也打不开") {
		t.Errorf("between: %s", got.Text("next"))
	}
	link, key := b.agrees(b.invite("陆芳"))
	list := b.reports(link)
	if len(list) != 2 || list[0]["paper"] != "" || list[1]["paper"] != "星湖街道纪工委 周明" {
		t.Fatalf("list %v", list)
	}
	if got := b.act(link, "open", "report", list[0]["id"], "key", key); !strings.Contains(got.Text("text"), "中间的信") {
		t.Errorf("held in between: %s", got.Raw)
	}
	b.Chinese("the old report with the new key", b.act(link, "open", "report", list[1]["id"], "key", key), 400)
	if got := b.act(link, "open", "report", list[1]["id"], "key", oldKey); !strings.Contains(got.Text("text"), "旧信") {
		t.Errorf("with the old paper: %s", got.Raw)
	}
	// A successor who is invited while somebody is in charge: no day without one.
	next := b.invite("钱进")
	b.leader("交接时的信")
	if got := b.reports(link); len(got) != 3 {
		t.Errorf("the present contact sees %d", len(got))
	}
	last, _ := b.agrees(next)
	b.Chinese("the predecessor's link", b.Call(nil, "GET", "/api/upper/"+link, nil), 404)
	if got := b.reports(last); len(got) != 3 || got[0]["paper"] != "星湖街道纪工委 陆芳" {
		t.Errorf("the successor sees %v", got)
	}
}

// TestWithoutThisProgram opens a box of the database with the public tool's
// library, as an office would that has the key and a copy of the data.
func TestWithoutThisProgram(t *testing.T) {
	b := newBox(t)
	_, key := b.agrees(b.invite("周明"))
	b.leader(heard)
	var stored string
	apptest.Must(t, b.DB().Select("box").From("sealed_reports").Row(&stored))
	id, err := age.ParseX25519Identity(key)
	apptest.Must(t, err)
	r, err := age.Decrypt(armor.NewReader(strings.NewReader(stored)), id)
	apptest.Must(t, err)
	var out strings.Builder
	buf := make([]byte, 4096)
	for n, err := r.Read(buf); ; n, err = r.Read(buf) {
		out.Write(buf[:n])
		if err != nil {
			break
		}
	}
	if !strings.Contains(out.String(), `"内容": "`+heard) || !strings.Contains(out.String(), `"来信人": "周巧云"`) {
		t.Errorf("decrypted: %s", out.String())
	}
}

func TestInvitations(t *testing.T) {
	b := newBox(t)
	for name, body := range map[string]any{
		"Empty": map[string]any{}, "Name": map[string]any{"unit": "街道", "phone": "0512-62810009"}, "Phone": map[string]any{"name": "周明", "unit": "街道", "phone": "12"},
		"Long": map[string]any{"name": strings.Repeat("长", 21), "unit": "街道", "phone": "0512-62810009"}, "List": []any{},
	} {
		b.Chinese(name, b.Call(b.super, "POST", "/api/sealed/upper/invite", body), 400)
	}
	town := b.Town()
	for _, who := range []*core.Record{nil, b.Resident(town, "李秀英", "13900000001"), town.Contact, town.Grid, town.Clerk, town.Steward} {
		b.Chinese("invite", b.Call(who, "POST", "/api/sealed/upper/invite", map[string]any{"name": "周明", "unit": "街道", "phone": "0512-62810009"}), 403)
		b.Chinese("revoke", b.Call(who, "POST", "/api/sealed/upper/revoke", map[string]any{}), 403)
	}
	first := b.invite("周明")
	second := b.invite("周明")
	b.Chinese("an earlier invitation", b.Call(nil, "GET", "/api/upper/"+first, nil), 404)
	b.Clock.Add(31 * 24 * time.Hour)
	b.Chinese("an old invitation", b.act(second, "agree"), 404)
	third := b.invite("周明")
	got := b.act(third, "agree")
	b.Chinese("a link of one's own choice", b.act(third, "confirm", "key", got.Text("key"), "next", "AAAA"), 400)
	b.Chinese("another key", b.act(third, "confirm", "key", otherKey(t), "next", got.Text("next")), 400)
	if n, _ := b.CountRecords("upper_contacts", dbx.HashExp{"state": "agreed"}); n != 0 {
		t.Error("somebody has agreed")
	}
	// Guessing keys ends, guessing links too.
	link, key := b.agrees(third)
	b.leader("x")
	id := b.reports(link)[0]["id"]
	last := apptest.Answer{}
	for range 21 {
		last = b.act(link, "open", "report", id, "key", otherKey(t))
	}
	b.Chinese("many keys", last, 429)
	b.Chinese("the right one after many", b.act(link, "open", "report", id, "key", key), 429)
	b.Clock.Add(time.Hour)
	if got := b.act(link, "open", "report", id, "key", key); got.Code != 200 {
		t.Errorf("an hour later: HTTP %d %s", got.Code, got.Raw)
	}
	for range 301 {
		last = b.Call(nil, "GET", "/api/upper/AAAA", nil)
	}
	b.Chinese("many links", last, 429)
}

func otherKey(t *testing.T) string {
	id, err := age.GenerateX25519Identity()
	apptest.Must(t, err)
	return id.String()
}

// TestLostHoldingKey loses the disk's file: the contact can begin all the same,
// and what cannot be opened is still counted.
func TestLostHoldingKey(t *testing.T) {
	b := newBox(t)
	b.leader("锁着的信")
	apptest.Must(t, os.Remove(filepath.Join(b.DataDir(), "holding.key")))
	link, _ := b.agrees(b.invite("周明"))
	if n := len(b.reports(link)); n != 0 {
		t.Errorf("%d reports", n)
	}
	got := b.Call(b.super, "GET", "/api/sealed", nil)
	if upper, _ := got.Body["upper"].(map[string]any); upper["held"] != 1.0 {
		t.Errorf("%s", got.Raw)
	}
	notes := []string{}
	apptest.Must(t, b.DB().Select("note").From("audit_entries").Where(dbx.HashExp{"action": "上级联系人同意接收"}).Column(&notes))
	if len(notes) != 1 || !strings.Contains(notes[0], "1 封因锁存的密钥丢失打不开") {
		t.Errorf("audit %q", notes)
	}
}

func TestDuty(t *testing.T) {
	b := newBox(t)
	li := b.Resident(nil, "李秀英", "13900000001")
	got := b.Form(li, "/api/collections/requests/records", map[string]string{"text": "我老公经常打我，想知道社区能不能帮帮我"})
	if got.Body["sealed"] != true || !strings.Contains(got.Text("next"), "110") || !strings.Contains(got.Text("next"), "12338") {
		t.Fatalf("HTTP %d %s", got.Code, got.Raw)
	}
	b.Call(nil, "POST", letters, map[string]any{"kind": "letter", "text": "谢谢书记"})
	items := b.Call(b.super, "GET", "/api/sealed", nil).Body["items"].([]any)
	for _, i := range items {
		m := i.(map[string]any)
		one := b.Call(b.super, "GET", fmt.Sprint("/api/sealed/", m["id"]), nil)
		duty := one.Body["duty"].(map[string]any)
		violent := one.Text("concerns") == "domestic_violence"
		if duty["owed"] != violent || m["duty"] != violent {
			t.Errorf("%s: duty %v, listed %v", one.Text("text"), duty["owed"], m["duty"])
		}
		if !strings.Contains(one.Raw, "110") || !strings.Contains(one.Raw, "12338") || !strings.Contains(one.Raw, "12355") {
			t.Error("no number to call")
		}
		path := fmt.Sprint("/api/sealed/", m["id"], "/duty")
		b.Chinese("to nobody", b.Call(b.super, "POST", path, map[string]any{"note": "x"}), 400)
		b.Chinese("long", b.Call(b.super, "POST", path, map[string]any{"to": "police", "note": strings.Repeat("长", 501)}), 400)
		if got := b.Call(b.super, "POST", path, map[string]any{"to": "police", "note": "接警员 0731"}); got.Code != 200 || got.Text("to") != "police" {
			t.Errorf("HTTP %d %s", got.Code, got.Raw)
		}
		if one := b.Call(b.super, "GET", fmt.Sprint("/api/sealed/", m["id"]), nil); !strings.Contains(one.Raw, "接警员 0731") {
			t.Errorf("%s", one.Raw)
		}
	}
	if n, _ := b.CountRecords("audit_entries", dbx.HashExp{"action": "记录强制报告"}); int(n) != len(items) {
		t.Errorf("%d in the log, want %d", n, len(items))
	}
}
