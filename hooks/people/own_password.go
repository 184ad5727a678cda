package people

import (
	"net/http"

	"github.com/pocketbase/pocketbase/apis"
	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/access"
	"hongguan/hooks/audit"
	"hongguan/rules/password"
)

// changePassword lets a member of staff choose a password of her own. It ends
// all her other sessions; this one goes on with the new token of the answer.
func changePassword(e *core.RequestEvent) error {
	who, err := access.Let(e, func(a access.Actor) bool { return a.Kind == access.Staff }, "这里只改工作人员自己的密码")
	if err != nil {
		return err
	}
	var f struct {
		Old      string `json:"old"`
		Password string `json:"password"`
	}
	if err := e.BindBody(&f); err != nil {
		return access.Refuse("提交的内容不完整，请重新填写")
	}
	if f.Old == "" {
		return access.RefuseFields(access.Field{Name: "old", Code: "old_missing", Sentence: "请填写现在用的密码"})
	}
	r, err := e.App.FindRecordById("staff", who.ID)
	if err != nil {
		return err
	}
	if w := password.OfOffice(f.Password, f.Old, r.GetString("account"), r.GetString("phone")); w.Code != "" {
		return access.RefuseFields(access.Field{Name: "password", Code: w.Code, Sentence: w.Sentence})
	}
	key := "own password " + r.Id
	if !access.Take(e.App, key, secrets) {
		return access.Answer(http.StatusTooManyRequests, "现在用的密码输错的次数太多了，请 15 分钟后再试，或请书记给新的首次密码")
	}
	if !takes(e.App, r, f.Old, f.Password) {
		return access.RefuseFields(access.Field{Name: "old", Code: "old_wrong", Sentence: "现在用的密码不对，请再试一次"})
	}
	access.Forgive(e.App, key)
	r.Set("first_password", false)
	err = e.App.RunInTransaction(func(tx core.App) error {
		if err := access.Own(tx, r); err != nil {
			return err
		}
		return audit.Write(tx, who, audit.Entry{Action: "改自己的密码", Collection: "staff", ID: r.Id})
	})
	if err != nil {
		return err
	}
	return apis.RecordAuthResponse(e, r, "", nil)
}

// takes puts the new password into the account, not yet stored, if the old one
// is right.
func takes(app core.App, r *core.Record, old, chosen string) bool {
	defer hashing(app)()
	if !r.ValidatePassword(old) {
		return false
	}
	r.SetPassword(chosen)
	return true
}

// giveFirstPassword makes a new first password for somebody who forgot hers,
// shows it to the secretary this once, and ends all sessions of that account.
func giveFirstPassword(e *core.RequestEvent) error {
	r, err := e.App.FindRecordById("staff", e.Request.PathValue("id"))
	if err != nil {
		return access.Answer(http.StatusNotFound, "没有这位工作人员")
	}
	if !r.GetBool("active") {
		return access.Refuse("这位工作人员不在岗，不能登录，先勾“在岗”再给密码")
	}
	first, hash, err := FirstPassword(e.App)
	if err != nil {
		return err
	}
	Lend(r, hash)
	err = e.App.RunInTransaction(func(tx core.App) error {
		if err := access.Own(tx, r); err != nil {
			return err
		}
		return audit.Write(tx, access.Of(e), audit.Entry{Action: "给新的首次密码", Collection: "staff", ID: r.Id})
	})
	if err != nil {
		return err
	}
	return e.JSON(http.StatusOK, map[string]string{"name": r.GetString("name"), "account": r.GetString("account"), "password": first})
}

// bindLent keeps true of every account whether somebody else set its password:
// so it is whenever that was done at the staff's table, which is the
// secretary's. She herself and the secretary see it, nobody else.
func bindLent(app core.App) {
	app.OnRecordCreateRequest("staff").BindFunc(func(e *core.RecordRequestEvent) error {
		e.Record.Set("first_password", true)
		return e.Next()
	})
	app.OnRecordUpdateRequest("staff").BindFunc(func(e *core.RecordRequestEvent) error {
		r, old := e.Record, e.Record.Original()
		const hash = core.FieldNamePassword + ":hash"
		// A form says what was so when it was opened; only the password counts.
		r.Set("first_password", old.GetBool("first_password") || r.GetString(hash) != old.GetString(hash))
		return e.Next()
	})
	app.OnRecordEnrich("staff").BindFunc(func(e *core.RecordEnrichEvent) error {
		if viewer := e.RequestInfo.Auth; viewer != nil && viewer.Id == e.Record.Id && viewer.Collection().Name == "staff" {
			e.Record.Unhide("first_password")
		}
		return e.Next()
	})
}
