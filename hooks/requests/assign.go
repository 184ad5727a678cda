package requests

import (
	"fmt"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/access"
	"hongguan/hooks/calendar"
	"hongguan/hooks/places"
	"hongguan/hooks/settings"
)

// linkGrace is how long after the deadline a link still opens: late is better
// than never.
const linkGrace = 60 * 24 * time.Hour

// assign gives a request to an organisation: an assignment with a link of its
// own. Earlier links of the request end.
func (s *step) assign(org *core.Record, kind string) error {
	if err := endAssignments(s.tx, s.req.Id, "revoked"); err != nil {
		return err
	}
	c, err := s.tx.FindCachedCollectionByNameOrId("assignments")
	if err != nil {
		return err
	}
	a := core.NewRecord(c)
	a.Id = core.GenerateDefaultRandomId()
	token := Token(s.tx, a.Id)
	due := s.req.GetDateTime("due_at").Time()
	a.Load(map[string]any{
		"request": s.req.Id, "org": org.Id, "kind": kind, "state": "open", "token_hash": access.Hash(token),
		"at": s.now, "due_at": due, "expires_at": later(due, s.now).Add(linkGrace),
	})
	if err := access.Own(s.tx, a); err != nil {
		return fmt.Errorf("assign: %w", err)
	}
	s.req.Load(map[string]any{"handler_org": org.Id, "dispatched_at": s.now, "signed_at": "", "extension_days": 0})
	s.req.Set("sign_by", settings.Of(s.tx).Rules().SignBy(s.now, calendar.Workdays(s.tx)))
	s.ev.Org = org.Id
	s.ev.Data = map[string]any{"assignment": a.Id, "kind": kind}
	return nil
}

// relink ends the link of the current assignment and gives the organisation a
// new one with everything it has done so far: somebody pasted the old link where
// it does not belong, or guessed at the 对接码 until it locked.
func (s *step) relink() error {
	old, err := Current(s.tx, s.req.Id)
	if err != nil {
		return err
	}
	if old == nil {
		return access.Refuse("这件诉求现在没有交给哪个单位，没有链接可换")
	}
	a := old.Clone()
	a.MarkAsNew()
	a.Id = core.GenerateDefaultRandomId()
	a.Load(map[string]any{
		"token_hash": access.Hash(Token(s.tx, a.Id)), "code_failures": 0,
		"expires_at": later(s.req.GetDateTime("due_at").Time(), s.now).Add(linkGrace),
	})
	if err := endAssignments(s.tx, s.req.Id, "revoked"); err != nil {
		return err
	}
	s.ev.Note = "原来的链接作废，" + orgName(s.tx, a.GetString("org")) + "要用新链接"
	s.ev.Data = map[string]any{"assignment": a.Id, "kind": a.GetString("kind")}
	if err := access.Own(s.tx, a); err != nil {
		return fmt.Errorf("relink: %w", err)
	}
	return nil
}

// Token is the secret of an assignment's link; it can be derived again for
// whoever may copy the link, and is stored nowhere.
func Token(app core.App, assignment string) string {
	return access.Token(app, "assignment", assignment)
}

// Link is the address of the no-account page. The token stands after # so
// that no server log on the way sees it.
func Link(app core.App, assignment string) string {
	return settings.Of(app).PublicURL() + "/reply.html#" + Token(app, assignment)
}

// Current is the assignment a request is with now; nil when there is none.
func Current(app core.App, request string) (*core.Record, error) {
	rows, err := app.FindRecordsByFilter("assignments", "request = {:r} && (state = 'open' || state = 'signed' || state = 'replied')", "-at,-@rowid", 1, 0, dbx.Params{"r": request})
	if err != nil || len(rows) == 0 {
		return nil, err
	}
	return rows[0], nil
}

// again gives a request back to the organisation whose reply did not satisfy:
// its last link opens again. It reports whether there is one.
func (s *step) again() (bool, error) {
	org := s.req.GetString("handler_org")
	rows, err := s.tx.FindRecordsByFilter("assignments", "request = {:r} && org = {:o} && kind = 'handle'", "-at,-@rowid", 1, 0, dbx.Params{"r": s.req.Id, "o": org})
	if err != nil || org == "" || len(rows) == 0 {
		return false, err
	}
	a := rows[0]
	a.Set("state", "signed")
	a.Set("expires_at", later(a.GetDateTime("expires_at").Time(), s.now.Add(linkGrace)))
	return true, access.Own(s.tx, a)
}

// mark moves the current assignment along with the request.
func (s *step) mark(state string, more map[string]any) error {
	a, err := Current(s.tx, s.req.Id)
	if err != nil || a == nil {
		return err
	}
	a.Set("state", state)
	for k, v := range more {
		a.Set(k, v)
	}
	return access.Own(s.tx, a)
}

func endAssignments(tx core.App, request, state string) error {
	rows, err := tx.FindRecordsByFilter("assignments", "request = {:r} && (state = 'open' || state = 'signed' || state = 'replied')", "", 0, 0, dbx.Params{"r": request})
	if err != nil {
		return err
	}
	for _, a := range rows {
		a.Set("state", state)
		if err := access.Own(tx, a); err != nil {
			return err
		}
	}
	return nil
}

// CountCodeFailure remembers that a link's holder gave a wrong 对接码.
func CountCodeFailure(tx core.App, a *core.Record) error {
	a.Set("code_failures", a.GetInt("code_failures")+1)
	return access.Own(tx, a)
}

func orgName(app core.App, id string) string {
	if o, ok := places.Org(app, id); ok {
		return o.Name
	}
	return ""
}

func later(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}
