package pb_migrations

import (
	"github.com/pocketbase/pocketbase/core"
	m "github.com/pocketbase/pocketbase/migrations"
)

// What is said about the community's own leaders is for the upper contact
// alone: encrypted to a key whose private half exists on her paper only.
func init() {
	m.Register(func(app core.App) error {
		contacts := core.NewBaseCollection("upper_contacts")
		contacts.AddIndex("idx_upper_contacts_token", true, "token_hash", "token_hash != ''")
		contacts.AddIndex("idx_upper_contacts_state", false, "state", "")
		if err := table(app, contacts, rules{},
			text("name", "上级联系人姓名", hidden, required),
			text("unit", "所在单位，如：星湖街道纪工委", hidden, required),
			text("phone", "工作电话，给社区联系用", hidden),
			choice("state", "状态：已邀请、已同意、已停用", []string{"invited", "agreed", "revoked"}, hidden, required),
			text("token_hash", "链接的摘要（链接本身不保存）", hidden),
			text("public_key", "公钥；私钥只在联系人的纸上，程序不保存", hidden),
			date("invited_at", "邀请时间", hidden),
			text("invited_by", "谁邀请的", hidden),
			date("expires_at", "邀请在此前有效", hidden),
			date("agreed_at", "同意时间", hidden),
			date("revoked_at", "停用时间", hidden),
		); err != nil {
			return err
		}

		reports, err := app.FindCollectionByNameOrId("sealed_reports")
		if err != nil {
			return err
		}
		reports.Fields.Add(
			choice("audience", "谁能看：社区书记，或只有上级联系人", []string{"secretary", "upper"}, hidden),
			choice("concerns", "说的是什么", concerns, hidden),
			text("earlier", "转入保密以前的办理经过", long(60000), hidden),
			text("contact", "加密给哪位上级联系人；空着表示先锁存，谁也打不开", hidden),
			text("box", "加密的内容（age 格式）", long(500000), hidden),
			text("sender_key", "来信人的公钥，答复用它加密", hidden),
			text("sender_box", "来信人的私钥，用查询码锁着", long(3000), hidden),
			text("reply_box", "加密的答复", long(60000), hidden),
			date("duty_at", "强制报告的时间", hidden),
			choice("duty_to", "报告给了谁", dutyTo, hidden),
			text("duty_by", "谁报告的", hidden),
			text("duty_note", "报告的情况", long(500), hidden),
		)
		if f, ok := reports.Fields.GetByName("photos").(*core.FileField); ok {
			f.MaxSelect = 60 // a request that is sealed later brings the files of its replies
			f.Help = "照片和材料；给上级联系人的也加密"
		}
		reports.AddIndex("idx_sealed_audience", false, "audience, state", "")
		if err := app.Save(reports); err != nil {
			return err
		}
		if _, err := app.DB().NewQuery("UPDATE {{sealed_reports}} SET [[audience]] = 'secretary' WHERE [[audience]] = ''").Execute(); err != nil {
			return err
		}
		return addValues(app, map[string][]string{
			"sealed_events.verb":       {"receive", "read", "reply", "move", "hand_over", "duty"},
			"audit_entries.actor_kind": {"resident", "staff", "superuser", "link", "system", "guest", "upper"},
		})
	}, func(app core.App) error {
		reports, err := app.FindCollectionByNameOrId("sealed_reports")
		if err != nil {
			return err
		}
		reports.RemoveIndex("idx_sealed_audience")
		for _, f := range []string{"audience", "concerns", "earlier", "contact", "box", "sender_key", "sender_box", "reply_box", "duty_at", "duty_to", "duty_by", "duty_note"} {
			reports.Fields.RemoveByName(f)
		}
		if err := app.Save(reports); err != nil {
			return err
		}
		return drop(app, "upper_contacts")
	})
}

var (
	concerns = []string{"conduct", "conduct_lead", "domestic_violence", "minor", "other"}
	dutyTo   = []string{"police", "women", "youth", "civil", "other"}
)
