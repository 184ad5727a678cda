package requests_test

import (
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/apptest"
	"hongguan/rules/lifecycle"
)

// answerBy lets an organisation answer a request from where it stands now.
func (s *scene) answerBy(r, org *core.Record, text string) {
	if s.now(r).GetString("status") == string(lifecycle.Pending) {
		s.Do(s.town.Clerk, r, "accept")
	}
	s.Do(s.town.Clerk, r, "dispatch", "org", org.Id)
	s.Do(s.town.Clerk, r, "sign")
	s.Do(s.town.Clerk, r, "reply", "text", text)
}

// TestMergeMany takes several into the eldest at once: all get the one answer,
// each rates for herself.
func TestMergeMany(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	zhao := s.Resident(s.town, "赵六", "13900000003")
	first, second, third := s.Ask(s.town, s.li, "楼道灯不亮"), s.Ask(s.town, s.wang, "灯坏了"), s.Ask(s.town, zhao, "三楼灯坏了")
	again := s.Ask(s.town, s.li, "灯还没修")
	got := s.Call(s.town.Clerk, "POST", "/api/requests/"+first.Id+"/merge", map[string]any{"into": first.Id, "with": []string{second.Id, third.Id, again.Id}})
	if got.Code != 200 || got.Text("status") != "pending" {
		t.Fatalf("HTTP %d %s", got.Code, got.Raw)
	}
	for _, r := range []*core.Record{second, third, again} {
		s.is(t, r, lifecycle.Merged)
	}
	if e := s.last(second).GetString("sentence"); !strings.Contains(e, "和邻居反映的同一件事一并办理") {
		t.Errorf("the neighbour reads %q", e)
	}
	if e := s.last(again).GetString("sentence"); !strings.Contains(e, "和您另外反映的 "+first.GetString("request_no")) {
		t.Errorf("who asked twice reads %q", e)
	}
	if e := s.last(first).GetString("sentence"); !strings.Contains(e, "又有3件") {
		t.Errorf("the first household reads %q", e)
	}
	family := s.Call(s.town.Clerk, "GET", "/api/requests/"+first.Id+"/family", nil)
	if len(list(family.Body["merged"])) != 3 || family.Body["households"] != 3.0 {
		t.Errorf("family %s", family.Raw)
	}
	s.answerBy(first, s.town.Committee, "灯已换好")
	for _, r := range []*core.Record{first, second, third, again} {
		s.is(t, r, lifecycle.Replied)
		if x := s.now(r); x.GetString("reply_text") != "灯已换好" || x.GetBool("told") {
			t.Errorf("%s reads %q, told %v", x.GetString("request_no"), x.GetString("reply_text"), x.GetBool("told"))
		}
	}
	s.Do(s.wang, second, "rate", "stars", 5, "solved", "yes")
	s.is(t, second, lifecycle.Closed)
	s.is(t, first, lifecycle.Replied)
	s.refused(t, s.town.Clerk, third, "unmerge", "现在是“已答复”")
}

// TestMergeTogether goes into another and takes a third along.
func TestMergeTogether(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	lead := s.reach(lifecycle.InProgress)
	second, third := s.Ask(s.town, s.wang, "灯坏了"), s.Ask(s.town, s.wang, "灯还是坏的")
	s.Do(s.town.Clerk, second, "merge", "into", lead.GetString("request_no"), "with", []any{third.Id})
	s.is(t, second, lifecycle.Merged)
	s.is(t, third, lifecycle.Merged)
	if s.now(third).GetString("merged_into") != lead.Id {
		t.Error("the third went elsewhere")
	}
	s.is(t, lead, lifecycle.InProgress)
	if e := s.last(lead); e.GetString("verb") != "merge" || !strings.Contains(e.GetString("sentence"), "又有一户邻居") || strings.Contains(e.GetString("sentence"), "HP-") {
		t.Errorf("the first household reads %q", e.GetString("sentence"))
	}
}

