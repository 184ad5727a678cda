package requests_test

import (
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/apptest"
	"hongguan/hooks/catalogue"
	"hongguan/hooks/requests"
	"hongguan/rules/lifecycle"
)

const (
	board     = "大厅宣传栏上贴的通知都褪色了，字看不清"
	likeBoard = "我们楼大厅宣传栏贴的通知褪色了，字都看不清楚"
)

// matter is a row of the catalogue by its code.
func (s *scene) matter(t *testing.T, code string) *core.Record {
	t.Helper()
	m := catalogue.ByCode(s.BaseApp, code)
	if m == nil {
		t.Fatalf("no matter %s", code)
	}
	return m
}

func (s *scene) isMatter(t *testing.T, r *core.Record, code string) {
	t.Helper()
	if got := s.now(r).GetString("matter"); got != s.matter(t, code).Id {
		t.Errorf("%s: matter %s, want %s", r.GetString("summary"), catalogue.Matter(s.BaseApp, got).GetString("code"), code)
	}
}

// TestCorrectionTeaches is the whole way over HTTP: corrected with a reason,
// the next like text gets it, taken back, it is as before.
func TestCorrectionTeaches(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	first := s.Ask(s.town, s.li, board)
	before := s.now(first)
	to := s.matter(t, "public_space")
	path := "/api/requests/" + first.Id + "/correct"
	for _, a := range s.actors {
		if strings.Contains("Clerk Steward Superuser", a.name) {
			continue
		}
		got := s.Call(a.who, "POST", path, map[string]any{"matter": "public_space", "reason": "事项选错了"})
		s.Chinese(a.name, got, map[bool]int{true: 401, false: got.Code}[a.who == nil])
		if got.Code < 400 {
			t.Errorf("%s corrects", a.name)
		}
	}
	got := s.Call(s.town.Clerk, "POST", path, map[string]any{"matter": to.Id, "reason": "宣传栏归社区管"})
	if got.Code != 200 || got.Text("matter") != to.Id || got.Text("category") != "self_governance" || got.Text("sureness") != "staff" {
		t.Fatalf("HTTP %d %s", got.Code, got.Raw)
	}
	ev := s.last(first)
	if !strings.Contains(ev.GetString("sentence"), "社区工作人员把这件事改归“"+to.GetString("name")+"”") || ev.GetString("note") != "宣传栏归社区管" {
		t.Errorf("event %q, note %q", ev.GetString("sentence"), ev.GetString("note"))
	}
	if r := s.now(first); r.GetString("suggested_reason") == before.GetString("suggested_reason") || r.GetString("suggestion") != "changed" || r.GetString("suggestion_week") != "2026-W48" {
		t.Errorf("suggested %s (%s), %s in %s", r.GetString("suggested_org"), r.GetString("suggested_reason"), r.GetString("suggestion"), r.GetString("suggestion_week"))
	}
	events := s.Call(s.li, "GET", "/api/collections/request_events/records?perPage=200", nil)
	if !strings.Contains(events.Raw, "改归") || strings.Contains(events.Raw, "归社区管") {
		t.Errorf("the resident reads %s", events.Raw)
	}

	next := s.Ask(s.town, s.wang, likeBoard)
	s.isMatter(t, next, "public_space")
	if !strings.Contains(next.GetString("reason"), "社区工作人员把与此相近的诉求") || next.GetString("suggestion") != "" {
		t.Errorf("reason %q", next.GetString("reason"))
	}
	s.isMatter(t, s.Ask(s.town, s.wang, "楼道灯不亮"), "public_light")

	undo := s.Call(s.town.Steward, "POST", "/api/requests/"+first.Id+"/uncorrect", map[string]any{})
	if undo.Code != 200 {
		t.Fatalf("undo: HTTP %d %s", undo.Code, undo.Raw)
	}
	after := s.now(first)
	for _, f := range []string{"matter", "category", "tier", "kind", "lane", "suggested_org", "suggested_reason", "reason", "confidence", "due_at", "suggestion", "suggestion_week", "corrected"} {
		if fmt.Sprint(after.Get(f)) != fmt.Sprint(before.Get(f)) {
			t.Errorf("%s is %v, was %v", f, after.Get(f), before.Get(f))
		}
	}
	fresh := s.Ask(s.town, s.wang, likeBoard+"了")
	if fresh.GetString("matter") == to.Id || strings.Contains(fresh.GetString("reason"), "相近") {
		t.Errorf("it still teaches: %s", fresh.GetString("reason"))
	}
	s.isMatter(t, next, "public_space") // what was decided meanwhile stays
	s.refused(t, s.town.Clerk, first, "uncorrect", "没有可以撤销")
	if e := s.last(first).GetString("sentence"); !strings.Contains(e, "撤销了改判") {
		t.Errorf("event %q", e)
	}
}

