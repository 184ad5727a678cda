package imports

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/access"
	"hongguan/rules/realname"
	"hongguan/rules/words"
)

// staff is the list of those who work with the program. A new one gets an
// account with a first password that only the slip shows; whoever is known by
// account, or by name and telephone number, keeps theirs.
func staff() kind {
	list := columns("姓名*", "电话", "岗位*", "单位", "负责网格", "登录账号", "在岗")
	for i := range list {
		list[i].long = 200
	}
	s := &slips{}
	return kind{
		name: "staff", title: "工作人员", counted: "人", collection: "staff", columns: list, rows: staffRows, slips: s,
		plan: func(app core.App, rows []line) (*plan, error) {
			b, err := openStaff(app, s)
			if err != nil {
				return nil, err
			}
			return b.plan(rows), nil
		},
		before: func(app core.App, rows []line) error {
			b, err := openStaff(app, s)
			if err != nil {
				return err
			}
			b.plan(rows)
			return s.make(app, b.opened)
		},
	}
}

// staffFields are the columns and the fields they fill.
var staffFields = []struct{ column, field string }{
	{"姓名", "name"}, {"电话", "phone"}, {"岗位", "role"}, {"单位", "org"}, {"负责网格", "grids"}, {"登录账号", "account"}, {"在岗", "active"},
}

// staffBook reads rows about staff against what is stored.
type staffBook struct {
	collection *core.Collection
	records    []*core.Record
	orgs       map[string]string // key of the name → id
	orgNames   map[string]string // id → name
	grids      map[string]string // number → id
	gridNos    map[string]string // id → number
	slips      *slips
	opened     []string // accounts that the rows open
}

func openStaff(app core.App, s *slips) (b *staffBook, err error) {
	b = &staffBook{orgs: map[string]string{}, orgNames: map[string]string{}, grids: map[string]string{}, gridNos: map[string]string{}, slips: s}
	if b.collection, err = app.FindCachedCollectionByNameOrId("staff"); err != nil {
		return nil, err
	}
	if b.records, err = app.FindRecordsByFilter("staff", "", "created", 0, 0); err != nil {
		return nil, fmt.Errorf("read staff: %w", err)
	}
	for table, take := range map[string]func(r *core.Record){
		"orgs": func(r *core.Record) {
			b.orgs[orgKey(r.GetString("name"))], b.orgNames[r.Id] = r.Id, r.GetString("name")
		},
		"grids": func(r *core.Record) { b.grids[gridNo(r.GetString("no"))], b.gridNos[r.Id] = r.Id, r.GetString("no") },
	} {
		rows, err := app.FindAllRecords(table)
		if err != nil {
			return nil, fmt.Errorf("read %s: %w", table, err)
		}
		for _, r := range rows {
			take(r)
		}
	}
	return b, nil
}

func staffRows(app core.App) ([][]string, error) {
	b, err := openStaff(app, nil)
	if err != nil {
		return nil, err
	}
	rows := make([][]string, 0, len(b.records))
	for _, r := range b.records {
		row := []string{}
		for _, f := range staffFields {
			row = append(row, b.cell(r, f.field))
		}
		rows = append(rows, row)
	}
	return rows, nil
}

// cell is a field as the spreadsheet shows it.
func (b *staffBook) cell(r *core.Record, field string) string {
	switch field {
	case "role":
		if code := r.GetString(field); code != "" {
			return words.Value("role", code)
		}
		return ""
	case "org":
		return b.orgNames[r.GetString(field)]
	case "grids":
		nos := []string{}
		for _, id := range r.GetStringSlice(field) {
			nos = append(nos, b.gridNos[id])
		}
		return strings.Join(nos, "、")
	case "active":
		return said(r.GetBool(field))
	}
	return r.GetString(field)
}

