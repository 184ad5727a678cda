package visits

import (
	"net/http"

	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/access"
	"hongguan/hooks/catalogue"
	"hongguan/hooks/requests"
)

// note writes a visit down. A danger becomes a request at once, because whoever
// is on duty must hear of it now; what is to be sealed is never stored here.
func note(e *core.RequestEvent) error {
	who := access.Of(e)
	if !who.Community() {
		return access.Answer(http.StatusForbidden, "走访由社区工作人员记录")
	}
	var f Form
	if err := e.BindBody(&f); err != nil {
		return access.Refuse("提交的内容看不懂，请刷新页面再试")
	}
	if old := byKey(e.App, who, f.Key); old != nil {
		return answer(e, old, nil)
	}
	if err := f.check(e.App); err != nil {
		return err
	}
	if raw, err := e.FindUploadedFiles("photos"); err == nil {
		if f.photos, err = requests.Clean(raw, false); err != nil {
			return err
		}
	}
	lane := ""
	if f.Said != "" {
		guess, err := catalogue.Classify(e.App, f.Said)
		if err != nil {
			return err
		}
		lane = guess.Lane
	}
	var visit *core.Record
	var got *requests.Received
	err := e.App.RunInTransaction(func(tx core.App) error {
		var err error
		if lane == "emergency" || lane == "sealed" {
			visit, got, err = f.atOnce(tx, who)
			return err
		}
		visit, err = f.store(tx, who)
		return err
	})
	if err != nil {
		return err
	}
	return answer(e, visit, got)
}

// atOnce makes the request in the same breath. Of what is sealed, or hides who
// reported it, no visit is left: the list of visits is read by everybody.
func (f *Form) atOnce(tx core.App, who access.Actor) (*core.Record, *requests.Received, error) {
	got, err := requests.TakeIn(tx, f.submission(who))
	if err != nil || got.Sealed || requests.Shielded(got.Record) {
		return nil, &got, err
	}
	f.photos = nil // they are with the request
	visit, err := f.store(tx, who)
	if err != nil {
		return nil, &got, err
	}
	return visit, &got, turned(tx, visit, got.Record, who)
}

func (f *Form) submission(who access.Actor) requests.Submission {
	s := requests.Submission{By: who, Channel: f.Kind, Text: f.Said, Place: f.place, Room: f.Room, Received: f.at, Photos: f.photos}
	s.Caller.Name, s.Caller.Phone = f.Person, f.Phone
	if f.Key != "" {
		s.Key = "visit " + f.Key
	}
	return s
}

// answer sends the visit, and the request that was made of it at once.
func answer(e *core.RequestEvent, visit *core.Record, got *requests.Received) error {
	if got != nil {
		return requests.Answer(e, *got)
	}
	return e.JSON(http.StatusOK, map[string]any{"visit": visit.Id, "request": visit.GetString("request")})
}
