package outbox

import (
	"fmt"
	"os"
	"path/filepath"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"hongguan/rules/workday"
)

// Erased is the subject of a letter whose words have been taken out.
const Erased = "内容已清除"

// Erase takes the words out of every letter and note about a request. What has
// not left yet never will; of what has left it names the receiver, who has it.
func Erase(tx core.App, request string) (notes []string, err error) {
	rows, err := tx.FindRecordsByFilter(collection, "request = {:r}", "queued_at", 0, 0, dbx.Params{"r": request})
	if err != nil {
		return nil, fmt.Errorf("find letters of %s: %w", request, err)
	}
	for _, r := range rows {
		note, err := EraseRow(tx, r)
		if err != nil {
			return nil, err
		}
		if note != "" {
			notes = append(notes, note)
		}
	}
	return notes, nil
}

// EraseRow takes the words out of one letter; note says to whom it has gone.
func EraseRow(tx core.App, r *core.Record) (note string, err error) {
	to := r.GetString("to")
	if r.GetString("kind") == kindWebhook {
		to = "工作群"
	}
	switch r.GetString("state") {
	case Sent:
		note = "已发出的信收不回来：" + r.GetDateTime("sent_at").Time().In(workday.Zone).Format("1月2日") + "发给 " + to
	case Sending:
		note = "有一封信正在发出，可能已经送到：" + to
		fallthrough
	default:
		r.Load(map[string]any{"state": Cancelled, "lease_until": ""})
	}
	r.Load(map[string]any{"subject": Erased, "body_text": "", "body_html": "", "attachments": nil, "attachment_list": nil, "last_error": ""})
	return note, save(tx, r)
}

// bindErased removes the file of an erased letter from the folder of an office
// without a mail server.
func bindErased(app core.App) {
	app.OnRecordAfterUpdateSuccess(collection).BindFunc(func(e *core.RecordEvent) error {
		if dir := of(e.App).dir(); dir != "" && e.Record.GetString("subject") == Erased {
			old, _ := filepath.Glob(filed(dir, e.Record.GetString("dedup_key")))
			for _, path := range old {
				if err := os.Remove(path); err != nil {
					e.App.Logger().Warn("remove erased letter", "file", path, "error", err)
				}
			}
		}
		return e.Next()
	})
}
