package requests

import (
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/filesystem"

	"hongguan/hooks/access"
	"hongguan/hooks/calendar"
	"hongguan/hooks/catalogue"
	"hongguan/hooks/people"
	"hongguan/hooks/places"
	"hongguan/hooks/sealed"
	"hongguan/hooks/settings"
	"hongguan/rules/lifecycle"
	"hongguan/rules/realname"
	"hongguan/rules/words"
)

// Submission is what somebody asks, before anything is stored.
type Submission struct {
	Resident   *core.Record // whose request it is
	Kind, Text string
	Photos     []*filesystem.File // re-encoded already
	Place      places.Place
	Room       string
	Channel    string
	Key        string // client_key: the same key of the same resident is the same request
	Callback   bool
	OnBehalf   struct{ Name, Phone, Relation string }
	Source     struct {
		System, No string
		Due        time.Time
	}
	Caller   struct{ Name, Phone string } // whom staff spoke to, where no registration could be made of it
	Received time.Time                    // zero: now; earlier for what was first written on paper
	By       access.Actor
}

// Received is what came of a submission: a request, or nothing to be seen.
type Received struct {
	Record *core.Record // nil when sealed
	Code   string       // query code
	Sealed bool
	Next   string // of a sealed one: who reads it, and where else to turn
}

// Receive classifies a submission in memory and stores it: sealed matter in
// its own store, everything else as a request with its first event.
func Receive(app core.App, s Submission) (Received, error) {
	if old, ok := byKey(app, s); ok {
		return Received{Record: old, Code: QueryCode(app, old.Id)}, nil
	}
	if shell, ok := shellByKey(app, s); ok { // a phone that tries again long after its request was sealed
		return Received{Code: shell.Code, Sealed: true, Next: sealed.Next(app, shell, "request")}, nil
	}
	if err := s.check(app); err != nil {
		return Received{}, err
	}
	guess, err := catalogue.Classify(app, s.Text)
	if err != nil {
		return Received{}, err
	}
	if err := s.checkPerson(app, guess.Lane); err != nil {
		return Received{}, err
	}
	if guess.Lane == "sealed" {
		report := sealed.Report{
			Kind: "request", Concerns: guess.Matter, Text: s.Text, Photos: s.Photos, PlaceLabel: s.Place.Label, Reason: guess.Reason,
			Person: s.Caller.Name, Phone: s.Caller.Phone, Key: s.sealKey(),
		}
		if s.Resident != nil {
			report.Person, report.Phone = s.Resident.GetString("name"), s.Resident.GetString("phone")
		}
		got, err := sealed.Receive(app, report)
		return Received{Code: got.Code, Sealed: true, Next: sealed.Next(app, got, "request")}, err
	}
	var req *core.Record
	err = app.RunInTransaction(func(tx core.App) error {
		// Looked up again: another copy of the same submission may have been
		// stored while this one waited for its turn.
		if old, ok := byKey(tx, s); ok {
			req = old
			return nil
		}
		var err error
		req, err = s.store(tx, guess)
		return err
	})
	if err != nil {
		return Received{}, err
	}
	return Received{Record: req, Code: QueryCode(app, req.Id)}, nil
}

const unverified = "本社区要求先核对实名再反映事情，请打电话或到社区核对一次"

// root is the registration a submission belongs to; empty for a guest's.
func (s Submission) root() string {
	if s.Resident == nil {
		return ""
	}
	return people.Root(s.Resident)
}

func (s Submission) sealKey() string {
	if s.Key == "" || s.Resident == nil {
		return ""
	}
	return s.Resident.Id + ":" + s.Key
}

func byKey(app core.App, s Submission) (*core.Record, bool) {
	if s.Key == "" {
		return nil, false
	}
	// Asked twice for every request and hardly ever answered: the sixty columns
	// are read only if there is something to read.
	var id string
	root := s.root()
	err := app.DB().Select("id").From("requests").
		Where(dbx.Or(dbx.HashExp{"resident": root, "client_key": s.Key}, dbx.HashExp{"resident": "", "client_key": shieldedKey(root, s.Key)})).
		AndWhere(dbx.NewExp("[[client_key]] != ''")). // says to SQLite that the partial index will do
		Limit(1).Row(&id)
	if err != nil {
		return nil, false
	}
	r, err := app.FindRecordById("requests", id)
	return r, err == nil
}

