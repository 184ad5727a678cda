package points

import (
	"fmt"

	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/access"
	"hongguan/hooks/calendar"
	"hongguan/hooks/people"
	"hongguan/rules/ledger"
)

// Spending is what points are taken for.
type Spending struct {
	Account          string
	Key              string
	Amount           int
	Source, SourceID string
	Sentence         string
}

// Spend takes points, those that end first in front, in the caller's
// transaction. It refuses whoever has too few or owes some.
func Spend(tx core.App, who access.Actor, s Spending) error {
	account, err := people.First(tx, s.Account)
	if err != nil {
		return err
	}
	a, err := expire(tx, account.Id, calendar.Now(tx))
	if err != nil {
		return err
	}
	switch {
	case a.Debt > 0:
		return access.Refuse(fmt.Sprintf("您有 %d 分是冲销以后欠下的，下次服务得的积分先还上，还清了就可以兑换", a.Debt))
	case a.Balance < s.Amount:
		return access.Refuse(fmt.Sprintf("您现在有 %d 分，这件要 %d 分，还差 %d 分", a.Balance, s.Amount, s.Amount-a.Balance))
	case s.Amount <= 0:
		return nil
	}
	return write(tx, account.Id, entry{Entry: ledger.Entry{Key: s.Key, Kind: ledger.Redeem, Amount: -s.Amount}, source: s.Source, sourceID: s.SourceID, sentence: s.Sentence, by: who.Label})
}

// Refund gives back what was taken under a key, each point with its old
// validity but good for thirty days at least. A second call does nothing.
func Refund(tx core.App, who access.Actor, key, sentence string) error {
	spent, err := find(tx, key)
	if err != nil {
		return fmt.Errorf("look up spending %s: %w", key, err)
	}
	if spent == nil || spent.GetString("kind") != ledger.Redeem {
		return nil
	}
	before, err := read(tx, spent.GetString("account"))
	if err != nil {
		return err
	}
	if done, err := find(tx, fmt.Sprintf("refund:%s:1", key)); err != nil || done != nil {
		return err
	}
	account, err := people.First(tx, spent.GetString("account"))
	if err != nil {
		return err
	}
	for i, p := range before.Back(key, calendar.Now(tx)) {
		e := entry{Entry: ledger.Entry{Key: fmt.Sprintf("refund:%s:%d", key, i+1), Kind: ledger.Refund, Of: key, Amount: p.Amount, Expires: p.Expires},
			source: spent.GetString("source"), sourceID: spent.GetString("source_id"), sentence: sentence, by: who.Label}
		if err := credit(tx, account.Id, e); err != nil {
			return err
		}
	}
	return nil
}
