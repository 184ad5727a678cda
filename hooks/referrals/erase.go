package referrals

import (
	"github.com/pocketbase/pocketbase/core"
)

// erase empties the form of a request that was sealed. Its number stays, so
// that no gap has to be explained; a form that went up already is with those
// above.
func erase(tx core.App, req *core.Record) ([]string, error) {
	r, err := Of(tx, req.Id)
	if err != nil || r == nil {
		return nil, err
	}
	var notes []string
	if !r.GetDateTime("reported_at").IsZero() {
		notes = append(notes, "《承办单》"+r.GetString("referral_no")+"已经上报，上级手里的收不回来，请打电话说明")
	}
	for _, f := range []string{"urgency", "summary", "prior", "suggested_org", "suggested_reason", "street_opinion", "forward_opinion", "reply_by",
		"handler_org", "result", "outcome", "forwarded_at", "replied_at"} {
		r.Set(f, nil)
	}
	r.Set("state", told) // nobody owes anything on it any more
	return notes, save(tx, r)
}
