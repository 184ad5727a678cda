// Package catalogue is the dispatch catalogue 派单目录: the matters the office
// knows, kept as records the secretary edits, and the classifier made of them.
package catalogue

import (
	"fmt"
	"strings"
	"sync"

	validation "github.com/pocketbase/ozzo-validation/v4"
	"github.com/pocketbase/pocketbase/core"

	"hongguan/rules/classify"
)

// Bind forgets the prepared classifier whenever a matter changes, and what it
// was taught whenever a correction does.
func Bind(app core.App) {
	app.OnRecordValidate("matters").BindFunc(func(e *core.RecordEvent) error {
		if d := e.Record.GetInt("days"); d < 0 || d > 60 {
			return validation.Errors{"days": validation.NewError("validation_days", "办理时限请填 0 到 60 个工作日，0 表示按层面默认")}
		}
		return e.Next()
	})
	changes(app, "matters", func(s *shelf) { s.book, s.lessons = nil, nil })
	changes(app, "corrections", func(s *shelf) { s.lessons = nil })
	bindCorrections(app)
}

// Seed fills an empty catalogue with the one this program ships.
func Seed(app core.App) error {
	n, err := app.CountRecords("matters")
	if err != nil || n > 0 {
		return err
	}
	c, err := app.FindCollectionByNameOrId("matters")
	if err != nil {
		return err
	}
	return app.RunInTransaction(func(tx core.App) error {
		for i, m := range classify.Defaults() {
			r := core.NewRecord(c)
			r.Load(map[string]any{
				"code": m.Code, "name": m.Name, "category": m.Category, "tier": m.Tier, "handler_kind": m.HandlerKind,
				"department": m.Department, "days": m.Days, "keywords": m.Keywords, "examples": m.Examples,
				"guidance": m.Guidance, "not_ours": m.NotOurs, "active": true, "sort": (i + 1) * 10,
			})
			if err := tx.Save(r); err != nil {
				return fmt.Errorf("seed matter %s: %w", m.Code, err)
			}
		}
		return nil
	})
}

// book is the catalogue read once: the classifier, the rows in use by code,
// and every row by its id, for requests older than a change of the catalogue.
//
// The classifier takes a tenth of a second to prepare and is prepared when a
// text is first judged: whoever only looks a matter up does not wait for it.
type book struct {
	classifier func() *classify.Classifier
	rows, byID map[string]*core.Record
}

func open(app core.App) (*book, error) {
	s := shelfOf(app)
	b, _, turn := s.look()
	if b != nil {
		return b, nil
	}
	rows, err := app.FindRecordsByFilter("matters", "", "sort", 0, 0)
	if err != nil {
		return nil, fmt.Errorf("read catalogue: %w", err)
	}
	b = &book{rows: map[string]*core.Record{}, byID: map[string]*core.Record{}}
	matters := make([]classify.Matter, 0, len(rows))
	for _, r := range rows {
		if b.byID[r.Id] = r; !r.GetBool("active") {
			continue
		}
		m := classify.Matter{
			Code: r.GetString("code"), Name: r.GetString("name"), Category: r.GetString("category"), Tier: r.GetString("tier"),
			HandlerKind: r.GetString("handler_kind"), Department: r.GetString("department"), Days: r.GetInt("days"),
			Guidance: r.GetString("guidance"), NotOurs: r.GetString("not_ours"),
		}
		_ = r.UnmarshalJSONField("keywords", &m.Keywords)
		_ = r.UnmarshalJSONField("examples", &m.Examples)
		matters = append(matters, m)
		b.rows[m.Code] = r
	}
	b.classifier = sync.OnceValue(func() *classify.Classifier { return classify.New(matters) })
	s.keep(app, turn, func() { s.book = b })
	return b, nil
}

// Ready reads the catalogue and its lessons where they were not read yet: call
// it before a transaction, which may not keep what it reads and would read it
// again at each look.
func Ready(app core.App) error {
	if app.IsTransactional() {
		return nil
	}
	b, err := open(app)
	if err == nil {
		_, err = learnt(app, b)
	}
	return err
}

// Matter returns a row of the catalogue by its id; nil when there is none.
func Matter(app core.App, id string) *core.Record {
	if id == "" {
		return nil
	}
	b, err := open(app)
	if err != nil {
		app.Logger().Error("catalogue", "error", err)
		return nil
	}
	return b.byID[id]
}

// Suggestion is what the machine proposes for a text.
type Suggestion struct {
	classify.Result
	Row *core.Record // the matter's record; nil when none fits
}

// Classify proposes lane, kind, category, tier and matter for a text, knowing
// what staff corrected.
func Classify(app core.App, text string) (Suggestion, error) {
	b, err := open(app)
	if err != nil {
		return Suggestion{}, err
	}
	l, err := learnt(app, b)
	if err != nil {
		return Suggestion{}, err
	}
	return b.suggestion(l.classify(b, strings.TrimSpace(text))), nil
}

func (b *book) suggestion(r classify.Result) Suggestion {
	return Suggestion{Result: r, Row: b.rows[r.Matter]}
}

// Plain proposes without what staff corrected.
func Plain(app core.App, text string) (Suggestion, error) {
	b, err := open(app)
	if err != nil {
		return Suggestion{}, err
	}
	return b.suggestion(b.classifier().Classify(strings.TrimSpace(text))), nil
}

// ByCode returns a row in use by its code; nil when there is none.
func ByCode(app core.App, code string) *core.Record {
	b, err := open(app)
	if err != nil {
		app.Logger().Error("catalogue", "error", err)
		return nil
	}
	return b.rows[code]
}
