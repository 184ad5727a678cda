package requests

import (
	"fmt"

	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/access"
)

// unmerge takes a request out again that was merged by mistake, with those
// that had come along with it. It goes on alone, taken in already.
func (s *step) unmerge() error {
	lead, err := s.tx.FindRecordById("requests", s.req.GetString("merged_into"))
	if err != nil {
		return fmt.Errorf("read what %s was merged into: %w", s.req.Id, err)
	}
	rows, err := merged(s.tx, lead.Id)
	if err != nil {
		return err
	}
	for _, r := range rows {
		if r.Id == s.req.Id {
			continue
		}
		into, err := firstInto(s.tx, r.Id)
		if err != nil {
			return err
		}
		if into != s.req.Id {
			continue
		}
		r.Set("merged_into", s.req.Id)
		if err := access.Own(s.tx, r); err != nil {
			return err
		}
	}
	s.req.Load(map[string]any{"merged_into": "", "accepted_at": s.now})
	if err := suggestOrg(s.tx, s.req); err != nil {
		return err
	}
	s.ev.Sentence = "核对下来和先前一并办理的不是同一件事，您的这件单独办理"
	s.ev.Note = "不再并入 " + lead.GetString("request_no")
	return s.tellOther(lead, "unmerge", "其中一户的情况不同，已分开单独办理", "分出去 "+s.req.GetString("request_no"))
}

// firstInto is where a request was last merged by somebody's hand; that it
// then came along with another stands in no event.
func firstInto(app core.App, request string) (string, error) {
	events, err := Events(app, request)
	if err != nil {
		return "", err
	}
	for i := len(events) - 1; i >= 0; i-- {
		if into := wordIn(events[i].GetString("data"), "into"); into != "" {
			return into, nil
		}
	}
	return "", nil
}
