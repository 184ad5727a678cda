package referrals

import (
	"database/sql"
	"errors"
	"fmt"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/access"
	"hongguan/hooks/calendar"
	"hongguan/hooks/requests"
	"hongguan/hooks/settings"
	"hongguan/rules/workday"
)

const collection = "referrals"

// The states of a form.
const (
	drafted   = "drafted"   // 待上报
	reported  = "reported"  // 已上报
	forwarded = "forwarded" // 已转交
	signed    = "signed"    // 已签收
	replied   = "replied"   // 已答复
	told      = "told"      // 已告知
)

// Of is the form of a request; nil when it has none.
func Of(app core.App, request string) (*core.Record, error) {
	r := &core.Record{}
	err := app.RecordQuery(collection).AndWhere(dbx.HashExp{"request": request}).Limit(1).One(r)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, nil
	}
	return r, err
}

// draw makes the form of a request that has just become complex.
func draw(tx core.App, req *core.Record) error {
	c, err := tx.FindCachedCollectionByNameOrId(collection)
	if err != nil {
		return err
	}
	no, err := nextNo(tx, calendar.Now(tx))
	if err != nil {
		return err
	}
	r := core.NewRecord(c)
	r.Load(map[string]any{
		"request": req.Id, "referral_no": no, "state": drafted, "urgency": urgency(req), "summary": summary(tx, req),
		"suggested_org": suggested(tx, req), "suggested_reason": req.GetString("suggested_reason"),
	})
	if err := setPrior(tx, r, req); err != nil {
		return err
	}
	return save(tx, r)
}

// suggested names who might handle a form. The organisation department only
// passes forms on; naming it would say nothing.
func suggested(app core.App, req *core.Record) string {
	org, err := app.FindRecordById("orgs", req.GetString("suggested_org"))
	if err != nil || org.GetString("kind") == "org_dept" {
		return "请组织部门指定"
	}
	return org.GetString("name")
}

// nextNo counts by the calendar year, without leading zeros: 湖畔承〔2026〕17号.
func nextNo(tx core.App, now time.Time) (string, error) {
	year := now.In(workday.Zone).Year()
	n, err := requests.Count(tx, fmt.Sprintf("referral-%d", year))
	return fmt.Sprintf("%s〔%d〕%d号", settings.Of(tx).ReferralPrefix(), year, n), err
}

func urgency(req *core.Record) string {
	switch {
	case req.GetString("lane") == "emergency":
		return "top"
	case req.GetInt("dissatisfied") > 0 || !req.GetDateTime("external_due").IsZero():
		return "urgent"
	}
	return "normal"
}

// setPrior writes down what the community has done so far.
func setPrior(tx core.App, r, req *core.Record) error {
	steps, why, err := prior(tx, req)
	if err != nil {
		return err
	}
	text := ""
	for _, s := range steps {
		text += s.At.In(workday.Zone).Format("1月2日") + " " + s.Who + "：" + s.What + "\n"
	}
	if why != "" {
		text += "越级原因：" + why
	}
	r.Set("prior", cut(text, 2000))
	return nil
}

// save is the only write to the table.
func save(tx core.App, r *core.Record) error {
	if err := access.Own(tx, r); err != nil {
		return fmt.Errorf("save referral %s: %w", r.GetString("referral_no"), err)
	}
	return nil
}

func orgName(app core.App, id string) string {
	if id == "" {
		return ""
	}
	org, err := app.FindRecordById("orgs", id)
	if err != nil {
		return ""
	}
	return org.GetString("name")
}
