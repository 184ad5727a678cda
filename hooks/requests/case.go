package requests

import (
	"errors"
	"net/http"
	"strings"

	validation "github.com/pocketbase/ozzo-validation/v4"
	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/access"
	"hongguan/hooks/audit"
	"hongguan/hooks/handbook"
	"hongguan/rules/lifecycle"
)

// caseDraft is 存为案例: an answered request on its way into the handbook.
// Publishing is a decision of its own, with a tick of its own.
func caseDraft(e *core.RequestEvent) (*core.Record, access.Actor, error) {
	req, who, err := office(e)
	switch {
	case err != nil:
		return nil, who, err
	case !who.Office():
		return nil, who, access.Answer(http.StatusForbidden, "案例由社区工作者或项目负责人整理")
	case req.GetString("reply_text") == "":
		return nil, who, access.Refuse("答复过的诉求才能存为案例")
	}
	if s := lifecycle.Status(req.GetString("status")); s != lifecycle.Replied && s != lifecycle.Closed {
		return nil, who, access.Refuse("答复过的诉求才能存为案例")
	}
	return req, who, nil
}

// caseRoute shows what a case of this request would look like: both texts
// masked, to be made shorter and more general by whoever publishes it.
func caseRoute(e *core.RequestEvent) error {
	req, _, err := caseDraft(e)
	if err != nil {
		return err
	}
	mask := Private(e.App, req)
	return e.JSON(http.StatusOK, map[string]any{
		"question": brief(mask(req.GetString("text")), 100), "answer": mask(req.GetString("reply_text")),
		"matter_name": matterName(e.App, req.GetString("matter")),
	})
}

// saveCaseRoute publishes the case, if whoever does it has ticked that nothing
// in it belongs to a person. The program masks once more what it can know.
func saveCaseRoute(e *core.RequestEvent) error {
	req, who, err := caseDraft(e)
	if err != nil {
		return err
	}
	in, err := ReadInput(e)
	if err != nil {
		return err
	}
	if !in.Bool("clean") {
		return refuseField("clean", "clean_missing", "请先看一遍，确认没有姓名、电话、室号等个人信息，再勾选")
	}
	mask := Private(e.App, req)
	c := handbook.Case{
		Question: mask(in.Text("question")), Answer: mask(in.Text("answer")), Source: "由答复过的诉求整理",
		Keywords: strings.FieldsFunc(mask(in.Text("keywords")), func(r rune) bool { return strings.ContainsRune("、，,；;\n", r) }),
		Matter:   req.GetString("matter"), Category: req.GetString("category"),
	}
	var id string
	err = e.App.RunInTransaction(func(tx core.App) error {
		r, err := handbook.Add(tx, c)
		if err != nil {
			return err
		}
		id = r.Id
		return audit.Write(tx, who, audit.Entry{Action: "存为案例", Collection: "faq_cases", ID: r.Id, Note: req.GetString("request_no")})
	})
	var wrong validation.Errors
	if errors.As(err, &wrong) {
		return access.Refuse(handbook.Personal)
	}
	if err != nil {
		return err
	}
	return e.JSON(http.StatusOK, map[string]string{"id": id})
}
