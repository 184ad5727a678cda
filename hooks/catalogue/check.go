package catalogue

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/access"
	"hongguan/hooks/places"
	"hongguan/rules/classify"
)

// Limits of what the office types into a matter, in characters and words. A
// keyword of a whole sentence would never be met again.
const (
	longestName    = 30
	longestKeyword = 30
	mostKeywords   = 400
	longestExample = 200
	mostExamples   = 50
	longestAdvice  = 100 // what a resident reads on a phone before sending
	mostDays       = 60
)

var codeForm = regexp.MustCompile(`^[a-z][a-z0-9]*(_[a-z0-9]+)*$`)

func bindChecks(app core.App) {
	app.OnRecordCreate("matters").BindFunc(checkMatter)
	app.OnRecordUpdate("matters").BindFunc(checkMatter)
	app.OnRecordDelete("matters").BindFunc(stay)
	app.OnRecordCreate("routes").BindFunc(checkRule)
	app.OnRecordUpdate("routes").BindFunc(checkRule)
}

// shipped are the matters of this program by their code.
var shipped = sync.OnceValue(func() map[string]classify.Matter {
	all := map[string]classify.Matter{}
	for _, m := range classify.Defaults() {
		all[m.Code] = m
	}
	return all
})

// needed tells whether the program cannot do without a matter: 其他/说不清, and
// those of the emergency and sealed lanes, which have no keywords because the
// lanes find them.
func needed(code string) bool {
	m, ok := shipped()[code]
	return ok && len(m.Keywords) == 0
}

// checkMatter refuses a matter that is typed wrong.
func checkMatter(e *core.RecordEvent) error {
	wrong, err := Check(e.App, e.Record)
	if err != nil {
		return err
	}
	if len(wrong) > 0 {
		return access.RefuseFields(wrong...)
	}
	return e.Next()
}

// Check says what is wrong with a matter, and puts right what needs no question:
// blanks, a keyword written twice, a code nobody thought of.
func Check(app core.App, r *core.Record) (wrong []access.Field, err error) {
	for _, f := range []string{"name", "code", "department", "guidance", "not_ours"} {
		r.Set(f, strings.Join(strings.Fields(r.GetString(f)), " "))
	}
	if r.GetString("code") == "" {
		r.Set("code", "m_"+strings.ToLower(access.RandomCode(6)))
	}
	wrong = slices.Concat(checkWords(r, "keywords", longestKeyword, mostKeywords), checkWords(r, "examples", longestExample, mostExamples), checkTexts(r))
	for _, check := range []func(core.App, *core.Record) (access.Field, error){checkNames, checkCode} {
		f, err := check(app, r)
		if err != nil {
			return nil, err
		}
		if f.Name != "" {
			wrong = append(wrong, f)
		}
	}
	return wrong, nil
}

func checkTexts(r *core.Record) (wrong []access.Field) {
	add := func(field, code, sentence string, args ...any) {
		wrong = append(wrong, access.Field{Name: field, Code: code, Sentence: fmt.Sprintf(sentence, args...)})
	}
	switch name := r.GetString("name"); {
	case name == "":
		add("name", "name_missing", "请写事项名称，如：公共照明维修")
	case utf8.RuneCountInString(name) > longestName:
		add("name", "name_long", "事项名称请控制在 %d 字以内", longestName)
	}
	if r.GetString("tier") == classify.TierDepartment && r.GetString("department") == "" {
		add("department", "department_missing", "层面是“部门转办”，请写上哪个职能部门，如：城管")
	}
	if d := r.GetFloat("days"); d < 0 || d > mostDays || d != float64(int(d)) {
		add("days", "validation_days", "办理时限请填 0 到 %d 的整数（工作日），0 表示按层面默认", mostDays)
	}
	for field, label := range map[string]string{"guidance": "提示", "not_ours": "不属时去处"} {
		if n := utf8.RuneCountInString(r.GetString(field)); n > longestAdvice {
			add(field, field+"_long", "“%s”有 %d 字，请控制在 %d 字以内，手机上才看得完", label, n, longestAdvice)
		}
	}
	if !r.GetBool("active") && needed(r.GetString("code")) {
		add("active", "matter_needed", "“%s”由程序在判断紧急、保密或说不清时直接使用，不能停用", r.GetString("name"))
	}
	return wrong
}

