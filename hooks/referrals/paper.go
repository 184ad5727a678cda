package referrals

import (
	"net/http"
	"slices"
	"strings"

	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/filesystem"

	"hongguan/hooks/access"
	"hongguan/hooks/requests"
)

// Paper is what came back on a stamped form, typed in by the office. Offices
// above take paper more readily than links, so it counts as much.
type Paper struct {
	StreetOpinion string `json:"street_opinion" form:"street_opinion"`

	ForwardOpinion string `json:"forward_opinion" form:"forward_opinion"`
	ForwardBy      string `json:"forward_by" form:"forward_by"`
	Org            string `json:"org" form:"org"`           // handling organisation of the list
	OrgName        string `json:"org_name" form:"org_name"` // or a new one
	ReplyBy        string `json:"reply_by" form:"reply_by"` // 2026-12-01

	SignedBy string `json:"signed_by" form:"signed_by"`
	Result   string `json:"result" form:"result"`
	Solved   string `json:"solved" form:"solved"`   // yes, partly or no
	Outcome  string `json:"outcome" form:"outcome"` // solved, partly, explained or refused

	Files []*filesystem.File `json:"-" form:"-"` // photos of the paper, re-encoded
}

func paperRoute(e *core.RequestEvent) error {
	who := access.Of(e)
	if !who.Office() {
		return access.Answer(http.StatusForbidden, "纸质意见由社区工作人员登记")
	}
	var p Paper
	if err := e.BindBody(&p); err != nil {
		return access.Refuse("提交的内容看不懂，请刷新页面再试")
	}
	if strings.HasPrefix(e.Request.Header.Get("Content-Type"), "multipart/") {
		if raw, err := e.FindUploadedFiles("files"); err == nil {
			if p.Files, err = requests.Clean(raw, true); err != nil {
				return err
			}
		}
	}
	r, err := FromPaper(e.App, who, e.Request.PathValue("id"), p)
	if err != nil {
		return err
	}
	return e.JSON(http.StatusOK, r)
}

// FromPaper records the paper: what is a step goes through the request's one
// door, in the name of whoever wrote it, so that the timeline shows it.
func FromPaper(app core.App, who access.Actor, id string, p Paper) (*core.Record, error) {
	if err := p.check(); err != nil {
		return nil, err
	}
	var r *core.Record
	err := app.RunInTransaction(func(tx core.App) error {
		var err error
		if r, err = tx.FindRecordById(collection, id); err != nil {
			if r, err = Of(tx, id); err != nil || r == nil {
				return access.Answer(http.StatusNotFound, "没有找到这件承办单")
			}
		}
		request := r.GetString("request")
		for _, s := range p.steps(r) {
			if _, err := requests.Apply(tx, who, request, s.verb, s.in); err != nil {
				return err
			}
		}
		if r, err = Of(tx, request); err != nil {
			return err
		}
		p.enter(r)
		return save(tx, r)
	})
	return r, err
}

func (p Paper) check() error {
	switch {
	case p.StreetOpinion+p.ForwardOpinion+p.Org+p.OrgName+p.SignedBy+p.Result == "":
		return access.RefuseFields(access.Field{Name: "street_opinion", Code: "paper_empty", Sentence: "请至少填写一项纸上的意见"})
	case p.Outcome != "" && !slices.Contains([]string{"solved", "partly", "explained", "refused"}, p.Outcome):
		return access.RefuseFields(access.Field{Name: "outcome", Code: "outcome_unknown", Sentence: "办理结论没有这个选项，请重新选择"})
	}
	for name, text := range map[string]string{"street_opinion": p.StreetOpinion, "forward_opinion": p.ForwardOpinion} {
		if len([]rune(text)) > 1000 {
			return access.RefuseFields(access.Field{Name: name, Code: "too_long", Sentence: "意见太长了，请控制在 1000 字以内"})
		}
	}
	if len([]rune(p.Result)) > 5000 {
		return access.RefuseFields(access.Field{Name: "result", Code: "too_long", Sentence: "办理结果太长了，请控制在 5000 字以内"})
	}
	return nil
}

type paperStep struct {
	verb string
	in   requests.Input
}

// steps are the steps that the paper stands for, in their order.
func (p Paper) steps(r *core.Record) []paperStep {
	var steps []paperStep
	add := func(verb string, files []*filesystem.File, values map[string]any) {
		steps = append(steps, paperStep{verb, requests.Input{Values: values, Files: files}})
	}
	state := r.GetString("state")
	if p.Org+p.OrgName != "" {
		add("forward", nil, map[string]any{"org": p.Org, "org_name": p.OrgName, "opinion": p.ForwardOpinion, "reply_by": p.ReplyBy, "by": p.ForwardBy})
		state = forwarded
	}
	if state == forwarded && p.SignedBy+p.Result != "" {
		by := p.SignedBy
		if by == "" {
			by = "见纸质承办单"
		}
		add("sign", nil, map[string]any{"by": by})
	}
	if p.Result != "" {
		solved := p.Solved
		if solved == "" {
			solved = map[string]string{"partly": "partly", "explained": "no", "refused": "no"}[p.Outcome]
		}
		add("reply", p.Files, map[string]any{"text": p.Result, "solved": solved})
	}
	return steps
}

// enter writes what is no step of the request onto the form.
func (p Paper) enter(r *core.Record) {
	for field, value := range map[string]string{"street_opinion": p.StreetOpinion, "forward_opinion": p.ForwardOpinion, "outcome": p.Outcome} {
		if value != "" {
			r.Set(field, value)
		}
	}
}
