package requests_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/apptest"
	"hongguan/hooks/requests"
	"hongguan/rules/lifecycle"
)

// traces are what a request and its story may leave behind.
var traces = []string{"靛蓝色雨伞", "靛", "秀英", "13900000001", "赵老太", "13700000007", "灯已换好", "来了三次", "又换了一次", "勉强算好", "电话核实"}

// gone fails if a trace stands in any file of the office, or a photo is left.
func (s *scene) gone(t *testing.T, what string) {
	t.Helper()
	for _, db := range []dbx.Builder{s.NonconcurrentDB(), s.AuxNonconcurrentDB()} {
		_, err := db.NewQuery("PRAGMA wal_checkpoint(TRUNCATE)").Execute()
		apptest.Must(t, err)
	}
	apptest.Must(t, filepath.WalkDir(s.DataDir(), func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		raw, err := os.ReadFile(path)
		for _, trace := range traces {
			if strings.Contains(string(raw), trace) {
				t.Errorf("%s: %q stands in %s", what, trace, filepath.Base(path))
			}
		}
		return err
	}))
}

// TestSealLater seals requests for the upper contact, whose box nobody can
// read: whatever is found in the files afterwards was left behind.
func TestSealLater(t *testing.T) {
	t.Parallel()
	s := newScene(t).rated()
	s.Call(s.town.Clerk, "GET", "/api/requests/"+s.req.Id+"/contact", nil)
	old := requests.QueryCode(s.BaseApp, s.req.Id)
	got := s.Call(s.town.Clerk, "POST", "/api/requests/"+s.req.Id+"/seal", map[string]any{"concerns": "conduct_lead", "reason": "电话核实，说的是书记"})
	if got.Code != 200 || got.Body["sealed"] != true || strings.Contains(got.Raw, "楼道灯") {
		t.Fatalf("HTTP %d %s", got.Code, got.Raw)
	}
	now := s.now(s.req)
	if now.GetString("request_no") != s.req.GetString("request_no") || now.GetString("status") != "withdrawn" || now.GetString("resident") != "" {
		t.Errorf("the shell: %v", now.FieldsData())
	}
	for _, f := range now.Collection().Fields {
		switch f.GetName() {
		case "id", "request_no", "received_at", "status", "summary", "closed_at", "sealed_at", "sealed_for", "client_key", "friday", "serial", "created", "updated":
			continue
		}
		if v := strings.Trim(strings.TrimSpace(now.GetString(f.GetName())), "0"); v != "" && v != "false" && v != "[]" && v != "null" {
			t.Errorf("the shell keeps %s = %q", f.GetName(), v)
		}
	}
	for _, table := range []string{"replies", "call_backs"} {
		if n, _ := s.CountRecords(table, dbx.HashExp{"request": s.req.Id}); n != 0 {
			t.Errorf("%d rows left in %s", n, table)
		}
	}
	s.refused(t, s.town.Clerk, s.req, "seal", "已经转入保密", "concerns", "conduct", "reason", "x")
	s.refused(t, s.town.Superuser, s.req, "accept", "已经转入保密")
	s.refused(t, s.town.Contact, s.req, "sign", "没有找到")

	// Its owner finds it, with a code nobody else is shown.
	mine := s.Call(s.li, "GET", "/api/requests/sealed", nil)
	items := list(mine.Body["items"])
	if len(items) != 1 || items[0]["request_no"] != s.req.GetString("request_no") || items[0]["status_label"] != "这件事已按保密来信收好" {
		t.Fatalf("the owner's list: %s", mine.Raw)
	}
	code, _ := items[0]["query_code"].(string)
	if got := s.Call(nil, "GET", "/api/letters/"+code, nil); got.Code != 200 || !strings.Contains(got.Text("state_label"), "已锁存") {
		t.Errorf("the new code: HTTP %d %s", got.Code, got.Raw)
	}
	for _, a := range s.actors {
		got := s.Call(a.who, "GET", "/api/requests/sealed", nil)
		if strings.Contains(got.Raw, code) != (a.name == "Owner") {
			t.Errorf("%s: %s", a.name, got.Raw)
		}
		seen := s.Call(a.who, "GET", create+"/"+s.req.Id, nil)
		if (seen.Code == 200) != (a.name == "Superuser") {
			t.Errorf("%s views the shell: HTTP %d", a.name, seen.Code)
		}
	}
	tracked := s.Call(nil, "GET", "/api/track/"+s.req.GetString("request_no")+"?code="+old, nil)
	if tracked.Text("status_label") != "这件事已按保密来信收好" || strings.Contains(tracked.Raw, code) || strings.Contains(tracked.Raw, "楼道灯") {
		t.Errorf("tracked: %s", tracked.Raw)
	}
	// The phone that tries again after a day makes no second, open request.
	again := s.Form(s.li, create, map[string]string{"text": "楼道灯不亮", "client_key": "secretkey"})
	if again.Body["sealed"] != true || again.Text("query_code") != code {
		t.Errorf("sent again: %s", again.Raw)
	}
	if n, _ := s.CountRecords("audit_entries", dbx.HashExp{"action": "转入保密", "target_id": s.req.Id}); n != 1 {
		t.Errorf("%d lines in the log", n)
	}
}

