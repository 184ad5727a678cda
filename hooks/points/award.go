package points

import (
	"fmt"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/access"
	"hongguan/hooks/calendar"
	"hongguan/hooks/people"
	"hongguan/rules/ledger"
	"hongguan/rules/watch"
)

// The triggers a rule may name. There are no others, and there must be none:
// see TestForbiddenPatterns.
const (
	ForService   = "service"
	ForMilestone = "milestone"
	ForDuty      = "duty"
)

// Service is something that may bring points.
type Service struct {
	Account          string // id of the resident's registration
	Key              string // "service:" and the id of the service record: one service brings points once
	Trigger          string // ForService, ForMilestone, ForDuty
	Start, End       time.Time
	Minutes          int    // that count, without travel and what overlaps another service
	Confirmed        bool   // somebody else than she confirmed it
	Source, SourceID string // table and id
	Sentence         string // 为3幢老人家换灯, without the name of whoever was helped
	Instead          string // key of the award that was taken back because the record of it was corrected; this one lasts as long
}

func (s *Service) rules() ledger.Service {
	return ledger.Service{Trigger: s.Trigger, Start: s.Start, Minutes: s.Minutes, Confirmed: s.Confirmed}
}

// Award gives what the rule in force on the day of a service says, in the
// caller's transaction. A second call with the same key adds nothing and
// answers what the first one gave. No rule gives nothing, and leaves no line: a
// rule that comes later does not look back by itself.
func Award(tx core.App, who access.Actor, s Service) (int, error) {
	done, err := find(tx, s.Key)
	if err != nil {
		return 0, fmt.Errorf("look up award %s: %w", s.Key, err)
	}
	if done != nil {
		return done.GetInt("amount"), nil
	}
	id, rule, err := inForce(tx, s.rules())
	if err != nil || id == "" {
		return 0, err
	}
	account, err := people.First(tx, s.Account)
	if err != nil {
		return 0, err
	}
	if !account.GetDateTime("erased_at").IsZero() {
		return 0, nil // nobody is left to thank
	}
	today, err := givenOn(tx, account.Id, id, s.rules().Day())
	if err != nil {
		return 0, err
	}
	n, full := rule.Gives(s.rules(), today)
	sentence, expires := s.Sentence, rule.Expires(calendar.Now(tx))
	if n < full {
		sentence += fmt.Sprintf("（一天最多 %d 分）", rule.DailyCap)
	}
	old, err := find(tx, s.Instead)
	if err != nil {
		return 0, fmt.Errorf("look up award %s: %w", s.Instead, err)
	}
	if old != nil {
		// Else a correction of one minute each year would keep points for ever.
		if expires = old.GetDateTime("expires_at").Time(); !expires.IsZero() && !calendar.Now(tx).Before(expires) {
			n, sentence = 0, sentence+"（原来的积分已经到期）"
		}
	}
	e := entry{Entry: ledger.Entry{Key: s.Key, Kind: ledger.Award, Amount: n, Expires: expires}, rule: id, service: &s,
		source: s.Source, sourceID: s.SourceID, sentence: sentence, by: who.Label}
	return n, credit(tx, account.Id, e)
}

// givenOn is what a rule has given somebody for one day, without what was taken back.
func givenOn(app core.App, account, rule, day string) (n int, err error) {
	err = app.DB().NewQuery(`SELECT COALESCE(SUM([[amount]] - [[owed]]), 0) FROM {{point_entries}} WHERE [[account]] = {:a} AND [[rule]] = {:r} AND [[day]] = {:d}`).
		Bind(dbx.Params{"a": account, "r": rule, "d": day}).Row(&n)
	if err != nil {
		return 0, fmt.Errorf("points of the day: %w", err)
	}
	return n, nil
}

// inForce is the one rule that speaks of a service; no id when there is none.
func inForce(app core.App, s ledger.Service) (id string, rule ledger.Rule, err error) {
	rows, err := app.FindAllRecords(ruleTable, dbx.HashExp{"trigger": s.Trigger, "active": true})
	if err != nil {
		return "", rule, fmt.Errorf("point rules: %w", err)
	}
	for _, r := range rows {
		if rule = ruleOf(r); rule.Applies(s) {
			return r.Id, rule, nil
		}
	}
	return "", rule, nil
}

// ruleOf reads a rule. Its days were checked when it was written.
func ruleOf(r *core.Record) ledger.Rule {
	from, _ := watch.ParseDate(r.GetString("from_day"))
	until, _ := watch.ParseDate(r.GetString("until_day"))
	return ledger.Rule{Trigger: r.GetString("trigger"), Amount: r.GetInt("amount"), PerHour: r.GetString("per") == "hour", DailyCap: r.GetInt("daily_cap"),
		ValidMonths: r.GetInt("valid_months"), Confirmed: r.GetBool("needs_confirmation"), From: from, Until: until, Active: r.GetBool("active")}
}

// Reverse takes an award back. What was spent of it meanwhile is left as a debt
// that the next award pays; what had ended unused is not asked for. A second
// call does nothing.
func Reverse(tx core.App, who access.Actor, key, reason string) error {
	award, err := find(tx, key)
	if err != nil {
		return fmt.Errorf("look up award %s: %w", key, err)
	}
	if award == nil || award.GetString("kind") != ledger.Award || award.GetInt("amount") == 0 {
		return nil // it brought nothing
	}
	done, err := find(tx, "reverse:"+key)
	if err != nil || done != nil {
		return err
	}
	account, err := people.First(tx, award.GetString("account"))
	if err != nil {
		return err
	}
	a, err := expire(tx, account.Id, calendar.Now(tx))
	if err != nil {
		return err
	}
	take, owe := a.Reversal(key, award.GetInt("amount"))
	s := Service{Trigger: award.GetString("trigger"), Start: award.GetDateTime("started_at").Time(), Minutes: award.GetInt("minutes"), Confirmed: award.GetBool("confirmed")}
	return write(tx, account.Id, entry{Entry: ledger.Entry{Key: "reverse:" + key, Kind: ledger.Reverse, Of: key, Amount: -take, Owed: owe}, rule: award.GetString("rule"), service: &s,
		source: award.GetString("source"), sourceID: award.GetString("source_id"), sentence: reason, by: who.Label})
}

// ReverseOf takes back what a source has brought and still counts: to one
// account, or to all when none is named.
func ReverseOf(tx core.App, who access.Actor, source, id, account, reason string) error {
	var keys []string
	q := tx.DB().Select("key").From(entries).Where(dbx.HashExp{"source": source, "source_id": id, "kind": ledger.Award}).
		AndWhere(dbx.NewExp("NOT EXISTS (SELECT 1 FROM {{point_entries}} AS r WHERE r.[[key]] = 'reverse:' || {{point_entries}}.[[key]])")).OrderBy("at", "key")
	if account != "" {
		q = q.AndWhere(dbx.HashExp{"account": account})
	}
	if err := q.Column(&keys); err != nil {
		return fmt.Errorf("awards of %s %s: %w", source, id, err)
	}
	for _, key := range keys {
		if err := Reverse(tx, who, key, reason); err != nil {
			return err
		}
	}
	return nil
}
