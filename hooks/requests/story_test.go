package requests_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/apptest"
	"hongguan/hooks/requests"
	"hongguan/rules/lifecycle"
)

func (s *scene) now(r *core.Record) *core.Record { return s.find(r.Id) }

func (s *scene) find(id string) *core.Record {
	x, err := s.FindRecordById("requests", id)
	if err != nil {
		panic(err)
	}
	return x
}

func (s *scene) is(t *testing.T, r *core.Record, want lifecycle.Status) {
	t.Helper()
	if got := s.now(r).GetString("status"); got != string(want) {
		t.Errorf("%s is %s, want %s", r.GetString("request_no"), got, want)
	}
}

// refused fails unless a verb is refused with a sentence that holds want.
func (s *scene) refused(t *testing.T, who, r *core.Record, verb, want string, with ...any) {
	t.Helper()
	_, err := requests.Apply(s.BaseApp, s.As(who), r.Id, verb, apptest.Fill(with...))
	if err == nil || !strings.Contains(err.Error(), want) {
		t.Errorf("%s by %s: %v, want %q", verb, s.As(who).Label, err, want)
	}
}

func (s *scene) last(r *core.Record) *core.Record {
	events, _ := requests.Events(s.BaseApp, r.Id)
	return events[len(events)-1]
}

func TestReview(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	r := s.reach(lifecycle.InProgress)
	s.Do(s.town.Clerk, r, "reply", "text", "代录：灯已换好") // recorded for the company
	s.refused(t, s.town.Clerk, r, "approve", "另一位同事")
	s.refused(t, s.town.Contact, r, "return", "正在等社区审核", "reason", "x")
	s.Do(s.town.Steward, r, "return", "reason", "请写明换了几盏")
	s.is(t, r, lifecycle.InProgress)
	s.Do(s.town.Contact, r, "reply", "text", "换了两盏")
	if got := s.Call(s.li, "GET", "/api/collections/replies/records", nil); strings.Contains(got.Raw, "换了两盏") || strings.Contains(got.Raw, "代录") {
		t.Errorf("the resident reads a draft: %s", got.Raw)
	}
	s.Do(s.town.Clerk, r, "approve", "text", "换了两盏灯，请放心")
	if got := s.now(r); got.GetString("reply_text") != "换了两盏灯，请放心" || got.GetBool("told") {
		t.Errorf("after approval: %q, told %v", got.GetString("reply_text"), got.GetBool("told"))
	}
}

func TestCloseSilent(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	untold, told := s.reach(lifecycle.Replied), s.reach(lifecycle.Replied)
	s.Do(s.town.Grid, told, "tell", "how", "visit", "note", "老人说好")
	closed := func() int {
		n, err := requests.CloseSilent(s.BaseApp)
		apptest.Must(t, err)
		return n
	}
	s.Clock.Add(7*24*time.Hour - time.Minute)
	if n := closed(); n != 0 {
		t.Errorf("%d closed before seven days", n)
	}
	s.Clock.Add(2 * time.Minute)
	if n := closed(); n != 1 {
		t.Errorf("%d closed after seven days", n)
	}
	s.is(t, told, lifecycle.Closed)
	s.Clock.Add(365 * 24 * time.Hour)
	closed()
	s.is(t, untold, lifecycle.Replied)
	// A late rating counts, and goes back to who handled it.
	s.Do(s.li, told, "rate", "stars", 2, "solved", "no")
	s.is(t, told, lifecycle.InProgress)
	s.Do(s.town.Contact, told, "reply", "text", "再修一次")
	s.is(t, told, lifecycle.InReview)
}

