// Package handbook is the office's handbook 诉求答疑案例手册: the answers it gives
// again and again, and the resources it sends people to. A question it answers
// need not be sent at all.
package handbook

import (
	"net/http"
	"time"

	validation "github.com/pocketbase/ozzo-validation/v4"
	"github.com/pocketbase/pocketbase/apis"
	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/access"
	"hongguan/rules/realname"
)

// Bind opens the routes, checks what the office types in, and forgets what was
// prepared whenever it changes.
func Bind(app core.App) {
	app.OnRecordValidate("faq_cases").BindFunc(func(e *core.RecordEvent) error {
		if err := check(e.Record); err != nil {
			return err
		}
		return e.Next()
	})
	app.OnRecordUpdate("faq_cases").BindFunc(func(e *core.RecordEvent) error {
		e.Record.Set("helped", e.Record.Original().GetInt("helped")) // only a resident's tap counts
		return e.Next()
	})
	forget := func(e *core.RecordEvent) error {
		e.App.Store().Remove(bookKey)
		return e.Next()
	}
	for _, t := range []string{"faq_cases", "resources", "matters"} {
		app.OnRecordAfterCreateSuccess(t).BindFunc(forget)
		app.OnRecordAfterUpdateSuccess(t).BindFunc(forget)
		app.OnRecordAfterDeleteSuccess(t).BindFunc(forget)
	}
	app.OnServe().BindFunc(func(e *core.ServeEvent) error {
		e.Router.GET("/api/handbook/search", searchRoute).Bind(apis.SkipSuccessActivityLog())
		e.Router.POST("/api/handbook/{id}/helped", helpedRoute)
		return e.Next()
	})
}

// Personal is said to whoever would publish what belongs to a person.
const Personal = "里面好像有手机号、身份证号或室号，请去掉以后再存"

func check(r *core.Record) error {
	for _, f := range []string{"question", "answer"} {
		if realname.Personal(r.GetString(f)) {
			return validation.Errors{f: validation.NewError("validation_personal", Personal)}
		}
	}
	return nil
}

// oneAddress is how often one address may say that an answer helped: an estate
// may share it, and nobody is helped a hundred times an hour.
var oneAddress = access.Limit{Times: 100, Within: time.Hour}

// helpedRoute counts that an answer was what somebody wanted to know. Nothing
// of the person is kept, not even the time. Who taps too often is thanked and
// not counted.
func helpedRoute(e *core.RequestEvent) error {
	book, err := open(e.App)
	if err != nil {
		return err
	}
	c, ok := book.cases[e.Request.PathValue("id")]
	if !ok {
		return access.Answer(http.StatusNotFound, "这条答案刚刚撤下了")
	}
	if access.Take(e.App, "helped "+e.RealIP(), oneAddress) {
		// By SQL: a save would prepare the whole book anew for a number nobody waits for.
		_, err := e.App.NonconcurrentDB().NewQuery("UPDATE {{faq_cases}} SET [[helped]] = [[helped]] + 1 WHERE [[id]] = {:id}").
			Bind(map[string]any{"id": c.Id}).Execute()
		if err != nil {
			e.App.Logger().Warn("count a helpful answer", "error", err)
		}
	}
	return e.JSON(http.StatusOK, map[string]bool{"ok": true})
}
