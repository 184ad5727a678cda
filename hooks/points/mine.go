package points

import (
	"fmt"
	"net/http"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/types"

	"hongguan/hooks/access"
	"hongguan/hooks/calendar"
	"hongguan/hooks/people"
	"hongguan/rules/ledger"
	"hongguan/rules/words"
)

// shown is how many lines somebody sees at once: a year of an eager volunteer.
const shown = 100

// Standing is where somebody's points stand, as she and the office read it.
type Standing struct {
	Balance int      `json:"balance"` // that can be used now
	Debt    int      `json:"debt"`
	Ending  []string `json:"ending"` // 12 分将在 1月5日 到期
	Lines   []Line   `json:"lines"`  // newest first
	More    bool     `json:"more"`   // older ones are not shown
}

// Line is one entry as a person reads it.
type Line struct {
	At       types.DateTime `json:"at"`
	Kind     string         `json:"kind_label"`
	Amount   int            `json:"amount"`
	Owed     int            `json:"owed"`
	Balance  int            `json:"balance"`
	Expires  string         `json:"expires"` // last day, 2027-11-23
	Sentence string         `json:"sentence"`
}

// StandingOf reads an account. What has ended but was not written off yet no
// longer counts.
func StandingOf(app core.App, account string) (Standing, error) {
	s := Standing{Ending: []string{}, Lines: []Line{}}
	now := calendar.Now(app)
	a, err := read(app, account)
	if err != nil {
		return s, err
	}
	s.Balance, s.Debt = a.Balance-a.Overdue(now), a.Debt
	for _, p := range a.Ending(now) {
		s.Ending = append(s.Ending, ends(p))
	}
	var rows []*core.Record
	if err := app.RecordQuery(entries).AndWhere(dbx.HashExp{"account": account}).OrderBy("seq DESC").Limit(shown + 1).All(&rows); err != nil {
		return s, fmt.Errorf("lines of %s: %w", account, err)
	}
	for i, r := range rows {
		if s.More = i == shown; s.More {
			break
		}
		s.Lines = append(s.Lines, lineOf(r))
	}
	return s, nil
}

func lineOf(r *core.Record) Line {
	l := Line{At: r.GetDateTime("at"), Kind: words.Value("point_kind", r.GetString("kind")), Amount: r.GetInt("amount"), Owed: r.GetInt("owed"), Balance: r.GetInt("balance"), Sentence: r.GetString("sentence")}
	if x := r.GetDateTime("expires_at"); !x.IsZero() {
		l.Expires = ledger.LastDay(x.Time()).Format("2006-01-02")
	}
	return l
}

// mine tells a resident what she has.
func mine(e *core.RequestEvent) error {
	if access.Viewer(e.Auth).Kind != access.Resident {
		return access.Answer(http.StatusUnauthorized, "请先登录")
	}
	s, err := StandingOf(e.App, people.Root(e.Auth))
	if err != nil {
		return err
	}
	e.Response.Header().Set("Cache-Control", "no-store")
	return e.JSON(http.StatusOK, s)
}

// of tells staff what somebody has, masked like everything of hers.
func of(e *core.RequestEvent) error {
	if _, err := office(e); err != nil {
		return err
	}
	r, err := people.First(e.App, e.Request.PathValue("id"))
	if err != nil {
		return err
	}
	s, err := StandingOf(e.App, r.Id)
	if err != nil {
		return err
	}
	name, phone := people.Masked(r)
	e.Response.Header().Set("Cache-Control", "no-store")
	return e.JSON(http.StatusOK, map[string]any{"id": r.Id, "name": name, "phone_masked": phone, "standing": s})
}
