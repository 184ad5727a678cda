package requests

import (
	"fmt"
	"slices"

	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/access"
	"hongguan/hooks/calendar"
	"hongguan/hooks/places"
	"hongguan/rules/lifecycle"
)

// remains are the columns an anonymised request keeps: what was the matter,
// where down to the building, who handled it, when, and how it was rated.
// Whatever else the table has by now is emptied, so that a column added later
// is erased unless somebody decides here that it is only counted.
var remains = []string{
	"id", "serial", "request_no", "kind", "channel", "source_system", "lane", "category", "tier", "matter", "confidence", "corrected", "suggested_matter", "suggestion", "suggestion_week",
	"estate", "building", "suggested_org", "handler_org", "status", "danger", "found",
	"received_at", "accepted_at", "dispatched_at", "sign_by", "signed_at", "replied_at", "told_at", "closed_at", "due_at", "due_reason",
	"urged_at", "rated_at", "heard", "called_at", "handled_at", "review_at", "told", "solved_by_handler", "solved", "stars",
	"dissatisfied", "transfers", "extended", "extension_days", "callback", "friday", "parent", "parts", "merged_into",
}

// Anonymous is all that a list says of a request whose words were erased.
const Anonymous = "已匿名处理"

const anonymousSentence = "个人信息已按规定删除：姓名、电话、原话、照片和答复都没有了，只留统计用的内容"

// Anonymised reports whether a request's person and words were erased.
func Anonymised(req *core.Record) bool { return !req.GetDateTime("anonymised_at").IsZero() }

// Anonymise takes the person and every free word out of a request that has
// ended, wherever they stand, and leaves what is counted (个人信息保护法 第四十七条).
// It runs in the caller's transaction; notes name what cannot be taken back.
// Call sweepAfter once for the transaction.
func Anonymise(tx core.App, req *core.Record) (notes []string, err error) {
	if Shell(req) || Anonymised(req) {
		return nil, nil
	}
	status := req.GetString("status")
	if lifecycle.Status(status).Open() {
		return nil, access.Refuse(req.GetString("request_no") + "还没有办完，不能匿名处理")
	}
	if notes, err = erase(tx, req, Words); err != nil {
		return nil, fmt.Errorf("erase words of %s: %w", req.GetString("request_no"), err)
	}
	for _, f := range req.Collection().Fields {
		if f.Type() != core.FieldTypeAutodate && !slices.Contains(remains, f.GetName()) {
			req.Set(f.GetName(), nil)
		}
	}
	now := calendar.Now(tx)
	req.Load(map[string]any{
		"summary": Anonymous, "anonymised_at": now, "place_label": places.Label(tx, req.GetString("estate"), req.GetString("building"), ""),
	})
	if m := matterName(tx, req.GetString("matter")); m != "" {
		req.Set("summary", m+"（"+Anonymous+"）")
	}
	ev := Event{Verb: "anonymise", From: status, To: status, Sentence: anonymousSentence}
	if err := store(tx, req, ev, access.Program(), now); err != nil {
		return nil, fmt.Errorf("anonymise %s: %w", req.Id, err)
	}
	return notes, nil
}
