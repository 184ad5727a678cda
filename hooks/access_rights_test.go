package hooks_test

import (
	"slices"
	"strings"

	"github.com/pocketbase/pocketbase/core"
)

// groups are names for several actors. Closed is a registration, Left an
// account that is not in use any more: both are as good as a guest.
var groups = map[string]string{
	"all":       "Guest Closed Left Neighbour Owner Elsewhere Contact Committee Grid Clerk Steward Super",
	"staff":     "Elsewhere Contact Committee Grid Clerk Steward Super",
	"community": "Grid Clerk Steward Super",
	"involved":  "Owner Contact Grid Clerk Steward Super",
	"own":       "Owner Super",
	"boss":      "Super",
}

// who is a list of actors and groups.
func who(list string) []string {
	var names []string
	for _, w := range strings.Fields(list) {
		if g := groups[w]; g != "" {
			w = g
		}
		names = append(names, strings.Fields(w)...)
	}
	return names
}

// rights are what is expected of one table. An empty entry is nobody. The
// secretary's changes are boss for whatever she likes, or the fields that are
// left to her of a table that the program writes.
type rights struct {
	lists, views, creates, changes, deletes string
	fields                                  map[string]fieldRights // those that not everybody reads who views the row
	stamped                                 string                 // what only the program writes in a row the secretary may change
}

// fieldRights are who reads a field as it is stored, and who reads it masked;
// who is in both reads it retold.
type fieldRights struct{ reads, masked string }

// office is the usual table of the office: its people read, the program writes.
var office = rights{lists: "community", views: "community"}

func (r rights) with(pairs ...string) rights {
	r.fields = map[string]fieldRights{}
	for i := 0; i+1 < len(pairs); i += 2 {
		reads, masked, _ := strings.Cut(pairs[i+1], ";")
		r.fields[pairs[i]] = fieldRights{reads, masked}
	}
	return r
}

func (r rights) stamps(fields string) rights {
	r.stamped = fields
	return r
}

func (r rights) edited() rights {
	r.creates, r.changes, r.deletes = "boss", "boss", "boss"
	return r
}

