package points

import (
	"database/sql"
	"errors"
	"fmt"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/types"

	"hongguan/hooks/access"
	"hongguan/hooks/calendar"
	"hongguan/rules/ledger"
)

const (
	entries     = "point_entries"
	ruleTable   = "point_rules"
	adjustments = "point_adjustments"
)

// entry is a line to be written.
type entry struct {
	ledger.Entry
	rule             string
	service          *Service
	source, sourceID string
	sentence, by     string
}

// head is where an account stands: its last line.
type head struct {
	Seq     int `db:"seq"`
	Balance int `db:"balance"`
	Debt    int `db:"debt"`
}

func headOf(app core.App, account string) (head, error) {
	var h head
	err := app.DB().NewQuery("SELECT [[seq]], [[balance]], [[debt]] FROM {{point_entries}} WHERE [[account]] = {:a} ORDER BY [[seq]] DESC LIMIT 1").
		Bind(dbx.Params{"a": account}).One(&h)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return h, fmt.Errorf("head of points of %s: %w", account, err)
	}
	return h, nil
}

// Balance is what somebody has, and what she owes because an award was taken
// back after it was spent. One of the two is always nought.
func Balance(app core.App, account string) (balance, debt int, err error) {
	var h head
	err = app.DB().NewQuery(`SELECT [[seq]], [[balance]], [[debt]] FROM {{point_entries}} WHERE [[account]] =
		(SELECT CASE WHEN [[linked_to]] != '' THEN [[linked_to]] ELSE [[id]] END FROM {{residents}} WHERE [[id]] = {:a}) ORDER BY [[seq]] DESC LIMIT 1`).
		Bind(dbx.Params{"a": account}).One(&h)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return 0, 0, fmt.Errorf("balance of %s: %w", account, err)
	}
	return h.Balance, h.Debt, nil
}

// read is the whole account, for what needs to know which points are left.
func read(app core.App, account string) (*ledger.Account, error) {
	var rows []struct {
		Key     string         `db:"key"`
		Kind    string         `db:"kind"`
		Of      string         `db:"of"`
		Amount  int            `db:"amount"`
		Owed    int            `db:"owed"`
		At      types.DateTime `db:"at"`
		Expires types.DateTime `db:"expires_at"`
	}
	err := app.DB().Select("key", "kind", "of", "amount", "owed", "at", "expires_at").From(entries).
		Where(dbx.HashExp{"account": account}).OrderBy("seq").All(&rows)
	if err != nil {
		return nil, fmt.Errorf("points of %s: %w", account, err)
	}
	list := make([]ledger.Entry, len(rows))
	for i, r := range rows {
		list[i] = ledger.Entry{Key: r.Key, Kind: r.Kind, Of: r.Of, Amount: r.Amount, Owed: r.Owed, At: r.At.Time(), Expires: r.Expires.Time()}
	}
	return ledger.Read(list), nil
}

// find returns the line with a key; nil when there is none.
func find(app core.App, key string) (*core.Record, error) {
	r := &core.Record{}
	err := app.RecordQuery(entries).AndWhere(dbx.HashExp{"key": key}).Limit(1).One(r)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, nil
	}
	return r, err
}

// write is the only writer of the ledger. The sums are checked once more by the
// database.
func write(tx core.App, account string, e entry) error {
	c, err := tx.FindCachedCollectionByNameOrId(entries)
	if err != nil {
		return err
	}
	h, err := headOf(tx, account)
	if err != nil {
		return err
	}
	r := core.NewRecord(c)
	r.Load(map[string]any{
		"account": account, "seq": h.Seq + 1, "key": e.Key, "kind": e.Kind, "of": e.Of, "amount": e.Amount, "owed": e.Owed,
		"balance": h.Balance + e.Amount, "debt": h.Debt + e.Owed, "rule": e.rule, "expires_at": e.Expires,
		"source": e.source, "source_id": e.sourceID, "sentence": e.sentence, "at": calendar.Now(tx), "by_label": e.by,
	})
	if s := e.service; s != nil {
		r.Load(map[string]any{"trigger": s.Trigger, "day": s.rules().Day(), "started_at": s.Start, "minutes": s.Minutes, "confirmed": s.Confirmed})
	}
	if err := access.Own(tx, r); err != nil {
		return fmt.Errorf("write point entry %s: %w", e.Key, err)
	}
	return nil
}

// credit adds points, and pays with them what is owed.
func credit(tx core.App, account string, e entry) error {
	if err := write(tx, account, e); err != nil {
		return err
	}
	h, err := headOf(tx, account)
	if err != nil || h.Debt == 0 || h.Balance == 0 {
		return err
	}
	n := min(h.Debt, h.Balance)
	return write(tx, account, entry{Entry: ledger.Entry{Key: "repay:" + e.Key, Kind: ledger.Repay, Of: e.Key, Amount: -n, Owed: -n}, sentence: "还清以前冲销后欠的积分", by: e.by})
}

// charge takes points, and leaves what is not there as a debt.
func charge(tx core.App, account string, e entry, n int) error {
	h, err := headOf(tx, account)
	if err != nil {
		return err
	}
	take := min(n, h.Balance)
	e.Amount, e.Owed = -take, n-take
	return write(tx, account, e)
}

// expire writes off what has ended by now. Everything that spends calls it
// first: a PC that was off must not make points last longer.
func expire(tx core.App, account string, now time.Time) (*ledger.Account, error) {
	a, err := read(tx, account)
	if err != nil {
		return nil, err
	}
	n := a.Overdue(now)
	if n == 0 {
		return a, nil
	}
	h, err := headOf(tx, account)
	if err != nil {
		return nil, err
	}
	err = write(tx, account, entry{Entry: ledger.Entry{Key: fmt.Sprintf("expire:%s:%d", account, h.Seq+1), Kind: ledger.Expire, Amount: -n},
		sentence: "到期没有使用", by: access.Program().Label})
	if err != nil {
		return nil, err
	}
	return read(tx, account)
}

// ExpireAll writes off what has ended for everybody.
func ExpireAll(tx core.App) error {
	now := calendar.Now(tx)
	var accounts []string
	err := tx.DB().NewQuery(`SELECT DISTINCT [[account]] FROM {{point_entries}} AS e WHERE [[amount]] > 0 AND [[expires_at]] != '' AND [[expires_at]] <= {:now}
		AND (SELECT [[balance]] FROM {{point_entries}} WHERE [[account]] = e.[[account]] ORDER BY [[seq]] DESC LIMIT 1) > 0`).
		Bind(dbx.Params{"now": now.UTC().Format(types.DefaultDateLayout)}).Column(&accounts)
	if err != nil {
		return fmt.Errorf("points past their end: %w", err)
	}
	for _, a := range accounts {
		if _, err := expire(tx, a, now); err != nil {
			return err
		}
	}
	return nil
}
