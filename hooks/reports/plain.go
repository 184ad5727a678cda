package reports

import (
	"regexp"
	"strings"

	"github.com/pocketbase/pocketbase/core"

	"hongguan/rules/realname"
)

var (
	number = regexp.MustCompile(`1[3-9]\d(?:[ -]?\d){8}`)
	room   = regexp.MustCompile(`\d{2,4}(室|号房|房间)`)
	gap    = strings.NewReplacer(" ", "", "-", "")
)

// plain is a handler's sentence as it may go up: one line, short, without the
// requester's name, numbers and rooms.
func plain(app core.App, req *core.Record, text string, n int) string {
	text = number.ReplaceAllStringFunc(oneLine(text), func(s string) string { return realname.MaskPhone(gap.Replace(s)) })
	text = room.ReplaceAllString(text, "**$1")
	names := []string{req.GetString("on_behalf_name")}
	if r, err := app.FindRecordById("residents", req.GetString("resident")); err == nil {
		names = append(names, r.GetString("name"))
	}
	for _, name := range names {
		if len([]rune(name)) > 1 {
			text = strings.ReplaceAll(text, name, realname.MaskName(name))
		}
	}
	if r := []rune(text); len(r) > n {
		text = string(r[:n-1]) + "…"
	}
	return text
}

func oneLine(text string) string {
	return strings.Join(strings.FieldsFunc(strings.TrimSpace(text), func(r rune) bool { return r == '\n' || r == '\r' }), "；")
}

// recordName is the name of a row of places, organisations or matters.
func recordName(app core.App, table, id string) string {
	if id == "" {
		return ""
	}
	r, err := app.FindRecordById(table, id)
	if err != nil {
		return ""
	}
	return r.GetString("name")
}
