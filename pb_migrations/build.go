// Package pb_migrations creates and changes the tables, in small named steps.
//
// The steps are Go so that one program file carries them. They import nothing
// else of this project: a step must do next year what it did on the day it was
// written, whatever the rest of the code has become.
package pb_migrations

import (
	"fmt"
	"strings"

	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/types"
)

// option changes one property of a field while it is being described.
type option func(core.Field)

// required makes a field refuse the empty value.
func required(f core.Field) {
	switch x := f.(type) {
	case *core.TextField:
		x.Required = true
	case *core.SelectField:
		x.Required = true
	case *core.RelationField:
		x.Required = true
	case *core.DateField:
		x.Required = true
	case *core.NumberField:
		x.Required = true
	default:
		panic(fmt.Sprintf("required: %T", f))
	}
}

// hidden keeps a field out of every API answer; the owner package shows it to
// those entitled. The reverse order would leave it open to filters.
func hidden(f core.Field) { f.SetHidden(true) }

// presentable makes a field the name of its record wherever it is linked.
func presentable(f core.Field) {
	if x, ok := f.(*core.TextField); ok {
		x.Presentable = true
	}
}

// many lets a relation, select or file field hold up to n values.
func many(n int) option {
	return func(f core.Field) {
		switch x := f.(type) {
		case *core.RelationField:
			x.MaxSelect = n
		case *core.SelectField:
			x.MaxSelect = n
		case *core.FileField:
			x.MaxSelect = n
		}
	}
}

// long sets the greatest number of characters of a text.
func long(n int) option { return func(f core.Field) { f.(*core.TextField).Max = n } }

func with(f core.Field, opts []option) core.Field {
	for _, o := range opts {
		o(f)
	}
	return f
}

func text(name, help string, opts ...option) core.Field {
	return with(&core.TextField{Name: name, Help: help, Max: 200}, opts)
}

func number(name, help string, opts ...option) core.Field {
	return with(&core.NumberField{Name: name, Help: help}, opts)
}

func yesno(name, help string, opts ...option) core.Field {
	return with(&core.BoolField{Name: name, Help: help}, opts)
}

func date(name, help string, opts ...option) core.Field {
	return with(&core.DateField{Name: name, Help: help}, opts)
}

func list(name, help string, opts ...option) core.Field {
	return with(&core.JSONField{Name: name, Help: help, MaxSize: 200000}, opts)
}

func choice(name, help string, values []string, opts ...option) core.Field {
	return with(&core.SelectField{Name: name, Help: help, Values: values, MaxSelect: 1}, opts)
}

func files(name, help string, n int, bytes int64, opts ...option) core.Field {
	return with(&core.FileField{Name: name, Help: help, MaxSelect: n, MaxSize: bytes, Protected: true}, opts)
}

// link is a relation to a table that exists already. Nothing is ever deleted
// through a relation: the office's records outlive what they point to.
func link(app core.App, name, help, table string, opts ...option) core.Field {
	c, err := app.FindCollectionByNameOrId(table)
	if err != nil {
		panic(fmt.Sprintf("link %s: no table %s", name, table))
	}
	return with(&core.RelationField{Name: name, Help: help, CollectionId: c.Id, MaxSelect: 1}, opts)
}

// stamps are PocketBase's own times; no rule of the office reads them.
func stamps() []core.Field {
	return []core.Field{
		&core.AutodateField{Name: "created", OnCreate: true},
		&core.AutodateField{Name: "updated", OnCreate: true, OnUpdate: true},
	}
}

// rules are the API rules of a table; nil closes an operation to all but superusers.
type rules struct{ list, view, create, update *string }

func rule(s string) *string { return types.Pointer(s) }

// table creates or completes one collection. Deleting through the API stays
// closed everywhere: a rule for it is never set.
func table(app core.App, c *core.Collection, r rules, fields ...core.Field) error {
	c.ListRule, c.ViewRule, c.CreateRule, c.UpdateRule = r.list, r.view, r.create, r.update
	c.Fields.Add(fields...)
	c.Fields.Add(stamps()...)
	return app.Save(c)
}

// drop removes tables when a step is taken back.
func drop(app core.App, names ...string) error {
	for _, n := range names {
		c, err := app.FindCollectionByNameOrId(n)
		if err != nil {
			continue
		}
		if err := app.Delete(c); err != nil {
			return err
		}
	}
	return nil
}

// addValues widens choices, named table.field, to the given values.
func addValues(app core.App, choices map[string][]string) error {
	for name, values := range choices {
		table, field, _ := strings.Cut(name, ".")
		c, err := app.FindCollectionByNameOrId(table)
		if err != nil {
			return err
		}
		f, ok := c.Fields.GetByName(field).(*core.SelectField)
		if !ok {
			return fmt.Errorf("%s is no choice", name)
		}
		f.Values = values
		if err := app.Save(c); err != nil {
			return err
		}
	}
	return nil
}

// appendOnly lets rows of a table be added but neither changed nor removed.
// erasable columns may be blanked: a person's right to erasure outranks the
// ledger, the digest beside it still proves what stood there.
func appendOnly(app core.App, name string, fixed, erasable []string) error {
	same := ""
	for _, f := range fixed {
		same += fmt.Sprintf(" OR NEW.[[%s]] IS NOT OLD.[[%s]]", f, f)
	}
	for _, f := range erasable {
		same += fmt.Sprintf(" OR (NEW.[[%s]] IS NOT OLD.[[%s]] AND NEW.[[%s]] <> '')", f, f, f)
	}
	for _, sql := range []string{
		fmt.Sprintf("CREATE TRIGGER {{%s_no_change}} BEFORE UPDATE ON {{%s}} WHEN 1=0%s BEGIN SELECT RAISE(ABORT, 'append_only'); END", name, name, same),
		fmt.Sprintf("CREATE TRIGGER {{%s_no_delete}} BEFORE DELETE ON {{%s}} BEGIN SELECT RAISE(ABORT, 'append_only'); END", name, name),
	} {
		if _, err := app.DB().NewQuery(sql).Execute(); err != nil {
			return fmt.Errorf("append-only trigger of %s: %w", name, err)
		}
	}
	return nil
}
