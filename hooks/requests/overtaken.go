package requests

import (
	"net/http"
	"slices"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/access"
	"hongguan/rules/words"
	"hongguan/rules/workday"
)

// seenField names, in a request as staff read it and in what they send with a
// verb, the newest line of its timeline they had before them.
const seenField = "seen"

// calm are the steps after which nobody decides otherwise.
var calm = []string{"read", "join", "urge", "raise"}

// showSeen tells staff who read one request how far its timeline goes.
func showSeen(app core.App, req *core.Record) error {
	last, err := LastEvent(app, req.Id)
	if err == nil && last != nil {
		req.Set(seenField, last.Id)
	}
	return err
}

// overtaken refuses a step of somebody before whose eyes the request still
// stood as it was before a colleague, the resident or the handler did something
// with it: two who work on one record never write over each other unawares.
// Whoever does not say what she saw is judged by the status alone.
func overtaken(tx core.App, who access.Actor, req *core.Record, in Input) error {
	seen := in.Text(seenField)
	if seen == "" {
		return nil
	}
	newer, err := Newer(tx, req.Id, seen, who)
	if err != nil || newer == nil {
		return err
	}
	return access.Answer(http.StatusConflict, Told(newer, who)+"，您看到的还是之前的。请看过最新的再办，您刚写的还留着")
}

// Newer is the latest step somebody other than who did with a request after the
// line of its timeline that was seen; nil when there is none.
func Newer(app core.App, request, seen string, who access.Actor) (*core.Record, error) {
	rows, err := app.FindRecordsByFilter("request_events", "request = {:r}", "-at,-@rowid", 50, 0, dbx.Params{"r": request})
	if err != nil {
		return nil, err
	}
	for _, ev := range rows {
		if ev.Id == seen {
			return nil, nil
		}
		own := ev.GetString("actor_kind") == who.Kind && ev.GetString("actor_id") == who.ID
		if !own && !slices.Contains(calm, ev.GetString("verb")) {
			return ev, nil
		}
	}
	return nil, nil
}

// Told says to one of the staff who did what and when: 『社区工作者 王敏 10:42 办了
// “派单”』. Other organisations learn that something happened, not who rated.
func Told(ev *core.Record, to access.Actor) string {
	at := ev.GetDateTime("at").Time().In(workday.Zone).Format("15:04")
	if !to.Community() {
		return "这件诉求 " + at + " 有了新情况"
	}
	return ev.GetString("actor_label") + " " + at + " 办了“" + words.Value("verb", ev.GetString("verb")) + "”"
}
