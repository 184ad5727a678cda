package handover

import (
	"fmt"
	"net/http"
	"net/mail"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/access"
	"hongguan/hooks/audit"
	"hongguan/hooks/calendar"
	"hongguan/rules/realname"
)

// begin gives the successor an account of her own. Its first password is shown
// once and stored nowhere; whoever already has an account keeps it.
func begin(e *core.RequestEvent) error {
	var f struct {
		LeavingName string `json:"leaving_name"`
		ComingName  string `json:"coming_name"`
		Coming      string `json:"coming"`
	}
	if err := e.BindBody(&f); err != nil {
		return access.Refuse("提交的内容看不懂，请刷新页面再试")
	}
	f.LeavingName, f.ComingName, f.Coming = realname.NormalizeName(f.LeavingName), realname.NormalizeName(f.ComingName), strings.ToLower(strings.TrimSpace(f.Coming))
	var wrong []access.Field
	for name, text := range map[string]string{"leaving_name": f.LeavingName, "coming_name": f.ComingName} {
		if n := utf8.RuneCountInString(text); n == 0 || n > 20 {
			wrong = append(wrong, access.Field{Name: name, Code: "handover_" + name, Sentence: "请写姓名，印在交接清单上"})
		}
	}
	switch a, err := mail.ParseAddress(f.Coming); {
	case err != nil || a.Address != f.Coming:
		wrong = append(wrong, access.Field{Name: "coming", Code: "handover_coming", Sentence: "接任人的邮箱写得不对，登录后台就用它"})
	case strings.EqualFold(f.Coming, e.Auth.Email()):
		wrong = append(wrong, access.Field{Name: "coming", Code: "handover_coming", Sentence: "这是您自己的账号；一人一个账号，请写接任人自己的邮箱"})
	}
	if len(wrong) > 0 {
		return access.RefuseFields(wrong...)
	}
	password := ""
	err := e.App.RunInTransaction(func(tx core.App) error {
		if old, err := underWay(tx); err != nil {
			return err
		} else if old != nil {
			return access.Refuse("已经有一次交接正在办：" + old.GetString("leaving_name") + "交给" + old.GetString("coming_name") + "，请先办完或取消")
		}
		var err error
		if password, err = account(tx, access.Of(e), f.Coming); err != nil {
			return err
		}
		c, err := tx.FindCachedCollectionByNameOrId(table)
		if err != nil {
			return err
		}
		r := core.NewRecord(c)
		r.Load(map[string]any{"leaving_name": f.LeavingName, "leaving": strings.ToLower(e.Auth.Email()), "coming_name": f.ComingName, "coming": f.Coming, "begun_at": calendar.Now(tx), "ticks": []Tick{}})
		if err := save(tx, r); err != nil {
			return err
		}
		return audit.Write(tx, access.Of(e), audit.Entry{Action: "开始交接", Collection: table, ID: r.Id})
	})
	if err != nil {
		return err
	}
	return e.JSON(http.StatusOK, map[string]any{"password": password})
}

// account makes a superuser unless there is one already, and returns the first
// password.
func account(tx core.App, who access.Actor, email string) (string, error) {
	if _, err := tx.FindAuthRecordByEmail(core.CollectionNameSuperusers, email); err == nil {
		return "", nil
	}
	c, err := tx.FindCachedCollectionByNameOrId(core.CollectionNameSuperusers)
	if err != nil {
		return "", err
	}
	password := access.RandomCode(12) // fits on one line, to be copied by hand
	r := core.NewRecord(c)
	r.SetEmail(email)
	r.SetPassword(password)
	if err := tx.Save(r); err != nil {
		return "", fmt.Errorf("make the successor's account: %w", err)
	}
	return password, audit.Write(tx, who, audit.Entry{Action: "建立书记账号", Collection: core.CollectionNameSuperusers, ID: r.Id})
}

// change applies a step to the hand-over that is on, in one transaction.
func change(e *core.RequestEvent, step func(tx core.App, r *core.Record) error) error {
	err := e.App.RunInTransaction(func(tx core.App) error {
		r, err := underWay(tx)
		if err != nil {
			return err
		}
		if r == nil {
			return access.Refuse("现在没有正在办的交接")
		}
		return step(tx, r)
	})
	if err != nil {
		return err
	}
	return show(e)
}

// tick notes that a point was gone through, or takes it back.
func tick(e *core.RequestEvent) error {
	var f struct {
		Key  string `json:"key"`
		Done bool   `json:"done"`
		Note string `json:"note"`
	}
	if err := e.BindBody(&f); err != nil {
		return access.Refuse("提交的内容看不懂，请刷新页面再试")
	}
	f.Note = strings.TrimSpace(f.Note)
	if utf8.RuneCountInString(f.Note) > 100 {
		return access.RefuseFields(access.Field{Name: "note", Code: "handover_note", Sentence: "备注太长了，请控制在 100 字以内"})
	}
	label, ok := labels[f.Key]
	if !ok {
		return access.Refuse("没有这一项，请刷新页面再试")
	}
	return change(e, func(tx core.App, r *core.Record) error {
		list := slices.DeleteFunc(ticksOf(r), func(t Tick) bool { return t.Key == f.Key })
		action := "交接取消勾选"
		if f.Done {
			list, action = append(list, Tick{Key: f.Key, By: e.Auth.Email(), At: calendar.Now(tx), Note: f.Note}), "交接勾选"
		}
		r.Set("ticks", list)
		if err := save(tx, r); err != nil {
			return err
		}
		return audit.Write(tx, access.Of(e), audit.Entry{Action: action, Collection: table, ID: r.Id, Note: label})
	})
}

// cancel ends a hand-over that does not take place. The successor's account
// stays: whoever made it closes it in the list of accounts if it is not wanted.
func cancel(e *core.RequestEvent) error {
	return change(e, func(tx core.App, r *core.Record) error {
		r.Set("cancelled_at", calendar.Now(tx))
		if err := save(tx, r); err != nil {
			return err
		}
		return audit.Write(tx, access.Of(e), audit.Entry{Action: "取消交接", Collection: table, ID: r.Id})
	})
}

// finish closes the old account. Only the new secretary does it, from her own:
// so she has proved that she can log in, and nobody locks the office out.
func finish(e *core.RequestEvent) error {
	return change(e, func(tx core.App, r *core.Record) error {
		if !strings.EqualFold(e.Auth.Email(), r.GetString("coming")) {
			return access.Refuse("最后一步由" + r.GetString("coming_name") + "用自己的账号（" + r.GetString("coming") + "）登录后办理，关闭前任的账号")
		}
		var open []string
		done := ticksOf(r)
		for _, key := range order {
			if !slices.ContainsFunc(done, func(t Tick) bool { return t.Key == key }) {
				open = append(open, labels[key])
			}
		}
		if len(open) > 0 {
			return access.Refuse("还有没有交接的：" + strings.Join(open, "、"))
		}
		old, err := tx.FindAuthRecordByEmail(core.CollectionNameSuperusers, r.GetString("leaving"))
		if err == nil {
			if err := tx.Delete(old); err != nil {
				return fmt.Errorf("close the old account: %w", err)
			}
			if err := audit.Write(tx, access.Of(e), audit.Entry{Action: "关闭前任书记账号", Collection: core.CollectionNameSuperusers, ID: old.Id}); err != nil {
				return err
			}
		}
		r.Set("finished_at", calendar.Now(tx))
		if err := save(tx, r); err != nil {
			return err
		}
		return audit.Write(tx, access.Of(e), audit.Entry{Action: "办完交接", Collection: table, ID: r.Id})
	})
}
