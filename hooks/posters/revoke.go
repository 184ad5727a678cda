package posters

import (
	"net/http"
	"strings"

	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/access"
	"hongguan/hooks/audit"
	"hongguan/hooks/calendar"
	"hongguan/hooks/places"
	"hongguan/rules/workday"
)

// revoke ends a poster: whoever still scans it is asked where he is.
func revoke(e *core.RequestEvent) error {
	r, reason, err := ending(e)
	if err != nil {
		return err
	}
	err = e.App.RunInTransaction(func(tx core.App) error { return end(tx, access.Of(e), r, "停用海报", "停用："+reason) })
	if err != nil {
		return err
	}
	return e.JSON(http.StatusOK, map[string]any{"code": r.GetString("code"), "state": Revoked})
}

// replace ends a poster and makes another for the same wall, as after a flat
// code was torn off and copied elsewhere.
func replace(e *core.RequestEvent) error {
	old, reason, err := ending(e)
	if err != nil {
		return err
	}
	var fresh *core.Record
	err = e.App.RunInTransaction(func(tx core.App) error {
		if fresh, err = New(tx, old.GetString("scope"), places.OfPoster(tx, old)); err != nil {
			return err
		}
		old.Set("replaced_by", fresh.Id)
		return end(tx, access.Of(e), old, "更换海报", "换成 "+fresh.GetString("code")+"："+reason)
	})
	if err != nil {
		return err
	}
	return e.JSON(http.StatusOK, map[string]any{"code": fresh.GetString("code")})
}

// ending reads who ends which poster and why.
func ending(e *core.RequestEvent) (*core.Record, string, error) {
	r, err := asked(e)
	if err != nil {
		return nil, "", err
	}
	var form struct {
		Reason string `json:"reason"`
	}
	if err := e.BindBody(&form); err != nil {
		return nil, "", access.Refuse("没有看懂这次提交，请刷新页面再试")
	}
	form.Reason = strings.TrimSpace(form.Reason)
	switch {
	case r.GetString("state") != Active:
		return nil, "", access.Refuse("这张海报已经停用了")
	case form.Reason == "":
		return nil, "", access.RefuseFields(access.Field{Name: "reason", Code: "required", Sentence: "请写一句为什么，例如：被撕坏、贴错楼道"})
	case len([]rune(form.Reason)) > 200:
		return nil, "", access.RefuseFields(access.Field{Name: "reason", Code: "too_long", Sentence: "原因请写在 200 字以内"})
	}
	return r, form.Reason, nil
}

func end(app core.App, who access.Actor, r *core.Record, action, line string) error {
	r.Set("state", Revoked)
	remark(r, calendar.Now(app).In(workday.Zone).Format("2006-01-02 ")+line)
	if err := access.Own(app, r); err != nil {
		return err
	}
	return audit.Write(app, who, audit.Entry{Action: action, Collection: "posters", ID: r.Id})
}
