package requests_test

import (
	"fmt"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/subscriptions"

	"hongguan/hooks/apptest"
	"hongguan/hooks/requests"
)

// blows is violence under way, with everything in it that people write of themselves.
const blows = "我老公在打我，我是5幢2单元9917的李秀英，电话13900000001，他拿着刀，快来人"

// hers is what nobody but she and the secretary may read of it.
var hers = []string{"李秀英", "秀英", "李**", "13900000001", "139****0001", "9917", "赵老太", "13700000007", "婆婆"}

// newShielded is a scene whose request is violence under way.
func newShielded(t *testing.T) *scene {
	s, got := sceneOf(t, blows, "9917", apptest.File{Field: "photos", Name: "a.jpg", Data: photo(t)})
	if got.Code != 200 || got.Text("danger") != "violence_under_way" {
		t.Fatalf("HTTP %d: %s", got.Code, got.Raw)
	}
	for _, want := range []string{blows, "李秀英"} { // her own words come back to her
		if !strings.Contains(got.Raw, want) {
			t.Errorf("her own answer lacks %s: %s", want, got.Raw)
		}
	}
	if !strings.Contains(got.Text("next"), "看不到您的姓名和电话") {
		t.Errorf("next: %s", got.Text("next"))
	}
	return s
}

var digests = regexp.MustCompile(`[0-9a-f]{64}`)

// readPaths are all the ways in which the API gives a request away.
func readPaths(s *scene) []string {
	id := s.req.Id
	return []string{create, create + "/" + id, create + "?fields=*,shielded_text,shielded_resident,room,photos,on_behalf_name,resident",
		create + "?expand=resident,shielded_resident,handler_org,request_events_via_request,replies_via_request,assignments_via_request",
		create + "/" + id + "?expand=resident,shielded_resident",
		"/api/collections/request_events/records?perPage=200&expand=request,request.resident,request.shielded_resident",
		"/api/collections/replies/records?expand=request,request.shielded_resident", "/api/collections/assignments/records?expand=request",
		"/api/collections/alerts/records?expand=request", "/api/stats/overview", "/api/requests/" + id + "/candidates", "/api/requests/" + id + "/link",
		"/api/requests/" + id + "/sms", "/api/print/receipt/" + id, "/api/print/letter/" + id, "/api/print/referral/" + id}
}

// TestShieldedReading walks every actor along every path.
func TestShieldedReading(t *testing.T) {
	t.Parallel()
	s := newShielded(t)
	s.Do(s.town.Clerk, s.req, "take")
	s.Do(s.li, s.req, "supply", "text", "我叫李秀英，9917，他还在砸门")
	s.Do(s.town.Clerk, s.req, "dispatch", "org", s.town.Property.Id)
	look := func(stage string) {
		t.Helper()
		for _, a := range s.actors {
			for _, p := range readPaths(s) {
				if a.name == "Superuser" && strings.HasSuffix(p, "/sms") {
					continue // opens the number, and the log says so: see TestShieldedContact
				}
				got := s.Call(a.who, "GET", p, nil)
				got.Raw = digests.ReplaceAllString(got.Raw, "") // four of their digits may be her door by chance
				for _, secret := range hers {
					if strings.Contains(got.Raw, secret) && a.name != "Owner" {
						at := max(strings.Index(got.Raw, secret)-60, 0)
						t.Errorf("%s: %s reads %q at %s: …%.200s", stage, a.name, secret, p, got.Raw[at:])
					}
				}
				if strings.Contains(got.Raw, s.li.Id) && a.name != "Owner" {
					t.Errorf("%s: %s reads whose it is at %s", stage, a.name, p)
				}
				// Other organisations see place and danger, and nothing she wrote.
				if strings.Contains(a.name, "Contact") && (strings.Contains(got.Raw, "砸门") || strings.Contains(got.Raw, "老公")) {
					t.Errorf("%s: %s reads her words at %s: %s", stage, a.name, p, got.Raw)
				}
			}
		}
	}
	look("dispatched")
	clerk := s.Call(s.town.Clerk, "GET", create+"/"+s.req.Id, nil)
	for _, want := range []string{"他拿着刀", "正在发生的暴力", "反映人受保护", `"shielded":true`} {
		if !strings.Contains(clerk.Raw, want) {
			t.Errorf("the clerk does not read %s: %s", want, clerk.Raw)
		}
	}
	contact := s.Call(s.town.Contact, "GET", create+"/"+s.req.Id, nil)
	if contact.Text("summary") != "正在发生的暴力" || contact.Text("text") != "为保护反映人，这里只写地点和险情，不显示原话" {
		t.Errorf("the property company reads %s", contact.Raw)
	}
	s.Do(s.town.Contact, s.req, "sign")
	s.Do(s.town.Contact, s.req, "reply", "text", "保安到场，警察已把人带走")
	s.Do(s.town.Clerk, s.req, "approve")
	look("answered")
	if owner := s.Call(s.li, "GET", create+"/"+s.req.Id, nil); owner.Text("text") != blows || owner.Text("room") != "9917" || !strings.Contains(owner.Raw, "photo1") {
		t.Errorf("she does not see her own: %s", owner.Raw)
	}
	s.Do(s.li, s.req, "rate", "stars", 1, "solved", "no", "text", "我是李秀英，9917，他又来了")
	look("rated")
	if home := s.Call(s.li, "GET", "/api/home", nil); !strings.Contains(home.Raw, s.req.Id) {
		t.Error("her own first page does not know it")
	}
}