// checkWords tidies a list of words: no blanks, nothing twice.
func checkWords(r *core.Record, field string, longest, most int) []access.Field {
	label := map[string]string{"keywords": "关键词", "examples": "例句"}[field]
	if raw := strings.TrimSpace(r.GetString(field)); raw != "" && raw != "null" && list(r, field) == nil {
		return []access.Field{{Name: field, Code: field + "_form", Sentence: label + "没有看懂，请一行写一个"}}
	}
	words := []string{}
	for _, w := range list(r, field) {
		w = strings.Join(strings.Fields(w), " ")
		if field == "keywords" {
			w = strings.ReplaceAll(w, " ", "")
		}
		if n := utf8.RuneCountInString(w); n > longest {
			return []access.Field{{Name: field, Code: field + "_long", Sentence: fmt.Sprintf("%s“%s…”太长了，一个请控制在 %d 字以内", label, string([]rune(w)[:10]), longest)}}
		}
		if strings.Trim(w, "+>-?{} ") != "" && !slices.Contains(words, w) {
			words = append(words, w)
		}
	}
	if len(words) > most {
		return []access.Field{{Name: field, Code: field + "_many", Sentence: fmt.Sprintf("%s有 %d 个，太多了，请控制在 %d 个以内", label, len(words), most)}}
	}
	r.Set(field, words)
	return nil
}

func checkNames(app core.App, r *core.Record) (access.Field, error) {
	var same []string
	err := app.DB().Select("code").From("matters").Where(dbx.HashExp{"name": r.GetString("name")}).
		AndWhere(dbx.Not(dbx.HashExp{"id": r.Id})).Limit(1).Column(&same)
	if err != nil || len(same) == 0 || r.GetString("name") == "" {
		return access.Field{}, err
	}
	return access.Field{Name: "name", Code: "name_twice", Sentence: "已经有“" + r.GetString("name") + "”这个事项了，请直接修改那一条"}, nil
}

// checkCode keeps a code that something knows: the program, or a request.
func checkCode(app core.App, r *core.Record) (access.Field, error) {
	code := r.GetString("code")
	if !codeForm.MatchString(code) {
		return access.Field{Name: "code", Code: "code_form", Sentence: "事项代码用小写英文字母，词之间用下划线，如：public_light；不会写可以不填"}, nil
	}
	var twice []string
	if err := app.DB().Select("name").From("matters").Where(dbx.HashExp{"code": code}).AndWhere(dbx.Not(dbx.HashExp{"id": r.Id})).Limit(1).Column(&twice); err != nil {
		return access.Field{}, err
	}
	if len(twice) > 0 {
		return access.Field{Name: "code", Code: "code_twice", Sentence: "事项代码 " + code + " 已经给“" + twice[0] + "”用了，请换一个"}, nil
	}
	if r.IsNew() {
		return access.Field{}, nil
	}
	before, err := app.FindRecordById("matters", r.Id)
	if err != nil || before.GetString("code") == code {
		return access.Field{}, err
	}
	_, ours := shipped()[before.GetString("code")]
	used := ours
	if !ours {
		if used, err = places.Used(app, r); err != nil {
			return access.Field{}, err
		}
	}
	if used {
		return access.Field{Name: "code", Code: "code_fixed", Sentence: "事项代码已经在用，不能改；想换个叫法请改“事项名称”"}, nil
	}
	return access.Field{}, nil
}

// stay refuses to delete what the program ships or something points to.
func stay(e *core.RecordEvent) error {
	r := e.Record
	if _, ours := shipped()[r.GetString("code")]; ours {
		return access.Refuse("“" + r.GetString("name") + "”是程序自带的事项，不能删除；不想用请把“在用”去掉")
	}
	used, err := places.Used(e.App, r)
	if err != nil {
		return err
	}
	if used {
		return access.Refuse("“" + r.GetString("name") + "”已经有诉求或派单规则在用，不能删除；不想用请把“在用”去掉")
	}
	return e.Next()
}
