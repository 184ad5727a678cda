package referrals

import (
	"strings"

	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/requests"
	"hongguan/templates"
)

// prior lists, with their dates, the steps of a request before it went up. An
// upper office sends a form back that shows none, so then why says for what
// reason it went up at once.
func prior(app core.App, req *core.Record) (steps []templates.ReferralStep, why string, err error) {
	events, err := requests.Events(app, req.Id)
	if err != nil {
		return nil, "", err
	}
	hide := requests.Private(app, req)
	for _, e := range events {
		verb := e.GetString("verb")
		if verb == "report" {
			break
		}
		what := done(e)
		if what == "" {
			continue
		}
		who := orgName(app, e.GetString("org"))
		if who == "" || verb == "dispatch" || verb == "transfer" || verb == "escalate" {
			who = "社区"
		}
		// A person of the office is named as the timeline names her.
		if by := e.GetString("actor_label"); by != "" && strings.HasPrefix(what, by+"：") {
			who = by
		}
		steps = append(steps, templates.ReferralStep{At: e.GetDateTime("at").Time(), Who: who, What: cut(hide(said(what, who)), 200)})
	}
	note := hide(req.GetString("prior_note"))
	for i := range steps {
		if note != "" && strings.HasPrefix(steps[i].What, escalated) {
			steps[i].What += "。已做工作：" + note
			note = ""
		}
	}
	if len(steps) == 0 {
		if why = note; why == "" {
			why = "受理时即判断须由几家共同解决，社区无法单独协调"
			if r := req.GetString("reason"); r != "" {
				why += "（" + r + "）"
			}
		}
	}
	return steps, why, nil
}

const escalated = "协调后上报" // after the 社区 that said cuts off

// done is what a line of the timeline says of handling; empty for lines about
// something else.
func done(e *core.Record) string {
	switch e.GetString("verb") {
	case "dispatch", "transfer", "sign", "progress", "reply", "escalate":
		return e.GetString("sentence")
	case "return":
		if note := e.GetString("note"); note != "" {
			return "退回：" + note
		}
	}
	return ""
}

// said is a sentence of the timeline without the name it begins with, which
// the form prints before it.
func said(sentence, who string) string {
	if rest := strings.TrimLeft(strings.TrimPrefix(sentence, who), "："); rest != "" {
		return rest
	}
	return sentence
}
