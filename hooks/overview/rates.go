package overview

import (
	"fmt"
	"math"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/types"

	"hongguan/hooks/calendar"
	"hongguan/hooks/settings"
)

// looked is how far back the rates look: long enough to have a number, short
// enough to be about the present.
const looked = 90 * 24 * time.Hour

// Rate is one of the 三率, or 按时率. It never stands without how many it rests on.
type Rate struct {
	Label         string   `json:"label"`
	Rate          *float64 `json:"rate"`          // null when n is 0: nothing is not 0 %
	N             int      `json:"n"`             // how many it rests on
	Yes           int      `json:"yes"`           // how many of them count
	Participation *float64 `json:"participation"` // 参评率: who said something of all who got an answer
	Sentence      string   `json:"sentence"`
	Counts        string   `json:"counts,omitempty"` // 『2 人评价，1 人满意』, without the rate
	Target        *float64 `json:"target,omitempty"` // what the office wants to reach, where it set a number
	Met           *bool    `json:"met,omitempty"`    // 达标; absent without a target or with too few
}

// rates counts 响应率, 解决率, 满意率 and 按时率 of what came in within the
// period. The rate of answers in time (按时率) is the share answered by its
// deadline, of all that were answered or whose deadline has passed.
// What was said on the telephone is kept apart: the office asked, and it is
// the office that is judged.
func rates(app core.App) (any, error) {
	now := calendar.Now(app)
	span := dbx.Params{"from": stored(now.Add(-looked)), "to": stored(now.Add(time.Second)), "now": stored(now)}
	f, err := countOf(app.DB(), within, span)
	if err != nil {
		return nil, err
	}
	r := f.rates(settings.Of(app))
	called, err := onTelephone(app, dbx.Params{"from": span["from"]})
	return map[string]any{
		"period": "近 90 天", "response": r.Response, "resolution": r.Resolution, "satisfaction": r.Satisfaction, "on_time": r.OnTime,
		"call_back": called,
	}, err
}

// stored is a time as the tables keep it.
func stored(t time.Time) string { return t.UTC().Format(types.DefaultDateLayout) }

// onTelephone is the satisfaction of those who were reached and said a grade.
func onTelephone(app core.App, from dbx.Params) (Rate, error) {
	var n, yes int
	err := app.DB().NewQuery(`SELECT count(*), coalesce(sum([[c.stars]] >= 3), 0) FROM {{requests}} {{r}}
		JOIN {{call_backs}} {{c}} ON [[c.request]] = [[r.id]]
		WHERE [[r.received_at]] >= {:from} AND [[c.reached]] = 1 AND [[c.stars]] > 0`).Bind(from).Row(&n, &yes)
	if err != nil {
		return Rate{}, fmt.Errorf("count call-backs: %w", err)
	}
	r := rate("回访满意率", yes, n)
	r.Sentence = "还没有回访"
	if n > 0 {
		r.Sentence = fmt.Sprintf("%s（回访 %d 次，与居民自己的评价分开计）", percent(*r.Rate), n)
	}
	return r, nil
}

func rate(label string, yes, n int) Rate {
	return Rate{Label: label, Yes: yes, N: n, Rate: share(yes, n)}
}

// of adds how many took part, 『93%（56 人评价，参评率 41%）』.
func (r Rate) of(said, answered int, none string) Rate {
	r.Participation = share(said, answered)
	r.Sentence = none
	if r.Rate != nil {
		r.Sentence = fmt.Sprintf("%s（%d 人评价", percent(*r.Rate), said)
		if r.Participation != nil {
			r.Sentence += "，参评率 " + percent(*r.Participation)
		}
		r.Sentence += "）"
	}
	return r
}

func share(yes, n int) *float64 {
	if n == 0 {
		return nil
	}
	x := float64(yes) / float64(n)
	return &x
}

// percent rounds down: 99.6 % satisfied is not everybody.
func percent(x float64) string { return fmt.Sprintf("%d%%", int(math.Floor(x*100+1e-9))) }
