package realname_test

import (
	"testing"

	"hongguan/rules/realname"
)

func TestMaskText(t *testing.T) {
	for in, want := range map[string]string{
		"打我电话13900000001":               "打我电话139****0001",
		"电话 139-0000-0001，李秀英，302室":     "电话 139****0001，李**，**室",
		"座机0512-62801234找李秀英":           "座机0512-****1234找李**",
		"手机１３９０００００００１":                 "手机139****0001",
		"身份证320501197001011234":         "身份证3205**********1234",
		"订单号 20261123139000000015 没有发货": "订单号 20261123139000000015 没有发货",
		"5幢2单元灯坏了三天":                    "5幢2单元灯坏了三天",
		"":                              "",
	} {
		if got := realname.MaskText(in, "李秀英", "", "王"); got != want {
			t.Errorf("%q → %q, want %q", in, got, want)
		}
	}
}
