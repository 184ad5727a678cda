// Package cards gives elders the 便民卡: a card whose code opens 我要求助 with
// their details filled in, so that asking takes the words alone.
//
// Whoever holds a card may ask in its owner's name and nothing else: no card
// reads what was asked before. For that the telephone proves itself once, by
// the last four digits of the owner's number.
package cards

import (
	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/access"
	"hongguan/hooks/people"
	"hongguan/hooks/prints"
	"hongguan/hooks/requests"
)

// Bind opens the routes and makes cards printable as /api/print/card/{ids}.
func Bind(app core.App) {
	access.Keep(app, table, "便民卡由程序制作，请用居民记录里的“便民卡”按钮")
	people.Hold(app, people.Holder{Look: look, Erase: erase, Export: export})
	prints.Add(app, "card", prints.Sheet{Label: "便民卡", Render: render})
	app.OnServe().BindFunc(func(e *core.ServeEvent) error {
		e.Router.GET("/api/residents/{id}/card", current)
		e.Router.POST("/api/residents/{id}/card", give)
		e.Router.POST("/api/residents/{id}/card/revoke", revoke)
		e.Router.POST("/api/cards/open", open)
		e.Router.POST("/api/cards/enter", enter)
		e.Router.POST("/api/cards/ask", ask).Bind(requests.Upload())
		return e.Next()
	})
}
