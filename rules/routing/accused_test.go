package routing_test

import (
	"strings"
	"testing"

	"hongguan/rules/routing"
)

func TestAccused(t *testing.T) {
	for _, x := range []struct {
		text   string
		estate routing.Estate
		want   string
	}{
		{"物业不修灯，打了三次电话", gardenOne, "anju"},
		{"物业服务太差了", gardenOne, "anju"},
		{"投诉我们物业", gardenOne, "anju"},
		{"对物业很不满意", gardenOne, "anju"},
		{"物业电话从来没人接", gardenOne, "anju"},
		{"叫物业来修，物业就是不来", gardenOne, "anju"},
		{"安居物业乱收停车费", gardenOne, "anju"},
		{"安居就知道收钱", emerald, "anju"},
		{"万合物业保安睡觉", gardenOne, "wanhe"},
		{"业委会从来不公示账目", gardenOne, "owners1"},
		{"物业和业委会都不管，居委会也推来推去", gardenOne, "committee anju owners1"},
		{"居委会没人管事", gardenOne, "committee"},
		// Asking, thanking and mentioning are no complaint.
		{"楼道灯坏了，请物业来修", gardenOne, ""},
		{"麻烦物业修一下单元门", gardenOne, ""},
		{"灯坏了，希望物业换一个", gardenOne, ""},
		{"谢谢物业师傅", gardenOne, ""},
		{"物业费在哪里交", gardenOne, ""},
		{"居委会几点上班", gardenOne, ""},
		{"业委会怎么成立", gardenOne, ""},
		{"楼上不肯修，请居委会调解", gardenOne, ""},
		// A role word means the resident's own estate.
		{"物业不修灯", emerald, "wanhe"},
		{"物业不修灯", looms, ""},
		{"业委会不公开", looms, "self6"},
		{"自管小组不管事", looms, "self6"},
		{"物业不修灯", nowhere, ""},
		{"", gardenOne, ""},
	} {
		t.Run(x.text, func(t *testing.T) {
			if got := strings.Join(routing.Accused(x.text, orgs(), x.estate), " "); got != x.want {
				t.Errorf("got %q, want %q", got, x.want)
			}
		})
	}
}
