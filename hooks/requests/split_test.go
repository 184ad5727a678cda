package requests_test

import (
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/apptest"
	"hongguan/hooks/requests"
	"hongguan/rules/lifecycle"
)

// cut splits a new request of the owner and returns it with its parts.
func (s *scene) cut(t *testing.T, texts ...string) (*core.Record, []*core.Record) {
	t.Helper()
	whole := s.Ask(s.town, s.li, strings.Join(texts, "，另外"))
	var parts []any
	for _, x := range texts {
		parts = append(parts, map[string]any{"text": x})
	}
	s.Do(s.town.Clerk, whole, "split", "parts", parts)
	return whole, s.partsOf(t, whole)
}

func (s *scene) partsOf(t *testing.T, whole *core.Record) []*core.Record {
	t.Helper()
	parts, err := s.FindRecordsByFilter("requests", "parent = '"+whole.Id+"'", "request_no", 0, 0)
	apptest.Must(t, err)
	return parts
}

// TestSplitToldOnce: two answers, one telephone call, a rating for each, and
// the whole closes with them.
func TestSplitToldOnce(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	whole, parts := s.cut(t, "楼道灯不亮", "单元门禁坏了")
	if w := s.now(whole); !w.GetDateTime("due_at").IsZero() || !strings.Contains(w.GetString("due_reason"), "已拆成2件") || w.GetInt("parts") != 2 {
		t.Errorf("the whole is due %s: %s", w.GetDateTime("due_at"), w.GetString("due_reason"))
	}
	s.answerBy(parts[0], s.town.Committee, "灯已换好")
	s.is(t, whole, lifecycle.InProgress)
	s.answerBy(parts[1], s.town.Committee, "门禁修好了")
	s.is(t, whole, lifecycle.Replied)
	text := s.now(whole).GetString("reply_text")
	for _, want := range []string{"灯已换好", "门禁修好了", parts[0].GetString("request_no"), parts[1].GetString("request_no")} {
		if !strings.Contains(text, want) {
			t.Errorf("the whole answers %q without %q", text, want)
		}
	}
	// Nobody is called three times: the list to tell holds the whole alone.
	untold := s.Call(s.town.Clerk, "GET", create+"?filter="+`(status='replied'%26%26told=false%26%26(parent=''||parent.status!='replied'))`, nil)
	if items := list(untold.Body["items"]); len(items) != 1 || items[0]["id"] != whole.Id {
		t.Errorf("to tell: %s", untold.Raw)
	}
	if home := s.Call(s.li, "GET", "/api/home", nil); len(list(home.Body["answers"])) != 1 {
		t.Errorf("the phone announces %v", home.Body["answers"])
	}
	s.Do(s.town.Clerk, whole, "tell", "how", "phone")
	for _, p := range parts {
		if !s.now(p).GetBool("told") {
			t.Errorf("%s is not told", p.GetString("request_no"))
		}
	}
	if home := s.Call(s.li, "GET", "/api/home", nil); len(list(home.Body["answers"])) != 2 {
		t.Errorf("to rate: %v", home.Body["answers"])
	}
	for _, verb := range []string{"rate", "call_back", "conclude"} {
		s.refused(t, map[bool]*core.Record{true: s.li, false: s.town.Steward}[verb == "rate"], whole, verb, "已拆分办理", "stars", 5, "solved", "yes", "reached", "true", "reason", "x", "where", "y")
	}
	if n, err := requests.CloseSilent(s.BaseApp); err != nil || n != 0 {
		t.Errorf("%d closed at once (%v)", n, err)
	}
	s.Do(s.li, parts[0], "rate", "stars", 5, "solved", "yes")
	s.is(t, whole, lifecycle.Replied)
	s.Clock.Add(8 * 24 * time.Hour)
	if n, err := requests.CloseSilent(s.BaseApp); err != nil || n != 1 {
		t.Errorf("%d closed by themselves (%v)", n, err)
	}
	s.is(t, parts[1], lifecycle.Closed)
	s.is(t, whole, lifecycle.Closed)
	if e := s.last(whole).GetString("sentence"); e != "您说的几件事都已办结" {
		t.Errorf("the whole ends with %q", e)
	}
}

