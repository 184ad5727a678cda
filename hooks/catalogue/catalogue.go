// Package catalogue is the dispatch catalogue 派单目录: the matters the office
// knows, kept as records the secretary edits, and the classifier made of them.
package catalogue

import (
	"fmt"
	"strings"

	validation "github.com/pocketbase/ozzo-validation/v4"
	"github.com/pocketbase/pocketbase/core"

	"hongguan/rules/classify"
)

const classifierKey = "hongguan.classifier"

// Bind forgets the prepared classifier whenever a matter changes.
func Bind(app core.App) {
	forget := func(e *core.RecordEvent) error {
		e.App.Store().Remove(classifierKey)
		return e.Next()
	}
	app.OnRecordValidate("matters").BindFunc(func(e *core.RecordEvent) error {
		if d := e.Record.GetInt("days"); d < 0 || d > 60 {
			return validation.Errors{"days": validation.NewError("validation_days", "办理时限请填 0 到 60 个工作日，0 表示按层面默认")}
		}
		return e.Next()
	})
	app.OnRecordAfterCreateSuccess("matters").BindFunc(forget)
	app.OnRecordAfterUpdateSuccess("matters").BindFunc(forget)
	app.OnRecordAfterDeleteSuccess("matters").BindFunc(forget)
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
type book struct {
	classifier *classify.Classifier
	rows, byID map[string]*core.Record
}

func open(app core.App) (*book, error) {
	if b, ok := app.Store().Get(classifierKey).(*book); ok {
		return b, nil
	}
	rows, err := app.FindRecordsByFilter("matters", "", "sort", 0, 0)
	if err != nil {
		return nil, fmt.Errorf("read catalogue: %w", err)
	}
	b := &book{rows: map[string]*core.Record{}, byID: map[string]*core.Record{}}
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
	b.classifier = classify.New(matters)
	// Inside a transaction the rows may yet be rolled back: do not keep them.
	if !app.IsTransactional() {
		app.Store().Set(classifierKey, b)
	}
	return b, nil
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

// Classify proposes lane, kind, category, tier and matter for a text.
func Classify(app core.App, text string) (Suggestion, error) {
	b, err := open(app)
	if err != nil {
		return Suggestion{}, err
	}
	s := Suggestion{Result: b.classifier.Classify(strings.TrimSpace(text))}
	s.Row = b.rows[s.Matter]
	return s, nil
}