// TestCorrect is what may be corrected when, and what follows.
func TestCorrect(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	for name, c := range map[string]struct {
		state lifecycle.Status
		with  []any
		want  map[string]string // fields afterwards; empty: refused
		no    string
	}{
		"Matter":           {lifecycle.Pending, []any{"matter", "city_light"}, map[string]string{"category": "government", "tier": "department", "corrected": "true"}, ""},
		"MatterOwnTier":    {lifecycle.Accepted, []any{"matter", "city_light", "tier", "community"}, map[string]string{"category": "government", "tier": "community"}, ""},
		"Kind":             {lifecycle.Pending, []any{"kind", "consult"}, map[string]string{"kind": "consult", "category": "market_service"}, ""},
		"Handled":          {lifecycle.InProgress, []any{"matter", "city_light"}, map[string]string{"category": "government", "tier": "community", "handler_org": s.town.Property.Id}, ""},
		"HandledTier":      {lifecycle.Dispatched, []any{"tier", "department"}, nil, "层面不在这里改"},
		"Complex":          {lifecycle.Accepted, []any{"tier", "complex"}, map[string]string{"tier": "complex", "suggested_org": s.town.Dept.Id, "prior_note": "为了试一试"}, ""},
		"Emergency":        {lifecycle.Pending, []any{"lane", "emergency"}, map[string]string{"lane": "emergency"}, ""},
		"Nothing":          {lifecycle.Pending, []any{"kind", "help"}, nil, "没有要改的地方"},
		"Same":             {lifecycle.Pending, []any{"matter", "public_light"}, nil, "没有要改的地方"},
		"NoSuchMatter":     {lifecycle.Pending, []any{"matter", "heaven"}, nil, "请从列表里选"},
		"Sealed":           {lifecycle.Pending, []any{"matter", "conduct"}, nil, "转入保密"},
		"ColleagueQuicker": {lifecycle.Pending, []any{"matter", "city_light", "was", "another"}, nil, "刚才有同事"},
		"SealedLane":       {lifecycle.Pending, []any{"lane", "sealed"}, nil, "没有这个选项"},
		"NoReason":         {lifecycle.Pending, []any{"matter", "city_light", "reason", " "}, nil, "为什么改"},
		"Suspended":        {lifecycle.Suspended, []any{"kind", "complaint"}, map[string]string{"kind": "complaint", "status": "suspended"}, ""},
		"Review":           {lifecycle.InReview, []any{"kind", "complaint"}, map[string]string{"kind": "complaint", "status": "in_review"}, ""},
		"Replied":          {lifecycle.Replied, []any{"kind", "complaint"}, nil, "不能“改分类”"},
	} {
		t.Run(name, func(t *testing.T) {
			r := s.reach(c.state)
			with := append([]any{"reason", "为了试一试"}, c.with...)
			if c.want == nil {
				was := s.now(r)
				s.refused(t, s.town.Clerk, r, "correct", c.no, with...)
				if now := s.now(r); now.GetString("matter") != was.GetString("matter") || now.GetBool("corrected") {
					t.Error("a refused correction changed something")
				}
				return
			}
			s.Do(s.town.Clerk, r, "correct", with...)
			for f, want := range c.want {
				if got := s.now(r).GetString(f); got != want {
					t.Errorf("%s is %q, want %q", f, got, want)
				}
			}
			apptest.Must(t, catalogue.Erase(s.BaseApp, r.Id)) // the next text is the same
		})
	}
}

