package rewards

import (
	"database/sql"
	"errors"
	"fmt"
	"strconv"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/access"
	"hongguan/hooks/calendar"
	"hongguan/rules/term"
	"hongguan/rules/watch"
)

const (
	table       = "rewards"
	redemptions = "redemptions"
	moves       = "stock_moves"
)

// The states of a redemption.
const (
	waiting   = "waiting"
	handed    = "handed"
	cancelled = "cancelled"
	expired   = "expired"
)

// The kinds of a move of the stock.
const (
	in      = "in"
	out     = "out"
	counted = "counted"
	reserve = "reserve"
	back    = "return"
)

// find is a reward by its id.
func find(app core.App, id string) (*core.Record, error) {
	r, err := app.FindRecordById(table, id)
	if err != nil {
		return nil, access.Answer(404, "没有这种兑换品")
	}
	return r, nil
}

// Left is how many pieces can be redeemed. It stands nowhere but in the last
// move: nobody can type it in.
func Left(app core.App, reward string) (int, error) {
	_, left, err := last(app, reward)
	return left, err
}

func last(app core.App, reward string) (seq, left int, err error) {
	err = app.DB().NewQuery("SELECT [[seq]], [[left]] FROM {{stock_moves}} WHERE [[reward]] = {:r} ORDER BY [[seq]] DESC LIMIT 1").Bind(dbx.Params{"r": reward}).Row(&seq, &left)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return 0, 0, fmt.Errorf("stock of %s: %w", reward, err)
	}
	return seq, left, nil
}

// move is the only writer of the stock. The database refuses a sum that is
// wrong or below zero.
func move(tx core.App, who access.Actor, reward, kind string, amount int, reason, redemption string) error {
	c, err := tx.FindCachedCollectionByNameOrId(moves)
	if err != nil {
		return err
	}
	seq, left, err := last(tx, reward)
	if err != nil {
		return err
	}
	r := core.NewRecord(c)
	r.Load(map[string]any{"reward": reward, "seq": seq + 1, "kind": kind, "amount": amount, "left": left + amount, "reason": reason, "redemption": redemption,
		"at": calendar.Now(tx), "by_label": who.Label})
	if err := access.Own(tx, r); err != nil {
		return fmt.Errorf("move stock of %s: %w", reward, err)
	}
	return nil
}

// held counts the pieces that were redeemed and still lie on the shelf.
func held(app core.App, reward string) (int, error) {
	n, err := app.CountRecords(redemptions, dbx.HashExp{"reward": reward, "state": waiting})
	return int(n), err
}

// codeOf is what somebody shows at the counter: eight digits, derived from the
// office's secret, so that no copy of the database holds one.
func codeOf(app core.App, redemption string) string {
	n, err := strconv.ParseUint(access.Mark(app, "redemption", redemption)[:15], 16, 64)
	if err != nil {
		panic(err) // a mark is hexadecimal
	}
	return fmt.Sprintf("%08d", n%1e8)
}

func markOf(app core.App, code string) string { return access.Mark(app, "redemption code", code) }

// byCode finds a redemption that waits by the code that was typed or scanned.
func byCode(app core.App, code string) (*core.Record, error) {
	digits := ""
	for _, c := range code {
		switch {
		case c >= '0' && c <= '9':
			digits += string(c)
		case c >= '０' && c <= '９':
			digits += string('0' + c - '０')
		}
	}
	r, err := app.FindFirstRecordByFilter(redemptions, "code_mark = {:m}", dbx.Params{"m": markOf(app, digits)})
	if err != nil || len(digits) != 8 {
		return nil, access.Answer(404, "没有这个领取码：可能已经领过、取消了，或者看错了一位，请再核对")
	}
	return r, nil
}

// span is when a reward is offered. Its days were checked when they were written.
func span(r *core.Record) term.Term {
	from, _ := watch.ParseDate(r.GetString("from_day"))
	until, _ := watch.ParseDate(r.GetString("until_day"))
	return term.Term{From: from, Until: until}
}

// inYear counts from the first moment of the office's year.
func inYear(now time.Time) time.Time { return yearStart(now.In(zone).Year()) }
