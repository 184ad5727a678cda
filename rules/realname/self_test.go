package realname_test

import (
	"strings"
	"testing"

	"hongguan/rules/realname"
)

// TestMaskSelf lists how people write themselves into a cry for help, and what must be left of it.
func TestMaskSelf(t *testing.T) {
	for text, want := range map[string]string{
		"我老公在打我，我是5幢2单元302的，快来人":        "我老公在打我，我是5幢2单元***的，快来人",
		"我叫王芳，他拿着刀堵在门口":                 "我叫**，他拿着刀堵在门口",
		"王芳被她老公打得满脸是血":                  "**被她老公打得满脸是血",
		"楼上302室打人，救命，13812345678":       "楼上**室打人，救命，****",
		"5-302在打人，女的一直哭":                "5-***在打人，女的一直哭",
		"302家在打架，有人喊救命":                 "***家在打架，有人喊救命",
		"三零二室打起来了":                      "***室打起来了",
		"我是王女士，他又动手了":                   "我是*女士，他又动手了",
		"小王家里砸东西，孩子在哭":                  "*家里砸东西，孩子在哭",
		"我打了110的电话，警察还没到":               "我打了110的电话，警察还没到",
		"三楼有人拿刀砍人，满楼道是血":                "三楼有人拿刀砍人，满楼道是血",
		"他要杀我，我躲在卫生间":                   "他要杀我，我躲在卫生间",
		"身份证320503197001011234在他手里，他打我": "身份证****在他手里，他打我",
		"我躲在302卫生间，他拿着刀":                "我躲在***卫生间，他拿着刀",
		"他欠我300元，现在拿刀堵着门":               "他欠我300元，现在拿刀堵着门",
		"从1203传来喊救命":                    "从****传来喊救命",
		"2026年他就打过我":                    "2026年他就打过我",
		"102幢楼下有人拿刀":                    "102幢楼下有人拿刀",
		"":                              "",
	} {
		if got := realname.MaskSelf(text, "302", "王芳"); got != want {
			t.Errorf("%s:\n got %s\nwant %s", text, got, want)
		}
	}
	// What the office knows of her never stands in the text, however it is put.
	for _, form := range []string{"我是%s", "%s救命", "住%s的", "（%s）", "5幢%s。", "５幢 %s 快来"} {
		for _, own := range []string{"302", "王芳", "13900000001"} {
			text := strings.Replace(form, "%s", own, 1)
			if got := realname.MaskSelf(text, "302", "王芳"); strings.Contains(got, own) {
				t.Errorf("%s → %s", text, got)
			}
		}
	}
}
