package volunteers

import (
	"fmt"
	"net/http"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/access"
	"hongguan/hooks/audit"
	"hongguan/hooks/people"
)

const (
	table        = "volunteers"
	ordersTable  = "orders"
	claimsTable  = "claims"
	recordsTable = "service_records"
)

// The states of a volunteer.
const (
	pending  = "pending"
	approved = "approved"
	refused  = "refused"
	paused   = "paused"
	left     = "left"
)

// of is somebody's profile as a volunteer; nil when she has none.
func of(app core.App, resident *core.Record) *core.Record {
	r, err := app.FindFirstRecordByFilter(table, "resident = {:r}", dbx.Params{"r": people.Root(resident)})
	if err != nil {
		return nil
	}
	return r
}

// root is the registration of whoever is logged in that all of hers belongs to.
func root(app core.App, auth *core.Record) (*core.Record, error) {
	if auth == nil || auth.Collection().Name != "residents" {
		return nil, access.Answer(http.StatusUnauthorized, "请先登录")
	}
	return people.First(app, auth.Id)
}

// known reports whether the office knows who somebody is: claiming asks for it.
func known(resident *core.Record) bool {
	return resident.GetString("real_name") == "confirmed" || resident.GetString("real_name") == "matched"
}

// sure reports whether the office knows who somebody is by any of her
// registrations: a second one, made in a minute, vouches for nobody.
func sure(app core.App, id string) bool {
	r, err := people.First(app, id)
	if err == nil && known(r) {
		return true
	}
	r, err = app.FindRecordById("residents", id)
	return err == nil && known(r)
}

// near refuses staff who would handle what is their own, with the sentence, or
// what is of somebody they live with: hours are a legal record, and whoever
// writes it down must have nothing from it.
func near(app core.App, who access.Actor, resident, sentence string) error {
	return people.Apart(app, who, resident, sentence, "这是您家里人的，请同事来办")
}

// find reads a row or says in Chinese that there is none.
func find(app core.App, collection, id, sentence string) (*core.Record, error) {
	r, err := app.FindRecordById(collection, id)
	if err != nil {
		return nil, access.Answer(http.StatusNotFound, sentence)
	}
	return r, nil
}

// fresh is a new row of a table of this package.
func fresh(tx core.App, collection string, values map[string]any) (*core.Record, error) {
	c, err := tx.FindCachedCollectionByNameOrId(collection)
	if err != nil {
		return nil, err
	}
	r := core.NewRecord(c)
	r.Load(values)
	return r, nil
}

func save(tx core.App, r *core.Record) error {
	if err := access.Own(tx, r); err != nil {
		return fmt.Errorf("save %s: %w", r.Collection().Name, err)
	}
	return nil
}

// body reads what a page sent.
func body(e *core.RequestEvent, into any) error {
	if err := e.BindBody(into); err != nil {
		return access.Refuse("提交的内容看不懂，请刷新页面再试")
	}
	return nil
}

// organiser lets through whoever of the office may work with orders.
func organiser(e *core.RequestEvent) (access.Actor, error) {
	return access.Let(e, access.Actor.Community, "点单、签到和服务记录由社区工作人员办理")
}

// act does one thing of the office with the row of a route, in one transaction
// with its line in the log, which names the row by its number.
func act(e *core.RequestEvent, form any, action string, do func(tx core.App, who access.Actor, id string) (r *core.Record, number string, err error)) (*core.Record, error) {
	who, err := organiser(e)
	if err != nil {
		return nil, err
	}
	if err := body(e, form); err != nil {
		return nil, err
	}
	var r *core.Record
	err = e.App.RunInTransaction(func(tx core.App) (err error) {
		var number string
		if r, number, err = do(tx, who, e.Request.PathValue("id")); err != nil {
			return err
		}
		return audit.Write(tx, who, audit.Entry{Action: action, Collection: r.Collection().Name, ID: r.Id, Note: number})
	})
	return r, err
}

// bindEnrich shows the office what it needs to call somebody, and nobody else.
func bindEnrich(app core.App) {
	app.OnRecordEnrich(table).BindFunc(func(e *core.RecordEnrichEvent) error {
		if who := access.Viewer(e.RequestInfo.Auth); who.Community() || who.Kind == access.Resident {
			e.Record.Unhide("guardian_name", "insured_until")
		}
		return e.Next()
	})
	app.OnRecordEnrich(ordersTable).BindFunc(func(e *core.RecordEnrichEvent) error {
		if access.Viewer(e.RequestInfo.Auth).Community() {
			e.Record.Unhide("request")
		}
		return e.Next()
	})
}
