package pb_migrations

import (
	"github.com/pocketbase/pocketbase/core"
	m "github.com/pocketbase/pocketbase/migrations"
)

// The register of certificates of service: each as it was printed, so that the
// paper can be held against it.
func init() {
	m.Register(func(app core.App) error {
		c := core.NewBaseCollection("certificates")
		c.AddIndex("idx_certificates_no", true, "certificate_no", "")
		c.AddIndex("idx_certificates_key", true, "key_hash", "key_hash != ''")
		c.AddIndex("idx_certificates_volunteer", false, "volunteer, issued_at", "")
		return table(app, c, rules{list: rule("(" + ownResident + ") || (" + officeOnly + ")"), view: rule("(" + ownResident + ") || (" + officeOnly + ")")},
			text("certificate_no", "证明编号，如 湖畔志证〔2026〕3号", presentable),
			link(app, "volunteer", "给哪位志愿者", "volunteers", required),
			link(app, "resident", "志愿者的居民登记", "residents"),
			text("name", "证明上的姓名"),
			text("paper_kind", "证件种类，如：居民身份证"),
			text("paper_tail", "证件号码的后四位，证明上别的位数用星号", hidden),
			text("external_no", "志愿者编号"),
			text("from_day", "从哪天起"),
			text("until_day", "到哪天止"),
			number("minutes", "一共多少分钟"),
			list("records", "写进证明的每一次服务"),
			text("issuer", "出具单位"),
			text("responsible", "负责人"),
			text("handler", "经办人"),
			text("contact", "联系电话"),
			date("issued_at", "什么时候出具的"),
			text("key_hash", "二维码里的钥匙的摘要", hidden),
			choice("state", "有效还是撤销", []string{"valid", "revoked"}, required),
			date("revoked_at", "什么时候撤销的"),
			text("revoked_by", "谁撤销的"),
			text("reason", "为什么撤销", long(500)),
		)
	}, func(app core.App) error { return drop(app, "certificates") })
}
