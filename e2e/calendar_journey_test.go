package e2e

import "testing"

// TestCalendarAndMail is what the secretary looks after once a year and when a
// letter did not go out: next year's holidays, the jobs, the outbox.
func TestCalendarAndMail(t *testing.T) {
	byLot(t)
	boss := newPerson(t, "calendar", pc)
	boss.logsInAsSecretary()

	boss.open("/_/#/holidays")
	boss.sees("工作日历", "2026 年", "10月10日（周六） 上班", "还没有录入")
	boss.fills("哪一年", "2027")
	boss.fills("国务院办公厅的放假通知", "元旦：1月1日至3日放假，共4天。")
	boss.press("看一看")
	boss.sees("句中写共4天，按日期数是3天")
	boss.complaints() // the browser notes each refusal
	boss.fills("国务院办公厅的放假通知", "元旦：1月1日至3日放假，共3天。\n劳动节：5月1日至5日放假调休，共5天。5月8日（周六）上班。\n国庆节：10月1日至7日放假调休，共7天。10月9日（周六）上班。")
	boss.press("看一看")
	boss.sees("放假 15 天，补班 2 天", "1月1日（周五） 元旦 放假", "5月8日（周六） 劳动节 上班")
	boss.picture("notice")
	boss.readsChinese()
	boss.press("确认录入")
	boss.sees("已录入")
	boss.misses("还没有录入")
	boss.picture("holidays")
	boss.look(phone)
	boss.picture("holidays-phone")
	boss.look(pc)

	boss.open("/_/#/jobs")
	boss.sees("民意诉求周报", "每日提醒", "到期前和超期的催办", "按工作日历重算期限", "前 4 次")
	boss.picture("jobs")
	boss.readsChinese()
	boss.press("现在运行", "按工作日历重算期限")
	boss.sees("“按工作日历重算期限”已运行")

	boss.open("/_/#/collections?collection=outbox&sort=-queued_at")
	boss.sees("看信")
	boss.press("看信")
	boss.sees("发给", "邮件编号")
	boss.picture("letter")
	boss.press("关闭", "邮件编号")

	boss.open("/_/#/collections?collection=reminders&sort=-at")
	boss.sees("催办提醒", "超期未办")
	boss.picture("reminders")
	boss.readsChinese()
	boss.look(phone)
	boss.picture("reminders-phone")
	boss.open("/_/#/figures")
	boss.sees("月度简报")
	boss.picture("figures-phone")
	boss.open("/_/#/jobs")
	boss.sees("民意诉求周报")
	boss.picture("jobs-phone")
	boss.look(pc)

	// Who was reminded of a request stands in its timeline, here and on the desk.
	id := secretary(t).first("/api/collections/reminders/records?sort=-at")["request"].(string)
	boss.open("/_/#/collections?collection=requests&record=" + id)
	boss.sees("流转记录", "系统", "，已告诉：")
	boss.picture("reminded")
	wang := newPerson(t, "clerk", pc)
	wang.logsIn("wangmin")
	wang.open("/desk.html#/request/" + id)
	wang.sees("流转记录", "系统 · 提醒", "，已告诉：")
	wang.picture("reminded")
}
