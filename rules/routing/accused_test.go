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
		{"物管收钱不办事", gardenOne, "anju"},
		{"管理处没人接电话", gardenOne, "anju"},
		{"前期物业乱收费", gardenOne, "anju"},
		{"叫了物业三次都没来修", gardenOne, "anju"},
		{"跟物业说了好几次，就是没人来", gardenOne, "anju"},
		{"反映给物业三次没人理", gardenOne, "anju"},
		{"物业擅自把绿化改成停车位", gardenOne, "anju"},
		{"城管不作为", gardenOne, "chengguan"},
		{"派出所不出警", gardenOne, "police"},
		{"社区从来不公开居务账目", gardenOne, "party committee station"},
		{"反映了几次社区都不处理", gardenOne, "party committee station"},
		{"投诉你们社区", gardenOne, "party committee station"},
		{"党委不管", gardenOne, "party"}, // the community's own, not 住建局党委
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
		{"反映给物业了", gardenOne, ""},
		{"请物业修一下，一直没人管", gardenOne, ""},
		{"问物业说归市政管", gardenOne, ""},
		{"对物业没有别的要求，只是问问", gardenOne, ""},
		// A place, a thing or half another word is no organisation.
		{"居委会门口的路灯没人修", gardenOne, ""},
		{"物业门口堆满垃圾没人管", gardenOne, ""},
		{"社区医院态度差", gardenOne, ""},
		{"流浪狗在社区没人管", gardenOne, ""},
		{"社区门口违规停车没人管", gardenOne, ""},
		{"街道上的路灯没人修", gardenOne, ""},
		{"安居工程什么时候分房，一直没消息", gardenOne, ""},
		{"楼下有人骂人，请物业管管", gardenOne, ""},
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

// TestSlow tells being slow with work from everything else.
func TestSlow(t *testing.T) {
	for _, x := range []struct {
		text string
		slow bool
	}{
		{"物业不修灯", true}, {"叫了物业三次都没来", true}, {"物业电话打不通", true}, {"物业拖着不修", true},
		{"物业乱收费", false}, {"投诉物业不修灯", false}, {"物业不修灯，态度还差", false}, {"物业不公示账目", false}, {"对物业很不满意", false},
	} {
		got := routing.Accusations(x.text, orgs(), gardenOne)
		if len(got) != 1 || got[0].Org != "anju" || got[0].Slow != x.slow {
			t.Errorf("%s: %+v, want slow %v", x.text, got, x.slow)
		}
	}
}
