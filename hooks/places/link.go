package places

import (
	"fmt"
	"net/http"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/types"

	"hongguan/hooks/access"
	"hongguan/hooks/audit"
	"hongguan/hooks/calendar"
	"hongguan/hooks/settings"
)

// linkLife is how long an organisation's link opens after it was last given
// out: half a year without a report or a copy, and nobody uses it any more.
const linkLife = 180 * 24 * time.Hour

const linkTable = "org_links"

// Link is the address of an organisation's own page, which shows everything it
// has in hand. There is one at a time; giving it out once more makes it live
// longer. Empty while the office has no address that others could open.
func Link(tx core.App, org string) (string, error) {
	r, err := giveLink(tx, org)
	if err != nil || settings.Of(tx).PublicURL() == "" {
		return "", err
	}
	return settings.Of(tx).PublicURL() + pageOf(tx, r), nil
}

// pageOf is the page without the office's address. The secret stands after #,
// so that no log on the way sees it.
func pageOf(app core.App, r *core.Record) string {
	return "/reply.html#" + access.Token(app, "org_link", r.Id)
}

// giveLink finds or makes the link and prolongs it.
func giveLink(tx core.App, org string) (*core.Record, error) {
	now := calendar.Now(tx)
	r, err := tx.FindFirstRecordByFilter(linkTable, "org = {:o} && revoked_at = '' && expires_at > {:now}",
		dbx.Params{"o": org, "now": now.UTC().Format(types.DefaultDateLayout)})
	if err != nil {
		c, err := tx.FindCachedCollectionByNameOrId(linkTable)
		if err != nil {
			return nil, err
		}
		r = core.NewRecord(c)
		r.Id = core.GenerateDefaultRandomId()
		r.Load(map[string]any{"org": org, "token_hash": access.Hash(access.Token(tx, "org_link", r.Id)), "made_at": now})
	}
	r.Set("expires_at", now.Add(linkLife))
	if err := access.Own(tx, r); err != nil {
		return nil, fmt.Errorf("give link of %s: %w", org, err)
	}
	return r, nil
}

// ByLink finds whose page a token opens. gone is true when it once was one and
// has ended.
func ByLink(app core.App, token string) (r *core.Record, gone bool) {
	r, err := app.FindFirstRecordByData(linkTable, "token_hash", access.Hash(token))
	if err != nil {
		return nil, false
	}
	if !r.GetDateTime("revoked_at").IsZero() || calendar.Now(app).After(r.GetDateTime("expires_at").Time()) {
		return nil, true
	}
	return r, false
}

// maxWrong is how often a link may be opened with a wrong 对接码 before it ends.
const maxWrong = 10

// OpenLink opens a page with the organisation's 对接码: links get forwarded in
// groups. Comparing and counting happen in one transaction, so that a hundred
// guesses sent at once are not all compared.
func OpenLink(app core.App, link *core.Record, code string) error {
	right := false
	err := app.RunInTransaction(func(tx core.App) error {
		r, err := tx.FindRecordById(linkTable, link.Id)
		if err != nil || !r.GetDateTime("revoked_at").IsZero() {
			return access.Answer(http.StatusNotFound, LinkGone)
		}
		org, _ := Org(tx, r.GetString("org"))
		who := access.Actor{Kind: access.Link, ID: r.Id, Org: r.GetString("org"), Label: org.Name}
		switch {
		case org.PassCode == "":
			return access.Answer(http.StatusForbidden, "您的单位还没有对接码，请打电话给社区要一个")
		case r.GetInt("code_failures") >= maxWrong:
			return access.Answer(http.StatusForbidden, "对接码输错的次数太多，这个链接已经锁住，请打电话给社区换一个")
		}
		entry := audit.Entry{Action: "对接码输错", Collection: linkTable, ID: r.Id, Note: org.Name}
		if right = access.Same(code, org.PassCode); right {
			entry.Action = "打开单位总链接"
			r.Load(map[string]any{"opened_at": calendar.Now(tx), "opens": r.GetInt("opens") + 1, "code_failures": 0})
		} else {
			r.Set("code_failures", r.GetInt("code_failures")+1)
		}
		if err := access.Own(tx, r); err != nil {
			return err
		}
		return audit.Write(tx, who, entry)
	})
	if err == nil && !right {
		return access.RefuseFields(access.Field{Name: "pass_code", Code: "pass_code_wrong", Sentence: "对接码不对，请向单位的专人要，或打电话问社区"})
	}
	return err
}

// LinkGone is said of a link that has ended.
const LinkGone = "这个链接已经作废或过期，请打电话给社区要新的链接"

// linkRoute gives staff the link with words to paste; renewed, the one before
// it ends.
func linkRoute(renew bool) func(*core.RequestEvent) error {
	return func(e *core.RequestEvent) error {
		who := access.Of(e)
		if !who.Office() {
			return access.Answer(http.StatusForbidden, "单位的总链接由社区工作人员发给对方")
		}
		org, known := Org(e.App, e.Request.PathValue("id"))
		switch {
		case !known:
			return access.Answer(http.StatusNotFound, "没有找到这个单位")
		case !org.Active:
			return access.Refuse("这个单位已经停用，不能发链接")
		case org.PassCode == "":
			return access.Refuse("这个单位还没有对接码，请先在“单位”里填上，总链接要凭它打开")
		}
		var r *core.Record
		err := e.App.RunInTransaction(func(tx core.App) error {
			id := e.Request.PathValue("id")
			if renew {
				if err := revokeLinks(tx, id); err != nil {
					return err
				}
			}
			var err error
			if r, err = giveLink(tx, id); err != nil {
				return err
			}
			action := "复制单位总链接"
			if renew {
				action = "换新单位总链接"
			}
			return audit.Write(tx, who, audit.Entry{Action: action, Collection: "orgs", ID: id, Note: org.Name})
		})
		if err != nil {
			return err
		}
		c := settings.Of(e.App)
		base := c.PublicURL()
		if base == "" {
			base = "http://" + e.Request.Host
		}
		url := base + pageOf(e.App, r)
		return e.JSON(http.StatusOK, map[string]any{
			"url": url, "text": fmt.Sprintf("【%s】%s的全部在办诉求都在这里，点开填对接码就能看、能办：%s", c.Name(), org.Name, url),
			"org_name": org.Name, "contact_name": org.ContactName, "contact_phone": org.ContactPhone,
			"expires_at": r.GetDateTime("expires_at"), "opened_at": r.GetDateTime("opened_at"), "opens": r.GetInt("opens"),
		})
	}
}

func revokeLinks(tx core.App, org string) error {
	rows, err := tx.FindRecordsByFilter(linkTable, "org = {:o} && revoked_at = ''", "", 0, 0, dbx.Params{"o": org})
	if err != nil {
		return err
	}
	for _, r := range rows {
		r.Set("revoked_at", calendar.Now(tx))
		if err := access.Own(tx, r); err != nil {
			return fmt.Errorf("revoke link: %w", err)
		}
	}
	return nil
}