// expected is the whole table of who may do what to which table of records, and
// of every field that not everybody may read who sees its row.
var expected = map[string]rights{
	// who asks, and about what
	"requests": {lists: "involved", views: "involved", creates: "Owner Neighbour", fields: map[string]fieldRights{
		"resident": {"Owner community", ""}, "room": {"own", ""}, "on_behalf_name": {"own", ""}, "on_behalf_phone": {"boss", ""},
		"solved": {"Owner community", ""}, "stars": {"Owner community", ""}, "rating_text": {"Owner community", ""}, "rated_at": {"Owner community", ""}, "heard": {"Owner community", ""},
		"accused": {"community", ""}, "client_key": {"boss", ""}, "query_code_hash": {"boss", ""}, "called_by_id": {"boss", ""}, "serial": {"boss", ""}, "near": {"boss", ""},
		"shielded_resident": {"boss", ""}, "shielded_relation": {"boss", ""}, "shielded_text": {"boss", ""}, "sealed_at": {"boss", ""}, "sealed_for": {"boss", ""},
	}},
	"request_events": rights{lists: "involved", views: "involved"}.with("sentence", "involved;involved", "actor_id", "boss", "note", "community", "data", "boss", "digest", "boss"),
	"replies":        {lists: "involved", views: "involved"},
	"assignments":    office.with("token_hash", "boss"),
	"call_backs":     office,
	"referrals":      {lists: "community", views: "community", changes: "summary prior suggested_org suggested_reason"},
	"weekly_reports": office,
	"alerts":         office,
	"reminders":      office,
	"corrections":    office.with("by", "boss", "undone_by", "boss"),
	"residents": rights{lists: "community", views: "Owner community", creates: "boss", changes: "Owner boss"}.with(
		"name", "own;Grid Clerk Steward", "phone", "own", "room", "own", "real_name_how", "community", "real_name_by", "community", "real_name_at", "community",
		"link_state", "community", "linked_to", "community", "wanted_phone", "boss", "register_key", "boss").stamps(
		"real_name real_name_how real_name_by real_name_at link_state linked_to consent_version consent_at has_password wanted_phone wanted_building wanted_unit wanted_at wanted_answer erased_at register_key"),
	"elder_cards":    office.with("key_hash", "boss"),
	"login_codes":    {lists: "boss", views: "boss"},
	"roster_entries": rights{lists: "boss", views: "boss"}.edited(),
	// places
	"estates":      rights{lists: "all", views: "all"}.edited().with("note", "boss"),
	"buildings":    rights{lists: "all", views: "all"}.edited(),
	"units":        rights{lists: "all", views: "all"}.edited(),
	"grids":        rights{lists: "staff", views: "staff"}.edited(),
	"posters":      {lists: "community", views: "community", changes: "note"},
	"poster_scans": {lists: "boss", views: "boss"},
	// the office and those it works with
	"communities": {lists: "boss", views: "boss", changes: "boss"},
	"orgs":        rights{lists: "staff", views: "staff"}.edited().with("pass_code", "boss", "note", "boss"),
	"org_links":   office.with("token_hash", "boss"),
	"staff":       rights{lists: "community", views: "Contact community", creates: "boss", changes: "boss"}.with("first_password", "Contact boss").stamps("first_password"),
	"watches":     office.edited(),
	"visits":      office.with("room", "community", "person", "boss;Grid Clerk Steward", "phone", "boss;Grid Clerk Steward", "resident", "boss", "client_key", "boss"),
	"duties":      {lists: "community", views: "community", changes: "note", fields: map[string]fieldRights{"phone": {"community", ""}}},
	"handovers":   {lists: "boss", views: "boss"},
	// volunteers
	"volunteers": rights{lists: "Owner community", views: "Owner community", changes: "external_no insured_until"}.with(
		"guardian_name", "Owner community", "guardian_phone", "boss", "insured_until", "Owner community"),
	"orders":          rights{lists: "Owner Neighbour community", views: "Owner Neighbour community"}.with("request", "community", "by_id", "boss", "client_key", "boss"),
	"claims":          {lists: "Owner community", views: "Owner community"},
	"service_records": {lists: "Owner community", views: "Owner community"},
	"certificates":    rights{lists: "Owner community", views: "Owner community"}.with("paper_tail", "boss", "key_hash", "boss"),
	"projects":        {lists: "community", views: "community", creates: "community", changes: "community", deletes: "boss"},
	"milestones":      {lists: "community", views: "community", creates: "community", changes: "community", deletes: "boss"},
	// thanks
	"point_rules":       {lists: "boss", views: "boss", creates: "boss", changes: "boss"},
	"point_entries":     {lists: "boss", views: "boss"},
	"rewards":           {lists: "boss", views: "boss", creates: "boss", changes: "boss"},
	"redemptions":       office.with("code_mark", "boss", "client_key", "boss"),
	"stock_moves":       {lists: "boss", views: "boss"},
	"point_adjustments": office.with("proposer", "boss", "decider", "boss"),
	// rules and texts
	"matters":          rights{lists: "staff", views: "staff"}.edited(),
	"matter_history":   office.with("actor_id", "boss", "snapshot", "boss"),
	"routes":           office.edited(),
	"workday_calendar": rights{lists: "boss", views: "boss"}.edited(),
	"faq_cases":        office.edited(),
	"resources":        rights{lists: "staff", views: "staff"}.edited(),
	"posts":            rights{lists: "boss", views: "boss"}.edited(),
	// what the program keeps for itself
	"outbox":         {lists: "boss", views: "boss"},
	"job_runs":       {lists: "boss", views: "boss"},
	"audit_entries":  {lists: "boss", views: "boss"},
	"sealed_reports": {},
	"sealed_events":  {},
	"upper_contacts": {},
	// PocketBase's own
	"_superusers":    rights{lists: "boss", views: "boss"}.edited(),
	"_mfas":          rights{lists: "own", views: "own"}.edited(),
	"_otps":          rights{lists: "own", views: "own"}.edited().with("password", "boss", "sentTo", "boss"),
	"_externalAuths": {lists: "own", views: "own", creates: "boss", changes: "boss", deletes: "own"},
	"_authOrigins":   {lists: "own", views: "own", creates: "boss", changes: "boss", deletes: "own"},
}

// reads reports whether somebody reads a field as it is stored.
func reads(table, field, name string) bool {
	if field == core.FieldNamePassword && table != "_otps" || field == core.FieldNameTokenKey {
		return false
	}
	r := expected[table]
	if f, special := r.fields[field]; special {
		return slices.Contains(who(f.reads), name)
	}
	return slices.Contains(who(r.views), name)
}