// TestShieldedContact is the one door, and who has its key.
func TestShieldedContact(t *testing.T) {
	t.Parallel()
	s := newShielded(t)
	if got := s.Call(s.town.Clerk, "GET", create+"/"+s.req.Id, nil); got.Text("lamp_label") != "09:30前接手" {
		t.Errorf("the clerk is asked to call: %s", got.Text("lamp_label"))
	}
	s.Do(s.town.Clerk, s.req, "accept")
	s.Do(s.town.Clerk, s.req, "dispatch", "org", s.town.Property.Id)
	s.Do(s.town.Contact, s.req, "sign")
	name := s.req.GetStringSlice("photos")[0]
	entries := func() int {
		n, err := s.CountRecords("audit_entries", dbx.HashExp{"target_id": s.req.Id})
		apptest.Must(t, err)
		return int(n)
	}
	for _, a := range s.actors {
		before := entries()
		got := s.Call(a.who, "GET", "/api/requests/"+s.req.Id+"/contact", nil)
		file := s.Call(a.who, "GET", "/api/requests/"+s.req.Id+"/files/"+name, nil)
		switch a.name {
		case "Superuser":
			if got.Code != 200 || got.Text("name") != "李秀英" || got.Text("phone") != "13900000001" || got.Text("text") != blows || got.Text("room") != "9917" || file.Code != 200 {
				t.Errorf("the secretary: HTTP %d %s, photo %d", got.Code, got.Raw, file.Code)
			}
			if entries() != before+2 {
				t.Errorf("%d lines in the log for two looks", entries()-before)
			}
		case "Clerk", "Steward", "GridWorker", "Contact":
			s.Chinese("contact for "+a.name, got, 403)
			if got.Message() != requests.Shelter || file.Code != 404 || entries() != before {
				t.Errorf("%s: %s, photo %d", a.name, got.Message(), file.Code)
			}
		default:
			if got.Code == 200 || (file.Code == 200) != (a.name == "Owner") {
				t.Errorf("%s: contact %d, photo %d", a.name, got.Code, file.Code)
			}
		}
		// PocketBase's own way to a file, with a token for files.
		if a.who != nil {
			token, err := a.who.NewFileToken()
			apptest.Must(t, err)
			if got := s.Call(nil, "GET", "/api/files/requests/"+s.req.Id+"/"+name+"?token="+token, nil); got.Code == 200 {
				t.Errorf("%s gets the photo from PocketBase", a.name)
			}
		}
	}
	// Without an account: the link, before and after signing, and with the organisation's code.
	a, err := requests.Current(s.BaseApp, s.req.Id)
	apptest.Must(t, err)
	token := requests.Token(s.BaseApp, a.Id)
	page := s.Call(nil, "GET", "/api/reply/"+token, nil)
	for _, secret := range append([]string{"老公", "刀", name}, hers...) {
		if strings.Contains(page.Raw, secret) {
			t.Errorf("the link shows %s: %s", secret, page.Raw)
		}
	}
	if !strings.Contains(page.Raw, "正在发生的暴力") || !strings.Contains(page.Raw, "湖畔花园一期") {
		t.Errorf("the link does not show place and danger: %s", page.Raw)
	}
	s.Chinese("contact by link", s.Call(nil, "POST", "/api/reply/"+token, map[string]any{"action": "contact", "pass_code": "8866"}), 403)
	if got := s.Call(nil, "GET", "/api/reply/"+token+"/files/"+name, nil); got.Code != 404 {
		t.Errorf("the link opens the photo: %d", got.Code)
	}
	// What went out by mail and what the timeline and the log keep.
	for _, table := range []string{"outbox", "request_events", "audit_entries", "alerts", "assignments"} {
		rows, err := s.FindAllRecords(table)
		apptest.Must(t, err)
		for _, r := range rows {
			data := r.FieldsData()
			for _, random := range []string{"id", "digest", "request", "org", "actor_id", "target_id", "assignment", "token_hash", "message_id", "dedup_key", "data", "created", "updated",
				"body_text", "body_html"} {
				if random == "body_text" || random == "body_html" {
					data[random] = regexp.MustCompile(`#[\w-]+|\w{15}`).ReplaceAllString(r.GetString(random), "")
					continue
				}
				delete(data, random)
			}
			text := fmt.Sprint(data)
			for _, secret := range append([]string{"老公", s.li.Id}, hers...) {
				if strings.Contains(text, secret) {
					t.Errorf("%s holds %s: %s", table, secret, text)
				}
			}
		}
	}
}

