package departments

import (
	"net/http"

	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/access"
	"hongguan/hooks/requests"
	"hongguan/templates"
)

// page prints the letter of a request for offices that take stamped paper. The
// id is the request's or its assignment's.
func page(e *core.RequestEvent, id string) (string, error) {
	if !access.Of(e).Community() {
		return "", access.Answer(http.StatusForbidden, "转办函由社区工作人员打印")
	}
	if a, err := e.App.FindRecordById("assignments", id); err == nil {
		id = a.GetString("request")
	}
	if req, err := e.App.FindRecordById("requests", id); err != nil || requests.Shell(req) {
		return "", access.Answer(http.StatusNotFound, "没有找到这件诉求")
	}
	h, err := read(e.App, id)
	if err != nil {
		return "", err
	}
	if h == nil || !requests.ByLetter(h.req, h.org) {
		return "", access.Refuse("这件诉求没有转给部门，没有转办函可以打印")
	}
	letter, err := h.letter()
	if err != nil {
		return "", err
	}
	return templates.LetterPage("部门转办函", letter)
}
