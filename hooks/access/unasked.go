package access

import (
	"net/url"
	"regexp"
	"slices"
	"strings"

	"github.com/pocketbase/pocketbase/core"
)

// Unasked is a field that some people see masked or not at all, though its
// table shows it to others: they may not ask for it either, or the rows that
// answer would give it away one letter at a time. Who is hidden by the schema
// needs none of this.
type Unasked struct {
	From   func(Actor) bool
	Tables []string       // whose own field it is
	Field  *regexp.Regexp // as it is written there
	Path   *regexp.Regexp // as it is reached from other tables
}

const unaskedKey = "hongguan.unasked"

// Unask registers a field. A package calls it from its Bind.
func Unask(app core.App, u Unasked) { app.Store().Set(unaskedKey, append(unasked(app), u)) }

func unasked(app core.App) []Unasked {
	list, _ := app.Store().Get(unaskedKey).([]Unasked)
	return list[:len(list):len(list)]
}

// bindUnasked turns such lists and subscriptions away before they tell anything.
func bindUnasked(app core.App) {
	app.OnRecordsListRequest().BindFunc(func(e *core.RecordsListRequestEvent) error {
		q := e.Request.URL.Query()
		if mayNotAsk(e.App, Viewer(e.Auth), e.Collection.Name, q.Get("filter")+" "+q.Get("sort")) {
			return Refuse("不能按这一项查找或排序：这一项您只能看到一部分，或者看不到")
		}
		return e.Next()
	})
	app.OnRealtimeSubscribeRequest().BindFunc(func(e *core.RealtimeSubscribeRequestEvent) error {
		who := Viewer(e.Auth)
		e.Subscriptions = slices.DeleteFunc(e.Subscriptions, func(topic string) bool {
			name, options, _ := strings.Cut(topic, "?")
			name, _, _ = strings.Cut(name, "/")
			if c, err := e.App.FindCachedCollectionByNameOrId(name); err == nil {
				name = c.Name
			}
			if plain, err := url.QueryUnescape(options); err == nil {
				options += " " + plain
			}
			return mayNotAsk(e.App, who, name, options)
		})
		return e.Next()
	})
}

func mayNotAsk(app core.App, who Actor, table, query string) bool {
	if strings.TrimSpace(query) == "" {
		return false
	}
	return slices.ContainsFunc(unasked(app), func(u Unasked) bool {
		return u.From(who) && (u.Path.MatchString(query) || slices.Contains(u.Tables, table) && u.Field.MatchString(query))
	})
}
