package points

import (
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/access"
	"hongguan/rules/term"
	"hongguan/rules/watch"
	"hongguan/rules/words"
)

// The widest a rule may be. An hour of help is worth some points, not hundreds:
// large numbers make people count.
const (
	mostAmount = 100
	mostCap    = 500
	mostMonths = 60
)

// bindRules checks what the office types in. A rule is never deleted: entries
// point to it, and what it once gave stays given whatever it says now.
func bindRules(app core.App) {
	app.OnRecordValidate(ruleTable).BindFunc(func(e *core.RecordEvent) error {
		if err := checkRule(e.App, e.Record); err != nil {
			return err
		}
		if err := kept(e.App, e.Record); err != nil {
			return err
		}
		return e.Next()
	})
	app.OnRecordDelete(ruleTable).BindFunc(func(e *core.RecordEvent) error {
		return access.Refuse("积分规则不能删除，请取消“在用”：给过的积分要查得到是按哪条规则给的")
	})
}

// measures are what a rule gives by. Once it has given, they stay: changed for an
// afternoon and changed back, they would explain none of its entries.
var measures = []string{"trigger", "amount", "per", "daily_cap", "valid_months", "needs_confirmation", "from_day"}

// kept refuses another measure for a rule that has given points.
func kept(app core.App, r *core.Record) error {
	if r.IsNew() {
		return nil
	}
	i := slices.IndexFunc(measures, func(f string) bool { return fmt.Sprint(r.Get(f)) != fmt.Sprint(r.Original().Get(f)) })
	if i < 0 {
		return nil
	}
	n, err := app.CountRecords(entries, dbx.HashExp{"rule": r.Id})
	if err != nil {
		return fmt.Errorf("entries of a rule: %w", err)
	}
	if n == 0 {
		return nil
	}
	return access.RefuseFields(access.Field{Name: measures[i], Code: "point_rule_used",
		Sentence: "按这条规则已经给过积分，“" + words.Field(ruleTable, measures[i]) + "”不能再改。请在这条写上到哪天为止，再新建一条从第二天起的"})
}

func checkRule(app core.App, r *core.Record) error {
	var wrong []access.Field
	refuse := func(name, sentence string) {
		wrong = append(wrong, access.Field{Name: name, Code: "point_rule_" + name, Sentence: sentence})
	}
	r.Set("name", strings.TrimSpace(r.GetString("name")))
	switch n := utf8.RuneCountInString(r.GetString("name")); {
	case n == 0:
		refuse("name", "请写规则叫什么，如：志愿服务按小时")
	case n > 30:
		refuse("name", "规则名太长了，请控制在 30 字以内")
	}
	if words.Value("point_trigger", r.GetString("trigger")) == r.GetString("trigger") {
		refuse("trigger", "请选为什么给积分：服务、项目节点还是任职")
	}
	if words.Value("point_per", r.GetString("per")) == r.GetString("per") {
		refuse("per", "请选按小时给还是按次给")
	}
	for name, limit := range map[string][2]int{"amount": {1, mostAmount}, "daily_cap": {0, mostCap}, "valid_months": {1, mostMonths}} {
		if v := r.GetFloat(name); v != float64(int(v)) || int(v) < limit[0] || int(v) > limit[1] {
			refuse(name, fmt.Sprintf("请写 %d 到 %d 之间的整数", limit[0], limit[1]))
		}
	}
	days := map[string]time.Time{}
	for _, name := range []string{"from_day", "until_day"} {
		t, err := watch.ParseDate(r.GetString(name))
		switch {
		case err != nil:
			refuse(name, err.Error())
		case !t.IsZero():
			days[name] = t
			r.Set(name, t.Format(time.DateOnly))
		}
	}
	if u, f := days["until_day"], days["from_day"]; !u.IsZero() && u.Before(f) {
		refuse("until_day", "最后一天在第一天前面，请核对")
	}
	if len(wrong) > 0 {
		return access.RefuseFields(wrong...)
	}
	return alone(app, r)
}

// alone refuses a second rule for the same thing at the same time: one service
// brings points once.
func alone(app core.App, r *core.Record) error {
	if !r.GetBool("active") {
		return nil
	}
	others, err := app.FindAllRecords(ruleTable, dbx.HashExp{"trigger": r.GetString("trigger"), "active": true})
	if err != nil {
		return err
	}
	for _, o := range others {
		if o.Id != r.Id && span(o).Meets(span(r)) {
			return access.RefuseFields(access.Field{Name: "active", Code: "point_rule_overlap",
				Sentence: "同一时间已经有一条“" + words.Value("point_trigger", r.GetString("trigger")) + "”的规则在用（" + o.GetString("name") + "），请先停用它，或写明到哪天为止"})
		}
	}
	return nil
}

func span(r *core.Record) term.Term {
	rule := ruleOf(r)
	return term.Term{From: rule.From, Until: rule.Until}
}
