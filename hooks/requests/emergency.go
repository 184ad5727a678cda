package requests

import (
	"fmt"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/access"
	"hongguan/hooks/calendar"
	"hongguan/hooks/places"
	"hongguan/hooks/settings"
	"hongguan/hooks/watches"
	"hongguan/rules/lifecycle"
	"hongguan/rules/watch"
	"hongguan/rules/words"
	"hongguan/rules/workday"
)

// violence is the danger whose reporter is hidden, see shield.go.
const violence = "violence_under_way"

// Urgent reports whether somebody's danger still waits to be dealt with: being
// accepted or dispatched does not end it, only 紧急已处置 or an answer does.
func Urgent(req *core.Record) bool {
	s := lifecycle.Status(req.GetString("status"))
	return req.GetString("lane") == "emergency" && req.GetDateTime("handled_at").IsZero() && s.Open() && s != lifecycle.Replied
}

// Danger is the office's word for what a request in the emergency lane is about.
func Danger(req *core.Record) string {
	if d := req.GetString("danger"); d != "" {
		return words.Value("danger", d)
	}
	return words.Value("danger", "danger")
}

// dangerOf is the code stored for an emergency's matter; those of the learner
// and of a newer catalogue are all 有人可能遇险.
func dangerOf(matter string) string {
	if words.Value("danger", matter) == matter {
		return "danger"
	}
	return matter
}

// StatusLabel is the word for a request's state, as a resident or as the
// office reads it.
func StatusLabel(app core.App, req *core.Record, resident bool) string {
	if resident && Urgent(req) {
		return words.Urgent(!req.GetDateTime("called_at").IsZero())
	}
	return words.Status(req.GetString("status"), resident, orgName(app, req.GetString("handler_org")))
}

// reminder ends each sentence about an emergency that says somebody has seen it.
const reminder = "；这不是救援，有危险请先拨打 110、119、120"

// take is somebody of the community saying 我来处理. Colleagues see who it is,
// so that two people do not both call.
func (s *step) take() error {
	since, by := s.req.GetDateTime("called_at").Time(), s.req.GetString("called_by_id")
	if !since.IsZero() && by == s.who.ID {
		return access.Refuse("您已经接手了，处置完请点“紧急已处置”")
	}
	if until := takenUntil(s.tx, s.req); s.now.Before(until) && !s.rel.Has(lifecycle.Lead) {
		return access.Refuse(fmt.Sprintf("%s从%s起正在处理，请先问一声；到%s还没有处置完，您再接手",
			s.req.GetString("called_by"), hour(since), hour(until)))
	}
	s.takeOn()
	s.ev.Sentence = s.who.Label + "看到了，会和您联系" + reminder
	if s.req.GetString("resident") == "" { // nobody, or nobody they may call
		s.ev.Sentence = s.who.Label + "看到了这条信息" + reminder
	}
	if !since.IsZero() {
		s.ev.Sentence = "改由" + s.ev.Sentence
	}
	return nil
}

func (s *step) takeOn() {
	s.req.Load(map[string]any{"called_at": s.now, "called_by": short(s.who), "called_by_id": s.who.ID})
	if s.from == lifecycle.Pending {
		s.to = lifecycle.Accepted
		s.req.Set("accepted_at", s.now)
	}
}

// takenUntil is until when an emergency is its taker's alone; after that long
// without a word a colleague may step in.
func takenUntil(app core.App, req *core.Record) time.Time {
	since := req.GetDateTime("called_at").Time()
	if since.IsZero() {
		return since
	}
	return settings.Of(app).Rules().CallBackBy(since)
}

// mayTake leaves the button out for whoever would only be refused.
func mayTake(app core.App, req *core.Record, who access.Actor, rel lifecycle.Who) bool {
	return req.GetString("called_by_id") != who.ID && (rel.Has(lifecycle.Lead) || !calendar.Now(app).Before(takenUntil(app, req)))
}

// handle ends the emergency: the banner goes, and what is left to do has the
// ordinary term from now on. What was found stays inside the office; it may be
// about somebody else than the one who wrote.
func (s *step) handle() error {
	if s.req.GetDateTime("called_at").IsZero() {
		s.takeOn()
	}
	found, reached := s.in.Text("found"), s.in.Bool("reached")
	s.req.Load(map[string]any{"handled_at": s.now, "found": found})
	how := "没有联系上"
	if reached {
		how = "联系上了或到过现场"
	}
	s.ev.Sentence = fmt.Sprintf("%s%s，记下：%s", s.who.Label, how, words.Value("found", found))
	s.ev.Note = s.in.Text("text")
	s.ev.Data = map[string]any{"found": found, "reached": reached}
	return nil
}

// short is how colleagues call one another.
func short(who access.Actor) string {
	if who.Kind == access.Superuser {
		return who.Label // the name of a superuser is an address
	}
	return who.Name
}

func hour(t time.Time) string { return t.In(workday.Zone).Format("15:04") }

// misplaced says why an emergency's verb is not open to staff it is meant for.
func misplaced(req *core.Record, verb lifecycle.Verb, rel lifecycle.Who) error {
	if verb.Who != lifecycle.Duty || rel.Has(lifecycle.Duty) || !rel.Has(lifecycle.Office|lifecycle.Grid) {
		return nil
	}
	switch {
	case req.GetString("lane") != "emergency":
		return access.Refuse("这件不在紧急通道，不用“" + verb.Label + "”")
	case !req.GetDateTime("handled_at").IsZero():
		return access.Refuse("这件紧急情况已经处置完了，请刷新看看")
	}
	return access.Refuse("这件诉求现在是“" + words.Value("status", req.GetString("status")) + "”，不用“" + verb.Label + "”了")
}

// heldBack reports whether a request cannot be taken back yet: whoever hits may
// also hold the telephone.
func heldBack(req *core.Record) bool { return Shielded(req) && Urgent(req) }

// numbersFor lists whom to call about a request's danger, where it is.
func numbersFor(app core.App, req *core.Record) []watch.Number {
	if !Urgent(req) {
		return nil
	}
	at, _ := places.From(app, places.Asked{Building: req.GetString("building")}) // without a place all but one are the same
	return watches.Numbers(app, req.GetString("danger"), at)
}

// nextInDanger is what somebody reads who has just sent word of a danger: who
// will see it, and never that help is on its way.
func nextInDanger(app core.App, req *core.Record, call string) string {
	text := watches.Duty(app) + "。"
	switch {
	case Shielded(req):
		text += "为了保护您，值班人员只看到地点和险情，看不到您的姓名和电话，不会打给您。"
	case req.GetString("resident") == "":
		text += "您没有留电话，社区没法打给您。"
	}
	return text + call
}
