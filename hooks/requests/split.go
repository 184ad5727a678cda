package requests

import (
	"fmt"
	"strings"

	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/filesystem"

	"hongguan/hooks/access"
	"hongguan/hooks/catalogue"
	"hongguan/hooks/sealed"
	"hongguan/rules/lifecycle"
)

// mostParts is how many pieces one message may be cut into.
const mostParts = 6

// part is one piece of a request as staff cut it. Matter is empty where the
// machine's proposal stands; nil Photos are all of them.
type part struct {
	text, matter string
	photos       []string
	all          bool
	seal         bool // about a person: to the sealed store, not into the open list
	guess        catalogue.Suggestion
}

// parts reads them: a list of {text, matter, photos, seal}, or one a line.
func (in Input) parts() []part {
	list, _ := in.Values["parts"].([]any)
	var parts []part
	for _, x := range list {
		m, ok := x.(map[string]any)
		if !ok {
			m = map[string]any{"text": x}
		}
		one := Input{Values: m}
		if p := (part{text: one.Text("text"), matter: one.Text("matter"), seal: one.Bool("seal"), all: true}); p.text != "" {
			if _, ok := m["photos"].([]any); ok {
				p.photos, p.all = one.Lines("photos"), false
			}
			parts = append(parts, p)
		}
	}
	if len(parts) > 0 {
		return parts
	}
	for _, line := range in.Lines("parts") {
		parts = append(parts, part{text: line, all: true})
	}
	return parts
}

// split makes one request per matter; the parent is answered when all are.
func (s *step) split() error {
	parts := s.in.parts()
	if err := s.mayCut(parts); err != nil {
		return err
	}
	var open, secret []part
	for _, p := range parts {
		if p.seal {
			secret = append(secret, p)
		} else {
			open = append(open, p)
		}
	}
	if len(open) == 0 {
		return access.Refuse("几件都要保密办理，不用拆分，请把整件转入保密")
	}
	if err := s.sealParts(open, secret); err != nil {
		return err
	}
	if s.req.GetDateTime("accepted_at").IsZero() {
		s.req.Set("accepted_at", s.now)
	}
	if len(open) == 1 { // only the sealed part was taken out: nothing is left to divide
		// The line is that of any request taken in: who reads the timeline, the one
		// complained about perhaps, must not learn that anything was sealed.
		s.to, s.ev.Verb = lifecycle.Accepted, "accept"
		return s.accept()
	}
	var nos []string
	for _, p := range open {
		no, err := s.child(p)
		if err != nil {
			return err
		}
		nos = append(nos, no)
	}
	s.req.Set("parts", len(open))
	s.ev.Sentence = fmt.Sprintf("您说了%d件事，已分开办理：%s", len(open), strings.Join(nos, "、"))
	return nil
}

// mayCut judges every part and refuses what must not be cut so.
func (s *step) mayCut(parts []part) error {
	switch {
	case len(parts) < 2 || len(parts) > mostParts:
		return refuseField("parts", "parts_count", "拆分请写两到六件事，一件一格")
	case s.req.GetString("parent") != "":
		return access.Refuse("这件本身就是拆出来的，不能再拆")
	}
	urgent := !Urgent(s.req)
	for i := range parts {
		p := &parts[i]
		if len([]rune(p.text)) > 2000 {
			return refuseField("parts", "parts_long", fmt.Sprintf("第%d件太长了，请控制在 2000 字以内", i+1))
		}
		var err error
		if p.guess, err = catalogue.Classify(s.tx, p.text); err != nil {
			return err
		}
		if p.seal && p.guess.Lane != "sealed" { // who may read it is decided by what it says; nothing here says it
			return refuseField("parts", "part_open", fmt.Sprintf("第%d件看不出要保密；要保密请把整件“转入保密”，选好说的是什么", i+1))
		}
		if p.guess.Lane == "sealed" && !p.seal {
			return refuseField("parts", "part_sealed", fmt.Sprintf("第%d件（%s）涉及具体的人，不能拆成公开的一件，请选“这一件转入保密”", i+1, brief(p.text, 12)))
		}
		urgent = urgent || p.guess.Lane == "emergency" && !p.seal
	}
	if !urgent {
		return access.Refuse("这件是紧急诉求，拆开以后没有一件是紧急的，会没人急着办；请先点“紧急已处置”")
	}
	return nil
}

