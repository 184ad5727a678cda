package imports

import (
	"fmt"
	"net/mail"
	"regexp"
	"slices"
	"strings"

	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/access"
	"hongguan/hooks/places"
	"hongguan/rules/realname"
	"hongguan/rules/words"
)

// orgs is the list of organisations 承办单位: whom requests are dispatched to,
// the estates they serve and whom to call there. A new one gets its 对接码 by
// itself; the code is in no file.
func orgs() kind {
	list := columns("单位*", "单位类别*", "职能", "服务小区", "对外电话", "专人", "专人电话", "邮箱", "先审后发", "在用", "备注")
	for i := range list {
		list[i].long = 200
	}
	return kind{name: "orgs", title: "承办单位", counted: "家", collection: "orgs", columns: list, plan: planOrgs, rows: orgRows}
}

// orgFields are the columns and the fields they fill.
var orgFields = []struct{ column, field string }{
	{"单位", "name"}, {"单位类别", "kind"}, {"职能", "department"}, {"服务小区", "estates"}, {"对外电话", "phone"}, {"专人", "contact_name"},
	{"专人电话", "contact_phone"}, {"邮箱", "email"}, {"先审后发", "reply_review"}, {"在用", "active"}, {"备注", "note"},
}

// orgBook reads rows about organisations against what is stored.
type orgBook struct {
	directory places.Directory
	estates   map[string]string // id → name
	stored    map[string]*core.Record
	kinds     []string // the codes the table takes
}

func openOrgs(app core.App) (*orgBook, error) {
	b := &orgBook{estates: map[string]string{}, stored: map[string]*core.Record{}}
	var err error
	if b.directory, err = places.Read(app); err != nil {
		return nil, err
	}
	for _, e := range b.directory.Estates {
		b.estates[e.ID] = e.Name
	}
	records, err := app.FindAllRecords("orgs")
	if err != nil {
		return nil, fmt.Errorf("read orgs: %w", err)
	}
	for _, r := range records {
		b.stored[orgKey(r.GetString("name"))] = r
	}
	c, err := app.FindCachedCollectionByNameOrId("orgs")
	if err != nil {
		return nil, err
	}
	if f, ok := c.Fields.GetByName("kind").(*core.SelectField); ok {
		b.kinds = f.Values
	}
	return b, nil
}

var halfBrackets = strings.NewReplacer("(", "（", ")", "）")

// orgKey is one spelling of an organisation's name: blanks and the width of its
// brackets make no other organisation.
func orgKey(name string) string {
	return halfBrackets.Replace(strings.Join(strings.Fields(name), ""))
}

func orgRows(app core.App) ([][]string, error) {
	b, err := openOrgs(app)
	if err != nil {
		return nil, err
	}
	records, err := app.FindRecordsByFilter("orgs", "", "created", 0, 0)
	if err != nil {
		return nil, fmt.Errorf("read orgs: %w", err)
	}
	rows := make([][]string, 0, len(records))
	for _, r := range records {
		row := []string{}
		for _, f := range orgFields {
			row = append(row, b.cell(r, f.field))
		}
		rows = append(rows, row)
	}
	return rows, nil
}

// cell is a field as the spreadsheet shows it.
func (b *orgBook) cell(r *core.Record, field string) string {
	switch field {
	case "kind":
		if code := r.GetString(field); code != "" {
			return words.Value("org_kind", code)
		}
		return ""
	case "estates":
		names := []string{}
		for _, id := range r.GetStringSlice(field) {
			names = append(names, b.estates[id])
		}
		return strings.Join(names, "、")
	case "reply_review", "active":
		return said(r.GetBool(field))
	}
	return r.GetString(field)
}

func planOrgs(app core.App, rows []line) (*plan, error) {
	b, err := openOrgs(app)
	if err != nil {
		return nil, err
	}
	c, err := app.FindCachedCollectionByNameOrId("orgs")
	if err != nil {
		return nil, err
	}
	p := &plan{}
	seen := map[string]int{}
	for _, l := range rows {
		key := orgKey(l.cells["单位"])
		r, before, what := core.NewRecord(c), b.stored[key], changed
		if before == nil {
			before, what = core.NewRecord(c), fresh
			r.Set("active", true)
		} else {
			r = before.Clone() // a second row about it must not write into the first one's
		}
		wrong := b.fill(r, l.cells)
		if first, twice := seen[key]; twice {
			wrong = append(wrong, fmt.Sprintf("和第%d行是同一个单位", first))
		}
		if len(wrong) > 0 {
			p.trouble(l.number, "%s", strings.Join(wrong, "；"))
			continue
		}
		seen[key] = l.number
		told := b.changes(before, r)
		if told == "" {
			what = same
		}
		p.lines = append(p.lines, verdict{row: l.number, what: what, cells: []string{r.GetString("name"), told}})
		if what != same {
			p.writes = append(p.writes, write{l.number, func(tx core.App) error { return access.Own(tx, r) }})
		}
	}
	return p, nil
}