// TestSplitToldOneByOne: who heard each answer as it came is not called again.
func TestSplitToldOneByOne(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	whole, parts := s.cut(t, "楼道灯不亮", "单元门禁坏了")
	s.answerBy(parts[0], s.town.Committee, "灯已换好")
	s.Do(s.town.Clerk, parts[0], "tell", "how", "phone")
	s.answerBy(parts[1], s.town.Committee, "门禁修好了")
	if s.now(whole).GetBool("told") {
		t.Error("one answer is unknown to her yet")
	}
	s.Do(s.li, parts[1], "read")
	if !s.now(whole).GetBool("told") {
		t.Error("she knows both answers")
	}
	// One is done again: the whole is in hand again too.
	s.Do(s.li, parts[1], "rate", "stars", 1, "solved", "no")
	s.is(t, parts[1], lifecycle.InProgress)
	s.is(t, whole, lifecycle.InProgress)
	s.Do(s.town.Clerk, parts[1], "reply", "text", "又修了一次")
	s.is(t, whole, lifecycle.Replied)
	if !strings.Contains(s.now(whole).GetString("reply_text"), "又修了一次") || s.now(whole).GetBool("told") {
		t.Errorf("the whole answers %q", s.now(whole).GetString("reply_text"))
	}
}

// TestSplitOtherEnds: declined, withdrawn, and all withdrawn at once.
func TestSplitOtherEnds(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	whole, parts := s.cut(t, "楼道灯不亮", "单元门禁坏了", "网上买的东西不给退")
	s.Do(s.li, parts[1], "withdraw")
	s.Do(s.town.Clerk, parts[2], "decline", "reason", "网购归平台管", "where", "12315")
	s.answerBy(parts[0], s.town.Committee, "灯已换好")
	s.is(t, whole, lifecycle.Replied)
	for _, want := range []string{"灯已换好", "您已撤回", "12315"} {
		if text := s.now(whole).GetString("reply_text"); !strings.Contains(text, want) {
			t.Errorf("%q lacks %q", text, want)
		}
	}
	whole, parts = s.cut(t, "路灯不亮", "门禁坏了")
	for _, p := range parts {
		s.Do(s.town.Clerk, p, "decline", "reason", "x", "where", "12345")
	}
	s.is(t, whole, lifecycle.Closed)
	whole, parts = s.cut(t, "路灯又不亮", "门禁又坏了")
	s.Do(s.li, whole, "withdraw")
	for _, p := range append(parts, whole) {
		s.is(t, p, lifecycle.Withdrawn)
	}
}

// TestSplitGuards is what may not be cut.
func TestSplitGuards(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	ask := func(text string) *core.Record { return s.Ask(s.town, s.li, text) }
	_, parts := s.cut(t, "楼道灯不亮", "单元门禁坏了")
	second := ask("灯坏了")
	s.Do(s.town.Clerk, second, "merge", "into", parts[0].Id)
	fire := ask("楼下着火了，浓烟滚滚")
	for name, c := range map[string]struct {
		r     *core.Record
		parts any
		no    string
	}{
		"One":        {ask("灯"), []any{map[string]any{"text": "灯不亮"}}, "两到六件"},
		"Seven":      {ask("灯"), "一\n二\n三\n四\n五\n六\n七", "两到六件"},
		"Part":       {parts[0], "一件\n两件", "不能再拆"},
		"Merged":     {second, "一件\n两件", "现在是“已并案”"},
		"Dispatched": {s.reach(lifecycle.Dispatched), "一件\n两件", "现在是“待签收”"},
		"Calmed":     {fire, "楼道灯不亮\n电梯坏了", "没有一件是紧急的"},
		"Long":       {ask("灯"), []any{"灯", strings.Repeat("长", 2001)}, "太长"},
		"Conduct":    {ask("灯"), []any{"楼道灯不亮", "网格员收钱办低保"}, "第2件（网格员收钱办低保）涉及具体的人"},
		"AllSealed":  {ask("灯"), []any{map[string]any{"text": "网格员收钱办低保", "seal": true}, map[string]any{"text": "居委会主任打牌", "seal": true}}, "整件转入保密"},
		"NotSecret":  {ask("灯"), []any{map[string]any{"text": "楼道灯不亮", "seal": true}, "门坏了"}, "第1件看不出要保密"},
		"NoMatter":   {ask("灯"), []any{map[string]any{"text": "灯不亮", "matter": "heaven"}, "门坏了"}, "没有找到这个事项"},
		"NoPhoto":    {ask("灯"), []any{map[string]any{"text": "灯不亮", "photos": []any{"x.jpg"}}, "门坏了"}, "照片已经不在"},
	} {
		t.Run(name, func(t *testing.T) {
			s.refused(t, s.town.Clerk, c.r, "split", c.no, "parts", c.parts)
			if len(s.partsOf(t, c.r)) > 0 {
				t.Error("half cut")
			}
		})
	}
	s.Do(s.town.Clerk, fire, "split", "parts", "楼下着火了，浓烟滚滚\n楼道灯不亮")
	if p := s.partsOf(t, fire); p[0].GetString("lane") != "emergency" || p[1].GetString("lane") != "normal" {
		t.Errorf("lanes %s, %s", p[0].GetString("lane"), p[1].GetString("lane"))
	}
}