// TestSealLeavesNothing greps the files of the office for a request that was
// answered, rated and called back before it was sealed.
func TestSealLeavesNothing(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	got := s.Form(s.li, create, map[string]string{"text": "靛蓝色雨伞的事", "room": "302", "on_behalf": `{"name":"赵老太","phone":"13700000007","relation":"婆婆"}`},
		apptest.File{Field: "photos", Name: "a.jpg", Data: photo(t)})
	var err error
	s.req, err = s.FindRecordById("requests", got.Text("id"))
	apptest.Must(t, err)
	s.Call(s.li, "GET", "/api/requests/"+s.req.Id+"/files/"+s.req.GetStringSlice("photos")[0]+"?thumb=1", nil)
	s.rated()
	folder := filepath.Join(s.DataDir(), "storage", s.req.BaseFilesPath())
	s.Do(s.town.Steward, s.req, "seal", "concerns", "conduct_lead", "reason", "电话核实，说的是书记")
	if left, _ := filepath.Glob(folder + "/*"); len(left) != 0 {
		t.Errorf("files are left: %v", left)
	}
	// What the office keeps for other reasons is taken out by hand: the
	// registrations, and the other request of the scene.
	s.wipeRegistrations(t)
	s.gone(t, "after sealing")
}

// wipeRegistrations blanks what the office keeps for other reasons.
func (s *scene) wipeRegistrations(t *testing.T) {
	t.Helper()
	for _, sql := range []string{
		"UPDATE residents SET name = 'x', phone = id", "UPDATE requests SET on_behalf_name = '', on_behalf_phone = ''",
	} {
		_, err := s.NonconcurrentDB().NewQuery(sql).Execute()
		apptest.Must(t, err)
	}
}

