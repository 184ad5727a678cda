package templates

import "time"

// OfflineView is what the page says that stands in while the office's PC is off.
// It lies on another machine, so it holds nothing but what hangs in the
// stairwell anyway: telephones and hours.
type OfflineView struct {
	Community string // 湖畔社区
	Brand     string // 红色管家
	Phone     string
	Hours     string // when somebody answers the telephone; may be empty
	Online    string // when the PC is on: 每天 8:30–17:30; may be empty
	Address   string // may be empty
	Urgent    []OfflineNumber
	Others    []OfflineNumber // property companies by estate
	MadeAt    time.Time
}

// OfflineNumber is a name with a telephone.
type OfflineNumber struct{ Name, Tel string }

// Offline is the whole page, with its style and without a script or a second
// file: the proxy that serves it has nothing else. It looks again by itself.
func Offline(view OfflineView) (string, error) { return fragment("offline", view) }
