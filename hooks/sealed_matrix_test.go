package hooks_test

import (
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/apptest"
)

// sight is one thing somebody may read, and where. Everything that is not in
// the table is read by nobody anywhere.
type sight struct{ what, who, where string }

func (x sight) lets(who, where string) bool {
	return (x.who == "*" || x.who == who) && (x.where == "*" || strings.HasPrefix(where, x.where))
}

// sights is the whole table: matter by matter, who reads a trace of it through
// which address. An address is a beginning; * is any.
func (s *sealedOffice) sights() []sight {
	secretary, sender := "Secretary", "Sender"
	table := []sight{
		// (a) a conduct report sealed at intake
		{conductText, secretary, "/api/sealed/" + s.report(conductText)},
		{conductReply, secretary, "/api/sealed/" + s.report(conductText)},
		{conductReply, "*", "/api/letters/" + s.conductCode}, // the code is the key, whoever holds it
		// (b) about the leaders: no word for anybody of the office
		{leaderReply, "*", "/api/letters/" + s.leaderCode},
		{leaderReply, "*", "/api/letters/" + s.heldCode},
		// (c) a request sealed later: its number is no secret of the secretary's,
		// of its owner, or of whoever holds its receipt
		{s.later.GetString("request_no"), secretary, "*"},
		{s.later.Id, secretary, "*"},
		{s.later.GetString("request_no"), sender, "/api/requests/sealed"},
		{s.later.Id, sender, "/api/requests/sealed"},
		{s.later.Id, "Sender", "realtime"}, // their open pages learn that its replies are gone
		{s.later.Id, "GridWorker", "realtime"},
		{s.later.Id, "Clerk", "realtime"},
		{s.later.Id, "Steward", "realtime"},
		{s.later.GetString("request_no"), "*", "/api/track/" + s.later.GetString("request_no") + "?code=" + s.laterOldCode},
	}
	for _, w := range laterWords {
		table = append(table, sight{w, secretary, "/api/sealed/" + s.report(laterText)})
	}
	return table
}

// report is the id of the sealed report with a text.
func (s *sealedOffice) report(text string) string {
	r, err := s.FindFirstRecordByFilter("sealed_reports", "text ~ {:t}", dbx.Params{"t": text})
	apptest.Must(s.t, err)
	return r.Id
}

// traces are everything that is looked for.
func (s *sealedOffice) traces() []string {
	list := append([]string{conductText, conductReply, leaderText, leaderName, leaderReply, s.later.GetString("request_no"), s.later.Id}, laterWords...)
	for _, r := range s.rows("sealed_reports") {
		if r.GetString("audience") == "upper" {
			list = append(list, r.Id, r.GetString("report_no"))
		}
	}
	return list
}

// hide-and-seek: read says who may, and fails for everybody else.
func (s *sealedOffice) read(who, where, body string, table []sight, traces []string) {
	s.t.Helper()
	for _, trace := range traces {
		if !strings.Contains(body, trace) {
			continue
		}
		if !slices.ContainsFunc(table, func(x sight) bool { return x.what == trace && x.lets(who, where) }) {
			s.t.Errorf("%s reads %s at %s", who, trace, where)
		}
	}
}

// own are the doors to the sender's own data; none in an office that is not open.
func (s *sealedOffice) own() (whose, tickets []string) {
	if s.sender == nil {
		return []string{"me"}, []string{"AAAA"}
	}
	ticket := s.Call(s.sender, "POST", "/api/residents/me/export", nil).Text("url")
	return []string{"me", s.sender.Id}, []string{"AAAA", strings.TrimPrefix(ticket, "/api/export/")}
}