// TestCorrectDeadline: another matter, another time.
func TestCorrectDeadline(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	r := s.reach(lifecycle.Pending)
	due := s.now(r).GetDateTime("due_at").Time()
	s.Do(s.town.Clerk, r, "correct", "matter", "city_light", "reason", "是马路上的灯")
	if now := s.now(r).GetDateTime("due_at").Time(); now.Sub(due) != 2*24*time.Hour { // seven working days instead of five
		t.Errorf("due %s, was %s: %s", now, due, s.now(r).GetString("due_reason"))
	}
}

// TestUncorrect says when the earlier classification can come back, and when
// only the machine forgets.
func TestUncorrect(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	last := func(r *core.Record) *core.Record {
		rows, err := catalogue.InForce(s.BaseApp, r.Id)
		apptest.Must(t, err)
		if len(rows) == 0 {
			t.Fatal("no correction in force")
		}
		return rows[0]
	}
	for name, c := range map[string]struct {
		between  func(r *core.Record)
		restored bool
		says     string
	}{
		"AtOnce":     {func(*core.Record) {}, true, "恢复原来的分类"},
		"Accepted":   {func(r *core.Record) { s.Do(s.town.Clerk, r, "accept") }, true, "恢复原来的分类"},
		"Dispatched": {func(r *core.Record) { s.Do(s.town.Clerk, r, "accept"); s.Do(s.town.Clerk, r, "dispatch") }, false, "改判以后已经“派单”"},
		"Withdrawn":  {func(r *core.Record) { s.Do(s.li, r, "withdraw") }, false, "已撤回"},
	} {
		t.Run(name, func(t *testing.T) {
			r := s.Ask(s.town, s.li, "楼道灯不亮")
			s.Do(s.town.Clerk, r, "correct", "matter", "camera", "reason", "试")
			correction := last(r)
			c.between(r)
			got := s.Call(s.town.Clerk, "POST", "/api/corrections/"+correction.Id+"/undo", nil)
			if got.Code != 200 || got.Body["restored"] != c.restored || !strings.Contains(got.Text("sentence"), c.says) {
				t.Errorf("HTTP %d %s", got.Code, got.Raw)
			}
			s.isMatter(t, r, map[bool]string{true: "public_light", false: "camera"}[c.restored])
			s.Chinese("twice", s.Call(s.town.Steward, "POST", "/api/corrections/"+correction.Id+"/undo", nil), 400)
			if again := s.Ask(s.town, s.wang, "楼道灯不亮了"); again.GetString("matter") == s.matter(t, "camera").Id {
				t.Error("it still teaches")
			}
		})
	}
	t.Run("Twice", func(t *testing.T) {
		r := s.Ask(s.town, s.li, "楼道灯不亮")
		s.Do(s.town.Clerk, r, "correct", "matter", "camera", "reason", "一")
		first := last(r)
		s.Clock.Add(time.Minute)
		s.Do(s.town.Clerk, r, "correct", "matter", "cleaning", "reason", "二")
		got := s.Call(s.town.Clerk, "POST", "/api/corrections/"+first.Id+"/undo", nil)
		if got.Body["restored"] != false || !strings.Contains(got.Text("sentence"), "后来又改过") {
			t.Errorf("%s", got.Raw)
		}
		s.Do(s.town.Clerk, r, "uncorrect")
		s.isMatter(t, r, "camera")
	})
	t.Run("ByEverybody", func(t *testing.T) {
		r := s.Ask(s.town, s.li, "楼道灯不亮")
		s.Do(s.town.Clerk, r, "correct", "matter", "camera", "reason", "试")
		path := "/api/corrections/" + last(r).Id + "/undo"
		for _, a := range s.actors {
			got := s.Call(a.who, "POST", path, nil)
			if may := strings.Contains("Clerk", a.name); may != (got.Code == 200) && !strings.Contains("Steward Superuser", a.name) {
				t.Errorf("%s: HTTP %d", a.name, got.Code)
			}
		}
		s.Chinese("nobody's", s.Call(s.town.Clerk, "POST", "/api/corrections/nothing/undo", nil), 404)
	})
}

