package templates

import "time"

// ContactView is the sheet with a requester's full contact data. It is the one
// paper that carries them: handed over against signature, never mailed, never
// shown before the handling organisation has signed for the request.
type ContactView struct {
	ReferralNo string // 湖畔承〔2026〕17号; empty when there is no referral
	RequestNo  string
	Name       string // in full
	Phone      string // in full
	Place      string // with room
	Note       string // when to call, who speaks for them; may be empty
	Receiver   string // the organisation that takes the sheet
	GivenBy    string // the office worker who hands it over
	GivenAt    time.Time
	Office     string // 湖畔社区居民委员会
}

// ContactSheet prints the 《诉求人联系单》 as an HTML fragment, one A4 page. There is
// no mail or Word twin on purpose.
func ContactSheet(view ContactView) (string, error) {
	view.Note = brief(view.Note, 23, 8)
	return fragment("contact", view)
}
