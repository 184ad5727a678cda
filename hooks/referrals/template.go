package referrals

import (
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"

	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/access"
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

// templateRoute hands out our own form with its markers, for the office to
// change in Word or WPS. It holds nothing about anybody.
func templateRoute(e *core.RequestEvent) error {
	data, err := templates.ReferralTemplate()
	if err != nil {
		return err
	}
	e.Response.Header().Set("Content-Disposition", "attachment; filename*=UTF-8''"+url.PathEscape("民意诉求承办单 模板.docx"))
	return e.Blob(http.StatusOK, "application/vnd.openxmlformats-officedocument.wordprocessingml.document", data)
}
