package people

import (
	"strings"

	"github.com/pocketbase/pocketbase/apis"
	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/access"
	"hongguan/rules/password"
	"hongguan/rules/realname"
)

type loginForm struct {
	Phone    string `json:"phone"`
	Password string `json:"password"`
	Code     string `json:"code"`
	Resident string `json:"resident"` // chosen after a 409
}

// wrongSecret is one and the same whatever was wrong, so that nobody learns
// which numbers are registered.
const wrongSecret = "电话号码和密码（或登录码）对不上。忘了可以打电话给社区，工作人员会给您一个登录码"

// login lets a resident come back with her password or with the 6-digit code
// staff gave her.
func login(e *core.RequestEvent) error {
	var f loginForm
	if err := e.BindBody(&f); err != nil {
		return access.Refuse("提交的内容不完整，请重新填写")
	}
	phone, _, err := realname.Phone(f.Phone)
	if err != nil {
		return access.RefuseFields(access.Field{Name: "phone", Code: "phone_form", Sentence: err.Error()})
	}
	if f.Password == "" && f.Code == "" {
		return access.RefuseFields(access.Field{Name: "password", Code: "secret_missing", Sentence: "请填写密码，或工作人员给您的 6 位登录码"})
	}
	if !access.Take(e.App, "login "+phone, secrets) {
		return access.Answer(429, "输错的次数太多了，请 15 分钟后再试，或打电话给社区")
	}
	family, err := byPhone(e.App, phone)
	if err != nil {
		return err
	}
	if f.Resident != "" {
		family = only(family, f.Resident)
	}
	var fits []*core.Record
	if f.Code != "" {
		fits, err = byCode(e.App, family, strings.TrimSpace(f.Code))
	} else {
		fits = persons(byPassword(e.App, family, f.Password))
	}
	switch {
	case err != nil:
		return err
	case len(fits) == 0:
		return access.Refuse(wrongSecret)
	case len(fits) == 1:
		access.Forgive(e.App, "login "+phone)
		return apis.RecordAuthResponse(e, fits[0], "", nil)
	}
	choices := make([]map[string]string, len(fits))
	for i, r := range fits {
		choices[i] = map[string]string{"id": r.Id, "name": realname.MaskMiddle(r.GetString("name"))}
	}
	access.Forgive(e.App, "login "+phone)
	return e.JSON(409, map[string]any{"status": 409, "message": "这个号码登记了几位家人，请选择您是哪一位", "data": map[string]any{"residents": choices}})
}

// nobody's hash is compared where a number has no password, so that the time
// of the answer does not tell which numbers are registered.
const nobody = "$2a$10$7EqJtq98hPqEX7fNZaFWoOhi5A7G1yyXzh3Ck4yVNyYwvgJ8hVyG2"

func byPassword(app core.App, family []*core.Record, password string) []*core.Record {
	defer hashing(app)()
	var fits []*core.Record
	compared := false
	for _, r := range family {
		if r.GetBool("has_password") {
			compared = true
			if r.ValidatePassword(password) {
				fits = append(fits, r)
			}
		}
	}
	if !compared {
		core.PasswordFieldValue{Hash: nobody}.Validate(password)
	}
	return fits
}

// persons leaves one registration of everybody: staff have found that linked
// ones are the same person.
func persons(rs []*core.Record) []*core.Record {
	var out []*core.Record
	seen := map[string]bool{}
	for _, r := range rs {
		if root := Root(r); !seen[root] {
			seen[root] = true
			out = append(out, r)
		}
	}
	return out
}

func only(rs []*core.Record, id string) []*core.Record {
	for _, r := range rs {
		if r.Id == id {
			return []*core.Record{r}
		}
	}
	return nil
}

// setPassword lets a logged-in resident choose her own password.
func setPassword(e *core.RequestEvent) error {
	who := access.Of(e)
	if who.Kind != access.Resident {
		return access.Answer(401, "请先登录")
	}
	var f struct {
		Password string `json:"password"`
	}
	if err := e.BindBody(&f); err != nil {
		return access.Refuse("提交的内容不完整，请重新填写")
	}
	if w := password.Length(f.Password, password.Resident); w.Code != "" {
		return access.RefuseFields(access.Field{Name: "password", Code: w.Code, Sentence: w.Sentence})
	}
	r, err := e.App.FindRecordById("residents", who.ID)
	if err != nil {
		return err
	}
	done := hashing(e.App)
	r.SetPassword(f.Password)
	done()
	r.Set("has_password", true)
	if err := e.App.Save(r); err != nil {
		return err
	}
	// A new password ends all other sessions; this one gets a new token.
	return apis.RecordAuthResponse(e, r, "", nil)
}
