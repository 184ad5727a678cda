package requests

import (
	"encoding/json"
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/apis"
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
	Received time.Time // zero: now; earlier for what was first written on paper
	By       access.Actor
}

// Received is what came of a submission: a request, or nothing to be seen.
type Received struct {
	Record *core.Record // nil when sealed
	Code   string       // query code
	Sealed bool
}

// Receive classifies a submission in memory and stores it: sealed matter in
// its own store, everything else as a request with its first event.
func Receive(app core.App, s Submission) (Received, error) {
	if old, ok := byKey(app, s); ok {
		return Received{Record: old, Code: QueryCode(app, old.Id)}, nil
	}
	if err := s.check(app); err != nil {
		return Received{}, err
	}
	guess, err := catalogue.Classify(app, s.Text)
	if err != nil {
		return Received{}, err
	}
	if guess.Lane == "sealed" {
		code, err := sealed.Receive(app, sealed.Report{
			Kind: "request", Text: s.Text, Photos: s.Photos, PlaceLabel: s.Place.Label, Reason: guess.Reason,
			Person: s.Resident.GetString("name"), Phone: s.Resident.GetString("phone"), Key: s.sealKey(),
		})
		return Received{Code: code, Sealed: true}, err
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

func (s Submission) sealKey() string {
	if s.Key == "" {
		return ""
	}
	return s.Resident.Id + ":" + s.Key
}

func byKey(app core.App, s Submission) (*core.Record, bool) {
	if s.Key == "" || s.Resident == nil {
		return nil, false
	}
	r, err := app.FindFirstRecordByFilter("requests", "resident = {:r} && client_key = {:k}", dbx.Params{"r": people.Root(s.Resident), "k": s.Key})
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
	if len(s.Key) > 100 {
		return refuseField("client_key", "client_key_long", "页面出了点问题，请刷新后再提交")
	}
	if settings.Of(app).GetBool("ask_requires_verified") && s.Resident.GetString("real_name") == "unverified" && s.By.Kind == access.Resident {
		return access.Refuse("本社区要求先核对实名再反映事情，请打电话或到社区核对一次")
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
		"resident": people.Root(s.Resident), "kind": s.Kind, "text": s.Text, "channel": s.Channel, "client_key": s.Key,
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
	if s.By.Kind != access.Resident {
		ev.Verb = "intake"
		ev.Sentence = fmt.Sprintf("%s代为登记（%s），编号 %s", s.By.Label, words.Value("channel", s.Channel), req.GetString("request_no"))
		if now.Sub(received) > time.Hour {
			ev.Sentence += "，补录"
		}
	}
	return req, store(tx, req, ev, s.By, now)
}

// stamp classifies a request made from another one, then fills it.
func stamp(tx core.App, req *core.Record, now time.Time) error {
	guess, err := catalogue.Classify(tx, req.GetString("text"))
	if err != nil {
		return err
	}
	if guess.Lane == "sealed" {
		guess.Lane = "normal" // staff have read it already; the secretary may seal it
	}
	classified(tx, req, guess)
	return fill(tx, req, now)
}

// fill gives a new request its number, summary, suggestion and deadline.
func fill(tx core.App, req *core.Record, now time.Time) error {
	no, err := nextNo(tx, now)
	if err != nil {
		return err
	}
	req.Set("request_no", no)
	req.Set("status", string(lifecycle.Pending))
	req.Set("summary", summary(req))
	if err := suggestOrg(tx, req); err != nil {
		return err
	}
	return reckon(tx, req)
}

func store(tx core.App, req *core.Record, ev Event, who access.Actor, now time.Time) error {
	if err := access.Own(tx, req); err != nil {
		return fmt.Errorf("save request: %w", err)
	}
	return ev.write(tx, req, who, now)
}

// summary is the title in lists: the first words said, or what else there is.
func summary(req *core.Record) string {
	if t := req.GetString("text"); t != "" {
		return brief(t, 24)
	}
	if req.GetBool("callback") {
		return "请回电话"
	}
	return "照片反映"
}

// QueryCode is the secret on a request's receipt: whoever holds it and the
// number may see how far it is.
func QueryCode(app core.App, id string) string { return access.Code(app, "request", id) }

// bindIntake takes over PocketBase's own route for new requests. Everything
// but what a resident says is stamped here; fields she must not set are not
// even read.
func bindIntake(app core.App) {
	app.OnRecordCreateRequest("requests").BindFunc(func(e *core.RecordRequestEvent) error {
		who := access.Of(e.RequestEvent)
		if who.Kind != access.Resident {
			return access.Refuse("请用“代登记”为居民登记诉求，程序会给出编号和时限")
		}
		resident, err := e.App.FindRecordById("residents", who.ID)
		if err != nil {
			return access.Answer(401, "登录已过期，请重新登录")
		}
		s := Submission{Resident: resident, By: who, Channel: "web"}
		body, err := s.read(e.RequestEvent)
		if err != nil {
			return err
		}
		if s.Place, err = places.From(e.App, places.Asked{Poster: body.Text("poster"), Estate: body.Text("estate"), Building: body.Text("building"), Unit: body.Text("unit")}); err != nil {
			return err
		}
		if s.Place.Poster != "" {
			s.Channel = "qr"
		}
		if s.Place.Label == "" {
			s.Place, err = places.From(e.App, places.Asked{Estate: resident.GetString("estate"), Building: resident.GetString("building"), Unit: resident.GetString("unit")})
			if err != nil {
				s.Place = places.Place{}
			}
		}
		got, err := Receive(e.App, s)
		if err != nil {
			return err
		}
		return answer(e.RequestEvent, got)
	})
}

// read takes the form of a submission.
func (s *Submission) read(e *core.RequestEvent) (Input, error) {
	// Read anew: PocketBase has taken the hidden fields, client_key among
	// them, out of its own copy of the body.
	in := Input{Values: map[string]any{}}
	if err := e.BindBody(&in.Values); err != nil {
		return Input{}, access.Refuse("提交的内容看不懂，请刷新页面再试")
	}
	delete(in.Values, "photos")
	if raw, err := e.FindUploadedFiles("photos"); err == nil {
		if s.Photos, err = Clean(raw, photosOnly); err != nil {
			return in, err
		}
	}
	s.Kind, s.Text, s.Room, s.Key, s.Callback = in.Text("kind"), in.Text("text"), in.Text("room"), in.Text("client_key"), in.Bool("callback")
	if b := in.Text("on_behalf"); b != "" {
		var f struct{ Name, Phone, Relation string }
		if json.Unmarshal([]byte(b), &f) == nil {
			s.OnBehalf.Name, s.OnBehalf.Phone, s.OnBehalf.Relation = realname.NormalizeName(f.Name), f.Phone, brief(f.Relation, 20)
		}
	}
	if utf8.RuneCountInString(s.Room) > 20 {
		return in, refuseField("room", "room_long", "室号太长了，请只写室号，例如 302")
	}
	return in, nil
}

// answer sends a received request with its query code and what happens next.
func answer(e *core.RequestEvent, got Received) error {
	if got.Sealed {
		return e.JSON(200, map[string]any{"id": "", "sealed": true, "query_code": got.Code, "next": sealed.NextOfRequest})
	}
	if err := apis.EnrichRecord(e, got.Record); err != nil {
		return err
	}
	r := got.Record.WithCustomData(true)
	r.Set("query_code", got.Code)
	r.Set("emergency", r.GetString("lane") == "emergency")
	r.Set("next", next(e.App, r))
	return e.JSON(200, r)
}

// next says what happens now, by when, and whom to call: never a promise the
// calendar did not make, and never that help is on its way.
func next(app core.App, req *core.Record) string {
	c := settings.Of(app)
	call := ""
	if c.Phone() != "" {
		call = "，急事请打社区电话 " + c.Phone()
	}
	if req.GetString("lane") == "emergency" {
		return "如果有危险，请马上拨打 110、119 或 120；社区也会看到这条信息" + call
	}
	return brief(req.GetString("due_reason"), 200) + call
}