func TestDissatisfied(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	r := s.reach(lifecycle.Replied)
	s.refused(t, s.town.Clerk, r, "rate", "不由您这边办理", "stars", 5, "solved", "yes")
	s.refused(t, s.li, r, "rate", "满意", "stars", 6, "solved", "yes")
	s.refused(t, s.town.Steward, r, "conclude", "第二次不满意", "reason", "x", "where", "y")
	due := s.now(r).GetDateTime("due_at")
	s.Clock.Add(6 * 24 * time.Hour)
	s.Do(s.li, r, "rate", "stars", 1, "solved", "no")
	s.is(t, r, lifecycle.InProgress)
	if now := s.now(r).GetDateTime("due_at"); !now.After(due) {
		t.Errorf("reopened, due %s stays %s", due, now)
	}
	s.Do(s.town.Contact, r, "reply", "text", "再修")
	s.Do(s.town.Clerk, r, "approve")
	s.Do(s.li, r, "rate", "stars", 2, "solved", "partly")
	s.is(t, r, lifecycle.Accepted)
	if s.now(r).GetString("handler_org") != "" {
		t.Error("the company still has it")
	}
	s.refused(t, s.town.Clerk, r, "dispatch", "书记或项目负责人决定", "org", s.town.Committee.Id)
	s.refused(t, s.town.Clerk, r, "decline", "书记或项目负责人决定", "reason", "x", "where", "y")
	if got := s.Call(s.town.Clerk, "GET", create+"/"+r.Id, nil); strings.Contains(got.Raw, `"verb":"dispatch"`) {
		t.Error("the clerk has a button that only refuses")
	}
	s.refused(t, s.town.Clerk, r, "conclude", "不由您", "reason", "x", "where", "y")
	s.Do(s.town.Superuser, r, "dispatch", "org", s.town.Committee.Id)
	s.Do(s.town.Clerk, r, "sign")
	s.Do(s.town.Clerk, r, "reply", "text", "业委会说明")
	s.Do(s.town.Steward, r, "conclude", "reason", "已三次办理", "where", "街道信访")
	s.is(t, r, lifecycle.Closed)
	if e := s.last(r).GetString("sentence"); !strings.Contains(e, "街道信访") {
		t.Errorf("concluded: %s", e)
	}
	s.Do(s.li, r, "rate", "stars", 1, "solved", "no")
	s.is(t, r, lifecycle.Closed) // heard, but not opened again
}

func TestHandsChange(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	r := s.reach(lifecycle.InProgress)
	s.Do(s.town.Contact, r, "extend", "days", 3, "reason", "等配件")
	s.Do(s.town.Clerk, r, "transfer", "org", s.town.Committee.Id, "reason", "业委会管")
	if s.now(r).GetInt("extension_days") != 0 {
		t.Error("the next one inherits the wish for more time")
	}
	s.Do(s.town.Clerk, r, "return", "reason", "业委会说不归它")
	s.refused(t, s.town.Contact, r, "sign", "没有找到")
	s.Do(s.town.Clerk, r, "dispatch", "org", s.town.Property.Id)
	if n := s.now(r).GetInt("transfers"); n != 2 {
		t.Errorf("%d transfers, want 2", n)
	}
	// The third change of hands is not refused, it lands with the secretary.
	s.Do(s.town.Clerk, r, "transfer", "org", s.town.Committee.Id, "reason", "物业说归业委会出钱")
	s.is(t, r, lifecycle.Accepted)
	if n := s.now(r); n.GetInt("transfers") != 3 || n.GetString("handler_org") != "" {
		t.Errorf("with %q after %d transfers", n.GetString("handler_org"), n.GetInt("transfers"))
	}
	if e := s.last(r); !strings.Contains(e.GetString("sentence"), "由社区书记决定") || !strings.Contains(e.GetString("note"), "业委会：物业说归业委会出钱") {
		t.Errorf("the reason is lost: %s / %s", e.GetString("sentence"), e.GetString("note"))
	}
	s.refused(t, s.town.Contact, r, "sign", "没有找到")
	s.refused(t, s.town.Clerk, r, "dispatch", "第三次由书记", "org", s.town.Committee.Id)
	if got := s.Call(s.town.Clerk, "GET", create+"/"+r.Id, nil); strings.Contains(got.Raw, `"verb":"dispatch"`) {
		t.Error("the clerk has a button that only refuses")
	}
	s.Do(s.town.Superuser, r, "dispatch", "org", s.town.Committee.Id)
	s.is(t, r, lifecycle.Dispatched)
	s.Do(s.town.Superuser, r, "transfer", "org", s.town.Property.Id, "reason", "书记再定")
	s.is(t, r, lifecycle.Dispatched)
}

