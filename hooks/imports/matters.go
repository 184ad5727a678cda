package imports

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/catalogue"
	"hongguan/rules/words"
)

// matters is the dispatch catalogue 派单目录, taken out, edited in a spreadsheet
// and brought in again. Every row that changes gets its line in the history.
func matters() kind {
	list := columns("代码", "事项*", "类型", "层面", "承办", "部门", "时限", "关键词", "例句", "提示", "不属时去处", "在用")
	for i := range list {
		if list[i].name == "关键词" || list[i].name == "例句" {
			list[i].long = 20000
		}
	}
	return kind{name: "matters", title: "派单目录", counted: "项", collection: "matters", columns: list, plan: planMatters, rows: matterRows}
}

// matterFields are the columns and the fields they fill.
var matterFields = []struct{ column, field, group string }{
	{"代码", "code", ""}, {"事项", "name", ""}, {"类型", "category", "category"}, {"层面", "tier", "tier"}, {"承办", "handler_kind", "org_kind"}, {"部门", "department", ""},
	{"时限", "days", ""}, {"关键词", "keywords", ""}, {"例句", "examples", ""}, {"提示", "guidance", ""}, {"不属时去处", "not_ours", ""}, {"在用", "active", ""},
}

func matterRows(app core.App) ([][]string, error) {
	records, err := app.FindRecordsByFilter("matters", "", "sort,created", 0, 0)
	if err != nil {
		return nil, fmt.Errorf("read matters: %w", err)
	}
	rows := make([][]string, 0, len(records))
	for _, r := range records {
		row := []string{}
		for _, f := range matterFields {
			row = append(row, matterCell(r, f.field, f.group))
		}
		rows = append(rows, row)
	}
	return rows, nil
}

// matterCell is a field as the spreadsheet shows it.
func matterCell(r *core.Record, field, group string) string {
	switch field {
	case "days":
		return strconv.Itoa(r.GetInt(field))
	case "active":
		return said(r.GetBool(field))
	case "keywords":
		return strings.Join(wordsOf(r, field), "、")
	case "examples":
		return strings.Join(wordsOf(r, field), "／")
	}
	if v := r.GetString(field); group != "" && v != "" {
		return words.Value(group, v)
	} else {
		return v
	}
}

func wordsOf(r *core.Record, field string) (list []string) {
	_ = r.UnmarshalJSONField(field, &list)
	return list
}

func planMatters(app core.App, rows []line) (*plan, error) {
	records, err := app.FindAllRecords("matters")
	if err != nil {
		return nil, fmt.Errorf("read matters: %w", err)
	}
	byCode, byName, last := map[string]*core.Record{}, map[string]*core.Record{}, 0
	for _, r := range records {
		byCode[r.GetString("code")], byName[r.GetString("name")] = r, r
		last = max(last, r.GetInt("sort"))
	}
	c, err := app.FindCachedCollectionByNameOrId("matters")
	if err != nil {
		return nil, err
	}
	p := &plan{}
	seen := map[string]int{}
	for _, l := range rows {
		r := byCode[l.cells["代码"]]
		if r == nil && l.cells["代码"] == "" {
			r = byName[l.cells["事项"]]
		}
		what, before := changed, r
		if r != nil {
			r = r.Fresh() // another row may speak of the same matter, and is refused below
		} else {
			before, what = core.NewRecord(c), fresh
			r = core.NewRecord(c)
			last += 10
			r.Load(map[string]any{"active": true, "sort": last})
		}
		if sentence := fillMatter(r, l.cells); sentence != "" {
			p.trouble(l.number, "%s", sentence)
			continue
		}
		wrong, err := catalogue.Check(app, r)
		if err != nil {
			return nil, err
		}
		if len(wrong) > 0 {
			p.trouble(l.number, "%s", wrong[0].Sentence)
			continue
		}
		if first := cmp.Or(seen[r.GetString("name")], seen["id "+r.Id]); first > 0 {
			p.trouble(l.number, "和第%d行是同一个事项", first)
			continue
		}
		seen[r.GetString("name")] = l.number
		if what == changed {
			seen["id "+r.Id] = l.number
		}
		told := matterChanges(before, r)
		if told == "" {
			what = same
		}
		p.lines = append(p.lines, verdict{row: l.number, what: what, cells: []string{r.GetString("name"), told}})
		if what != same {
			p.writes = append(p.writes, write{l.number, func(tx core.App) error {
				return catalogue.Save(tx, r, catalogue.Change{By: p.by, Action: "import"})
			}})
		}
	}
	return p, nil
}

