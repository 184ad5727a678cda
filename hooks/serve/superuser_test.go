package serve_test

import (
	"io"
	"strings"
	"testing"

	"hongguan/hooks/apptest"
	"hongguan/hooks/serve"
)

// TestSuperuser lets a secretary who is locked out in again, and keeps that it
// was done.
func TestSuperuser(t *testing.T) {
	app := apptest.New(t)
	town := app.Town()
	email := town.Superuser.Email()
	run := func(args ...string) error {
		cmd := serve.Superuser(app.BaseApp, func() error { return nil })
		cmd.SetArgs(args)
		cmd.SetOut(io.Discard)
		cmd.SetErr(io.Discard)
		return cmd.Execute()
	}
	for name, args := range map[string][]string{
		"要写邮箱和新密码": {"update", email}, "没有邮箱是": {"update", "nobody@hupan.example", "long-enough"}, "至少要 8 位": {"update", email, "short"},
	} {
		if err := run(args...); err == nil || !strings.Contains(err.Error(), name) {
			t.Errorf("%v: %v, want a sentence with %q", args, err, name)
		}
	}
	apptest.Must(t, run("update", email, "another-password"))
	fresh, err := app.FindRecordById("_superusers", town.Superuser.Id)
	apptest.Must(t, err)
	if !fresh.ValidatePassword("another-password") || fresh.TokenKey() == town.Superuser.TokenKey() {
		t.Error("the password is not the new one, or who was logged in still is")
	}

	app.Settings().SuperuserIPs = []string{"10.9.9.9"}
	apptest.Must(t, app.Save(app.Settings()))
	apptest.Must(t, run("ips"))
	if got := app.Settings().SuperuserIPs; len(got) != 0 {
		t.Errorf("only %v may log in", got)
	}
	for _, action := range []string{"在电脑上重设书记密码", "在电脑上取消登录地址限制"} {
		if _, err := app.FindFirstRecordByData("audit_entries", "action", action); err != nil {
			t.Errorf("%s is not in the log", action)
		}
	}
}
