package places

import (
	"fmt"
	"strings"

	"github.com/pocketbase/pocketbase/core"

	"hongguan/rules/routing"
)

// orgBook is the organisations and the estates they serve, read once: routing
// and every list need them.
type orgBook struct {
	orgs     map[string]OrgInfo
	list     []routing.Org
	estates  map[string]routing.Estate
	reviewed map[string]bool
}

// OrgInfo is what lists show of an organisation.
type OrgInfo struct {
	Name, Kind, Email         string
	ContactName, ContactPhone string
	Department                string
	PassCode                  string
	Active                    bool
	Estates                   []string
}

const orgBookKey = "hongguan.orgs"

func bindOrgs(app core.App) {
	forget := func(e *core.RecordEvent) error {
		e.App.Store().Remove(orgBookKey)
		return e.Next()
	}
	for _, t := range []string{"orgs", "estates"} {
		app.OnRecordAfterCreateSuccess(t).BindFunc(forget)
		app.OnRecordAfterUpdateSuccess(t).BindFunc(forget)
		app.OnRecordAfterDeleteSuccess(t).BindFunc(forget)
	}
}

func openOrgs(app core.App) (*orgBook, error) {
	if b, ok := app.Store().Get(orgBookKey).(*orgBook); ok {
		return b, nil
	}
	b := &orgBook{orgs: map[string]OrgInfo{}, estates: map[string]routing.Estate{}, reviewed: map[string]bool{}}
	rows, err := app.FindRecordsByFilter("orgs", "id != ''", "created", 0, 0)
	if err != nil {
		return nil, fmt.Errorf("read orgs: %w", err)
	}
	for _, r := range rows {
		o := OrgInfo{
			Name: r.GetString("name"), Kind: r.GetString("kind"), Email: r.GetString("email"), Department: r.GetString("department"),
			ContactName: r.GetString("contact_name"), ContactPhone: r.GetString("contact_phone"), PassCode: r.GetString("pass_code"),
			Active: r.GetBool("active"), Estates: r.GetStringSlice("estates"),
		}
		b.orgs[r.Id] = o
		b.reviewed[r.Id] = r.GetBool("reply_review")
		b.list = append(b.list, routing.Org{
			ID: r.Id, Name: o.Name, Kind: o.Kind, Estates: o.Estates, Department: o.Department, Contact: o.ContactName,
			Mailbox: strings.Contains(o.Email, "@"), Active: o.Active,
		})
	}
	estates, err := app.FindAllRecords("estates")
	if err != nil {
		return nil, fmt.Errorf("read estates: %w", err)
	}
	for _, r := range estates {
		b.estates[r.Id] = routing.Estate{ID: r.Id, Name: r.GetString("name"), Property: r.GetString("property"), Committee: r.GetString("committee")}
	}
	// Inside a transaction the rows may yet be rolled back: do not keep them.
	if !app.IsTransactional() {
		app.Store().Set(orgBookKey, b)
	}
	return b, nil
}

// Org returns an organisation by its id.
func Org(app core.App, id string) (OrgInfo, bool) {
	b, err := openOrgs(app)
	if err != nil {
		app.Logger().Error("organisations", "error", err)
		return OrgInfo{}, false
	}
	o, ok := b.orgs[id]
	return o, ok
}

// Reviewed reports whether an organisation's replies wait for one look.
func Reviewed(app core.App, id string) bool {
	b, err := openOrgs(app)
	return err == nil && b.reviewed[id]
}

// Routes are the organisations and one estate as routing reads them.
func Routes(app core.App, estate string) ([]routing.Org, routing.Estate, error) {
	b, err := openOrgs(app)
	if err != nil {
		return nil, routing.Estate{}, err
	}
	return b.list, b.estates[estate], nil
}
