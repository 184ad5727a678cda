package realname

import (
	"regexp"
	"slices"
	"strings"
)

var (
	selfIn     = regexp.MustCompile(`(我(?:名叫|叫|姓))\p{Han}{1,3}`)
	numberIn   = regexp.MustCompile(`(\d+)([元块年月点分米斤万次个岁时天层楼幢栋]?)`)
	saidRoomIn = regexp.MustCompile(`[零〇一二三四五六七八九]{3,4}(室|号房|家|户|的)?`)
)

// called are the words by which a neighbour would know whose surname stands before them.
const called = `(先生|女士|小姐|阿姨|大姐|大妈|大爷|大叔|师傅|老师|老太|婆婆|家)`

// MaskSelf hides in somebody's own words what would tell a neighbour who she is: beside all that MaskText hides, the
// number of her door however it is written, and her surname where she calls herself by it. The words about what
// happens stay: whoever is on duty must be able to repeat them to the police.
func MaskSelf(text, room string, names ...string) string {
	text = selfIn.ReplaceAllString(narrow.Replace(text), "$1**")
	for _, pattern := range []*regexp.Regexp{idIn, phoneIn} { // not even their last digits
		text = hideIn(text, pattern, func(string) string { return "****" })
	}
	for _, name := range names {
		if name = NormalizeName(name); len([]rune(name)) > 1 {
			text = strings.ReplaceAll(text, name, "**") // nor her surname
		}
	}
	text = MaskText(text)
	for _, name := range names {
		if r := []rune(NormalizeName(name)); len(r) > 0 {
			surname := regexp.QuoteMeta(string(r[:1]))
			text = regexp.MustCompile(`(?:[小老阿]?)`+surname+called).ReplaceAllString(text, "*$1")
			text = regexp.MustCompile(`([小老阿])`+surname).ReplaceAllString(text, "$1*")
		}
	}
	text = numberIn.ReplaceAllStringFunc(text, hideDoor)
	text = saidRoomIn.ReplaceAllString(text, "***$1")
	if room = strings.TrimSpace(room); len(room) > 1 {
		text = hideIn(text, regexp.MustCompile(regexp.QuoteMeta(room)), func(string) string { return "***" })
	}
	return text
}

// hideDoor masks a number of three or four digits that counts nothing: in a cry for help it is nearly always a door's.
func hideDoor(match string) string {
	number := numberIn.FindStringSubmatch(match)
	switch digits := number[1]; {
	case number[2] != "", len(digits) < 3, len(digits) > 4, slices.Contains([]string{"110", "119", "120", "122"}, digits):
		return match
	default:
		return strings.Repeat("*", len(digits))
	}
}
