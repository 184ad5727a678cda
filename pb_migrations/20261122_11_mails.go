package pb_migrations

import (
	"github.com/pocketbase/pocketbase/core"
	m "github.com/pocketbase/pocketbase/migrations"
)

// PocketBase writes to the secretary by itself: a forgotten password, a log-in
// from another computer. She reads Chinese.
func init() {
	m.Register(func(app core.App) error {
		c, err := app.FindCollectionByNameOrId(core.CollectionNameSuperusers)
		if err != nil {
			return err
		}
		const url = "{APP_URL}/_/#/auth/"
		c.ResetPasswordTemplate = core.EmailTemplate{
			Subject: "重新设置{APP_NAME}的密码",
			Body:    `<p>您好：</p><p>请点下面的链接重新设置密码，30 分钟内有效：</p><p><a href="` + url + `confirm-password-reset/{TOKEN}">重新设置密码</a></p><p>如果不是您本人操作，不用理会这封信。</p>`,
		}
		c.VerificationTemplate = core.EmailTemplate{
			Subject: "确认{APP_NAME}的邮箱",
			Body:    `<p>您好：</p><p>请点下面的链接确认这是您的邮箱：</p><p><a href="` + url + `confirm-verification/{TOKEN}">确认邮箱</a></p>`,
		}
		c.ConfirmEmailChangeTemplate = core.EmailTemplate{
			Subject: "确认{APP_NAME}的新邮箱",
			Body:    `<p>您好：</p><p>请点下面的链接确认换用这个邮箱：</p><p><a href="` + url + `confirm-email-change/{TOKEN}">确认新邮箱</a></p><p>如果不是您本人操作，不用理会这封信。</p>`,
		}
		c.AuthAlert.EmailTemplate = core.EmailTemplate{
			Subject: "{APP_NAME}：有人在另一台电脑登录了您的账号",
			Body:    `<p>您好：</p><p>您的账号刚刚在一台没用过的电脑上登录：</p><p>{ALERT_INFO}</p><p>如果不是您本人，请马上改密码，并告诉社区的同事。</p>`,
		}
		c.OTP.EmailTemplate = core.EmailTemplate{
			Subject: "{APP_NAME}的验证码",
			Body:    `<p>您好：</p><p>您的验证码是 <strong>{OTP}</strong>，请不要告诉别人。</p>`,
		}
		return app.Save(c)
	}, nil)
}
