package people

import (
	"fmt"
	"unicode/utf8"

	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/access"
	"hongguan/rules/realname"
	"hongguan/rules/words"
)

// bindResidents normalises what is typed in, keeps registrations from being
// deleted, and lets a resident see and correct her own.
func bindResidents(app core.App) {
	app.OnRecordValidate("residents").BindFunc(func(e *core.RecordEvent) error {
		if err := tidy(e.Record); err != nil {
			return err
		}
		return e.Next()
	})
	app.OnRecordDelete("residents").BindFunc(func(e *core.RecordEvent) error {
		return access.Refuse("居民登记不能删除，请改为不在用；居民要求删除个人信息的，由程序匿名处理")
	})
	app.OnRecordUpdateRequest("residents").BindFunc(correct)
	app.OnRecordEnrich("residents").BindFunc(func(e *core.RecordEnrichEvent) error {
		show(e.Record, e.RequestInfo.Auth)
		return e.Next()
	})
}

func tidy(r *core.Record) error {
	var wrong []access.Field
	erased := !r.GetDateTime("erased_at").IsZero()
	if !erased && (r.IsNew() || r.GetString("phone") != r.Original().GetString("phone")) {
		phone, kind, err := realname.Phone(r.GetString("phone"))
		if err != nil {
			wrong = append(wrong, access.Field{Name: "phone", Code: "phone_form", Sentence: err.Error()})
		}
		r.Set("phone", phone)
		r.Set("phone_kind", kind)
	}
	r.Set("name", realname.NormalizeName(r.GetString("name")))
	r.Set("room", realname.RoomKey(r.GetString("room")))
	wrong = append(wrong, wrongName(r.GetString("name"))...)
	wrong = append(wrong, wrongRoom(r.GetString("room"))...)
	if len(wrong) > 0 {
		return access.RefuseFields(wrong...)
	}
	return nil
}

func wrongName(name string) []access.Field {
	switch n := utf8.RuneCountInString(name); {
	case n == 0:
		return []access.Field{{Name: "name", Code: "name_missing", Sentence: "请填写您的姓或姓名，方便我们称呼您"}}
	case n > 20:
		return []access.Field{{Name: "name", Code: "name_long", Sentence: "姓名太长了，请只写姓名"}}
	}
	return nil
}

func wrongRoom(room string) []access.Field {
	if utf8.RuneCountInString(room) > 20 {
		return []access.Field{{Name: "room", Code: "room_long", Sentence: "室号太长了，请只写室号，例如 302"}}
	}
	return nil
}

// correct lets a resident change her own name and room, nothing else: the
// other fields of her body are not even read. Whoever takes another name is
// compared anew.
func correct(e *core.RecordRequestEvent) error {
	who := access.Of(e.RequestEvent)
	if who.Kind != access.Resident {
		if f := stampedBy(e.Record); f != "" {
			return access.Refuse("“" + words.Field("residents", f) + "”由程序记录，不能手工改；核对实名、关联、更正、删除请用居民记录里的按钮")
		}
		return e.Next()
	}
	var f struct {
		Name *string `json:"name"`
		Room *string `json:"room"`
	}
	if err := e.BindBody(&f); err != nil {
		return access.Refuse("提交的内容不完整，请返回重新填写")
	}
	r, err := e.App.FindRecordById("residents", who.ID)
	if err != nil {
		return err
	}
	if f.Name != nil && !realname.SameName(*f.Name, r.GetString("name")) {
		r.Load(map[string]any{"name": *f.Name, "real_name": "unverified", "real_name_by": ""})
	}
	if f.Room != nil {
		r.Set("room", *f.Room)
	}
	compare(e.App, r)
	e.Record = r
	return e.Next()
}

// stamped are what the buttons write: who was checked by whom, what was agreed
// to, what was erased. Typed in by hand they would prove nothing.
var stamped = []string{"real_name", "real_name_how", "real_name_by", "real_name_at", "link_state", "linked_to", "consent_version", "consent_at", "has_password",
	"wanted_phone", "wanted_building", "wanted_unit", "wanted_at", "wanted_answer", "erased_at", "register_key"}

func stampedBy(r *core.Record) string {
	for _, f := range stamped {
		if fmt.Sprint(r.Get(f)) != fmt.Sprint(r.Original().Get(f)) {
			return f
		}
	}
	return ""
}

// show masks residents for staff, and shows a resident her own number and
// room, but neither whether the roster agrees nor whether the number was known
// before: anybody may type a neighbour's.
func show(r, viewer *core.Record) {
	name, phone := Masked(r)
	r.WithCustomData(true)
	r.Set("phone_masked", phone)
	switch {
	case viewer != nil && viewer.Id == r.Id && viewer.Collection().Name == "residents":
		r.Unhide("phone", "room")
		r.Hide("link_state", "linked_to", "real_name_how", "real_name_by", "real_name_at")
		if r.GetString("real_name") == "matched" {
			r.Set("real_name", "unverified")
		}
	case viewer == nil || !viewer.IsSuperuser():
		r.Set("name", name)
	}
}
