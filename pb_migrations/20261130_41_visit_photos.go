package pb_migrations

import (
	"github.com/pocketbase/pocketbase/core"
	m "github.com/pocketbase/pocketbase/migrations"
)

// What was seen at a door is often shown sooner than told: a visit keeps its
// photos until they go into the request that is made of it.
func init() {
	m.Register(func(app core.App) error {
		c, err := app.FindCollectionByNameOrId("visits")
		if err != nil {
			return err
		}
		c.Fields.Add(&core.FileField{Name: "photos", Help: "照片，最多 6 张，已去掉拍摄位置等信息；转为诉求时跟着过去", MaxSelect: 6, MaxSize: 12 << 20, Protected: true, Hidden: true,
			MimeTypes: []string{"image/jpeg", "image/png", "image/webp", "image/gif"}})
		return app.Save(c)
	}, func(app core.App) error {
		c, err := app.FindCollectionByNameOrId("visits")
		if err != nil {
			return err
		}
		c.Fields.RemoveByName("photos")
		return app.Save(c)
	})
}
