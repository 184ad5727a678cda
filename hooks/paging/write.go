package paging

import (
	"strings"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/calendar"
	"hongguan/hooks/outbox"
	"hongguan/hooks/requests"
	"hongguan/hooks/settings"
	"hongguan/templates"
)

// pointless is how long after it was written an unsent letter about a danger is
// still worth sending.
const pointless = 12 * time.Hour

// write queues the letters and the robot's line and says who is told.
func write(tx core.App, req *core.Record, step string, to []reader, why string) (told string, err error) {
	key := "alert:" + step + ":" + req.Id
	view := viewOf(tx, req, step)
	line := templates.AlertText(view)
	view.Why = toYou[why]
	letter, err := templates.Alert(view)
	if err != nil {
		return "", err
	}
	seen := map[string]bool{"": true}
	for _, r := range to {
		address := strings.ToLower(strings.TrimSpace(r.Email))
		if seen[address] {
			continue // two rows of the roster may be one person
		}
		seen[address] = true
		_, err := outbox.Queue(tx, outbox.Mail{
			Key: key + ":" + address, To: []string{r.Email}, Subject: letter.Subject, Text: letter.Text, HTML: letter.HTML,
			Request: req.Id, About: "紧急通知", Expires: calendar.Now(tx).Add(pointless), Urgent: true,
		})
		if err != nil {
			return "", err
		}
	}
	told = names(to)
	if robot := strings.TrimSpace(settings.Of(tx).GetString("robot_url")); robot != "" {
		if _, err := outbox.QueueNote(tx, outbox.Note{Key: key + ":robot", URL: robot, Text: line, Request: req.Id, About: "紧急通知", Urgent: true}); err != nil {
			return "", err
		}
		told = strings.TrimPrefix(told+"、工作群（机器人）", "、")
	}
	if told == "" {
		told = "没有通知到人（都没有邮箱，也没有设群机器人），只有工作台上的横幅"
	}
	return told, nil
}

// viewOf is an emergency as it may be told to people whose telephones lie on tables.
func viewOf(app core.App, req *core.Record, step string) templates.AlertView {
	c := settings.Of(app)
	v := templates.AlertView{
		Community: c.Name(), RequestNo: req.GetString("request_no"), Place: req.GetString("place_label"), Danger: requests.Danger(req),
		CallBy: req.GetDateTime("due_at").Time(), Again: step == second, Shielded: requests.Shielded(req), Nameless: req.GetString("resident") == "",
	}
	if c.PublicURL() != "" {
		v.Link = c.PublicURL() + "/desk.html#/request/" + req.Id
	}
	return v
}
