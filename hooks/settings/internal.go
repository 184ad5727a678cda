package settings

import (
	"net/url"
	"regexp"
	"strings"

	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/access"
)

var hostForm = regexp.MustCompile(`^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$`)

// bindInternal tells access which host names are the office's own: at start,
// and whenever somebody changes them, in the wizard or in the admin UI.
func bindInternal(app core.App) {
	tell := func(app core.App) {
		access.SetInternalNames(app, InternalNames(Of(app).GetString("internal_names")))
	}
	app.OnServe().BindFunc(func(e *core.ServeEvent) error {
		tell(e.App)
		return e.Next()
	})
	changed := func(e *core.RecordEvent) error {
		access.SetInternalNames(e.App, InternalNames(e.Record.GetString("internal_names")))
		return e.Next()
	}
	app.OnRecordAfterCreateSuccess("communities").BindFunc(changed)
	app.OnRecordAfterUpdateSuccess("communities").BindFunc(changed)
	app.OnRecordValidate("communities").BindFunc(func(e *core.RecordEvent) error {
		if err := checkInternal(e.Record); err != nil {
			return err
		}
		return e.Next()
	})
}

// InternalNames are the host names in a setting, in lower case.
func InternalNames(text string) []string {
	return strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return strings.ContainsRune(",，、;； \t\n", r) })
}

// checkInternal refuses names that are none, and above all the public one: it
// would let superusers log in from everywhere.
func checkInternal(r *core.Record) error {
	public := ""
	if u, err := url.Parse(r.GetString("public_url")); err == nil {
		public = strings.ToLower(u.Hostname())
	}
	for _, name := range InternalNames(r.GetString("internal_names")) {
		if !hostForm.MatchString(name) {
			return refusal("internal_names", "内部主机名“"+name+"”看不懂，请只写名字，不带 http:// 和端口，例如 hongguan.lan")
		}
		if name == public {
			return refusal("internal_names", "“"+name+"”是居民用的网址，不能当作内部主机名，否则从外面也能登录管理后台")
		}
	}
	return nil
}
