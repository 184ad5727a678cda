package cards_test

import (
	"fmt"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/apptest"
)

// desk is an office with one elder who has a card.
type desk struct {
	*apptest.App
	town *apptest.Town
	wang *core.Record
	path string
}

func newDesk(t *testing.T) *desk {
	app := apptest.New(t)
	d := &desk{App: app, town: app.Town()}
	d.wang = app.Resident(d.town, "王桂英", "13800005678")
	d.path = "/api/residents/" + d.wang.Id + "/card"
	return d
}

// give makes a card and reads the key off its code, as a telephone does: from
// the printed sheet there is no other way.
func (d *desk) give(t *testing.T, body map[string]any) (id, key string) {
	t.Helper()
	got := d.Call(d.town.Clerk, "POST", d.path, body)
	if got.Code != 200 || got.Text("id") == "" {
		t.Fatalf("HTTP %d %s", got.Code, got.Raw)
	}
	return got.Text("id"), keyOf(d, got.Text("id"))
}

func (d *desk) open(key string) apptest.Answer {
	return d.Call(nil, "POST", "/api/cards/open", map[string]any{"key": key})
}

func (d *desk) ask(key, text, client string) apptest.Answer {
	return d.Form(nil, "/api/cards/ask", map[string]string{"card": key, "text": text, "client_key": client})
}

// TestCard walks a card from the counter to its end.
func TestCard(t *testing.T) {
	d := newDesk(t)
	before := d.Ask(d.town, d.wang, "对门的灯坏了没人管")
	id, key := d.give(t, nil)
	if again, same := d.give(t, nil); again != id || same != key {
		t.Error("pressing twice makes a second card")
	}
	// The database holds no key: whoever copies it has no card.
	row, err := d.FindRecordById("elder_cards", id)
	apptest.Must(t, err)
	if strings.Contains(fmt.Sprint(row.FieldsData()), key) {
		t.Error("the key is stored")
	}

	got := d.open(key)
	if got.Code != 200 || got.Text("name") != "王**" || strings.Contains(got.Raw, "桂英") || strings.Contains(got.Raw, before.GetString("request_no")) {
		t.Errorf("opened: HTTP %d %s", got.Code, got.Raw)
	}
	sent := d.ask(key, "楼道里的扶手松了", "k1")
	// Her last four digits open what she asked before: no answer to the card may hold them.
	for what, said := range map[string]string{"opened": got.Raw, "sent": sent.Raw} {
		if strings.Contains(said, "5678") {
			t.Errorf("%s: the card gives its own second key away: %s", what, said)
		}
	}
	if sent.Code != 200 || sent.Text("query_code") == "" {
		t.Fatalf("asked: HTTP %d %s", sent.Code, sent.Raw)
	}
	r, err := d.FindRecordById("requests", sent.Text("id"))
	apptest.Must(t, err)
	if r.GetString("resident") != d.wang.Id || r.GetString("building") != d.wang.GetString("building") {
		t.Errorf("the request is of %q at %q", r.GetString("resident"), r.GetString("building"))
	}
	if again := d.ask(key, "楼道里的扶手松了", "k1"); again.Text("id") != r.Id {
		t.Error("sent twice, kept twice")
	}

	// A card alone reads nothing.
	for _, path := range []string{"/api/collections/requests/records", "/api/collections/requests/records/" + r.Id, "/api/home", "/api/residents/me/own"} {
		if got := d.Call(nil, "GET", path, nil); strings.Contains(got.Raw, "扶手松了") || strings.Contains(got.Raw, "桂英") {
			t.Errorf("%s: %s", path, got.Raw)
		}
	}
	enter := func(key, last4 string) apptest.Answer {
		return d.Call(nil, "POST", "/api/cards/enter", map[string]any{"key": key, "last4": last4})
	}
	wrong := enter(key, "0000")
	d.Chinese("wrong digits", wrong, 400)
	if got := enter("nocard", "5678"); got.Raw != wrong.Raw {
		t.Errorf("a wrong card answers %s, wrong digits %s", got.Raw, wrong.Raw)
	}
	in := enter(key, "5678")
	if in.Code != 200 || in.Text("token") == "" {
		t.Fatalf("right digits: HTTP %d %s", in.Code, in.Raw)
	}
	for range 5 {
		enter(key, "1111")
	}
	d.Chinese("locked", enter(key, "5678"), 429)
	d.Clock.Add(15*time.Minute + time.Second)
	if got := enter(key, "5678"); got.Code != 200 {
		t.Errorf("after the lock: HTTP %d", got.Code)
	}

	// A new card ends the old one; a lost one ends.
	_, next := d.give(t, map[string]any{"anew": true})
	for name, got := range map[string]apptest.Answer{"open": d.open(key), "ask": d.ask(key, "还能用吗", "k2")} {
		d.Chinese("the old card: "+name, got, 410)
		if !strings.Contains(got.Message(), "没有卡也一样能反映") {
			t.Errorf("%s says %s", name, got.Message())
		}
	}
	d.Chinese("the old card", enter(key, "5678"), 400)
	if got := d.Call(d.town.Steward, "POST", d.path+"/revoke", nil); got.Code != 200 || got.Text("id") != "" {
		t.Fatalf("revoked: HTTP %d %s", got.Code, got.Raw)
	}
	d.Chinese("a lost card", d.open(next), 410)
	d.Chinese("revoked twice", d.Call(d.town.Clerk, "POST", d.path+"/revoke", nil), 400)
	for action, want := range map[string]int{"做便民卡": 2, "停用便民卡": 1, "用便民卡登录": 2} {
		if n, _ := d.CountRecords("audit_entries", dbx.HashExp{"action": action, "target_id": d.wang.Id}); int(n) != want {
			t.Errorf("%d lines of %s, want %d", n, action, want)
		}
	}
}