func (s *Submission) check(app core.App) error {
	s.Text = strings.TrimSpace(s.Text)
	switch n := utf8.RuneCountInString(s.Text); {
	case n == 0 && len(s.Photos) == 0 && !s.Callback:
		return refuseField("text", "text_missing", "请写一句话，或者拍一张照片")
	case n > 2000:
		return refuseField("text", "text_long", "内容太长了，请控制在 2000 字以内，其余可以当面说")
	}
	if s.Kind != "" && words.Value("kind", s.Kind) == s.Kind {
		return refuseField("kind", "kind_unknown", "请在求助、咨询、建议、投诉、表扬里选一种，或者不选")
	}
	if s.OnBehalf.Phone != "" {
		phone, _, err := realname.Phone(s.OnBehalf.Phone)
		if err != nil {
			return refuseField("on_behalf", "on_behalf_phone", "家人的电话："+err.Error())
		}
		s.OnBehalf.Phone = phone
	}
	if utf8.RuneCountInString(s.OnBehalf.Name) > 20 {
		return refuseField("on_behalf", "on_behalf_name", "家人的姓名太长了，请只写姓名")
	}
	if utf8.RuneCountInString(s.Source.System) > 100 || utf8.RuneCountInString(s.Source.No) > 100 {
		return refuseField("external_no", "external_no_long", "上级平台的名称和编号请控制在 100 字以内")
	}
	if len(s.Key) > 100 {
		return refuseField("client_key", "client_key_long", "页面出了点问题，请刷新后再提交")
	}
	return nil
}

// checkPerson asks for as much of a person as the matter needs: of whoever is
// in danger nothing, and nothing where staff saw it with their own eyes or
// already keep a report that is sealed.
func (s Submission) checkPerson(app core.App, lane string) error {
	switch {
	case lane == "emergency":
	case s.Resident == nil && s.By.Community() && (lane == "sealed" || s.Channel == "patrol"):
	case s.Resident == nil:
		return refuseField("phone", "phone_missing", "请写手机或座机号码，办好了才能告诉您")
	case settings.Of(app).GetBool("ask_requires_verified") && s.Resident.GetString("real_name") == "unverified" && s.By.Kind == access.Resident:
		return access.Refuse(unverified)
	}
	return nil
}

func (s Submission) store(tx core.App, guess catalogue.Suggestion) (*core.Record, error) {
	c, err := tx.FindCachedCollectionByNameOrId("requests")
	if err != nil {
		return nil, err
	}
	now := calendar.Now(tx)
	req := core.NewRecord(c)
	received := s.Received
	if received.IsZero() {
		received = now
	}
	req.Load(map[string]any{
		"resident": s.root(), "kind": s.Kind, "text": s.Text, "channel": s.Channel, "client_key": s.Key,
		"estate": s.Place.Estate, "building": s.Place.Building, "unit": s.Place.Unit, "place_label": s.Place.Label, "poster": s.Place.Poster,
		"room": realname.RoomKey(s.Room), "received_at": received, "callback": s.Callback, "friday": "auto",
		"on_behalf_name": s.OnBehalf.Name, "on_behalf_phone": s.OnBehalf.Phone, "on_behalf_relation": s.OnBehalf.Relation,
		"source_system": s.Source.System, "external_no": s.Source.No, "external_due": s.Source.Due,
	})
	if len(s.Photos) > 0 {
		req.Set("photos", s.Photos)
	}
	classified(tx, req, guess)
	if err := fill(tx, req, now); err != nil {
		return nil, err
	}
	ev := Event{Verb: "submit", To: string(lifecycle.Pending), Sentence: "收到您的" + words.Value("kind", req.GetString("kind")) + "，编号 " + req.GetString("request_no")}
	if s.By.Kind != access.Resident && s.By.Kind != access.Guest {
		ev.Verb = "intake"
		ev.Sentence = fmt.Sprintf("%s代为登记（%s），编号 %s", s.By.Label, words.Value("channel", s.Channel), req.GetString("request_no"))
		if now.Sub(received) > time.Hour {
			ev.Sentence += "，补录"
		}
	}
	return req, store(tx, req, ev, s.By, now)
}

// QueryCode is the secret on a request's receipt: whoever holds it and the
// number may see how far it is.
func QueryCode(app core.App, id string) string { return access.Code(app, "request", id) }
