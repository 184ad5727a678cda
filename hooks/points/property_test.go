package points_test

import (
	"errors"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/types"

	"hongguan/hooks/access"
	"hongguan/hooks/apptest"
	"hongguan/hooks/points"
)

var (
	long = flag.Bool("long", false, "a hundred thousand operations instead of a share")
	seed = flag.Uint64("seed", uint64(time.Now().UnixNano()), "of what happens in what order")
)

// errCut is a power cut in the middle of a transaction.
var errCut = errors.New("cut off")

// bank plays at random with some accounts.
type bank struct {
	t        testing.TB
	app      *apptest.App
	r        *rand.Rand
	accounts []*core.Record
	clerk    access.Actor
	steps    int
	awards   []string
	spent    []string
	failed   int
}

// step does one thing, which may be cut off before, between or after its parts;
// what was cut off is tried again later under the same key, as a phone does.
func (b *bank) step() {
	b.steps++
	who := b.accounts[b.r.IntN(len(b.accounts))].Id
	cut := b.r.IntN(12) == 0
	key := fmt.Sprint("service:", b.r.IntN(b.steps+1)) // some come twice
	err := b.app.RunInTransaction(func(tx core.App) error {
		var err error
		switch n := b.r.IntN(200); {
		case n < 84:
			_, err = points.Award(tx, b.clerk, points.Service{Account: who, Key: key, Trigger: points.ForService, Start: b.app.Clock.Now(), Minutes: b.r.IntN(400), Confirmed: true, Sentence: "换灯"})
			if err == nil && !cut {
				b.awards = append(b.awards, key)
			}
		case n < 132:
			key = fmt.Sprint("redeem:", b.steps)
			err = points.Spend(tx, b.clerk, points.Spending{Account: who, Key: key, Amount: 1 + b.r.IntN(8)})
			if err == nil && !cut {
				b.spent = append(b.spent, key)
			}
		case n < 160 && len(b.spent) > 0:
			err = points.Refund(tx, b.clerk, b.spent[b.r.IntN(len(b.spent))], "取消")
		case n < 184 && len(b.awards) > 0:
			err = points.Reverse(tx, b.clerk, b.awards[b.r.IntN(len(b.awards))], "记错了")
		case n < 199:
			err = points.AdjustForTest(tx, b.clerk, who, fmt.Sprint("adjust:", b.steps), b.r.IntN(21)-10)
		default: // it reads every account whole
			err = points.ExpireAll(tx)
		}
		if err == nil && cut {
			return errCut
		}
		return err
	})
	if err != nil {
		b.failed++
		if !errors.Is(err, errCut) && !isRefusal(err) {
			b.t.Fatalf("step %d (-seed %d): %v", b.steps, *seed, err)
		}
	}
	if b.r.IntN(4) == 0 {
		b.app.Clock.Add(time.Duration(b.r.IntN(72)) * time.Hour)
	}
}

// isRefusal tells a sentence for people from an accident.
func isRefusal(err error) bool {
	for _, r := range err.Error() {
		if r > 0x4e00 {
			return true
		}
	}
	return false
}

// balances compares every sum the hard way.
func (b *bank) balances() {
	b.t.Helper()
	var wrong []struct {
		Key string `db:"key"`
	}
	err := b.app.DB().NewQuery(`SELECT [[key]] FROM (SELECT [[key]], [[balance]], [[debt]],
			SUM([[amount]]) OVER sofar AS has, SUM([[owed]]) OVER sofar AS owes
			FROM {{point_entries}} WINDOW sofar AS (PARTITION BY [[account]] ORDER BY [[seq]]))
		WHERE [[balance]] < 0 OR [[debt]] < 0 OR [[balance]] != has OR [[debt]] != owes`).All(&wrong)
	apptest.Must(b.t, err)
	if len(wrong) > 0 {
		b.t.Errorf("%d sums are wrong (-seed %d), the first at %s", len(wrong), *seed, wrong[0].Key)
	}
	var twice int
	apptest.Must(b.t, b.app.DB().NewQuery("SELECT COUNT(*) - COUNT(DISTINCT [[key]]) FROM {{point_entries}}").Row(&twice))
	if twice != 0 {
		b.t.Errorf("%d keys are there twice (-seed %d)", twice, *seed)
	}
	for _, who := range b.accounts {
		balance, debt, err := points.Balance(b.app.BaseApp, who.Id)
		apptest.Must(b.t, err)
		if balance > 0 && debt > 0 {
			b.t.Errorf("-seed %d: %s has %d and owes %d at once", *seed, who.Id, balance, debt)
		}
		if left, err := points.LeftForTest(b.app.BaseApp, who.Id); err != nil || left != balance {
			b.t.Errorf("-seed %d: what is left of the awards of %s is %d, the balance %d (%v)", *seed, who.Id, left, balance, err)
		}
	}
}