// keyOf reads the key from the code on the sheet.
func keyOf(d *desk, id string) string {
	got := d.Call(d.town.Clerk, "GET", "/api/print/card/"+id, nil)
	return scanned(got.Raw)
}

// TestCardWho is who may make, print and end a card.
func TestCardWho(t *testing.T) {
	d := newDesk(t)
	id, _ := d.give(t, nil)
	other := d.Resident(d.town, "李秀英", "13900000001")
	for name, who := range map[string]*core.Record{"Guest": nil, "Herself": d.wang, "Neighbour": other, "ContactElsewhere": d.town.Elsewhere, "Contact": d.town.Contact, "GridWorker": d.town.Grid} {
		for what, got := range map[string]apptest.Answer{
			"look": d.Call(who, "GET", d.path, nil), "give": d.Call(who, "POST", d.path, nil), "revoke": d.Call(who, "POST", d.path+"/revoke", nil),
			"print": d.Call(who, "GET", "/api/print/card/"+id, nil),
		} {
			if got.Code != 403 {
				t.Errorf("%s may %s: HTTP %d %s", name, what, got.Code, got.Raw)
			}
		}
		if got := d.Call(who, "GET", "/api/collections/elder_cards/records", nil); strings.Contains(got.Raw, id) && who != d.town.Grid {
			t.Errorf("%s lists cards: %s", name, got.Raw)
		}
	}
	if got := d.Call(d.town.Superuser, "PATCH", "/api/collections/elder_cards/records/"+id, map[string]any{"resident": other.Id}); got.Code != 400 {
		t.Errorf("a card given to another by hand: HTTP %d", got.Code)
	}
	many := strings.Repeat(id+",", 11) + id
	sheet := d.Call(d.town.Clerk, "GET", "/api/print/card/"+many, nil)
	if n := strings.Count(sheet.Raw, `class="sheet cards"`); n != 2 || strings.Contains(sheet.Raw, "桂英") || strings.Contains(sheet.Raw, "5678") {
		t.Errorf("%d sheets of twelve cards: %s", n, sheet.Raw[:200])
	}
}

// TestCardEnds: a card ends with its registration.
func TestCardEnds(t *testing.T) {
	d := newDesk(t)
	_, key := d.give(t, nil)
	d.wang.Set("active", false)
	apptest.Must(t, d.Save(d.wang))
	d.Chinese("of a closed registration", d.open(key), 410)
	d.wang.Set("active", true)
	apptest.Must(t, d.Save(d.wang))
	page := d.Call(nil, "GET", d.Call(d.wang, "POST", "/api/residents/me/export", nil).Text("url"), nil)
	if !strings.Contains(page.Raw, "便民卡") || strings.Contains(page.Raw, key) {
		t.Errorf("the export: %s", page.Raw)
	}
	if got := d.Call(d.wang, "POST", "/api/residents/me/erase", map[string]any{"last4": "5678"}); got.Code != 200 {
		t.Fatalf("HTTP %d %s", got.Code, got.Raw)
	}
	if n, _ := d.CountRecords("elder_cards"); n != 0 {
		t.Errorf("%d cards left", n)
	}
	d.Chinese("of somebody erased", d.open(key), 410)
}

// TestCardFlood: whoever found a card does not flood the office in an elder's name.
func TestCardFlood(t *testing.T) {
	d := newDesk(t)
	_, key := d.give(t, nil)
	for i := range 20 {
		if got := d.ask(key, fmt.Sprintf("第%d次说楼道的灯坏了", i), fmt.Sprint("k", i)); got.Code != 200 {
			t.Fatalf("%d: HTTP %d %s", i, got.Code, got.Raw)
		}
	}
	d.Chinese("one too many", d.ask(key, "楼道的灯坏了", "k"), 429)
}

// scanned decodes the drawing of a code: the dark runs of its path.
func scanned(svg string) string {
	path := regexp.MustCompile(`viewBox="0 0 (\d+) \d+".*?<path d="([^"]*)"`).FindStringSubmatch(svg)
	if path == nil {
		return ""
	}
	return strings.TrimPrefix(regexp.MustCompile(`#card=.*`).FindString(decode(path[1], path[2])), "#card=")
}

// TestCardGuesses: a patient finder has twenty guesses a day, the right one among them or not.
func TestCardGuesses(t *testing.T) {
	d := newDesk(t)
	_, key := d.give(t, nil)
	enter := func(last4 string) apptest.Answer {
		return d.Call(nil, "POST", "/api/cards/enter", map[string]any{"key": key, "last4": last4})
	}
	for i := range 20 {
		d.Chinese("a guess", enter(fmt.Sprintf("%04d", i)), 400)
		d.Clock.Add(4 * time.Minute)
	}
	d.Clock.Add(16 * time.Minute)
	d.Chinese("the right one, too late", enter("5678"), 429)
	d.Clock.Add(24 * time.Hour)
	if got := enter("5678"); got.Code != 200 {
		t.Errorf("the next day: HTTP %d %s", got.Code, got.Raw)
	}
}

// TestCardRefusedPrint leaves no line in the log of cards that were not printed.
func TestCardRefusedPrint(t *testing.T) {
	d := newDesk(t)
	id, _ := d.give(t, nil)
	before, _ := d.CountRecords("audit_entries", dbx.HashExp{"action": "打印便民卡"})
	d.Chinese("too many", d.Call(d.town.Clerk, "GET", "/api/print/card/"+strings.Repeat(id+",", 100)+id, nil), 400)
	if after, _ := d.CountRecords("audit_entries", dbx.HashExp{"action": "打印便民卡"}); after != before {
		t.Errorf("%d lines of cards that were not printed", after-before)
	}
}
