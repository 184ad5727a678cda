package outbox

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/pocketbase/pocketbase/core"
	"github.com/wneessen/go-mail"

	"hongguan/hooks/access"
	"hongguan/hooks/calendar"
	"hongguan/hooks/settings"
)

// Trial is how a test letter fared.
type Trial struct {
	OK       bool     `json:"ok"`
	Sentence string   `json:"sentence"`
	Dialogue []string `json:"dialogue"` // what both sides said, without the log-in
}

// trialTimeout ends a test while the person still watches.
const trialTimeout = 40 * time.Second

// Try sends a test letter at once, with the mail settings as they are now.
// When it went out, the letters that were waiting are due, too.
func Try(ctx context.Context, app core.App, to string) (Trial, error) {
	address, ok := parse(to)
	if !ok {
		return Trial{}, access.Refuse("收件邮箱写得不对，例如 shequ@163.com")
	}
	now := calendar.Now(app)
	msg := blank(app, now)
	msg.SetMessageIDWithValue(messageID(app, "test", strconv.FormatInt(now.UnixNano(), 36)))
	msg.ToMailAddress(&address)
	name := settings.Of(app).Name()
	msg.Subject("【" + name + "】发信测试")
	msg.SetBodyString(mail.TypeTextPlain, "这是"+name+"的一封测试信。收到它，说明发信设置没有问题，不用回复。\n")

	record := &recorder{secret: app.Settings().SMTP.Password}
	switch way(app) {
	case nowhere:
		return Trial{Sentence: noSender + "，请先在设置的“邮件”里填写发信服务器", Dialogue: []string{}}, nil
	case toFolder:
		if err := file(of(app).dir(), "test", now, msg); err != nil {
			return Trial{}, err
		}
		return Trial{OK: true, Sentence: "没有设置发信邮箱，测试信写进了文件夹", Dialogue: []string{of(app).dir()}}, nil
	}
	s := app.Settings().SMTP
	record.add(fmt.Sprintf("连接 %s:%d", s.Host, s.Port))
	ctx, cancel := context.WithTimeout(ctx, trialTimeout)
	defer cancel()
	if err := post(ctx, app, msg, 0, record); err != nil {
		app.Logger().Warn("test mail", "error", err)
		return Trial{Sentence: explainTrial(err, s), Dialogue: record.lines()}, nil
	}
	if err := hurry(app, now); err != nil {
		return Trial{}, err
	}
	of(app).nudge()
	return Trial{OK: true, Sentence: "测试信已发出，请到 " + to + " 查收", Dialogue: record.lines()}, nil
}

// explainTrial differs from explain where nothing will be tried again by itself.
func explainTrial(err error, s core.SMTPConfig) string {
	sentence, _, _ := strings.Cut(explain(err), "，会自动再发")
	sentence, _, _ = strings.Cut(sentence, "，过些时候会再试")
	if errors.Is(err, errHouse) && code(err) == 0 {
		sentence += fmt.Sprintf("（%s:%d）", s.Host, s.Port)
	}
	return sentence
}

func tryMail(e *core.RequestEvent) error {
	if access.Of(e).Kind != access.Superuser {
		return access.Answer(http.StatusForbidden, "测试发信要用社区书记的账号")
	}
	var body struct {
		To string `json:"to"`
	}
	if err := e.BindBody(&body); err != nil {
		return access.Refuse("提交的内容看不懂，请刷新页面后再试")
	}
	trial, err := Try(e.Request.Context(), e.App, strings.TrimSpace(body.To))
	if err != nil {
		return err
	}
	return e.JSON(http.StatusOK, trial)
}
