package requests

import (
	"strings"

	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/people"
	"hongguan/rules/realname"
)

// Requester is who asks, as far as a letter or form may say: a masked name and
// number, or why there is none.
func Requester(app core.App, req *core.Record) (name, phone string) {
	if Shielded(req) {
		return shieldedLabel, ""
	}
	r, err := app.FindRecordById("residents", req.GetString("resident"))
	if err != nil {
		return "", "" // erased, or nobody who left a name
	}
	return people.Masked(r)
}

// Summary is the title of a request as it may leave the office. Where it is the
// beginning of the resident's own words, these are masked first and cut then: of
// a name or number cut in the middle, half would show.
func Summary(app core.App, req *core.Record) string {
	mask, title := Private(app, req), req.GetString("summary")
	if !Shielded(req) && req.GetString("text") != "" && title == summary(req) {
		return brief(mask(req.GetString("text")), titleLength)
	}
	return mask(title)
}

// Private returns how free text about a request is masked before it leaves the
// office, by link, letter, form or report: numbers of telephones, identities
// and rooms, and the names and numbers this request knows. People write all of
// these into their own words, and so do those who answer them.
func Private(app core.App, req *core.Record) func(text string) string {
	names := []string{req.GetString("on_behalf_name")}
	numbers := []string{req.GetString("on_behalf_phone")}
	if r, err := app.FindRecordById("residents", owner(req)); err == nil {
		names, numbers = append(names, r.GetString("name")), append(numbers, r.GetString("phone"))
	}
	return func(text string) string {
		text = realname.MaskText(text, names...)
		for _, n := range numbers {
			if len(n) > 6 { // a landline without its area code is known by no pattern
				text = strings.ReplaceAll(text, n, realname.MaskPhone(n))
			}
		}
		return text
	}
}
