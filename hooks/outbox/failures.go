package outbox

import (
	"fmt"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/calendar"
	"hongguan/rules/workday"
)

// Failures are the letters that a person should see to, or that have waited for
// more than an hour, one line each; the log-in mails of accounts are nobody
// else's business.
func Failures(app core.App) ([]string, error) {
	var rows []*core.Record
	err := app.RecordQuery(collection).
		AndWhere(dbx.NewExp("(state='human' OR state='failed' OR (state IN ('queued', 'sending') AND queued_at<{:t})) AND about!={:account}",
			dbx.Params{"t": stamp(calendar.Now(app).Add(-slowAfter)), "account": account})).
		OrderBy("queued_at").All(&rows)
	if err != nil {
		return nil, fmt.Errorf("read letters that did not go out: %w", err)
	}
	var lines []string
	for _, r := range rows {
		why := r.GetString("last_error")
		if why == "" {
			why = "还在等着发"
		}
		lines = append(lines, fmt.Sprintf("%s（%s放入）：%s", cut(r.GetString("subject"), 60), r.GetDateTime("queued_at").Time().In(workday.Zone).Format("1月2日15:04"), why))
	}
	return lines, nil
}
