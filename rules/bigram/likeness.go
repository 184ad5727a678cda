package bigram

import (
	"sort"
	"strings"
	"unicode/utf8"

	"hongguan/rules/classify"
)

// Text is a text prepared for being compared with many others.
type Text struct {
	pairs map[string]bool
	signs map[string]bool
	plain string
}

// Read prepares a text.
func Read(text string) Text {
	t := Text{pairs: map[string]bool{}, signs: map[string]bool{}, plain: houses.Replace(classify.Plain(text))}
	for _, r := range runs(text) {
		if !r.han {
			continue // numbers say where and when, not what
		}
		worn := r.worn()
		for i, s := range r.runes {
			if strings.ContainsRune(empty, s) {
				continue
			}
			if !worn[i] {
				t.signs[string(s)] = true
			}
			if i+1 < len(r.runes) && !(worn[i] && worn[i+1]) && !strings.ContainsRune(empty, r.runes[i+1]) {
				t.pairs[string(r.runes[i:i+2])] = true
			}
		}
	}
	return t
}

// particles are left off the ends of a word.
const particles = "的了吗呢吧啊呀哦嘛也就都又还很在是"

// worn marks the signs of a run that belong to a worn-out pair.
func (r run) worn() []bool {
	worn := make([]bool, len(r.runes))
	for i := range len(r.runes) - 1 {
		if wornOut[string(r.runes[i:i+2])] {
			worn[i], worn[i+1] = true, true
		}
	}
	return worn
}

// empty are the signs that stand in every sentence and tell nothing about it.
const empty = "的了吗呢吧啊呀哦嘛我你他她它们这那有是在都很就不没也还又要会能可把被给让和与跟及或从到对为个些上下来去请麻烦好说看想做么怎啥哪谁什几一二三四五六七八九十两天月年日号点次家里外前后已经再太真老是没过着得地请问吾伊侬勿阿楼栋幢室"

// wornOut are pairs that stand in any complaint.
var wornOut = func() map[string]bool {
	set := map[string]bool{}
	for _, w := range strings.Fields("小区 物业 社区 单元 楼道 门口 楼下 楼上 楼里 我们 你们 他们 处理 解决 反映 问题 时间 晚上 早上 今天 昨天 现在 最近 一直 每天 没人 有人 大家 居民 业主 谢谢 你好 您好 希望 尽快 能否 情况 事情 感谢 帮忙 东西 地方 老人 小孩 孩子 旁边 附近 几天 半天 湖畔 花园") {
		set[w] = true
	}
	return set
}()

// Likeness is how much of the shorter of two texts stands in the other, 0 to 1:
// by pairs, or by single signs, which count less, because 灯不亮 and 灯坏了 mean
// one thing and share only the 灯.
func (t Text) Likeness(o Text) float64 {
	return max(common(t.pairs, o.pairs), signsCount*common(t.signs, o.signs))
}

// signsCount is what all signs in common count beside all pairs.
const signsCount = 0.6

// common is the share of the smaller set that the other holds.
func common(a, b map[string]bool) float64 {
	if len(a) > len(b) {
		a, b = b, a
	}
	if len(a) == 0 {
		return 0
	}
	shared := 0
	for x := range a {
		if b[x] {
			shared++
		}
	}
	return float64(shared) / float64(len(a))
}

// Shared are the longest words of two texts in common, at most n, each of two
// characters or more: what a person would name when asked why they look alike.
func (t Text) Shared(o Text, n int) []string {
	var found []string
	for _, r := range runs(t.plain) {
		for i := 0; r.han && i < len(r.runes); i++ {
			end := i
			for end < len(r.runes) && strings.Contains(o.plain, string(r.runes[i:end+1])) {
				end++
			}
			piece := strings.Trim(string(r.runes[i:end]), particles)
			if utf8.RuneCountInString(piece) >= 2 && !wornOut[piece] {
				found = append(found, piece)
			}
		}
	}
	sort.SliceStable(found, func(i, j int) bool {
		return utf8.RuneCountInString(found[i]) > utf8.RuneCountInString(found[j])
	})
	var best []string
	for _, piece := range found {
		covered := false
		for _, b := range best {
			covered = covered || strings.Contains(b, piece)
		}
		if !covered && len(best) < n {
			best = append(best, piece)
		}
	}
	return best
}

// Pairs are the pairs of a text that tell what it is about.
func (t Text) Pairs() map[string]bool { return t.pairs }

// Holds reports whether a word stands in the text, whatever its script.
func (t Text) Holds(word string) bool { return strings.Contains(t.plain, word) }
