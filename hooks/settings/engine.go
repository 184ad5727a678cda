package settings

import (
	"slices"

	"github.com/pocketbase/pocketbase/core"
)

// floods are generous: a whole estate shares one address behind its Wi-Fi or
// its carrier. What protects accounts are the locks in people; these only keep
// a flood from filling the disk.
var floods = []core.RateLimitRule{
	{Label: "*:auth", MaxRequests: 60, Duration: 60},
	{Label: "requests:create", MaxRequests: 3000, Duration: 60},
	{Label: "POST /api/letters", MaxRequests: 60, Duration: 60},
	{Label: "POST /api/residents/register", MaxRequests: 120, Duration: 60},
	{Label: "POST /api/residents/login", MaxRequests: 60, Duration: 60},
	{Label: "/api/reply/", MaxRequests: 600, Duration: 60},
	{Label: "/api/track/", MaxRequests: 120, Duration: 60},
	{Label: "/api/", MaxRequests: 6000, Duration: 60},
}

// Engine puts PocketBase's own settings where this program needs them, once:
// no addresses in the logs, no batch route, no schema buttons, a limit on
// floods. An office that changes one later keeps its change.
func Engine(app core.App) error {
	s := app.Settings()
	if s.Meta.AppName == brandEngine {
		return nil
	}
	s.Meta.AppName = brandEngine
	s.Meta.SenderName = Of(app).Brand()
	s.Meta.HideControls = true
	s.Meta.AccentColor = "#b3241b"
	s.Logs.LogIP = false
	s.Logs.MaxDays = 5
	s.Batch.Enabled = false
	s.RateLimits.Enabled = true
	s.RateLimits.Rules = slices.Clone(floods)
	return app.Save(s)
}

// brandEngine is the name of the program; that it stands in the settings says
// that Engine has run.
const brandEngine = "红管家"
