package referrals

import (
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"

	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/access"
	"hongguan/hooks/audit"
	"hongguan/hooks/settings"
	"hongguan/templates"
)

const templateField = "referral_template"

// bindTemplate lets the office put its own Word form in place of ours, after a
// look at its markers: a form that lacks the number would go up without one.
func bindTemplate(app core.App) {
	app.OnRecordValidate("communities").BindFunc(func(e *core.RecordEvent) error {
		for _, f := range e.Record.GetUnsavedFiles(templateField) {
			from, err := f.Reader.Open()
			if err != nil {
				return fmt.Errorf("open referral template: %w", err)
			}
			data, err := io.ReadAll(from)
			from.Close()
			if err != nil {
				return fmt.Errorf("read referral template: %w", err)
			}
			if faults := templates.CheckReferral(data); len(faults) > 0 {
				return access.RefuseFields(access.Field{Name: templateField, Code: "template_markers", Sentence: strings.TrimSuffix(strings.Join(faults, ""), "。")})
			}
		}
		return e.Next()
	})
}

// ownTemplate is the office's form; nil when it uses ours.
func ownTemplate(app core.App) ([]byte, error) {
	c := settings.Of(app)
	name := c.GetString(templateField)
	if name == "" {
		return nil, nil
	}
	fsys, err := app.NewFilesystem()
	if err != nil {
		return nil, err
	}
	defer fsys.Close()
	from, err := fsys.GetReader(c.BaseFilesPath() + "/" + name)
	if err != nil {
		return nil, err
	}
	defer from.Close()
	return io.ReadAll(from)
}

// templateRoute hands out a form with its markers, for the office to change in
// Word or WPS: ours, or with ?own=1 the one it uses instead. Neither holds anything
// about anybody; its own is the office's business.
func templateRoute(e *core.RequestEvent) error {
	name, data, err := "民意诉求承办单 模板.docx", []byte(nil), error(nil)
	if e.Request.URL.Query().Get("own") != "" {
		if !access.Of(e).Community() {
			return access.Answer(http.StatusForbidden, "本社区的模板由社区工作人员下载")
		}
		if data, err = ownTemplate(e.App); err == nil && data == nil {
			return access.Answer(http.StatusNotFound, "本社区没有传自己的模板，用的是自带的承办单")
		}
		name = "民意诉求承办单 本社区模板.docx"
	} else {
		data, err = templates.ReferralTemplate()
	}
	if err != nil {
		return err
	}
	return word(e, name, data)
}

// markersRoute says which form is in use and what may stand in one.
func markersRoute(e *core.RequestEvent) error {
	if !access.Of(e).Community() {
		return access.Answer(http.StatusForbidden, "模板由社区工作人员查看")
	}
	all, must, err := templates.ReferralMarkers()
	if err != nil {
		return err
	}
	return e.JSON(http.StatusOK, map[string]any{"own": Own(e.App), "markers": all, "required": must})
}

// Own reports whether the office prints its referrals on a form of its own.
func Own(app core.App) bool { return settings.Of(app).GetString(templateField) != "" }

// wordRoute hands out the filled form as a Word document: what an office with a
// form of its own prints and stamps.
func wordRoute(e *core.RequestEvent) error {
	if !access.Of(e).Community() {
		return access.Answer(http.StatusForbidden, "承办单由社区工作人员打印")
	}
	name, doc, err := Form(e.App, requestOf(e.App, e.Request.PathValue("id")))
	if err != nil {
		return err
	}
	if err := audit.Write(e.App, access.Of(e), audit.Entry{Action: "下载承办单", Collection: "requests", ID: requestOf(e.App, e.Request.PathValue("id")), Note: name}); err != nil {
		return err
	}
	return word(e, name, doc)
}

func word(e *core.RequestEvent, name string, data []byte) error {
	h := e.Response.Header()
	h.Set("Cache-Control", "no-store")
	h.Set("Content-Disposition", "attachment; filename*=UTF-8''"+url.PathEscape(name))
	return e.Blob(http.StatusOK, "application/vnd.openxmlformats-officedocument.wordprocessingml.document", data)
}