// TestSealAfterSending tells what cannot be taken back, and takes back the rest.
func TestSealAfterSending(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	s.Do(s.town.Clerk, s.req, "accept")
	s.Do(s.town.Clerk, s.req, "dispatch", "org", s.town.Property.Id)
	a, err := requests.Current(s.BaseApp, s.req.Id)
	apptest.Must(t, err)
	token := requests.Token(s.BaseApp, a.Id)
	mail, err := s.FindFirstRecordByData("outbox", "request", s.req.Id)
	apptest.Must(t, err)
	_, err = s.NonconcurrentDB().NewQuery("UPDATE outbox SET state = 'sent', sent_at = '2026-11-23 02:00:00.000Z' WHERE id = {:id}").Bind(dbx.Params{"id": mail.Id}).Execute()
	apptest.Must(t, err)
	s.Do(s.town.Clerk, s.req, "transfer", "org", s.town.Department.Id, "reason", "城管的事")
	got := s.Call(s.town.Steward, "POST", "/api/requests/"+s.req.Id+"/seal", map[string]any{"concerns": "conduct", "reason": "说的是巡查员"})
	if got.Code != 200 || !strings.Contains(got.Raw, "收不回来") || !strings.Contains(got.Raw, "anju@example.com") || strings.Contains(got.Raw, "chengguan@example.com") {
		t.Errorf("HTTP %d %s", got.Code, got.Raw)
	}
	rows, err := s.FindAllRecords("outbox", dbx.HashExp{"request": s.req.Id})
	apptest.Must(t, err)
	for _, r := range rows {
		if r.GetString("subject") != "内容已清除" || r.GetString("body_text")+r.GetString("body_html") != "" {
			t.Errorf("a letter keeps its words: %v", r.FieldsData())
		}
		if state := r.GetString("state"); state != "sent" && state != "cancelled" {
			t.Errorf("a letter is still %s", state)
		}
		s.Chinese("sent again", s.Call(s.town.Superuser, "POST", "/api/outbox/"+r.Id+"/resend", map[string]any{"again": true}), 400)
	}
	link := s.Call(nil, "GET", "/api/reply/"+token, nil)
	s.Chinese("the company's link", link, 404)
	if !strings.Contains(link.Message(), "已不在此办理") {
		t.Errorf("the link says %q", link.Message())
	}
	report, err := s.FindFirstRecordByFilter("sealed_reports", "kind = 'request'")
	apptest.Must(t, err)
	for field, want := range map[string]string{"text": "楼道灯不亮", "person": "李秀英", "phone": "13900000001", "reason": "说的是巡查员", "earlier": "改由城市管理局办理：城管的事", "audience": "secretary"} {
		if !strings.Contains(report.GetString(field), want) {
			t.Errorf("sealed %s: %q", field, report.GetString(field))
		}
	}
	if !strings.Contains(report.GetString("earlier"), "赵老太 婆婆 13700000007") || !strings.Contains(report.GetString("earlier"), s.req.GetString("request_no")) {
		t.Errorf("earlier: %s", report.GetString("earlier"))
	}
}

// TestSealFamily: a part, the whole it was split from and its neighbours hold
// the same words.
func TestSealFamily(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	family := func() (*core.Record, []*core.Record) {
		whole := s.Ask(s.town, s.li, "灯不亮，还有靛蓝色雨伞的事")
		s.Do(s.town.Clerk, whole, "split", "parts", "楼道灯不亮\n靛蓝色雨伞的事")
		rows, err := s.FindRecordsByFilter("requests", "parent = '"+whole.Id+"'", "request_no", 0, 0)
		apptest.Must(t, err)
		return whole, rows
	}
	whole, rows := family()
	s.Do(s.town.Clerk, rows[1], "seal", "concerns", "conduct_lead", "reason", "x")
	if got := s.now(whole); got.GetString("text") != "" || got.GetString("summary") != "已分开办理" || got.GetString("status") != "in_progress" {
		t.Errorf("the whole after a part was sealed: %q %q %s", got.GetString("text"), got.GetString("summary"), got.GetString("status"))
	}
	if got := s.now(rows[0]); got.GetString("text") != "楼道灯不亮" || requests.Shell(got) {
		t.Errorf("the other part: %q", got.GetString("text"))
	}
	s.is(t, rows[0], lifecycle.Pending)

	whole, rows = family()
	s.Do(s.town.Clerk, whole, "seal", "concerns", "conduct_lead", "reason", "x")
	for _, r := range append(rows, whole) {
		if !requests.Shell(s.now(r)) {
			t.Errorf("%s is no shell", r.GetString("request_no"))
		}
	}
	mine := list(s.Call(s.li, "GET", "/api/requests/sealed", nil).Body["items"])
	if len(mine) != 4 {
		t.Errorf("the owner finds %v", mine)
	}
	codes := map[any]bool{}
	for _, i := range mine {
		codes[i["query_code"]] = true
	}
	if len(codes) != 2 {
		t.Errorf("%d codes for two sealed reports", len(codes))
	}

	first, second := s.Ask(s.town, s.li, "路灯不亮"), s.Ask(s.town, s.wang, "路灯坏了")
	s.Do(s.town.Clerk, second, "merge", "into", first.Id)
	got := s.Call(s.town.Clerk, "POST", "/api/requests/"+first.Id+"/seal", map[string]any{"concerns": "conduct_lead", "reason": "x"})
	if !strings.Contains(got.Raw, "一并办理的 1 件") {
		t.Errorf("notes: %s", got.Raw)
	}
	s.is(t, second, lifecycle.Accepted)
	s.wipeRegistrations(t)
	s.gone(t, "after sealing parts and wholes")
}
