package realname

import (
	"regexp"
	"strings"
)

var (
	building = regexp.MustCompile(`^第?([甲乙丙丁戊A-Z]?\d*(?:-\d+)?[甲乙丙丁戊A-Z]?)(号楼|幢|栋|座|#楼|#)?([甲乙丙丁戊A-Z]?)(.*)$`)
	unit     = regexp.MustCompile(`^第?(.+?)单元$`)
	door     = regexp.MustCompile(`^.*(?:号楼|幢|栋|座|单元|#)`)
	room     = regexp.MustCompile(`^(?:[0-9A-Z甲乙丙丁]+-)*?0*(\d{3,4}[A-Z甲乙丙丁]?)(?:室|房|号房|号)?$`)
	floor    = regexp.MustCompile(`^.*[楼层](\d{3,4})`)
	smallest = regexp.MustCompile(`^0*(\d+)(?:室|房|号房)?$`)
	leading  = regexp.MustCompile(`^0+(\d)`)
)

// BuildingKey is equal for all ways of writing one building within one estate: 5幢, 5栋, 5号楼, 五号楼, 第5幢 and 05幢
// are "5". Different doors stay different: 11-1幢 is "11-1", 5幢甲 is "5甲", 甲5幢 is "甲5", 5幢商铺 is "5/商铺", and 5号, which may
// be an entrance, is "5号". An estate's alias table goes before this rule.
func BuildingKey(raw string) string {
	text := plainAddress(raw)
	m := building.FindStringSubmatch(text)
	if m == nil || m[1] == "" || m[2] == "" && m[3]+m[4] != "" {
		return text
	}
	key := leading.ReplaceAllString(m[1], "$1") + m[3]
	if m[4] != "" {
		key += "/" + m[4]
	}
	return key
}

// UnitKey is equal for all ways of writing one unit of a building: 2单元, 二单元, 02单元 and 2 are "2", 乙单元 is "乙". A house
// without units has the key "".
func UnitKey(raw string) string {
	text := plainAddress(raw)
	if m := unit.FindStringSubmatch(text); m != nil {
		text = m[1]
	}
	return leading.ReplaceAllString(text, "$1")
}

// RoomKey is equal for all ways of writing one room of a unit: 302, 0302, 302室, 3-302 and 5幢2单元302室 are "302". A room
// split in two (302-1) stays apart from the whole, and what has no number stays as it is written.
func RoomKey(raw string) string {
	text := plainAddress(raw)
	if cut := door.ReplaceAllString(text, ""); cut != "" {
		text = cut
	}
	text = strings.TrimLeft(floor.ReplaceAllString(text, "$1"), "-") // 3楼302
	for _, pattern := range []*regexp.Regexp{room, smallest} {
		if m := pattern.FindStringSubmatch(text); m != nil {
			return leading.ReplaceAllString(m[1], "$1")
		}
	}
	return strings.TrimSuffix(leading.ReplaceAllString(text, "$1"), "室")
}

// plainAddress writes an address part with half-width capitals, plain dashes, Arabic numbers and no blanks.
func plainAddress(raw string) string {
	text := strings.Map(func(r rune) rune {
		switch {
		case r >= '！' && r <= '～':
			r -= '！' - '!'
		case r >= '‐' && r <= '―', r == '−', r == 'ー', r == '─', r == '之':
			return '-'
		case r == '棟':
			return '幢'
		}
		switch r {
		case ' ', '\t', '\r', '\n', '\u3000', '\u00a0', '\u200b':
			return -1
		case '_', '~':
			return '-'
		}
		return r
	}, raw)
	return arabic(strings.ToUpper(text))
}
