package ledger_test

import (
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"hongguan/rules/ledger"
	"hongguan/rules/workday"
)

func day(s string) time.Time {
	t, err := time.ParseInLocation(time.DateOnly, s, workday.Zone)
	if err != nil {
		panic(err)
	}
	return t
}

func TestGives(t *testing.T) {
	hour := ledger.Rule{Trigger: "service", Amount: 2, PerHour: true, DailyCap: 8, Active: true}
	once := ledger.Rule{Trigger: "milestone", Amount: 5, Active: true}
	for name, c := range map[string]struct {
		rule         ledger.Rule
		minutes      int
		today        int
		points, full int
	}{
		"an hour":            {hour, 60, 0, 2, 2},
		"half an hour":       {hour, 30, 0, 1, 1},
		"not a whole point":  {hour, 29, 0, 0, 0},
		"up to the cap":      {hour, 600, 0, 8, 20},
		"what is left of it": {hour, 120, 6, 2, 4},
		"nothing left":       {hour, 120, 8, 0, 4},
		"the cap was raised": {hour, 120, 12, 0, 4},
		"once":               {once, 600, 50, 5, 5},
		"turned round":       {hour, -60, 0, 0, 0},
	} {
		p, full := c.rule.Gives(ledger.Service{Minutes: c.minutes}, c.today)
		if p != c.points || full != c.full {
			t.Errorf("%s: %d of %d, want %d of %d", name, p, full, c.points, c.full)
		}
	}
}

func TestApplies(t *testing.T) {
	rule := ledger.Rule{Trigger: "service", Active: true, Confirmed: true, From: day("2026-11-01"), Until: day("2026-11-30")}
	at := func(s string) time.Time {
		x, err := time.ParseInLocation("2006-01-02 15:04", s, workday.Zone)
		if err != nil {
			t.Fatal(err)
		}
		return x.UTC() // as it is stored
	}
	off := rule
	off.Active = false
	for name, c := range map[string]struct {
		rule ledger.Rule
		s    ledger.Service
		want bool
	}{
		"plain":            {rule, ledger.Service{Trigger: "service", Start: at("2026-11-23 09:00"), Confirmed: true}, true},
		"first minute":     {rule, ledger.Service{Trigger: "service", Start: at("2026-11-01 00:00"), Confirmed: true}, true},
		"the night before": {rule, ledger.Service{Trigger: "service", Start: at("2026-10-31 23:59"), Confirmed: true}, false},
		"last minute":      {rule, ledger.Service{Trigger: "service", Start: at("2026-11-30 23:59"), Confirmed: true}, true},
		"after":            {rule, ledger.Service{Trigger: "service", Start: at("2026-12-01 00:00"), Confirmed: true}, false},
		"not confirmed":    {rule, ledger.Service{Trigger: "service", Start: at("2026-11-23 09:00")}, false},
		"another trigger":  {rule, ledger.Service{Trigger: "duty", Start: at("2026-11-23 09:00"), Confirmed: true}, false},
		"not in force":     {off, ledger.Service{Trigger: "service", Start: at("2026-11-23 09:00"), Confirmed: true}, false},
	} {
		if got := c.rule.Applies(c.s); got != c.want {
			t.Errorf("%s: %v, want %v", name, got, c.want)
		}
	}
}

func TestExpires(t *testing.T) {
	for _, c := range []struct {
		now    string
		months int
		last   string
	}{
		{"2026-01-05", 12, "2027-01-05"}, {"2026-01-31", 1, "2026-02-28"}, {"2026-12-31", 2, "2027-02-28"}, {"2027-12-31", 2, "2028-02-29"}, {"2026-11-30", 12, "2027-11-30"},
	} {
		e := ledger.Rule{ValidMonths: c.months}.Expires(day(c.now).Add(23 * time.Hour))
		if got := ledger.LastDay(e).Format(time.DateOnly); got != c.last || e.In(workday.Zone).Hour() != 0 {
			t.Errorf("%s and %d months: last day %s (%s), want %s", c.now, c.months, got, e, c.last)
		}
	}
	if e := (ledger.Rule{}).Expires(day("2026-01-01")); !e.IsZero() {
		t.Errorf("without end: %s", e)
	}
}

