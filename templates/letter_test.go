package templates_test

import (
	"os"
	"strings"
	"testing"

	"hongguan/templates"
)

// department is a routine matter of the market authority.
func department() templates.DepartmentView {
	return templates.DepartmentView{
		Way: templates.ByCommunity, Community: "湖畔社区", Office: "湖畔社区居民委员会", Department: "市场监督管理局", Street: "星湖街道（社工委）", OrgDept: "区党工委组织部",
		RequestNo: "HP-20261123-0007", Matter: "菜场短斤缺两", Content: "菜场进门第二家卖鱼的秤不准，少给二两。\n我电话13900000031，请回我。", Place: "翡翠公馆 2栋商铺",
		Requester: "李**", RequesterPhone: "139****0031", ReceivedAt: at(11, 23, 9, 12),
		Steps: []templates.ReferralStep{{At: at(11, 23, 10, 0), Who: "社区工作站", What: "到现场看过，摊主不承认。"}},
		Ask:   "请派人检查该摊位的电子秤，并告知处理结果。", Due: at(11, 24, 17, 30), DueWhy: "收到11月23日，1个工作日，11月24日到期",
		Link: "https://hg.example.cn/reply.html#k27xw8f3q", ContactName: "陈晓燕", ContactPhone: "0512-62800000", SentAt: at(11, 23, 10, 30),
	}
}

// notice is a lamp of the stairs.
func notice() templates.NoticeView {
	return templates.NoticeView{
		Community: "湖畔社区", Office: "湖畔社区居民委员会", Org: "安居物业", RequestNo: "HP-20261123-0007", Matter: "5幢楼道灯",
		SignBy: at(11, 24, 11, 30), Due: at(11, 30, 17, 30), DueWhy: "收到11月23日，5个工作日，11月30日到期",
		Link: "https://hg.example.cn/reply.html#k27xw8f3q", ContactName: "陈晓燕", ContactPhone: "0512-62800000", SentAt: at(11, 23, 10, 30),
	}
}

// forward is the referral's covering letter.
func forward() templates.ForwardView {
	return templates.ForwardView{
		OrgDept: "区党工委组织部", Handler: "区住房和城乡建设局党组", Assisting: "区自然资源和规划分局、区税务局", Community: "湖畔社区",
		ReferralNo: "湖畔承〔2026〕17号", RequestNo: "HP-20261109-0003", Matter: "二期办理不动产登记", Place: "湖畔花园二期",
		Summary: "2008 年交付至今未办理不动产登记，46 户居民联名要求说明进展。", Opinion: "请区住建局党组牵头会商，提出分步办理方案。",
		ReplyBy: at(12, 1, 17, 30), WorkDays: 5, ReplyWhy: "转办11月24日，5个工作日，12月1日到期",
		Link: "https://hg.example.cn/reply.html#8f3kq27xw", ContactName: "陈晓燕", ContactPhone: "0512-62800000", SentAt: at(11, 24, 9, 0),
	}
}

// alert is smoke at night.
func alert() templates.AlertView {
	return templates.AlertView{
		Community: "湖畔社区", RequestNo: "HP-20261123-0008", Place: "湖畔花园一期 5幢 2单元", Danger: "火情", CallBy: at(11, 23, 23, 30),
		Link: "https://hg.example.cn/desk.html#/request/k27xw8f3q00000",
	}
}

