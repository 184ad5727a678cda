package points

import (
	"fmt"

	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/access"
	"hongguan/rules/ledger"
)

// join moves what is left of one account to another, with its validity, when
// staff find that a registration is of the same person as an earlier one. It is
// the only way points pass from one account to another, and both are hers.
func join(tx core.App, from, to string) error {
	h, err := headOf(tx, from)
	if err != nil || h.Balance == 0 && h.Debt == 0 {
		return err
	}
	a, err := read(tx, from)
	if err != nil {
		return err
	}
	by := access.Program().Label
	key := fmt.Sprintf("link:%s:%d", from, h.Seq+1)
	sentence := "两份登记是同一个人，积分并到一起"
	err = write(tx, from, entry{Entry: ledger.Entry{Key: key, Kind: ledger.Link, Amount: -h.Balance, Owed: -h.Debt}, sentence: sentence, by: by})
	if err != nil {
		return err
	}
	if h.Debt > 0 {
		return charge(tx, to, entry{Entry: ledger.Entry{Key: key + ":debt", Kind: ledger.Link, Of: key}, sentence: sentence, by: by}, h.Debt)
	}
	for i, p := range a.Left() {
		e := entry{Entry: ledger.Entry{Key: fmt.Sprintf("%s:%d", key, i+1), Kind: ledger.Link, Of: key, Amount: p.Amount, Expires: p.Expires}, sentence: sentence, by: by}
		if err := credit(tx, to, e); err != nil {
			return err
		}
	}
	return nil
}
