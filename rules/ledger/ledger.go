// Package ledger is the arithmetic of points 积分: what a rule gives for a
// service, when points end, and what is left of which award after everything
// that happened since.
//
// A ledger is a list of entries that is only ever added to. Nothing in it says
// which award a redemption was paid from: that follows from the order, since
// whatever is taken is taken from what ends first.
package ledger

import (
	"cmp"
	"slices"
	"time"
)

// The kinds of entry.
const (
	Award   = "award"   // for a service, by a rule
	Redeem  = "redeem"  // paid for a reward
	Refund  = "refund"  // a redemption was cancelled
	Reverse = "reverse" // an award was wrong
	Repay   = "repay"   // of a debt, out of the award before it
	Expire  = "expire"
	Adjust  = "adjust" // by hand, with a second person
	Link    = "link"   // two registrations are one person
)

// Entry is one line of an account, as far as the arithmetic needs it.
type Entry struct {
	Key     string
	Kind    string
	Of      string // of a reversal or a refund: the key of what it takes back
	Amount  int    // what is added to the balance, or taken from it
	Owed    int    // what is added to the debt, or paid of it
	At      time.Time
	Expires time.Time // of points that were added; zero for those that stay
}

// Lot is what was added by one entry.
type Lot struct {
	Key     string
	Given   int
	Left    int
	Expired int // of what was given
	Expires time.Time
	back    bool // came back from a cancelled redemption
}

// Part is what one entry took from a lot.
type Part struct {
	Key     string // of the lot
	Amount  int
	Expires time.Time
}

// Account is a ledger read to its end.
type Account struct {
	Balance int
	Debt    int
	open    []*Lot // those with something left
	lots    map[string]*Lot
	taken   map[string][]Part
}

// Read goes through the entries of one account in their order.
func Read(entries []Entry) *Account {
	a := &Account{lots: map[string]*Lot{}, taken: map[string][]Part{}}
	for _, e := range entries {
		a.Balance += e.Amount
		a.Debt += e.Owed
		switch {
		case e.Amount > 0:
			l := &Lot{Key: e.Key, Given: e.Amount, Left: e.Amount, Expires: e.Expires, back: e.Kind == Refund}
			a.lots[e.Key], a.open = l, append(a.open, l)
		case e.Amount < 0:
			a.take(e)
		}
	}
	return a
}

// take removes an entry's points: an award that is reversed gives its own
// first; everything else comes from what ends first.
func (a *Account) take(e Entry) {
	slices.SortStableFunc(a.open, func(x, y *Lot) int {
		if e.Kind == Reverse && (x.Key == e.Of) != (y.Key == e.Of) {
			return map[bool]int{true: -1, false: 1}[x.Key == e.Of]
		}
		return earlier(x.Expires, y.Expires)
	})
	rest := -e.Amount
	for _, l := range a.open {
		n := min(rest, l.Left)
		if n == 0 {
			break
		}
		l.Left -= n
		rest -= n
		if e.Kind == Expire {
			l.Expired += n
		}
		a.taken[e.Key] = append(a.taken[e.Key], Part{Key: l.Key, Amount: n, Expires: l.Expires})
	}
	a.open = slices.DeleteFunc(a.open, func(l *Lot) bool { return l.Left == 0 })
}

// earlier orders ends of validity; what stays comes last.
func earlier(x, y time.Time) int {
	switch {
	case x.IsZero() && y.IsZero():
		return 0
	case x.IsZero():
		return 1
	case y.IsZero():
		return -1
	}
	return cmp.Compare(x.UnixNano(), y.UnixNano())
}
