package hooks_test

import (
	"flag"
	"fmt"
	"math/rand/v2"
	"net/url"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
)

var (
	long = flag.Bool("long", false, "ask every hidden field by every way instead of a share")
	seed = flag.Uint64("seed", uint64(time.Now().UnixNano()), "draws the share of the ways that are asked")
)

func TestAccessMatrix(t *testing.T) {
	h := newHouse(t)
	known := map[string]*core.Collection{}
	for _, c := range h.collections() {
		known[c.Name] = c
		if _, written := expected[c.Name]; !written {
			t.Errorf("table %s has no line in expected: write there who lists, views, creates, changes and deletes it, and which fields not everybody reads", c.Name)
		}
	}
	for table, r := range expected {
		if known[table] == nil {
			t.Errorf("table %s is gone: take its line out of expected", table)
			continue
		}
		for f := range r.fields {
			if known[table].Fields.GetByName(f) == nil {
				t.Errorf("%s has no field %s: take it out of expected", table, f)
			}
		}
	}
	if t.Failed() {
		return
	}
	h.draw = rand.New(rand.NewPCG(*seed, 1))
	h.reading(known)
	h.asking(known)
	h.linkHolders(known)
	h.linkPages()
	h.writing(known)
}

// drawn says yes once in n times; always with -long.
func (h *house) drawn(n int) bool { return *long || h.draw.IntN(n) == 0 }

// reading compares what everybody gets of the row of each table with expected.
func (h *house) reading(known map[string]*core.Collection) {
	for _, table := range sorted(keysOf(known)) {
		c, r, path, id := known[table], expected[table], "/api/collections/"+table+"/records", h.subject[table]
		stored := h.stored(c)
		for _, a := range h.actors {
			list := h.Call(a.who, "GET", path+"?perPage=500&skipTotal=1", nil)
			if got, want := strings.Contains(list.Raw, `"id":"`+id+`"`), slices.Contains(who(r.lists), a.name); got != want {
				h.t.Errorf("%s lists %s: %v, want %v (HTTP %d)", a.name, table, got, want, list.Code)
			}
			view := h.Call(a.who, "GET", path+"/"+id, nil)
			if got, want := view.Code == 200, slices.Contains(who(r.views), a.name); got != want {
				h.t.Errorf("%s views %s: %v, want %v (HTTP %d)", a.name, table, got, want, view.Code)
			}
			if view.Code != 200 {
				continue
			}
			// fields=* and a name of one's own bring nothing more
			more := view
			if h.drawn(3) {
				more = h.Call(a.who, "GET", path+"/"+id+"?fields=*,"+strings.Join(c.Fields.FieldNames(), ","), nil)
			}
			for field, value := range stored {
				for _, body := range []map[string]any{view.Body, more.Body} {
					v, there := body[field]
					same := there && plainJSON(v) == value
					masked := slices.Contains(who(r.fields[field].masked), a.name)
					switch want := reads(table, field, a.name); {
					case want && !same && !(there && masked):
						h.t.Errorf("%s does not read %s.%s: %v", a.name, table, field, v)
					case !want && there && !masked:
						h.t.Errorf("%s reads %s.%s: write it into expected, or hide it in a migration and show it in Enrich to those entitled", a.name, table, field)
					case !want && masked && (!there || same):
						h.t.Errorf("%s reads %s.%s as it is, want it masked: %v", a.name, table, field, v)
					}
				}
			}
		}
	}
}

// way is a field that somebody may not read, as it is asked for from a table.
type way struct {
	a            seer
	table, field string // field may be a path
	value        string // what is stored there
}

// asking asks for what may not be read, by filter and by order, straight and
// through relations both ways. An answer that depends on the hidden value
// gives it away one letter at a time.
func (h *house) asking(known map[string]*core.Collection) {
	ways := h.ways(known)
	asked := 0
	var all sync.WaitGroup
	room := make(chan struct{}, 200) // at once: PocketBase answers such guesses slowly
	for _, w := range ways {
		own := !strings.Contains(w.field, ".") && slices.Contains(who(expected[w.table].lists), w.a.name)
		if !own && !h.drawn(40) {
			continue
		}
		asked++
		all.Add(1)
		room <- struct{}{}
		go func() {
			defer func() { <-room; all.Done() }()
			h.ask(w)
		}()
	}
	all.Wait()
	h.t.Logf("%d of %d ways asked (-seed %d; -long asks all)", asked, len(ways), *seed)
	if asked < 300 {
		h.t.Errorf("only %d ways asked: the list is broken", asked)
	}
}

