package replies

import (
	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/requests"
	"hongguan/rules/lifecycle"
)

// history adds what has been done so far, so that nobody begins from nothing
// when a matter comes back or is forwarded: the public timeline, what the
// organisation department wrote when it forwarded, and why a reply came back.
func (h *holder) history(out map[string]any, hide func(string) string) error {
	rows, err := requests.Events(h.app, h.request.Id)
	if err != nil {
		return err
	}
	steps := []map[string]any{}
	opinion, replyBy := "", ""
	for _, e := range rows {
		if e.GetString("verb") == "forward" {
			opinion, replyBy = requests.Filled(e, "opinion"), requests.Filled(e, "reply_by")
		}
		if sentence := e.GetString("sentence"); sentence != "" {
			steps = append(steps, map[string]any{"at": e.GetDateTime("at"), "sentence": hide(requests.Retold(sentence))})
		}
	}
	out["history"] = steps
	if h.request.GetString("tier") == "complex" && h.assignment.GetString("kind") == "handle" {
		out["opinion"], out["reply_by"] = hide(opinion), replyBy
	}
	out["note"] = ""
	if len(rows) > 0 {
		out["note"] = hide(h.note(rows[len(rows)-1]))
	}
	return nil
}

// note is what the holder has to know before the next step: the office returned
// the reply for mending, or the resident was not satisfied. What she thought of
// it stays with the office: who handles a matter must not read the rating.
func (h *holder) note(last *core.Record) string {
	if h.request.GetString("status") != string(lifecycle.InProgress) {
		return ""
	}
	switch verb, from := last.GetString("verb"), last.GetString("from_status"); {
	case verb == "return" && from == string(lifecycle.InReview):
		return last.GetString("note")
	case (verb == "rate" || verb == "call_back") && from != string(lifecycle.InProgress):
		return "居民说事情还没有解决好，请重新办理后再答复"
	}
	return ""
}
