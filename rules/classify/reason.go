package classify

import "strings"

// mention begins a reason: 提到“楼道灯”“不亮”. At most four words: more is a
// list, not a reason.
func mention(words []string) string {
	if len(words) == 0 {
		return "按文字大意"
	}
	if len(words) > 4 {
		words = words[:4]
	}
	return "提到“" + strings.Join(words, "”“") + "”"
}

// handlerNames says who handles, in the words residents use.
var handlerNames = map[string]string{
	"party_org": "社区党组织", "committee": "居委会", "station": "社区工作站", "property": "物业", "owners_committee": "业委会",
	"mediation": "人民调解委员会", "department": "职能部门", "street": "街道", "org_dept": "组织部", "police": "派出所",
	"partner": "共建单位", "volunteers": "志愿者",
}

// normalReason names the deciding words, the matter, who handles it and, if it
// travels further than usual, why.
func normalReason(words []string, m Matter, tier, why string, climbed []string) string {
	var b strings.Builder
	b.WriteString(mention(words))
	if len(words) == 0 {
		b.WriteString("与以往的同类诉求相近，")
	} else {
		b.WriteString("，")
	}
	b.WriteString("属于")
	b.WriteString(m.Name)
	switch tier {
	case TierComplex:
		if why == "" {
			b.WriteString("，牵涉面较大，报上级协调承办")
			break
		}
		b.WriteString("；又" + mention(climbed) + "，" + why + "，报上级协调承办")
	case TierDepartment:
		dept := m.Department
		if dept == "" {
			dept = "职能部门"
		}
		b.WriteString("，转" + dept + "办理")
	default:
		handler := handlerNames[m.HandlerKind]
		if handler == "" || m.HandlerKind == "department" {
			handler = "社区工作站"
		}
		if m.Tier == TierDepartment {
			b.WriteString("，先由" + handler + "答复说明")
		} else {
			b.WriteString("，由" + handler + "处理")
		}
	}
	return b.String()
}
