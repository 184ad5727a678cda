package requests

import (
	"strconv"
	"strings"

	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/access"
	"hongguan/hooks/settings"
	"hongguan/rules/lifecycle"
	"hongguan/rules/words"
	"hongguan/rules/workday"
	"hongguan/templates"
)

// resultRoute gives staff the handling of a request as text for another
// platform, such as 12345, where it must be answered too.
func resultRoute(e *core.RequestEvent) error {
	req, _, err := office(e)
	if err != nil {
		return err
	}
	text, err := Result(e.App, req)
	if err != nil {
		return err
	}
	e.Response.Header().Set("Cache-Control", "no-store")
	return e.JSON(200, map[string]string{"text": text})
}

// Result is the text of 复制办理结果. It leaves the house, so everything in it
// that somebody typed is masked.
func Result(app core.App, req *core.Record) (string, error) {
	if req.GetString("reply_text") == "" {
		return "", access.Refuse("这件诉求还没有答复，没有办理结果可以复制")
	}
	if Shielded(req) {
		return "", access.Refuse("反映人受保护，办理结果不转到别的平台；要回复上级请书记当面说明")
	}
	hide := Private(app, req)
	v := templates.ResultView{
		Community: settings.Of(app).Name(), Source: req.GetString("source_system"), SourceNo: req.GetString("external_no"),
		RequestNo: req.GetString("request_no"), Matter: matter(app, req), Place: hide(req.GetString("place_label")),
		ReceivedAt: req.GetDateTime("received_at").Time(), Handler: orgName(app, req.GetString("handler_org")),
		SignedAt: req.GetDateTime("signed_at").Time(), RepliedAt: req.GetDateTime("replied_at").Time(), Reply: hide(req.GetString("reply_text")),
		Solved: words.Value("solved", req.GetString("solved")), Closed: req.GetString("status") == string(lifecycle.Closed),
	}
	if stars := req.GetInt("stars"); stars > 0 {
		v.Rating = words.Value("stars", strconv.Itoa(stars))
	}
	events, err := Events(app, req.Id)
	if err != nil {
		return "", err
	}
	for _, ev := range events {
		at := ev.GetDateTime("at").Time().In(workday.Zone).Format("1月2日 15:04")
		switch ev.GetString("verb") {
		case "reply", "approve":
			v.Told = "" // a new answer has to be told anew
		case "tell":
			var data struct{ How string }
			_ = ev.UnmarshalJSONField("data", &data)
			v.Told = strings.TrimSpace(at + " " + words.Value("how", data.How))
		case "read":
			v.Told = at + " 居民本人打开看过"
		}
	}
	return templates.ResultText(v), nil
}