// How offices say that something is used, or is not; a cleared cell is a no.
var inUse, notInUse = []string{"在用", "启用"}, []string{"停用", "不用", ""}

var betweenWords = regexp.MustCompile(`[、，,；;\s]+`)

// fillMatter writes a row's cells into a matter; an empty cell says nothing.
func fillMatter(r *core.Record, cells map[string]string) (sentence string) {
	for _, f := range matterFields {
		cell := cells[f.column]
		cleared := none[cell] && f.field != "code" && f.field != "name"
		if cell == "" {
			continue
		}
		if cleared {
			cell = ""
		}
		switch f.field {
		case "keywords":
			r.Set(f.field, filled(betweenWords.Split(cell, -1)))
		case "examples":
			r.Set(f.field, filled(strings.Split(cell, "／")))
		case "days":
			n, err := strconv.Atoi(strings.TrimSuffix(strings.TrimSuffix(cell, "天"), "个工作日"))
			if err != nil && !cleared {
				return "时限“" + cell + "”请写工作日天数，如：5"
			}
			r.Set(f.field, n)
		case "active":
			yes, ok := yesno(cell, inUse, notInUse)
			if !ok {
				return "在用“" + cell + "”请写是或否"
			}
			r.Set(f.field, yes)
		default:
			code, ok := coded(f.group, cell)
			if !ok {
				return f.column + "“" + cell + "”没有这种，请写：" + offered(f.group)
			}
			r.Set(f.field, code)
		}
	}
	return ""
}

func filled(parts []string) []string {
	return slices.DeleteFunc(parts, func(w string) bool { return strings.TrimSpace(w) == "" })
}

// coded finds the code for a word; 政务 is 政务类.
func coded(group, word string) (string, bool) {
	if group == "" || word == "" {
		return word, true
	}
	for _, w := range words.Values[group] {
		if w.Label == word || w.Code == word || strings.TrimSuffix(w.Label, "类") == word {
			return w.Code, true
		}
	}
	return "", false
}

func offered(group string) string {
	var labels []string
	for _, w := range words.Values[group] {
		labels = append(labels, w.Label)
	}
	return strings.Join(labels, "、")
}

// matterChanges tells in one line what a row changes; empty when nothing.
func matterChanges(before, after *core.Record) string {
	var told []string
	for _, f := range matterFields {
		was, is := matterCell(before, f.field, f.group), matterCell(after, f.field, f.group)
		switch {
		case was == is || before.GetString("code") == "" && f.field == "code":
		case f.field == "keywords" || f.field == "examples":
			told = append(told, f.column+listChange(wordsOf(before, f.field), wordsOf(after, f.field)))
		default:
			told = append(told, oneChange(f.column, was, is))
		}
	}
	return strings.Join(told, "；")
}

func listChange(was, is []string) string {
	var told []string
	for sign, pair := range map[string][2][]string{"加": {is, was}, "去": {was, is}} {
		var only []string
		for _, w := range pair[0] {
			if !slices.Contains(pair[1], w) {
				only = append(only, w)
			}
		}
		if n := len(only); n > 5 {
			only = append(only[:5], fmt.Sprintf("等 %d 个", n))
		}
		if len(only) > 0 {
			told = append(told, sign+"“"+strings.Join(only, "、")+"”")
		}
	}
	slices.Sort(told)
	if len(told) == 0 {
		return "换了次序"
	}
	return strings.Join(told, "，")
}
