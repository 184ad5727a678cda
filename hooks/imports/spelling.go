package imports

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
)

// How offices write houses, units and grids in their lists.
var (
	none     = map[string]bool{"无": true, "无单元": true, "-": true, "/": true, "—": true, "没有": true}
	digits   = regexp.MustCompile(`^\d{1,3}$`)
	gridWord = regexp.MustCompile(`^第?0*(\d{1,4})(?:号?网格)?$`)
	several  = regexp.MustCompile(`[、,，;；]`)
	fromTo   = regexp.MustCompile(`^(\d{1,2})\s*(?:-|~|～|—|至|到)\s*(\d{1,2})(?:单元)?$`)
)

// withWord completes a bare number: 5 is 5幢.
func withWord(name, word string) string {
	if digits.MatchString(name) {
		return name + word
	}
	return name
}

// gridNo is one spelling for 3, 03, 第3网格: 03.
func gridNo(cell string) string {
	m := gridWord.FindStringSubmatch(strings.ReplaceAll(cell, " ", ""))
	if m == nil {
		return cell
	}
	n, _ := strconv.Atoi(m[1])
	return fmt.Sprintf("%02d", n)
}

// unitNames are the units of one cell: 2单元, 1、2、3 or 1-3单元.
func unitNames(cell string) (names []string, sentence string) {
	if cell == "" || none[cell] {
		return nil, ""
	}
	for _, part := range several.Split(cell, -1) {
		part = strings.TrimSpace(part)
		m := fromTo.FindStringSubmatch(part)
		if m == nil {
			if part != "" {
				names = append(names, withWord(part, "单元"))
			}
			continue
		}
		from, _ := strconv.Atoi(m[1])
		to, _ := strconv.Atoi(m[2])
		if from < 1 || to < from || to-from > 30 {
			return nil, "单元“" + cell + "”没有看懂，请写成 1单元 或 1-3单元"
		}
		for n := from; n <= to; n++ {
			names = append(names, fmt.Sprintf("%d单元", n))
		}
	}
	return names, ""
}
