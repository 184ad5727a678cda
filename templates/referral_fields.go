package templates

import (
	"fmt"
	"strings"
	"time"

	"hongguan/rules/printable"
	"hongguan/templates/docx"
)

// referralFields is the view as the texts of the form's markers, and what did not
// fit on the page.
type referralFields struct {
	text  map[string]string
	annex []docx.Section
}

// annexTitle heads the 附页 so that it finds its form again when they part.
func (f referralFields) annexTitle() string {
	return "民意诉求承办单（附页）　" + f.text["编号"]
}

// Widths in characters of the form's fields, one less than fits, since a line may
// not begin with a comma.
const (
	wholeWidth  = 37
	reasonWidth = 31
	resultWidth = 22
	cellWidth   = 12
)

// fields words the view for the form.
func (v ReferralView) fields() referralFields {
	f := referralFields{text: map[string]string{
		"编号":    v.No,
		"街道转报号": blankOr(v.StreetNo, 7),
		"紧急程度":  strings.ReplaceAll(ticks(v.Urgency, "普通", "加急", "特急"), "　", " "),
		"填报日期":  dateOrBlank(v.FilledAt),
		"诉求编号":  v.RequestNo,
		"反映时间":  Moment(v.ReceivedAt),
		"涉及范围":  v.reach(),
		"诉求类型":  v.Category,
		"涉及层面":  v.Tier,
		"答复期限":  v.deadline(),
		"签收时间":  Moment(v.SignedForAt),
		"办理结论":  ticks(v.Outcome, "已解决", "部分解决", "解释说明", "不予支持"),
		"居民评价":  ticks(v.Satisfaction, "非常满意", "满意", "基本满意", "不满意", "非常不满意"),
		"扫码说明":  "",
	}}
	if len(v.QR) > 0 {
		f.text["扫码说明"] = "扫码签收、答复\n不用注册，打开就能填"
	}
	// In the order of the form, which is the order of the 附页.
	f.text["报送单位"] = f.place("一、报送单位", v.ReportingUnit, cellWidth, 2)
	f.text["所属社区"] = f.place("一、所属社区", v.Community, cellWidth, 2)
	f.text["填报人"] = f.place("一、填报人", pair(v.FilledBy, v.OfficePhone), cellWidth, 1)
	f.text["诉求来源"] = f.place("二、诉求来源", v.Source, cellWidth, 1)
	f.text["诉求人"] = f.place("三、诉求人", pair(v.Requester, private(v.RequesterPhone)), cellWidth, 2)
	f.text["小区楼栋"] = f.place("三、小区楼栋", private(v.Place), cellWidth, 2)
	f.text["诉求内容"] = f.content(private(v.OwnWords), private(v.Summary))
	f.text["社区办理情况"] = f.place("五、社区办理情况", v.steps(), wholeWidth, 6)
	f.text["建议承办党组织"] = f.place("六、建议承办党组织", v.Handler, cellWidth, 2)
	f.text["协办单位"] = f.place("六、建议协办单位", v.Assisting, cellWidth, 2)
	f.text["建议理由"] = f.place("六、建议承办的理由", private(v.Why), reasonWidth, 2)
	f.text["街道意见"] = f.place("七、街道（社工委）意见", private(v.StreetOpinion), wholeWidth, 2)
	f.text["街道签章"] = signed(v.StreetSigner, v.StreetSignedAt)
	f.text["组织部意见"] = f.place("八、组织部拟办意见/领导批示", private(v.DeptOpinion), wholeWidth, 2)
	f.text["组织部签章"] = signed(v.DeptSigner, v.DeptSignedAt)
	f.text["承办联系人"] = f.place("九、承办联系人", v.HandlerContact, cellWidth, 1)
	f.text["承办联系电话"] = f.place("九、承办联系电话", v.HandlerPhone, cellWidth, 1)
	f.text["签收人"] = f.place("九、签收人", v.SignedFor, cellWidth, 1)
	f.text["办理结果"] = f.place("九、办理结果及答复", private(v.Result), resultWidth, 5)
	f.text["承办签章"] = signed(v.Head, v.ResultAt)
	f.text["告知人"] = f.place("十、告知人", v.ToldBy, cellWidth, 1)
	f.text["告知方式时间"] = f.place("十、告知方式和时间", pair(v.ToldHow, format(v.ToldAt, "1月2日 15:04")), cellWidth, 1)
	f.text["备注"] = f.place("十一、备注", private(v.Remarks), wholeWidth, 1)
	return f
}

