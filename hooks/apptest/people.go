package apptest

import (
	"sync"

	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/access"
	"hongguan/hooks/people"
	"hongguan/hooks/requests"
	"hongguan/hooks/settings"
)

// Town is the smallest community that has everything: an estate with
// property company and owners' committee, a department, an organisation
// department, a building with a unit, and one person of every role.
type Town struct {
	Estate, Building, Unit                           *core.Record
	Property, Committee, Residents, Department, Dept *core.Record
	Handling                                         *core.Record // a Party organisation that handles complex matters
	Clerk, Steward, Grid, Contact, Elsewhere         *core.Record
	Superuser                                        *core.Record
}

// Town builds one on the app.
func (a *App) Town() *Town {
	a.t.Helper()
	t := &Town{}
	t.Property = a.Org("安居物业", "property", "reply_review", true, "pass_code", "8866", "email", "anju@example.com")
	t.Committee = a.Org("湖畔花园业委会", "owners_committee")
	t.Residents = a.Org("湖畔社区居委会", "committee")
	t.Department = a.Org("城市管理局", "department", "department", "城管", "email", "chengguan@example.com")
	t.Dept = a.Org("区党工委组织部", "org_dept", "email", "zuzhibu@example.com")
	t.Handling = a.Org("住建局党委", "party_org", "email", "zhujian@example.com", "pass_code", "2468")
	other := a.Org("绿洲物业", "property", "pass_code", "1111")
	t.Estate = a.Create("estates", "name", "湖畔花园一期", "property", t.Property.Id, "committee", t.Committee.Id)
	t.Building = a.Create("buildings", "estate", t.Estate.Id, "name", "5幢")
	t.Unit = a.Create("units", "building", t.Building.Id, "name", "2单元")
	t.Clerk = a.Staff("clerk", "王敏", t.Residents.Id)
	t.Steward = a.Staff("steward", "沈洁", t.Residents.Id)
	t.Grid = a.Staff("grid_worker", "顾平", t.Residents.Id)
	t.Contact = a.Staff("property_contact", "陈强", t.Property.Id)
	t.Elsewhere = a.Staff("property_contact", "马军", other.Id)
	t.Superuser = a.Super()
	c := settings.Of(a.BaseApp).Record.Fresh()
	c.Load(map[string]any{"name": "湖畔社区", "code": "HP", "phone": "0512-62800000", "street": "星湖街道", "public_url": "https://hg.example.cn",
		"org_dept": t.Dept.Id, "report_to": "zuzhibu@example.com", "street_email": "jiedao@example.com", "letter_mode": "A"})
	Must(a.t, a.Save(c))
	return t
}

// Create saves a record of a table from names and values.
func (a *App) Create(table string, pairs ...any) *core.Record {
	a.t.Helper()
	c, err := a.FindCollectionByNameOrId(table)
	Must(a.t, err)
	r := core.NewRecord(c)
	for i := 0; i+1 < len(pairs); i += 2 {
		if h, ok := pairs[i+1].(*core.PasswordFieldValue); ok {
			r.SetRaw(pairs[i].(string), h)
			r.RefreshTokenKey()
			continue
		}
		r.Set(pairs[i].(string), pairs[i+1])
	}
	Must(a.t, access.Own(a.BaseApp, r))
	return r
}

// Org saves an organisation.
func (a *App) Org(name, kind string, pairs ...any) *core.Record {
	a.t.Helper()
	return a.Create("orgs", append([]any{"name", name, "kind", kind, "active", true}, pairs...)...)
}

// Password is every test account's.
const Password = "sp1ring-rain"

// hashed is Password, hashed once per test binary: it takes as long as
// everything else a town needs.
var hashed = sync.OnceValue(func() *core.PasswordFieldValue {
	r := core.NewRecord(core.NewAuthCollection("any"))
	r.SetPassword(Password)
	return &core.PasswordFieldValue{Hash: r.GetString(core.FieldNamePassword + ":hash")}
})

// Staff saves a member of staff with Password.
func (a *App) Staff(role, name, org string) *core.Record {
	a.t.Helper()
	return a.Create("staff", "account", role+a.next(), "name", name, "role", role, "org", org, "active", true, "password", hashed())
}

// Super saves a superuser.
func (a *App) Super() *core.Record {
	a.t.Helper()
	c, err := a.FindCollectionByNameOrId(core.CollectionNameSuperusers)
	Must(a.t, err)
	r := core.NewRecord(c)
	r.SetEmail("secretary" + a.next() + "@example.com")
	r.SetRaw(core.FieldNamePassword, hashed())
	r.RefreshTokenKey()
	Must(a.t, a.Save(r))
	return r
}

// Resident registers somebody living in the town's unit.
func (a *App) Resident(t *Town, name, phone string) *core.Record {
	a.t.Helper()
	p := people.Person{Name: name, Phone: phone, ConsentVersion: "1", Room: "302"}
	if t != nil {
		p.Estate, p.Building, p.Unit = t.Estate.Id, t.Building.Id, t.Unit.Id
	}
	r, err := people.Register(a.BaseApp, p)
	Must(a.t, err)
	return r
}

// As is the actor behind a record.
func (a *App) As(r *core.Record) access.Actor { return access.FromRecord(a.BaseApp, r) }

// Ask sends a request of a resident from the town's unit.
func (a *App) Ask(t *Town, resident *core.Record, text string) *core.Record {
	a.t.Helper()
	s := requests.Submission{Resident: resident, Text: text, Channel: "qr", By: a.As(resident)}
	s.Place.Estate, s.Place.Building, s.Place.Unit = t.Estate.Id, t.Building.Id, t.Unit.Id
	s.Place.Label = "湖畔花园一期 5幢 2单元"
	got, err := requests.Receive(a.BaseApp, s)
	Must(a.t, err)
	if got.Record == nil {
		a.t.Fatalf("%q was sealed", text)
	}
	return got.Record
}

// Do applies a verb and fails the test when it is refused.
func (a *App) Do(who *core.Record, req *core.Record, verb string, pairs ...any) *core.Record {
	a.t.Helper()
	r, err := requests.Apply(a.BaseApp, a.As(who), req.Id, verb, Fill(pairs...))
	if err != nil {
		a.t.Fatalf("%s by %s: %v", verb, a.As(who).Label, err)
	}
	return r
}

// Fill is a form from names and values.
func Fill(pairs ...any) requests.Input {
	in := requests.Input{Values: map[string]any{}}
	for i := 0; i+1 < len(pairs); i += 2 {
		in.Values[pairs[i].(string)] = pairs[i+1]
	}
	return in
}

// Token is a log-in of a record.
func (a *App) Token(r *core.Record) string {
	a.t.Helper()
	token, err := r.NewAuthToken()
	Must(a.t, err)
	return token
}
