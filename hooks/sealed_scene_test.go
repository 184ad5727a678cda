package hooks_test

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"image/jpeg"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/apis"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/logger"
	"github.com/pocketbase/pocketbase/tools/subscriptions"

	"hongguan/hooks/apptest"
	"hongguan/hooks/jobs"
	"hongguan/hooks/outbox"
	"hongguan/hooks/requests"
)

// The traces of the three sealed matters. Nothing else in the office uses these
// words, so whoever reads one of them reads something sealed.
const (
	conductText, conductReply           = "靛蓝色雨伞", "橘黄色回执"
	leaderText, leaderName, leaderReply = "朱红色围巾", "欧阳朱红", "杏黄色便笺"
	laterText, laterReason              = "墨绿色水壶", "绛紫色缘由"
	laterProgress, laterAnswer          = "藕荷色进展", "秋香色答复"
	laterCall, laterRating, laterNote   = "月白色回访", "鸦青色评语", "赭石色批注"
	laterRedo                           = "黛蓝色重办"
)

var laterWords = []string{laterText, laterReason, laterProgress, laterAnswer, laterCall, laterRating, laterNote, laterRedo}

// office is a whole community with one matter of each kind, and everything that
// may have kept a word of them.
type sealedOffice struct {
	*apptest.App
	t                 *testing.T
	town              *apptest.Town
	sender, neighbour *core.Record
	actors            []seer
	ears              map[string]*ear // realtime, by actor

	conductCode, leaderCode, heldCode string // query codes
	upperLink, upperKey               string
	later                             *core.Record // as it was before
	laterOldCode                      string
	tokens                            []string // links of its assignments, ended and last
	poster                            string
	photo, replyFile                  string // file names it had
	week                              string
}

type seer struct {
	name string
	who  *core.Record
}

// ear collects what one person is told in realtime.
type ear struct {
	mu   sync.Mutex
	said strings.Builder
	n    int
}

func (e *ear) all() string {
	e.mu.Lock()
	defer e.mu.Unlock()
	return e.said.String()
}

func newSealedOffice(t *testing.T) *sealedOffice {
	app := apptest.New(t)
	app.Settings().Logs.MaxDays, app.Settings().Logs.LogIP, app.Settings().Logs.LogAuthId = 5, true, true
	s := &sealedOffice{App: app, t: t, town: app.Town(), ears: map[string]*ear{}, week: "2026-W48"}
	s.sender, s.neighbour = app.Resident(s.town, "李秀英", "13900000001"), app.Resident(s.town, "王芳", "13900000002")
	s.actors = []seer{{"Guest", nil}, {"Neighbour", s.neighbour}, {"Sender", s.sender}, {"ContactElsewhere", s.town.Elsewhere}, {"Contact", s.town.Contact},
		{"GridWorker", s.town.Grid}, {"Clerk", s.town.Clerk}, {"Steward", s.town.Steward}, {"Secretary", s.town.Superuser}}
	outbox.SetFolder(app, filepath.Join(app.DataDir(), "mail"))
	app.Handler()
	apptest.Must(t, jobs.Tick(app))
	s.poster = app.Create("posters", "code", "K7M3QD", "scope", "unit", "estate", s.town.Estate.Id, "building", s.town.Building.Id, "unit", s.town.Unit.Id,
		"place_label", "湖畔花园一期 5幢 2单元", "state", "active").GetString("code")
	for _, a := range s.actors {
		s.listen(a)
	}
	return s
}

// listen subscribes somebody to every table by name and id, with filters too.
func (s *sealedOffice) listen(a seer) {
	all, err := s.FindAllCollections()
	apptest.Must(s.t, err)
	var topics []string
	for _, c := range all {
		topics = append(topics, c.Name+"/*", c.Id+"/*")
	}
	topics = append(topics, `requests/*?options={"query":{"filter":"@collection.sealed_reports.text!=''"}}`)
	client := subscriptions.NewDefaultClient()
	e := &ear{}
	s.ears[a.name] = e
	s.SubscriptionsBroker().Register(client)
	if a.who != nil {
		client.Set(apis.RealtimeClientAuthKey, a.who)
	}
	go func() {
		for m := range client.Channel() {
			e.mu.Lock()
			e.said.WriteString(m.Name + " " + string(m.Data) + "\n")
			e.n++
			e.mu.Unlock()
		}
	}()
	s.t.Cleanup(func() { s.SubscriptionsBroker().Unregister(client.Id()) })
	if got := s.Call(a.who, "POST", "/api/realtime", map[string]any{"clientId": client.Id(), "subscriptions": topics}); got.Code != 204 {
		s.t.Fatalf("%s subscribes: HTTP %d %s", a.name, got.Code, got.Raw)
	}
}