// place fits a text into its field; what is cut goes to the 附页 whole.
func (f *referralFields) place(name, text string, wide, lines int) string {
	text = printable.Text(text)
	shown, cut := fit(text, wide, lines)
	if cut {
		f.annex = append(f.annex, docx.Section{Head: name + "（全文）", Lines: strings.Split(strings.TrimSpace(text), "\n")})
	}
	return shown
}

// content puts summary and own words into the seven lines of field 4. The summary
// comes first, because the leader reads that; the resident's own words take the
// lines that are left, in full on the 附页 if need be.
func (f *referralFields) content(words, summary string) string {
	if summary == "" || strings.TrimSpace(summary) == strings.TrimSpace(words) {
		return f.place("四、诉求内容", words, wholeWidth, 7)
	}
	summary = f.place("四、诉求内容（摘要）", "摘要："+strings.TrimSpace(summary), wholeWidth, 6)
	if strings.TrimSpace(words) == "" {
		return summary
	}
	left := 7 - count(summary, wholeWidth)
	return summary + "\n" + f.place("四、诉求内容（居民原话）", "原话：“"+strings.TrimSpace(words)+"”", wholeWidth, left)
}

// steps is one line per dated step, or why there is none.
func (v ReferralView) steps() string {
	var lines []string
	for _, step := range v.Steps {
		lines = append(lines, pair(Day(step.At), step.Who)+"："+private(step.What))
	}
	if v.SkipReason != "" {
		lines = append(lines, "越级原因："+private(v.SkipReason))
	}
	return strings.Join(lines, "\n")
}

// reach says how many it concerns: 涉及12户30人，第3次反映.
func (v ReferralView) reach() string {
	var parts []string
	who := ""
	if v.Households > 0 {
		who += fmt.Sprintf("%d户", v.Households)
	}
	if v.People > 0 {
		who += fmt.Sprintf("%d人", v.People)
	}
	if who != "" {
		parts = append(parts, who)
	}
	if v.Times > 0 {
		parts = append(parts, fmt.Sprintf("第%d次反映", v.Times))
	}
	return strings.Join(parts, "，")
}

// deadline is when the handling organisation must reply.
func (v ReferralView) deadline() string {
	if v.ReplyBy.IsZero() {
		return "　月　日前（　个工作日）"
	}
	if v.WorkDays == 0 {
		return Date(v.ReplyBy) + "前"
	}
	return fmt.Sprintf("%s前（%d个工作日）", Day(v.ReplyBy), v.WorkDays)
}

// ticks shows the choices with the chosen one filled. Both squares are in every
// Chinese font; a tick mark is not.
func ticks(chosen string, choices ...string) string {
	for i, choice := range choices {
		box := "□"
		if choice == chosen {
			box = "■"
		}
		choices[i] = box + choice
	}
	return strings.Join(choices, "　")
}

// pair joins two texts with a wide space, leaving out what is empty.
func pair(a, b string) string {
	if a == "" || b == "" {
		return a + b
	}
	return a + "　" + b
}

// blankOr is the text, or room for so many characters by hand.
func blankOr(text string, room int) string {
	if text == "" {
		return strings.Repeat("　", room)
	}
	return text
}

// signed is who signed and when; a signature is a few characters, whatever was
// typed in its place.
func signed(by string, at time.Time) string {
	if runes := []rune(by); count(by, 8) > 1 {
		for count(string(runes), 7) > 1 {
			runes = runes[:len(runes)-1]
		}
		by = string(runes) + "…"
	}
	return pair(by, dateOrBlank(at))
}

// dateOrBlank is the date, or room to write one.
func dateOrBlank(t time.Time) string {
	if t.IsZero() {
		return "　　　　年　　月　　日"
	}
	return Date(t)
}
