// Package access says who is asking, and refuses what nobody may do by hand.
package access

import (
	"github.com/pocketbase/pocketbase/core"
)

// The kinds of actor. A link is the holder of an assignment's no-account link.
const (
	Resident  = "resident"
	Staff     = "staff"
	Superuser = "superuser"
	Link      = "link"
	System    = "system"
	Guest     = "guest"
	Upper     = "upper" // 上级联系人, who comes by a link of her own and reads what the office must not
)

// Actor is the person or part of the program that does something.
type Actor struct {
	Kind  string
	ID    string // record id; the assignment's id for a link
	Root  string // of a resident: the registration this one was linked to
	Name  string
	Role  string // of staff
	Org   string // id of the organisation of staff and links
	Label string // what a resident reads, 『社区工作者 王敏』
}

// Of returns who sent a request; Guest when nobody is logged in.
func Of(e *core.RequestEvent) Actor { return FromRecord(e.App, e.Auth) }

// FromRecord returns the actor behind an auth record, which may be nil.
func FromRecord(app core.App, r *core.Record) Actor {
	a := Viewer(r)
	if a.Kind == Staff {
		a.Label = staffLabel(app, a)
	}
	return a
}

// Viewer is the actor without the label of staff, which takes a look into the
// database: who only reads needs none.
func Viewer(r *core.Record) Actor {
	switch {
	case r == nil:
		return Actor{Kind: Guest, Label: "访客"}
	case r.IsSuperuser():
		return Actor{Kind: Superuser, ID: r.Id, Name: r.Email(), Label: "社区书记"}
	case r.Collection().Name == "residents" && r.GetBool("active"):
		return Actor{Kind: Resident, ID: r.Id, Root: r.GetString("linked_to"), Name: r.GetString("name"), Label: "居民"}
	case r.Collection().Name == "staff" && r.GetBool("active"):
		return Actor{Kind: Staff, ID: r.Id, Name: r.GetString("name"), Role: r.GetString("role"), Org: r.GetString("org")}
	}
	return Actor{Kind: Guest, Label: "访客"}
}

// staffLabel names the office's own people, and other organisations only by
// the organisation: their employees did not ask to be known to residents.
func staffLabel(app core.App, a Actor) string {
	switch a.Role {
	case "grid_worker":
		return "网格员 " + a.Name
	case "clerk":
		return "社区工作者 " + a.Name
	case "steward":
		return "红管负责人 " + a.Name
	}
	if org, err := app.FindRecordById("orgs", a.Org); err == nil {
		return org.GetString("name")
	}
	return "承办单位"
}

// Program is the actor of what happens by itself.
func Program() Actor { return Actor{Kind: System, Label: "系统"} }

// Lead reports whether the actor decides for the office: the secretary or the steward.
func (a Actor) Lead() bool {
	return a.Kind == Superuser || a.Kind == Staff && a.Role == "steward"
}

// Office reports whether the actor takes in and dispatches requests.
func (a Actor) Office() bool { return a.Lead() || a.Kind == Staff && a.Role == "clerk" }

// Community reports whether the actor belongs to the community's own people,
// grid workers included.
func (a Actor) Community() bool {
	return a.Office() || a.Kind == Staff && a.Role == "grid_worker"
}
