package requests_test

import (
	"fmt"
	"strings"
	"testing"

	"hongguan/hooks/apptest"
)

// TestCase walks 存为案例: who may, from when on, only with its tick, and with
// nobody's name, number or room in it.
func TestCase(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	path := "/api/requests/" + s.req.Id + "/case"
	body := map[string]any{"question": "楼道灯不亮找谁？", "answer": "找物业，一般两天内换好", "keywords": "楼道灯、声控灯，楼道灯", "clean": true}
	s.Chinese("not answered", s.Call(s.town.Clerk, "GET", path, nil), 400)
	s.Chinese("not answered", s.Call(s.town.Clerk, "POST", path, body), 400)
	s.Do(s.town.Clerk, s.req, "accept")
	s.Do(s.town.Clerk, s.req, "dispatch", "org", s.town.Property.Id)
	s.Do(s.town.Contact, s.req, "sign")
	s.Do(s.town.Contact, s.req, "reply", "text", "已请李秀英家302室的邻居看过，灯换好了，再坏打13900000001")
	s.Chinese("not sent yet", s.Call(s.town.Clerk, "GET", path, nil), 400)
	s.Do(s.town.Clerk, s.req, "approve")

	may := map[string]bool{"Clerk": true, "Steward": true, "Superuser": true}
	for _, a := range s.actors {
		got := s.Call(a.who, "GET", path, nil)
		if !may[a.name] {
			s.Chinese(a.name, got, 403)
			s.Chinese(a.name, s.Call(a.who, "POST", path, body), 403)
			continue
		}
		if got.Code != 200 || !strings.Contains(got.Text("answer"), "灯换好了") {
			t.Errorf("%s: %s", a.name, got.Raw)
		}
		for _, private := range []string{"李秀英", "13900000001", "302"} {
			if strings.Contains(got.Raw, private) {
				t.Errorf("%s: the draft holds %s: %s", a.name, private, got.Raw)
			}
		}
	}
	for name, wrong := range map[string]map[string]any{
		"NoTick": {"clean": false}, "NoQuestion": {"question": " "}, "NoAnswer": {"answer": ""}, "LongQuestion": {"question": strings.Repeat("问", 201)}, "LongAnswer": {"answer": strings.Repeat("答", 2001)},
		"Mobile": {"answer": "找小陈 １３８１２３４５６７９"},
	} {
		f := map[string]any{}
		for k, v := range body {
			f[k] = v
		}
		for k, v := range wrong {
			f[k] = v
		}
		if name == "Mobile" { // what the program knows how to mask it masks
			got := s.Call(s.town.Clerk, "POST", path, f)
			if got.Code == 200 {
				r, err := s.FindRecordById("faq_cases", got.Text("id"))
				apptest.Must(t, err)
				if strings.Contains(r.GetString("answer"), "1381234567") {
					t.Errorf("published: %s", r.GetString("answer"))
				}
			}
			continue
		}
		s.Chinese(name, s.Call(s.town.Clerk, "POST", path, f), 400)
	}
	body["answer"] = "李秀英家302室的灯已换好，再坏打 13900000001"
	got := s.Call(s.town.Steward, "POST", path, body)
	if got.Code != 200 {
		t.Fatal(got.Raw)
	}
	r, err := s.FindRecordById("faq_cases", got.Text("id"))
	apptest.Must(t, err)
	all := fmt.Sprint(r.FieldsData())
	for _, private := range []string{"李秀英", "13900000001", "302", s.req.GetString("request_no"), s.req.Id} {
		if strings.Contains(all, private) {
			t.Errorf("the case holds %s: %s", private, all)
		}
	}
	if !r.GetBool("active") || r.GetString("matter") != s.req.GetString("matter") || strings.Count(r.GetString("keywords"), "楼道灯") != 1 {
		t.Errorf("the case: %s", all)
	}
	if n, _ := s.CountRecords("audit_entries"); n == 0 {
		t.Error("nobody wrote down who published it")
	}
	// From now on it answers.
	answer := s.Call(nil, "POST", suggestPath, map[string]any{"text": "请问楼道灯不亮找谁"})
	if !strings.Contains(answer.Raw, "楼道灯不亮找谁？") {
		t.Errorf("not suggested: %s", answer.Raw)
	}
}