func (b *staffBook) plan(rows []line) *plan {
	p := &plan{}
	seen := map[string]int{}
	for _, l := range rows {
		x := &member{cells: l.cells, name: realname.NormalizeName(l.cells["姓名"]), account: strings.ToLower(l.cells["登录账号"])}
		r, wrong := b.read(x)
		if r != nil {
			if first, twice := seen[r.GetString("account")]; twice {
				wrong = append(wrong, fmt.Sprintf("和第%d行是同一个人，或用了同一个登录账号", first))
			}
		}
		if len(wrong) > 0 {
			p.trouble(l.number, "%s", strings.Join(wrong, "；"))
			continue
		}
		seen[r.GetString("account")] = l.number
		before, what := core.NewRecord(b.collection), fresh
		if !r.IsNew() {
			before, what = r.Original(), changed
		}
		told := b.changes(before, r)
		if told == "" {
			what = same
		}
		p.lines = append(p.lines, verdict{row: l.number, what: what, cells: []string{r.GetString("name"), told}})
		if what == fresh {
			b.opened = append(b.opened, r.GetString("account"))
		}
		if what != same {
			p.writes = append(p.writes, write{l.number, func(tx core.App) error {
				if r.IsNew() {
					if err := b.slips.seal(r); err != nil {
						return err
					}
				}
				return access.Own(tx, r)
			}})
		}
	}
	return p
}

// member is one person of the file.
type member struct {
	cells         map[string]string
	name, account string
	phone, kind   string // as the cell reads; empty when it says nothing
}

// accountName is what is typed at the log-in: pinyin, initials or a number.
var accountName = regexp.MustCompile(`^[0-9a-z][0-9a-z._-]{1,29}$`)

// read finds who a row is about and writes its cells into the record; it says
// what is wrong with each of them.
func (b *staffBook) read(x *member) (r *core.Record, wrong []string) {
	if x.name == "" {
		wrong = append(wrong, "没有写姓名")
	} else if len([]rune(x.name)) > 20 {
		wrong = append(wrong, "姓名太长了，请只写姓名")
	}
	if cell := x.cells["电话"]; cell != "" && !none[cell] {
		var err error
		if x.phone, x.kind, err = realname.Phone(cell); err != nil {
			wrong = append(wrong, "电话："+err.Error())
		}
	}
	if x.account != "" && !accountName.MatchString(x.account) {
		wrong = append(wrong, "登录账号请用 2–30 位字母或数字，如姓名拼音、工号")
		x.account = ""
	}
	if len(wrong) == 0 {
		var sentence string
		if r, sentence = b.find(x); sentence != "" {
			return nil, append(wrong, sentence)
		}
	}
	known := r != nil // false too while the row is not clear enough to tell
	if known {
		r = r.Clone() // a second row about her must not write into the first one's
	} else {
		r = core.NewRecord(b.collection)
		r.Load(map[string]any{"name": x.name, "account": x.account, "active": true})
	}
	if len(wrong) == 0 && !known && x.account == "" {
		switch {
		case x.kind != realname.Mobile:
			wrong = append(wrong, "新的工作人员请写登录账号；不写时用手机号登录，这一行也没有手机号")
		case slices.ContainsFunc(b.records, func(o *core.Record) bool { return o.GetString("account") == x.phone }):
			wrong = append(wrong, "这个手机号已经是另一位工作人员的登录账号，请写一个登录账号")
		}
		r.Set("account", x.phone)
	}
	return r, append(wrong, b.fill(r, x)...)
}

// find tells who of the staff a row is about: nil for somebody new. Where it
// could be either, a person decides by writing the account.
func (b *staffBook) find(x *member) (r *core.Record, sentence string) {
	var alike []*core.Record // of the same name
	for _, r := range b.records {
		if x.account != "" && r.GetString("account") == x.account {
			if !realname.SameName(r.GetString("name"), x.name) {
				return nil, "登录账号已经是另一位工作人员的，请换一个；改姓名请在“工作人员”里改"
			}
			return r, ""
		}
		if realname.SameName(r.GetString("name"), x.name) {
			alike = append(alike, r)
		}
	}
	same := slices.DeleteFunc(slices.Clone(alike), func(r *core.Record) bool { return x.phone == "" || phoneOf(r) != x.phone })
	switch {
	case x.account != "" && len(same) > 0:
		return nil, "这位工作人员已经有登录账号了，登录账号一格请空着，或写原来的"
	case x.account != "":
		return nil, ""
	case len(same) == 1:
		return same[0], ""
	case len(alike) == 1 && (x.phone == "" || phoneOf(alike[0]) == ""):
		return alike[0], ""
	case len(alike) > 0:
		return nil, "已经有同名的工作人员，电话对不上：是同一个人就写上原来的登录账号，是另一个人就写一个新的"
	}
	return nil, ""
}