// TestShieldedOracles asks by filter and order for what is hidden.
func TestShieldedOracles(t *testing.T) {
	t.Parallel()
	s := newShielded(t)
	filters := []string{"text~'老公'", "summary~'老公'", "reason~'老公'", "shielded_text~'老公'", "shielded_resident='" + s.li.Id + "'", "shielded_resident.name~'李'",
		"resident='" + s.li.Id + "'", "resident.name~'李'", "room='9917'", "on_behalf_name~'赵'", "on_behalf_relation='婆婆'", "poster.room='9917'"}
	for _, a := range s.actors {
		if a.name == "Owner" {
			continue
		}
		for _, f := range filters {
			superuser := a.name == "Superuser"
			if superuser && (strings.HasPrefix(f, "room") || strings.HasPrefix(f, "on_behalf_name")) {
				continue // PocketBase lets a superuser filter by any field; these two lead to no person
			}
			got := s.Call(a.who, "GET", create+"?filter="+url.QueryEscape(f), nil)
			if items, _ := got.Body["items"].([]any); len(items) > 0 {
				t.Errorf("%s: filter %s answers", a.name, f)
			}
		}
		for _, q := range []string{"/api/collections/residents/records?filter=" + url.QueryEscape("requests_via_shielded_resident.id!=''"),
			"/api/collections/residents/records?expand=requests_via_shielded_resident", create + "?sort=shielded_text", create + "?sort=shielded_resident"} {
			if got := s.Call(a.who, "GET", q, nil); strings.Contains(got.Raw, s.req.Id) {
				t.Errorf("%s: %s answers: %s", a.name, q, got.Raw)
			}
		}
	}
	if got := s.Call(s.li, "GET", create+"?sort=-received_at", nil); !strings.Contains(got.Raw, s.req.Id) || !strings.Contains(got.Raw, "我老公在打我") {
		t.Errorf("her own list lacks it: %s", got.Raw)
	}
}

// TestShieldedRealtime listens as each of the office's people do.
func TestShieldedRealtime(t *testing.T) {
	t.Parallel()
	s := newShielded(t)
	s.Handler()
	heard := map[string]*subscriptions.DefaultClient{}
	for _, a := range s.actors {
		if a.who == nil {
			continue
		}
		c := subscriptions.NewDefaultClient()
		c.Set("auth", a.who)
		c.Subscribe("requests/*", "requests/*?options="+url.QueryEscape(`{"query":{"expand":"resident,shielded_resident"}}`))
		s.SubscriptionsBroker().Register(c)
		heard[a.name] = c
	}
	s.Do(s.town.Clerk, s.req, "take")
	for _, name := range []string{"Owner", "GridWorker", "Clerk", "Steward", "Superuser"} {
		for range 2 { // one for each subscription
			select {
			case msg := <-heard[name].Channel():
				for _, secret := range append([]string{s.li.Id}, hers...) {
					if strings.Contains(string(msg.Data), secret) && name != "Owner" {
						t.Errorf("%s hears %s: %s", name, secret, msg.Data)
					}
				}
			case <-time.After(10 * time.Second):
				t.Fatalf("%s hears nothing", name)
			}
		}
	}
	for _, name := range []string{"Neighbour", "Contact", "ContactElsewhere"} {
		select {
		case msg := <-heard[name].Channel():
			t.Errorf("%s hears %s", name, msg.Data)
		default:
		}
	}
}

