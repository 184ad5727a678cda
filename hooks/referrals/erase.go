package referrals

import (
	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/requests"
)

// erase empties the form of a request that was sealed. Its number stays, so
// that no gap has to be explained; a form that went up already is with those
// above. Of a request that is anonymised only what somebody wrote goes: who
// handled it, when and with which outcome is the office's own business.
func erase(tx core.App, req *core.Record, what requests.Extent) ([]string, error) {
	r, err := Of(tx, req.Id)
	if err != nil || r == nil {
		return nil, err
	}
	var notes []string
	if !r.GetDateTime("reported_at").IsZero() {
		notes = append(notes, "《承办单》"+r.GetString("referral_no")+"已经上报，上级手里的收不回来，请打电话说明")
	}
	written := []string{"summary", "prior", "suggested_reason", "street_opinion", "forward_opinion", "result"}
	if what == requests.Whole {
		written = append(written, "urgency", "suggested_org", "reply_by", "handler_org", "outcome", "forwarded_at", "replied_at")
	}
	for _, f := range written {
		r.Set(f, nil)
	}
	r.Set("state", told) // nobody owes anything on it any more
	return notes, save(tx, r)
}
