package pb_migrations

import (
	"fmt"

	"github.com/pocketbase/pocketbase/core"
	m "github.com/pocketbase/pocketbase/migrations"
)

// Every change of the catalogue is kept. The matter is named by its id as text:
// a row must outlive a matter that was deleted before anybody used it.
func init() {
	m.Register(func(app core.App) error {
		history := core.NewBaseCollection("matter_history")
		history.AddIndex("idx_matter_history_matter", false, "matter, at", "")
		if err := table(app, history, rules{list: rule(officeOnly), view: rule(officeOnly)},
			text("matter", "哪个事项（内码）", required),
			text("code", "当时的事项代码"),
			text("name", "当时的事项名称", presentable),
			date("at", "时间", required),
			choice("action", "做了什么", []string{"seed", "before", "create", "update", "restore", "import", "delete", "rule"}, required),
			choice("actor_kind", "谁改的：书记、工作人员、系统", []string{"staff", "superuser", "system"}),
			text("actor_id", "账号内码", hidden),
			text("actor_label", "改的人"),
			list("changes", "改了哪几项，从什么改成什么"),
			list("snapshot", "改后的全部内容，恢复时用", hidden),
			text("note", "说明", long(500)),
		); err != nil {
			return err
		}
		if err := appendOnly(app, "matter_history",
			[]string{"id", "matter", "code", "name", "at", "action", "actor_kind", "actor_id", "actor_label", "changes", "snapshot", "note"}, nil); err != nil {
			return err
		}

		matters, err := app.FindCollectionByNameOrId("matters")
		if err != nil {
			return err
		}
		for name, help := range map[string]string{
			"code":       "英文代码，程序内部用；自己新加的事项可以不填，程序会编一个。用过以后不能改",
			"department": "层面是“部门转办”时填职能部门简称，如：城管",
			"keywords":   "居民常用的说法。两个词都要有才算写成 停车+收费，前后有次序写成 陪>医院，不算的写成 -停车费，只作参考的词后面加 ?",
			"examples":   "居民可能怎么写，写几句完整的话，程序会照着学",
			"guidance":   "提交前给居民看的一句话：写清什么、拍什么、带什么，60 字以内最好",
			"not_ours":   "居民自己可以马上打的电话，如：也可以拨打 12345",
			"active":     "不勾就停用：以后的诉求不再归到这一项，旧诉求不受影响",
		} {
			f := matters.Fields.GetByName(name)
			switch f := f.(type) {
			case *core.TextField:
				f.Help = help
				if name == "code" {
					f.Required = false
				}
			case *core.JSONField:
				f.Help = help
			case *core.BoolField:
				f.Help = help
			default:
				return fmt.Errorf("help of matters.%s: %T", name, f)
			}
		}
		return app.Save(matters)
	}, func(app core.App) error { return drop(app, "matter_history") })
}
