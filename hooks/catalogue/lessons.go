package catalogue

import (
	"fmt"
	"slices"
	"strings"

	"github.com/pocketbase/pocketbase/core"

	"hongguan/rules/classify"
	"hongguan/rules/words"
)

// mostLessons is how many corrections speak, the newest first: with so many a
// text takes half a millisecond longer to judge.
const mostLessons = 2000

// lessons is the classifier taught by staff, once for calm texts and once for
// those in which the machine sees danger.
type lessons struct {
	of           *book
	calm, danger *classify.Classifier // nil: nothing was corrected
}

func learnt(app core.App, b *book) (*lessons, error) {
	s := shelfOf(app)
	_, l, turn := s.look()
	if l != nil && l.of == b {
		return l, nil
	}
	rows, err := taught(app)
	if err != nil {
		return nil, err
	}
	l = b.teach(rows)
	s.keep(app, turn, func() { s.lessons = l })
	return l, nil
}

func (b *book) teach(rows []decided) *lessons {
	l := &lessons{of: b}
	var calm, danger []classify.Correction
	for _, r := range rows {
		c, ok := r.lesson(b)
		if !ok {
			continue
		}
		if r.ToLane == classify.LaneEmergency {
			danger = append(danger, c)
		}
		if r.ToLane != classify.LaneEmergency || r.FromLane != r.ToLane {
			calm = append(calm, c)
		}
	}
	if len(calm) > 0 {
		l.calm = b.classifier().With(calm)
	}
	if len(danger) > 0 {
		l.danger = b.classifier().With(danger)
	}
	return l
}

// decided is a correction with the words it was made about.
type decided struct {
	Text         string `db:"text"`
	FromLane     string `db:"from_lane"`
	ToLane       string `db:"to_lane"`
	FromKind     string `db:"from_kind"`
	ToKind       string `db:"to_kind"`
	FromCategory string `db:"from_category"`
	ToCategory   string `db:"to_category"`
	FromTier     string `db:"from_tier"`
	ToTier       string `db:"to_tier"`
	FromMatter   string `db:"from_matter"`
	ToMatter     string `db:"to_matter"`
}

// taught reads the corrections in force, the latest last. Words that were
// erased, or stand hidden for who reported violence, teach nothing.
func taught(app core.App) ([]decided, error) {
	var rows []decided
	err := app.DB().NewQuery(`SELECT [[r.text]], [[c.from_lane]], [[c.to_lane]], [[c.from_kind]], [[c.to_kind]], [[c.from_category]], [[c.to_category]],
		[[c.from_tier]], [[c.to_tier]], [[c.from_matter]], [[c.to_matter]]
		FROM {{corrections}} {{c}} JOIN {{requests}} {{r}} ON [[r.id]] = [[c.request]]
		WHERE [[c.undone_at]] = '' AND [[r.text]] != '' AND [[r.shielded_text]] = '' ORDER BY [[c.at]] DESC, [[c._rowid_]] DESC LIMIT ` + fmt.Sprint(mostLessons)).All(&rows)
	if err != nil {
		return nil, fmt.Errorf("read corrections: %w", err)
	}
	slices.Reverse(rows)
	return rows, nil
}

// lesson is what a correction says of the next text: what staff changed, and
// with the matter always its category. A matter the office no longer uses
// teaches nothing.
//
// That something was no emergency is not taught: the knock at a door that
// somebody opened must not hide the next door that nobody opens.
func (d decided) lesson(b *book) (classify.Correction, bool) {
	c := classify.Correction{Text: d.Text, Lane: d.ToLane}
	if d.FromKind != d.ToKind {
		c.Kind = d.ToKind
	}
	if d.FromTier != d.ToTier {
		c.Tier = d.ToTier
	}
	if d.FromCategory != d.ToCategory {
		c.Category = d.ToCategory
	}
	if d.FromMatter != d.ToMatter {
		m := b.byID[d.ToMatter]
		if m == nil || b.rows[m.GetString("code")] != m {
			return c, false
		}
		c.Matter, c.Category = m.GetString("code"), d.ToCategory
	}
	return c, true
}

// classify judges a text with what was taught, within what no correction may
// touch: what the machine seals stays sealed, and what it takes for danger
// stays an emergency.
func (l *lessons) classify(text string) classify.Result {
	b := l.of
	if l.calm == nil && l.danger == nil {
		return b.classifier().Classify(text)
	}
	calm := b.classifier()
	if l.calm != nil {
		calm = l.calm
	}
	r := calm.Classify(text)
	plain := r
	if r.Corrected {
		plain = b.classifier().Classify(text)
	}
	switch {
	case plain.Lane == classify.LaneSealed:
		return plain
	case plain.Lane == classify.LaneEmergency:
		if l.danger == nil {
			return plain
		}
		if r = l.danger.Classify(text); !r.Corrected || r.Lane != classify.LaneEmergency {
			return plain
		}
	case !r.Corrected:
		return plain
	}
	return b.merge(plain, r)
}

// merge completes what a correction says with what it leaves to the machine.
func (b *book) merge(plain, r classify.Result) classify.Result {
	usual := func(code string) string {
		if m := b.rows[code]; m != nil {
			return m.GetString("tier")
		}
		return ""
	}
	switch climbed := usual(plain.Matter) != "" && plain.Tier != usual(plain.Matter); {
	case climbed:
		r.Tier = plain.Tier // asked again and again without result: no correction of another text knows that
	case r.Matter != plain.Matter && r.Tier == plain.Tier && usual(r.Matter) != "":
		r.Tier = usual(r.Matter)
	}
	near := []string{r.Matter}
	for _, code := range append([]string{plain.Matter}, plain.Near...) {
		if code != "" && len(near) < 3 && !slices.Contains(near, code) {
			near = append(near, code)
		}
	}
	r.Near = near
	if r.Matter == plain.Matter || r.Lane != plain.Lane || plain.Lane == classify.LaneEmergency {
		// The advice and the words that decided stay; only what changed is added.
		how := b.differs(plain, r)
		if how == "" {
			return plain
		}
		r.Reason = plain.Reason + "；社区工作人员把与此相近的诉求" + how + "，照此办理"
	}
	return r
}

// differs names what staff decided otherwise.
func (b *book) differs(plain, r classify.Result) string {
	var parts []string
	if m := b.rows[r.Matter]; m != nil && r.Matter != plain.Matter {
		parts = append(parts, "归为"+m.GetString("name"))
	}
	for _, d := range []struct{ group, from, to string }{
		{"kind", plain.Kind, r.Kind}, {"category", plain.Category, r.Category}, {"tier", plain.Tier, r.Tier}, {"lane", plain.Lane, r.Lane},
	} {
		if d.from != d.to && !(d.group == "category" && r.Matter != plain.Matter) {
			parts = append(parts, "定为"+words.Value(d.group, d.to))
		}
	}
	return strings.Join(parts, "、")
}
