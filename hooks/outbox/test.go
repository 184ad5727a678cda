package outbox

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
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

// TryRobot sends a test line to a group robot at once. Its own words about a
// refusal are shown as they are: 关键词不匹配 is what somebody can look up.
func TryRobot(ctx context.Context, app core.App, to, secret string) (Trial, error) {
	u, err := url.Parse(to)
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		return Trial{}, access.Refuse("群机器人地址请整条复制，以 https:// 开头")
	}
	err = ring(ctx, to, "【"+settings.Of(app).Name()+"】紧急通知测试：收到这条，说明群机器人设置好了，不用处理", secret, time.Now())
	if err == nil {
		return Trial{OK: true, Sentence: "群机器人收下了，请到工作群里看看", Dialogue: []string{}}, nil
	}
	app.Logger().Warn("test robot", "error", err)
	said := strings.TrimPrefix(err.Error(), errRobot.Error()+": ")
	return Trial{Sentence: "群机器人没有收下。请核对网址是不是整条复制的；设了关键词的，请填“紧急”；设了加签的，请填密钥，并看看这台电脑的时间准不准", Dialogue: []string{strings.ReplaceAll(said, to, u.Host)}}, nil
}

func tryMail(e *core.RequestEvent) error {
	return trial(e, func(b trialBody) (Trial, error) { return Try(e.Request.Context(), e.App, strings.TrimSpace(b.To)) })
}

func tryRobot(e *core.RequestEvent) error {
	return trial(e, func(b trialBody) (Trial, error) {
		return TryRobot(e.Request.Context(), e.App, strings.TrimSpace(b.URL), b.Secret)
	})
}

// trialBody is what a test is about; the secret is the one in the form, which may
// not have been saved yet.
type trialBody struct {
	To     string `json:"to"`
	URL    string `json:"url"`
	Secret string `json:"secret"`
}

// trial answers the secretary how a test fared.
func trial(e *core.RequestEvent, try func(trialBody) (Trial, error)) error {
	if access.Of(e).Kind != access.Superuser {
		return access.Answer(http.StatusForbidden, "测试发信要用社区书记的账号")
	}
	var body trialBody
	if err := e.BindBody(&body); err != nil {
		return access.Refuse("提交的内容看不懂，请刷新页面后再试")
	}
	answer, err := try(body)
	if err != nil {
		return err
	}
	return e.JSON(http.StatusOK, answer)
}
