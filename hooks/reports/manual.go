package reports

import (
	"strings"

	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/access"
	"hongguan/hooks/calendar"
	"hongguan/rules/schedule"
)

// ByHand is how a report went up otherwise than by mail.
type ByHand struct {
	How string `json:"how"` // 政务微信, OA, 纸质盖章
	To  string `json:"to"`
	By  string `json:"by"`
}

// Manual records that the report went up by hand: the week's slot is filled,
// and a letter that has not gone out is taken back.
func Manual(app core.App, who access.Actor, week schedule.ISOWeek, h ByHand) error {
	h.How, h.To, h.By = strings.TrimSpace(h.How), strings.TrimSpace(h.To), strings.TrimSpace(h.By)
	var wrong []access.Field
	if h.How == "" {
		wrong = append(wrong, access.Field{Name: "how", Code: "how_missing", Sentence: "请写明怎样报送的"})
	}
	if h.To == "" {
		wrong = append(wrong, access.Field{Name: "to", Code: "to_missing", Sentence: "请写明报给了谁"})
	}
	if len(wrong) > 0 {
		return access.RefuseFields(wrong...)
	}
	if h.By == "" {
		h.By = signer(who)
	}
	return decide(app, week, func(tx core.App, r *core.Record) error {
		r.Load(map[string]any{"manual_how": short(h.How, 100), "manual_to": short(h.To, 100), "manual_by": short(h.By, 60), "manual_at": calendar.Now(tx)})
		if !frozen(r) {
			return freeze(tx, r, week, manual)
		}
		if err := recall(tx, week.String()); err != nil {
			return err
		}
		r.Set("state", manual)
		return save(tx, r)
	})
}