// TestSplitChosen: staff name the matters and give each part its photos; the
// deadline counts from the day the resident spoke, and what they chose teaches.
func TestSplitChosen(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	got := s.Form(s.li, create, map[string]string{"text": board + "，另外楼道灯不亮", "building": s.town.Building.Id, "client_key": "k2"},
		apptest.File{Field: "photos", Name: "a.jpg", Data: photo(t)}, apptest.File{Field: "photos", Name: "b.jpg", Data: photo(t)})
	whole := s.find(got.Text("id"))
	photos := whole.GetStringSlice("photos")
	if len(photos) != 2 {
		t.Fatal(got.Raw)
	}
	s.Clock.Add(24 * time.Hour)
	s.Do(s.town.Clerk, whole, "split", "parts", []any{
		map[string]any{"text": board, "matter": s.matter(t, "public_space").Id, "photos": []any{photos[1]}},
		map[string]any{"text": "楼道灯不亮"},
	})
	parts := s.partsOf(t, whole)
	if parts[0].GetString("matter") != s.matter(t, "public_space").Id || parts[0].GetString("suggestion") != "changed" || !parts[0].GetBool("corrected") {
		t.Errorf("the matter chosen: %v", parts[0].FieldsData())
	}
	if len(parts[0].GetStringSlice("photos")) != 1 || len(parts[1].GetStringSlice("photos")) != 2 {
		t.Errorf("photos %v and %v", parts[0].GetStringSlice("photos"), parts[1].GetStringSlice("photos"))
	}
	file := s.Call(s.li, "GET", "/api/requests/"+parts[0].Id+"/files/"+parts[0].GetStringSlice("photos")[0], nil)
	if file.Code != 200 || !strings.HasPrefix(file.Raw, "\xff\xd8") {
		t.Errorf("the photo of a part: HTTP %d, %d bytes", file.Code, len(file.Raw))
	}
	for _, p := range parts {
		if !p.GetDateTime("received_at").Time().Equal(apptest.Monday) || p.GetString("request_no") == whole.GetString("request_no") {
			t.Errorf("part %s of %s", p.GetString("request_no"), p.GetDateTime("received_at"))
		}
	}
	alone := s.Ask(s.town, s.wang, "楼道灯不亮")
	if !parts[1].GetDateTime("due_at").Time().Before(alone.GetDateTime("due_at").Time()) {
		t.Errorf("due %s, as if said today (%s)", parts[1].GetDateTime("due_at"), alone.GetDateTime("due_at"))
	}
	next := s.Ask(s.town, s.wang, likeBoard)
	s.isMatter(t, next, "public_space")
	s.Do(s.town.Clerk, parts[0], "uncorrect")
	if r := s.now(parts[0]); r.GetString("matter") == s.matter(t, "public_space").Id || r.GetBool("corrected") {
		t.Error("what was chosen while splitting cannot be taken back")
	}
}

// TestSplitSealed moves what is about a person out of the open list.
func TestSplitSealed(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	secret := "网格员收钱办低保"
	whole := s.Create("requests", "request_no", "HP-X", "resident", s.li.Id, "text", "楼道灯不亮，门禁坏了，还有"+secret, "summary", "楼道灯不亮，门禁坏了，还有"+secret,
		"status", "pending", "lane", "normal", "kind", "help", "received_at", apptest.Monday, "estate", s.town.Estate.Id, "place_label", "湖畔花园一期 5幢")
	proposed := s.Call(s.town.Clerk, "POST", "/api/requests/"+whole.Id+"/parts", map[string]any{"texts": []string{"楼道灯不亮", secret}})
	if p := list(proposed.Body["parts"]); len(p) != 2 || p[0]["matter"] != s.matter(t, "public_light").Id || p[1]["lane"] != "sealed" || p[1]["matter"] != "" {
		t.Errorf("proposed %s", proposed.Raw)
	}
	s.Do(s.town.Clerk, whole, "split", "parts", []any{"楼道灯不亮", "门禁坏了", map[string]any{"text": secret, "seal": true}})
	if n := len(s.partsOf(t, whole)); n != 2 {
		t.Errorf("%d open parts", n)
	}
	sealed, err := s.FindFirstRecordByFilter("sealed_reports", "text ~ '低保'")
	if err != nil || sealed.GetString("person") != "李秀英" {
		t.Fatalf("sealed: %v %v", sealed, err)
	}
	for _, a := range s.actors {
		for _, path := range []string{create + "?perPage=200", "/api/collections/request_events/records?perPage=500", "/api/requests/" + whole.Id + "/family", "/api/stats/overview"} {
			if got := s.Call(a.who, "GET", path, nil); strings.Contains(got.Raw, "低保") || strings.Contains(got.Raw, "网格员收") {
				t.Errorf("%s reads it at %s", a.name, path)
			}
		}
	}
	codes := list(s.Call(s.li, "GET", "/api/requests/"+whole.Id+"/family", nil).Body["sealed"])
	if len(codes) != 1 || !strings.Contains(fmt.Sprint(codes[0]["next"]), "社区书记能看到") {
		t.Fatalf("her page says %v", codes)
	}
	if got := s.Call(nil, "GET", "/api/letters/"+fmt.Sprint(codes[0]["code"]), nil); got.Code != 200 {
		t.Errorf("the code opens nothing: %s", got.Raw)
	}
	if got := s.Call(s.town.Clerk, "GET", "/api/requests/"+whole.Id+"/family", nil); strings.Contains(got.Raw, fmt.Sprint(codes[0]["code"])) {
		t.Error("the office reads the code")
	}

	// One open matter and one sealed: nothing is left to divide.
	whole = s.Create("requests", "request_no", "HP-Y", "resident", s.li.Id, "text", "楼道灯不亮，"+secret, "status", "pending", "lane", "normal", "kind", "help", "received_at", apptest.Monday)
	s.Do(s.town.Clerk, whole, "split", "parts", []any{"楼道灯不亮", map[string]any{"text": secret, "seal": true}})
	s.is(t, whole, lifecycle.Accepted)
	if w := s.now(whole); w.GetString("text") != "楼道灯不亮" || w.GetInt("parts") != 0 || w.GetString("matter") != s.matter(t, "public_light").Id {
		t.Errorf("left: %q", w.GetString("text"))
	}
}

