package demo

import (
	"context"
	_ "embed"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/access"
	"hongguan/hooks/calendar"
	"hongguan/hooks/jobs"
	"hongguan/hooks/outbox"
	"hongguan/hooks/places"
	"hongguan/hooks/requests"
	"hongguan/rules/lifecycle"
	"hongguan/rules/workday"
)

//go:embed story.tsv
var story string

// scene is one thing that happens at one time.
type scene struct {
	at   time.Time
	line int
	do   func() error
}

// theatre plays the story in the order of time, on a clock of its own, through
// the same door as everybody: what the demo shows, the program did.
type theatre struct {
	*town
	clerks    [2]*core.Record
	steward   *core.Record
	secretary *core.Record
	people    map[string]*core.Record
	contacts  map[string]*core.Record // by organisation
	asked     map[int]*core.Record    // requests by line
	latest    map[string]*core.Record // a resident's latest request
	behind    map[int]bool            // lines that wait for a Friday
	scenes    []scene
}

// play reads the story and performs it up to now.
func (t *theatre) play(now time.Time) error {
	t.asked, t.latest = map[int]*core.Record{}, map[string]*core.Record{}
	t.behind = map[int]bool{}
	for i, line := range strings.Split(story, "\n") {
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		if err := t.read(i+1, line, now); err != nil {
			return fmt.Errorf("story line %d: %w", i+1, err)
		}
	}
	t.fridays(now)
	slices.SortStableFunc(t.scenes, func(a, b scene) int { return a.at.Compare(b.at) })
	at := now
	defer calendar.SetClock(t.app, calendar.SetClock(t.app, func() time.Time { return at }))
	for _, s := range t.scenes {
		if s.at.After(now) {
			break
		}
		at = s.at
		if err := s.do(); err != nil {
			return fmt.Errorf("story line %d at %s: %w", s.line, s.at.Format("01-02 15:04"), err)
		}
	}
	return nil
}

// fridays lets the office's own jobs run each morning and after each Friday's
// cut-off, as they would have on a PC that was on.
func (t *theatre) fridays(now time.Time) {
	for d := -22; d <= 0; d++ {
		day := now.In(workday.Zone).AddDate(0, 0, d)
		for _, hour := range []int{8, 16} {
			at := time.Date(day.Year(), day.Month(), day.Day(), hour, 31, 0, 0, workday.Zone)
			t.scenes = append(t.scenes, scene{at, 0, t.morning})
		}
	}
}

// morning runs the jobs that are due and takes the letters to the post, so that
// none has become pointless by the time the demo opens.
func (t *theatre) morning() error {
	if err := jobs.Tick(t.app); err != nil {
		return err
	}
	return outbox.Deliver(context.Background(), t.app)
}

// read turns one line into scenes. What the office does happens in office hours.
func (t *theatre) read(line int, text string, now time.Time) error {
	parts := strings.Split(text, "\t")
	if len(parts) < 5 {
		return fmt.Errorf("has %d columns", len(parts))
	}
	days, err := strconv.Atoi(parts[0])
	if err != nil {
		return err
	}
	clock, err := time.Parse("15:04", parts[1])
	if err != nil {
		return err
	}
	day := now.In(workday.Zone).AddDate(0, 0, days)
	at := time.Date(day.Year(), day.Month(), day.Day(), clock.Hour(), clock.Minute(), 0, 0, workday.Zone)
	if at.After(now) { // a demo started just after midnight
		at = now.Add(-time.Minute)
	}
	resident := t.people[parts[2]]
	if resident == nil {
		return fmt.Errorf("nobody is called %s", parts[2])
	}
	channel, words := parts[3], parts[4]
	t.scenes = append(t.scenes, scene{at, line, func() error { return t.ask(line, resident, channel, words) }})
	if len(parts) < 6 {
		return nil
	}
	for _, step := range strings.Split(parts[5], " ; ") {
		hours, rest, _ := strings.Cut(strings.TrimSpace(step), " ")
		h, err := strconv.Atoi(strings.TrimPrefix(hours, "+"))
		if err != nil {
			return fmt.Errorf("step %q: %w", step, err)
		}
		verb, args, _ := strings.Cut(rest, " ")
		at = at.Add(time.Duration(h)*time.Hour + 7*time.Minute)
		if !slices.Contains([]string{"rate", "read", "withdraw", "join", "take", "handle"}, verb) { // danger keeps no office hours
			at = calendar.Workdays(t.app).NextOpen(at, workday.DefaultHours())
		}
		t.scenes = append(t.scenes, scene{at, line, func() error { return t.step(line, resident, verb, args) }})
	}
	return nil
}

