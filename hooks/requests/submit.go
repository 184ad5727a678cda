package requests

import (
	"unicode/utf8"

	"github.com/pocketbase/pocketbase/apis"
	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/access"
	"hongguan/hooks/places"
	"hongguan/hooks/settings"
	"hongguan/rules/realname"
	"hongguan/rules/workday"
)

// bindIntake takes over PocketBase's own route for new requests. Everything
// but what a resident says is stamped here; fields she must not set are not
// even read.
func bindIntake(app core.App) {
	app.OnRecordCreateRequest("requests").BindFunc(func(e *core.RecordRequestEvent) error {
		who := access.Of(e.RequestEvent)
		if who.Kind != access.Resident {
			return access.Refuse("请用“代登记”为居民登记诉求，程序会给出编号和时限")
		}
		return Ask(e.RequestEvent, e.Auth, who)
	})
}

// Ask takes a resident's request from the form of a route, and answers it. The
// caller has made sure whose it is.
func Ask(e *core.RequestEvent, resident *core.Record, who access.Actor) error {
	s := Submission{Resident: resident, By: who, Channel: "web"}
	body, err := s.read(e)
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
	if s.Room == "" {
		s.Room = s.Place.Room // of the plate at her own door
	}
	got, err := Receive(e.App, s)
	if err != nil {
		return err
	}
	if got.Record != nil && got.Record.GetString("resident") == resident.Id {
		bring(got.Record, resident)
	}
	return Answer(e, got)
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
	behalf := in.Group("on_behalf")
	s.OnBehalf.Name, s.OnBehalf.Phone, s.OnBehalf.Relation = realname.NormalizeName(behalf.Text("name")), behalf.Text("phone"), brief(behalf.Text("relation"), 20)
	if utf8.RuneCountInString(s.Room) > 20 {
		return in, refuseField("room", "room_long", "室号太长了，请只写室号，例如 302")
	}
	return in, nil
}

// Answer sends a received request with its query code and what happens next.
func Answer(e *core.RequestEvent, got Received) error {
	if got.Sealed {
		return e.JSON(200, map[string]any{"id": "", "sealed": true, "query_code": got.Code, "next": got.Next})
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
		call = "急事请打社区电话 " + c.Phone() + "。"
	}
	if req.GetString("lane") == "emergency" {
		return nextInDanger(app, req, call)
	}
	if req.GetBool("callback") {
		return "我们会在" + req.GetDateTime("due_at").Time().In(workday.Zone).Format("1月2日15:04") + "前给您回电话。" + call
	}
	return brief(req.GetString("due_reason"), 200) + "。" + call
}