// TestReturned: who has just returned a request is not proposed again, nor may a
// clerk send it straight back; the secretary may.
func TestReturned(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	r := s.reach(lifecycle.Dispatched)
	s.Do(s.town.Contact, r, "return", "reason", "不归我们管")
	now := s.now(r)
	if now.GetString("suggested_org") != s.town.Residents.Id || !strings.Contains(now.GetString("suggested_reason"), "被安居物业退回") {
		t.Errorf("suggested %s: %s", now.GetString("suggested_org"), now.GetString("suggested_reason"))
	}
	if now.GetInt("transfers") != 1 {
		t.Errorf("%d transfers", now.GetInt("transfers"))
	}
	s.refused(t, s.town.Clerk, r, "dispatch", "刚退回", "org", s.town.Property.Id)
	s.Do(s.town.Clerk, r, "dispatch") // takes the suggestion
	if now := s.now(r); now.GetString("handler_org") != s.town.Residents.Id {
		t.Errorf("with %s", now.GetString("handler_org"))
	}
	s.Do(s.town.Clerk, r, "return", "reason", "居委会办不了")
	s.Do(s.town.Clerk, r, "dispatch", "org", s.town.Property.Id) // it was not the last to return it
	s.Do(s.town.Contact, r, "return", "reason", "还是不归我们")
	s.is(t, r, lifecycle.Accepted)
	if e := s.last(r).GetString("sentence"); !strings.Contains(e, "已经转过两次，由社区书记决定") {
		t.Errorf("third return: %s", e)
	}
	s.refused(t, s.town.Clerk, r, "dispatch", "第三次由书记", "org", s.town.Committee.Id)
	s.Do(s.town.Steward, r, "dispatch", "org", s.town.Property.Id) // and she insists
	s.is(t, r, lifecycle.Dispatched)
}

// TestAccused: whom a request complains about is not proposed, gets it from a
// clerk only to do work it was slow with, and never answers unseen.
func TestAccused(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	s.town.Property.Set("reply_review", false)
	apptest.Must(t, s.Save(s.town.Property))
	for _, x := range []struct {
		text, reason string
		clerkMay     bool
	}{
		{"物业乱收停车费，一小时十块", "不交安居物业自己处理", false},
		{"楼道灯坏了，物业就是不来修，请派人来修一下", "由湖畔社区居委会督促", true},
	} {
		r := s.Ask(s.town, s.li, x.text)
		if r.GetString("suggested_org") != s.town.Residents.Id || !strings.Contains(r.GetString("suggested_reason"), x.reason) {
			t.Errorf("%s: suggested %s: %s", x.text, r.GetString("suggested_org"), r.GetString("suggested_reason"))
		}
		if got := r.GetStringSlice("accused"); len(got) != 1 || got[0] != s.town.Property.Id {
			t.Errorf("%s: accused %v", x.text, got)
		}
		s.Do(s.town.Clerk, r, "accept")
		if x.clerkMay {
			s.Do(s.town.Clerk, r, "dispatch", "org", s.town.Property.Id)
		} else {
			s.refused(t, s.town.Clerk, r, "dispatch", "不能派给它自己处理", "org", s.town.Property.Id)
			s.Do(s.town.Steward, r, "dispatch", "org", s.town.Property.Id)
		}
		s.Do(s.town.Contact, r, "sign")
		s.Do(s.town.Contact, r, "reply", "text", "已办好")
		s.is(t, r, lifecycle.InReview)
	}
	plain := s.Ask(s.town, s.li, "楼道灯坏了，请物业来修一下")
	s.Do(s.town.Clerk, plain, "accept")
	s.Do(s.town.Clerk, plain, "dispatch")
	s.Do(s.town.Contact, plain, "sign")
	s.Do(s.town.Contact, plain, "reply", "text", "已换好")
	s.is(t, plain, lifecycle.Replied)
}

