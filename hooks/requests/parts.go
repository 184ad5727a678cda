package requests

import (
	"fmt"
	"net/http"
	"slices"
	"strings"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/filesystem"

	"hongguan/hooks/access"
	"hongguan/hooks/calendar"
	"hongguan/hooks/catalogue"
	"hongguan/hooks/settings"
	"hongguan/rules/lifecycle"
	"hongguan/rules/words"
)

// ofWhole are the verbs of a request that was split: everything else happens
// to its parts.
var ofWhole = []string{"finish", "rework", "tell", "read", "supply", "join", "withdraw", "seal"}

const inPartsNow = "这件诉求已拆分办理，请在拆分出来的那几件上办"

// inParts reports whether a request was split.
func inParts(req *core.Record) bool { return req.GetInt("parts") > 0 }

// partsOf are the parts that lie open; of one that was sealed later nothing is
// said any more.
func partsOf(app core.App, request string) ([]*core.Record, error) {
	return app.FindRecordsByFilter("requests", "parent = {:p} && sealed_at = ''", "request_no", 0, 0, dbx.Params{"p": request})
}

// finishParent brings a split request up to its parts: answered when each has
// an answer, in hand again when one is opened again, closed when all are.
func finishParent(tx core.App, parent string) error {
	p, err := tx.FindRecordById("requests", parent)
	if err != nil {
		return err
	}
	status := lifecycle.Status(p.GetString("status"))
	if status != lifecycle.InProgress && status != lifecycle.Replied {
		return nil
	}
	parts, err := partsOf(tx, parent)
	if err != nil {
		return err
	}
	answered, untold := 0, 0
	for _, c := range parts {
		switch st := lifecycle.Status(c.GetString("status")); {
		case st.Open() && st != lifecycle.Replied || st == lifecycle.Merged:
			if status == lifecycle.Replied {
				_, err = apply(tx, access.Program(), parent, "rework", Input{})
			}
			return err
		case st == lifecycle.Replied:
			answered++
			if !c.GetBool("told") {
				untold++
			}
		}
	}
	if err := answerWhole(tx, p, parts, untold == 0); err != nil {
		return err
	}
	to := lifecycle.Replied
	if answered == 0 {
		to = lifecycle.Closed
	}
	if to == status {
		return nil
	}
	_, err = apply(tx, access.Program(), parent, "finish", Input{Values: map[string]any{"to": string(to)}})
	return err
}

// answerWhole puts all answers together, once. told: each of them reached her
// already, so that nobody need call again.
func answerWhole(tx core.App, p *core.Record, parts []*core.Record, told bool) error {
	now := calendar.Now(tx)
	fresh := p.GetString("status") == string(lifecycle.InProgress)
	if fresh {
		text, err := answersOf(tx, parts)
		if err != nil {
			return err
		}
		p.Load(map[string]any{"reply_text": text, "reply_by": settings.Of(tx).Name(), "replied_at": now, "told": false, "told_at": ""})
	}
	if told && !p.GetBool("told") {
		p.Load(map[string]any{"told": true, "told_at": now})
	} else if !fresh {
		return nil
	}
	return access.Own(tx, p)
}

// answersOf is what came of each part, one a line.
func answersOf(app core.App, parts []*core.Record) (string, error) {
	var lines []string
	for _, c := range parts {
		answer := c.GetString("reply_text")
		switch c.GetString("status") {
		case string(lifecycle.Withdrawn):
			answer = "您已撤回"
		case string(lifecycle.Declined):
			events, err := Events(app, c.Id)
			if err != nil {
				return "", err
			}
			for _, e := range events {
				if e.GetString("to_status") == string(lifecycle.Declined) {
					answer = e.GetString("sentence")
				}
			}
		}
		lines = append(lines, fmt.Sprintf("%s %s：%s", c.GetString("request_no"), brief(c.GetString("text"), 12), answer))
	}
	text := []rune(strings.Join(lines, "\n"))
	return string(text[:min(len(text), longest)]), nil
}

