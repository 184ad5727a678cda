// Package settings holds what the office says about itself: one record, with
// defaults that fit most communities.
package settings

import (
	"math"
	"net/url"
	"regexp"
	"strings"

	"github.com/pocketbase/pocketbase/core"

	"hongguan/rules/workday"
)

var codeForm = regexp.MustCompile(`^[A-Z]{2,4}$`)

// Bind makes sure that there is exactly one community record and that what is
// typed into it can be used.
func Bind(app core.App) {
	app.OnBootstrap().BindFunc(func(e *core.BootstrapEvent) error {
		e.App.Store().Remove(cacheKey)
		return e.Next()
	})
	app.OnRecordValidate("communities").BindFunc(func(e *core.RecordEvent) error {
		if err := check(e.Record); err != nil {
			return err
		}
		return e.Next()
	})
	app.OnRecordCreate("communities").BindFunc(func(e *core.RecordEvent) error {
		if _, err := first(e.App); err == nil {
			return ErrOne
		} else if !isNone(err) {
			return err
		}
		return e.Next()
	})
	app.OnRecordDelete("communities").BindFunc(func(e *core.RecordEvent) error { return ErrOne })
	forget := func(e *core.RecordEvent) error {
		e.App.Store().Remove(cacheKey)
		return e.Next()
	}
	app.OnRecordAfterCreateSuccess("communities").BindFunc(forget)
	app.OnRecordAfterUpdateSuccess("communities").BindFunc(forget)
	bindInternal(app)
	bindSetup(app)
}

// Seed writes the settings record of an office that has just installed the
// program, so that the wizard has something to fill in.
func Seed(app core.App) error {
	if _, err := first(app); err == nil || !isNone(err) {
		return err
	}
	c, err := app.FindCollectionByNameOrId("communities")
	if err != nil {
		return err
	}
	r := core.NewRecord(c)
	r.Load(map[string]any{
		"name": "本社区", "code": "SQ", "brand": "红色管家", "slogan": "事事有回应",
		"letter_mode": "B", "report_mode": "A", "report_auto": true, "report_zero": true,
		"consent_version": "1", "retention_years": 2,
	})
	return app.Save(r)
}

func check(r *core.Record) error {
	if !codeForm.MatchString(r.GetString("code")) {
		return refusal("code", "社区代码请用两到四个大写字母，例如 HP")
	}
	if v := r.GetString("office_hours"); v != "" {
		if _, err := workday.ParseHours(v); err != nil {
			return refusal("office_hours", err.Error())
		}
	}
	if v := r.GetString("public_url"); v != "" {
		u, err := url.Parse(v)
		if err != nil || u.Host == "" || (u.Scheme != "http" && u.Scheme != "https") {
			return refusal("public_url", "网址请以 http:// 或 https:// 开头，例如 https://hg.example.cn")
		}
	}
	if v := strings.TrimSpace(r.GetString("robot_url")); v != "" {
		u, err := url.Parse(v)
		if err != nil || u.Host == "" || (u.Scheme != "http" && u.Scheme != "https") {
			return refusal("robot_url", "群机器人地址请整条复制，以 https:// 开头，例如 https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=…")
		}
	}
	for _, f := range []string{"target_response", "target_resolution", "target_satisfaction", "target_on_time"} {
		if n := r.GetFloat(f); n != math.Trunc(n) || n < 0 || n > 100 {
			return refusal(f, "目标请填 1 到 100 之间的整数，0 就是不设目标")
		}
	}
	for _, f := range []string{"street_email", "report_to", "report_cc"} {
		for _, a := range strings.FieldsFunc(r.GetString(f), func(c rune) bool { return strings.ContainsRune(",，;； ", c) }) {
			if !strings.Contains(a, "@") {
				return refusal(f, "邮箱地址 "+a+" 少了 @")
			}
		}
	}
	return nil
}