// TestCandidates lists everybody, those who may not have it last and with why.
func TestCandidates(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	r := s.Ask(s.town, s.li, "物业乱收停车费，一小时十块")
	path := "/api/requests/" + r.Id + "/candidates"
	for _, x := range []struct {
		name string
		who  *core.Record
		code int
	}{{"Guest", nil, 403}, {"Resident", s.li, 403}, {"Elsewhere", s.town.Elsewhere, 403}, {"Contact", s.town.Contact, 403}, {"Grid", s.town.Grid, 200}, {"Clerk", s.town.Clerk, 200}, {"Steward", s.town.Steward, 200}, {"Superuser", s.town.Superuser, 200}} {
		got := s.Call(x.who, "GET", path, nil)
		if got.Code != x.code {
			t.Errorf("%s: HTTP %d: %s", x.name, got.Code, got.Raw)
		}
		if got.Code != 200 {
			continue
		}
		orgs := got.Body["orgs"].([]any)
		first, last := orgs[0].(map[string]any), orgs[len(orgs)-1].(map[string]any)
		if first["id"] != s.town.Residents.Id || first["suggested"] != true || first["offered"] != true {
			t.Errorf("%s: first is %v", x.name, first)
		}
		for _, o := range orgs {
			item := o.(map[string]any)
			lead := x.name == "Steward" || x.name == "Superuser"
			if item["id"] == s.town.Property.Id {
				if item["offered"] != lead || !strings.Contains(item["why"].(string), "反映的正是安居物业") {
					t.Errorf("%s: the accused: %v", x.name, item)
				}
				if !lead && last["id"] != s.town.Property.Id {
					t.Errorf("%s: the accused is not last but %v", x.name, last)
				}
			}
		}
	}
	for _, who := range []*core.Record{s.li, s.town.Clerk} {
		got := s.Call(who, "GET", create+"/"+r.Id, nil)
		if hidden := !strings.Contains(got.Raw, `"accused"`); hidden == (who == s.town.Clerk) {
			t.Errorf("accused is hidden %v: %s", hidden, got.Raw)
		}
	}
	card := s.Call(s.town.Clerk, "GET", create+"/"+r.Id, nil).Body["route"].(map[string]any)
	if card["channel"] != "own" || !strings.Contains(card["how"].(string), "本社区自己办") || len(card["ask"].([]any)) != 1 {
		t.Errorf("the card says %v", card)
	}
	list := s.Call(s.town.Clerk, "GET", create, nil)
	if strings.Contains(list.Raw, `"route"`) {
		t.Error("lists carry the whole route")
	}
}

func TestExtension(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	r := s.reach(lifecycle.InProgress)
	due := s.now(r).GetDateTime("due_at")
	s.refused(t, s.town.Clerk, r, "grant", "没有待答复的延期申请")
	s.Do(s.town.Contact, r, "extend", "days", 2, "reason", "等配件")
	s.refused(t, s.town.Contact, r, "extend", "已经提交", "days", 2, "reason", "x")
	s.refused(t, s.town.Contact, r, "grant", "不由您")
	if s.now(r).GetDateTime("due_at") != due {
		t.Error("asking moved the deadline")
	}
	s.Do(s.town.Clerk, r, "refuse", "reason", "老人急用")
	s.Do(s.town.Contact, r, "extend", "days", 2, "reason", "等配件")
	s.Do(s.town.Clerk, r, "grant")
	if got := s.now(r).GetDateTime("due_at").Time().Sub(due.Time()); got != 48*time.Hour {
		t.Errorf("two working days moved it by %s", got)
	}
	s.refused(t, s.town.Contact, r, "extend", "已经延期过一次", "days", 1, "reason", "x")
	late := s.reach(lifecycle.InProgress)
	s.Clock.Add(30 * 24 * time.Hour)
	s.refused(t, s.town.Contact, late, "extend", "已经过了答复期限", "days", 1, "reason", "x")
}

