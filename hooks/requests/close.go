package requests

import (
	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/access"
	"hongguan/hooks/calendar"
	"hongguan/hooks/settings"
)

// CloseSilent closes replied requests whose owners were told a week ago and
// said nothing; a split one closes with its parts. A request nobody was told of never closes by itself.
func CloseSilent(app core.App) (int, error) {
	now := calendar.Now(app)
	rows, err := app.FindRecordsByFilter("requests", "status = 'replied' && told = true && parts = 0 && told_at != '' && told_at < {:t}", "told_at", 500, 0,
		dbx.Params{"t": stampTime(now.AddDate(0, 0, -1))})
	if err != nil {
		return 0, err
	}
	n := 0
	for _, r := range rows {
		if settings.Of(app).Rules().CloseAt(r.GetDateTime("told_at").Time()).After(now) {
			continue
		}
		if _, err := Apply(app, access.Program(), r.Id, "close", Input{}); err != nil {
			return n, err
		}
		n++
	}
	return n, nil
}
