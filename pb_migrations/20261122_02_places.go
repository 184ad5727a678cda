package pb_migrations

import (
	"github.com/pocketbase/pocketbase/core"
	m "github.com/pocketbase/pocketbase/migrations"
)

func init() {
	m.Register(func(app core.App) error {
		orgs := core.NewBaseCollection("orgs")
		orgs.AddIndex("idx_orgs_name", true, "name", "")
		orgs.AddIndex("idx_orgs_kind", false, "kind", "")
		if err := table(app, orgs, rules{list: rule(staffOnly), view: rule(staffOnly)},
			text("name", "单位全称", required, presentable),
			choice("kind", "单位类别", orgKinds, required),
			text("department", "职能简称，派单目录用它找到部门，如：城管"),
			text("phone", "对外电话，印在海报上、给居民急修用"),
			text("contact_name", "专人姓名"),
			text("contact_phone", "专人电话"),
			text("email", "收函邮箱"),
			text("pass_code", "对接码：单位签收后凭它看联系方式，4–8 位", hidden),
			yesno("reply_review", "答复先经社区审核再发给居民（建议物业、业委会勾选）"),
			yesno("active", "在用；停用的单位不再派单"),
			text("note", "备注", long(1000)),
		); err != nil {
			return err
		}

		grids := core.NewBaseCollection("grids")
		if err := table(app, grids, rules{list: rule(staffOnly), view: rule(staffOnly)},
			text("no", "网格编号，如 03", required, presentable),
			text("name", "网格名称"),
			text("note", "备注", long(1000)),
		); err != nil {
			return err
		}

		estates := core.NewBaseCollection("estates")
		estates.AddIndex("idx_estates_name", true, "name", "")
		if err := table(app, estates, rules{list: rule(""), view: rule("")},
			text("name", "小区名称", required, presentable),
			list("aliases", "别名、老名字，如 [\"湖花一期\"]"),
			text("kind", "小区类型，如：商品房、动迁小区、老公房"),
			number("built_year", "建成年份"),
			number("households", "户数"),
			link(app, "property", "物业公司；没有物业就留空", "orgs"),
			link(app, "committee", "业主委员会或自管小组；没有就留空", "orgs"),
			list("former_names", "更名记录"),
			text("note", "备注", long(1000)),
			number("sort", "排列次序"),
		); err != nil {
			return err
		}
		orgs.Fields.Add(link(app, "estates", "服务的小区；留空表示整个社区", "estates", many(999)))
		if err := app.Save(orgs); err != nil {
			return err
		}
		grids.Fields.Add(link(app, "estate", "所在小区", "estates"))
		if err := app.Save(grids); err != nil {
			return err
		}

		buildings := core.NewBaseCollection("buildings")
		buildings.AddIndex("idx_buildings_key", true, "estate, `key`", "")
		if err := table(app, buildings, rules{list: rule(""), view: rule("")},
			link(app, "estate", "所在小区", "estates", required),
			text("name", "楼栋名称，如 5幢", required, presentable),
			text("key", "规范写法，由程序填写：5幢、5栋、5号楼、五号楼是同一栋"),
			list("aliases", "别名，如 [\"老年楼\"]"),
			link(app, "grid", "所属网格", "grids"),
			number("households", "户数"),
			list("former_names", "更名记录"),
			number("sort", "排列次序"),
		); err != nil {
			return err
		}

		units := core.NewBaseCollection("units")
		units.AddIndex("idx_units_key", true, "building, `key`", "")
		if err := table(app, units, rules{list: rule(""), view: rule("")},
			link(app, "building", "所在楼栋", "buildings", required),
			text("name", "单元名称，如 2单元", required, presentable),
			text("key", "规范写法，由程序填写"),
			number("sort", "排列次序"),
		); err != nil {
			return err
		}

		c, err := app.FindCollectionByNameOrId("communities")
		if err != nil {
			return err
		}
		c.Fields.Add(
			link(app, "org_dept", "组织部门：部门转办抄送它，周报报给它", "orgs"),
			link(app, "street_org", "街道（社工委）：模式 B 由它转报", "orgs"),
		)
		return app.Save(c)
	}, func(app core.App) error { return drop(app, "units", "buildings", "estates", "grids", "orgs") })
}

var orgKinds = []string{"party_org", "committee", "station", "property", "owners_committee", "mediation", "department", "street", "org_dept", "police", "partner"}

// Who is asking, as PocketBase rule expressions. Office staff are the
// community's own; contacts of other organisations see only their own work.
const (
	residentOnly = "@request.auth.collectionName = 'residents' && @request.auth.active = true"

	staffOnly  = "@request.auth.collectionName = 'staff' && @request.auth.active = true"
	officeOnly = staffOnly + " && (@request.auth.role = 'grid_worker' || @request.auth.role = 'clerk' || @request.auth.role = 'steward')"
)
