package sealed

import (
	"net/url"
	"regexp"
	"slices"
	"strings"

	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/access"
)

const closed = "保密来信只能在“保密来信”页面查看，每次查看都会记录"

// hide closes PocketBase's own record routes to everybody, superusers too:
// they would show the store without a line in the log.
func hide(app core.App, table string) {
	app.OnRecordsListRequest(table).BindFunc(func(e *core.RecordsListRequestEvent) error { return access.Answer(403, closed) })
	app.OnRecordViewRequest(table).BindFunc(func(e *core.RecordRequestEvent) error { return access.Answer(403, closed) })
	app.OnFileDownloadRequest(table).BindFunc(func(e *core.FileDownloadRequestEvent) error { return access.Answer(403, closed) })
	app.OnRealtimeSubscribeRequest().BindFunc(func(e *core.RealtimeSubscribeRequestEvent) error {
		e.Subscriptions = slices.DeleteFunc(e.Subscriptions, func(s string) bool { return names(e.App, s, table) || asks(e.App, s) })
		return e.Next()
	})
	app.OnRealtimeMessageSend().BindFunc(func(e *core.RealtimeMessageEvent) error {
		if names(e.App, e.Message.Name, table) {
			return nil
		}
		return e.Next()
	})
}

// names reports whether a realtime topic is about a table, by whatever name
// PocketBase would understand.
func names(app core.App, topic, table string) bool {
	name, _, _ := strings.Cut(topic, "?")
	name, _, _ = strings.Cut(name, "/")
	c, err := app.FindCachedCollectionByNameOrId(name)
	return err == nil && c.Name == table
}

// refuseOracles turns away a list of anything that is filtered or sorted by
// the sealed store: superusers may name any table there, and an answer that
// differs gives the words away without a line in the log.
func refuseOracles(e *core.RequestEvent) error {
	if e.Request.URL.RawQuery != "" && asks(e.App, e.Request.URL.RawQuery) {
		return access.Answer(403, closed)
	}
	return e.Next()
}

var anyTable = regexp.MustCompile(`(?i)@collection\.(\w+)`)

// asks reports whether a query names the sealed store.
func asks(app core.App, query string) bool {
	if plain, err := url.QueryUnescape(query); err == nil {
		query = plain
	}
	for _, m := range anyTable.FindAllStringSubmatch(query, -1) {
		c, err := app.FindCachedCollectionByNameOrId(m[1])
		if err == nil && slices.Contains(tables, c.Name) {
			return true
		}
	}
	return false
}
