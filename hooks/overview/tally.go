package overview

import (
	"fmt"

	"github.com/pocketbase/dbx"

	"hongguan/hooks/settings"
)

// population is which requests every rate counts: not what was taken back or
// sealed, and what was split counts as its parts.
const population = "[[r.status]] <> 'withdrawn' AND [[r.sealed_at]] = '' AND [[r.parts]] = 0"

// answeredAt is when somebody had what the deadline promises: her answer or the
// final explanation; in an emergency that is not handled yet, somebody who took
// it on. While a request is being handled again it has no answer.
const answeredAt = `CASE
	WHEN [[r.lane]] = 'emergency' AND [[r.handled_at]] = '' AND [[r.called_at]] <> '' THEN [[r.called_at]]
	WHEN [[r.status]] NOT IN ('replied', 'closed') THEN ''
	WHEN [[r.replied_at]] <> '' THEN [[r.replied_at]]
	ELSE [[r.closed_at]] END`

// ranUntil is up to when an unanswered request's time ran: while the office
// waits for the resident or a review date, only until the wait began. A higher
// office's date waits for nobody.
const ranUntil = `CASE WHEN [[r.status]] IN ('need_info', 'suspended') AND [[r.external_due]] = ''
	THEN coalesce((SELECT max([[e.at]]) FROM {{request_events}} {{e}} WHERE [[e.request]] = [[r.id]] AND [[e.to_status]] = [[r.status]] AND [[e.from_status]] <> [[e.to_status]]), {:now})
	ELSE {:now} END`

const (
	// isDue is what the rate of answers in time is a share of: what was answered,
	// or should have been by now. What was declined owes no answer.
	isDue = "([[r.due_at]] <> '' AND [[r.status]] <> 'declined' AND (" + answeredAt + " <> '' OR [[r.due_at]] < " + ranUntil + "))"
	// inTime is an answer on or before the date, as pauses, extensions and the
	// last 重新办理 moved it. BETWEEN works the moment out once; no answer is ''.
	inTime = "([[r.due_at]] <> '' AND [[r.status]] <> 'declined' AND " + answeredAt + " BETWEEN '0' AND [[r.due_at]])"
)

// tally are the columns of figures over requests called r. Whether something is
// solved and whether one is satisfied is the resident's word, never the
// handler's; who said nothing is not counted as satisfied.
const tally = `count(*) AS received,
	coalesce(sum([[r.status]] <> 'pending'), 0) AS responded,
	coalesce(sum([[r.replied_at]] <> ''), 0) AS answered,
	coalesce(sum(` + isDue + `), 0) AS due,
	coalesce(sum(` + inTime + `), 0) AS on_time,
	coalesce(sum([[r.rated_at]] <> '' AND [[r.solved]] <> ''), 0) AS said,
	coalesce(sum([[r.rated_at]] <> '' AND [[r.solved]] = 'yes'), 0) AS solved,
	coalesce(sum([[r.rated_at]] <> '' AND [[r.solved]] = 'partly'), 0) AS partly,
	coalesce(sum([[r.rated_at]] <> '' AND [[r.stars]] > 0), 0) AS rated,
	coalesce(sum([[r.rated_at]] <> '' AND [[r.stars]] >= 3), 0) AS satisfied`

// within is the condition for what came in from {:from} until before {:to}.
const within = population + " AND [[r.received_at]] >= {:from} AND [[r.received_at]] < {:to}"

// figures are what the columns of tally count.
type figures struct {
	Received  int `db:"received"`
	Responded int `db:"responded"`
	Answered  int `db:"answered"`
	Due       int `db:"due"`
	OnTime    int `db:"on_time"`
	Said      int `db:"said"`
	Solved    int `db:"solved"`
	Partly    int `db:"partly"`
	Rated     int `db:"rated"`
	Satisfied int `db:"satisfied"`
}

func (f *figures) add(g figures) {
	f.Received += g.Received
	f.Responded += g.Responded
	f.Answered += g.Answered
	f.Due += g.Due
	f.OnTime += g.OnTime
	f.Said += g.Said
	f.Solved += g.Solved
	f.Partly += g.Partly
	f.Rated += g.Rated
	f.Satisfied += g.Satisfied
}

// four are 响应率, 解决率, 满意率 and 按时率 of some requests.
type four struct {
	Response     Rate `json:"response"`
	Resolution   Rate `json:"resolution"`
	Satisfaction Rate `json:"satisfaction"`
	OnTime       Rate `json:"on_time"`
}

// rates says what the figures come to, beside what the office wants to reach.
func (f figures) rates(c settings.Community) four {
	r := four{
		Response:     rate("响应率", f.Responded, f.Received).say("还没有收到诉求", fmt.Sprintf("收到 %d 件，已受理或已答复 %d 件", f.Received, f.Responded)),
		Resolution:   rate("解决率", f.Solved, f.Said).of(f.Said, f.Answered, "居民还没有回答"),
		Satisfaction: rate("满意率", f.Satisfied, f.Rated).of(f.Rated, f.Answered, "居民还没有评价"),
		OnTime:       rate("按时率", f.OnTime, f.Due).say("还没有到期或答复的", fmt.Sprintf("到期或已答复 %d 件，按时 %d 件", f.Due, f.OnTime)),
	}
	if f.Partly > 0 {
		r.Resolution.Sentence += fmt.Sprintf("，另有 %d 人说部分解决", f.Partly)
	}
	r.Response.Counts = fmt.Sprintf("%d/%d 件", f.Responded, f.Received)
	r.OnTime.Counts = fmt.Sprintf("%d/%d 件", f.OnTime, f.Due)
	r.Resolution.Counts = fmt.Sprintf("%d 人回答，%d 人说解决", f.Said, f.Solved)
	r.Satisfaction.Counts = fmt.Sprintf("%d 人评价，%d 人满意", f.Rated, f.Satisfied)
	r.Response.against(c.Target("response"))
	r.Resolution.against(c.Target("resolution"))
	r.Satisfaction.against(c.Target("satisfaction"))
	r.OnTime.against(c.Target("on_time"))
	return r
}

// enough is from how many on a rate is called 达标 or 未达标: with fewer, one
// answer alone moves it by more than ten in a hundred.
const enough = 10

// against holds a rate against what the office wants to reach, in per cent; 0
// is no such number.
func (r *Rate) against(target int) {
	if target <= 0 {
		return
	}
	want := float64(target) / 100
	r.Target = &want
	if r.N >= enough {
		met := r.Yes*100 >= target*r.N
		r.Met = &met
	}
}

// say is the sentence of a rate that rests on requests.
func (r Rate) say(none, counts string) Rate {
	r.Sentence = none
	if r.Rate != nil {
		r.Sentence = percent(*r.Rate) + "（" + counts + "）"
	}
	return r
}

// countOf are the figures of one condition.
func countOf(db dbx.Builder, where string, values dbx.Params) (figures, error) {
	var f figures
	err := db.NewQuery("SELECT " + tally + " FROM {{requests}} {{r}} WHERE " + where).Bind(values).One(&f)
	if err != nil {
		return f, fmt.Errorf("count rates: %w", err)
	}
	return f, nil
}
