package requests_test

import (
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/apptest"
	"hongguan/hooks/requests"
	"hongguan/rules/lifecycle"
)

// reach brings a new request of the owner to a state.
func (s *scene) reach(state lifecycle.Status) *core.Record {
	r := s.Ask(s.town, s.li, "楼道灯不亮")
	for _, st := range map[lifecycle.Status][]step{
		lifecycle.Accepted:   {{s.town.Clerk, "accept", nil}},
		lifecycle.Dispatched: s.sent(nil), lifecycle.InProgress: s.signed(nil),
		lifecycle.NeedInfo:  {{s.town.Clerk, "accept", nil}, {s.town.Clerk, "ask_info", []any{"question", "哪一层？"}}},
		lifecycle.InReview:  s.answered(nil),
		lifecycle.Replied:   append(s.answered(nil), step{s.town.Clerk, "approve", nil}),
		lifecycle.Closed:    append(s.answered(nil), step{s.town.Clerk, "approve", nil}, step{s.li, "read", nil}, step{nil, "close", nil}),
		lifecycle.Suspended: append(s.signed(nil), step{s.town.Steward, "suspend", []any{"reason", "等配件", "review_at", "2026-12-20"}}),
	}[state] {
		s.do(r, st)
	}
	return r
}

type step struct {
	who  *core.Record
	verb string
	with []any
}

func (s *scene) sent(before []step) []step {
	return append(before, step{s.town.Clerk, "accept", nil}, step{s.town.Clerk, "dispatch", []any{"org", s.town.Property.Id}})
}
func (s *scene) signed(before []step) []step {
	return append(s.sent(before), step{s.town.Contact, "sign", nil})
}
func (s *scene) answered(before []step) []step {
	return append(s.signed(before), step{s.town.Contact, "reply", []any{"text", "灯已换好"}})
}

func (s *scene) do(r *core.Record, st step) {
	if st.who == nil {
		if _, err := requests.Apply(s.BaseApp, program, r.Id, st.verb, apptest.Fill(st.with...)); err != nil {
			panic(err)
		}
		return
	}
	s.Do(st.who, r, st.verb, st.with...)
}

// TestVerbsByEverybody tries every verb that has a button as everybody, in
// every state, over HTTP: allowed exactly as the table says.
func TestVerbsByEverybody(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	rel := map[string]lifecycle.Who{"Neighbour": lifecycle.Neighbour, "Owner": lifecycle.Owner, "Contact": lifecycle.Handler, "GridWorker": lifecycle.Grid,
		"Clerk": lifecycle.Office, "Steward": lifecycle.Office | lifecycle.Lead, "Superuser": lifecycle.Office | lifecycle.Lead}
	for _, state := range []lifecycle.Status{lifecycle.Pending, lifecycle.Accepted, lifecycle.NeedInfo, lifecycle.Dispatched, lifecycle.InProgress,
		lifecycle.InReview, lifecycle.Replied, lifecycle.Closed, lifecycle.Suspended} {
		r := s.reach(state)
		for _, a := range s.actors {
			own := rel[a.name]
			if a.name == "Contact" && r.GetString("handler_org") == "" {
				if x, _ := s.FindRecordById("requests", r.Id); x.GetString("handler_org") == "" {
					own = 0
				}
			}
			var buttons []string
			got := s.Call(a.who, "GET", create+"/"+r.Id, nil)
			for _, v := range list(got.Body["verbs"]) {
				buttons = append(buttons, fmt.Sprint(v["verb"]))
			}
			for _, v := range lifecycle.Verbs {
				open := own.Has(v.Who) && slices.Contains(v.From, state)
				if v.Hidden || open {
					continue // what is allowed is walked through below
				}
				if slices.Contains(buttons, v.Name) {
					t.Errorf("%s has a button %s in %s", a.name, v.Name, state)
				}
				got := s.Call(a.who, "POST", "/api/requests/"+r.Id+"/"+v.Name, map[string]any{})
				want := 400
				switch {
				case a.who == nil:
					want = 401
				case own == 0:
					want = 404
				}
				s.Chinese(a.name+" "+v.Name+" in "+string(state), got, want)
			}
		}
		if now, _ := s.FindRecordById("requests", r.Id); state == lifecycle.Replied && now.GetBool("told") != true {
			t.Error("opening the answer did not tell its owner")
		} else if now.GetString("status") != string(state) {
			t.Errorf("refused verbs moved %s to %s", state, now.GetString("status"))
		}
	}
}

// list reads a list of objects out of an answer.
func list(v any) []map[string]any {
	var out []map[string]any
	items, _ := v.([]any)
	for _, i := range items {
		if m, ok := i.(map[string]any); ok {
			out = append(out, m)
		}
	}
	return out
}