// addresses are the reading routes of the program by their pattern, filled in
// with everything that might open a door. TestEveryRouteIsInTheMatrix compares
// them with the routes in the code.
func (s *sealedOffice) addresses() map[string][]string {
	id, no := s.later.Id, s.later.GetString("request_no")
	whose, tickets := s.own()
	all := map[string][]string{
		"/api/home": {"", "?poster=" + s.poster}, "/api/words": {""}, "/api/places": {""}, "/api/setup": {""}, "/api/jobs": {""}, "/api/holidays": {""}, "/healthz": {""},
		"/api/bulletin": {"", "?poster=" + s.poster}, "/api/bulletin/{id}": {id}, "/api/bulletin/{id}/preview": {id}, "/api/bulletin/{id}/pictures/{name}": {id + "|" + s.photo},
		"/api/stats/overview": {""}, "/api/letters": {""}, "/api/watch": {""}, "/api/requests/sealed": {""}, "/api/sealed": {""},
		"/api/volunteers/mine": {""}, "/api/volunteers/service.xlsx": {""}, "/api/volunteers/{id}/contact": {id}, "/api/orders/board": {""}, "/api/orders/{id}/screen": {id},
		"/api/requests/{request}/helpers": {id}, "/api/certificates/{key}": {"AAAA"}, "/api/certificates/register.xlsx": {""},
		"/api/handover": {""}, "/api/duties/mine": {""}, "/api/duties/team.xlsx": {""}, "/api/points/mine": {""}, "/api/rewards": {""}, "/api/redemptions": {""}, "/api/redemptions/code/{code}": {"12345678"}, "/api/points/of/{id}": whose[len(whose)-1:], "/api/residents/{id}/own": whose, "/api/residents/{id}/card": whose[len(whose)-1:], "/api/export/{ticket}": tickets,
		"/api/letters/{code}":                     {s.conductCode, s.leaderCode, s.heldCode, "AAAAAAAA"},
		"/api/sealed/{id}":                        {},
		"/api/upper/{token}":                      {"AAAA", strings.ToLower(s.upperKey)},
		"/api/requests/{id}/candidates":           {id},
		"/api/requests/{id}/contact":              {id},
		"/api/requests/{id}/similar":              {id},
		"/api/requests/{id}/likewise":             {id},
		"/api/requests/{id}/family":               {id},
		"/api/requests/{id}/case":                 {id},
		"/api/requests/search":                    {"?q=" + no},
		"/api/residents/search":                   {"?q=" + no, "?q=1390", "?q=" + url.QueryEscape("李")},
		"/api/handbook/search":                    {"?q=" + no},
		"/api/ledgers/{table}":                    {"requests", "requests?filter=" + url.QueryEscape("request_no='"+no+"'"), "corrections", "outbox", "alerts", "assignments", "replies", "call_backs", "referrals", "request_events", "sealed_reports", "residents", "visits", "duties", "point_entries", "point_adjustments", "redemptions", "stock_moves", "rewards", "point_rules"},
		"/api/audit":                              {"", "?about=" + no, "?who=staff", "?before=5"},
		"/api/audit/table.xlsx":                   {""},
		"/api/inspections/count":                  {"?from=2026-01-01&to=2026-12-31"},
		"/api/inspections/pack":                   {"?from=2026-01-01&to=2026-12-31"},
		"/api/stats/brief":                        {"?month=2026-11"},
		"/api/stats/figures":                      {"?by=org", "?by=matter", "?by=building", "?by=week"},
		"/api/stats/figures/table.xlsx":           {"?by=org", "?by=matter"},
		"/api/referrals/template":                 {"", "?own=1"},
		"/api/referrals/markers":                  {""},
		"/api/referrals/{id}/form.docx":           {id},
		"/api/requests/{id}/result":               {id},
		"/api/requests/{id}/link":                 {id, id + "?for=urge"},
		"/api/requests/{id}/sms":                  {id},
		"/api/requests/{id}/files/{name}":         {id + "|" + s.photo, id + "|" + s.photo + "?thumb=1", id + "|" + s.replyFile},
		"/api/track/{no}":                         {no + "?code=" + s.laterOldCode, no + "?code=AAAAAAAA", no},
		"/api/print/{kind}/{id}":                  {"posters|" + s.poster, "visits|2026-11-01~2026-12-31", "team|now", "reception|now", "stock|now", "points|2026", "handout|requests", "handout|requests?filter=" + url.QueryEscape("request_no='"+no+"'")},
		"/api/reply/{token}":                      s.tokens,
		"/api/reply/{token}/files/{name}":         {},
		"/api/posters/launch":                     {""},
		"/api/posters/{code}/qr.svg":              {s.poster},
		"/api/visits/{id}/files/{name}":           {},
		"/api/duties/board":                       {""},
		"/api/imports/{kind}/template.xlsx":       {"residents", "places", "orgs", "staff"},
		"/api/imports/{kind}/export.xlsx":         {"matters", "orgs", "staff"},
		"/api/reports/weekly/{week}/preview":      {s.week, "2026-W49", "current"},
		"/api/reports/weekly/{week}/files/{name}": {},
	}
	for _, words := range append([]string{conductText, leaderText}, laterWords...) {
		for _, path := range []string{"/api/requests/search", "/api/handbook/search"} {
			for _, q := range []string{words, string([]rune(words)[:2])} {
				all[path] = append(all[path], "?q="+url.QueryEscape(q))
			}
		}
	}
	for _, t := range s.tokens {
		all["/api/reply/{token}/files/{name}"] = append(all["/api/reply/{token}/files/{name}"], t+"|"+s.photo, t+"|"+s.replyFile)
	}
	for _, r := range s.rows("sealed_reports") {
		all["/api/sealed/{id}"] = append(all["/api/sealed/{id}"], r.Id)
	}
	for _, kind := range []string{"receipt", "referral", "letter", "supervision", "contact"} {
		all["/api/print/{kind}/{id}"] = append(all["/api/print/{kind}/{id}"], kind+"|"+id)
	}
	for _, r := range append(s.rows("referrals"), s.rows("assignments")...) {
		all["/api/print/{kind}/{id}"] = append(all["/api/print/{kind}/{id}"], "referral|"+r.Id, "letter|"+r.Id)
		all["/api/referrals/{id}/form.docx"] = append(all["/api/referrals/{id}/form.docx"], r.Id)
	}
	files := []string{"民意诉求台账2026年第48周.xlsx", "民意诉求周报2026年第48周.txt", "frame.json.gz"}
	for _, r := range s.rows("referrals") {
		files = append(files, "民意诉求承办单 "+r.GetString("referral_no")+".docx")
	}
	for _, name := range files {
		for _, week := range []string{s.week, "2026-W49"} {
			all["/api/reports/weekly/{week}/files/{name}"] = append(all["/api/reports/weekly/{week}/files/{name}"], week+"|"+url.PathEscape(name))
		}
	}
	return all
}

