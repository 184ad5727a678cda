package access

import (
	"maps"
	"net/http"
	"strings"
	"unicode"

	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/router"
)

// outermost is before PocketBase's own limits and log, whose refusals are
// translated too.
const outermost = -100000

const tooLarge = "提交的内容太大了，请少放几张照片，或把文字写短一些"

// refusals are what PocketBase says in English, by status.
var refusals = map[int]string{
	http.StatusBadRequest:            "提交的内容有误，请检查后再试",
	http.StatusUnauthorized:          "请先登录",
	http.StatusForbidden:             "您没有办理这一项的权限",
	http.StatusNotFound:              "没有找到要看的内容",
	http.StatusRequestEntityTooLarge: tooLarge,
	http.StatusTooManyRequests:       "操作太频繁了，请过一会儿再试",
	http.StatusInternalServerError:   "程序出了点问题，请过一会儿再试，或打电话给社区",
}

// wrongs are PocketBase's English remarks on fields, by code.
var wrongs = map[string]string{
	"validation_required":                 "请填写这一项",
	"validation_not_unique":               "已经有一样的了，不能重复",
	"validation_length_too_long":          "太长了，请写短一些",
	"validation_length_out_of_range":      "长短不对，请检查",
	"validation_max_text_constraint":      "太长了，请写短一些",
	"validation_min_text_constraint":      "太短了，请写完整",
	"validation_invalid_email":            "邮箱格式不对",
	"validation_is_email":                 "邮箱格式不对",
	"validation_invalid_value":            "填得不对，请检查",
	"validation_missing_rel_records":      "选的记录已经没有了，请重新选择",
	"validation_file_size_limit":          "文件太大了",
	"validation_invalid_mime_type":        "这种文件不能上传",
	"validation_invalid_credentials":      "账号或密码不对",
	"validation_invalid_old_password":     "原来的密码不对",
	"validation_in_invalid":               "没有这个选项，请重新选择",
	"validation_too_many_values":          "选得太多了",
	"validation_max_number_constraint":    "数字太大了",
	"validation_min_number_constraint":    "数字太小了",
	"validation_unsupported_file_content": "这种文件不能上传",
}

// chinese gives refusals that are not ours a sentence people here can read.
func chinese(e *core.RequestEvent) error {
	err := e.Next()
	if err == nil || !strings.HasPrefix(e.Request.URL.Path, "/api/") {
		return err
	}
	was := router.ToApiError(err)
	fields, changed := was.Data, false
	if !e.HasSuperuserAuth() { // the admin UI has sentences of its own, with the numbers in them
		fields, changed = remarks(was.Data)
	}
	if e.Auth == nil && was.Status == http.StatusBadRequest && len(fields) == 0 && strings.HasPrefix(was.Message, "Failed to create record") {
		// A create rule that fails looks like bad input; a phone whose log-in
		// has run out must learn that it has to log in.
		return Answer(http.StatusUnauthorized, refusals[http.StatusUnauthorized])
	}
	if han(was.Message) && !changed {
		return err
	}
	now := router.NewApiError(was.Status, "", err)
	now.Data, now.Message = fields, was.Message
	if !han(was.Message) {
		now.Message = refusals[was.Status]
		if strings.HasSuffix(e.Request.URL.Path, "/auth-with-password") && was.Status == http.StatusBadRequest {
			now.Message = "账号或密码不对，请检查后再试"
		}
		if now.Message == "" {
			now.Message = refusals[http.StatusInternalServerError]
		}
	}
	return now
}

// remarks translates what is said of single fields, and reports whether
// anything had to be.
func remarks(data map[string]any) (map[string]any, bool) {
	out, changed := maps.Clone(data), false
	for name, v := range data {
		item, ok := v.(map[string]any)
		if !ok {
			continue
		}
		said, ok := item["message"].(string)
		if !ok || han(said) {
			continue
		}
		item = maps.Clone(item)
		code, _ := item["code"].(string)
		if item["message"] = wrongs[code]; item["message"] == "" {
			item["message"] = wrongs["validation_invalid_value"]
		}
		out[name], changed = item, true
	}
	return out, changed
}

func han(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool { return unicode.Is(unicode.Han, r) })
}