// weekly is a usual week.
func weekly() templates.WeeklyView {
	return templates.WeeklyView{
		Community: "湖畔社区", Office: "湖畔社区居民委员会", Recipient: "区党工委组织部", Year: 2026, Week: 47, First: at(11, 16, 0, 0), Last: at(11, 20, 0, 0),
		From: at(11, 13, 16, 30), To: at(11, 20, 16, 30), Total: 33,
		Coordination: "湖畔花园二期办证涉及三个部门，请明确牵头单位。",
		Replies:      []templates.WeeklyReply{{ReferralNo: "湖畔承〔2026〕15号", Matter: "纺机宿舍加装电梯", Handler: "区住建局党组", At: at(11, 18, 10, 0), Reply: "已列入明年第一批，3月前入户勘察。"}},
		Overview: []templates.WeeklyCategory{
			{Name: "政务类", New: 6, Accepted: 6, Closed: 4, InHand: 2, Satisfied: 3, Unrated: 1},
			{Name: "民主自治类", New: 8, Accepted: 7, Closed: 5, Overdue: 1, InHand: 3, Satisfied: 3, NotSatisfied: 1, Unrated: 1},
			{Name: "市场服务类", New: 15, Accepted: 15, Closed: 12, InHand: 2, Suspended: 1, Satisfied: 9, NotSatisfied: 1, Unrated: 2},
			{Name: "公益类", New: 4, Accepted: 4, Closed: 4, Satisfied: 4},
		},
		Complex: []templates.WeeklyComplex{
			{RequestNo: "HP-20261109-0003", ReferralNo: "湖畔承〔2026〕17号", ReportedAt: at(11, 9, 8, 52), Place: "湖畔花园二期", Summary: "2008 年交付至今未办理不动产登记，46 户联名。", Category: "政务类", Handler: "区住房和城乡建设局党组", Before: "11月10日核对材料；11月12日召开说明会；11月17日与街道会商。", UsedDays: 9, LeftDays: 6, State: "首次上报"},
			{RequestNo: "HP-20261019-0011", ReferralNo: "湖畔承〔2026〕14号", ReportedAt: at(10, 19, 14, 20), Place: "星海名邸", Summary: "沿河餐饮店油烟直排，四栋居民多次反映。", Category: "政务类", Handler: "生态环境局党组", Before: "两次上门劝导，城管现场查看。", UsedDays: 16, LeftDays: -1, State: "超期", LastReply: "已约谈店主，正在安装净化设备。"},
		},
		Departments: []templates.WeeklyDepartment{
			{Handler: "城管局", RequestNo: "HP-20261110-0002", Matter: "东门占道经营", SentAt: at(11, 10, 15, 0), Due: at(11, 19, 17, 30), Overdue: true, State: "办理中"},
			{Handler: "市场监督管理局", RequestNo: "HP-20261117-0004", Matter: "=1+1 菜场短斤缺两", SentAt: at(11, 17, 15, 0), Due: at(11, 26, 17, 30), State: "待签收"},
		},
		Common:   []templates.WeeklyCommon{{Matter: "楼道灯不亮", Count: 7, Where: "湖畔花园一期、莲香新村", Note: "两家物业本周起集中巡检更换"}, {Matter: "电动车进楼", Count: 4}},
		Items:    []templates.WeeklyItem{{RequestNo: "HP-20261117-0004", ReceivedAt: at(11, 17, 9, 5), Channel: "扫码", Place: "翡翠公馆 2栋", Category: "政务类", Matter: "菜场短斤缺两", Tier: "部门转办", Handler: "市场监督管理局", Status: "待签收", Due: at(11, 26, 17, 30), Rating: "未评价"}},
		SignedBy: "刘建华", SignedAt: at(11, 20, 15, 42), AuditRows: 312, AuditHead: "3f2a9c01b7de", Page: "https://hg.example.cn/reply.html#q7xk27w8f3", MadeAt: at(11, 20, 16, 30), ContactName: "陈晓燕", ContactPhone: "0512-62800000",
		Attachments: []string{"民意诉求台账2026年第47周.xlsx", "民意诉求承办单 湖畔承〔2026〕17号.docx"},
	}
}