var hole = regexp.MustCompile(`\{\w+\}`)

// fill puts values, divided by |, into a pattern; what is left over is appended.
func fill(pattern, values string) string {
	list := strings.Split(values, "|")
	out := hole.ReplaceAllStringFunc(pattern, func(string) string {
		v := list[0]
		list = list[1:]
		path, query, _ := strings.Cut(v, "?")
		if query != "" {
			list = append(list, "?"+query)
		}
		return path
	})
	return out + strings.Join(list, "")
}

// tables are PocketBase's own routes over every table: lists with everything
// expanded both ways, each sealed row by its id, files, filters and orders that
// would give words away one letter at a time.
func (s *sealedOffice) tables() []string {
	all, err := s.FindAllCollections()
	apptest.Must(s.t, err)
	var out []string
	for _, c := range all {
		base := "/api/collections/" + c.Name + "/records"
		out = append(out, base+"?perPage=500&skipTotal=1&expand="+strings.Join(s.expands(c, all), ","), base+"?perPage=500&fields=*&sort=-@rowid")
	}
	for _, table := range []string{"sealed_reports", "sealed_events", "upper_contacts", "requests", "request_events", "replies", "assignments", "referrals", "outbox", "weekly_reports"} {
		for _, r := range s.rows(table) {
			out = append(out, "/api/collections/"+table+"/records/"+r.Id)
			for _, f := range r.Collection().Fields {
				if f.Type() != core.FieldTypeFile {
					continue
				}
				for _, name := range r.GetStringSlice(f.GetName()) {
					out = append(out, "/api/files/"+table+"/"+r.Id+"/"+name)
				}
			}
		}
	}
	for _, f := range []string{"text", "summary", "reason", "request_events_via_request.sentence", "replies_via_request.text"} { // the desk's search, and back
		out = append(out, "/api/collections/requests/records?filter="+url.QueryEscape(f+"~'"+laterText+"'"))
	}
	out = append(out, "/api/files/requests/"+s.later.Id+"/"+s.photo, "/api/files/requests/"+s.later.Id+"/"+s.photo+"?thumb=300x300f")
	return append(out, "/api/logs?perPage=500", "/api/backups", "/api/crons", "/api/settings", "/api/collections", "/api/realtime/x", "/api/health")
}

func (s *sealedOffice) expands(c *core.Collection, all []*core.Collection) []string {
	var out []string
	for _, other := range all {
		for _, f := range other.Fields {
			r, ok := f.(*core.RelationField)
			switch {
			case !ok:
			case other.Id == c.Id:
				out = append(out, r.Name)
			case r.CollectionId == c.Id:
				out = append(out, other.Name+"_via_"+r.Name)
			}
		}
	}
	return out
}

// oracles ask by the sealed store's own words; the answer must be the same
// whatever the words are.
func (s *sealedOffice) oracles() (yes, no []string) {
	c, err := s.FindCollectionByNameOrId("sealed_reports")
	apptest.Must(s.t, err)
	for _, name := range []string{"sealed_reports", "SEALED_REPORTS", c.Id, "sealed_reports:x"} {
		for _, base := range []string{"requests", "estates", "orgs", "residents"} {
			path := "/api/collections/" + base + "/records?skipTotal=1&filter="
			yes = append(yes, path+url.QueryEscape("@collection."+name+".text?~'"+conductText+"'"), "/api/collections/"+base+"/records?sort="+url.QueryEscape("@collection."+name+".text"))
			no = append(no, path+url.QueryEscape("@collection."+name+".text?~'没有这样的话'"), "/api/collections/"+base+"/records?sort="+url.QueryEscape("-@collection."+name+".text"))
		}
	}
	return yes, no
}