// shortNumber is a number that only organisations have: 110, 12345, 400-100-2000.
var shortNumber = regexp.MustCompile(`^(?:1\d{2,5}|9\d{4,5}|[48]00-?\d{3}-?\d{4})$`)

// fill writes a row's cells into an organisation and says what is wrong with
// each of them. An empty cell says nothing; 无 clears.
func (b *orgBook) fill(r *core.Record, cells map[string]string) (wrong []string) {
	if cells["单位"] == "" {
		return []string{"没有写单位名称"}
	}
	for _, f := range orgFields {
		cell := cells[f.column]
		if cell == "" || f.field == "name" && !r.IsNew() { // 安居物业 (一部) is the name that is there
			continue
		}
		if none[cell] && f.field != "name" && f.field != "kind" {
			cell = ""
		}
		if sentence := b.put(r, f.field, cell); sentence != "" {
			wrong = append(wrong, sentence)
		}
	}
	if r.GetString("kind") == "" && cells["单位类别"] == "" {
		wrong = append(wrong, "没有写单位类别，请写："+b.offered())
	}
	return wrong
}

// kindWords are the other words for a kind of organisation.
var kindWords = map[string]string{
	"居民委员会": "committee", "社区居委会": "committee", "社区工作站": "station", "党委": "party_org", "党支部": "party_org", "物业公司": "property", "物业服务企业": "property",
	"业主委员会": "owners_committee", "部门": "department", "街道": "street", "社工委": "street", "组织部门": "org_dept",
}

func (b *orgBook) put(r *core.Record, field, cell string) (sentence string) {
	switch field {
	case "kind":
		code, ok := kindWords[cell]
		if !ok {
			code, ok = coded("org_kind", cell)
		}
		if !ok || !slices.Contains(b.kinds, code) {
			return "单位类别“" + cell + "”没有这种，请写：" + b.offered()
		}
		r.Set(field, code)
	case "estates":
		ids, unknown := b.estateIDs(cell)
		if unknown != "" {
			return "服务小区：没有“" + unknown + "”这个小区，请先导入或添加"
		}
		r.Set(field, ids)
	case "phone", "contact_phone":
		number, _, err := realname.Phone(cell)
		switch {
		case cell == "" || field == "phone" && shortNumber.MatchString(cell):
			number = cell
		case err != nil:
			return columnOf(field) + "：" + err.Error()
		}
		r.Set(field, number)
	case "contact_name":
		if cell = realname.NormalizeName(cell); len([]rune(cell)) > 20 {
			return "专人：姓名太长了，请只写姓名"
		}
		r.Set(field, cell)
	case "email":
		if a, err := mail.ParseAddress(cell); cell != "" && (err != nil || a.Address != cell) {
			return "邮箱写得不对，请写成 name@example.com 这样"
		}
		r.Set(field, cell)
	case "reply_review", "active":
		yes, ok := yesno(cell, inUse, notInUse)
		if !ok {
			return columnOf(field) + "“" + cell + "”请写是或否"
		}
		r.Set(field, yes)
	default:
		r.Set(field, cell)
	}
	return ""
}

// estateIDs are the estates of one cell; none is the whole community.
func (b *orgBook) estateIDs(cell string) (ids []string, unknown string) {
	if slices.Contains([]string{"全社区", "整个社区", "全部", "所有小区"}, cell) {
		return nil, ""
	}
	for _, name := range filled(betweenWords.Split(cell, -1)) {
		e := b.directory.Estate(name)
		if e == nil {
			return nil, name
		}
		if !slices.Contains(ids, e.ID) {
			ids = append(ids, e.ID)
		}
	}
	return ids, ""
}

func (b *orgBook) offered() string {
	var labels []string
	for _, code := range b.kinds {
		labels = append(labels, words.Value("org_kind", code))
	}
	return strings.Join(labels, "、")
}

var masked = map[string]bool{"contact_name": true, "contact_phone": true}

func columnOf(field string) string {
	for _, f := range orgFields {
		if f.field == field {
			return f.column
		}
	}
	return field
}

// changes tells in one line what a row changes; empty when nothing. Of the
// contact the line shows no more than is needed to check it.
func (b *orgBook) changes(before, after *core.Record) string {
	var told []string
	for _, f := range orgFields {
		was, is := b.cell(before, f.field), b.cell(after, f.field)
		if before.IsNew() { // only what is not so of every new one
			was = map[string]string{"name": is, "active": "是", "reply_review": "否"}[f.field]
		}
		switch {
		case was == is:
		case is != "" && f.field == "contact_name":
			told = append(told, f.column+"："+realname.MaskName(is))
		case is != "" && f.field == "contact_phone":
			told = append(told, f.column+"："+realname.MaskPhone(is))
		case masked[f.field]:
			told = append(told, f.column+"：清掉")
		default:
			told = append(told, oneChange(f.column, was, is))
		}
	}
	return strings.Join(told, "；")
}
