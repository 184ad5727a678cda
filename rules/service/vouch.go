package service

import "time"

// Door is where somebody lives and how she is reached.
type Door struct {
	Person                       string // the registration; empty of whoever is not registered
	Phone                        string
	Estate, Building, Unit, Room string
}

// Self reports whether two are one person: one registration, or a telephone
// number and nothing to tell them apart. Who is the same cannot vouch for herself.
func Self(a, b Door) bool {
	return a.Person != "" && a.Person == b.Person || a.Phone != "" && a.Phone == b.Phone
}

// Household reports whether two live behind one door. What members of a family
// do for one another is no voluntary service 志愿服务条例 (无偿向社会或者他人).
func Household(a, b Door) bool {
	if Self(a, b) {
		return true
	}
	unit := a.Unit == b.Unit || a.Unit == "" || b.Unit == "" // who leaves it out may live behind the same door
	return a.Room != "" && a.Room == b.Room && a.Building != "" && a.Building == b.Building && unit
}

// Paper is how long after an activity a paper list may be typed in by whoever
// organised it; later the one who decides for the office does it and says why.
const Paper = 7 * 24 * time.Hour

// Late reports whether a paper list comes after its time.
func Late(ended, now time.Time) bool { return now.Sub(ended) > Paper }