func TestLetters(t *testing.T) {
	street := department()
	street.Way, street.Steps = templates.ByStreet, nil
	zero := weekly()
	zero.Total, zero.Complex, zero.Departments, zero.Common, zero.Replies, zero.Items, zero.Attachments = 0, nil, nil, nil, nil, nil, nil
	zero.Overview = []templates.WeeklyCategory{{Name: "政务类"}, {Name: "民主自治类"}, {Name: "市场服务类"}, {Name: "公益类"}}
	zero.SignedBy, zero.Late, zero.LateWhy, zero.MadeAt = "", true, "电脑关机", at(11, 23, 8, 31)
	// Each wording of its own: nothing at all and on time, late with items and no
	// reason known, no complex item in a busy week, holidays.
	quiet, late, easy, shifted, merged := zero, weekly(), weekly(), weekly(), weekly()
	quiet.Late, quiet.LateWhy, quiet.SignedBy, quiet.SignedAt = false, "", "刘建华", at(11, 20, 15, 42)
	late.Late, late.MadeAt = true, at(11, 23, 8, 31)
	easy.Complex, easy.Coordination = nil, ""
	shifted.Week, shifted.First, shifted.Last, shifted.Friday, shifted.From, shifted.To = 40, at(9, 28, 0, 0), at(9, 30, 0, 0), at(10, 2, 0, 0), at(9, 24, 16, 30), at(9, 30, 16, 30)
	merged.Week, merged.First, merged.Last, merged.Friday, merged.From, merged.To, merged.Merged = 9, at(2, 23, 0, 0), at(2, 27, 0, 0), at(2, 27, 0, 0), at(2, 13, 16, 30), at(2, 27, 16, 30), []int{8}
	plain := forward()
	plain.Opinion, plain.Assisting, plain.ReplyWhy = "", "", ""
	signed := notice()
	signed.Signed = true
	upward, passed := notice(), signed
	upward.Org, upward.Forward = "区党工委组织部", true
	passed.Org, passed.Street = "市场监督管理局", "星湖街道（星湖社工委）"
	again, shielded, nameless := alert(), alert(), alert()
	again.Again, again.Link = true, ""
	nobody := alert()
	nobody.Why = "现在没有人值班，所以通知您"
	shielded.Danger, shielded.Shielded = "正在发生的暴力", true
	nameless.Place, nameless.Nameless = "", true
	tests := []struct {
		name  string
		write func() (templates.Letter, error)
	}{
		{"department", func() (templates.Letter, error) { return templates.DepartmentLetter(department()) }},
		{"department-street", func() (templates.Letter, error) { return templates.DepartmentLetter(street) }},
		{"forward", func() (templates.Letter, error) { return templates.ForwardLetter(forward()) }},
		{"forward-plain", func() (templates.Letter, error) { return templates.ForwardLetter(plain) }},
		{"notice", func() (templates.Letter, error) { return templates.OrgNotice(notice()) }},
		{"urge-unsigned", func() (templates.Letter, error) { return templates.UrgeNotice(notice()) }},
		{"urge-signed", func() (templates.Letter, error) { return templates.UrgeNotice(signed) }},
		{"urge-forward", func() (templates.Letter, error) { return templates.UrgeNotice(upward) }},
		{"step", func() (templates.Letter, error) {
			return templates.StepNotice(templates.StepView{NoticeView: signed, Title: "请补充后再答复", Said: "社区请你单位再核实一下，补充后再答复", Note: "请写明换了几盏，<灯>&\"罩\" 13900000031"})
		}},
		{"step-street", func() (templates.Letter, error) {
			return templates.StepNotice(templates.StepView{NoticeView: passed, Title: "同意延期", Said: "社区同意延期2个工作日：等配件"})
		}},
		{"alert", func() (templates.Letter, error) { return templates.Alert(alert()) }},
		{"alert-nobody", func() (templates.Letter, error) { return templates.Alert(nobody) }},
		{"alert-again", func() (templates.Letter, error) { return templates.Alert(again) }},
		{"alert-shielded", func() (templates.Letter, error) { return templates.Alert(shielded) }},
		{"alert-nameless", func() (templates.Letter, error) { return templates.Alert(nameless) }},
		{"weekly", func() (templates.Letter, error) { return templates.WeeklyReport(weekly()) }},
		{"weekly-zero", func() (templates.Letter, error) { return templates.WeeklyReport(zero) }},
		{"weekly-quiet", func() (templates.Letter, error) { return templates.WeeklyReport(quiet) }},
		{"weekly-late", func() (templates.Letter, error) { return templates.WeeklyReport(late) }},
		{"weekly-easy", func() (templates.Letter, error) { return templates.WeeklyReport(easy) }},
		{"weekly-shifted", func() (templates.Letter, error) { return templates.WeeklyReport(shifted) }},
		{"weekly-merged", func() (templates.Letter, error) { return templates.WeeklyReport(merged) }},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			letter, err := test.write()
			if err != nil {
				t.Fatal(err)
			}
			if whole := letter.Subject + letter.Text + letter.HTML; strings.Contains(whole, "1390000") {
				t.Error("a full phone number leaves the house")
			}
			golden(t, "letter-"+test.name+".txt", []byte("主题："+letter.Subject+"\n\n"+letter.Text))
			golden(t, "letter-"+test.name+".html", []byte(letter.HTML))
			if dir := os.Getenv("TEMPLATES_LOOK"); dir != "" {
				os.WriteFile(dir+"/letter-"+test.name+".html", []byte("<meta charset=utf-8>"+letter.HTML), 0o644)
			}
		})
	}
}

func TestLetterLinksOnlyItsOwn(t *testing.T) {
	view := department()
	view.Content = "看这里\nhttps://evil.example/<script>"
	letter, err := templates.DepartmentLetter(view)
	if err != nil {
		t.Fatal(err)
	}
	if strings.Count(letter.HTML, "<a ") != 1 || strings.Contains(letter.HTML, "<script>") {
		t.Errorf("a resident's words became markup:\n%s", letter.HTML)
	}
}

func TestSubjectStaysOneLine(t *testing.T) {
	view := department()
	view.Matter = "短斤\r\nBcc: all@example.cn"
	letter, err := templates.DepartmentLetter(view)
	if err != nil || strings.ContainsAny(letter.Subject, "\r\n") {
		t.Errorf("subject %q, %v", letter.Subject, err)
	}
}

