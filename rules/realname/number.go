package realname

import (
	"regexp"
	"strconv"
	"strings"
)

var chineseNumber = regexp.MustCompile(`[零〇一二三四五六七八九十百两]+`)

// arabic replaces the Chinese numbers of a text: 五号楼 → 5号楼, 二十三幢 → 23幢, 三〇二室 → 302室.
func arabic(text string) string {
	return chineseNumber.ReplaceAllStringFunc(text, func(number string) string {
		if !strings.ContainsAny(number, "十百") {
			return digitByDigit(number)
		}
		total, digit := 0, 0
		for _, r := range number {
			switch r {
			case '百', '十':
				unit := map[rune]int{'百': 100, '十': 10}[r]
				total += max(digit, 1) * unit
				digit = 0
			default:
				digit = chineseDigit(r)
			}
		}
		return strconv.Itoa(total + digit)
	})
}

// digitByDigit reads a number as one does on the telephone: 三〇二 is 302.
func digitByDigit(number string) string {
	var out strings.Builder
	for _, r := range number {
		out.WriteString(strconv.Itoa(chineseDigit(r)))
	}
	return out.String()
}

func chineseDigit(r rune) int {
	if r == '两' {
		return 2
	}
	if r == '〇' {
		return 0
	}
	return strings.IndexRune("零一二三四五六七八九", r) / len("零")
}
