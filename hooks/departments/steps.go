package departments

import (
	"strings"
	"unicode/utf8"

	"hongguan/hooks/requests"
	"hongguan/templates"
)

// steps are what the community and its organisations had done before the
// request was handed over, with their dates.
func (h *handing) steps() ([]templates.ReferralStep, error) {
	events, err := requests.Events(h.app, h.req.Id)
	if err != nil {
		return nil, err
	}
	var steps []templates.ReferralStep
	for _, e := range events {
		switch e.GetString("verb") {
		case "progress", "return", "escalate", "supply":
		default:
			continue
		}
		who := e.GetString("actor_label")
		if org, err := h.app.FindRecordById("orgs", e.GetString("org")); err == nil {
			who = org.GetString("name")
		}
		what := e.GetString("sentence")
		if note := e.GetString("note"); note != "" && e.GetString("verb") == "return" {
			what = "退回：" + note
		}
		steps = append(steps, templates.ReferralStep{At: e.GetDateTime("at").Time(), Who: who, What: said(what, who)})
	}
	return steps, nil
}

// said is a sentence of the timeline without the name it begins with, which
// the letter prints before it.
func said(sentence, who string) string {
	sentence = strings.TrimPrefix(sentence, who)
	if rest := strings.TrimPrefix(sentence, "："); rest != "" {
		sentence = rest
	}
	if utf8.RuneCountInString(sentence) > 200 {
		sentence = string([]rune(sentence)[:200]) + "…"
	}
	return sentence
}
