package replies

import (
	"slices"

	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/access"
	"hongguan/hooks/audit"
	"hongguan/hooks/requests"
	"hongguan/rules/lifecycle"
)

// allowed are the actions of a link, which are verbs of the request. They
// happen only on a POST, that is, on a button.
var allowed = []string{"sign", "progress", "reply", "return", "extend", "forward", "urge"}

// act does one thing by link.
func act(e *core.RequestEvent) error {
	if d, err := openDesk(e); err != nil {
		return err
	} else if d != nil {
		return d.act(e)
	}
	h, err := open(e)
	if err != nil {
		return err
	}
	in, err := requests.ReadInput(e)
	if err != nil {
		return err
	}
	action, by := in.Text("action"), in.Text("by")
	var contact *requests.Contact
	switch {
	case action == "forward" && h.assignment.GetString("state") == "done":
		return access.Refuse("这件诉求已经转交出去了，不用再转一次")
	case action == "contact":
		if contact, err = h.contact(in.Text("pass_code")); err != nil {
			return err
		}
	case !slices.Contains(allowed, action):
		return access.Refuse("没有这个操作，请刷新页面再试")
	case (action == "sign" || action == "forward") && by == "":
		return access.RefuseFields(access.Field{Name: "by", Code: "by_missing", Sentence: "请填写您的姓名，方便社区和您联系"})
	case len([]rune(by)) > 40:
		return access.RefuseFields(access.Field{Name: "by", Code: "by_long", Sentence: "姓名太长了，请只写姓名"})
	default:
		if by == "" {
			by = h.assignment.GetString("signed_by")
		}
		if _, err := requests.Apply(e.App, h.actor(by), h.request.Id, action, in); err != nil {
			return err
		}
	}
	// After a step everything may look different, the link's own state too.
	if h, err = open(e); err != nil {
		return e.JSON(200, map[string]any{"state": "done", "done": "已办好。这个链接的任务完成了，谢谢"})
	}
	view, err := h.view(contact)
	if err != nil {
		return err
	}
	return e.JSON(200, view)
}

// contact opens the resident's name and number after signing, to whoever
// knows the organisation's 对接码.
func (h *holder) contact(code string) (*requests.Contact, error) {
	if h.assignment.GetString("kind") != "handle" {
		return nil, access.Answer(403, "转交承办单位不需要居民的联系方式")
	}
	if h.assignment.GetDateTime("signed_at").IsZero() {
		return nil, access.Answer(403, "请先签收，再看联系方式")
	}
	if !lifecycle.Status(h.request.GetString("status")).Open() {
		return nil, access.Answer(403, requests.Ended)
	}
	if h.org.PassCode == "" {
		return nil, access.Answer(403, "您的单位还没有对接码，请打电话给社区要一个")
	}
	if code == "" {
		return nil, access.RefuseFields(access.Field{Name: "pass_code", Code: "pass_code_missing", Sentence: "请填写单位的对接码"})
	}
	right, err := h.knows(code)
	if err != nil {
		return nil, err
	}
	if !right {
		return nil, access.RefuseFields(access.Field{Name: "pass_code", Code: "pass_code_wrong", Sentence: "对接码不对，请向单位的专人要"})
	}
	c, err := requests.OpenContact(h.app, h.actor(h.assignment.GetString("signed_by")), h.request)
	if err != nil {
		return nil, err
	}
	return &c, nil
}

// knows compares the code and counts a wrong one, both in one transaction: a
// hundred guesses sent at once must not all be compared.
func (h *holder) knows(code string) (right bool, err error) {
	err = h.app.RunInTransaction(func(tx core.App) error {
		a, err := tx.FindRecordById("assignments", h.assignment.Id)
		if err != nil {
			return err
		}
		if a.GetInt("code_failures") >= maxCodeFailures {
			return access.Answer(403, tooMany)
		}
		if right = access.Same(code, h.org.PassCode); right {
			return nil
		}
		if err := requests.CountCodeFailure(tx, a); err != nil {
			return err
		}
		return audit.Write(tx, h.actor(""), audit.Entry{Action: "对接码输错", Collection: "assignments", ID: a.Id})
	})
	return right, err
}
