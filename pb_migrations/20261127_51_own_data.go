package pb_migrations

import (
	"github.com/pocketbase/pocketbase/core"
	m "github.com/pocketbase/pocketbase/migrations"
)

// A resident's rights to her own data: what she asks to have corrected, and the
// marks of what was erased. A request that was anonymised stays for the counts.
func init() {
	m.Register(func(app core.App) error {
		residents, err := app.FindCollectionByNameOrId("residents")
		if err != nil {
			return err
		}
		residents.Fields.Add(
			text("wanted_phone", "本人申请改成的电话，核实后才改", hidden),
			link(app, "wanted_building", "本人申请改成的楼栋", "buildings"),
			link(app, "wanted_unit", "本人申请改成的单元", "units"),
			date("wanted_at", "申请更正的时间；空的就是没有待核实的申请"),
			text("wanted_answer", "上次申请没有改的原因，本人看得到", long(200)),
			date("erased_at", "本人要求删除个人信息的时间"),
		)
		residents.AddIndex("idx_residents_wanted", false, "wanted_at", "wanted_at != ''")
		if err := app.Save(residents); err != nil {
			return err
		}
		requests, err := app.FindCollectionByNameOrId("requests")
		if err != nil {
			return err
		}
		requests.Fields.Add(date("anonymised_at", "匿名处理的时间：姓名、原话、照片、答复都已删除，只留统计用的内容"))
		requests.AddIndex("idx_requests_named", false, "closed_at", "anonymised_at = '' AND closed_at != ''")
		return app.Save(requests)
	}, func(app core.App) error {
		for table, what := range map[string]struct {
			index  string
			fields []string
		}{
			"residents": {"idx_residents_wanted", []string{"wanted_phone", "wanted_building", "wanted_unit", "wanted_at", "wanted_answer", "erased_at"}},
			"requests":  {"idx_requests_named", []string{"anonymised_at"}},
		} {
			c, err := app.FindCollectionByNameOrId(table)
			if err != nil {
				return err
			}
			c.RemoveIndex(what.index)
			for _, f := range what.fields {
				c.Fields.RemoveByName(f)
			}
			if err := app.Save(c); err != nil {
				return err
			}
		}
		return nil
	})
}
