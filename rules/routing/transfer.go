package routing

import "slices"

// MaxTransfers is how often a request may change hands, by being returned or
// taken away, before the secretary decides: the third time is hers (首接负责).
const MaxTransfers = 2

// Transfer counts one more change of hands after before. From the third on the
// request lands with the secretary, and only she or the steward names the next
// handler.
func Transfer(before int) (count int, secretary bool) {
	count = max(before, 0) + 1
	return count, count > MaxTransfers
}

// MayName tells whether somebody may name the handler of a request that has
// changed hands so often; the sentence says why not. lead is the secretary or
// the steward.
func MayName(transfers int, lead bool) (sentence string, ok bool) {
	if transfers > MaxTransfers && !lead {
		return "这件诉求已经转过两次，第三次由书记或项目负责人决定派给谁", false
	}
	return "", true
}

// Place judges whom a person has chosen to handle a request. The sentence says
// why she may not; lead insists with her name. Being complained about for being
// slow (Urge) forbids nothing: somebody has to repair the lamp, and the
// community looks at the reply.
func Place(d Decision, returnedLast, org, name string, lead bool) (sentence string, ok bool) {
	switch {
	case lead:
		return "", true
	case slices.Contains(d.Ask, org):
		return "反映的正是" + name + "，不能派给它自己处理；确要派给它的，请书记或项目负责人决定", false
	case org != "" && org == returnedLast && d.Org != org:
		return name + "刚退回这件诉求，要再派给它请书记或项目负责人决定", false
	}
	return "", true
}
