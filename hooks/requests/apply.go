package requests

import (
	"fmt"
	"slices"
	"time"
	"unicode/utf8"

	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/access"
	"hongguan/hooks/calendar"
	"hongguan/hooks/catalogue"
	"hongguan/rules/lifecycle"
	"hongguan/rules/words"
)

// Apply does one verb with one request: the only door through which a request
// changes. Everything happens in one transaction with the event's row; the
// error carries a Chinese sentence when the verb is not open. The record that
// comes back is as stored.
func Apply(app core.App, who access.Actor, id, verb string, in Input) (*core.Record, error) {
	if err := catalogue.Ready(app); err != nil {
		return nil, err
	}
	var req *core.Record
	err := app.RunInTransaction(func(tx core.App) error {
		var err error
		req, err = apply(tx, who, id, verb, in)
		return err
	})
	if err != nil {
		return nil, err
	}
	if verb == "seal" || verb == "split" && len(sealedParts(app, req)) > 0 {
		sweep(app)
	}
	return req, nil
}

// step is one verb on its way.
type step struct {
	tx   core.App
	now  time.Time
	who  access.Actor
	rel  lifecycle.Who
	verb lifecycle.Verb
	req  *core.Record
	in   Input
	from lifecycle.Status
	to   lifecycle.Status
	ev   Event
}

func apply(tx core.App, who access.Actor, id, name string, in Input) (*core.Record, error) {
	verb, ok := lifecycle.Find(name)
	if !ok {
		return nil, access.Answer(404, "没有“"+name+"”这个办理动作")
	}
	req, err := tx.FindRecordById("requests", id)
	if err != nil {
		return nil, access.Answer(404, "没有找到这件诉求")
	}
	if Shell(req) && who.Office() {
		return nil, access.Refuse("这件已经转入保密，这里只剩编号，不再办理")
	}
	rel := relation(tx, who, req)
	if rel == 0 {
		return nil, access.Answer(404, "没有找到这件诉求")
	}
	if Anonymised(req) {
		return nil, access.Refuse("这件已经匿名处理，没有反映人和原话了，不再办理")
	}
	from := lifecycle.Status(req.GetString("status"))
	if err := misplaced(req, verb, rel); err != nil {
		return nil, err
	}
	if err := overtaken(tx, who, req, in); err != nil {
		return nil, err
	}
	if sentence := verb.Check(from, rel, words.Value("status", string(from))); sentence != "" {
		return nil, access.Refuse(sentence)
	}
	if inParts(req) && !slices.Contains(ofWhole, name) {
		return nil, access.Refuse(inPartsNow)
	}
	s := &step{tx: tx, now: calendar.Now(tx), who: who, rel: rel, verb: verb, req: req, in: in, from: from, to: from}
	if verb.To != "" {
		s.to = verb.To
	}
	s.ev = Event{Verb: name, Org: req.GetString("handler_org")}
	s.defaults()
	s.veil()
	if err := s.required(); err != nil {
		return nil, err
	}
	if reserved(req, verb.Name) && !rel.Has(lifecycle.Lead) {
		return nil, access.Refuse("居民两次不满意，下一步由书记或项目负责人决定")
	}
	if verb.Name == "seal" {
		return req, s.seal()
	}
	if err := s.effect(); err != nil {
		return nil, err
	}
	return req, s.finish()
}

// decisions are what a request may come to after its owner was dissatisfied a
// second time: the secretary's, not the clerk's.
var decisions = []string{"dispatch", "escalate", "decline", "merge", "split"}

func reserved(req *core.Record, verb string) bool {
	return req.GetInt("dissatisfied") >= 2 && req.GetString("status") == string(lifecycle.Accepted) && slices.Contains(decisions, verb)
}

// defaults fills in what the machine proposed.
func (s *step) defaults() {
	if s.in.Values == nil {
		s.in.Values = map[string]any{}
	}
	if s.verb.Name == "dispatch" && s.in.Text("org") == "" {
		s.in.Values["org"] = s.req.GetString("suggested_org")
	}
}

func (s *step) required() error {
	var wrong []access.Field
	for _, f := range s.verb.Fields {
		if f.Required && s.in.Text(f.Name) == "" && len(s.in.Lines(f.Name)) == 0 {
			wrong = append(wrong, access.Field{Name: f.Name, Code: f.Name + "_missing", Sentence: f.Missing})
			continue
		}
		if v := s.in.Text(f.Name); f.Type == "choice" && v != "" && !slices.Contains(f.Options, v) && (f.Name != "solved" || s.in.Solved() == "") {
			wrong = append(wrong, access.Field{Name: f.Name, Code: f.Name + "_unknown", Sentence: "“" + f.Label + "”没有这个选项，请重新选择"})
		} else if n := f.Limit(); utf8.RuneCountInString(v) > n {
			wrong = append(wrong, access.Field{Name: f.Name, Code: f.Name + "_long", Sentence: fmt.Sprintf("“%s”太长了，请控制在 %d 字以内", f.Label, n)})
		}
	}
	if len(wrong) > 0 {
		return access.RefuseFields(wrong...)
	}
	return nil
}

// finish stores the request and its event row.
func (s *step) finish() error {
	s.req.Set("status", string(s.to))
	s.ev.From, s.ev.To = string(s.from), string(s.to)
	if err := s.ev.write(s.tx, s.req, s.who, s.now); err != nil {
		return err
	}
	if s.to.Open() && s.to != lifecycle.Replied {
		if err := reckon(s.tx, s.req); err != nil {
			return fmt.Errorf("reckon deadline: %w", err)
		}
	}
	if err := access.Own(s.tx, s.req); err != nil {
		return fmt.Errorf("save request after %s: %w", s.verb.Name, err)
	}
	if s.from.Open() && !s.to.Open() {
		end := "revoked"
		if s.to == lifecycle.Closed {
			end = "done"
		}
		if err := endAssignments(s.tx, s.req.Id, end); err != nil {
			return err
		}
	}
	return s.after()
}

// after is what other requests learn of this step.
func (s *step) after() error {
	if err := s.answerMerged(); err != nil {
		return err
	}
	if err := s.followParts(); err != nil {
		return err
	}
	if err := s.suggestRaise(); err != nil {
		return err
	}
	if parent := s.req.GetString("parent"); parent != "" && (s.to != s.from || s.to == lifecycle.Replied) {
		return finishParent(s.tx, parent)
	}
	return nil
}