// TestSplitSealedForUpper: a part about the leaders is for the upper contact,
// and nothing beside the resident's name tells the secretary that there was one.
func TestSplitSealedForUpper(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	const about = "社区书记把低保给了自己亲戚，靛蓝色雨伞那家"
	whole := s.Create("requests", "request_no", "HP-Z", "resident", s.li.Id, "text", "楼道灯不亮，"+about, "status", "pending", "lane", "normal", "kind", "help", "received_at", apptest.Monday)
	s.Do(s.town.Clerk, whole, "split", "parts", []any{"楼道灯不亮", map[string]any{"text": about, "seal": true}})
	rows, err := s.FindAllRecords("sealed_reports")
	apptest.Must(t, err)
	if len(rows) != 1 || rows[0].GetString("audience") != "upper" {
		t.Fatalf("sealed for %v", rows)
	}
	for _, path := range []string{create + "/" + whole.Id, "/api/collections/request_events/records?perPage=200", "/api/requests/" + whole.Id + "/family",
		"/api/collections/corrections/records", "/api/collections/audit_entries/records?perPage=200"} {
		got := s.Call(s.town.Superuser, "GET", path, nil)
		for _, trace := range []string{"低保", "亲戚", "保密", "另行", "seal\"", "拆分"} {
			if strings.Contains(strings.ReplaceAll(strings.ReplaceAll(got.Raw, "转入保密", ""), "保密来信", ""), trace) && !(path == create+"/"+whole.Id && trace != "低保" && trace != "亲戚") {
				t.Errorf("the secretary reads %q at %s: %s", trace, path, got.Raw)
			}
		}
	}
	codes := list(s.Call(s.li, "GET", "/api/requests/"+whole.Id+"/family", nil).Body["sealed"])
	if len(codes) != 1 || !strings.Contains(fmt.Sprint(codes[0]["next"]), "社区里谁也打不开") {
		t.Errorf("her page says %v", codes)
	}
	s.wipeRegistrations(t)
	s.gone(t, "after splitting")
}

// TestSplitRace: two colleagues cut the same request.
func TestSplitRace(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	s.Handler()
	whole := s.Ask(s.town, s.li, "灯不亮，门禁也坏了")
	var wg sync.WaitGroup
	var mu sync.Mutex
	answers := map[int]int{}
	for i := range 4 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			got := s.Call([]*core.Record{s.town.Clerk, s.town.Steward}[i%2], "POST", "/api/requests/"+whole.Id+"/split", map[string]any{"parts": "楼道灯不亮\n门禁坏了"})
			mu.Lock()
			defer mu.Unlock()
			if answers[got.Code]++; got.Code != 200 && !strings.Contains(got.Message(), "已拆分办理") && !strings.Contains(got.Message(), "现在是“办理中”") {
				t.Errorf("the second is told %q", got.Message())
			}
		}()
	}
	wg.Wait()
	if answers[200] != 1 || len(s.partsOf(t, whole)) != 2 {
		t.Errorf("answers %v, %d parts", answers, len(s.partsOf(t, whole)))
	}
}