func (t *theatre) ask(line int, resident *core.Record, channel, text string) error {
	s := requests.Submission{Resident: resident, Text: text, Channel: channel, Room: resident.GetString("room"), Key: fmt.Sprintf("demo-%d", line)}
	s.By = access.FromRecord(t.app, resident)
	if channel != "qr" && channel != "web" {
		s.By = access.FromRecord(t.app, t.clerks[0])
	}
	if channel == "hotline" {
		s.Source.System, s.Source.No = "12345", "SZ-20261115-"+fmt.Sprint(2000+line)
	}
	var err error
	if s.Place, err = places.From(t.app, places.Asked{Building: resident.GetString("building"), Unit: resident.GetString("unit")}); err != nil {
		return err
	}
	if line%4 == 0 {
		if s.Photos, err = picture(line); err != nil {
			return err
		}
	}
	got, err := requests.Receive(t.app, s)
	if err != nil {
		return err
	}
	if got.Record == nil {
		return fmt.Errorf("%q was sealed", text)
	}
	t.asked[line], t.latest[resident.Id] = got.Record, got.Record
	return nil
}

// step performs one verb by whoever would do it.
func (t *theatre) step(line int, resident *core.Record, verb, args string) error {
	req, err := t.app.FindRecordById("requests", t.asked[line].Id)
	if err != nil {
		return err
	}
	if t.behind[line] {
		return nil
	}
	if verb == "progress" && req.GetString("status") == string(lifecycle.Dispatched) && req.GetString("handler_org") == t.orgs["区党工委组织部"].Id {
		return nil // a Friday report went up before this last attempt
	}
	in := requests.Input{Values: map[string]any{}}
	who := t.clerks[line%2]
	first, rest, _ := strings.Cut(args, " ")
	before, after, _ := strings.Cut(args, " @ ")
	switch verb {
	case "dispatch":
		if args != "" {
			in.Values["org"] = t.orgs[args].Id
		} else if o, ok := places.Org(t.app, req.GetString("suggested_org")); !ok || o.Kind == "org_dept" {
			in.Values["org"] = t.orgs["湖畔社区居民委员会"].Id
		}
	case "sign", "progress", "extend", "return", "ask_info":
		who = t.handler(req, who)
		in.Values = map[string]any{"text": args, "reason": args, "question": args}
		if verb == "extend" {
			in.Values = map[string]any{"days": first, "reason": rest}
		}
	case "reply":
		who = t.handler(req, who)
		in.Values = map[string]any{"solved": first, "text": rest}
	case "approve":
		who = t.clerks[(line+1)%2]
	case "handle":
		in.Values = map[string]any{"found": first, "reached": true, "text": rest}
	case "tell":
		in.Values = map[string]any{"how": first, "note": rest}
	case "call_back":
		s, words, _ := strings.Cut(rest, " ")
		in.Values = map[string]any{"reached": true, "solved": first, "stars": s, "words": words}
		who = t.steward
	case "rate":
		solved, words, _ := strings.Cut(rest, " ")
		in.Values, who = map[string]any{"stars": first, "solved": solved, "text": words}, resident
	case "read", "withdraw":
		in.Values, who = map[string]any{"reason": args}, resident
	case "join": // 我家也是
		if who = t.people[args]; who == nil {
			return fmt.Errorf("nobody is called %s", args)
		}
	case "suspend":
		who = t.steward
		in.Values = map[string]any{"reason": args, "review_at": t.now().AddDate(0, 0, 45).Format("2006-01-02")}
	case "escalate":
		if req.GetString("tier") == first {
			return nil // the machine had seen it from the words
		}
		reason := strings.TrimPrefix(before, first+" ")
		in.Values = map[string]any{"tier": first, "reason": reason, "prior": after}
	case "decline":
		in.Values = map[string]any{"reason": before, "where": after}
	case "forward":
		if dept := t.orgs["区党工委组织部"].Id; req.GetString("handler_org") != dept {
			t.behind[line] = true // the Friday report is still to come
			return nil
		}
		in.Values, who = map[string]any{"org": t.orgs[args].Id, "by": "李处长", "opinion": "请住建局党委牵头，会同有关部门研究答复"}, t.secretary
	case "correct":
		in.Values = map[string]any{"matter": first, "reason": rest}
	case "merge": // into the first request of herself, or the latest of a neighbour
		into := t.latest[t.people[args].Id]
		if t.people[args].Id == resident.Id {
			into = t.first(resident, req)
		}
		in.Values["into"] = into.Id
	case "split":
		in.Values["parts"] = strings.ReplaceAll(args, " / ", "\n")
	case "seal":
		in.Values = map[string]any{"concerns": first, "reason": rest}
	}
	if verb == "approve" && req.GetString("status") != "in_review" {
		return nil // this organisation's replies go out without review
	}
	_, err = requests.Apply(t.app, access.FromRecord(t.app, who), req.Id, verb, in)
	return err
}

func (t *theatre) now() time.Time { return calendar.Now(t.app).In(workday.Zone) }

// handler is the organisation's own contact, or the clerk recording for it.
func (t *theatre) handler(req, clerk *core.Record) *core.Record {
	if c := t.contacts[req.GetString("handler_org")]; c != nil {
		return c
	}
	return clerk
}

// first is the resident's first request, for merging a repetition into it.
func (t *theatre) first(resident, not *core.Record) *core.Record {
	best := not
	for _, r := range t.asked {
		if r.GetString("resident") == resident.Id && r.Id != not.Id && r.GetDateTime("received_at").Before(best.GetDateTime("received_at")) {
			best = r
		}
	}
	return best
}
