package visits

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
	"hongguan/hooks/places"
	"hongguan/rules/realname"
	"hongguan/rules/words"
)

const table = "visits"

// longest is the number of characters of what was said: as many as a request takes.
const longest = 2000

// Form is what was written down.
type Form struct {
	Kind     string `json:"kind" form:"kind"`
	At       string `json:"at" form:"at"` // empty: now
	Estate   string `json:"estate" form:"estate"`
	Building string `json:"building" form:"building"`
	Unit     string `json:"unit" form:"unit"`
	Room     string `json:"room" form:"room"`
	Person   string `json:"person" form:"person"`
	Phone    string `json:"phone" form:"phone"`
	Said     string `json:"said" form:"said"`
	Outcome  string `json:"outcome" form:"outcome"`
	Key      string `json:"client_key" form:"client_key"`

	at     time.Time
	place  places.Place
	photos []*filesystem.File // re-encoded already
}

// Write stores a visit as it was taken down, and makes nothing of it.
func Write(app core.App, who access.Actor, f Form) (r *core.Record, err error) {
	if err := f.check(app); err != nil {
		return nil, err
	}
	return f.store(app, who)
}

// check puts the form right and names what is wrong with it, all of it at once.
func (f *Form) check(app core.App) error {
	var wrong []access.Field
	refuse := func(name, sentence string) {
		wrong = append(wrong, access.Field{Name: name, Code: "visit_" + name, Sentence: sentence})
	}
	f.Person, f.Said, f.Room = realname.NormalizeName(f.Person), strings.TrimSpace(f.Said), strings.TrimSpace(f.Room)
	if words.Value("visit_kind", f.Kind) == f.Kind {
		refuse("kind", "请选接访、走访还是巡查")
	}
	if f.Outcome == "" {
		f.Outcome = "noted"
	}
	if words.Value("visit_outcome", f.Outcome) == f.Outcome {
		refuse("outcome", "请选当场怎样了")
	}
	switch n := utf8.RuneCountInString(f.Said); {
	case n == 0 && f.Outcome != "absent":
		refuse("said", "请写一句说了什么、看到什么；没见到人的，选“没见到人”")
	case n > longest:
		refuse("said", "内容太长了，请控制在 2000 字以内")
	}
	if utf8.RuneCountInString(f.Person) > 20 {
		refuse("person", "姓名太长了，请只写姓名")
	}
	if utf8.RuneCountInString(f.Room) > 20 {
		refuse("room", "室号太长了，请只写室号，例如 302")
	}
	if strings.TrimSpace(f.Phone) != "" {
		phone, _, err := realname.Phone(f.Phone)
		if err != nil {
			refuse("phone", err.Error())
		}
		f.Phone = phone
	}
	now := calendar.Now(app)
	if f.at = now; f.At != "" {
		at, err := time.Parse(time.RFC3339, f.At)
		switch {
		case err != nil:
			refuse("at", "时间看不懂，请重新选择")
		case at.After(now.Add(time.Hour)):
			refuse("at", "走访时间不能晚于现在")
		default:
			f.at = at
		}
	}
	if len(f.Key) > 100 {
		refuse("client_key", "页面出了点问题，请刷新后再记")
	}
	if len(wrong) > 0 {
		return access.RefuseFields(wrong...)
	}
	var err error
	f.place, err = places.From(app, places.Asked{Estate: f.Estate, Building: f.Building, Unit: f.Unit})
	return err
}

// store writes the visit down. Whoever is registered under this name and number
// is linked, so that she finds it among her own data.
func (f *Form) store(tx core.App, who access.Actor) (*core.Record, error) {
	c, err := tx.FindCachedCollectionByNameOrId(table)
	if err != nil {
		return nil, err
	}
	r := core.NewRecord(c)
	r.Load(map[string]any{
		"kind": f.Kind, "at": f.at, "estate": f.place.Estate, "building": f.place.Building, "unit": f.place.Unit, "room": realname.RoomKey(f.Room),
		"place_label": f.place.Label, "person": f.Person, "phone": f.Phone, "resident": registered(tx, f.Person, f.Phone),
		"said": f.Said, "outcome": f.Outcome, "by_label": who.Label, "client_key": f.Key,
	})
	if len(f.photos) > 0 {
		r.Set("photos", f.photos)
	}
	if who.Kind == access.Staff {
		r.Set("staff", who.ID)
	}
	if err := access.Own(tx, r); err != nil {
		return nil, fmt.Errorf("save visit: %w", err)
	}
	return r, nil
}

// registered is the registration of somebody by her name and number; empty
// when there is none.
func registered(app core.App, name, phone string) string {
	if name == "" || phone == "" {
		return ""
	}
	rows, err := app.FindRecordsByFilter("residents", "phone = {:p} && active = true", "created", 20, 0, dbx.Params{"p": phone})
	if err != nil {
		return ""
	}
	for _, r := range rows {
		if realname.SameName(r.GetString("name"), name) {
			return r.Id
		}
	}
	return ""
}

// byKey finds the visit that a second press would write once more.
func byKey(app core.App, who access.Actor, key string) *core.Record {
	if key == "" || who.Kind != access.Staff {
		return nil
	}
	r, err := app.FindFirstRecordByFilter(table, "staff = {:s} && client_key = {:k}", dbx.Params{"s": who.ID, "k": key})
	if err != nil {
		return nil
	}
	return r
}

// blank takes the person and her words out of a visit; that there was one stays.
func blank(tx core.App, r *core.Record, now time.Time) error {
	for _, f := range []string{"person", "phone", "room", "resident", "said", "unit", "photos"} {
		r.Set(f, nil)
	}
	r.Set("place_label", places.Label(tx, r.GetString("estate"), r.GetString("building"), ""))
	r.Set("erased_at", now)
	if err := access.Own(tx, r); err != nil {
		return fmt.Errorf("blank visit: %w", err)
	}
	return nil
}

// remove takes a visit away whole. It is emptied first: who has the page open
// is told of a deletion together with the row.
func remove(tx core.App, r *core.Record) error {
	if err := blank(tx, r, calendar.Now(tx)); err != nil {
		return err
	}
	if err := access.Remove(tx, r); err != nil {
		return fmt.Errorf("remove visit: %w", err)
	}
	return nil
}

// bindEnrich shows the office's own people where a visit was, and whom it was
// to, masked: the name and number as they were said go into the request by
// themselves, and are read there by the door that writes it down.
func bindEnrich(app core.App) {
	app.OnRecordEnrich(table).BindFunc(func(e *core.RecordEnrichEvent) error {
		if who := access.Viewer(e.RequestInfo.Auth); who.Kind == access.Staff && who.Community() {
			e.Record.Unhide("person", "phone", "room", "photos")
			e.Record.Load(map[string]any{"person": realname.MaskName(e.Record.GetString("person")), "phone": realname.MaskPhone(e.Record.GetString("phone"))})
		}
		return e.Next()
	})
}
