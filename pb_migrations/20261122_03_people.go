package pb_migrations

import (
	"github.com/pocketbase/pocketbase/core"
	m "github.com/pocketbase/pocketbase/migrations"
)

func init() {
	m.Register(func(app core.App) error {
		staff := core.NewAuthCollection("staff")
		staff.AddIndex("idx_staff_account", true, "account", "")
		staff.PasswordAuth.Enabled = true
		staff.PasswordAuth.IdentityFields = []string{"account"}
		staff.AuthRule = rule("active = true")
		staff.AuthAlert.Enabled = false
		staff.AuthToken.Duration = 60 * 60 * 24 * 14
		loosenEmail(staff)
		if err := table(app, staff, rules{list: rule(officeOnly), view: rule("id = @request.auth.id || (" + officeOnly + ")")},
			text("account", "登录账号，用姓名拼音或工号", required),
			text("name", "姓名", required, presentable),
			choice("role", "岗位", []string{"grid_worker", "clerk", "steward", "property_contact", "committee_contact"}, required),
			link(app, "org", "所在单位", "orgs"),
			link(app, "grids", "负责的网格", "grids", many(99)),
			text("phone", "工作电话"),
			yesno("active", "在岗；离岗的账号不能登录"),
		); err != nil {
			return err
		}

		residents := core.NewAuthCollection("residents")
		residents.AddIndex("idx_residents_phone", false, "phone", "")
		residents.AddIndex("idx_residents_link", false, "link_state", "")
		residents.PasswordAuth.Enabled = false
		residents.AuthAlert.Enabled = false
		residents.AuthToken.Duration = 60 * 60 * 24 * 90 // the phone holds the session for a season
		residents.AuthRule = rule("active = true")
		loosenEmail(residents)
		if f, ok := residents.Fields.GetByName("password").(*core.PasswordField); ok {
			f.Min = 6 // elders choose six digits; the lock after five failures is what protects them
		}
		own := residentOnly + " && id = @request.auth.id"
		if err := table(app, residents, rules{list: rule(officeOnly), view: rule("(" + own + ") || (" + officeOnly + ")"), update: rule(own)},
			text("name", "姓名或称呼", required, presentable),
			text("phone", "手机或座机", hidden),
			choice("phone_kind", "电话种类", []string{"mobile", "landline"}),
			link(app, "estate", "小区", "estates"),
			link(app, "building", "楼栋", "buildings"),
			link(app, "unit", "单元", "units"),
			text("room", "室号", hidden),
			text("consent_version", "同意书版本"),
			date("consent_at", "同意时间"),
			yesno("has_password", "自己设过密码"),
			choice("real_name", "实名情况", []string{"unverified", "matched", "confirmed"}),
			text("real_name_how", "怎样核对的，如：当面、上门、与花名册一致"),
			text("real_name_by", "核对人"),
			date("real_name_at", "核对时间"),
			choice("link_state", "同号待核对：同一电话先前登记过，由工作人员核对是不是同一人", []string{"none", "to_check", "linked", "dismissed"}),
			yesno("active", "在用"),
		); err != nil {
			return err
		}
		residents.Fields.Add(link(app, "linked_to", "核对后是同一人，归到这份登记", "residents"))
		if err := app.Save(residents); err != nil {
			return err
		}

		roster := core.NewBaseCollection("roster_entries")
		roster.AddIndex("idx_roster_phone", false, "phone", "")
		roster.AddIndex("idx_roster_place", true, "building, unit, room, name", "")
		if err := table(app, roster, rules{},
			text("name", "姓名", required, presentable),
			text("phone", "电话", hidden),
			link(app, "building", "楼栋", "buildings", required),
			link(app, "unit", "单元", "units"),
			text("room", "室号"),
			text("note", "备注", long(500)),
		); err != nil {
			return err
		}

		codes := core.NewBaseCollection("login_codes")
		codes.AddIndex("idx_login_codes_resident", false, "resident, used_at", "")
		return table(app, codes, rules{},
			link(app, "resident", "给谁", "residents", required),
			text("code_hash", "登录码的摘要", hidden, required),
			date("expires_at", "失效时间", required),
			date("used_at", "使用时间"),
			text("how", "怎样确认是本人：回拨登记电话、当面"),
			text("given_by", "谁给的"),
		)
	}, func(app core.App) error { return drop(app, "login_codes", "roster_entries", "residents", "staff") })
}

// loosenEmail lets people without an e-mail address have an account: hardly
// any elder in the stairwell has one.
func loosenEmail(c *core.Collection) {
	if f, ok := c.Fields.GetByName("email").(*core.EmailField); ok {
		f.Required = false
	}
	c.OTP.Enabled = false
	c.MFA.Enabled = false
}
