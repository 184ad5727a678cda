package access

import (
	"net/url"
	"strings"

	"github.com/pocketbase/pocketbase/core"
)

// silent are the addresses that are never logged whole: the rest of each is a
// secret or says who wrote a letter.
var silent = []string{"/api/reply/", "/api/letters", "/api/track/", "/api/sealed", "/api/upper/", "/api/collections/sealed_", "/api/files/sealed_"}

// bindLogs takes out of PocketBase's request log what must not lie there:
// tokens, query codes, filters with words in them, and everything that could
// tell who sent a sealed letter.
func bindLogs(app core.App) {
	app.OnModelCreate(core.LogsTableName).BindFunc(func(e *core.ModelEvent) error {
		if l, ok := e.Model.(*core.Log); ok {
			clean(l)
		}
		return e.Next()
	})
}

func clean(l *core.Log) {
	for _, k := range []string{"referer", "userAgent", "userIP", "remoteIP"} {
		delete(l.Data, k)
	}
	raw, _ := l.Data["url"].(string)
	if raw == "" {
		return
	}
	short := shorten(raw)
	l.Data["url"] = short
	l.Message = strings.ReplaceAll(l.Message, raw, short)
	if u, err := url.PathUnescape(raw); err == nil && u != raw {
		l.Message = strings.ReplaceAll(l.Message, u, short)
	}
	if short != strings.SplitN(raw, "?", 2)[0] {
		delete(l.Data, "auth")
		delete(l.Data, "authId")
	}
}

// shorten keeps the path of an address, and of a secret one only its beginning.
func shorten(raw string) string {
	path := strings.SplitN(raw, "?", 2)[0]
	for _, s := range silent {
		if strings.HasPrefix(path, s) || strings.HasPrefix(path, strings.TrimSuffix(s, "/")) {
			return strings.TrimSuffix(s, "/") + "/…"
		}
	}
	return path
}
