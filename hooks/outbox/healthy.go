package outbox

import (
	"fmt"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/calendar"
	"hongguan/hooks/settings"
)

// Health is what the workbench says about the outbox.
type Health struct {
	Waiting  int           // rows still to go out by themselves
	Human    int           // rows that wait for a person
	Oldest   time.Duration // how long the oldest of Waiting has waited
	Sentence string        // what is wrong; empty when nothing is
}

// slowAfter is when waiting is worth mentioning.
const slowAfter = time.Hour

// Look reads the state of the outbox.
func Look(app core.App) (Health, error) {
	now := calendar.Now(app)
	var h Health
	var oldest string
	err := app.RecordQuery(collection).
		Select("count(*) FILTER (WHERE state<>'human')", "count(*) FILTER (WHERE state='human')",
			"coalesce(min(queued_at) FILTER (WHERE state<>'human'), '')").
		AndWhere(dbx.In("state", Queued, Sending, Human)).
		Row(&h.Waiting, &h.Human, &oldest)
	if err != nil {
		return h, fmt.Errorf("read outbox health: %w", err)
	}
	if t, err := time.Parse(storedTime, oldest); err == nil {
		h.Oldest = max(now.Sub(t), 0)
	}
	h.Sentence, err = sentence(app, h, now)
	return h, err
}

// Oldest is how long the oldest unsent row has waited, 0 when none waits.
func Oldest(app core.App) (time.Duration, error) {
	h, err := Look(app)
	return h.Oldest, err
}

func sentence(app core.App, h Health, now time.Time) (string, error) {
	if h.Waiting > 0 && way(app) == nowhere {
		return fmt.Sprintf("%s，有 %d 封信没有发出", noSender, h.Waiting), nil
	}
	if h.Human > 0 {
		return fmt.Sprintf("有 %d 封信要人工处理：改好地址后重发，或改用人工报送", h.Human), nil
	}
	if h.Waiting == 0 {
		return "", nil
	}
	if way(app) == bySMTP {
		n, err := sentBetween(app, now.Add(-24*time.Hour), now)
		if err != nil {
			return "", err
		}
		if _, perDay := settings.Of(app).MailCaps(); n >= perDay {
			return fmt.Sprintf("一天里已发 %d 封，到了上限，还有 %d 封明天接着发", n, h.Waiting), nil
		}
	}
	if h.Oldest >= slowAfter {
		return fmt.Sprintf("有 %d 封信没有发出，最早的已等了 %s", h.Waiting, span(h.Oldest)), nil
	}
	return "", nil
}

func span(d time.Duration) string {
	if d >= 48*time.Hour {
		return fmt.Sprintf("%d 天", int(d.Hours()/24))
	}
	return fmt.Sprintf("%d 小时", int(d.Hours()))
}