// TestMergeGuards is what may not be put together.
func TestMergeGuards(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	ask := func(text string) *core.Record { return s.Ask(s.town, s.wang, text) }
	fire := func() *core.Record { return ask("楼下着火了，浓烟滚滚") }
	taken := func(r *core.Record) *core.Record { s.Do(s.town.Clerk, r, "take"); return r }
	about := ask("投诉安居物业，楼道灯报修三天没人管")
	if about.GetString("kind") != "complaint" {
		t.Fatalf("no complaint: %s", about.GetString("kind"))
	}
	theirs := s.reach(lifecycle.InProgress) // with the company
	whole := ask("灯不亮，门禁也坏了")
	s.Do(s.town.Clerk, whole, "split", "parts", "楼道灯不亮\n单元门禁坏了")
	parts, err := s.FindRecordsByFilter("requests", "parent = '"+whole.Id+"'", "request_no", 0, 0)
	apptest.Must(t, err)
	for name, c := range map[string]struct {
		who, goes, stays *core.Record
		no               string
	}{
		"Itself":              {s.town.Clerk, theirs, theirs, "没有找到"},
		"Dispatched":          {s.town.Clerk, s.reach(lifecycle.Dispatched), s.Ask(s.town, s.li, "灯坏了"), "已经派出去的不能并走"},
		"EmergencyUnseen":     {s.town.Clerk, fire(), fire(), "还没有人接"},
		"EmergencyIntoNormal": {s.town.Clerk, taken(fire()), ask("楼道灯不亮"), "只能并入另一件紧急的"},
		"EmergencyIntoLike":   {s.town.Clerk, taken(fire()), fire(), ""},
		"NormalIntoEmergency": {s.town.Clerk, ask("楼道灯不亮"), fire(), ""},
		"AccusedDecides":      {s.town.Clerk, about, theirs, "不能并入由它自己办的那件"},
		"AccusedByLead":       {s.town.Steward, ask("投诉安居物业，楼道灯报修五天了还是没人管"), theirs, ""},
		"OwnParent":           {s.town.Clerk, parts[0], whole, "从那件拆出来的"},
		"Replied":             {s.town.Clerk, ask("灯坏了"), s.reach(lifecycle.Replied), "已经答复了"},
	} {
		t.Run(name, func(t *testing.T) {
			if c.no == "" {
				s.Do(c.who, c.goes, "merge", "into", c.stays.Id)
				s.is(t, c.goes, lifecycle.Merged)
				return
			}
			s.refused(t, c.who, c.goes, "merge", c.no, "into", c.stays.Id)
			if c.goes.Id != c.stays.Id {
				// What one may not do alone cannot be done with others either.
				if x := lifecycle.Status(s.now(c.stays).GetString("status")); x.Open() && x != lifecycle.Replied && !strings.Contains(name, "OwnParent") {
					s.refused(t, c.who, c.stays, "merge", c.goes.GetString("request_no")+"：", "into", c.stays.Id, "with", []any{c.goes.Id})
				}
				if s.now(c.goes).GetString("merged_into") != "" {
					t.Error("merged after all")
				}
			}
		})
	}
	s.refused(t, s.town.Clerk, ask("灯坏了"), "merge", "请选一并办理的诉求")
	s.refused(t, s.town.Contact, theirs, "merge", "不由您", "into", whole.Id)
	// A part may go with another request; that one not back into the whole.
	other := ask("门禁坏了好几天")
	s.Do(s.town.Clerk, parts[1], "merge", "into", other.Id)
	s.refused(t, s.town.Clerk, other, "merge", "从那件拆出来的", "into", whole.Id)
}

// TestUnmerge takes back what was merged by mistake.
func TestUnmerge(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	lead, second, third := s.Ask(s.town, s.li, "楼道灯不亮"), s.Ask(s.town, s.wang, "对讲机没声音"), s.Ask(s.town, s.wang, "对讲机坏了")
	s.Do(s.town.Clerk, third, "merge", "into", second.Id)
	s.Do(s.town.Clerk, second, "merge", "into", lead.Id)
	path := "/api/requests/" + second.Id + "/unmerge"
	for _, a := range s.actors {
		if strings.Contains("Clerk Steward Superuser", a.name) {
			continue
		}
		if got := s.Call(a.who, "POST", path, map[string]any{}); got.Code < 400 {
			t.Errorf("%s takes it back", a.name)
		}
	}
	s.Do(s.town.Clerk, second, "unmerge")
	s.is(t, second, lifecycle.Accepted)
	if r := s.now(second); r.GetString("merged_into") != "" || r.GetString("suggested_org") == "" || r.GetDateTime("due_at").IsZero() {
		t.Errorf("on its own: %v", r.FieldsData())
	}
	if s.now(third).GetString("merged_into") != second.Id {
		t.Error("what had come along stays behind")
	}
	if e := s.last(second).GetString("sentence"); !strings.Contains(e, "单独办理") {
		t.Errorf("its owner reads %q", e)
	}
	if e := s.last(lead).GetString("sentence"); !strings.Contains(e, "分开单独办理") {
		t.Errorf("the other reads %q", e)
	}
	s.refused(t, s.town.Steward, second, "unmerge", "现在是“已受理”")
	s.answerBy(lead, s.town.Committee, "灯好了")
	s.is(t, second, lifecycle.Accepted)
	s.is(t, third, lifecycle.Merged)
}

