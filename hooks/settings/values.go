package settings

import (
	"encoding/json"
	"fmt"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/access"
	"hongguan/rules/words"
)

// ranges are the least and the greatest of a number; 0 is always allowed and
// means the standard.
var ranges = map[string]struct {
	from, to int
	unit     string
}{
	"sign_hours": {1, 40, "办公小时"}, "consult_days": {1, 30, "个工作日"}, "community_days": {1, 60, "个工作日"},
	"department_days": {1, 60, "个工作日"}, "complex_days": {1, 60, "个工作日"}, "complex_total_days": {1, 120, "个工作日"},
	"emergency_minutes": {5, 1440, "分钟"}, "retention_years": {1, 30, "年"}, "many_households": {2, 1000, "户"},
	"mail_per_minute": {1, 1000, "封"}, "mail_per_day": {1, 100000, "封"},
	"target_response": {1, 100, "%"}, "target_resolution": {1, 100, "%"}, "target_satisfaction": {1, 100, "%"}, "target_on_time": {1, 100, "%"},
}

var phoneForm = regexp.MustCompile(`^[0-9+][0-9 +()（）转\-－—]{2,39}$`)

// read takes what was typed into the wizard and says what is wrong with it.
// What can be put right without asking is put right: spaces, small letters in
// the code, a slash at the end of the address.
func read(app core.App, typed map[string]any) (values map[string]any, wrong []access.Field) {
	c, err := app.FindCachedCollectionByNameOrId("communities")
	if err != nil {
		return nil, []access.Field{{Name: "name", Code: "setup_table", Sentence: "设置暂时读不出来，请重启程序"}}
	}
	values = map[string]any{}
	for name, v := range typed {
		f := c.Fields.GetByName(name)
		if f == nil || f.GetSystem() || f.Type() == core.FieldTypeAutodate {
			wrong = append(wrong, access.Field{Name: name, Code: "setup_unknown", Sentence: "没有“" + name + "”这项设置，请刷新页面后再试"})
			continue
		}
		value, sentence := one(app, f, v)
		if sentence != "" {
			wrong = append(wrong, access.Field{Name: name, Code: "setup_" + name, Sentence: sentence})
			continue
		}
		values[name] = value
	}
	// A map has no order; the person reads the sentences from the top.
	slices.SortFunc(wrong, func(a, b access.Field) int { return place(c, a.Name) - place(c, b.Name) })
	return values, wrong
}

func place(c *core.Collection, field string) int {
	return slices.IndexFunc(c.Fields, func(f core.Field) bool { return f.GetName() == field })
}

// one reads one value by the kind of its field.
func one(app core.App, f core.Field, v any) (value any, sentence string) {
	label := "“" + words.Field("communities", f.GetName()) + "”"
	switch f := f.(type) {
	case *core.BoolField:
		b, ok := v.(bool)
		if !ok {
			return nil, label + "请选是或否"
		}
		return b, ""
	case *core.NumberField:
		return number(f.Name, label, v)
	case *core.SelectField:
		s := text(v)
		if s != "" && !slices.Contains(f.Values, s) {
			return nil, label + "请从列出的里面选"
		}
		return s, ""
	case *core.RelationField:
		s := text(v)
		if _, err := app.FindRecordById(f.CollectionId, s); s != "" && err != nil {
			return nil, label + "没有找到，请重新选择单位"
		}
		return s, ""
	case *core.TextField:
		return line(f, label, text(v))
	}
	return v, ""
}

func line(f *core.TextField, label, s string) (any, string) {
	switch f.Name {
	case "name":
		if s == "" {
			return nil, "请填写社区名称，如：湖畔社区"
		}
	case "code":
		s = strings.ToUpper(s)
	case "public_url":
		s = strings.TrimRight(s, "/")
	case "phone":
		if s != "" && !phoneForm.MatchString(s) {
			return nil, "社区电话请写号码，如：0512-62800000"
		}
	}
	if n := utf8.RuneCountInString(s); f.Max > 0 && n > f.Max {
		return nil, fmt.Sprintf("%s太长了，最多 %d 字", label, f.Max)
	}
	return s, ""
}

func number(name, label string, v any) (any, string) {
	limit := ranges[name]
	var n float64
	var err error
	if s := text(v); s != "" {
		n, err = strconv.ParseFloat(s, 64)
	}
	if err != nil || n != math.Trunc(n) || n != 0 && (n < float64(limit.from) || n > float64(limit.to)) {
		blank := "不填按默认"
		if strings.HasPrefix(name, "target_") {
			blank = "不填就是不设目标"
		}
		return nil, fmt.Sprintf("%s请填 %d 到 %d 之间的整数（%s），%s", label, limit.from, limit.to, limit.unit, blank)
	}
	return n, ""
}

// text is what was typed, without the spaces around it.
func text(v any) string {
	switch v := v.(type) {
	case nil:
		return ""
	case string:
		return strings.TrimSpace(v)
	case float64:
		return strconv.FormatFloat(v, 'f', -1, 64)
	case json.Number:
		return v.String()
	}
	return fmt.Sprint(v)
}