// TestOffersWork presses every button anybody is offered, in every state, with
// an empty form and with a full one.
func TestOffersWork(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	fill := map[string]any{"org": s.town.Committee.Id, "text": "灯泡已换", "solved": "yes", "how": "phone", "stars": 4, "reason": "要等配件", "question": "哪一层？",
		"days": 3, "tier": "complex", "prior": "已经协调两次", "review_at": "2026-12-20", "reached": true, "words": "好的", "where": "街道", "into": s.req.GetString("request_no"),
		"parts": "灯不亮\n门禁坏了", "note": "知道了", "concerns": "conduct", "matter": "lift_fault"}
	pressed := map[string]bool{}
	for _, state := range []lifecycle.Status{lifecycle.Pending, lifecycle.Accepted, lifecycle.NeedInfo, lifecycle.Dispatched, lifecycle.InProgress,
		lifecycle.InReview, lifecycle.Replied, lifecycle.Closed, lifecycle.Suspended} {
		for _, a := range []actor{{"Owner", s.li}, {"Contact", s.town.Contact}, {"GridWorker", s.town.Grid}, {"Clerk", s.town.Clerk}, {"Superuser", s.town.Superuser}} {
			got := s.Call(a.who, "GET", create+"/"+s.reach(state).Id, nil)
			for _, v := range list(got.Body["verbs"]) {
				name := fmt.Sprint(v["verb"])
				if pressed[name+a.name] || name == "conclude" {
					continue
				}
				pressed[name+a.name] = true
				path := "/api/requests/" + s.reach(state).Id + "/" + name
				body, required, first := map[string]any{}, false, ""
				for _, f := range list(v["fields"]) {
					body[fmt.Sprint(f["name"])] = fill[fmt.Sprint(f["name"])]
					if f["required"] == true && !(name == "dispatch") {
						required, first = true, fmt.Sprint(f["name"])
					}
				}
				delete(body, "files")
				if required {
					got := s.Call(a.who, "POST", path, map[string]any{first: " "})
					s.Chinese(name+" empty", got, 400)
					if fields, _ := got.Body["data"].(map[string]any); fields[first] == nil {
						t.Errorf("%s: the missing %s is not named: %s", name, first, got.Raw)
					}
				}
				for _, f := range list(v["fields"]) {
					if typ := f["type"]; typ == "textarea" || typ == "text" {
						long := map[string]any{}
						for k, x := range body {
							long[k] = x
						}
						long[fmt.Sprint(f["name"])] = strings.Repeat("长", 5001)
						s.Chinese(name+" long", s.Call(a.who, "POST", path, long), 400)
					}
				}
				got := s.Call(a.who, "POST", path, body)
				if got.Code != 200 || got.Text("id") == "" {
					t.Errorf("%s by %s in %s: HTTP %d %s", name, a.name, state, got.Code, got.Raw)
				}
				if name == "correct" { // else the next like text would be classified so already
					s.Do(s.town.Clerk, s.find(got.Text("id")), "uncorrect")
				}
			}
		}
	}
	if len(pressed) < 40 {
		t.Errorf("only %d buttons were pressed: %v", len(pressed), pressed)
	}
}

// TestRace lets many press the same button at once: one succeeds, the others
// are told.
func TestRace(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	s.Handler()
	var wg sync.WaitGroup
	var mu sync.Mutex
	codes := map[int]int{}
	for i := range 8 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			who := []*core.Record{s.town.Clerk, s.town.Steward}[i%2]
			got := s.Call(who, "POST", "/api/requests/"+s.req.Id+"/accept", map[string]any{})
			mu.Lock()
			defer mu.Unlock()
			if codes[got.Code]++; got.Code != 200 && !strings.Contains(got.Message(), "现在是“已受理”，不能“受理”，可以“派单”") {
				t.Errorf("the second is told %q", got.Message())
			}
		}()
	}
	wg.Wait()
	if codes[200] != 1 || codes[400] != 7 {
		t.Errorf("answers %v", codes)
	}
	events, _ := requests.Events(s.BaseApp, s.req.Id)
	if len(events) != 2 {
		t.Errorf("%d events, want 2", len(events))
	}
}

func TestOddInput(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	r := s.reach(lifecycle.InProgress)
	path := "/api/requests/" + r.Id
	for name, c := range map[string]struct {
		verb string
		body any
	}{
		"UnknownSolved": {"reply", map[string]any{"text": "好了", "solved": "perhaps"}},
		"ObjectText":    {"reply", map[string]any{"text": nil}},
		"DaysText":      {"extend", map[string]any{"days": "x", "reason": "r"}},
		"DaysMany":      {"extend", map[string]any{"days": 31, "reason": "r"}},
		"DaysHuge":      {"extend", map[string]any{"days": "99999999999999999999", "reason": "r"}},
		"DaysHalf":      {"extend", map[string]any{"days": 1.5, "reason": "r"}},
		"DaysNegative":  {"extend", map[string]any{"days": -1, "reason": "r"}},
		"OrgQuoted":     {"transfer", map[string]any{"org": "' || 1=1 || '", "reason": "r"}},
		"OrgSame":       {"transfer", map[string]any{"org": s.town.Property.Id, "reason": "r"}},
		"OrgUpward":     {"transfer", map[string]any{"org": s.town.Dept.Id, "reason": "r"}},
		"TierUnknown":   {"escalate", map[string]any{"tier": "heaven", "reason": "r"}},
		"NoSuchVerb":    {"delete", map[string]any{}},
		"List":          {"reply", []any{}},
	} {
		got := s.Call(s.town.Clerk, "POST", path+"/"+c.verb, c.body)
		want := 400
		if name == "NoSuchVerb" {
			want = 404
		}
		s.Chinese(name, got, want)
	}
	many := map[string]string{"text": "好了"}
	for i := range 2000 {
		many[fmt.Sprint("f", i)] = "x"
	}
	got := s.Form(s.town.Clerk, path+"/reply", many)
	s.Chinese("two thousand fields", got, 400)
	var files []apptest.File
	for range 7 {
		files = append(files, apptest.File{Field: "files", Name: "a.jpg", Data: photo(t)})
	}
	s.Chinese("seven files", s.Form(s.town.Clerk, path+"/reply", map[string]string{"text": "好了"}, files...), 400)
	s.Chinese("no picture", s.Form(s.town.Clerk, path+"/reply", map[string]string{"text": "好了"}, apptest.File{Field: "files", Name: "../../etc/x.html", Data: []byte("<script>")}), 400)
	if now, _ := s.FindRecordById("requests", r.Id); now.GetString("status") != "in_progress" {
		t.Errorf("odd input moved it to %s", now.GetString("status"))
	}
}