// ask compares the answers to the stored value and to another.
func (h *house) ask(w way) {
	path := "/api/collections/" + w.table + "/records?perPage=500&skipTotal=1&fields=id&"
	answer := func(value string) string {
		got := h.Call(w.a.who, "GET", path+"filter="+url.QueryEscape(w.field+"?="+value), nil)
		if got.Code != 200 {
			return "refused"
		}
		return fmt.Sprint(got.Body["items"])
	}
	other := "'no such value'"
	if w.value == "true" {
		other = "false"
	}
	if answer(quoted(w.value)) != answer(other) {
		h.t.Errorf("%s asks %s for %s and learns it (-seed %d)", w.a.name, w.table, w.field, *seed)
	}
	if strings.Contains(w.field, ".") {
		return
	}
	if got := h.Call(w.a.who, "GET", path+"sort="+w.field, nil); got.Code == 200 && len(got.Body["items"].([]any)) > 1 {
		h.t.Errorf("%s sorts %s by %s", w.a.name, w.table, w.field)
	}
}

func quoted(s string) string {
	if s == "true" {
		return s
	}
	return "'" + strings.ReplaceAll(s, "'", `\'`) + "'"
}

// ways are all fields that somebody may not read in a table that answers her.
func (h *house) ways(known map[string]*core.Collection) []way {
	plain := map[string]map[string]string{} // table → field → stored value as text
	for name, c := range known {
		r, err := h.FindRecordById(c, h.subject[name])
		if err != nil {
			h.t.Fatal(err)
		}
		plain[name] = map[string]string{}
		for _, f := range c.Fields {
			if v := r.GetString(f.GetName()); v != "" && f.Type() != core.FieldTypePassword {
				plain[name][f.GetName()] = v
			}
		}
	}
	byID := map[string]string{}
	for name, c := range known {
		byID[c.Id] = name
	}
	var list []way
	tables := sorted(keysOf(known))
	for _, a := range h.actors {
		if a.name == "Super" {
			continue
		}
		for _, table := range tables {
			if h.Call(a.who, "GET", "/api/collections/"+table+"/records?perPage=1&skipTotal=1", nil).Code != 200 {
				continue
			}
			add := func(target, prefix string) {
				for _, field := range sorted(keysOf(plain[target])) {
					if !reads(target, field, a.name) && field != "id" {
						list = append(list, way{a, table, prefix + field, plain[target][field]})
					}
				}
			}
			add(table, "")
			for _, other := range tables {
				for _, f := range known[other].Fields {
					r, ok := f.(*core.RelationField)
					switch {
					case !ok:
					case other == table:
						add(byID[r.CollectionId], r.Name+".")
					case byID[r.CollectionId] == table:
						add(other, other+"_via_"+r.Name+".")
					}
				}
			}
		}
	}
	return list
}

func keysOf[V any](m map[string]V) []string {
	var out []string
	for k := range m {
		out = append(out, k)
	}
	return out
}

func sorted(list []string) []string {
	slices.Sort(list)
	return list
}

// linkHolders try what they hold as a key to the tables: it opens none.
func (h *house) linkHolders(known map[string]*core.Collection) {
	for name, code := range h.codes {
		if code == "" {
			h.t.Errorf("nobody holds a %s: the scene is broken", name)
		}
	}
	for table := range known {
		for name, code := range h.codes {
			path := "/api/collections/" + table + "/records?perPage=500&skipTotal=1&token=" + url.QueryEscape(code) + "&code=" + url.QueryEscape(code)
			got, guest := h.bearing(code, path), h.Call(nil, "GET", path, nil)
			if got.Code != guest.Code || got.Raw != guest.Raw {
				h.t.Errorf("whoever holds the %s opens %s with it: HTTP %d", name, table, got.Code)
			}
		}
	}
}

// secrets are what is stored about the people of the request.
var secrets = map[string]string{"number": "13900000001", "name": "李秀英", "room": `"302"`, "whom": "赵老太", "whom's number": "13700000007",
	"rating": "来了三次都没修好", "call": "勉强算好了", "pass code": "8866"}

// linkPages looks for them in what a link shows on its own page before anybody
// has typed a 对接码: links get forwarded in groups.
func (h *house) linkPages() {
	for name, door := range map[string]struct {
		method, path string
		body         any
	}{
		"reply link": {"GET", "/api/reply/" + h.codes["reply"], nil}, "organisation's link": {"GET", "/api/reply/" + h.codes["organisation"], nil},
		"receipt": {"GET", "/api/track/" + h.codes["no"] + "?code=" + h.codes["track"], nil},
		"card":    {"POST", "/api/cards/open", map[string]any{"key": h.codes["card"]}},
	} {
		got := h.Call(nil, door.method, door.path, door.body)
		if got.Code != 200 {
			h.t.Errorf("the %s opens nothing: HTTP %d %s", name, got.Code, got.Raw)
		}
		for what, secret := range secrets {
			if strings.Contains(got.Raw, secret) {
				h.t.Errorf("the %s shows the %s", name, what)
			}
		}
	}
}