// TestLeadWithdrawn: the work is not lost with the first household's patience.
func TestLeadWithdrawn(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	zhao := s.Resident(s.town, "赵六", "13900000003")
	lead, second := s.Ask(s.town, s.li, "楼道灯不亮"), s.Ask(s.town, s.wang, "灯坏了")
	s.Clock.Add(time.Minute)
	third := s.Ask(s.town, zhao, "三楼灯坏了")
	s.Do(s.town.Clerk, lead, "merge", "into", lead.Id, "with", []any{second.Id, third.Id})
	s.Do(zhao, third, "withdraw")
	s.is(t, third, lifecycle.Withdrawn)
	fourth := s.Ask(s.town, zhao, "灯又坏了")
	s.Do(s.town.Clerk, fourth, "merge", "into", lead.Id)
	s.Do(s.li, lead, "withdraw", "reason", "我搬走了")
	s.is(t, second, lifecycle.Accepted)
	s.is(t, fourth, lifecycle.Merged)
	if s.now(fourth).GetString("merged_into") != second.Id || !strings.Contains(s.last(fourth).GetString("sentence"), "继续一起办理") {
		t.Errorf("the fourth: %q", s.last(fourth).GetString("sentence"))
	}
	s.answerBy(second, s.town.Committee, "灯好了")
	s.is(t, fourth, lifecycle.Replied)
	s.is(t, third, lifecycle.Withdrawn)
}

// TestMergeRace: two colleagues put the same requests together, each her way.
func TestMergeRace(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	s.Handler()
	a, b := s.Ask(s.town, s.li, "楼道灯不亮"), s.Ask(s.town, s.wang, "灯坏了")
	var wg sync.WaitGroup
	var mu sync.Mutex
	answers := map[int]int{}
	for i := range 6 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			goes, stays := a, b
			if i%2 == 0 {
				goes, stays = b, a
			}
			got := s.Call([]*core.Record{s.town.Clerk, s.town.Steward}[i%2], "POST", "/api/requests/"+goes.Id+"/merge", map[string]any{"into": stays.Id})
			mu.Lock()
			defer mu.Unlock()
			if answers[got.Code]++; got.Code != 200 && !strings.Contains(got.Message(), "已并案") && !strings.Contains(got.Message(), "已经并在这件里") {
				t.Errorf("the second is told %q", got.Message())
			}
		}()
	}
	wg.Wait()
	if answers[200] != 1 || (s.now(a).GetString("status") == "merged") == (s.now(b).GetString("status") == "merged") {
		t.Errorf("answers %v: %s and %s", answers, s.now(a).GetString("status"), s.now(b).GetString("status"))
	}
}

// TestFamily: who sees what a request hangs together with.
func TestFamily(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	lead, second := s.Ask(s.town, s.li, "李秀英家302门口灯坏了，电话13900000001"), s.Ask(s.town, s.wang, "灯坏了")
	s.Do(s.town.Clerk, second, "merge", "into", lead.Id)
	s.Do(s.town.Clerk, lead, "accept")
	s.Do(s.town.Clerk, lead, "dispatch", "org", s.town.Property.Id)
	own := s.Call(s.wang, "GET", "/api/requests/"+second.Id+"/family", nil)
	for _, secret := range []string{"秀英", "302", "13900000001", lead.GetString("request_no"), lead.Id, "2单元"} {
		if strings.Contains(own.Raw, secret) {
			t.Errorf("the neighbour reads %q: %s", secret, own.Raw)
		}
	}
	if joint, _ := own.Body["joint"].(map[string]any); joint["status_label"] != "已交给安居物业" || joint["step"] != 2.0 || joint["households"] != 2.0 {
		t.Errorf("joint progress %s", own.Raw)
	}
	if got := s.Call(s.li, "GET", "/api/requests/"+lead.Id+"/family", nil); strings.Contains(got.Raw, second.GetString("request_no")) || got.Body["households"] != 2.0 {
		t.Errorf("the first household reads %s", got.Raw)
	}
	for _, a := range s.actors {
		got := s.Call(a.who, "GET", "/api/requests/"+lead.Id+"/family", nil)
		if may := strings.Contains("Owner Contact GridWorker Clerk Steward Superuser", a.name); may != (got.Code == 200) {
			t.Errorf("%s: HTTP %d", a.name, got.Code)
		}
		if office := strings.Contains("GridWorker Clerk Steward Superuser", a.name); office != strings.Contains(got.Raw, second.GetString("request_no")) {
			t.Errorf("%s reads %s", a.name, got.Raw)
		}
	}
}
