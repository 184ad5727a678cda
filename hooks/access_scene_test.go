package hooks_test

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/access"
	"hongguan/hooks/apptest"
	"hongguan/hooks/places"
	"hongguan/hooks/requests"
)

// house is an office with a row in every table, all of it about one request:
// Owner sent it, Contact's company handles it. No field that may be filled is
// empty, so that whoever reads one reads something.
type house struct {
	*apptest.App
	t       *testing.T
	town    *apptest.Town
	actors  []seer
	subject map[string]string // the row of each table
	codes   map[string]string // what holders of links and cards have in their hands
	draw    *rand.Rand
}

// unfilled are fields whose filling would change who sees the row.
var unfilled = map[string]bool{
	"requests.sealed_at": true, "requests.sealed_for": true, "requests.shielded_resident": true, "requests.shielded_relation": true, "requests.shielded_text": true,
	"requests.anonymised_at": true, "residents.erased_at": true, "org_links.revoked_at": true, "elder_cards.revoked_at": true,
	"staff.first_password": true, // she would read nothing at all until she had changed it
}

func newHouse(t *testing.T) *house {
	app := apptest.New(t)
	h := &house{App: app, t: t, town: app.Town(), subject: map[string]string{}, codes: map[string]string{}}
	town := h.town
	owner, neighbour, closed := app.Resident(town, "李秀英", "13900000001"), app.Resident(town, "王芳", "13900000002"), app.Resident(town, "周强", "13900000003")
	closed.Set("active", false)
	apptest.Must(t, app.Save(closed))
	left := app.Staff("clerk", "离职", town.Residents.Id)
	left.Set("active", false)
	apptest.Must(t, app.Save(left))
	h.actors = []seer{{"Guest", nil}, {"Closed", closed}, {"Left", left}, {"Neighbour", neighbour}, {"Owner", owner}, {"Elsewhere", town.Elsewhere}, {"Contact", town.Contact},
		{"Committee", app.Staff("committee_contact", "何伟", town.Committee.Id)}, {"Grid", town.Grid}, {"Clerk", town.Clerk}, {"Steward", town.Steward}, {"Super", town.Superuser}}

	poster := app.Create("posters", "code", "K7M3QD", "scope", "unit", "estate", town.Estate.Id, "building", town.Building.Id, "unit", town.Unit.Id, "place_label", "湖畔花园一期 5幢 2单元", "state", "active")
	got := app.Form(owner, create, map[string]string{"text": "楼道灯不亮三天了", "building": town.Building.Id, "unit": town.Unit.Id, "client_key": "secretkey", "room": "302", "poster": poster.GetString("code"),
		"on_behalf": `{"name":"赵老太","phone":"13700000007","relation":"婆婆"}`})
	req, err := app.FindRecordById("requests", got.Text("id"))
	apptest.Must(t, err)
	app.Do(town.Clerk, req, "accept")
	app.Do(town.Clerk, req, "dispatch", "org", town.Property.Id)
	app.Do(town.Contact, req, "sign")
	app.Do(town.Contact, req, "reply", "text", "灯已换好")
	app.Do(town.Clerk, req, "approve")
	app.Do(owner, req, "rate", "stars", 1, "solved", "no", "text", "来了三次都没修好")
	app.Do(town.Contact, req, "reply", "text", "又换了一次")
	app.Do(town.Clerk, req, "approve")
	app.Do(town.Grid, req, "call_back", "reached", true, "stars", 4, "solved", "partly", "words", "勉强算好了")
	card := app.Call(town.Clerk, "POST", "/api/residents/"+owner.Id+"/card", map[string]any{})
	app.Call(town.Clerk, "POST", "/api/orgs/"+town.Property.Id+"/link", nil)

	for table, r := range map[string]*core.Record{"requests": req, "residents": owner, "staff": town.Contact, "orgs": town.Property, "estates": town.Estate, "buildings": town.Building,
		"units": town.Unit, "posters": poster, core.CollectionNameSuperusers: app.Super()} {
		h.subject[table] = r.Id
	}
	h.subject["matters"] = "subjectmatter01" // one that is not built in
	_, err = app.NonconcurrentDB().Insert("matters", dbx.Params{"id": h.subject["matters"]}).Execute()
	apptest.Must(t, err)
	if a, err := requests.Current(app, req.Id); err == nil {
		h.codes["reply"] = requests.Token(app, a.Id)
	}
	link, err := places.Link(app, town.Property.Id)
	apptest.Must(t, err)
	_, h.codes["organisation"], _ = strings.Cut(link, "#")
	h.codes["track"], h.codes["no"] = requests.QueryCode(app, req.Id), req.GetString("request_no")
	h.codes["card"] = access.Token(app, "elder_card", card.Text("id"))
	h.codes["export"] = strings.TrimPrefix(app.Call(owner, "POST", "/api/residents/me/export", nil).Text("url"), "/api/export/")
	h.fill()
	return h
}

