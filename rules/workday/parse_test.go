package workday_test

import (
	"strings"
	"testing"
	"time"

	"hongguan/rules/workday"
)

func days(list []time.Time) string {
	var out []string
	for _, day := range list {
		out = append(out, day.Format("0102"))
	}
	return strings.Join(out, " ")
}

func TestParse(t *testing.T) {
	for _, tc := range []struct {
		text      string
		year      int
		off, work string
	}{
		{"1月1日至3日放假调休，共3天。1月4日（星期日）上班", 2026, "0101 0102 0103", "0104"},
		{"一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。", 2026, "0101 0102 0103", "0104"},
		{"2月15日（农历腊月二十八、周日）至23日（农历正月初七、周一）放假调休，共9天。2月14日（周六）、2月28日（周六）上班。", 2026,
			"0215 0216 0217 0218 0219 0220 0221 0222 0223", "0214 0228"},
		{"2月14日、28日上班", 2026, "", "0214 0228"},
		{"10月1日-7日放假,9月20日上班", 2026, "1001 1002 1003 1004 1005 1006 1007", "0920"},
		{"4月４日 至 6日放假，共3天", 2026, "0404 0405 0406", ""},
		{"元旦：1月1日放假，与周末连休。", 2024, "0101", ""},
		{"1月1日（周三）放假1天，不调休。", 2025, "0101", ""},
		{"2022年12月31日至2023年1月2日放假调休，共3天。", 2023, "1231 0101 0102", ""},
		{"12月30日（周六）至1月1日（周一）放假，共3天", 2024, "1230 1231 0101", ""},
		{"12月30日至1月1日放假，共3天", 2024, "1230 1231 0101", ""},
		{"2023年12月30日至31日放假，1月1日放假", 2024, "1230 1231 0101", ""},
		{"10月1日、2日、3日放假", 2026, "1001 1002 1003", ""},
	} {
		off, work, err := workday.Parse(tc.text, tc.year)
		if err != nil || days(off) != tc.off || days(work) != tc.work {
			t.Errorf("Parse(%q, %d) = [%s] [%s] %v, want [%s] [%s]", tc.text, tc.year, days(off), days(work), err, tc.off, tc.work)
		}
	}
}

func TestParseRefuses(t *testing.T) {
	for _, tc := range []struct {
		text string
		year int
		want string
	}{
		{"", 2027, "没有找到放假日期"},
		{"祝大家节日快乐", 2027, "没有找到放假日期"},
		{"1月1日（周四）至3日（周六）放假", 2027, "不是星期四"},
		{"1月1日至3日放假，共4天", 2026, "写共4天，按日期数是3天"},
		{"2月30日放假", 2026, "没有2月30日"},
		{"13月1日放假", 2026, "没有13月1日"},
		{"1日放假", 2026, "缺少月份"},
		{"10月7日至1日放假", 2026, "先后不对"},
		{"2021年10月1日放假", 2026, "句中写的是2021年"},
		{"关于2026年部分节假日安排的通知\n元旦：1月1日放假", 2027, "这是2026年的放假通知"},
		{"5月1日不放假", 2026, "看不懂"},
	} {
		_, _, err := workday.Parse(tc.text, tc.year)
		if err == nil || !strings.Contains(err.Error(), tc.want) {
			t.Errorf("Parse(%q, %d) error = %v, want …%s…", tc.text, tc.year, err, tc.want)
		}
	}
}

// The whole notice must lead to the same calendar as the embedded table.
const notice2026 = `国务院办公厅关于2026年部分节假日安排的通知
一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。
二、春节：2月15日（农历腊月二十八、周日）至23日（农历正月初七、周一）放假调休，共9天。2月14日（周六）、2月28日（周六）上班。
三、清明节：4月4日（周六）至6日（周一）放假，共3天。
四、劳动节：5月1日（周五）至5日（周二）放假调休，共5天。5月9日（周六）上班。
五、端午节：6月19日（周五）至21日（周日）放假，共3天。
六、中秋节：9月25日（周五）至27日（周日）放假，共3天。
七、国庆节：10月1日（周四）至7日（周三）放假调休，共7天。9月20日（周日）、10月10日（周六）上班。
节假日期间，各地区、各部门要妥善安排好值班和安全、保卫等工作。
国务院办公厅
2025年11月4日`

func TestNoticeEqualsTable(t *testing.T) {
	found, err := workday.ParseNotice(notice2026, 2026)
	if err != nil {
		t.Fatal(err)
	}
	overrides, names := map[string]bool{}, map[string]string{}
	for _, a := range found {
		overrides[a.Day.Format(time.DateOnly)] = a.Work
		names[a.Day.Format(time.DateOnly)] = a.Name
	}
	table := workday.Default()
	bare := map[string]bool{} // 2026 without its arrangement
	for day := at(t, "2026-01-01"); day.Year() == 2026; day = day.AddDate(0, 0, 1) {
		bare[day.Format(time.DateOnly)] = day.Weekday() != time.Saturday && day.Weekday() != time.Sunday
	}
	pasted := table.With(bare).With(overrides).WithNames(names)
	for day := at(t, "2026-01-01"); day.Year() == 2026; day = day.AddDate(0, 0, 1) {
		if pasted.IsWorkday(day) != table.IsWorkday(day) {
			t.Errorf("%s: pasted %v, table %v", day.Format(time.DateOnly), pasted.IsWorkday(day), table.IsWorkday(day))
		}
		if a, b := pasted.Why(at(t, "2025-12-31"), day), table.Why(at(t, "2025-12-31"), day); a != b {
			t.Fatalf("%s: pasted says %q, table says %q", day.Format(time.DateOnly), a, b)
		}
	}
}
