package realname

import (
	"strings"
	"time"
)

// provinces are the first two digits a number may have: GB/T 2260, and 81–83 of the residence permits for
// 港澳台居民 (国办发〔2018〕81号).
const provinces = "11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82 83"

// ValidID reports whether an 18-digit ID number is well formed by GB 11643: a province, a real date of birth and the
// check digit of ISO 7064 MOD 11-2. It cannot say whether the number was ever issued. A lower-case x and
// full-width characters are forgiven; the 15-digit numbers, void since 2013, are not.
func ValidID(raw string) bool {
	id := plainID(raw)
	if len(id) != 18 || !strings.Contains(provinces+" ", id[:2]+" ") {
		return false
	}
	sum, weight := 0, 1
	for i := 17; i >= 0; i-- {
		digit := int(id[i] - '0')
		switch {
		case i == 17 && id[i] == 'X':
			digit = 10
		case id[i] < '0' || id[i] > '9':
			return false
		}
		sum += digit * weight
		weight = weight * 2 % 11
	}
	birth, err := time.Parse("20060102", id[6:14])
	return err == nil && birth.Year() >= 1880 && sum%11 == 1
}

// plainID drops blanks and makes full-width characters and the letter x plain.
func plainID(raw string) string {
	return strings.ToUpper(strings.Map(func(r rune) rune {
		switch {
		case r >= '！' && r <= '～':
			return r - ('！' - '!')
		case r == ' ' || r == '\u3000' || r == '\t' || r == '-':
			return -1
		}
		return r
	}, strings.TrimSpace(raw)))
}
