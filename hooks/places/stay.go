package places

import (
	"fmt"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/access"
)

// stay refuses to delete what other records point to. PocketBase would empty
// the pointers, and last year's requests would no longer know their house.
func stay(e *core.RecordEvent) error {
	used, err := Used(e.App, e.Record)
	if err != nil {
		return err
	}
	if used {
		return access.Refuse(fmt.Sprintf("“%s”还有别的记录在用，不能删除；名称写错了请直接修改", title(e.Record)))
	}
	return e.Next()
}

// Used reports whether any record points to this one.
func Used(app core.App, r *core.Record) (bool, error) {
	references, err := app.FindCachedCollectionReferences(r.Collection())
	if err != nil {
		return false, fmt.Errorf("find references of %s: %w", r.Collection().Name, err)
	}
	for collection, fields := range references {
		for _, f := range fields {
			if used, err := points(app, collection.Name, f, r.Id); used || err != nil {
				return used, err
			}
		}
	}
	return false, nil
}

func points(app core.App, collection string, f core.Field, id string) (bool, error) {
	column := "[[" + f.GetName() + "]]"
	condition := dbx.NewExp(column+" = {:id}", dbx.Params{"id": id})
	if many, ok := f.(core.MultiValuer); ok && many.IsMultiple() {
		condition = dbx.NewExp(fmt.Sprintf("EXISTS (SELECT 1 FROM json_each(iif(json_valid(%[1]s), %[1]s, '[]')) WHERE value = {:id})", column), dbx.Params{"id": id})
	}
	var found []string
	if err := app.DB().Select("id").From(collection).Where(condition).Limit(1).Column(&found); err != nil {
		return false, fmt.Errorf("look for %s.%s: %w", collection, f.GetName(), err)
	}
	return len(found) > 0, nil
}

func title(r *core.Record) string {
	if r.Collection().Name == "grids" {
		return r.GetString("no") + "网格"
	}
	return r.GetString("name")
}

func hashExp(field, value string) dbx.Expression { return dbx.HashExp{field: value} }
