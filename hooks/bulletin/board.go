package bulletin

import (
	"fmt"
	"slices"
	"sync"
	"time"

	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/types"

	"hongguan/hooks/access"
	"hongguan/hooks/calendar"
	"hongguan/hooks/places"
	"hongguan/rules/posting"
	"hongguan/rules/words"
)

const boardKey = "hongguan.bulletin"

// Headline is a post in a list.
type Headline struct {
	ID        string         `json:"id"`
	Title     string         `json:"title"`
	Kind      string         `json:"kind"`
	KindLabel string         `json:"kind_label"`
	Pinned    bool           `json:"pinned"`
	At        types.DateTime `json:"at"`
	Begin     string         `json:"begin"` // the first words of the body
	Place     string         `json:"place"` // 您的小区, or 全社区
}

// notice is a headline with what decides about it.
type notice struct {
	Headline
	rule posting.Post
}

// kept is the board as it was read; nil: read it anew. The lock holds through
// the reading: what was read before a post was taken down must not be put up
// after it.
type kept struct {
	mu  sync.Mutex
	all []notice
}

func keptOf(app core.App) *kept {
	return app.Store().GetOrSet(boardKey, func() any { return &kept{} }).(*kept)
}

func forget(e *core.RecordEvent) error {
	k := keptOf(e.App)
	k.mu.Lock()
	k.all = nil
	k.mu.Unlock()
	return e.Next()
}

// board is every published post in the order of reading. The home page of
// every phone asks for it, so it is read once and forgotten at each change;
// whose time has come is judged at each look.
func board(app core.App) ([]notice, error) {
	k := keptOf(app)
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.all != nil {
		return k.all, nil
	}
	rows, err := app.FindRecordsByFilter(table, "state = 'published'", "", 0, 0)
	if err != nil {
		return nil, fmt.Errorf("read posts: %w", err)
	}
	all := make([]notice, 0, len(rows))
	for _, r := range rows {
		all = append(all, notice{headline(r), of(r)})
	}
	slices.SortStableFunc(all, func(a, b notice) int {
		switch {
		case a.rule.Before(b.rule, a.Pinned, b.Pinned):
			return -1
		case b.rule.Before(a.rule, b.Pinned, a.Pinned):
			return 1
		}
		return 0
	})
	k.all = all
	return all, nil
}

const beginning = 46 // characters of the body in a list: two lines of a phone

func headline(r *core.Record) Headline {
	begin := []rune(plain(r.GetString("body")))
	if len(begin) > beginning {
		begin = append(begin[:beginning:beginning], '…')
	}
	return Headline{
		ID: r.Id, Title: r.GetString("title"), Kind: r.GetString("kind"), KindLabel: words.Value("post_kind", r.GetString("kind")),
		Pinned: r.GetBool("pinned"), At: r.GetDateTime("publish_at"), Begin: string(begin),
	}
}

// Title is a post on the home page.
type Title struct {
	ID        string `json:"id"`
	Title     string `json:"title"`
	KindLabel string `json:"kind_label"`
}

// Titles are the first posts for somebody: a resident, or nil, who may have
// scanned a poster.
func Titles(app core.App, resident *core.Record, poster string, most int) ([]Title, error) {
	found, _, err := page(app, where(app, resident, poster), calendar.Now(app), 0, most)
	out := []Title{}
	for _, h := range found {
		out = append(out, Title{h.ID, h.Title, h.KindLabel})
	}
	return out, err
}

// page is one stretch of what is shown at a place now, and whether there is more.
func page(app core.App, at posting.Place, now time.Time, from, most int) ([]Headline, bool, error) {
	all, err := board(app)
	if err != nil {
		return nil, false, err
	}
	out := []Headline{}
	for _, n := range all {
		reach := n.rule.Reach(at)
		if reach == "" || n.rule.Stage(now) != "shown" {
			continue
		}
		if from > 0 {
			from--
			continue
		}
		if len(out) == most {
			return out, true, nil
		}
		h := n.Headline
		h.Place = words.Value("post_reach", reach)
		out = append(out, h)
	}
	return out, false, nil
}

// where is the place of whoever asks: where she is registered, or else where
// the poster hangs that was scanned. A poster that was taken down tells none.
func where(app core.App, asks *core.Record, poster string) posting.Place {
	if access.Viewer(asks).Kind == access.Resident && asks.GetString("estate") != "" {
		return posting.Place{Estate: asks.GetString("estate"), Building: asks.GetString("building")}
	}
	if p, ok := places.ByCode(app, poster); poster != "" && ok && p.GetString("state") == "active" {
		return posting.Place{Estate: p.GetString("estate"), Building: p.GetString("building")}
	}
	return posting.Place{}
}