// hush waits until nobody is told anything more, and forgets what was said.
func (s *sealedOffice) hush(forget bool) {
	count := func() (n int) {
		for _, e := range s.ears {
			e.mu.Lock()
			n += e.n
			e.mu.Unlock()
		}
		return n
	}
	before := count()
	estate, err := s.FindRecordById("estates", s.town.Estate.Id)
	apptest.Must(s.t, err)
	estate.Set("note", fmt.Sprint(before))
	apptest.Must(s.t, s.Save(estate)) // everybody may see estates: the last message there is
	for late := time.After(5 * time.Second); count() < before+len(s.ears); {
		select {
		case <-late:
			s.t.Fatal("realtime is silent")
		case <-time.After(5 * time.Millisecond):
		}
	}
	for _, e := range s.ears {
		if e.mu.Lock(); forget {
			e.said.Reset()
		}
		e.mu.Unlock()
	}
}

func jpg() []byte {
	var b bytes.Buffer
	_ = jpeg.Encode(&b, image.NewRGBA(image.Rect(0, 0, 40, 30)), nil)
	return b.Bytes()
}

const create = "/api/collections/requests/records"

// intake brings the conduct report and the letters about the secretary, before
// and after the upper contact has agreed; all are answered.
func (s *sealedOffice) intake() {
	got := s.Form(s.sender, create, map[string]string{"text": "窗口的小王态度很差，" + conductText, "building": s.town.Building.Id, "client_key": "k1"},
		apptest.File{Field: "photos", Name: "a.jpg", Data: jpg()})
	if got.Body["sealed"] != true {
		s.t.Fatalf("not sealed: %s", got.Raw)
	}
	s.conductCode = got.Text("query_code")
	letter := map[string]any{"kind": "conduct", "target": "leader", "text": "社区书记，" + leaderText, "name": leaderName, "phone": "13700000077"}
	s.heldCode = s.Call(nil, "POST", "/api/letters", letter).Text("query_code")
	s.contactAgrees()
	s.leaderCode = s.Call(nil, "POST", "/api/letters", letter).Text("query_code")
	if s.heldCode == s.leaderCode || len(s.leaderCode) != 12 {
		s.t.Fatalf("codes %q %q", s.heldCode, s.leaderCode)
	}
	for _, r := range s.rows("sealed_reports") {
		if r.GetString("audience") == "upper" {
			s.upper("open", "report", r.Id)
			s.upper("answer", "report", r.Id, "text", leaderReply)
			continue
		}
		s.Call(s.town.Superuser, "POST", "/api/sealed/"+r.Id+"/reply", map[string]any{"text": conductReply})
	}
}

func (s *sealedOffice) contactAgrees() {
	got := s.Call(s.town.Superuser, "POST", "/api/sealed/upper/invite", map[string]any{"name": "周明", "unit": "星湖街道纪工委", "phone": "0512-62810009"})
	_, token, _ := strings.Cut(got.Text("link"), "#")
	key := s.Call(nil, "POST", "/api/upper/"+token, map[string]any{"action": "agree"})
	s.upperKey, s.upperLink = key.Text("key"), key.Text("next")
	if got := s.Call(nil, "POST", "/api/upper/"+token, map[string]any{"action": "confirm", "key": s.upperKey, "next": s.upperLink}); got.Text("state") != "agreed" {
		s.t.Fatalf("agree: %s", got.Raw)
	}
}

// upper does something as the upper contact.
func (s *sealedOffice) upper(action string, pairs ...any) apptest.Answer {
	s.t.Helper()
	got := s.Call(nil, "POST", "/api/upper/"+s.upperLink, apptest.Fill(append(pairs, "action", action, "key", s.upperKey)...).Values)
	if got.Code != 200 {
		s.t.Fatalf("upper %s: HTTP %d %s", action, got.Code, got.Raw)
	}
	return got
}

