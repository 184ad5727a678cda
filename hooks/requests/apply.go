package requests

import (
	"fmt"
	"slices"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/access"
	"hongguan/hooks/calendar"
	"hongguan/rules/lifecycle"
	"hongguan/rules/words"
)

// Apply does one verb with one request: the only door through which a request
// changes. Everything happens in one transaction with the event's row; the
// error carries a Chinese sentence when the verb is not open. The record that
// comes back is as stored.
func Apply(app core.App, who access.Actor, id, verb string, in Input) (*core.Record, error) {
	var req *core.Record
	err := app.RunInTransaction(func(tx core.App) error {
		var err error
		req, err = apply(tx, who, id, verb, in)
		return err
	})
	if err != nil {
		return nil, err
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
	rel, err := relation(tx, who, req, in)
	if err != nil {
		return nil, err
	}
	if rel == 0 {
		return nil, access.Answer(404, "没有找到这件诉求")
	}
	from := lifecycle.Status(req.GetString("status"))
	if sentence := verb.Check(from, rel, words.Value("status", string(from))); sentence != "" {
		return nil, access.Refuse(sentence)
	}
	s := &step{tx: tx, now: calendar.Now(tx), who: who, rel: rel, verb: verb, req: req, in: in, from: from, to: from}
	if verb.To != "" {
		s.to = verb.To
	}
	s.ev = Event{Verb: name, Org: req.GetString("handler_org")}
	s.defaults()
	if err := s.required(); err != nil {
		return nil, err
	}
	if err := s.effect(); err != nil {
		return nil, err
	}
	return req, s.finish()
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
		if f.Required && s.in.Text(f.Name) == "" {
			wrong = append(wrong, access.Field{Name: f.Name, Code: f.Name + "_missing", Sentence: f.Missing})
			continue
		}
		if v := s.in.Text(f.Name); v != "" && f.Type == "choice" && f.Name != "solved" && !slices.Contains(f.Options, v) {
			wrong = append(wrong, access.Field{Name: f.Name, Code: f.Name + "_unknown", Sentence: "“" + f.Label + "”没有这个选项，请重新选择"})
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
	return s.after()
}

// after is what other requests learn of this step.
func (s *step) after() error {
	if s.to == lifecycle.Replied && s.from != lifecycle.Replied {
		if err := answerMerged(s.tx, s.req); err != nil {
			return err
		}
	}
	if parent := s.req.GetString("parent"); parent != "" && s.to != s.from {
		return finishParent(s.tx, parent)
	}
	return nil
}
