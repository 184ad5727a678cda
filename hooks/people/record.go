package people

import (
	"strings"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/access"
	"hongguan/rules/realname"
)

// The states of a registration whose telephone number was known before.
const (
	linkNone      = "none"
	linkToCheck   = "to_check"
	linkLinked    = "linked"
	linkDismissed = "dismissed"
)

// Root is the registration that owns a resident's requests: the earlier one
// once staff have found that both are the same person.
func Root(r *core.Record) string {
	if to := r.GetString("linked_to"); to != "" {
		return to
	}
	return r.Id
}

// First is the registration that owns what is somebody's, whichever of hers is
// named; the error carries a sentence when there is none.
func First(app core.App, id string) (*core.Record, error) {
	r, err := app.FindRecordById("residents", id)
	if err == nil && Root(r) != r.Id {
		r, err = app.FindRecordById("residents", Root(r))
	}
	if err != nil {
		return nil, access.Answer(404, "没有这位居民的登记")
	}
	return r, nil
}

// Masked is how a resident is called in lists of the office: 王**, 138****5678.
func Masked(r *core.Record) (name, phone string) {
	return realname.MaskName(r.GetString("name")), realname.MaskPhone(r.GetString("phone"))
}

// LastFour reports whether somebody typed the last four digits of a resident's number.
func LastFour(r *core.Record, typed string) bool {
	last := strings.TrimSpace(typed)
	return len(last) == 4 && strings.HasSuffix(r.GetString("phone"), last)
}

// byPhone returns the active registrations of a telephone number, the oldest first.
func byPhone(app core.App, phone string) ([]*core.Record, error) {
	return app.FindRecordsByFilter("residents", "phone = {:phone} && active = true", "created", 50, 0, dbx.Params{"phone": phone})
}

// Person is what a registration needs to know.
type Person struct {
	Name, Phone            string
	Password               string
	Estate, Building, Unit string // ids
	Room                   string
	ConsentVersion         string
}

// record returns an unsaved registration. Hashing a password takes long: call
// it before a transaction where one was given. Those who set none get a hash
// no password has.
func (p Person) record(app core.App) (*core.Record, error) {
	c, err := app.FindCachedCollectionByNameOrId("residents")
	if err != nil {
		return nil, err
	}
	r := core.NewRecord(c)
	r.Load(map[string]any{
		"name": p.Name, "phone": p.Phone, "estate": p.Estate, "building": p.Building, "unit": p.Unit, "room": p.Room,
		"consent_version": p.ConsentVersion, "real_name": "unverified", "link_state": linkNone, "active": true,
		"has_password": p.Password != "",
	})
	if p.Password == "" {
		r.SetRaw(core.FieldNamePassword, &core.PasswordFieldValue{Hash: nobody})
		r.RefreshTokenKey()
		return r, nil
	}
	defer hashing(app)()
	r.SetPassword(p.Password)
	return r, nil
}

// bindStaff gives staff an address of their own at the office: PocketBase
// wants accounts to be told apart by one, and few clerks have one to give.
func bindStaff(app core.App) {
	app.OnRecordValidate("staff").BindFunc(func(e *core.RecordEvent) error {
		r := e.Record
		r.Set("account", strings.ToLower(strings.TrimSpace(r.GetString("account"))))
		if role := r.GetString("role"); strings.HasSuffix(role, "_contact") && r.GetString("org") == "" {
			return access.RefuseFields(access.Field{Name: "org", Code: "org_missing", Sentence: "专人要选所在单位，否则看不到派给单位的诉求"})
		}
		return e.Next()
	})
	bindLent(app)
	app.OnRecordDelete("staff").BindFunc(func(e *core.RecordEvent) error {
		return access.Refuse("工作人员账号不能删除，请取消“在岗”：办过的事要查得到是谁办的")
	})
}