// TestSealedMatrix walks every read path as everybody and compares what is read
// with the table of sights.
func TestSealedMatrix(t *testing.T) {
	s := newSealedOffice(t)
	s.intake()
	s.hush(false)
	for name, e := range s.ears {
		s.read(name, "realtime at intake", e.all(), nil, []string{conductText, conductReply, leaderText, leaderName, leaderReply})
	}
	s.life()
	s.hush(true)
	if got := s.Call(s.town.Clerk, "POST", "/api/requests/"+s.later.Id+"/seal", map[string]any{"concerns": "conduct", "reason": laterReason}); got.Code != 200 || !strings.Contains(got.Raw, "收不回来") {
		t.Fatalf("seal: HTTP %d %s", got.Code, got.Raw)
	} else {
		s.read("Clerk", "the answer to seal", got.Raw, nil, laterWords)
	}
	s.hush(false)
	table, traces := s.sights(), s.traces()
	seen := map[string]bool{} // sights that really happened: a table of wishes proves nothing
	look := func(who, where, body string) {
		s.read(who, where, body, table, traces)
		for _, x := range table {
			if strings.Contains(body, x.what) && x.lets(who, where) {
				seen[x.what+x.who+x.where] = true
			}
		}
	}
	for name, e := range s.ears {
		look(name, "realtime at sealing", e.all())
	}
	for _, a := range s.actors {
		token := s.Call(a.who, "POST", "/api/files/token", nil).Text("token")
		open := func(path string) {
			got := s.Call(a.who, "GET", path, nil)
			look(a.name, path, opened(got.Raw))
			if got.Code >= 500 && path != "/healthz" {
				t.Errorf("%s at %s: HTTP %d %s", a.name, path, got.Code, got.Raw)
			}
		}
		for pattern, list := range s.addresses() {
			for _, values := range list {
				open(fill(pattern, values))
			}
		}
		for _, path := range s.tables() {
			if strings.HasPrefix(path, "/api/files/") && token != "" {
				path += map[bool]string{true: "&", false: "?"}[strings.Contains(path, "?")] + "token=" + token
			}
			open(path)
		}
		yes, no := s.oracles()
		for i := range yes {
			if x, y := s.Call(a.who, "GET", yes[i], nil), s.Call(a.who, "GET", no[i], nil); x.Code != y.Code || x.Raw != y.Raw {
				t.Errorf("%s: %s gives the words away", a.name, yes[i])
			}
		}
		got := s.Call(a.who, "POST", "/api/requests/suggest", map[string]any{"text": "二期的房产证办不下来", "building": s.town.Building.Id})
		s.read(a.name, "/api/requests/suggest", got.Raw, table, traces)
	}
	for _, x := range table {
		if !seen[x.what+x.who+x.where] {
			t.Errorf("%s may read %s at %s and does not", x.who, x.what, x.where)
		}
	}
	s.atRest(table, traces)
	s.numbers()
}

// TestEveryRouteIsInTheMatrix reads the routes out of the code: a reading route
// that is added and not walked would be a hole in the matrix.
func TestEveryRouteIsInTheMatrix(t *testing.T) {
	s := &sealedOffice{t: t, App: apptest.New(t)}
	s.later = core.NewRecord(core.NewBaseCollection("requests"))
	known := s.addresses()
	route := regexp.MustCompile(`\.GET\((?:base\s*\+\s*)?"([^"]+)"`)
	n := 0
	apptest.Must(t, filepath.WalkDir(".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		source, err := os.ReadFile(path)
		for _, m := range route.FindAllStringSubmatch(string(source), -1) {
			n++
			found := slices.ContainsFunc(mapKeys(known), func(k string) bool {
				return k == m[1] || !strings.HasPrefix(m[1], "/api/") && strings.HasSuffix(k, m[1])
			})
			if !found {
				t.Errorf("%s: GET %s is not in the matrix", path, m[1])
			}
		}
		return err
	}))
	if n < 20 {
		t.Errorf("only %d routes found: the pattern is broken", n)
	}
}

func mapKeys(m map[string][]string) []string {
	var out []string
	for k := range m {
		out = append(out, k)
	}
	return out
}
