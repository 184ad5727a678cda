package realname

import (
	"regexp"
	"strings"
)

var (
	selfIn     = regexp.MustCompile(`(我(?:名叫|叫|姓))\p{Han}{1,3}`)
	houseIn    = regexp.MustCompile(`(单元|幢|栋|号楼|楼|座|门|[-－—])\s?\d{3,4}`)
	ownHouseIn = regexp.MustCompile(`\d{3,4}(的|家|户|这家|这户|门口)`)
	saidRoomIn = regexp.MustCompile(`[零〇一二三四五六七八九]{3,4}(室|号房|家|户|的)?`)
	emergency  = regexp.MustCompile(`^(110|119|120|122)\D`)
	digitsIn   = regexp.MustCompile(`\d`)
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
	text = houseIn.ReplaceAllStringFunc(text, stars)
	text = ownHouseIn.ReplaceAllStringFunc(text, func(s string) string {
		if emergency.MatchString(s) {
			return s
		}
		return stars(s)
	})
	text = saidRoomIn.ReplaceAllString(text, "***$1")
	if room = strings.TrimSpace(room); len(room) > 1 {
		text = hideIn(text, regexp.MustCompile(regexp.QuoteMeta(room)), func(string) string { return "***" })
	}
	return text
}

func stars(s string) string { return digitsIn.ReplaceAllString(s, "*") }
