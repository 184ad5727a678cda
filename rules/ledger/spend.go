package ledger

import "time"

// Kept is how long points that come back from a cancelled redemption are good
// at least: whoever waited for a thing that was not to be had must not lose
// them by the waiting.
const Kept = 30 * 24 * time.Hour

// Soon is how long before their end points are spoken of: from the thirtieth day
// before the last one on.
const Soon = 31 * 24 * time.Hour

// Overdue is what has ended by now and still stands in the balance, because no
// entry was written of it yet.
func (a *Account) Overdue(now time.Time) int {
	n := 0
	for _, l := range a.open {
		if !l.Expires.IsZero() && !now.Before(l.Expires) {
			n += l.Left
		}
	}
	return n
}

// Ending lists what ends within [Soon], by its moment, the earliest first.
func (a *Account) Ending(now time.Time) []Part {
	var list []Part
	for _, l := range a.open {
		if l.Expires.IsZero() || !now.Before(l.Expires) || l.Expires.After(now.Add(Soon)) {
			continue
		}
		at := len(list)
		for i, p := range list {
			if p.Expires.Equal(l.Expires) {
				list[i].Amount += l.Left
				at = -1
				break
			}
			if l.Expires.Before(p.Expires) && at == len(list) {
				at = i
			}
		}
		if at >= 0 {
			list = append(list[:at], append([]Part{{Key: l.Key, Amount: l.Left, Expires: l.Expires}}, list[at:]...)...)
		}
	}
	return list
}

// Reversal is what taking an award back means now: take comes out of the
// balance, owe becomes debt. What has ended unused is not asked for again.
func (a *Account) Reversal(key string, given int) (take, owe int) {
	if l := a.lots[key]; l != nil {
		given -= l.Expired
	}
	take = min(max(given, 0), a.Balance)
	return take, given - take
}

// Back is what a refund of an entry gives, each part with its old validity, but
// good for [Kept] at least. That is given once: redeemed and cancelled in turn,
// points would never end.
func (a *Account) Back(key string, now time.Time) []Part {
	var list []Part
	for _, p := range a.taken[key] {
		if least := now.Add(Kept); !a.lots[p.Key].back && !p.Expires.IsZero() && p.Expires.Before(least) {
			p.Expires = least
		}
		if n := len(list); n > 0 && list[n-1].Expires.Equal(p.Expires) {
			list[n-1].Amount += p.Amount
			continue
		}
		list = append(list, p)
	}
	return list
}

// Left lists what is left, by what ends first.
func (a *Account) Left() []Part {
	var list []Part
	for _, l := range a.open {
		list = append(list, Part{Key: l.Key, Amount: l.Left, Expires: l.Expires})
	}
	return list
}
