package referrals

import (
	"net/http"

	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/access"
	"hongguan/templates"
)

// Form is a request's 《民意诉求承办单》 as a Word document, with its file name.
func Form(app core.App, request string) (name string, docx []byte, err error) {
	view, err := viewOf(app, request)
	if err != nil {
		return "", nil, err
	}
	template, err := ownTemplate(app)
	if err != nil {
		app.Logger().Error("read referral template", "error", err) // the form must go up all the same
	}
	if template == nil {
		docx, err = templates.Referral(view)
	} else {
		docx, err = templates.ReferralOn(template, view)
	}
	return "民意诉求承办单 " + view.No + ".docx", docx, err
}

// requestOf is the request that an id means: a referral's or its own.
func requestOf(app core.App, id string) string {
	if r, err := app.FindRecordById(collection, id); err == nil {
		return r.GetString("request")
	}
	return id
}

// ownSentence stands above the built-in form where the office has one of its own,
// which only Word or WPS can print.
const ownSentence = "本社区使用自己的承办单模板，请点“下载 Word 版”，用 WPS 或 Word 打印。下面是程序自带的样式，供核对内容。"

// Page is the same form as an HTML fragment for A4 paper. The id is the
// referral's or its request's.
func Page(app core.App, id string) (html string, err error) {
	view, err := viewOf(app, requestOf(app, id))
	if err != nil {
		return "", err
	}
	html, err = templates.ReferralHTML(view)
	if err == nil && Own(app) {
		html = `<p class="print-own screen-only">` + ownSentence + "</p>\n" + html
	}
	return html, err
}

func page(e *core.RequestEvent, id string) (string, error) {
	if !access.Of(e).Community() {
		return "", access.Answer(http.StatusForbidden, "承办单由社区工作人员打印")
	}
	return Page(e.App, id)
}
