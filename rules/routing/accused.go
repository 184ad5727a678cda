package routing

import (
	"slices"
	"strings"
)

// roleWords are what residents call an organisation without knowing its name.
var roleWords = []struct {
	kind  string
	words []string
}{
	{Property, []string{"物业公司", "物业", "物管", "管理处"}},
	{OwnersCommittee, []string{"业委会", "业主委员会", "筹备组", "自管小组"}},
	{Committee, []string{"居委会", "居委", "社区居委"}},
	{Station, []string{"工作站", "办事大厅", "服务大厅"}},
	{PartyOrg, []string{"党组织", "党支部", "党总支", "党委"}},
	{Mediation, []string{"调解委员会", "调委会"}},
}

// blame are words about what an organisation does or leaves undone. They must
// stand close behind its name (or 投诉 before it): 『物业不修灯』 complains about
// the property company, 『灯坏了，请物业来修』 asks it for a repair.
var blame = []string{
	"不修", "不管", "不理", "不来", "不接", "不处理", "不解决", "不作为", "不公示", "不公开", "不负责", "不肯", "不办", "不退", "不给", "不履行", "不通知",
	"太差", "很差", "差劲", "差", "服务不", "态度", "乱收", "多收", "涨价", "强制", "收钱", "只收", "只知道收", "就知道收", "只会", "推诿", "推来推去", "踢皮球", "敷衍",
	"拖", "没人管", "没人理", "没人接", "没人来", "没来", "没修", "没反应", "没动静", "没处理", "没解决", "没用", "打不通", "失职", "骗", "坑", "黑", "贪", "侵占",
	"骂", "打人", "威胁", "欺负", "霸占", "偷", "糊弄", "忽悠", "不合理", "违规", "违约", "违法", "一直没", "从来没", "从来不", "就是不", "睡觉", "偏心", "偏袒", "说话不算",
}

// complain are words that come before the one complained about.
var complain = []string{"投诉", "反映", "对", "不满意", "曝光", "意见"}

// asking are words that make the organisation the one asked for help.
var asking = []string{"请", "叫", "让", "麻烦", "求", "希望", "通知", "联系", "告诉", "跟", "向", "找", "问", "建议", "感谢", "表扬", "谢谢", "帮", "报", "给"}

// Reach of the words, in characters: about one clause.
const (
	blameReach    = 14
	complainReach = 4
)

// Accused returns the ids of the organisations a text complains about, in the
// order of orgs: called by name, or by a role word (物业, 业委会, 居委会…), which
// means the estate's own organisation or, for the community's bodies, the one
// there is. An organisation that is only asked for a repair, thanked or
// mentioned is not accused. It errs towards accusing: the worst that follows is
// that the 居委会 hears a complaint first.
func Accused(text string, orgs []Org, estate Estate) []string {
	runes := []rune(strings.ToLower(strings.Join(strings.Fields(text), "")))
	var ids []string
	for _, o := range orgs {
		if o.ID == "" || slices.Contains(ids, o.ID) {
			continue
		}
		told := blankOthers(runes, o, orgs)
		if slices.ContainsFunc(callNames(o, estate), func(name string) bool { return blamed(told, []rune(name)) }) {
			ids = append(ids, o.ID)
		}
	}
	return ids
}

// blankOthers hides the full names of the other organisations, so that the 物业
// in 万合物业 is not read as the estate's own.
func blankOthers(text []rune, o Org, orgs []Org) []rune {
	s := string(text)
	for _, other := range orgs {
		name := strings.ToLower(other.Name)
		if other.ID != o.ID && len([]rune(name)) > 2 && !strings.Contains(strings.ToLower(o.Name), name) {
			s = strings.ReplaceAll(s, name, strings.Repeat("□", len([]rune(name))))
		}
	}
	return []rune(s)
}

// callNames are the words a resident of the estate may call an organisation by.
func callNames(o Org, estate Estate) []string {
	var names []string
	if o.Name != "" {
		names = append(names, strings.ToLower(o.Name))
	}
	if o.Kind == Property { // 安居物业有限公司 is called 安居物业, or 安居
		if short, _, ok := strings.Cut(o.Name, "物业"); ok && len([]rune(short)) >= 2 {
			names = append(names, short+"物业", short)
		}
	}
	if !isTheirs(o, estate) {
		return names
	}
	for _, role := range roleWords {
		if role.kind == o.Kind {
			names = append(names, role.words...)
		}
	}
	return names
}

// isTheirs tells whether a bare role word means this organisation for somebody
// from the estate.
func isTheirs(o Org, estate Estate) bool {
	switch o.Kind {
	case Property:
		return o.ID == estate.Property || estate.Property == "" && estate.ID != "" && slices.Contains(o.Estates, estate.ID)
	case OwnersCommittee:
		return o.ID == estate.Committee || estate.Committee == "" && estate.ID != "" && slices.Contains(o.Estates, estate.ID)
	}
	return len(o.Estates) == 0 || slices.Contains(o.Estates, estate.ID)
}

// blamed looks at every place the name stands.
func blamed(text, name []rune) bool {
	for at := 0; at+len(name) <= len(text); at++ {
		if !slices.Equal(text[at:at+len(name)], name) {
			continue
		}
		before := clauseBefore(text, at)
		behind := clauseBehind(text, at+len(name))
		if isFee(behind) {
			continue
		}
		if endsWithAny(before, complain) {
			return true
		}
		word, found := firstOf(behind, blame)
		if !found {
			continue
		}
		// 『请物业修一下，一直没人管』 asks; 『叫物业来，物业不来』 blames at its second place.
		if endsWithAny(before, asking) && !strings.HasPrefix(behind, word) {
			continue
		}
		return true
	}
	return false
}

// isFee spares 物业费 and 物业用房: things, not the company.
func isFee(behind string) bool {
	for _, thing := range []string{"费", "用房", "楼", "合同", "证"} {
		if strings.HasPrefix(behind, thing) {
			return true
		}
	}
	return false
}

func clauseBefore(text []rune, at int) string {
	from := at
	for from > 0 && at-from < complainReach && !isStop(text[from-1]) {
		from--
	}
	return string(text[from:at])
}

func clauseBehind(text []rune, at int) string {
	to := at
	for to < len(text) && to-at < blameReach && !isFullStop(text[to]) {
		to++
	}
	return string(text[at:to])
}

func isFullStop(r rune) bool { return strings.ContainsRune("。！？!?；;\n", r) }
func isStop(r rune) bool     { return isFullStop(r) || strings.ContainsRune("，,、", r) }

// endsWithAny tells whether one of the words stands at the end, at most one
// character away: 『投诉我们物业』.
func endsWithAny(s string, words []string) bool {
	for _, w := range words {
		if i := strings.LastIndex(s, w); i >= 0 && len([]rune(s[i+len(w):])) <= 2 {
			return true
		}
	}
	return false
}

func firstOf(s string, words []string) (string, bool) {
	best, at := "", -1
	for _, w := range words {
		if i := strings.Index(s, w); i >= 0 && (at < 0 || i < at || i == at && len(w) > len(best)) {
			best, at = w, i
		}
	}
	return best, at >= 0
}
