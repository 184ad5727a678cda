package requests

import (
	"fmt"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/access"
	"hongguan/rules/lifecycle"
)

// fill gives a new request its number, summary, suggestion and deadline.
func fill(tx core.App, req *core.Record, now time.Time) error {
	no, err := nextNo(tx, now)
	if err != nil {
		return err
	}
	req.Set("request_no", no)
	req.Set("status", string(lifecycle.Pending))
	shield(req)
	req.Set("summary", summary(req))
	if req.GetBool("callback") && req.GetString("text") == "" {
		req.Set("kind", "consult") // a call back is a question's matter of one working day
	}
	if err := suggestOrg(tx, req); err != nil {
		return err
	}
	return reckon(tx, req)
}

func store(tx core.App, req *core.Record, ev Event, who access.Actor, now time.Time) error {
	if err := access.Own(tx, req); err != nil {
		return fmt.Errorf("save request: %w", err)
	}
	return ev.write(tx, req, who, now)
}

// titleLength is how many characters of the first words make the title.
const titleLength = 24

// summary is the title in lists: the first words said, or what else there is.
func summary(req *core.Record) string {
	if req.GetString("shielded_text") != "" {
		return Danger(req)
	}
	if t := req.GetString("text"); t != "" {
		return brief(t, titleLength)
	}
	if req.GetBool("callback") {
		return "请回电话"
	}
	return "照片反映"
}
