package templates_test

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"testing"
	"time"

	"hongguan/templates"

	"github.com/skip2/go-qrcode"
)

var update = flag.Bool("update", false, "write the golden files anew")

// golden compares with testdata/name.
func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	file := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(file, got, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	// Windows checks text out with \r\n.
	if got, want := string(got), string(bytes.ReplaceAll(want, []byte("\r\n"), []byte("\n"))); got != want {
		t.Errorf("%s differs; run with -update and read the change\ngot:\n%s", name, got)
	}
}

// at is a moment on the office's clock.
func at(month, day, hour, minute int) time.Time {
	return time.Date(2026, time.Month(month), day, hour, minute, 0, 0, time.FixedZone("CST", 8*60*60))
}

// qr is a QR code as the forms carry it.
func qr(t *testing.T, address string) []byte {
	t.Helper()
	png, err := qrcode.Encode(address, qrcode.Highest, 600)
	if err != nil {
		t.Fatal(err)
	}
	return png
}

// referral is a complex request of the demo community on its way up.
func referral() templates.ReferralView {
	return templates.ReferralView{
		No: "湖畔承〔2026〕17号", Urgency: "加急",
		ReportingUnit: "星湖街道（社工委）", Community: "湖畔社区", FilledBy: "陈晓燕", OfficePhone: "0512-62800000", FilledAt: at(11, 20, 10, 5),
		Source: "扫码", RequestNo: "HP-20261109-0003", ReceivedAt: at(11, 9, 8, 52), Households: 46, People: 120, Times: 3,
		Requester: "王**", RequesterPhone: "139****0012", Place: "湖畔花园二期 12幢", Category: "政务类", Tier: "复杂承办",
		OwnWords: "二期的房产证拖了十几年办不下来，孩子上学、卖房子都受影响。每次问都说在协调，到底卡在哪里？能不能给我们一个说法。我的电话是13900000012，随时可以找我。",
		Summary:  "湖畔花园二期 8 幢楼 640 户因开发企业注销、土地出让金尾款未结清，2008 年交付至今未办理不动产登记。12 幢 46 户居民联名要求说明进展、明确办证时间。涉及住建、自然资源、税务等部门，社区层面无法协调解决。",
		Steps: []templates.ReferralStep{
			{At: at(11, 10, 9, 0), Who: "居委会", What: "入户核对 12 幢 46 户办证材料，整理清单。"},
			{At: at(11, 12, 14, 0), Who: "湖畔花园二期业委会筹备组", What: "召开居民说明会，推选 3 名代表。"},
			{At: at(11, 17, 9, 30), Who: "社区党组织", What: "与街道住建办会商，确认需区级部门牵头。"},
		},
		Handler: "区住房和城乡建设局党组", Assisting: "区自然资源和规划分局、区税务局", Why: "办证涉及房产、土地、税务三方历史遗留问题，须由区住建局牵头会商。",
		ReplyBy: at(12, 1, 17, 30), WorkDays: 5,
		ReplyLink: "https://hg.example.cn/reply.html#8f3kq27xw",
	}
}
