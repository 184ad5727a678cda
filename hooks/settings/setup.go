package settings

import (
	"errors"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strings"

	validation "github.com/pocketbase/ozzo-validation/v4"
	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/access"
	"hongguan/hooks/audit"
	"hongguan/rules/words"
)

// wizard is what everybody else is told.
const wizard = "开办向导由社区书记使用"

// bindSetup opens the routes of the wizard 开办向导 that leads an office from
// the first start to its first poster.
func bindSetup(app core.App) {
	app.OnServe().BindFunc(func(e *core.ServeEvent) error {
		e.Router.GET("/api/setup", access.Secretary(wizard, readSetup))
		e.Router.POST("/api/setup", access.Secretary(wizard, writeSetup))
		return e.Next()
	})
}

func readSetup(e *core.RequestEvent) error {
	answer, err := setup(e.App)
	if err != nil {
		return broken(e.App, err)
	}
	return e.JSON(http.StatusOK, answer)
}

// writeSetup saves any part of the settings. Either all of what was sent is
// saved or nothing; each wrong field is answered with its own sentence.
func writeSetup(e *core.RequestEvent) error {
	values := map[string]any{}
	if err := e.BindBody(&values); err != nil {
		return access.Refuse("提交的内容看不懂，请刷新页面后再试")
	}
	values, wrong := read(e.App, values)
	if len(wrong) > 0 {
		return access.RefuseFields(wrong...)
	}
	err := e.App.RunInTransaction(func(tx core.App) error {
		r, err := first(tx)
		if err != nil {
			return fmt.Errorf("read community: %w", err)
		}
		r.Load(values)
		changed := []string{}
		for _, f := range slices.Sorted(maps.Keys(values)) {
			if fmt.Sprint(r.Get(f)) != fmt.Sprint(r.Original().Get(f)) {
				changed = append(changed, words.Field("communities", f))
			}
		}
		if len(changed) == 0 {
			return nil
		}
		if err := tx.Save(r); err != nil {
			return err
		}
		return audit.Write(tx, access.Of(e), audit.Entry{Action: "修改社区设置", Collection: "communities", ID: r.Id, Note: strings.Join(changed, "、")})
	})
	if err != nil {
		return said(e.App, err)
	}
	return readSetup(e)
}

func broken(app core.App, err error) error {
	app.Logger().Error("setup", "error", err)
	return access.Answer(http.StatusInternalServerError, "设置暂时读不出来或存不下，请重启程序再试")
}

// said turns what a record's own checks say into one sentence per field.
func said(app core.App, err error) error {
	var list validation.Errors
	if !errors.As(err, &list) {
		return broken(app, err)
	}
	fields := []access.Field{}
	for _, name := range slices.Sorted(maps.Keys(list)) {
		f := access.Field{Name: name, Code: "setup_" + name, Sentence: "“" + words.Field("communities", name) + "”填得不对，请检查"}
		var own validation.Error
		if errors.As(list[name], &own) && own.Code() == "validation_"+name { // the rest are PocketBase's English
			f.Code, f.Sentence = own.Code(), own.Message()
		}
		fields = append(fields, f)
	}
	return access.RefuseFields(fields...)
}

// setup is what the wizard shows: the settings as they are, what holds where
// one is empty, and how far the office has come.
func setup(app core.App) (map[string]any, error) {
	r, err := first(app)
	if err != nil {
		return nil, fmt.Errorf("read community: %w", err)
	}
	c := Community{r}
	values := map[string]any{"id": r.Id}
	for _, f := range r.Collection().Fields {
		if !f.GetSystem() && f.Type() != core.FieldTypeAutodate {
			values[f.GetName()] = r.Get(f.GetName())
		}
	}
	counts := map[string]int64{}
	for _, t := range []string{"estates", "buildings", "orgs", "posters", "staff"} {
		if counts[t], err = app.CountRecords(t); err != nil {
			return nil, fmt.Errorf("count %s: %w", t, err)
		}
	}
	smtp, meta := app.Settings().SMTP, app.Settings().Meta
	return map[string]any{
		"community": values, "standard": c.standard(), "notes": c.notes(), "counts": counts,
		"smtp": map[string]any{
			"enabled": smtp.Enabled, "host": smtp.Host, "port": smtp.Port, "username": smtp.Username,
			"sender_address": meta.SenderAddress, "sender_name": meta.SenderName,
		},
		"sleeps": r.GetBool("sleeps_at_night"), "setup_done": r.GetBool("setup_done"),
	}, nil
}
