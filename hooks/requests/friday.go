package requests

import (
	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/access"
	"hongguan/hooks/calendar"
	"hongguan/rules/words"
)

// fridays are what the office may say about a complex request and the coming
// report, each with the sentence the resident reads.
var fridays = map[string]string{
	"auto": "恢复自动列入周五的民意诉求周报",
	"in":   "列入周五的民意诉求周报",
	"out":  "暂不上报，先由社区继续协调",
}

// fridaysAgain is the same about one that went up before and is in hand: it stays with
// whoever handles it, the report only repeats it or does not.
var fridaysAgain = map[string]string{
	"auto": "办理进展自动列入周五的民意诉求周报",
	"in":   "办理进展继续列入周五的民意诉求周报",
	"out":  "承办单位继续办理，民意诉求周报暂不重复列出",
}

// SetFriday takes a complex request into the coming weekly report, out of it,
// or leaves it to the program (in, out, auto). Call it in the transaction of
// whatever else is decided.
func SetFriday(tx core.App, who access.Actor, id, state string) (*core.Record, error) {
	sentence, ok := fridays[state]
	if !ok {
		return nil, refuseField("state", "state_unknown", "请选择列入还是不列入")
	}
	if !who.Office() {
		return nil, access.Answer(403, "列不列入周报由社区工作人员决定")
	}
	req, err := tx.FindRecordById("requests", id)
	if err != nil {
		return nil, access.Answer(404, "没有找到这件诉求")
	}
	if req.GetString("tier") != "complex" {
		return nil, access.Refuse("只有“复杂承办”的诉求随周报上报，要上报请先用“上报（提高层面）”")
	}
	status := req.GetString("status")
	switch status {
	case "pending", "accepted":
	case "dispatched", "in_progress", "in_review", "need_info", "suspended":
		sentence = fridaysAgain[state]
	default:
		return nil, access.Refuse("这件诉求现在是“" + words.Value("status", status) + "”，不用再决定列入不列入")
	}
	if req.GetString("friday") == state {
		return req, nil
	}
	ev := Event{Verb: "friday", From: status, To: status, Sentence: sentence, Note: "周五上报：" + words.Value("friday", state), Data: map[string]any{"state": state}}
	if err := ev.write(tx, req, who, calendar.Now(tx)); err != nil {
		return nil, err
	}
	req.Set("friday", state)
	return req, access.Own(tx, req)
}