func TestWhatEndsFirstIsSpentFirst(t *testing.T) {
	now := day("2026-11-23")
	a := ledger.Read([]ledger.Entry{
		{Key: "stays", Kind: ledger.Award, Amount: 3},
		{Key: "march", Kind: ledger.Award, Amount: 5, Expires: day("2027-03-01")},
		{Key: "december", Kind: ledger.Award, Amount: 4, Expires: day("2026-12-01")},
		{Key: "towel", Kind: ledger.Redeem, Amount: -6},
	})
	if a.Balance != 6 || a.Debt != 0 {
		t.Fatalf("balance %d, debt %d", a.Balance, a.Debt)
	}
	if got := fmt.Sprint(a.Left()); got != fmt.Sprint([]ledger.Part{{"march", 3, day("2027-03-01")}, {"stays", 3, time.Time{}}}) {
		t.Errorf("left: %v", got)
	}
	// Back: the ones of December are good for thirty days, the others as long as before.
	if got := fmt.Sprint(a.Back("towel", now)); got != fmt.Sprint([]ledger.Part{{"december", 4, now.Add(ledger.Kept)}, {"march", 2, day("2027-03-01")}}) {
		t.Errorf("back: %v", got)
	}
}

// Redeemed and cancelled in turn, points are kept for thirty days once: not for
// ever.
func TestBackAgain(t *testing.T) {
	first := day("2026-11-30")
	a := ledger.Read([]ledger.Entry{
		{Key: "december", Kind: ledger.Award, Amount: 4, Expires: day("2026-12-01")},
		{Key: "towel", Kind: ledger.Redeem, Amount: -4},
		{Key: "back", Kind: ledger.Refund, Of: "towel", Amount: 4, Expires: first.Add(ledger.Kept)},
		{Key: "soap", Kind: ledger.Redeem, Amount: -4},
	})
	if got := fmt.Sprint(a.Back("soap", day("2026-12-29"))); got != fmt.Sprint([]ledger.Part{{"back", 4, first.Add(ledger.Kept)}}) {
		t.Errorf("back again: %v", got)
	}
}

func TestReversal(t *testing.T) {
	first := ledger.Entry{Key: "a", Kind: ledger.Award, Amount: 10, Expires: day("2027-01-01")}
	for name, c := range map[string]struct {
		after     []ledger.Entry
		take, owe int
	}{
		"untouched":     {nil, 10, 0},
		"spent":         {[]ledger.Entry{{Key: "r", Kind: ledger.Redeem, Amount: -10}}, 0, 10},
		"half spent":    {[]ledger.Entry{{Key: "r", Kind: ledger.Redeem, Amount: -4}}, 6, 4},
		"ended":         {[]ledger.Entry{{Key: "e", Kind: ledger.Expire, Amount: -10}}, 0, 0},
		"others pay":    {[]ledger.Entry{{Key: "r", Kind: ledger.Redeem, Amount: -10}, {Key: "b", Kind: ledger.Award, Amount: 7}}, 7, 3},
		"ended in part": {[]ledger.Entry{{Key: "r", Kind: ledger.Redeem, Amount: -4}, {Key: "e", Kind: ledger.Expire, Amount: -6}}, 0, 4},
	} {
		take, owe := ledger.Read(append([]ledger.Entry{first}, c.after...)).Reversal("a", 10)
		if take != c.take || owe != c.owe {
			t.Errorf("%s: takes %d, owes %d; want %d and %d", name, take, owe, c.take, c.owe)
		}
	}
}

