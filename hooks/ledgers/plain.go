package ledgers

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/people"
	"hongguan/hooks/requests"
	"hongguan/rules/realname"
	"hongguan/rules/words"
	"hongguan/templates"
	"hongguan/templates/sheet"
)

// plainTable is any list: a column per field that is not hidden, with the
// office's word for each code and the name for each relation.
func plainTable(app core.App, table *core.Collection, title, note string, rows []*core.Record) sheet.Table {
	out := sheet.Table{Name: words.Label(table.Name), Title: title, Note: note, Headers: []string{"序号"}, Widths: []float64{6}}
	var fields []core.Field
	for _, f := range table.Fields {
		if f.GetHidden() || !shown(table, f) {
			continue
		}
		fields = append(fields, f)
		out.Headers = append(out.Headers, words.Field(table.Name, f.GetName()))
		width := 0.0
		if _, ok := f.(*core.TextField); ok {
			width = 24
		}
		out.Widths = append(out.Widths, width)
	}
	names := names{app: app, known: map[string]string{}}
	for _, r := range rows {
		mask, ok := maskOf(app, table, r)
		if !ok {
			continue
		}
		row := []string{strconv.Itoa(len(out.Rows) + 1)}
		for _, f := range fields {
			row = append(row, mask(f.GetName(), names.cell(table, f, r)))
		}
		out.Rows = append(out.Rows, row)
	}
	return out
}

// shown leaves out what is no column of a ledger: ids, files, rich data.
func shown(table *core.Collection, f core.Field) bool {
	switch f.GetName() {
	case "id", "tokenKey", "password", "digest", "created", "updated", "emailVisibility", "verified":
		return false
	}
	switch f.(type) {
	case *core.FileField, *core.JSONField, *core.EditorField, *core.PasswordField:
		return false
	}
	return true
}

// maskOf is how a row's texts are masked. ok is false for rows about a request
// that no export may speak of.
func maskOf(app core.App, table *core.Collection, r *core.Record) (mask func(field, text string) string, ok bool) {
	if table.Name == "residents" {
		name, phone := people.Masked(r)
		return func(field, text string) string {
			switch field {
			case "name":
				return name
			case "phone":
				return phone
			case "room":
				return ""
			}
			return text
		}, true
	}
	if table.Fields.GetByName("request") != nil && r.GetString("request") != "" {
		req, err := app.FindRecordById("requests", r.GetString("request"))
		if err != nil || requests.Shell(req) || requests.Shielded(req) {
			return nil, false
		}
		private := requests.Private(app, req)
		return func(_, text string) string { return private(text) }, true
	}
	if table.Name == "visits" { // one that became no request knows the person it is about; on the screen her name is masked
		return func(_, text string) string { return realname.MaskText(text, r.Original().GetString("person")) }, true
	}
	if table.Name == "outbox" || table.Name == "weekly_reports" {
		return func(_, text string) string { return realname.MaskText(text) }, true
	}
	return func(_, text string) string { return text }, true
}

// names gives the names behind relations, each read once.
type names struct {
	app   core.App
	known map[string]string
}

func (n names) cell(table *core.Collection, f core.Field, r *core.Record) string {
	name := f.GetName()
	switch f := f.(type) {
	case *core.RelationField:
		var list []string
		for _, id := range r.GetStringSlice(name) {
			list = append(list, n.of(f.CollectionId, id))
		}
		return strings.Join(list, "、")
	case *core.SelectField:
		var list []string
		for _, code := range r.GetStringSlice(name) {
			list = append(list, words.Code(table.Name, name, code))
		}
		return strings.Join(list, "、")
	case *core.BoolField:
		return map[bool]string{true: "是", false: "否"}[r.GetBool(name)]
	case *core.DateField, *core.AutodateField:
		return templates.Moment(r.GetDateTime(name).Time())
	case *core.NumberField:
		if words.Group(table.Name, name) != "" {
			return words.Code(table.Name, name, fmt.Sprint(r.GetInt(name)))
		}
		return strconv.FormatFloat(r.GetFloat(name), 'f', -1, 64)
	}
	return words.Code(table.Name, name, r.GetString(name))
}

// of is the name of a related record. A resident is masked here too.
func (n names) of(table, id string) string {
	key := table + "/" + id
	if name, ok := n.known[key]; ok {
		return name
	}
	name := ""
	if r, err := n.app.FindRecordById(table, id); err == nil {
		switch r.Collection().Name {
		case "residents":
			name, _ = people.Masked(r)
		case "requests":
			name = r.GetString("request_no")
		default:
			for _, field := range []string{"name", "place_label", "no", "code"} {
				if name = r.GetString(field); name != "" {
					break
				}
			}
		}
	}
	n.known[key] = name
	return name
}
