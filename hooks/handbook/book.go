package handbook

import (
	"fmt"
	"slices"
	"strings"

	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/catalogue"
	"hongguan/rules/answers"
)

const bookKey = "hongguan.handbook"

// book is the handbook read once.
type book struct {
	cases, resources map[string]*core.Record // in use, by id
	pinned           []*core.Record
	answers, offers  *answers.Book

	matters map[string]*core.Record // with something to tell a resident
	advice  *answers.Book
}

func open(app core.App) (*book, error) {
	if b, ok := app.Store().Get(bookKey).(*book); ok {
		return b, nil
	}
	b := &book{cases: map[string]*core.Record{}, resources: map[string]*core.Record{}}
	rows, err := app.FindRecordsByFilter("faq_cases", "active = true", "sort,created", 0, 0)
	if err != nil {
		return nil, fmt.Errorf("read answers: %w", err)
	}
	var list []answers.Case
	for _, r := range rows {
		b.cases[r.Id] = r
		if r.GetBool("pinned") {
			b.pinned = append(b.pinned, r)
		}
		list = append(list, prepared(r, r.GetString("question"), r.GetString("matter")))
	}
	b.answers = answers.New(list)
	if rows, err = app.FindRecordsByFilter("resources", "active = true", "sort,created", 0, 0); err != nil {
		return nil, fmt.Errorf("read resources: %w", err)
	}
	list = nil
	for _, r := range rows {
		b.resources[r.Id] = r
		list = append(list, prepared(r, r.GetString("name")+"。"+r.GetString("offer"), r.GetStringSlice("matters")...))
	}
	b.offers = answers.New(list)
	if err := b.readMatters(app); err != nil {
		return nil, err
	}
	if !app.IsTransactional() { // inside, the rows may yet be rolled back
		app.Store().Set(bookKey, b)
	}
	return b, nil
}

func prepared(r *core.Record, title string, matters ...string) answers.Case {
	c := answers.Case{ID: r.Id, Title: title}
	_ = r.UnmarshalJSONField("keywords", &c.Keywords)
	for _, m := range matters {
		if m != "" {
			c.Matters = append(c.Matters, m)
		}
	}
	return c
}

// readMatters takes from the catalogue what may be told to whoever looks. Its
// keywords are in the classifier's language; those in plain words will do. A
// matter without any belongs to the lanes of danger and of conduct.
func (b *book) readMatters(app core.App) error {
	rows, err := app.FindRecordsByFilter("matters", "active = true && (guidance != '' || not_ours != '')", "sort", 0, 0)
	if err != nil {
		return fmt.Errorf("read advice: %w", err)
	}
	b.matters = map[string]*core.Record{}
	var list []answers.Case
	for _, r := range rows {
		c := prepared(r, r.GetString("name"))
		c.Keywords = slices.DeleteFunc(c.Keywords, func(k string) bool { return strings.ContainsAny(k, "+>-?{}@") })
		if len(c.Keywords) > 0 {
			list = append(list, c)
			b.matters[r.Id] = r
		}
	}
	b.advice = answers.New(list)
	return nil
}

const (
	mostAnswers   = 2 // shown while somebody types; a third would not be read
	mostResources = 2
)

// Help returns the answers and resources for a text that was just judged, as
// the page shows them: few, or none.
func Help(app core.App, text string, s catalogue.Suggestion) (faq, offers []map[string]any, err error) {
	b, err := open(app)
	if err != nil {
		return nil, nil, err
	}
	q := answers.Question{Text: text, Kind: s.Kind, Sure: s.Confidence >= 0.5}
	for _, m := range catalogue.NearBy(app, s) {
		q.Matters = append(q.Matters, m.Id)
	}
	faq, offers = []map[string]any{}, []map[string]any{}
	for _, f := range b.answers.Fit(q, mostAnswers) {
		faq = append(faq, answer(b.cases[f.ID]))
	}
	for _, f := range b.offers.Serve(q, mostResources) {
		offers = append(offers, offer(b.resources[f.ID]))
	}
	return faq, offers, nil
}