func TestCopyTexts(t *testing.T) {
	signed := notice()
	signed.Signed = true
	again := alert()
	again.Again = true
	tests := []struct{ name, got, want string }{
		{"Alert", templates.AlertText(alert()), "【湖畔社区】紧急：湖畔花园一期 5幢 2单元 火情（HP-20261123-0008），请在11月23日23:30前回电。接手请在工作台点“我来处理”：https://hg.example.cn/desk.html#/request/k27xw8f3q00000"},
		{"AlertAgain", templates.AlertText(again), "【湖畔社区】紧急，还没有人接手：湖畔花园一期 5幢 2单元 火情（HP-20261123-0008），回电时限11月23日23:30已过，请马上回电。接手请在工作台点“我来处理”：https://hg.example.cn/desk.html#/request/k27xw8f3q00000"},
		{"Dispatch", templates.DispatchText(notice()), "【湖畔社区】有1件诉求待签收：HP-20261123-0007 5幢楼道灯，请于11月24日11:30前签收。点此办理：https://hg.example.cn/reply.html#k27xw8f3q"},
		{"UrgeUnsigned", templates.UrgeText(notice()), "【湖畔社区】催办：HP-20261123-0007 5幢楼道灯 还没有签收，签收时限是11月24日11:30。点此办理：https://hg.example.cn/reply.html#k27xw8f3q"},
		{"UrgeSigned", templates.UrgeText(signed), "【湖畔社区】催办：HP-20261123-0007 5幢楼道灯 还没有答复，答复时限是11月30日17:30。点此办理：https://hg.example.cn/reply.html#k27xw8f3q"},
		{"SMS", templates.SMSText(templates.SMSView{Community: "湖畔社区", RequestNo: "HP-20261123-0007", Link: "https://hg.example.cn/t", Phone: "0512-62800000"}), "【湖畔社区】您反映的事（HP-20261123-0007）有答复了。点开看：https://hg.example.cn/t 也可打0512-62800000，我们念给您听。"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if test.got != test.want {
				t.Errorf("got  %s\nwant %s", test.got, test.want)
			}
		})
	}
}

// TestLetterWithoutLink is an office without a public address: nothing may
// announce a link that is not there.
func TestLetterWithoutLink(t *testing.T) {
	for name, write := range map[string]func() (templates.Letter, error){
		"department": func() (templates.Letter, error) {
			return templates.DepartmentLetter(templates.DepartmentView{Way: templates.ByCommunity})
		},
		"forward": func() (templates.Letter, error) { return templates.ForwardLetter(templates.ForwardView{}) },
		"notice":  func() (templates.Letter, error) { return templates.OrgNotice(templates.NoticeView{}) },
		"urge":    func() (templates.Letter, error) { return templates.UrgeNotice(templates.NoticeView{}) },
		"step":    func() (templates.Letter, error) { return templates.StepNotice(templates.StepView{}) },
	} {
		letter, err := write()
		if err != nil {
			t.Fatal(err)
		}
		if strings.Contains(letter.Text, "链接") || strings.Contains(letter.HTML, "链接") {
			t.Errorf("%s speaks of a link: %s", name, letter.Text)
		}
		if !strings.Contains(letter.Text, "直接回复本邮件或电话告知亦可") {
			t.Errorf("%s does not say how to answer: %s", name, letter.Text)
		}
	}
}

func TestReminder(t *testing.T) {
	view := templates.ReminderView{
		Community: "湖畔社区", At: at(11, 24, 8, 30), Title: "每日提醒", Desk: "https://hg.example.cn/desk.html",
		Groups: []templates.ReminderGroup{
			{Title: "超期", Do: "先给居民打个电话说明", Lines: []string{"HP-20261112-0003 电梯故障，安居物业，期限 11月20日17:30，已超1个工作日"}},
			{Title: "今天到期", Lines: []string{"HP-20261117-0001 楼道照明，惠民物业，期限 11月24日17:30"}, More: 4},
			{Title: "没发出去的信", Do: "请到“发信箱”改好地址后重发，或改用人工报送", Lines: []string{"部门转办函（11月23日16:02放入）：收件邮箱“cg@”写得不对，请改正后重发"}},
		},
	}
	letter, err := templates.Reminder(view)
	if err != nil || letter.Subject != "【湖畔社区】每日提醒 11月24日：超期1件，今天到期5件，没发出去的信1件" {
		t.Errorf("subject %q, %v", letter.Subject, err)
	}
	golden(t, "reminder.txt", []byte(letter.Text))
	golden(t, "reminder.html", []byte(letter.HTML))
	if got := templates.ReminderText(view); got != letter.Subject+"，请打开工作台看" {
		t.Errorf("text %q", got)
	}
}
