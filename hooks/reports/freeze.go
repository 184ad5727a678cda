package reports

import (
	"fmt"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/access"
	"hongguan/hooks/requests"
	"hongguan/hooks/settings"
	"hongguan/rules/schedule"
	"hongguan/templates"
)

// onSlot makes the report of a week when its hour has come. A week that was
// sent early or reported by hand has its report already.
func onSlot(tx core.App, slot string, _ time.Time) error {
	week, err := schedule.ParseISOWeek(slot)
	if err != nil {
		return err
	}
	r, err := open(tx, week)
	if err != nil || frozen(r) {
		return err
	}
	if last, err := newest(tx, ""); err != nil || last != nil && slot < last.GetString("week") {
		return err // a later report has taken everything in already
	}
	state := held
	if r.GetString("state") != held && (settings.Of(tx).GetBool("report_auto") || r.GetString("signed_by") != "") {
		state = queued
	}
	return freeze(tx, r, week, state)
}

// freeze makes the report of a week: figures, body and files as of now, the
// new items handed to the organisation department, and the letter queued.
// All of it is one transaction.
func freeze(tx core.App, r *core.Record, week schedule.ISOWeek, state string) error {
	p, err := periodOf(tx, week)
	if err != nil {
		return err
	}
	view, items, err := p.compute(tx)
	if err != nil {
		return err
	}
	if view.Late && state != manual {
		view.LateWhy = "到时程序没有运行"
	}
	seen := 0
	if err := tx.DB().Select("count(*)").From("requests").Row(&seen); err != nil {
		return err
	}
	// Stored first: the forms of the items point to it.
	r.Load(map[string]any{"slot_at": p.Slot, "period_from": p.From, "period_to": p.To, "late": view.Late,
		"audit_count": view.AuditRows, "audit_head": view.AuditHead})
	if err := save(tx, r); err != nil {
		return err
	}
	for _, i := range items {
		if i.State != itemIn || !i.New {
			continue
		}
		in := requests.Input{Values: map[string]any{"week": week.String()}}
		if _, err := requests.Apply(tx, access.Program(), i.Request, "report", in); err != nil {
			return err
		}
	}
	// The code on each form is the link that the step has just made.
	words, err := forms(tx, items, isNew)
	if err != nil {
		return err
	}
	if state == queued && len(view.Complex) == 0 && !settings.Of(tx).GetBool("report_zero") {
		state = manual
		r.Set("manual_how", "本周无复杂诉求，按设置不发零报告")
	}
	r.Set("state", state)
	r.Set("items", items)
	f := figures{Total: view.Total, Complex: len(view.Complex), New: len(words), Seen: seen}
	return keep(tx, r, view, items, words, f)
}

// keep words the report from its view, stores the files, and queues the letter
// if it is to go out.
func keep(tx core.App, r *core.Record, view templates.WeeklyView, items []Item, words []paper, f figures) error {
	view.Coordination = coordination(tx, r.GetString("remark"), items)
	view.SignedBy, view.SignedAt = r.GetString("signed_by"), r.GetDateTime("signed_at").Time()
	if err := setPage(tx, &view); err != nil {
		return err
	}
	ledger, err := templates.WeeklyLedger(view)
	if err != nil {
		return err
	}
	papers := append([]paper{{ledgerName(view), ledger}}, words...)
	view.Attachments = nil
	for _, p := range papers {
		view.Attachments = append(view.Attachments, p.Name)
	}
	letter, err := templates.WeeklyReport(view)
	if err != nil {
		return err
	}
	f.Files = nil
	if err := shelve(r, &f, papers, frame{View: view, HTML: letter.HTML, Text: letter.Text}); err != nil {
		return fmt.Errorf("store files of %s: %w", r.GetString("week"), err)
	}
	r.Load(map[string]any{"subject": letter.Subject, "body": short(letter.Text, 100000), "figures": f})
	if err := save(tx, r); err != nil {
		return err
	}
	if r.GetString("state") != queued {
		return nil
	}
	return post(tx, r, letter, papers)
}

func short(s string, n int) string {
	if r := []rune(s); len(r) > n {
		return string(r[:n])
	}
	return s
}