// TestWaiting stops and starts the clock from every state that may wait: work
// goes on where it stood.
func TestWaiting(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	for _, state := range []lifecycle.Status{lifecycle.Pending, lifecycle.Accepted, lifecycle.Dispatched, lifecycle.InProgress} {
		r := s.reach(state)
		due := s.now(r).GetDateTime("due_at")
		s.Do(s.town.Clerk, r, "ask_info", "question", "哪一层？")
		s.Clock.Add(7 * 24 * time.Hour)
		if got := s.Call(s.town.Clerk, "GET", create+"/"+r.Id, nil); got.Text("lamp") != "green" {
			t.Errorf("%s: the lamp is %s while waiting", state, got.Text("lamp"))
		}
		s.Do(s.li, r, "supply", "text", "三楼")
		s.is(t, r, state)
		if now := s.now(r).GetDateTime("due_at"); now.Time().Sub(due.Time()) != 7*24*time.Hour {
			t.Errorf("%s: a week of waiting moved the deadline from %s to %s", state, due, now)
		}
		s.Clock.Set(apptest.Monday)
	}
	for _, state := range []lifecycle.Status{lifecycle.Accepted, lifecycle.Dispatched, lifecycle.InProgress} {
		r := s.reach(state)
		due := s.now(r).GetDateTime("due_at")
		for name, day := range map[string]string{"Past": "2026-11-20", "Today": "2026-11-23", "Far": "2027-03-30", "Words": "下周"} {
			s.refused(t, s.town.Steward, r, "suspend", "复核日期", "reason", name, "review_at", day)
		}
		s.refused(t, s.town.Clerk, r, "suspend", "不由您", "reason", "x", "review_at", "2026-12-20")
		s.Do(s.town.Steward, r, "suspend", "reason", "等配件", "review_at", "2026-12-20")
		s.Clock.Add(14 * 24 * time.Hour)
		s.Do(s.town.Clerk, r, "resume")
		s.is(t, r, state)
		if now := s.now(r).GetDateTime("due_at"); !now.After(due) {
			t.Errorf("%s: suspension did not move %s", state, due)
		}
		s.Clock.Set(apptest.Monday)
	}
}