// TestSuggestionOutcome counts what became of the machine's proposal, once.
func TestSuggestionOutcome(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	for name, c := range map[string]struct {
		steps []step
		want  string
	}{
		"Taken":       {[]step{{s.town.Clerk, "accept", nil}, {s.town.Clerk, "dispatch", nil}}, "taken"},
		"Elsewhere":   {[]step{{s.town.Clerk, "accept", nil}, {s.town.Clerk, "dispatch", []any{"org", s.town.Committee.Id}}}, "changed"},
		"Waiting":     {[]step{{s.town.Clerk, "accept", nil}}, ""},
		"Declined":    {[]step{{s.town.Clerk, "decline", []any{"reason", "x", "where", "y"}}}, ""},
		"Escalated":   {[]step{{s.town.Clerk, "escalate", []any{"tier", "complex", "reason", "x", "prior", "y"}}}, "changed"},
		"Transferred": {append(s.sent(nil), step{s.town.Clerk, "transfer", []any{"org", s.town.Committee.Id, "reason", "x"}}), "taken"},
		"Corrected":   {[]step{{s.town.Clerk, "correct", []any{"matter", "camera", "reason", "x"}}, {s.town.Clerk, "accept", nil}, {s.town.Clerk, "dispatch", nil}}, "changed"},
		"Late":        {append(s.signed(nil), step{s.town.Clerk, "correct", []any{"matter", "camera", "reason", "x"}}), "changed"},
		"LateUndone": {append(s.signed(nil), step{s.town.Clerk, "correct", []any{"matter", "camera", "reason", "x"}},
			step{s.town.Clerk, "uncorrect", nil}), "taken"},
	} {
		t.Run(name, func(t *testing.T) {
			r := s.Ask(s.town, s.li, "楼道灯不亮")
			for _, st := range c.steps {
				s.do(r, st)
			}
			got := s.now(r)
			if got.GetString("suggestion") != c.want || (got.GetString("suggestion_week") != "") != (c.want != "") || got.GetString("suggested_matter") != s.matter(t, "public_light").Id {
				t.Errorf("%q in %q of %q, want %q", got.GetString("suggestion"), got.GetString("suggestion_week"), got.GetString("suggested_matter"), c.want)
			}
			apptest.Must(t, catalogue.Erase(s.BaseApp, r.Id)) // the next one is to be judged as this one was
		})
	}
}

// TestLikewise offers waiting requests like the corrected one, and changes none.
func TestLikewise(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	waiting, gone := s.Ask(s.town, s.wang, likeBoard), s.Ask(s.town, s.wang, "大厅宣传栏的通知褪色看不清字了")
	s.Ask(s.town, s.wang, "电梯坏了")
	s.Do(s.town.Clerk, gone, "accept")
	s.Do(s.town.Clerk, gone, "dispatch")
	first := s.Ask(s.town, s.li, board)
	was := s.now(waiting).GetString("matter")
	path := "/api/requests/" + first.Id + "/likewise"
	if got := s.Call(s.town.Clerk, "GET", path, nil); len(list(got.Body["items"])) != 0 {
		t.Errorf("before anything was corrected: %s", got.Raw)
	}
	s.Do(s.town.Clerk, first, "correct", "matter", "public_space", "reason", "试")
	items := list(s.Call(s.town.Clerk, "GET", path, nil).Body["items"])
	if len(items) != 1 || items[0]["id"] != waiting.Id {
		t.Errorf("%v", items)
	}
	if s.now(waiting).GetString("matter") != was {
		t.Error("it was changed without anybody's tap")
	}
	for _, who := range []*core.Record{nil, s.li, s.town.Contact} {
		s.Chinese("no office", s.Call(who, "GET", path, nil), 403)
	}
}