func newBank(t testing.TB, app *apptest.App, n int) *bank {
	town := app.Town()
	app.Create("point_rules", "name", "志愿服务按小时", "trigger", "service", "amount", 2, "per", "hour", "daily_cap", 9, "valid_months", 2, "needs_confirmation", true, "active", true)
	b := &bank{t: t, app: app, r: rand.New(rand.NewPCG(*seed, 7)), clerk: app.As(town.Clerk)}
	for i := range n {
		b.accounts = append(b.accounts, app.Resident(town, "李秀英", fmt.Sprintf("13900001%03d", i)))
	}
	return b
}

// TestLedgerProperty: whatever happens in whatever order and is cut off wherever,
// each balance is the sum of its entries and never below zero, each key is there
// once, and nobody has points while she owes some.
func TestLedgerProperty(t *testing.T) {
	n, accounts := 700, 8
	if *long {
		n, accounts = 100_000, 300
	}
	b := newBank(t, apptest.New(t), accounts)
	for range n {
		b.step()
	}
	b.balances()
	t.Logf("%d operations, %d refused or cut off (-seed %d)", b.steps, b.failed, *seed)
}

// TestKilled plays in a process of its own that is killed from outside in the
// middle of writing, again and again on the same file; what it leaves behind
// still adds up, and the next one goes on with it.
func TestKilled(t *testing.T) {
	if dir := os.Getenv("HONGGUAN_BANK"); dir != "" {
		play(t, dir)
	}
	kills := 1
	if *long {
		kills = 25
	}
	dir := t.TempDir()
	written := int64(0)
	for range kills {
		killed(t, dir)
		app := apptest.Open(t, dir)
		rows, err := app.FindAllRecords("residents")
		apptest.Must(t, err)
		b := &bank{t: t, app: app, accounts: rows}
		b.balances()
		n, err := app.CountRecords("point_entries")
		apptest.Must(t, err)
		app.Stop()
		if n < written+20 {
			t.Fatalf("only %d entries were written before the kill: it proves nothing", n-written)
		}
		written = n
	}
	t.Logf("%d kills, %d entries (-seed %d)", kills, written, *seed)
}

// play goes on with the ledger in dir until somebody ends the process.
func play(t *testing.T, dir string) {
	app := apptest.Open(t, dir)
	n, err := app.CountRecords("point_entries")
	apptest.Must(t, err)
	var b *bank
	if n == 0 {
		b = newBank(t, app, 6)
	} else {
		rows, err := app.FindAllRecords("residents")
		apptest.Must(t, err)
		clerk, err := app.FindFirstRecordByData("staff", "role", "clerk")
		apptest.Must(t, err)
		b = &bank{t: t, app: app, r: rand.New(rand.NewPCG(*seed, uint64(n))), accounts: rows, clerk: app.As(clerk), steps: int(n) * 100}
		var last types.DateTime
		apptest.Must(t, app.DB().NewQuery("SELECT MAX([[at]]) FROM {{point_entries}}").Row(&last))
		app.Clock.Add(last.Time().Sub(app.Clock.Now()))
		for kind, keys := range map[string]*[]string{"award": &b.awards, "redeem": &b.spent} {
			apptest.Must(t, app.DB().NewQuery("SELECT [[key]] FROM {{point_entries}} WHERE [[kind]] = {:k} ORDER BY [[key]]").Bind(dbx.Params{"k": kind}).Column(keys))
		}
	}
	apptest.Must(t, os.WriteFile(filepath.Join(dir, "playing"), nil, 0o600))
	for {
		b.step()
	}
}

// killed starts a process that plays in dir, and ends it a second and a half later.
func killed(t *testing.T, dir string) {
	t.Helper()
	playing := filepath.Join(dir, "playing")
	_ = os.Remove(playing)
	child := exec.Command(os.Args[0], "-test.run", "^TestKilled$", "-seed", fmt.Sprint(*seed))
	child.Env = append(os.Environ(), "HONGGUAN_BANK="+dir)
	apptest.Must(t, child.Start())
	end := time.Now().Add(60 * time.Second)
	for {
		if _, err := os.Stat(playing); err == nil {
			break
		}
		if time.Now().After(end) {
			_ = child.Process.Kill()
			t.Fatal("the child never began")
		}
		<-time.After(20 * time.Millisecond)
	}
	<-time.After(1500 * time.Millisecond)
	apptest.Must(t, child.Process.Kill())
	_ = child.Wait()
}