func TestEnding(t *testing.T) {
	now := day("2026-12-10")
	a := ledger.Read([]ledger.Entry{
		{Key: "late", Kind: ledger.Award, Amount: 9, Expires: day("2027-02-01")},
		{Key: "b", Kind: ledger.Award, Amount: 5, Expires: day("2027-01-06")},
		{Key: "c", Kind: ledger.Award, Amount: 7, Expires: day("2027-01-06")},
		{Key: "a", Kind: ledger.Award, Amount: 1, Expires: day("2026-12-20")},
		{Key: "gone", Kind: ledger.Award, Amount: 2, Expires: now},
	})
	got := a.Ending(now)
	if len(got) != 2 || got[0].Amount != 1 || got[1].Amount != 12 || ledger.LastDay(got[1].Expires).Format("1月2日") != "1月5日" {
		t.Errorf("ending: %v", got)
	}
	if n := a.Overdue(now); n != 2 {
		t.Errorf("overdue %d, want 2", n)
	}
}

func TestTry(t *testing.T) {
	at := day("2026-11-23").Add(9 * time.Hour)
	done := func(account string, minutes int, at time.Time) ledger.Done {
		return ledger.Done{Account: account, Service: ledger.Service{Trigger: "service", Start: at, Minutes: minutes, Confirmed: true}}
	}
	got := ledger.Try(ledger.Rule{Trigger: "service", Amount: 1, PerHour: true, DailyCap: 3, From: day("2027-01-01")}, []ledger.Done{
		done("王", 120, at), done("王", 120, at.Add(3*time.Hour)), done("王", 60, at.AddDate(0, 0, 1)), done("李", 60, at), done("赵", 20, at),
		{Account: "孙", Service: ledger.Service{Trigger: "duty", Start: at, Minutes: 60}},
	})
	if want := (ledger.Outcome{Services: 5, Persons: 2, Points: 5, Capped: 1, Withheld: 1}); got != want {
		t.Errorf("%+v, want %+v", got, want)
	}
}

// TestNothingIsLost: whatever happens in whatever order, what is left in the
// lots is the balance.
func TestNothingIsLost(t *testing.T) {
	seed := uint64(time.Now().UnixNano())
	r := rand.New(rand.NewPCG(seed, 1))
	for range 200 {
		var list []ledger.Entry
		now := day("2026-01-01")
		for i := range 100 {
			a := ledger.Read(list)
			now = now.Add(time.Duration(r.IntN(48)) * time.Hour)
			key := fmt.Sprint("k", i)
			switch n := r.IntN(10); {
			case n < 5:
				e := ledger.Entry{Key: key, Kind: ledger.Award, Amount: r.IntN(20)}
				if r.IntN(3) > 0 {
					e.Expires = now.AddDate(0, 0, r.IntN(60))
				}
				list = append(list, e)
			case n < 7 && a.Balance > 0:
				list = append(list, ledger.Entry{Key: key, Kind: ledger.Redeem, Amount: -1 - r.IntN(a.Balance)})
			case n < 8 && a.Overdue(now) > 0:
				list = append(list, ledger.Entry{Key: key, Kind: ledger.Expire, Amount: -a.Overdue(now)})
			case n < 9 && len(list) > 0 && a.Debt == 0:
				of := list[r.IntN(len(list))]
				if of.Kind == ledger.Award {
					take, owe := a.Reversal(of.Key, of.Amount)
					list = append(list, ledger.Entry{Key: key, Kind: ledger.Reverse, Of: of.Key, Amount: -take, Owed: owe})
				}
			}
			a = ledger.Read(list)
			left := 0
			for _, p := range a.Left() {
				left += p.Amount
			}
			if left != a.Balance || a.Balance < 0 || a.Debt < 0 {
				t.Fatalf("seed %d: %d left in lots, balance %d, debt %d: %v", seed, left, a.Balance, a.Debt, list)
			}
		}
	}
}