// finishWhole is the step of a split request that its parts bring about.
func (s *step) finishWhole() {
	s.to = lifecycle.Status(s.in.Text("to"))
	s.ev.Sentence = "您说的几件事都有了答复，请看每一件"
	if s.to == lifecycle.Closed {
		s.req.Set("closed_at", s.now)
		s.ev.Sentence = "您说的几件事都已办结"
	}
}

// followParts carries a step of the whole over to its parts: who reads or is
// told all answers at once is told each, and who withdraws withdraws all.
func (s *step) followParts() error {
	verb := s.verb.Name
	if !inParts(s.req) || !slices.Contains([]string{"tell", "read", "withdraw"}, verb) {
		return nil
	}
	parts, err := partsOf(s.tx, s.req.Id)
	if err != nil {
		return err
	}
	for _, c := range parts {
		st := lifecycle.Status(c.GetString("status"))
		switch {
		case verb == "withdraw" && !slices.Contains(s.verb.From, st):
			continue
		case verb != "withdraw" && (st != lifecycle.Replied || c.GetBool("told")):
			continue
		}
		if _, err := apply(s.tx, s.who, c.Id, verb, Input{Values: s.in.Values}); err != nil {
			return fmt.Errorf("%s part %s: %w", verb, c.Id, err)
		}
	}
	return nil
}

// copyOf reads one stored photo of a request as a new file.
func copyOf(fsys *filesystem.System, req *core.Record, name string, n int) (*filesystem.File, error) {
	if !slices.Contains(req.GetStringSlice("photos"), name) {
		return nil, refuseField("parts", "photo_unknown", "有一张照片已经不在这件诉求里，请刷新再拆")
	}
	r, err := fsys.GetReader(req.BaseFilesPath() + "/" + name)
	if err != nil {
		return nil, fmt.Errorf("open photo: %w", err)
	}
	defer r.Close()
	raw := make([]byte, r.Size())
	for at := 0; at < len(raw); {
		k, err := r.Read(raw[at:])
		if at += k; err != nil && at < len(raw) {
			return nil, fmt.Errorf("read photo: %w", err)
		}
	}
	return filesystem.NewFileFromBytes(raw, fmt.Sprintf("photo%d.jpg", n))
}

// partsRoute proposes how to split a request, or, where texts come along,
// what each of them is about. Nothing is stored, and no address holds a word.
func partsRoute(e *core.RequestEvent) error {
	req, _, err := office(e)
	if err != nil {
		return err
	}
	var f struct {
		Texts []string `json:"texts"`
	}
	if err := e.BindBody(&f); err != nil || len(f.Texts) > 6 || len([]rune(strings.Join(f.Texts, ""))) > longest {
		return access.Refuse("内容看不懂或太长了")
	}
	texts := f.Texts
	if len(texts) == 0 {
		proposed, err := catalogue.Parts(e.App, req.GetString("text"))
		if err != nil {
			return err
		}
		for _, p := range proposed {
			texts = append(texts, strings.TrimPrefix(strings.TrimPrefix(p.Text, "另外"), "还有"))
		}
		if len(texts) == 0 {
			texts = []string{req.GetString("text")}
		}
	}
	parts := make([]map[string]any, 0, len(texts))
	for _, text := range texts {
		g, err := catalogue.Classify(e.App, text)
		if err != nil {
			return err
		}
		p := map[string]any{"text": text, "matter": "", "matter_name": named(""), "lane": g.Lane, "lane_label": words.Value("lane", g.Lane), "reason": g.Reason}
		if g.Row != nil && g.Lane != "sealed" {
			p["matter"], p["matter_name"] = g.Row.Id, g.Row.GetString("name")
		}
		parts = append(parts, p)
	}
	return e.JSON(http.StatusOK, map[string]any{"parts": parts})
}
