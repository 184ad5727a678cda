package catalogue

import (
	"fmt"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/access"
	"hongguan/rules/routing"
)

// readRules reads the rules in use, by matter.
func readRules(app core.App) (map[string][]routing.Rule, error) {
	rows, err := app.FindRecordsByFilter("routes", "active = true", "created", 0, 0)
	if err != nil {
		return nil, fmt.Errorf("read routes: %w", err)
	}
	rules := map[string][]routing.Rule{}
	for _, r := range rows {
		m := r.GetString("matter")
		rules[m] = append(rules[m], routing.Rule{Org: r.GetString("org"), Estate: r.GetString("estate"), Note: r.GetString("note")})
	}
	return rules, nil
}

func rulesFor(app core.App, matter string) ([]routing.Rule, error) {
	b, err := open(app)
	if err != nil {
		return nil, err
	}
	return b.rules[matter], nil
}

// checkRule says in words what the unique index would refuse in English, and
// what would never be followed.
func checkRule(e *core.RecordEvent) error {
	r := e.Record
	var same []string
	err := e.App.DB().Select("id").From("routes").
		Where(dbx.HashExp{"matter": r.GetString("matter"), "estate": r.GetString("estate")}).
		AndWhere(dbx.Not(dbx.HashExp{"id": r.Id})).Limit(1).Column(&same)
	if err != nil {
		return fmt.Errorf("look for the same rule: %w", err)
	}
	if len(same) > 0 {
		return access.RefuseFields(access.Field{Name: "estate", Code: "rule_twice", Sentence: "这个事项在这个小区已经有一条派单规则了，请直接修改那一条"})
	}
	if org, err := e.App.FindRecordById("orgs", r.GetString("org")); err == nil {
		switch {
		case !org.GetBool("active"):
			return access.RefuseFields(access.Field{Name: "org", Code: "rule_org_asleep", Sentence: "“" + org.GetString("name") + "”已停用，请选一个在用的单位"})
		case org.GetString("kind") == routing.OrgDept:
			return access.RefuseFields(access.Field{Name: "org", Code: "rule_upward", Sentence: "组织部不直接接单；要上报的事项请把“涉及层面”改为复杂承办"})
		}
	}
	return e.Next()
}

// ruleWords are a rule as the history tells it: 翡翠公馆 → 星湖城市服务公司.
func ruleWords(app core.App, r *core.Record) string {
	if r == nil {
		return ""
	}
	where, whom := "所有小区", ""
	if estate, err := app.FindRecordById("estates", r.GetString("estate")); err == nil {
		where = estate.GetString("name")
	}
	if org, err := app.FindRecordById("orgs", r.GetString("org")); err == nil {
		whom = org.GetString("name")
	}
	words := where + " 交给" + whom
	if note := r.GetString("note"); note != "" {
		words += "（" + note + "）"
	}
	if !r.GetBool("active") {
		words += "，未启用"
	}
	return words
}
