package logbook_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// answered says of each route of the program, as it stands in the code, which
// line of the log it writes, or why it writes none. A line in 『』 is proved by
// TestEveryActionIsLogged.
var answered = map[string]string{
	"/api/audit": own, "/api/audit/table.xlsx": "『导出操作日志』", "/api/audit/verify": "reads the log and changes nothing",
	"/api/bulletin": public, "/api/bulletin/{id}": public, "/api/bulletin/{id}/pictures/{name}": public, "/api/bulletin/{id}/preview": "what the office wrote itself",
	"/api/duties": "『任命』", "/api/duties/{id}/renew": "『续任』", "/api/duties/{id}/end": "『结束任职』", "/api/duties/{id}/hand_over": "『结束任职』『任命』",
	"/api/duties/board": "who holds an office of trust; a resident's number only where she agreed",
	"/api/duties/mine":  "a head's own building, without persons", "/api/duties/team.xlsx": "『导出工作团队名册』",
	"/api/export/{ticket}": "『导出个人信息』", // written when the ticket is made
	"/api/handbook/search": masked,
	"/api/handover":        "counts, and the office's own people", "/api/handover/begin": "『开始交接』『建立书记账号』", "/api/handover/tick": "『交接勾选』『交接取消勾选』",
	"/api/handover/cancel": "『取消交接』", "/api/handover/finish": "『关闭前任书记账号』『办完交接』",
	"/api/volunteers": "her own application", "/api/volunteers/mine": "her own", "/api/volunteers/leave": "her own", "/api/volunteers/{id}/decide": "『同意志愿者』",
	"/api/volunteers/{id}/contact": "『查看志愿者电话』", "/api/volunteers/service.xlsx": "『导出志愿服务记录』", "/api/orders/board": masked, "/api/orders": "『发布点单』",
	"/api/requests/{request}/helpers": "who helps, named as they agreed to", "/api/orders/{id}/cancel": "『取消点单』", "/api/orders/{id}/finish": "『点单办完』", "/api/orders/{id}/claim": "the claim holds it",
	"/api/orders/{id}/withdraw": "the claim holds it", "/api/orders/{id}/screen": masked, "/api/orders/{id}/presence": "the claim holds it", "/api/orders/{id}/paper": "『补录签到表』",
	"/api/claims/{id}/presence": "『代志愿者签到签退』", "/api/claims/{id}/absent": "『记志愿者没有到场』", "/api/claims/{id}/confirm": "『确认志愿服务』",
	"/api/service_records/{id}/wish": "the record holds it", "/api/service_records/{id}/settle": "『答复服务记录更正』", "/api/service_records/{id}/void": "『作废服务记录』",
	"/api/certificates": "『出具志愿服务证明』", "/api/certificates/{key}": "whoever holds the paper; masked", "/api/certificates/{id}/revoke": "『撤销志愿服务证明』", "/api/certificates/register.xlsx": "『导出证明登记簿』",
	"/api/points/adjustments/{id}/approve": "『同意积分调整』", "/api/points/adjustments/{id}/refuse": "『不同意积分调整』",
	"/api/rewards": "what there is, and the caller's own", "/api/rewards/{id}/redeem": "『代居民兑换』", "/api/rewards/{id}/stock": "『兑换品入库』",
	"/api/redemptions": masked, "/api/redemptions/code/{code}": masked, "/api/redemptions/{id}/hand_over": "『交付兑换品』", "/api/redemptions/{id}/cancel": "『取消兑换』",
	"/api/visits": "the table of visits holds it", "/api/visits/{id}/files/{name}": "what the office saw for itself at a door", "/api/visits/{id}/request": events,
	"/api/points/mine": "the caller's own", "/api/points/of/{id}": masked, "/api/points/find": masked, "/api/points/rules/preview": "changes nothing", "/api/points/adjustments": "『提出积分调整』",
	"/api/holidays":          "『录入2027年放假安排』",
	"/api/home":              public,
	"/api/inspections/count": masked, "/api/inspections/pack": "『导出迎检资料』",
	"/api/jobs":            "names of jobs only",
	"/api/ledgers/{table}": "『导出台账』",
	"/api/letters":         "the sender's own words, no account is known", "/api/letters/{code}": "the sender's own code",
	"/api/places":            public,
	"/api/print/{kind}/{id}": "『打印诉求人联系单』『打印便民卡』『打印交办清单』『打印交接清单』", // the other papers bear masked names and numbers
	"/api/referrals/markers": "names of markers only", "/api/referrals/template": "an empty form", "/api/referrals/{id}/form.docx": "『下载承办单』",
	"/api/reply/{token}": events, "/api/reply/{token}/files/{name}": "a link's own photos",
	"/api/requests/sealed": "the sender's own", "/api/requests/search": masked, "/api/requests/{id}/candidates": masked, "/api/requests/{id}/case": "『存为案例』",
	"/api/requests/{id}/contact": "『查看联系电话』", "/api/requests/{id}/family": masked, "/api/requests/{id}/files/{name}": "『查看受保护照片』",
	"/api/requests/{id}/likewise": masked, "/api/requests/{id}/presence": "who has the page open, forgotten in a minute", "/api/requests/{id}/link": "a link for an organisation, without a person in it", "/api/requests/{id}/result": masked,
	"/api/requests/{id}/similar": masked, "/api/requests/{id}/sms": "『查看联系电话』",
	"/api/residents/{id}/card": "『做便民卡』", "/api/residents/{id}/card/revoke": "『停用便民卡』", "/api/residents/{id}/own": masked,
	"/api/sealed": "numbers and dates only", "/api/sealed/{id}": "『查看保密来信』",
	"/api/setup":       "『修改社区设置』",
	"/api/stats/brief": "counts only", "/api/stats/figures": "counts only", "/api/stats/figures/table.xlsx": "『导出办理情况』", "/api/stats/overview": masked,
	"/api/track/{no}": "whoever holds the receipt", "/api/upper/{token}": "『上级联系人同意接收』",
	"/api/watch": "the office's own people", "/api/words": public, "/healthz": "figures of the machine",
	"/launch": public, "/{code}/qr.svg": public, "/{kind}/template.xlsx": "an empty form", "/{kind}/export.xlsx": "『导出派单目录』『导出承办单位』『导出工作人员』",
	"/files/{name}": "『下载周报文件』", "/preview": masked,
	"/api/cards/ask": events, "/api/cards/enter": "『用便民卡登录』", "/api/cards/open": "a card asked for its name, masked",
	"/api/corrections/{id}/undo": "『撤销改判』", "/api/handbook/{id}/helped": "a count", "/api/jobs/{name}/run": "『手动运行定时任务』",
	"/api/matters/try": "changes nothing", "/api/matters/{id}/restore": "the history of matters holds it",
	"/api/orgs/{id}/link": "『复制单位总链接』", "/api/orgs/{id}/link/renew": "『换新单位总链接』",
	"/api/outbox/{id}/cancel": "『取消发信』", "/api/outbox/{id}/resend": "『重发信件』",
	"/api/referrals/{id}/paper": events, "/api/requests/danger": "changes nothing", "/api/requests/intake": events, "/api/requests/join": events,
	"/api/requests/suggest": "changes nothing", "/api/requests/{id}/parts": "changes nothing", "/api/requests/{id}/{verb}": events,
	"/api/residents/search": "『查找居民』",
	"/api/residents/login":  "『用登录码登录』", "/api/residents/me/correction": "『申请更正登记』", "/api/residents/password": "her own password", "/api/residents/register": "her own registration",
	"/api/staff/password": "『改自己的密码』", "/api/staff/{id}/first_password": "『给新的首次密码』",
	"/api/residents/{id}/code": "『发放登录码』", "/api/residents/{id}/correction/settle": "『更正登记』", "/api/residents/{id}/dismiss": "『核对为不同居民』",
	"/api/residents/{id}/erase": "『删除个人信息』", "/api/residents/{id}/export": "『导出个人信息』", "/api/residents/{id}/link": "『关联为同一居民』", "/api/residents/{id}/verify": "『通过实名核对』",
	"/api/sealed/upper/invite": "『邀请上级联系人』", "/api/sealed/upper/revoke": "『停用上级联系人』", "/api/sealed/{id}/duty": "『记录强制报告』", "/api/sealed/{id}/reply": "『答复保密来信』",
	"/api/setup/mail-test": "a letter to oneself", "/api/setup/robot-test": "a line to one's own group",
	"/batch": "the table of posters holds it", "/doors": "the table of posters holds it", "/{code}/replace": "『更换海报』", "/{code}/revoke": "『停用海报』",
	"/{kind}": "『导入派单目录』『导入承办单位』『导入工作人员』", "/hold": "『暂缓周报』", "/item": "『改周报列入的事项』", "/manual": "『记录周报人工报送』", "/release": "『放行周报』", "/remark": "『改周报备注』",
	"/send": "『发出周报』", "/sign": "『签发周报』",
}

const (
	own    = "the log itself"
	public = "open to all"
	masked = "names and numbers are masked"
	events = "the events of the request hold it"
)

var route = regexp.MustCompile(`\.(?:GET|POST|PATCH|PUT|DELETE)\((?:base\s*\+\s*)?"([^"]+)"`)

// TestEveryRouteIsAnswered reads the routes out of the code.
func TestEveryRouteIsAnswered(t *testing.T) {
	found := map[string]bool{}
	err := filepath.WalkDir("..", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		source, err := os.ReadFile(path)
		for _, m := range route.FindAllStringSubmatch(string(source), -1) {
			found[m[1]] = true
			if answered[m[1]] == "" {
				t.Errorf("%s: the route %s has no line in coverage_test.go: write there what it writes into the log, or why nothing", path, m[1])
			}
		}
		return err
	})
	if err != nil || len(found) < 80 {
		t.Fatalf("%d routes found (%v)", len(found), err)
	}
	for path := range answered {
		if !found[path] {
			t.Errorf("%s is no route any more: take its line out", path)
		}
	}
}