func TestMergeAndJoin(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	first := s.Ask(s.town, s.li, "李秀英家302门口灯坏了，电话13900000001")
	second := s.Ask(s.town, s.wang, "楼道灯不亮")
	third := s.Ask(s.town, s.wang, "灯还是不亮")
	s.refused(t, s.town.Clerk, second, "merge", "没有找到", "into", "HP-1")
	s.refused(t, s.town.Clerk, second, "merge", "没有找到", "into", second.Id)
	s.Do(s.town.Clerk, third, "merge", "into", second.GetString("request_no"))
	s.refused(t, s.town.Clerk, second, "merge", "已经并在这件里", "into", third.Id) // third is merged into second itself
	s.Do(s.town.Clerk, second, "merge", "into", first.GetString("request_no"))
	if s.now(third).GetString("merged_into") != first.Id {
		t.Error("what was merged before did not come along")
	}
	zhao := s.Resident(nil, "赵六", "13900000003")
	got := s.Call(zhao, "POST", "/api/requests/"+first.Id+"/join", map[string]any{})
	if got.Code != 200 || strings.Contains(got.Raw, "request_no") {
		t.Errorf("join: HTTP %d %s", got.Code, got.Raw)
	}
	s.refused(t, zhao, first, "join", "已经登记过了")
	s.refused(t, s.li, first, "join", "不由您")
	for _, path := range []string{create, "/api/collections/request_events/records", create + "?expand=merged_into.resident", "/api/home"} {
		got := s.Call(zhao, "GET", path, nil)
		for _, secret := range []string{"李秀英", "13900000001", "门口灯坏了", "2单元", first.GetString("request_no")} {
			if strings.Contains(got.Raw, secret) {
				t.Errorf("who joined reads %q at %s", secret, path)
			}
		}
	}
	if got := s.Call(s.li, "GET", "/api/collections/request_events/records", nil); strings.Contains(got.Raw, "赵") {
		t.Errorf("the first household reads who joined: %s", got.Raw)
	}
	s.Do(s.town.Clerk, first, "accept")
	s.Do(s.town.Clerk, first, "dispatch", "org", s.town.Committee.Id)
	s.Do(s.town.Clerk, first, "sign")
	s.Do(s.town.Clerk, first, "reply", "text", "灯已换好")
	joined, err := s.FindFirstRecordByFilter("requests", "resident = '"+zhao.Id+"'")
	apptest.Must(t, err)
	for _, r := range []*core.Record{first, second, third, joined} {
		s.is(t, r, lifecycle.Replied)
		if s.now(r).GetString("reply_text") != "灯已换好" {
			t.Errorf("%s reads %q", r.GetString("request_no"), s.now(r).GetString("reply_text"))
		}
	}
	s.Do(zhao, joined, "rate", "stars", 5, "solved", "yes")
	s.is(t, first, lifecycle.Replied)
	late := s.Ask(s.town, s.wang, "灯坏了")
	s.refused(t, s.town.Clerk, late, "merge", "已经答复了", "into", first.Id)
}

// TestMergedIsNeverLost ends the leading request in every other way.
func TestMergedIsNeverLost(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	for name, end := range map[string]struct {
		by   *core.Record
		verb string
		with []any
		want lifecycle.Status
	}{
		"Withdrawn": {s.li, "withdraw", nil, lifecycle.Accepted},
		"Declined":  {s.town.Clerk, "decline", []any{"reason", "市政管的", "where", "12345"}, lifecycle.Declined},
	} {
		first, second := s.Ask(s.town, s.li, "路灯不亮"), s.Ask(s.town, s.wang, "路灯坏了")
		s.Do(s.town.Clerk, second, "merge", "into", first.Id)
		s.Do(end.by, first, end.verb, end.with...)
		s.is(t, second, end.want)
		if e := s.last(second).GetString("sentence"); name == "Declined" && !strings.Contains(e, "12345") {
			t.Errorf("%s: the neighbour reads %q", name, e)
		}
	}
}

func TestSplit(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	parent := s.Ask(s.town, s.li, "灯不亮，门禁也坏了，还有狗叫")
	s.refused(t, s.town.Clerk, parent, "split", "两到六件", "parts", "只有一件")
	s.Do(s.town.Clerk, parent, "split", "parts", []any{map[string]any{"text": "楼道灯不亮"}, map[string]any{"text": "单元门禁坏了"}, "狗叫"})
	s.is(t, parent, lifecycle.InProgress)
	for _, verb := range []string{"transfer", "return", "extend"} {
		s.refused(t, s.town.Clerk, parent, verb, "已拆分办理", "org", s.town.Committee.Id, "reason", "x", "days", 2)
	}
	parts, err := s.FindRecordsByFilter("requests", "parent = '"+parent.Id+"'", "request_no", 0, 0)
	apptest.Must(t, err)
	if len(parts) != 3 || parts[0].GetString("resident") != s.li.Id {
		t.Fatalf("%d parts", len(parts))
	}
	s.Do(s.town.Clerk, parts[0], "accept")
	s.Do(s.town.Clerk, parts[0], "dispatch", "org", s.town.Committee.Id)
	s.Do(s.town.Clerk, parts[0], "sign")
	s.Do(s.town.Clerk, parts[0], "reply", "text", "灯好了")
	s.is(t, parent, lifecycle.InProgress)
	s.Do(s.town.Clerk, parts[2], "merge", "into", parts[1].Id)
	s.is(t, parent, lifecycle.InProgress)
	s.Do(s.town.Clerk, parts[1], "decline", "reason", "已有专人", "where", "物业")
	s.is(t, parent, lifecycle.Replied)
	if text := s.now(parent).GetString("reply_text"); !strings.Contains(text, "灯好了") || s.now(parent).GetDateTime("replied_at").IsZero() {
		t.Errorf("the parent answers %q", text)
	}
}

