package requests

import (
	"strings"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/types"

	"hongguan/hooks/access"
	"hongguan/hooks/calendar"
	"hongguan/hooks/people"
	"hongguan/hooks/places"
	"hongguan/hooks/settings"
	"hongguan/rules/realname"
	"hongguan/rules/words"
)

// intakeRoute lets staff take in a request for somebody at the counter, on
// the telephone or at the door: the same record with the same rights as one
// sent by phone.
func intakeRoute(e *core.RequestEvent) error {
	who := access.Of(e)
	if !who.Community() {
		return access.Answer(403, "代登记由社区工作人员办理")
	}
	s := Submission{By: who}
	in, err := s.read(e)
	if err != nil {
		return err
	}
	s.Channel = in.Text("channel")
	if words.Value("channel", s.Channel) == s.Channel {
		return refuseField("channel", "channel_missing", "请选择来源：接访、电话、入户等")
	}
	if t := in.Text("received_at"); t != "" {
		at, err := types.ParseDateTime(t)
		if err != nil || at.Time().After(calendar.Now(e.App).Add(time.Hour)) {
			return refuseField("received_at", "received_range", "收到时间不对，不能晚于现在")
		}
		s.Received = at.Time()
	}
	s.Source.System, s.Source.No = in.Text("source_system"), in.Text("external_no")
	if d := in.Text("external_due"); d != "" {
		if s.Source.Due = in.Day("external_due"); s.Source.Due.IsZero() {
			return refuseField("external_due", "external_due_form", "上级要求的时间请填日期")
		}
	}
	if s.Place, err = places.From(e.App, places.Asked{Poster: in.Text("poster"), Estate: in.Text("estate"), Building: in.Text("building"), Unit: in.Text("unit")}); err != nil {
		return err
	}
	name := realname.NormalizeName(in.Text("name"))
	if name == "" {
		return refuseField("name", "name_missing", "请填写居民的姓或姓名")
	}
	phone, _, err := realname.Phone(in.Text("phone"))
	if err != nil {
		return refuseField("phone", "phone_form", err.Error())
	}
	if strings.TrimSpace(s.Text) == "" && len(s.Photos) == 0 && !s.Callback {
		return refuseField("text", "text_missing", "请写下居民说的事")
	}
	s.Caller.Name, s.Caller.Phone = name, phone
	got, err := TakeIn(e.App, s)
	if err != nil {
		return err
	}
	return Answer(e, got)
}

// TakeIn stores what staff took down, in the name of whom they spoke to. A
// caller without a number is registered nowhere: that is enough for what the
// office found itself, for a danger and for what is sealed, and Receive refuses
// everything else.
func TakeIn(app core.App, s Submission) (got Received, err error) {
	err = app.RunInTransaction(func(tx core.App) error {
		if s.Caller.Name != "" && s.Caller.Phone != "" {
			if s.Resident, err = caller(tx, s.Caller.Name, s.Caller.Phone, s); err != nil {
				return err
			}
		}
		got, err = Receive(tx, s)
		return err
	})
	return got, err
}

// caller finds the registration of somebody staff speak to, or makes one:
// same number and same name is the same person, because staff have her before
// them.
func caller(tx core.App, name, phone string, s Submission) (*core.Record, error) {
	rows, err := tx.FindRecordsByFilter("residents", "phone = {:p} && active = true", "created", 20, 0, dbx.Params{"p": phone})
	if err != nil {
		return nil, err
	}
	for _, r := range rows {
		if realname.SameName(r.GetString("name"), name) {
			return r, nil
		}
	}
	return people.Register(tx, people.Person{
		Name: name, Phone: phone, Estate: s.Place.Estate, Building: s.Place.Building, Unit: s.Place.Unit, Room: realname.RoomKey(s.Room),
		ConsentVersion: settings.Of(tx).ConsentVersion() + "（口头）",
	})
}