// child stores one part as a request of its own, with its own number and the
// deadline of the day the resident spoke.
func (s *step) child(p part) (string, error) {
	child := core.NewRecord(s.req.Collection())
	for _, f := range []string{"resident", "estate", "building", "unit", "room", "place_label", "poster", "channel", "on_behalf_name", "on_behalf_phone", "on_behalf_relation", "shielded_resident"} {
		child.Set(f, s.req.Get(f))
	}
	child.Load(map[string]any{"text": p.text, "parent": s.req.Id, "received_at": s.req.GetDateTime("received_at"), "friday": "auto"})
	photos, err := s.copies(p)
	if err != nil {
		return "", err
	}
	if len(photos) > 0 {
		child.Set("photos", photos)
	}
	classified(s.tx, child, p.guess)
	ev := Event{Verb: "submit", To: string(lifecycle.Pending), Sentence: "由 " + s.req.GetString("request_no") + " 拆分出来单独办理"}
	remember, err := s.chosen(child, p)
	if err != nil {
		return "", err
	}
	if err := fill(s.tx, child, s.now); err != nil {
		return "", err
	}
	if err := access.Own(s.tx, child); err != nil {
		return "", fmt.Errorf("save part: %w", err)
	}
	if remember != nil { // needs the part's id
		remember.Request = child.Id
		c, err := catalogue.Remember(s.tx, *remember)
		if err != nil {
			return "", err
		}
		ev.Data = map[string]any{"correction": c.Id}
	}
	return child.GetString("request_no"), ev.write(s.tx, child, s.who, s.now)
}

// chosen puts a part into the matter staff chose, where it is another than the
// machine's: a correction like any other.
func (s *step) chosen(child *core.Record, p part) (*catalogue.Correction, error) {
	from := classOf(child)
	to, err := (&step{tx: s.tx, req: child, in: Input{Values: map[string]any{"matter": p.matter}}}).corrected(from)
	if err != nil || to == from {
		return nil, err
	}
	setClass(child, to)
	child.Load(map[string]any{"corrected": true, "confidence": staffSure, "reason": "社区工作人员拆分时归为“" + matterName(s.tx, to.Matter) + "”"})
	sub := &step{req: child, verb: s.verb, now: s.now}
	sub.verb.Name = "correct"
	sub.followed(false)
	return &catalogue.Correction{From: from, To: to, Reason: "拆分时选的事项", By: s.who}, nil
}

// copies are the photos of a part, files of its own: each request then shows,
// hands on and erases its pictures like any other.
func (s *step) copies(p part) ([]*filesystem.File, error) {
	names := s.req.GetStringSlice("photos")
	if !p.all {
		names = p.photos
	}
	if len(names) == 0 {
		return nil, nil
	}
	fsys, err := s.tx.NewFilesystem()
	if err != nil {
		return nil, err
	}
	defer fsys.Close()
	var files []*filesystem.File
	for i, name := range names {
		f, err := copyOf(fsys, s.req, name, i+1)
		if err != nil {
			return nil, err
		}
		files = append(files, f)
	}
	return files, nil
}

// sealParts moves what must not lie open into the sealed store, with the
// photos named for it, and takes the words out of the request. Nothing stored
// says that it happened: her name still stands beside the rest, and whom the
// words are about may read that. She alone finds the query codes, on her page.
func (s *step) sealParts(open, secret []part) error {
	if len(secret) == 0 {
		return nil
	}
	who, err := s.tx.FindRecordById("residents", owner(s.req))
	if err != nil {
		who = core.NewRecord(s.req.Collection()) // erased: a report without a person
	}
	for i, p := range secret {
		p.all = false
		photos, err := s.copies(p)
		if err != nil {
			return err
		}
		if _, err := sealed.Receive(s.tx, sealed.Report{Kind: "request", Concerns: p.guess.Matter, Text: p.text, Photos: photos, PlaceLabel: s.req.GetString("place_label"),
			Reason: p.guess.Reason, Person: who.GetString("name"), Phone: who.GetString("phone"), Key: sealedPartKey(s.req.Id, i)}); err != nil {
			return err
		}
		for _, name := range p.photos {
			s.req.Set("photos-", name)
		}
	}
	var rest []string
	for _, p := range open {
		rest = append(rest, p.text)
	}
	s.req.Set("text", strings.Join(rest, "\n"))
	s.req.Set("summary", summary(s.req))
	guess, err := catalogue.Classify(s.tx, s.req.GetString("text"))
	switch {
	case err != nil:
		return err
	case guess.Lane == "sealed":
		return access.Refuse("剩下的话里还有要保密的内容，请把整件转入保密")
	case s.req.GetBool("corrected"):
		return nil
	}
	classified(s.tx, s.req, guess)
	return suggestOrg(s.tx, s.req)
}

// sealedPartKey gives the n-th sealed part of a request its query code again.
func sealedPartKey(request string, n int) string { return fmt.Sprintf("split:%s:%d", request, n) }
