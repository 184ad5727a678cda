package pb_migrations

import (
	"github.com/pocketbase/pocketbase/core"
	m "github.com/pocketbase/pocketbase/migrations"
)

// Many streets have a form of their own, which they take and no other.
func init() {
	m.Register(func(app core.App) error {
		c, err := app.FindCollectionByNameOrId("communities")
		if err != nil {
			return err
		}
		c.Fields.Add(&core.FileField{Name: "referral_template", MaxSelect: 1, MaxSize: 5 * mb, Protected: true,
			Help: "本地用的承办单 Word 模板（.docx），不传就用自带的。先在浏览器打开 /api/referrals/template 下载自带模板，改好再传；{{编号}} 这样的标记不要改名，上传时会检查"})
		return app.Save(c)
	}, func(app core.App) error {
		c, err := app.FindCollectionByNameOrId("communities")
		if err != nil {
			return err
		}
		c.Fields.RemoveByName("referral_template")
		return app.Save(c)
	})
}
