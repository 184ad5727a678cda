// Package catalogue is the dispatch catalogue 派单目录: the matters the office
// knows, who handles them (派单规则), kept as records the secretary edits with
// every change in a history; the classifier made of them, and the choice of the
// handler.
package catalogue

import (
	"fmt"
	"strings"
	"sync"

	"github.com/pocketbase/pocketbase/core"

	"hongguan/rules/classify"
	"hongguan/rules/routing"
)

const bookKey = "hongguan.classifier"

// Bind checks what the office types into the catalogue, keeps its history and
// forgets the prepared classifier whenever a matter or a rule changes.
func Bind(app core.App) {
	forget := func(e *core.RecordEvent) error {
		e.App.Store().Remove(bookKey)
		return e.Next()
	}
	for _, table := range []string{"matters", "routes"} {
		app.OnRecordAfterCreateSuccess(table).BindFunc(forget)
		app.OnRecordAfterUpdateSuccess(table).BindFunc(forget)
		app.OnRecordAfterDeleteSuccess(table).BindFunc(forget)
	}
	bindChecks(app)
	bindHistory(app)
	app.OnServe().BindFunc(func(e *core.ServeEvent) error {
		e.Router.POST("/api/matters/try", tryRoute)
		e.Router.POST("/api/matters/{id}/restore", restoreRoute)
		return e.Next()
	})
}

// book is the catalogue read once: the classifier, the rows in use by code,
// every row by its id, for requests older than a change of the catalogue, and
// the rules by matter.
type book struct {
	classifier func() *classify.Classifier // made when first asked for: a step in a transaction needs only rows
	all        []*core.Record              // in the office's order
	rows, byID map[string]*core.Record
	rules      map[string][]routing.Rule
}

func open(app core.App) (*book, error) {
	if b, ok := app.Store().Get(bookKey).(*book); ok {
		return b, nil
	}
	rows, err := app.FindRecordsByFilter("matters", "", "sort", 0, 0)
	if err != nil {
		return nil, fmt.Errorf("read catalogue: %w", err)
	}
	b := &book{all: rows, rows: map[string]*core.Record{}, byID: map[string]*core.Record{}}
	matters := make([]classify.Matter, 0, len(rows))
	for _, r := range rows {
		if b.byID[r.Id] = r; !r.GetBool("active") {
			continue
		}
		m := matterOf(r)
		matters = append(matters, m)
		b.rows[m.Code] = r
	}
	if b.rules, err = readRules(app); err != nil {
		return nil, err
	}
	b.classifier = sync.OnceValue(func() *classify.Classifier { return classify.New(matters) })
	// Inside a transaction the rows may yet be rolled back: do not keep them.
	if !app.IsTransactional() {
		app.Store().Set(bookKey, b)
	}
	return b, nil
}

// matterOf reads a row as the classifier knows it.
func matterOf(r *core.Record) classify.Matter {
	return classify.Matter{
		Code: r.GetString("code"), Name: r.GetString("name"), Category: r.GetString("category"), Tier: r.GetString("tier"),
		HandlerKind: r.GetString("handler_kind"), Department: r.GetString("department"), Days: r.GetInt("days"),
		Keywords: list(r, "keywords"), Examples: list(r, "examples"), Guidance: r.GetString("guidance"), NotOurs: r.GetString("not_ours"),
	}
}

// list reads a list of words; nil when the field holds none.
func list(r *core.Record, field string) (words []string) {
	_ = r.UnmarshalJSONField(field, &words)
	return words
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
	s := Suggestion{Result: b.classifier().Classify(strings.TrimSpace(text))}
	s.Row = b.rows[s.Matter]
	return s, nil
}

// Parts proposes how to split a text that holds several matters; nil when it
// holds one.
func Parts(app core.App, text string) ([]classify.Part, error) {
	b, err := open(app)
	if err != nil {
		return nil, err
	}
	return b.classifier().Parts(strings.TrimSpace(text)), nil
}
