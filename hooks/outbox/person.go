package outbox

import (
	"net/http"

	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/access"
	"hongguan/hooks/audit"
	"hongguan/hooks/calendar"
)

// Resend puts a row back at a person's word, to another address if one is
// given. The Message-ID stays, so that a reader who did get the first copy sees
// one letter. A letter that is out is only sent again when the person insists.
func Resend(app core.App, id, to string, again bool) (*core.Record, error) {
	from := []string{Queued, Human, Cancelled, "failed"}
	if again {
		from = append(from, Sent)
	}
	return byHand(app, id, from, func(tx core.App, r *core.Record) {
		now := calendar.Now(tx)
		if to != "" && r.GetString("kind") == kindMail {
			r.Set("to", join([]string{to}))
		}
		r.Set("state", Queued)
		r.Set("attempts", 0)
		r.Set("held", 0)
		r.Set("queued_at", now)
		r.Set("next_at", now)
		r.Set("sent_at", "")
		r.Set("expires_at", "")
		r.Set("last_error", "")
		if r.GetString("kind") == kindMail {
			address(tx, r)
		}
	})
}

// Cancel takes a row out at a person's word.
func Cancel(app core.App, id string) (*core.Record, error) {
	return byHand(app, id, []string{Queued, Human, "failed"}, func(tx core.App, r *core.Record) {
		r.Set("state", Cancelled)
		r.Set("last_error", "已由工作人员取消")
	})
}

func byHand(app core.App, id string, from []string, edit func(tx core.App, r *core.Record)) (*core.Record, error) {
	r, err := find(app, id)
	if err != nil {
		return nil, access.Answer(http.StatusNotFound, "发信箱里没有这封信")
	}
	if r.GetString("about") == account {
		return nil, access.Refuse("这是登录和找回密码用的邮件，过时就没用了，请让本人重新获取")
	}
	if r.GetString("subject") == Erased {
		return nil, access.Refuse("这封信的内容已经清除，不能再发")
	}
	changed, err := change(app, id, from, func(tx core.App, r *core.Record) error {
		edit(tx, r)
		return nil
	})
	if err != nil {
		return nil, err
	}
	if r, err = find(app, id); err != nil {
		return nil, err
	}
	if !changed {
		return nil, access.Refuse(standing[r.GetString("state")])
	}
	of(app).nudge()
	return r, nil
}

// standing says why a row stays as it is.
var standing = map[string]string{
	Sending:   "这封信正在发送，请过几分钟再看",
	Sent:      "这封信已经发出；对方说没收到、确实要再发时，请选“再发一次”",
	Cancelled: "这封信已经取消了",
}

func bindRoutes(app core.App) {
	app.OnServe().BindFunc(func(e *core.ServeEvent) error {
		e.Router.POST("/api/outbox/{id}/resend", lead(func(e *core.RequestEvent) (*core.Record, error) {
			var body struct {
				To    string `json:"to"`
				Again bool   `json:"again"`
			}
			if err := e.BindBody(&body); err != nil {
				return nil, access.Refuse("提交的内容看不懂，请刷新页面后再试")
			}
			r, err := Resend(e.App, e.Request.PathValue("id"), body.To, body.Again)
			if err == nil && r.GetString("state") == Human {
				return nil, access.Refuse(r.GetString("last_error"))
			}
			return r, err
		}, "重发信件"))
		e.Router.POST("/api/outbox/{id}/cancel", lead(func(e *core.RequestEvent) (*core.Record, error) {
			return Cancel(e.App, e.Request.PathValue("id"))
		}, "取消发信"))
		e.Router.POST("/api/setup/mail-test", tryMail)
		e.Router.POST("/api/setup/robot-test", tryRobot)
		return e.Next()
	})
}

// lead lets those who decide for the office act on a row and answers with it.
func lead(act func(e *core.RequestEvent) (*core.Record, error), action string) func(e *core.RequestEvent) error {
	return func(e *core.RequestEvent) error {
		who := access.Of(e)
		if !who.Lead() {
			return access.Answer(http.StatusForbidden, "发信箱由社区书记和红管负责人处理")
		}
		r, err := act(e)
		if err != nil {
			return err
		}
		if err := audit.Write(e.App, who, audit.Entry{Action: action, Collection: collection, ID: r.Id}); err != nil {
			return err
		}
		e.App.Logger().Info("outbox by hand", "key", r.GetString("dedup_key"), "state", r.GetString("state"), "by", who.ID)
		return e.JSON(http.StatusOK, map[string]any{
			"id": r.Id, "state": r.GetString("state"), "to": r.GetString("to"), "subject": r.GetString("subject"),
			"last_error": r.GetString("last_error"),
		})
	}
}