// TestShieldedByKey: the same key is the same request, though its resident is hidden; another's same key is not.
func TestShieldedByKey(t *testing.T) {
	t.Parallel()
	s := newShielded(t)
	form := map[string]string{"text": blows, "building": s.town.Building.Id, "client_key": "secretkey"}
	if again := s.Form(s.li, create, form); again.Text("id") != s.req.Id {
		t.Errorf("a second tap made %s: %s", again.Text("request_no"), again.Raw)
	}
	if other := s.Form(s.wang, create, form); other.Code != 200 || other.Text("id") == s.req.Id {
		t.Errorf("another resident with the same key: %s", other.Raw)
	}
	ordinary := map[string]string{"text": "单元门口的灯坏了", "building": s.town.Building.Id, "client_key": "plain"}
	one := s.Form(s.li, create, ordinary)
	if two := s.Form(s.li, create, ordinary); two.Text("id") != one.Text("id") {
		t.Error("ordinary keys no longer hold")
	}
}

// TestShieldedStays: parts inherit it, links of registrations move it, and it cannot be taken back under threat.
func TestShieldedStays(t *testing.T) {
	t.Parallel()
	s := newShielded(t)
	s.Chinese("withdrawn", s.Call(s.li, "POST", "/api/requests/"+s.req.Id+"/withdraw", map[string]any{}), 400)
	if got := s.Call(s.li, "GET", create+"/"+s.req.Id, nil); strings.Contains(got.Raw, `"verb":"withdraw"`) {
		t.Error("withdraw is offered")
	}
	s.Do(s.town.Clerk, s.req, "handle", "found", "real", "reached", true, "text", "110 已到场")
	s.Do(s.town.Clerk, s.req, "split", "parts", "门锁被砸坏，要修\n想找人谈谈")
	parts, err := s.FindRecordsByFilter("requests", "parent = {:p}", "", 0, 0, dbx.Params{"p": s.req.Id})
	apptest.Must(t, err)
	if len(parts) != 2 {
		t.Fatalf("%d parts", len(parts))
	}
	for _, p := range parts {
		got := s.Call(s.town.Clerk, "GET", create+"/"+p.Id, nil)
		if got.Text("resident") != "" || got.Text("resident_label") != "反映人受保护" || got.Text("text") == "" || strings.Contains(got.Raw, "李") {
			t.Errorf("a part: %s", got.Raw)
		}
		if got := s.Call(s.li, "GET", create+"/"+p.Id, nil); got.Code != 200 {
			t.Errorf("she does not see the part: %s", got.Raw)
		}
	}
	again := s.Resident(s.town, "李秀英", "13900000001")
	if got := s.Call(s.town.Clerk, "POST", "/api/residents/"+s.li.Id+"/link", map[string]any{"to": again.Id}); got.Code == 200 {
		for _, who := range []*core.Record{again} {
			if got := s.Call(who, "GET", create+"/"+s.req.Id, nil); got.Code != 200 {
				t.Errorf("after linking: %s", got.Raw)
			}
		}
	}
}

// TestNeighboursLearnNothing: the one who hits may type the same words.
func TestNeighboursLearnNothing(t *testing.T) {
	t.Parallel()
	s := newShielded(t)
	for _, who := range []*core.Record{nil, s.wang, s.town.Contact} {
		got := s.Call(who, "POST", "/api/requests/suggest", map[string]any{"text": "楼上在打人，女的喊救命", "building": s.town.Building.Id})
		if similar, _ := got.Body["similar"].([]any); got.Code != 200 || len(similar) != 0 || got.Text("lane") != "emergency" {
			t.Errorf("a neighbour learns: %s", got.Raw)
		}
	}
	s.Chinese("join", s.Call(s.wang, "POST", "/api/requests/"+s.req.Id+"/join", nil), 404)
	if n, err := s.CountRecords("requests"); err != nil || n != 1 {
		t.Errorf("%d requests", n)
	}
}

// TestSuicideIsNotShielded: minutes spent asking for the number may cost a life.
func TestSuicideIsNotShielded(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	town := app.Town()
	req := app.Ask(town, app.Resident(town, "李秀英", "13900000001"), "我不想活了，药都买好了")
	if req.GetString("danger") != "suicide_risk" {
		t.Fatalf("danger %s", req.GetString("danger"))
	}
	got := app.Call(town.Grid, "GET", "/api/requests/"+req.Id+"/contact", nil)
	if got.Code != 200 || got.Text("phone") != "13900000001" {
		t.Errorf("the duty cannot call: %s", got.Raw)
	}
}
