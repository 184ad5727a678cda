package duties

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/types"

	"hongguan/hooks/access"
	"hongguan/hooks/calendar"
	"hongguan/hooks/outbox"
	"hongguan/hooks/settings"
	"hongguan/hooks/workbench"
	"hongguan/rules/realname"
	"hongguan/rules/term"
)

// watchTerms writes once about each term that is over within fourteen days, and
// closes those that are over. What a duty opens is shut at midnight by the term
// itself; a PC that was off only notes it later.
func watchTerms(tx core.App, _ string, _ time.Time) error {
	now := calendar.Now(tx)
	rows, err := tx.FindRecordsByFilter(table, "ended_at = '' && over_at != '' && over_at <= {:soon}", "over_at", 0, 0,
		dbx.Params{"soon": now.Add(term.Soon).UTC().Format(types.DefaultDateLayout)})
	if err != nil {
		return fmt.Errorf("terms that end: %w", err)
	}
	var lines []string
	for _, r := range rows {
		t := termOf(r)
		switch {
		case !now.Before(t.Over()):
			r.Load(map[string]any{"ended_at": t.Over(), "ended_reason": "任期届满", "ended_by": access.Program().Label})
		case t.Ending(now) && r.GetDateTime("warned_at").IsZero():
			r.Set("warned_at", now)
			lines = append(lines, line(tx, r, now))
		default:
			continue
		}
		if err := save(tx, r); err != nil {
			return err
		}
	}
	if err := retain(tx, now); err != nil || len(lines) == 0 {
		return err
	}
	return tell(tx, now, lines)
}

// retain takes residents out of terms that ended longer ago than the office
// keeps requests. That the building had a head stays.
func retain(tx core.App, now time.Time) error {
	years := settings.Of(tx).GetInt("retention_years")
	if years <= 0 {
		return nil // an office that has not decided keeps everything
	}
	rows, err := tx.FindRecordsByFilter(table, "resident != '' && ended_at != '' && ended_at < {:t}", "", 0, 0,
		dbx.Params{"t": now.AddDate(-years, 0, 0).UTC().Format(types.DefaultDateLayout)})
	if err != nil {
		return fmt.Errorf("duties past their retention: %w", err)
	}
	for _, r := range rows {
		if err := forget(tx, r); err != nil {
			return err
		}
	}
	return nil
}

// line says of one duty that its term ends; the name stays half hidden, for
// letters lie open.
func line(app core.App, r *core.Record, now time.Time) string {
	t := termOf(r)
	left := "今天是最后一天"
	if n := t.Left(now); n > 0 {
		left = fmt.Sprintf("还有 %d 天", n)
	}
	return fmt.Sprintf("%s %s，任期到%s，%s", title(app, r), realname.MaskName(r.GetString("name")), t.Until.Format("1月2日"), left)
}

// tell writes to whoever decides.
func tell(tx core.App, now time.Time, lines []string) error {
	to, err := deciders(tx)
	if err != nil || len(to) == 0 {
		return err // the workbench says it all the same
	}
	c := settings.Of(tx)
	text := "以下任期 14 天内到期，请在管理后台“任职”里续任或交接：\n\n" + strings.Join(lines, "\n") + "\n\n到期当天夜里 12 点，程序自动结束，楼长看不到本楼的诉求。\n\n" + c.Name()
	for _, a := range to {
		_, err := outbox.Queue(tx, outbox.Mail{
			Key: "duties:" + now.Format(time.DateOnly) + ":" + strings.Join(lines, "|") + ":" + strings.ToLower(a), To: []string{a},
			Subject: fmt.Sprintf("【%s】%d 个任期快到了", c.Name(), len(lines)), Text: text, About: "任期提醒", Expires: now.Add(term.Soon),
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// deciders are the mailboxes of secretaries and stewards, each once.
func deciders(app core.App) ([]string, error) {
	staff, err := app.FindRecordsByFilter("staff", "role = 'steward' && active = true", "created", 0, 0)
	if err != nil {
		return nil, err
	}
	heads, err := app.FindAllRecords(core.CollectionNameSuperusers)
	if err != nil {
		return nil, err
	}
	var to []string
	for _, r := range append(staff, heads...) {
		if a := strings.ToLower(strings.TrimSpace(r.Email())); a != "" && a != core.DefaultInstallerEmail && !slices.Contains(to, a) {
			to = append(to, a)
		}
	}
	return to, nil
}

// ending is the line of the workbench; it says nothing while no term ends.
func ending(app core.App) workbench.Line {
	now := calendar.Now(app)
	rows, err := held(app, "over_at != ''", nil)
	if err != nil {
		app.Logger().Error("workbench: duties", "error", err)
		return workbench.Line{}
	}
	var lines []string
	for _, r := range rows {
		if termOf(r).Ending(now) {
			lines = append(lines, line(app, r, now))
		}
	}
	if len(lines) == 0 {
		return workbench.Line{}
	}
	sentence := lines[0]
	if n := len(lines); n > 1 {
		sentence = fmt.Sprintf("%s，另有 %d 个任期也快到", sentence, n-1)
	}
	return workbench.Line{Label: "任期", State: workbench.Warn, Sentence: sentence + "，请续任或交接", Banner: true}
}