// life takes a request through everything that keeps words: two organisations,
// letters that were sent, a reply with a file, a rating, a call-back, the
// Friday report with its form.
func (s *sealedOffice) life() {
	got := s.Form(s.sender, create, map[string]string{"text": "二期的房产证办不下来，" + laterText, "building": s.town.Building.Id, "client_key": "k2", "poster": s.poster},
		apptest.File{Field: "photos", Name: "b.jpg", Data: jpg()})
	r, err := s.FindRecordById("requests", got.Text("id"))
	apptest.Must(s.t, err)
	s.laterOldCode, s.photo = requests.QueryCode(s, r.Id), r.GetStringSlice("photos")[0]
	s.Call(s.sender, "GET", "/api/requests/"+r.Id+"/files/"+s.photo+"?thumb=1", nil)
	s.Do(s.town.Clerk, r, "accept")
	s.handTo(r, "dispatch", "org", s.town.Property.Id)
	s.Do(s.town.Contact, r, "sign")
	s.Do(s.town.Contact, r, "progress", "text", laterProgress)
	s.handTo(r, "transfer", "org", s.town.Department.Id, "reason", laterNote)
	s.Do(s.town.Clerk, r, "sign")
	s.Do(s.town.Clerk, r, "return", "reason", laterNote)
	if s.fresh(r).GetString("tier") != "complex" {
		s.Do(s.town.Clerk, r, "escalate", "tier", "complex", "reason", laterNote, "prior", laterNote)
	}
	s.Clock.Set(apptest.Monday.Add(4*24*time.Hour + 8*time.Hour)) // Friday 17:00
	apptest.Must(s.t, jobs.Tick(s))
	s.deliver()
	s.handTo(r, "forward", "org", s.town.Handling.Id, "by", "李处", "opinion", laterNote)
	s.Do(s.town.Clerk, r, "sign")
	answer := s.Form(s.town.Clerk, "/api/requests/"+r.Id+"/reply", map[string]string{"text": laterAnswer, "solved": "yes"}, apptest.File{Field: "files", Name: "c.jpg", Data: jpg()})
	if answer.Code != 200 {
		s.t.Fatalf("reply: %s", answer.Raw)
	}
	reply, err := s.FindFirstRecordByFilter("replies", "request = {:r}", dbx.Params{"r": r.Id})
	apptest.Must(s.t, err)
	s.replyFile = reply.GetStringSlice("files")[0]
	s.Do(s.sender, r, "rate", "stars", 1, "solved", "no", "text", laterRating)
	s.Do(s.town.Clerk, r, "reply", "text", laterRedo)
	s.Do(s.town.Grid, r, "call_back", "reached", true, "solved", "no", "stars", 1, "words", laterCall) // open again, for the secretary to decide
	s.deliver()
	s.Clock.Add(10 * 24 * time.Hour)
	s.later = s.fresh(r)
	if got := s.Call(s.town.Clerk, "GET", "/api/stats/overview", nil); !strings.Contains(got.Raw, r.Id) { // overdue, and kept in memory for two seconds
		s.t.Fatalf("the overview does not show it: %s", got.Raw)
	}
}

func (s *sealedOffice) fresh(r *core.Record) *core.Record {
	x, err := s.FindRecordById("requests", r.Id)
	apptest.Must(s.t, err)
	return x
}

// handTo gives the request on and remembers the link.
func (s *sealedOffice) handTo(r *core.Record, verb string, pairs ...any) {
	who := s.town.Clerk
	if verb == "forward" {
		who = s.town.Superuser
	}
	s.Do(who, r, verb, pairs...)
	a, err := requests.Current(s, r.Id)
	apptest.Must(s.t, err)
	s.tokens = append(s.tokens, requests.Token(s, a.Id))
}

func (s *sealedOffice) deliver() { apptest.Must(s.t, outbox.Deliver(context.Background(), s)) }

func (s *sealedOffice) rows(table string) []*core.Record {
	s.t.Helper()
	rows, err := s.FindAllRecords(table)
	apptest.Must(s.t, err)
	return rows
}

// flush writes the request log and the journals into their files.
func (s *sealedOffice) flush() {
	s.t.Helper()
	if h, ok := s.Logger().Handler().(*logger.BatchHandler); ok {
		apptest.Must(s.t, h.WriteAll(context.Background()))
	}
	for _, db := range []dbx.Builder{s.NonconcurrentDB(), s.AuxNonconcurrentDB()} {
		_, err := db.NewQuery("PRAGMA wal_checkpoint(TRUNCATE)").Execute()
		apptest.Must(s.t, err)
	}
}
