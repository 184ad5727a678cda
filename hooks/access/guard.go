package access

import (
	"context"
	"fmt"
	"slices"

	"github.com/pocketbase/pocketbase/core"
)

type ownerKey struct{}

// Own saves a record as its owner package: the one place that may write it.
func Own(app core.App, r *core.Record) error {
	return app.SaveWithContext(context.WithValue(context.Background(), ownerKey{}, r.Collection().Name), r)
}

// Remove deletes a record as its owner package.
func Remove(app core.App, r *core.Record) error {
	return app.DeleteWithContext(context.WithValue(context.Background(), ownerKey{}, r.Collection().Name), r)
}

// Keep reserves a table for its owner package. Any other save, by the admin
// UI, an import or careless code, is refused with the sentence; free fields
// may still be edited by hand. Superusers are bound like everybody else.
func Keep(app core.App, collection, sentence string, free ...string) {
	mine := func(e *core.RecordEvent) bool {
		name, _ := e.Context.Value(ownerKey{}).(string)
		return name == collection
	}
	app.OnRecordCreate(collection).BindFunc(func(e *core.RecordEvent) error {
		if !mine(e) {
			return Refuse(sentence)
		}
		return e.Next()
	})
	app.OnRecordDelete(collection).BindFunc(func(e *core.RecordEvent) error {
		if !mine(e) {
			return Refuse("这里的记录不能删除，删除会让居民的事查不到下落")
		}
		return e.Next()
	})
	app.OnRecordUpdate(collection).BindFunc(func(e *core.RecordEvent) error {
		if !mine(e) {
			if f := changed(e.Record, free); f != "" {
				return Refuse(sentence)
			}
		}
		return e.Next()
	})
}

// changed names a field whose value differs from what is stored, other than
// the free ones and the automatic times.
func changed(r *core.Record, free []string) string {
	old := r.Original()
	for _, f := range r.Collection().Fields {
		name := f.GetName()
		if f.Type() == core.FieldTypeAutodate || slices.Contains(free, name) {
			continue
		}
		if fmt.Sprint(r.Get(name)) != fmt.Sprint(old.Get(name)) {
			return name
		}
	}
	return ""
}
