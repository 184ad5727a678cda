package points

import (
	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/access"
	"hongguan/rules/ledger"
)

// AdjustForTest writes a correction as if two persons had agreed to it.
func AdjustForTest(tx core.App, who access.Actor, account, key string, amount int) error {
	h, err := headOf(tx, account)
	if err != nil {
		return err
	}
	if amount < -h.Balance {
		return access.Refuse("没有这么多")
	}
	return credit(tx, account, entry{Entry: ledger.Entry{Key: key, Kind: ledger.Adjust, Amount: amount}, by: who.Label})
}

// LeftForTest is what the awards of an account have left.
func LeftForTest(app core.App, account string) (int, error) {
	a, err := read(app, account)
	if err != nil {
		return 0, err
	}
	n := 0
	for _, p := range a.Left() {
		n += p.Amount
	}
	return n, nil
}