// fill gives every table a row about the request, and every field a value.
// Whoever holds the file can do so; the program itself would refuse.
func (h *house) fill() {
	h.t.Helper()
	exec := func(q *dbx.Query) {
		h.t.Helper()
		_, err := q.Execute()
		apptest.Must(h.t, err)
	}
	var triggers []string
	apptest.Must(h.t, h.DB().NewQuery("SELECT name FROM sqlite_master WHERE type = 'trigger'").Column(&triggers))
	for _, name := range triggers {
		exec(h.NonconcurrentDB().NewQuery("DROP TRIGGER {{" + name + "}}"))
	}
	all := h.collections()
	for n, c := range all {
		id := h.subject[c.Name]
		if id == "" {
			var ids []string
			apptest.Must(h.t, h.DB().Select("id").From(c.Name).OrderBy("id").Limit(1).Column(&ids))
			if len(ids) == 0 {
				ids = []string{fmt.Sprintf("subject%08d", n)}
				exec(h.NonconcurrentDB().Insert(c.Name, dbx.Params{"id": ids[0]}))
			}
			id = ids[0]
			h.subject[c.Name] = id
		}
	}
	for n, c := range all {
		r, err := h.FindRecordById(c, h.subject[c.Name])
		apptest.Must(h.t, err)
		values := dbx.Params{}
		for i, f := range c.Fields {
			name := f.GetName()
			if unfilled[c.Name+"."+name] || fmt.Sprint(r.Get(name)) != fmt.Sprint(core.NewRecord(c).Get(name)) {
				continue
			}
			if v := h.value(c, f, 1000+n*100+i); v != nil {
				values[name] = v
			}
		}
		if len(values) > 0 {
			exec(h.NonconcurrentDB().Update(c.Name, values, dbx.HashExp{"id": r.Id}))
		}
	}
}

func (h *house) value(c *core.Collection, field core.Field, n int) any {
	mark := fmt.Sprintf("mark-%d", n)
	switch f := field.(type) {
	case *core.TextField:
		if f.Name == "id" || f.Name == core.FieldNameTokenKey {
			return nil
		}
		switch f.Name {
		case "recordRef":
			return h.subject["residents"]
		case "collectionRef":
			r, err := h.FindCollectionByNameOrId("residents")
			apptest.Must(h.t, err)
			return r.Id
		}
		if strings.HasSuffix(f.Name, "_day") && (c.Name == "projects" || c.Name == "milestones") { // what is no day is refused there
			return apptest.Monday.AddDate(0, 0, n).Format("2006-01-02")
		}
		return mark
	case *core.EditorField:
		return mark
	case *core.EmailField:
		return mark + "@example.com"
	case *core.NumberField:
		return n
	case *core.BoolField:
		return true
	case *core.DateField:
		return "2026-11-23 01:00:00.000Z"
	case *core.JSONField:
		return `["` + mark + `"]`
	case *core.RelationField:
		other, err := h.FindCollectionByNameOrId(f.CollectionId)
		apptest.Must(h.t, err)
		if other.Name == c.Name {
			return nil // a request that is part of itself helps nobody
		}
		if f.MaxSelect > 1 {
			return `["` + h.subject[other.Name] + `"]`
		}
		return h.subject[other.Name]
	case *core.FileField:
		if f.MaxSelect > 1 {
			return `["` + mark + `.jpg"]`
		}
		return mark + ".jpg"
	case *core.SelectField:
		if c.Name == "requests" || c.Name == "residents" || c.Name == "staff" {
			return nil // lane, danger and state decide who sees
		}
		if f.MaxSelect > 1 {
			return `["` + f.Values[0] + `"]`
		}
		return f.Values[0]
	}
	return nil
}

func (h *house) collections() []*core.Collection {
	h.t.Helper()
	all, err := h.FindAllCollections()
	apptest.Must(h.t, err)
	return all
}

// stored are the values of a row as JSON, field by field.
func (h *house) stored(c *core.Collection) map[string]string {
	h.t.Helper()
	r, err := h.FindRecordById(c, h.subject[c.Name])
	apptest.Must(h.t, err)
	values := map[string]string{}
	for _, f := range c.Fields {
		values[f.GetName()] = plainJSON(r.Get(f.GetName()))
	}
	return values
}

func plainJSON(v any) string {
	raw, err := json.Marshal(v)
	if err != nil {
		return err.Error()
	}
	var back any
	if json.Unmarshal(raw, &back) != nil {
		return string(raw)
	}
	out, _ := json.Marshal(back)
	return string(out)
}

// raw is a row as the database has it.
func (h *house) raw(table, id string) string {
	h.t.Helper()
	var rows []dbx.NullStringMap
	apptest.Must(h.t, h.DB().Select("*").From(table).Where(dbx.HashExp{"id": id}).All(&rows))
	var parts []string
	for _, row := range rows {
		for name, cell := range row {
			if name != "updated" {
				parts = append(parts, name+"="+cell.String)
			}
		}
	}
	return strings.Join(sorted(parts), "\n")
}

// bearing asks with something in the place of a log-in.
func (h *house) bearing(key, path string) apptest.Answer {
	h.t.Helper()
	req := httptest.NewRequest(http.MethodGet, path, nil)
	req.Header.Set("Authorization", key)
	req.RemoteAddr, req.Host = "127.0.0.1:50000", "localhost:8090"
	rec := httptest.NewRecorder()
	h.Handler().ServeHTTP(rec, req)
	return apptest.Answer{Code: rec.Code, Raw: rec.Body.String()}
}
