package handover_test

import (
	"strings"
	"testing"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/apptest"
)

var form = map[string]any{"leaving_name": "林书记", "coming_name": "周书记", "coming": "zhou@example.com"}

func TestWhoHandsOver(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	town := app.Town()
	li := app.Resident(town, "李秀英", "13900000001")
	for _, a := range []struct {
		name string
		who  *core.Record
		code int
	}{{"guest", nil, 401}, {"resident", li, 403}, {"contact", town.Contact, 403}, {"grid worker", town.Grid, 403}, {"clerk", town.Clerk, 403}, {"steward", town.Steward, 403}} {
		app.Chinese(a.name, app.Call(a.who, "GET", "/api/handover", nil), a.code)
		for _, step := range []string{"begin", "tick", "cancel", "finish"} {
			app.Chinese(a.name+" "+step, app.Call(a.who, "POST", "/api/handover/"+step, form), a.code)
		}
		if got := app.Call(a.who, "GET", "/api/collections/handovers/records", nil); got.Code == 200 {
			t.Errorf("%s lists hand-overs: %s", a.name, got.Raw)
		}
	}
	if got := app.Call(town.Superuser, "GET", "/api/handover", nil); got.Code != 200 || got.Body["current"] != nil {
		t.Errorf("secretary: %s", got.Raw)
	}
}

func TestWhatIsRefused(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	town := app.Town()
	with := func(name, value string) map[string]any {
		f := map[string]any{}
		for k, v := range form {
			f[k] = v
		}
		f[name] = value
		return f
	}
	for name, f := range map[string]map[string]any{"no name": with("leaving_name", " "), "no successor": with("coming_name", ""), "no mailbox": with("coming", "zhou"), "her own account": with("coming", town.Superuser.Email())} {
		app.Chinese(name, app.Call(town.Superuser, "POST", "/api/handover/begin", f), 400)
	}
	for _, step := range []string{"tick", "cancel", "finish"} {
		app.Chinese(step+" of none", app.Call(town.Superuser, "POST", "/api/handover/"+step, map[string]any{"key": "accounts", "done": true}), 400)
	}
	if got := app.Call(town.Superuser, "POST", "/api/handover/begin", form); got.Code != 200 {
		t.Fatal(got.Raw)
	}
	app.Chinese("a second one", app.Call(town.Superuser, "POST", "/api/handover/begin", with("coming", "wu@example.com")), 400)
	if _, err := app.FindAuthRecordByEmail(core.CollectionNameSuperusers, "wu@example.com"); err == nil {
		t.Error("what was refused made an account")
	}
	app.Chinese("unknown point", app.Call(town.Superuser, "POST", "/api/handover/tick", map[string]any{"key": "safe", "done": true}), 400)
	app.Chinese("long note", app.Call(town.Superuser, "POST", "/api/handover/tick", map[string]any{"key": "keys", "done": true, "note": strings.Repeat("长", 101)}), 400)
}

