package access

import (
	"net/http"
	"slices"
	"strings"

	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/hook"
)

// Config is what the guard is told at the start.
type Config struct {
	Maintenance bool // started with serve --maintenance
}

const (
	configKey  = "hongguan.access"
	closedDoor = "这一步要由懂技术的人用 serve --maintenance 启动程序后才能做，平时关着是为了不误删居民的记录"
)

// Maintenance reports whether the program was started with --maintenance.
func Maintenance(app core.App) bool {
	c, _ := app.Store().Get(configKey).(Config)
	return c.Maintenance
}

// Bind closes what would let a superuser pass by every rule of this program:
// the SQL console, schema changes, backups over the wire and impersonation.
func Bind(app core.App, config Config) {
	app.Store().Set(configKey, config)
	bindLogs(app)
	bindUnasked(app)
	app.OnServe().Bind(&hook.Handler[*core.ServeEvent]{Priority: -100, Func: func(e *core.ServeEvent) error {
		e.Router.Bind(&hook.Handler[*core.RequestEvent]{Id: "hongguanChinese", Priority: outermost, Func: chinese})
		e.Router.BindFunc(guard)
		return e.Next()
	}})
	schema := func(e *core.CollectionRequestEvent) error {
		if !Maintenance(e.App) {
			return Refuse(closedDoor)
		}
		return e.Next()
	}
	app.OnCollectionCreateRequest().BindFunc(schema)
	app.OnCollectionUpdateRequest().BindFunc(schema)
	app.OnCollectionDeleteRequest().BindFunc(schema)
	app.OnCollectionsImportRequest().BindFunc(func(e *core.CollectionsImportRequestEvent) error {
		if !Maintenance(e.App) {
			return Refuse(closedDoor)
		}
		return e.Next()
	})
}

func guard(e *core.RequestEvent) error {
	if (superuserDoor(e) || e.HasSuperuserAuth()) && !fromOffice(e) {
		return Answer(http.StatusForbidden, outside)
	}
	if !Maintenance(e.App) && closed(e.Request.Pattern) {
		return Refuse(closedDoor)
	}
	if sessionEnded(e) {
		return loginOver()
	}
	if mustChange(e) {
		return askedToChange()
	}
	if err := limitBody(e); err != nil {
		return err
	}
	return e.Next()
}

// closed lists the doors that stay shut without --maintenance, by the route
// that was matched: the address itself can be written in many ways.
func closed(pattern string) bool {
	method, path, _ := strings.Cut(pattern, " ")
	read := method == http.MethodGet || method == http.MethodHead || method == http.MethodOptions
	part := strings.Split(strings.Trim(strings.TrimPrefix(path, "/api/"), "/"), "/")
	switch part[0] {
	case "sql":
		return true
	case "collections":
		if slices.Contains(part, "impersonate") {
			return true
		}
		// /api/collections and /api/collections/{collection} are the schema;
		// deeper paths are records and log-in.
		return !read && (len(part) <= 2 || part[1] == "import" || part[len(part)-1] == "truncate")
	case "backups":
		return !read && len(part) > 1 // upload, restore, delete; making one is fine
	}
	return false
}

// superuserDoor reports whether somebody knocks at the superusers' table, by
// whatever name PocketBase would understand: its id opens it as well.
func superuserDoor(e *core.RequestEvent) bool {
	name := e.Request.PathValue("collection")
	if name == "" {
		return false
	}
	c, err := e.App.FindCachedCollectionByNameOrId(name)
	return err == nil && c.Name == core.CollectionNameSuperusers
}
