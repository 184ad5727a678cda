package points

import (
	"fmt"
	"net/http"
	"slices"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/types"

	"hongguan/hooks/access"
	"hongguan/hooks/calendar"
	"hongguan/rules/ledger"
)

// past is how far back a rule is tried out.
const past = 90 * 24 * time.Hour

const sourcesKey = "hongguan.points.sources"

// Source lists the services that took place since a moment, in their order,
// whether they brought points or not.
type Source func(app core.App, since time.Time) ([]Service, error)

// Remember registers a feature that keeps services. Of the others a rule is tried
// out on what the ledger knows: services that brought points.
func Remember(app core.App, s Source) { app.Store().Set(sourcesKey, append(sources(app), s)) }

func sources(app core.App) []Source {
	list, _ := app.Store().Get(sourcesKey).([]Source)
	return list[:len(list):len(list)]
}

// Preview is what a rule would have given, beside the one in force.
type Preview struct {
	Days int            `json:"days"`
	New  ledger.Outcome `json:"new"`
	Now  ledger.Outcome `json:"now"`
	Rule string         `json:"rule"` // name of the one in force; empty when there is none
	Said string         `json:"said"`
}

// previewRoute tries out a rule before it is saved. It writes nothing.
func previewRoute(e *core.RequestEvent) error {
	who := access.Of(e)
	switch {
	case who.Kind == access.Guest:
		return access.Answer(http.StatusUnauthorized, "请先登录")
	case !who.Lead():
		return access.Answer(http.StatusForbidden, "积分规则由社区书记或红管负责人办理")
	}
	var f map[string]any
	if err := e.BindBody(&f); err != nil {
		return access.Refuse("提交的内容看不懂，请刷新页面再试")
	}
	c, err := e.App.FindCachedCollectionByNameOrId(ruleTable)
	if err != nil {
		return err
	}
	r := core.NewRecord(c)
	for _, name := range []string{"name", "trigger", "amount", "per", "daily_cap", "valid_months", "needs_confirmation", "from_day", "until_day"} {
		r.Set(name, f[name])
	}
	if old, _ := f["id"].(string); old != "" {
		r.Id = old // it does not stand in its own way
	}
	if r.GetString("name") == "" {
		r.Set("name", "试算") // it need not have one yet
	}
	if err := checkRule(e.App, r); err != nil {
		return err
	}
	p, err := tryOut(e.App, ruleOf(r))
	if err != nil {
		return err
	}
	return e.JSON(http.StatusOK, p)
}

func tryOut(app core.App, rule ledger.Rule) (Preview, error) {
	now := calendar.Now(app)
	p := Preview{Days: int(past.Hours() / 24)}
	done, err := services(app, now.Add(-past))
	if err != nil {
		return p, err
	}
	p.New = ledger.Try(rule, done)
	id, old, err := inForce(app, ledger.Service{Trigger: rule.Trigger, Start: now, Confirmed: true})
	if err != nil {
		return p, err
	}
	if id != "" {
		r, err := app.FindRecordById(ruleTable, id)
		if err != nil {
			return p, err
		}
		p.Rule, p.Now = r.GetString("name"), ledger.Try(old, done)
	}
	p.Said = p.sentence()
	return p, nil
}

func (p Preview) sentence() string {
	if p.New.Services == 0 {
		return fmt.Sprintf("最近 %d 天没有这一类的服务，试算不出来", p.Days)
	}
	s := fmt.Sprintf("最近 %d 天 %d 次服务，按这条规则给 %d 人共 %d 分", p.Days, p.New.Services, p.New.Persons, p.New.Points)
	if p.New.Capped > 0 {
		s += fmt.Sprintf("，其中 %d 次碰到一天的上限，少给 %d 分", p.New.Capped, p.New.Withheld)
	}
	if p.Rule == "" {
		return s + "；现在没有在用的规则，一分也不给"
	}
	s += fmt.Sprintf("；现在的“%s”给 %d 人共 %d 分，", p.Rule, p.Now.Persons, p.Now.Points)
	switch d := p.New.Points - p.Now.Points; {
	case d > 0:
		return s + fmt.Sprintf("会多给 %d 分", d)
	case d < 0:
		return s + fmt.Sprintf("会少给 %d 分", -d)
	}
	return s + "一样多"
}

// services are those of the last days, from whoever keeps them, and what only
// the ledger knows.
func services(app core.App, since time.Time) ([]ledger.Done, error) {
	var list []ledger.Done
	kept := map[string]bool{}
	for _, source := range sources(app) {
		some, err := source(app, since)
		if err != nil {
			return nil, fmt.Errorf("services since %s: %w", since, err)
		}
		for _, s := range some {
			kept[s.Key] = true
			list = append(list, ledger.Done{Account: s.Account, Service: s.rules()})
		}
	}
	var rows []struct {
		Key       string         `db:"key"`
		Account   string         `db:"account"`
		Trigger   string         `db:"trigger"`
		Start     types.DateTime `db:"started_at"`
		Minutes   int            `db:"minutes"`
		Confirmed bool           `db:"confirmed"`
	}
	err := app.DB().Select("key", "account", "trigger", "started_at", "minutes", "confirmed").From(entries).
		Where(dbx.NewExp("[[kind]] = 'award' AND [[started_at]] >= {:t} AND NOT EXISTS (SELECT 1 FROM {{point_entries}} AS r WHERE r.[[key]] = 'reverse:' || {{point_entries}}.[[key]])",
			dbx.Params{"t": since.UTC().Format(types.DefaultDateLayout)})).
		OrderBy("started_at").All(&rows)
	if err != nil {
		return nil, fmt.Errorf("services in the ledger: %w", err)
	}
	for _, r := range rows {
		if !kept[r.Key] {
			list = append(list, ledger.Done{Account: r.Account, Service: ledger.Service{Trigger: r.Trigger, Start: r.Start.Time(), Minutes: r.Minutes, Confirmed: r.Confirmed}})
		}
	}
	slices.SortStableFunc(list, func(a, b ledger.Done) int { return a.Start.Compare(b.Start) }) // a day's cap goes by their order
	return list, nil
}