// TestErase leaves nothing of a request's corrections, and what they taught goes.
func TestErase(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	first := s.Ask(s.town, s.li, board)
	s.Do(s.town.Clerk, first, "correct", "matter", "public_space", "reason", "试")
	s.isMatter(t, s.Ask(s.town, s.wang, likeBoard), "public_space")
	apptest.Must(t, s.RunInTransaction(func(tx core.App) error { return catalogue.Erase(tx, first.Id) }))
	if n, _ := s.CountRecords("corrections", dbx.HashExp{"request": first.Id}); n != 0 {
		t.Errorf("%d rows left", n)
	}
	if r := s.Ask(s.town, s.wang, likeBoard+"呀"); r.GetString("matter") == s.matter(t, "public_space").Id {
		t.Error("it still teaches")
	}
}

// TestCorrectionHoldsNoWords: what a correction stores and who may read it.
func TestCorrectionHoldsNoWords(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	r := s.Ask(s.town, s.li, "李秀英说大厅宣传栏的通知都褪色了，字看不清，电话13900000001")
	s.Do(s.town.Clerk, r, "correct", "matter", "public_space", "reason", "试")
	got := s.Call(s.town.Superuser, "GET", "/api/collections/corrections/records", nil)
	for _, word := range []string{"宣传栏", "秀英", "13900000001"} {
		if strings.Contains(got.Raw, word) {
			t.Errorf("a correction repeats %q: %s", word, got.Raw)
		}
	}
	for _, a := range s.actors {
		got := s.Call(a.who, "GET", "/api/collections/corrections/records", nil)
		sees := len(list(got.Body["items"])) > 0
		if want := strings.Contains("GridWorker Clerk Steward Superuser", a.name); sees != want {
			t.Errorf("%s: HTTP %d, sees %v", a.name, got.Code, sees)
		}
		if a.name == "Clerk" && strings.Contains(got.Raw, s.town.Clerk.Id) {
			t.Error("the list says who corrected")
		}
		if a.who == nil {
			continue
		}
		s.Chinese(a.name+" writes", s.Call(a.who, "POST", "/api/collections/corrections/records", map[string]any{"request": r.Id}), s.Call(a.who, "POST", "/api/collections/corrections/records", map[string]any{"request": r.Id}).Code)
	}
}

// TestCorrectRace: two at once on one request; the second is told.
func TestCorrectRace(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	s.Handler()
	was := s.now(s.req).GetString("matter")
	var wg sync.WaitGroup
	var mu sync.Mutex
	answers := map[int]int{}
	for i, code := range []string{"camera", "cleaning", "camera", "garbage"} {
		wg.Add(1)
		go func() {
			defer wg.Done()
			who := []*core.Record{s.town.Clerk, s.town.Steward}[i%2]
			got := s.Call(who, "POST", "/api/requests/"+s.req.Id+"/correct", map[string]any{"matter": code, "reason": "x", "was": was})
			mu.Lock()
			defer mu.Unlock()
			if answers[got.Code]++; got.Code != 200 && !strings.Contains(got.Message(), "刚才有同事") && !strings.Contains(got.Message(), "没有要改") {
				t.Errorf("the second is told %q", got.Message())
			}
		}()
	}
	wg.Wait()
	if n, _ := s.CountRecords("corrections"); answers[200] != 1 || n != 1 {
		t.Errorf("answers %v, %d rows", answers, n)
	}
}

// TestOldTransaction: a correction that is rolled back was never heard of.
func TestOldTransaction(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	first := s.Ask(s.town, s.li, board)
	_ = s.RunInTransaction(func(tx core.App) error {
		if _, err := requests.Apply(tx, s.As(s.town.Clerk), first.Id, "correct", apptest.Fill("matter", "public_space", "reason", "x")); err != nil {
			t.Error(err)
		}
		if _, err := catalogue.Classify(tx, likeBoard); err != nil {
			t.Error(err)
		}
		return fmt.Errorf("thought better of it")
	})
	if r := s.Ask(s.town, s.wang, likeBoard); r.GetString("matter") == s.matter(t, "public_space").Id {
		t.Error("a correction that was rolled back teaches")
	}
}