// TestHandOver walks it from the first step to the closed account.
func TestHandOver(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	town := app.Town()
	li := app.Resident(town, "李秀英", "13900000001")
	req := app.Ask(town, li, "我是李秀英，13900000001，楼道灯不亮")
	held := app.Ask(town, li, "路灯坏了")
	app.Do(town.Clerk, held, "accept")
	app.Do(town.Superuser, held, "suspend", "reason", "等区里的批复", "review_at", "2026-12-20")
	if got := app.Call(li, "POST", "/api/letters", map[string]any{"kind": "letter", "text": "窗口的人态度不好，问两遍才抬头"}); got.Code != 200 {
		t.Fatal(got.Raw)
	}
	begun := app.Call(town.Superuser, "POST", "/api/handover/begin", form)
	password := begun.Text("password")
	if len(password) != 12 {
		t.Fatalf("begin: %s", begun.Raw)
	}
	login := app.Call(nil, "POST", "/api/collections/_superusers/auth-with-password", map[string]any{"identity": "zhou@example.com", "password": password})
	if login.Code != 200 {
		t.Fatalf("the successor cannot log in: %s", login.Raw)
	}
	zhou, err := app.FindAuthRecordByEmail(core.CollectionNameSuperusers, "zhou@example.com")
	apptest.Must(t, err)
	page := app.Call(zhou, "GET", "/api/handover", nil)
	for text, want := range map[string]bool{"2 件，其中超期 0 件": true, held.GetString("request_no") + "　已挂账　12月20日再议": true, "王敏": false, "李秀英": false, "13900000001": false, password: false, app.DataDir(): true, "还没有设": true, "等书记答复的少于 5 件": true, "态度不好": false} {
		if strings.Contains(page.Raw, text) != want {
			t.Errorf("the page holds %s: %v, want %v: %s", text, !want, want, page.Raw)
		}
	}
	points := page.Body["points"].([]any)
	app.Chinese("closed by the old one", app.Call(town.Superuser, "POST", "/api/handover/finish", map[string]any{}), 400)
	early := app.Call(zhou, "POST", "/api/handover/finish", map[string]any{})
	app.Chinese("closed before anything was gone through", early, 400)
	for i, p := range points {
		key := p.(map[string]any)["key"].(string)
		got := app.Call(town.Superuser, "POST", "/api/handover/tick", map[string]any{"key": key, "done": true, "note": map[bool]string{true: "备用钥匙在保险柜"}[key == "keys"]})
		if got.Code != 200 || strings.Count(got.Raw, `"tick":null`) != len(points)-i-1 {
			t.Errorf("tick %s: %s", key, got.Raw)
		}
	}
	app.Call(town.Superuser, "POST", "/api/handover/tick", map[string]any{"key": "people", "done": false})
	app.Chinese("one taken back", app.Call(zhou, "POST", "/api/handover/finish", map[string]any{}), 400)
	app.Call(zhou, "POST", "/api/handover/tick", map[string]any{"key": "people", "done": true})

	id := page.Body["current"].(map[string]any)["id"].(string)
	app.Chinese("steward prints", app.Call(town.Steward, "GET", "/api/print/handover/"+id, nil), 403)
	paper := app.Call(zhou, "GET", "/api/print/handover/"+id, nil).Raw
	for text, want := range map[string]bool{"林书记": true, "周书记": true, "备用钥匙在保险柜": true, req.GetString("request_no"): true, held.GetString("request_no"): true, "☑": true, "□": false, "李秀英": false, "13900000001": false, password: false} {
		if strings.Contains(paper, text) != want {
			t.Errorf("the list holds %s: %v, want %v", text, !want, want)
		}
	}
	if got := app.Call(zhou, "POST", "/api/handover/finish", map[string]any{}); got.Code != 200 || got.Body["current"] != nil || !strings.Contains(got.Raw, "林书记") {
		t.Errorf("finish: %s", got.Raw)
	}
	if _, err := app.FindRecordById(core.CollectionNameSuperusers, town.Superuser.Id); err == nil {
		t.Error("the old account is still open")
	}
	if paper := app.Call(zhou, "GET", "/api/print/handover/"+id, nil).Raw; !strings.Contains(paper, "已于11月23日") {
		t.Errorf("printed once more: %.400s", paper)
	}
	log, err := app.FindRecordsByFilter("audit_entries", "", "@rowid", 0, 0)
	apptest.Must(t, err)
	var said []string
	for _, e := range log {
		said = append(said, e.GetString("action"))
	}
	for _, want := range []string{"建立书记账号", "开始交接", "交接勾选", "交接取消勾选", "打印交接清单", "关闭前任书记账号", "办完交接"} {
		if !strings.Contains(strings.Join(said, " "), want) {
			t.Errorf("the log lacks %s: %v", want, said)
		}
	}
}

// TestCancel leaves both accounts and lets another begin.
func TestCancel(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	town := app.Town()
	app.Call(town.Superuser, "POST", "/api/handover/begin", form)
	if got := app.Call(town.Superuser, "POST", "/api/handover/cancel", map[string]any{}); got.Code != 200 || got.Body["current"] != nil || got.Body["last"] != nil {
		t.Errorf("cancel: %s", got.Raw)
	}
	if _, err := app.FindFirstRecordByData("audit_entries", "action", "取消交接"); err != nil {
		t.Error("the log lacks 取消交接")
	}
	app.Clock.Add(time.Hour)
	if got := app.Call(town.Superuser, "POST", "/api/handover/begin", form); got.Code != 200 || got.Text("password") != "" {
		t.Errorf("begun again, the account is there already: %s", got.Raw)
	}
}
