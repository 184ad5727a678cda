package referrals

import (
	"regexp"
	"strings"

	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/people"
	"hongguan/rules/realname"
)

var (
	identity = regexp.MustCompile(`[1-9]\d{16}[\dXx]`)
	mobile   = regexp.MustCompile(`1[3-9]\d(?:[ -]?\d){8}`)
	room     = regexp.MustCompile(`\d{2,4}(室|号房|房间)`)
	narrow   = strings.NewReplacer("０", "0", "１", "1", "２", "2", "３", "3", "４", "4", "５", "5", "６", "6", "７", "7", "８", "8", "９", "9", "－", "-")
	gap      = strings.NewReplacer(" ", "", "-", "")
)

// plain is free text as it may leave the house: without numbers of telephones,
// identities and rooms, and without the names this request knows. People write
// all of these into their own words.
func plain(app core.App, req *core.Record, text string) string {
	text = narrow.Replace(text)
	text = identity.ReplaceAllStringFunc(text, realname.MaskID)
	text = mobile.ReplaceAllStringFunc(text, func(n string) string { return realname.MaskPhone(gap.Replace(n)) })
	text = room.ReplaceAllString(text, "**$1")
	names := []string{req.GetString("on_behalf_name")}
	numbers := []string{req.GetString("on_behalf_phone")}
	if r, err := app.FindRecordById("residents", req.GetString("resident")); err == nil {
		names, numbers = append(names, r.GetString("name")), append(numbers, r.GetString("phone"))
	}
	for _, name := range names {
		if len([]rune(name)) > 1 {
			text = strings.ReplaceAll(text, name, realname.MaskName(name))
		}
	}
	for _, n := range numbers {
		if len(n) > 6 {
			text = strings.ReplaceAll(text, n, realname.MaskPhone(n))
		}
	}
	return text
}

// maxSummary is what an upper office reads, in characters.
const maxSummary = 200

// summary is the resident's own words, shortened: nobody may put others into
// her mouth.
func summary(app core.App, req *core.Record) string {
	text := strings.Join(strings.Fields(req.GetString("text")), " ")
	if text == "" {
		text = req.GetString("summary")
	}
	return cut(plain(app, req, text), maxSummary)
}

// requester is who asks, as far as a form may say.
func requester(app core.App, req *core.Record) (name, phone string) {
	r, err := app.FindRecordById("residents", req.GetString("resident"))
	if err != nil {
		return "", "" // erased
	}
	return people.Masked(r)
}

// cut shortens a text to n characters, the last of which says so.
func cut(text string, n int) string {
	text = strings.TrimSpace(text)
	if r := []rune(text); len(r) > n {
		return string(r[:n-1]) + "…"
	}
	return text
}
