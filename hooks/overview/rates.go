package overview

import (
	"fmt"
	"math"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/types"

	"hongguan/hooks/calendar"
)

// looked is how far back the rates look: long enough to have a number, short
// enough to be about the present.
const looked = 90 * 24 * time.Hour

// Rate is one of the 三率. It never stands without how many it rests on.
type Rate struct {
	Label         string   `json:"label"`
	Rate          *float64 `json:"rate"`          // null when n is 0: nothing is not 0 %
	N             int      `json:"n"`             // how many it rests on
	Yes           int      `json:"yes"`           // how many of them count
	Participation *float64 `json:"participation"` // 参评率: who said something of all who got an answer
	Sentence      string   `json:"sentence"`
}

// figures are counted in one pass over the requests of the period.
type figures struct {
	Received  int `db:"received"`
	Responded int `db:"responded"`
	Answered  int `db:"answered"`
	Said      int `db:"said"`
	Solved    int `db:"solved"`
	Partly    int `db:"partly"`
	Rated     int `db:"rated"`
	Satisfied int `db:"satisfied"`
}

// rates counts 响应率, 解决率 and 满意率 of what came in within the period.
// Whether something is solved and whether one is satisfied is the resident's
// word, never the handler's; who said nothing is not counted as satisfied.
// What was said on the telephone is kept apart: the office asked, and it is
// the office that is judged.
func rates(app core.App) (any, error) {
	from := dbx.Params{"from": calendar.Now(app).Add(-looked).UTC().Format(types.DefaultDateLayout)}
	var f figures
	err := app.DB().NewQuery(`SELECT
		count(*) AS received,
		coalesce(sum([[status]] <> 'pending'), 0) AS responded,
		coalesce(sum([[replied_at]] <> ''), 0) AS answered,
		coalesce(sum([[rated_at]] <> '' AND [[solved]] <> ''), 0) AS said,
		coalesce(sum([[rated_at]] <> '' AND [[solved]] = 'yes'), 0) AS solved,
		coalesce(sum([[rated_at]] <> '' AND [[solved]] = 'partly'), 0) AS partly,
		coalesce(sum([[rated_at]] <> '' AND [[stars]] > 0), 0) AS rated,
		coalesce(sum([[rated_at]] <> '' AND [[stars]] >= 3), 0) AS satisfied
		FROM {{requests}} WHERE [[received_at]] >= {:from} AND [[status]] <> 'withdrawn' AND [[parts]] = 0`).Bind(from).One(&f)
	if err != nil {
		return nil, fmt.Errorf("count rates: %w", err)
	}
	response := rate("响应率", f.Responded, f.Received)
	response.Sentence = "还没有收到诉求"
	if response.Rate != nil {
		response.Sentence = fmt.Sprintf("%s（收到 %d 件，已受理或已答复 %d 件）", percent(*response.Rate), f.Received, f.Responded)
	}

	resolution := rate("解决率", f.Solved, f.Said).of(f.Said, f.Answered, "居民还没有回答")
	if f.Partly > 0 {
		resolution.Sentence += fmt.Sprintf("，另有 %d 人说部分解决", f.Partly)
	}
	called, err := onTelephone(app, from)
	return map[string]any{
		"period": "近 90 天", "response": response, "resolution": resolution,
		"satisfaction": rate("满意率", f.Satisfied, f.Rated).of(f.Rated, f.Answered, "居民还没有评价"),
		"call_back":    called,
	}, err
}

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
