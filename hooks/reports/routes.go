package reports

import (
	"mime"
	"net/http"
	"net/url"
	"path"

	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/access"
	"hongguan/hooks/audit"
	"hongguan/rules/schedule"
)

func bindRoutes(app core.App) {
	app.OnServe().BindFunc(func(e *core.ServeEvent) error {
		const base = "/api/reports/weekly/{week}"
		e.Router.GET(base+"/preview", reader(func(e *core.RequestEvent, week schedule.ISOWeek) error { return show(e, week) }))
		e.Router.GET(base+"/files/{name}", reader(download))
		e.Router.POST(base+"/remark", clerk(func(e *core.RequestEvent, _ access.Actor, week schedule.ISOWeek, f form) error {
			return Remark(e.App, week, f.Remark)
		}, "改周报备注"))
		e.Router.POST(base+"/item", clerk(func(e *core.RequestEvent, who access.Actor, week schedule.ISOWeek, f form) error {
			return Take(e.App, who, week, f.Request, f.State)
		}, "改周报列入的事项"))
		e.Router.POST(base+"/manual", clerk(func(e *core.RequestEvent, who access.Actor, week schedule.ISOWeek, f form) error {
			return Manual(e.App, who, week, f.ByHand)
		}, "记录周报人工报送"))
		e.Router.POST(base+"/sign", lead(func(e *core.RequestEvent, who access.Actor, week schedule.ISOWeek, f form) error {
			return Sign(e.App, who, week, f.By)
		}, "签发周报"))
		e.Router.POST(base+"/hold", lead(func(e *core.RequestEvent, _ access.Actor, week schedule.ISOWeek, _ form) error {
			return Hold(e.App, week)
		}, "暂缓周报"))
		e.Router.POST(base+"/release", lead(func(e *core.RequestEvent, _ access.Actor, week schedule.ISOWeek, _ form) error {
			return Release(e.App, week)
		}, "放行周报"))
		e.Router.POST(base+"/send", lead(func(e *core.RequestEvent, _ access.Actor, week schedule.ISOWeek, _ form) error {
			return Send(e.App, week)
		}, "发出周报"))
		return e.Next()
	})
}

// form is what any of the buttons sends.
type form struct {
	Remark  string `json:"remark"`
	Request string `json:"request"`
	State   string `json:"state"`
	ByHand
}

type act func(e *core.RequestEvent, who access.Actor, week schedule.ISOWeek, f form) error

// clerk lets the office's own people act; lead only who decides for it.
func clerk(do act, action string) func(e *core.RequestEvent) error {
	return acting(access.Actor.Office, "周报由社区工作人员办理", do, action)
}

func lead(do act, action string) func(e *core.RequestEvent) error {
	return acting(access.Actor.Lead, "这一步由社区书记或红管负责人办理", do, action)
}

// acting answers every button with the report as it is afterwards, and writes
// down in the same transaction who pressed it.
func acting(may func(access.Actor) bool, refusal string, do act, action string) func(e *core.RequestEvent) error {
	return func(e *core.RequestEvent) error {
		who := access.Of(e)
		if !may(who) {
			return access.Answer(http.StatusForbidden, refusal)
		}
		week, err := weekOf(e)
		if err != nil {
			return err
		}
		var f form
		if err := e.BindBody(&f); err != nil {
			return access.Refuse("提交的内容看不懂，请刷新页面再试")
		}
		err = access.Within(e, func() error { return do(e, who, week, f) }, func(tx core.App) error {
			return audit.Write(tx, who, audit.Entry{Action: action, Collection: collection, ID: idOf(tx, week), Note: week.String()})
		})
		if err != nil {
			return err
		}
		return show(e, week)
	}
}

// idOf is the record of a week; empty while there is none.
func idOf(app core.App, week schedule.ISOWeek) string {
	r, err := find(app, week)
	if err != nil || r == nil {
		return ""
	}
	return r.Id
}

func reader(do func(e *core.RequestEvent, week schedule.ISOWeek) error) func(e *core.RequestEvent) error {
	return func(e *core.RequestEvent) error {
		if !access.Of(e).Office() {
			return access.Answer(http.StatusForbidden, "周报由社区工作人员查看")
		}
		week, err := weekOf(e)
		if err != nil {
			return err
		}
		return do(e, week)
	}
}

// weekOf reads 2026-W47, or current for the week whose report comes next.
func weekOf(e *core.RequestEvent) (schedule.ISOWeek, error) {
	text := e.Request.PathValue("week")
	if text == "current" {
		return coming(e.App), nil
	}
	week, err := schedule.ParseISOWeek(text)
	if err != nil {
		return week, access.Refuse(err.Error())
	}
	return week, nil
}

func show(e *core.RequestEvent, week schedule.ISOWeek) error {
	p, err := Look(e.App, week)
	if err != nil {
		return err
	}
	return e.JSON(http.StatusOK, p)
}

// download sends one file: the stored one, or one made now for a report that
// has not been made, so that it can go by USB stick before its hour.
func download(e *core.RequestEvent, week schedule.ISOWeek) error {
	r, err := open(e.App, week)
	if err != nil {
		return err
	}
	name := e.Request.PathValue("name")
	var list []paper
	if frozen(r) {
		list, err = papers(e.App, r)
	} else {
		var b bundle
		b, err = draftOf(e.App, r, week)
		list = b.papers
	}
	if err != nil {
		return err
	}
	for _, f := range list {
		if f.Name == name {
			if err := audit.Write(e.App, access.Of(e), audit.Entry{Action: "下载周报文件", Collection: collection, ID: idOf(e.App, week), Note: name}); err != nil {
				return err
			}
			h := e.Response.Header()
			h.Set("Cache-Control", "no-store")
			h.Set("Content-Disposition", "attachment; filename*=UTF-8''"+url.PathEscape(name))
			kind := mime.TypeByExtension(path.Ext(name))
			if kind == "" {
				kind = "application/octet-stream"
			}
			return e.Blob(http.StatusOK, kind, f.Data)
		}
	}
	return access.Answer(http.StatusNotFound, "这期周报没有这个文件")
}
