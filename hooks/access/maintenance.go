package access

import (
	"net"
	"net/http"
	"net/netip"
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
	namesKey   = "hongguan.internal_names"
	closedDoor = "这一步要由懂技术的人用 serve --maintenance 启动程序后才能做，平时关着是为了不误删居民的记录"
	outside    = "管理后台只能在办公室的电脑或局域网里登录，不能从公网地址登录"
)

// Maintenance reports whether the program was started with --maintenance.
func Maintenance(app core.App) bool {
	c, _ := app.Store().Get(configKey).(Config)
	return c.Maintenance
}

// SetInternalNames tells which host names are the office's own.
func SetInternalNames(app core.App, names []string) { app.Store().Set(namesKey, names) }

// Bind closes what would let a superuser pass by every rule of this program:
// the SQL console, schema changes, backups over the wire and impersonation.
func Bind(app core.App, config Config) {
	app.Store().Set(configKey, config)
	bindLogs(app)
	app.OnServe().Bind(&hook.Handler[*core.ServeEvent]{Priority: -100, Func: func(e *core.ServeEvent) error {
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
	path, method := strings.TrimSuffix(e.Request.URL.Path, "/"), e.Request.Method
	if (superuserDoor(path) || e.HasSuperuserAuth()) && !fromOffice(e) {
		return Answer(http.StatusForbidden, outside)
	}
	if !Maintenance(e.App) && closed(path, method) {
		return Refuse(closedDoor)
	}
	return e.Next()
}

// closed lists the doors that stay shut without --maintenance.
func closed(path, method string) bool {
	write := method != http.MethodGet && method != http.MethodHead && method != http.MethodOptions
	part := strings.Split(strings.TrimPrefix(path, "/api/"), "/")
	switch part[0] {
	case "sql":
		return true
	case "collections":
		if slices.Contains(part, "impersonate") {
			return true
		}
		// /api/collections and /api/collections/{name} are the schema;
		// deeper paths are records and log-in.
		return write && (len(part) <= 2 || part[1] == "import" || part[len(part)-1] == "truncate")
	case "backups":
		return write && len(part) > 1 // upload, restore, delete; making one is fine
	}
	return false
}

func superuserDoor(path string) bool {
	return strings.HasPrefix(path, "/api/collections/_superusers/")
}

// fromOffice reports whether a superuser may log in this way: from a private
// address, and by a host that is an address, localhost or an internal name. A
// tunnel on the PC makes everybody 127.0.0.1; its public host name gives it away.
func fromOffice(e *core.RequestEvent) bool {
	ip, err := netip.ParseAddr(e.RemoteIP())
	if err != nil || !(ip.IsLoopback() || ip.IsPrivate() || ip.IsLinkLocalUnicast()) {
		return false
	}
	host := e.Request.Host
	if h, _, err := net.SplitHostPort(host); err == nil {
		host = h
	}
	host = strings.ToLower(strings.Trim(host, "[]"))
	if host == "localhost" {
		return true
	}
	if addr, err := netip.ParseAddr(host); err == nil {
		return addr.IsLoopback() || addr.IsPrivate() || addr.IsLinkLocalUnicast()
	}
	names, _ := e.App.Store().Get(namesKey).([]string)
	return slices.Contains(names, host)
}
