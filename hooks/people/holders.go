package people

import (
	"fmt"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/access"
	"hongguan/templates"
)

// Holder is a feature that keeps something about residents. All of a resident's
// rights to her own data (个人信息保护法 第四十五、四十七条) go through the holders, so
// that a new feature answers to them by one registration.
//
// ids are the registrations of one person: the first and those linked to it.
type Holder struct {
	// Look says in Chinese what erasing would take and what stands in its way.
	Look func(app core.App, ids []any) (takes, hinders []string, err error)

	// Erase takes it out, in the transaction of the erasure. Notes name what
	// cannot be taken back.
	Erase func(tx core.App, ids []any) (notes []string, err error)

	// Export writes it down for the resident; nil when there is nothing to read.
	Export func(app core.App, ids []any) ([]templates.Chapter, error)
}

const holdersKey = "hongguan.holders"

// Hold registers a holder. A feature calls it from its Bind.
func Hold(app core.App, h Holder) { app.Store().Set(holdersKey, append(holders(app), h)) }

func holders(app core.App) []Holder {
	list, _ := app.Store().Get(holdersKey).([]Holder)
	return list[:len(list):len(list)]
}

// registrations are all rows of one person, her first registration in front.
func registrations(app core.App, id string) ([]*core.Record, []any, error) {
	r, err := app.FindRecordById("residents", id)
	if err != nil {
		return nil, nil, access.Answer(404, "没有这位居民的登记")
	}
	root := Root(r)
	var rows []*core.Record
	err = app.RecordQuery("residents").AndWhere(dbx.Or(dbx.HashExp{"id": root}, dbx.HashExp{"linked_to": root})).OrderBy("linked_to", "created").All(&rows)
	if err != nil {
		return nil, nil, fmt.Errorf("registrations of %s: %w", id, err)
	}
	ids := make([]any, len(rows))
	for i, row := range rows {
		ids[i] = row.Id
	}
	return rows, ids, nil
}

// whose returns the registration a route is about: her own for a resident who
// says me, anybody's for those who decide for the office.
func whose(e *core.RequestEvent) (string, access.Actor, error) {
	who, id := access.Of(e), e.Request.PathValue("id")
	switch {
	case id == "me" && who.Kind == access.Resident:
		return who.ID, who, nil
	case id == "me":
		return "", who, access.Answer(401, "请先登录")
	case !who.Lead():
		return "", who, access.Answer(403, "居民的个人信息由社区书记或红管负责人办理")
	}
	return id, who, nil
}

// look asks every holder.
func look(app core.App, ids []any) (takes, hinders []string, err error) {
	takes, hinders = []string{}, []string{}
	for _, h := range holders(app) {
		t, w, err := h.Look(app, ids)
		if err != nil {
			return nil, nil, err
		}
		takes, hinders = append(takes, t...), append(hinders, w...)
	}
	return takes, hinders, nil
}

// Rows are what a table holds about one person, whose registrations are ids, in
// the given order.
func Rows(app core.App, table string, ids []any, order string) ([]*core.Record, error) {
	var rows []*core.Record
	if err := app.RecordQuery(table).AndWhere(dbx.In("resident", ids...)).OrderBy(order).All(&rows); err != nil {
		return nil, fmt.Errorf("%s of a person: %w", table, err)
	}
	return rows, nil
}
