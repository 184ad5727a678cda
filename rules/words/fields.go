package words

import "maps"

// Table is the office's word for a table and for each of its fields. Field
// words are column headers: as short as the office writes them on paper.
type Table struct {
	Label  string
	Fields map[string]string
}

// Label is the office's word for a table, or its name where there is none.
func Label(collection string) string {
	if t, ok := Collections[collection]; ok {
		return t.Label
	}
	return collection
}

// Field is the office's word for a field, or its name where there is none.
func Field(collection, field string) string {
	if label, ok := Collections[collection].Fields[field]; ok {
		return label
	}
	return field
}

// Collections names every table and field of the database. A test compares it
// with the migrated database both ways.
var Collections = map[string]Table{
	"communities": communities,

	"orgs": orgs, "org_links": orgLinks, "grids": grids, "estates": estates, "buildings": buildings, "units": units,
	"staff": staff, "residents": residents, "roster_entries": rosterEntries, "login_codes": loginCodes, "elder_cards": elderCards,
	"matters": matters, "corrections": corrections, "matter_history": matterHistory, "routes": routes, "workday_calendar": workdayCalendar, "watches": watches, "faq_cases": faqCases, "resources": resources, "posts": posts,
	"visits": visits, "duties": duties, "handovers": handovers, "point_rules": pointRules, "point_entries": pointEntries, "point_adjustments": pointAdjustments,
	"rewards": rewards, "redemptions": redemptions, "stock_moves": stockMoves, "posters": posters, "poster_scans": posterScans,

	"volunteers": volunteers, "orders": orders, "claims": claims, "service_records": serviceRecords, "projects": projects, "milestones": milestones, "certificates": certificates,

	"requests": requests, "request_events": requestEvents, "assignments": assignments, "replies": replies, "call_backs": callBacks,
	"weekly_reports": weeklyReports, "referrals": referrals, "alerts": alerts, "reminders": reminders,
	"sealed_reports": sealedReports, "sealed_events": sealedEvents, "upper_contacts": upperContacts,

	"outbox": outbox, "job_runs": jobRuns, "audit_entries": auditEntries,

	// PocketBase's own.
	"_superusers": account("书记账号", nil),
	"_authOrigins": table("登录设备", map[string]string{
		"collectionRef": "账号种类", "recordRef": "账号", "fingerprint": "设备特征",
	}),
	"_externalAuths": table("第三方登录", map[string]string{
		"collectionRef": "账号种类", "recordRef": "账号", "provider": "第三方", "providerId": "第三方编号",
	}),
	"_mfas": table("两步验证", map[string]string{"collectionRef": "账号种类", "recordRef": "账号", "method": "方式"}),
	"_otps": table("邮件验证码", map[string]string{
		"collectionRef": "账号种类", "recordRef": "账号", "password": "验证码", "sentTo": "发往",
	}),
}

// table adds the fields PocketBase gives every table.
func table(label string, own map[string]string) Table {
	fields := map[string]string{"id": "编号内码", "created": "建立时间", "updated": "修改时间"}
	maps.Copy(fields, own)
	return Table{Label: label, Fields: fields}
}

// account adds the fields PocketBase gives every table of people who log in.
func account(label string, own map[string]string) Table {
	t := table(label, map[string]string{
		"password": "密码", "tokenKey": "登录密钥", "email": "邮箱", "emailVisibility": "公开邮箱", "verified": "邮箱已验证",
	})
	maps.Copy(t.Fields, own)
	return t
}
