package realname

import "strings"

// MaskPhone hides the middle of a number: 138****5678, 0512-****1234. A landline keeps its area code, which
// the whole town shares, and its last four digits; an extension is hidden. What is no number is hidden whole.
func MaskPhone(raw string) string {
	normal, kind, err := Phone(raw)
	switch {
	case strings.TrimSpace(raw) == "":
		return ""
	case err != nil:
		return "****"
	case kind == Mobile:
		return normal[:3] + "****" + normal[7:]
	}
	parts := strings.Split(normal, "-")
	masked := ""
	if len(parts) > 1 && areaCode.MatchString(parts[0]) {
		masked, parts = parts[0]+"-", parts[1:]
	}
	number := parts[0]
	masked += strings.Repeat("*", len(number)-4) + number[len(number)-4:]
	if len(parts) > 1 {
		masked += "-" + strings.Repeat("*", len(parts[1]))
	}
	return masked
}

// MaskID hides the middle of an ID number: 3205**********1234. Shorter papers keep their last two characters.
func MaskID(raw string) string {
	id := []rune(plainID(raw))
	switch n := len(id); {
	case n == 0:
		return ""
	case n >= 15:
		return string(id[:4]) + strings.Repeat("*", n-8) + string(id[n-4:])
	default:
		keep := min(2, n/3)
		return strings.Repeat("*", n-keep) + string(id[n-keep:])
	}
}
