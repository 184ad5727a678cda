package people

import (
	"strings"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/apis"
	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/access"
	"hongguan/hooks/calendar"
	"hongguan/hooks/places"
	"hongguan/hooks/settings"
	"hongguan/rules/password"
	"hongguan/rules/realname"
)

// registerForm is what the last page of asking sends.
type registerForm struct {
	Name           string `json:"name"`
	Phone          string `json:"phone"`
	Password       string `json:"password"`
	Poster         string `json:"poster"`
	Building       string `json:"building"`
	Unit           string `json:"unit"`
	Room           string `json:"room"`
	Consent        bool   `json:"consent"`
	ConsentVersion string `json:"consent_version"`
	ClientKey      string `json:"client_key"`
}

// check returns the normalised person, or a sentence per wrong field.
func (f registerForm) check(app core.App) (Person, error) {
	var wrong []access.Field
	p := Person{Name: realname.NormalizeName(f.Name), Password: f.Password, Room: realname.RoomKey(f.Room), ConsentVersion: f.ConsentVersion}
	wrong = append(wrong, wrongName(p.Name)...)
	phone, _, err := realname.Phone(f.Phone)
	if err != nil {
		wrong = append(wrong, access.Field{Name: "phone", Code: "phone_form", Sentence: err.Error()})
	}
	p.Phone = phone
	if w := password.Length(f.Password, password.Resident); f.Password != "" && w.Code != "" {
		wrong = append(wrong, access.Field{Name: "password", Code: w.Code, Sentence: w.Sentence + "；也可以不设密码"})
	}
	wrong = append(wrong, wrongRoom(p.Room)...)
	if !f.Consent {
		wrong = append(wrong, access.Field{Name: "consent", Code: "consent_missing", Sentence: "请先同意个人信息的用途，我们才能登记"})
	}
	if len(wrong) > 0 {
		return p, access.RefuseFields(wrong...)
	}
	if p.ConsentVersion == "" {
		p.ConsentVersion = settings.Of(app).ConsentVersion()
	}
	place, err := places.From(app, places.Asked{Poster: f.Poster, Building: f.Building, Unit: f.Unit})
	if err != nil {
		return p, err
	}
	p.Estate, p.Building, p.Unit = place.Estate, place.Building, place.Unit
	return p, nil
}

// register makes an account for somebody who is about to ask. A number that
// is known already never opens the earlier account: anybody may type a
// neighbour's number. The new one is marked for staff to compare.
func register(e *core.RequestEvent) error {
	var f registerForm
	if err := e.BindBody(&f); err != nil {
		return access.Refuse("提交的内容不完整，请返回重新填写")
	}
	p, err := f.check(e.App)
	if err != nil {
		return err
	}
	key := registerKey(p.Phone, f.ClientKey)
	if r, ok := again(e.App, key); ok {
		return apis.RecordAuthResponse(e, r, "", nil)
	}
	if !access.Take(e.App, "register "+p.Phone, oneNumber) || !access.Take(e.App, "register from "+e.RealIP(), fromOne) {
		return access.Answer(429, "登记的次数太多了，请过一会儿再试，或打电话给社区")
	}
	r, err := p.record(e.App)
	if err != nil {
		return err
	}
	if key != "" {
		if _, err := e.App.FindFirstRecordByData("residents", "register_key", key); err != nil {
			r.Set("register_key", key) // an old attempt keeps its key, this one goes without
		}
	}
	if err := e.App.RunInTransaction(func(tx core.App) error { return enter(tx, r) }); err != nil {
		if first, ok := again(e.App, key); ok { // the other half of a double tap was quicker
			return apis.RecordAuthResponse(e, first, "", nil)
		}
		return err
	}
	return apis.RecordAuthResponse(e, r, "", nil)
}

// sameAttempt is how long a telephone may go on sending one registration.
const sameAttempt = 24 * time.Hour

// registerKey is what is stored of a telephone's key. It counts with its number
// only, and a short one, which somebody might guess, not at all.
func registerKey(phone, key string) string {
	if len(key) < 32 || len(key) > 64 {
		return ""
	}
	return access.Hash(phone + " " + key)
}

// again finds the registration whose answer a telephone never got.
func again(app core.App, key string) (*core.Record, bool) {
	if key == "" {
		return nil, false
	}
	r, err := app.FindFirstRecordByFilter("residents", "register_key = {:k} && active = true", dbx.Params{"k": key})
	return r, err == nil && calendar.Now(app).Sub(r.GetDateTime("consent_at").Time()) < sameAttempt
}

// Register saves a resident, compares with the roster and with earlier
// registrations of the same number. p.Phone must be normalised.
func Register(tx core.App, p Person) (*core.Record, error) {
	r, err := p.record(tx)
	if err != nil {
		return nil, err
	}
	return r, enter(tx, r)
}

func enter(tx core.App, r *core.Record) error {
	r.Set("consent_at", calendar.Now(tx))
	earlier, err := byPhone(tx, r.GetString("phone"))
	if err != nil {
		return err
	}
	if len(earlier) > 0 {
		r.Set("link_state", linkToCheck)
	}
	compare(tx, r)
	return tx.Save(r)
}

// compare notes whether a registration agrees with the roster; what staff
// confirmed stays.
func compare(app core.App, r *core.Record) {
	switch {
	case r.GetString("real_name") == "confirmed":
	case onRoster(app, r):
		r.Load(map[string]any{"real_name": "matched", "real_name_how": "与花名册一致", "real_name_at": calendar.Now(app)})
	default:
		r.Load(map[string]any{"real_name": "unverified", "real_name_how": "", "real_name_at": ""})
	}
}

// onRoster compares silently: name and telephone must agree, and the room
// when both sides give one. The page never says that it did not match.
func onRoster(app core.App, r *core.Record) bool {
	rows, err := app.FindAllRecords("roster_entries", dbx.HashExp{"phone": r.GetString("phone")})
	if err != nil {
		app.Logger().Error("compare with roster", "error", err)
		return false
	}
	for _, row := range rows {
		same := realname.SameName(row.GetString("name"), r.GetString("name"))
		building := r.GetString("building") == "" || row.GetString("building") == r.GetString("building")
		room := r.GetString("room") == "" || row.GetString("room") == "" || strings.EqualFold(realname.RoomKey(row.GetString("room")), r.GetString("room"))
		if same && building && room {
			return true
		}
	}
	return false
}
