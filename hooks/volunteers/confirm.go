package volunteers

import (
	"net/http"
	"strings"
	"unicode/utf8"

	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/access"
	"hongguan/hooks/audit"
	"hongguan/hooks/calendar"
	"hongguan/hooks/people"
	"hongguan/rules/realname"
	"hongguan/rules/words"
)

// Confirmation is what is said about a service that is over.
type Confirmation struct {
	Quality string `json:"quality"`
	Thanks  string `json:"thanks"`
	How     string `json:"how"` // of staff: phone or desk
}

// confirmRoute takes the word of whoever was helped, with one tap, or what staff
// heard from her on the telephone. Nobody confirms a service of her own or of
// one of her family.
func confirmRoute(e *core.RequestEvent) error {
	who := access.Of(e)
	if who.Kind == access.Guest {
		return access.Answer(http.StatusUnauthorized, "请先登录")
	}
	var f Confirmation
	if err := body(e, &f); err != nil {
		return err
	}
	var c *core.Record
	err := e.App.RunInTransaction(func(tx core.App) (err error) {
		c, err = Confirm(tx, who, e.Auth, e.Request.PathValue("id"), f)
		return err
	})
	if err != nil {
		return err
	}
	return e.JSON(http.StatusOK, claimView(e.App, c))
}

// Confirm takes the word on a service of somebody: the resident who was helped
// (auth is her registration), or staff. A second word changes nothing.
func Confirm(tx core.App, who access.Actor, auth *core.Record, claim string, f Confirmation) (*core.Record, error) {
	if err := f.check(); err != nil {
		return nil, err
	}
	c, err := find(tx, claimsTable, claim, "没有找到这次服务")
	if err != nil {
		return nil, err
	}
	o, err := find(tx, ordersTable, c.GetString("order"), "没有找到这一单")
	if err != nil {
		return nil, err
	}
	if err := f.by(tx, auth, who, o, c); err != nil {
		return nil, err
	}
	switch state := c.GetString("state"); state {
	case done:
		return c, nil
	case in:
		return nil, access.Refuse("志愿者还没有签退，请等他签退，或请社区代签")
	case out:
	default:
		return nil, access.Refuse("这次服务是“" + words.Value("claim_state", state) + "”，不能确认")
	}
	return c, f.apply(tx, who, o, c)
}

func (f *Confirmation) check() error {
	if f.Quality == "" {
		f.Quality = "good"
	}
	if words.Value("service_quality", f.Quality) == f.Quality {
		return access.RefuseFields(access.Field{Name: "quality", Code: "quality_unknown", Sentence: "请选做得怎样"})
	}
	f.Thanks = strings.TrimSpace(f.Thanks)
	switch {
	case utf8.RuneCountInString(f.Thanks) > 100:
		return access.RefuseFields(access.Field{Name: "thanks", Code: "thanks_long", Sentence: "感谢的话请控制在 100 字以内"})
	case realname.Personal(f.Thanks):
		return access.RefuseFields(access.Field{Name: "thanks", Code: "thanks_personal", Sentence: "感谢的话志愿者看得到，请不要写电话、身份证号和门牌"})
	}
	return nil
}

// by settles who confirms and whether she may.
func (f *Confirmation) by(tx core.App, auth *core.Record, who access.Actor, o, c *core.Record) error {
	switch {
	case who.Kind == access.Resident:
		req, err := tx.FindRecordById("requests", o.GetString("request"))
		if err != nil || req.GetString("resident") == "" || req.GetString("resident") != people.Root(auth) {
			return access.Answer(http.StatusNotFound, "没有找到这次服务")
		}
		if !sure(tx, auth.Id) {
			return access.Refuse("服务时长是法定记录，还没有核对实名的不能自己确认；社区会打电话问您办好没有")
		}
		if together(tx, auth.Id, c.GetString("resident")) {
			return access.Refuse("您和志愿者是一家人，请社区工作人员来确认")
		}
		f.How = "resident"
	case who.Community():
		if err := near(tx, who, c.GetString("resident"), "不能确认自己的服务，请同事来办"); err != nil {
			return err
		}
		if f.How != "phone" && f.How != "desk" {
			return access.RefuseFields(access.Field{Name: "how", Code: "how_missing", Sentence: "请选怎样确认的：打电话问过，还是当面看到"})
		}
	default:
		return access.Answer(http.StatusForbidden, "服务由被帮助的居民或社区工作人员确认")
	}
	return nil
}

// apply stores the confirmation and the record of service that comes of it.
func (f Confirmation) apply(tx core.App, who access.Actor, o, c *core.Record) error {
	label := who.Label
	if f.How == "resident" {
		label = "居民本人"
	}
	c.Load(map[string]any{"state": done, "confirmed_at": calendar.Now(tx), "confirmed_how": f.How, "confirmed_by": label, "quality": f.Quality, "thanks": f.Thanks})
	record, err := put(tx, who, o, c)
	if err != nil {
		return err
	}
	if record == nil {
		c.Load(map[string]any{"state": void, "note": "这段时间已经计入别的服务，不重复计时"})
	}
	if err := save(tx, c); err != nil {
		return err
	}
	if who.Kind == access.Resident {
		return nil // her own word stands in the claim
	}
	return audit.Write(tx, who, audit.Entry{Action: "确认志愿服务", Collection: claimsTable, ID: c.Id, Note: o.GetString("order_no")})
}
