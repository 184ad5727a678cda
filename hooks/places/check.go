package places

import (
	"fmt"
	"regexp"
	"strings"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/access"
)

var passCode = regexp.MustCompile(`^[0-9A-Za-z]{4,8}$`)

// check looks at what the office typed about an organisation or a grid.
func check(e *core.RecordEvent) error {
	r := e.Record
	field, sentence := "name", "已经有单位“%s”了，请直接修改那一条"
	if r.Collection().Name == "grids" {
		field, sentence = "no", "已经有%s网格了，请直接修改那一条"
	}
	value := strings.Join(strings.Fields(r.GetString(field)), " ")
	r.Set(field, value)
	var found []string
	err := e.App.DB().Select("id").From(r.Collection().Name).
		Where(dbx.HashExp{field: value}).AndWhere(dbx.Not(dbx.HashExp{"id": r.Id})).Limit(1).Column(&found)
	if err != nil {
		return fmt.Errorf("look for the same %s: %w", r.Collection().Name, err)
	}
	if value != "" && len(found) > 0 {
		return access.RefuseFields(access.Field{Name: field, Code: "already_there", Sentence: fmt.Sprintf(sentence, value)})
	}
	if code := r.GetString("pass_code"); code != "" && !passCode.MatchString(code) {
		return access.RefuseFields(access.Field{Name: "pass_code", Code: "bad_code", Sentence: "对接码请用 4–8 位数字或字母"})
	}
	if r.Collection().Name == "orgs" && r.IsNew() && r.GetString("pass_code") == "" {
		r.Set("pass_code", access.RandomCode(6)) // or its people could not see whom to call
	}
	if email := r.GetString("email"); email != "" && !strings.Contains(email, "@") {
		return access.RefuseFields(access.Field{Name: "email", Code: "bad_email", Sentence: "邮箱地址 " + email + " 少了 @"})
	}
	return e.Next()
}