func phoneOf(r *core.Record) string {
	number, _, err := realname.Phone(r.GetString("phone"))
	if err != nil {
		return r.GetString("phone")
	}
	return number
}

// fill writes the other cells into a record. An empty cell says nothing; 无 clears.
func (b *staffBook) fill(r *core.Record, x *member) (wrong []string) {
	for _, column := range []string{"电话", "岗位", "单位", "负责网格", "在岗"} {
		cell := x.cells[column]
		if cell == "" {
			continue
		}
		cleared := none[cell]
		switch column {
		case "电话":
			if cleared || x.phone != "" && x.phone != phoneOf(r) {
				r.Set("phone", x.phone)
			}
		case "岗位":
			code, ok := roleCode(cell)
			if !ok {
				wrong = append(wrong, "岗位“"+cell+"”没有这种，请写："+offered("role"))
				continue
			}
			r.Set("role", code)
		case "单位":
			id, ok := b.orgs[orgKey(cell)]
			if !ok && !cleared {
				wrong = append(wrong, "没有“"+cell+"”这个单位，请照“单位”里的全称写，或先导入承办单位")
				continue
			}
			r.Set("org", id)
		case "负责网格":
			ids, unknown := b.gridIDs(cell, cleared)
			if unknown != "" {
				wrong = append(wrong, "没有“"+unknown+"”网格，请先导入或添加")
				continue
			}
			r.Set("grids", ids)
		case "在岗":
			yes, ok := yesno(cell, []string{"在岗", "在职"}, []string{"离岗", "不在岗", "离职"})
			if !ok {
				wrong = append(wrong, "在岗“"+cell+"”请写是或否")
				continue
			}
			r.Set("active", yes)
		}
	}
	if x.cells["岗位"] == "" && r.GetString("role") == "" {
		wrong = append(wrong, "没有写岗位，请写："+offered("role"))
	}
	if strings.HasSuffix(r.GetString("role"), "_contact") && r.GetString("org") == "" && (x.cells["单位"] == "" || none[x.cells["单位"]]) {
		wrong = append(wrong, "专人要写所在单位，否则看不到派给单位的诉求")
	}
	return wrong
}

func (b *staffBook) gridIDs(cell string, cleared bool) (ids []string, unknown string) {
	if cleared {
		return nil, ""
	}
	for _, name := range filled(betweenWords.Split(cell, -1)) {
		id, ok := b.grids[gridNo(name)]
		if !ok {
			return nil, name
		}
		if !slices.Contains(ids, id) {
			ids = append(ids, id)
		}
	}
	return ids, ""
}

// roleCode finds the code of a role; 项目负责人 and 红管 are 项目负责人（红管）.
func roleCode(word string) (string, bool) {
	if word == "红管" || word == "社区工作人员" {
		return map[string]string{"红管": "steward", "社区工作人员": "clerk"}[word], true
	}
	for _, w := range words.Values["role"] {
		if w.Label == word || w.Code == word || aside.ReplaceAllString(w.Label, "") == aside.ReplaceAllString(word, "") {
			return w.Code, true
		}
	}
	return "", false
}

// changes tells in one line what a row changes; empty when nothing.
func (b *staffBook) changes(before, after *core.Record) string {
	var told []string
	for _, f := range staffFields {
		was, is := b.cell(before, f.field), b.cell(after, f.field)
		if before.IsNew() { // only what is not so of every new one
			was = map[string]string{"name": is, "active": "是"}[f.field]
		}
		switch {
		case was == is:
		case f.field == "phone" && is != "":
			told = append(told, f.column+"："+realname.MaskPhone(is))
		case f.field == "phone":
			told = append(told, f.column+"：清掉")
		case f.field == "account" && is == after.GetString("phone"):
			told = append(told, "用手机号登录")
		default:
			told = append(told, oneChange(f.column, was, is))
		}
	}
	return strings.Join(told, "；")
}