// writing tries to create, change and delete. It comes last: the secretary
// really does.
func (h *house) writing(known map[string]*core.Collection) {
	for _, table := range sorted(keysOf(known)) {
		c, r := known[table], expected[table]
		path, id := "/api/collections/"+table+"/records", h.subject[table]
		for n, a := range h.actors {
			nothing := !slices.Contains(who(r.creates+" "+r.changes+" "+r.deletes), a.name)
			if a.name != "Super" && nothing && !h.drawn(3) {
				continue
			}
			h.creating(c, r, a, path)
			if a.name == "Super" {
				h.ruling(c, r, a, path)
				continue
			}
			was := h.raw(table, id)
			body := map[string]any{}
			for i, f := range c.Fields {
				if v := h.value(c, f, 5000+n*100+i); v != nil {
					body[f.GetName()] = v
				}
			}
			h.Call(a.who, "PATCH", path+"/"+id, body)
			if got, want := h.raw(table, id) != was, slices.Contains(who(r.changes), a.name); got != want {
				h.t.Errorf("%s changes %s: %v, want %v", a.name, table, got, want)
			}
			if slices.Contains(who(r.deletes), a.name) {
				continue
			}
			if got := h.Call(a.who, "DELETE", path+"/"+id, nil); got.Code < 400 {
				h.t.Errorf("%s deletes %s: HTTP %d", a.name, table, got.Code)
			}
		}
	}
}

// creating sends a copy of the row.
func (h *house) creating(c *core.Collection, r rights, a seer, path string) {
	row, err := h.FindRecordById(c, h.subject[c.Name])
	if err != nil {
		h.t.Fatal(err)
	}
	body := map[string]any{}
	for _, f := range c.Fields {
		if f.GetName() != "id" && f.Type() != core.FieldTypeFile {
			body[f.GetName()] = row.Get(f.GetName())
		}
	}
	before, _ := h.CountRecords(c)
	got := h.Call(a.who, "POST", path, body)
	after, _ := h.CountRecords(c)
	if may := slices.Contains(who(r.creates), a.name); !may && (got.Code < 400 || after != before) {
		h.t.Errorf("%s creates %s: HTTP %d, %d rows more", a.name, c.Name, got.Code, after-before)
	} else if may && a.name == "Super" && got.Code == 403 {
		h.t.Errorf("%s may not create %s: %s", a.name, c.Name, got.Raw)
	}
}

// ruling is what is left to the secretary: field by field, and deleting a copy.
func (h *house) ruling(c *core.Collection, r rights, a seer, path string) {
	id := h.subject[c.Name]
	var done []string
	for i, f := range c.Fields {
		v := h.value(c, f, 8000+i)
		if v == nil || strings.HasSuffix(f.GetName(), "Ref") {
			continue
		}
		was := h.raw(c.Name, id)
		h.Call(a.who, "PATCH", path+"/"+id, map[string]any{f.GetName(): v})
		if h.raw(c.Name, id) != was {
			done = append(done, f.GetName())
		}
	}
	if !slices.Contains(who(r.changes), "Super") && !slices.Equal(sorted(done), sorted(strings.Fields(r.changes))) {
		h.t.Errorf("the secretary changes %v of %s by hand, want %q", done, c.Name, r.changes)
	}
	for _, f := range strings.Fields(r.stamped) {
		if slices.Contains(done, f) {
			h.t.Errorf("the secretary writes %s.%s by hand", c.Name, f)
		}
	}
	copied := h.copied(c, id)
	got := h.Call(a.who, "DELETE", path+"/"+copied, nil)
	if may := slices.Contains(who(r.deletes), "Super"); may != (got.Code == 204) {
		h.t.Errorf("the secretary deletes %s: HTTP %d %s, want %v", c.Name, got.Code, got.Raw, may)
	}
}

// copied puts a second row beside one, with nothing unique in its way.
func (h *house) copied(c *core.Collection, id string) string {
	for _, index := range c.Indexes {
		if strings.Contains(index, "UNIQUE") && !strings.Contains(index, "tokenKey") {
			name := strings.Trim(strings.Fields(strings.SplitN(index, "INDEX", 2)[1])[0], "`[]{}\"")
			if _, err := h.NonconcurrentDB().NewQuery("DROP INDEX IF EXISTS {{" + name + "}}").Execute(); err != nil {
				h.t.Fatal(err)
			}
		}
	}
	var rows []dbx.NullStringMap
	if err := h.DB().Select("*").From(c.Name).Where(dbx.HashExp{"id": id}).All(&rows); err != nil || len(rows) != 1 {
		h.t.Fatalf("copy of %s: %d rows (%v)", c.Name, len(rows), err)
	}
	values := dbx.Params{}
	for k, v := range rows[0] {
		values[k] = v.String
	}
	values["id"] = "copy" + id[4:]
	if _, has := values["tokenKey"]; has {
		values["tokenKey"] = "copy" + values["tokenKey"].(string)
	}
	if _, err := h.NonconcurrentDB().Insert(c.Name, values).Execute(); err != nil {
		h.t.Fatalf("copy of %s: %v", c.Name, err)
	}
	return values["id"].(string)
}