func TestWithdrawAndUrge(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	r := s.reach(lifecycle.Dispatched)
	s.Do(s.li, r, "urge")
	s.refused(t, s.li, r, "urge", "已经催过一次")
	s.Clock.Add(24 * time.Hour)
	s.Do(s.li, r, "urge")
	s.refused(t, s.wang, r, "withdraw", "不由您")
	s.Do(s.li, r, "withdraw", "reason", "自己修好了")
	s.is(t, r, lifecycle.Withdrawn)
	if a, err := requests.Current(s.BaseApp, r.Id); err != nil || a != nil {
		t.Errorf("the company's link still opens (%v)", err)
	}
	s.refused(t, s.town.Contact, r, "sign", "现在是“已撤回”")
}

func TestContact(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	r := s.reach(lifecycle.Dispatched)
	path := "/api/requests/" + r.Id + "/contact"
	for _, a := range s.actors {
		got := s.Call(a.who, "GET", path, nil)
		may := strings.Contains("GridWorker Clerk Steward Superuser", a.name)
		if may != (got.Text("phone") == "13900000001") {
			t.Errorf("%s before signing: HTTP %d %s", a.name, got.Code, got.Raw)
		}
		if !may {
			s.Chinese(a.name, got, got.Code)
		}
	}
	s.Do(s.town.Contact, r, "sign")
	if got := s.Call(s.town.Contact, "GET", path, nil); got.Text("phone") != "13900000001" {
		t.Errorf("after signing: %s", got.Raw)
	}
	if n, _ := s.CountRecords("audit_entries"); n != 5 {
		t.Errorf("%d looks are in the log, want 5", n)
	}
	s.Do(s.town.Contact, r, "reply", "text", "好了")
	s.Do(s.town.Clerk, r, "approve")
	s.Do(s.li, r, "rate", "stars", 5, "solved", "yes")
	s.Chinese("after the end", s.Call(s.town.Contact, "GET", path, nil), 403)
}

func TestTrack(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	no, code := s.req.GetString("request_no"), requests.QueryCode(s.BaseApp, s.req.Id)
	ask := func(no, code string) apptest.Answer { return s.Call(nil, "GET", "/api/track/"+no+"?code="+code, nil) }
	got := ask(strings.ToLower(no), strings.ToLower(code))
	if got.Code != 200 || got.Text("request_no") != no {
		t.Fatalf("HTTP %d %s", got.Code, got.Raw)
	}
	for _, secret := range []string{"秀英", "13900000001", "302", "赵老太"} {
		if strings.Contains(got.Raw, secret) {
			t.Errorf("the receipt shows %q", secret)
		}
	}
	wrong, unknown := ask(no, "AAAAAAAA"), ask("HP-20260101-0001", code)
	s.Chinese("wrong code", wrong, 404)
	if wrong.Raw != unknown.Raw {
		t.Error("a wrong code and an unknown number answer differently")
	}
	s.Chinese("injection", ask("x'||1=1||'", "x"), 404)
	for i := range 25 {
		wrong = ask(no, fmt.Sprintf("AAAAAA%02d", i))
	}
	s.Chinese("many guesses", wrong, 429)
	s.Chinese("right one after many guesses", ask(no, code), 429)
	s.Clock.Add(time.Hour)
	if got := ask(no, code); got.Code != 200 {
		t.Errorf("an hour later: HTTP %d", got.Code)
	}
}
