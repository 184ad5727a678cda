// Package realname brings names, telephone numbers, ID numbers and addresses as people write them into one form, so
// that the same person and the same door are recognised again, and masks them for everybody else's eyes.
package realname

import (
	"errors"
	"fmt"
	"regexp"
	"strings"
)

// The two kinds of number that Phone tells apart. Some elders have only a landline.
const (
	Mobile   = "mobile"
	Landline = "landline"
)

var (
	mobile    = regexp.MustCompile(`^1[3-9]\d{9}$`)
	areaCode  = regexp.MustCompile(`^0(10|2\d|[3-9]\d{2})$`)
	local     = regexp.MustCompile(`^[2-9]\d{6,7}$`)
	withArea  = regexp.MustCompile(`^(010|02\d|0[3-9]\d{2})([2-9]\d{6,7})$`)
	extension = regexp.MustCompile(`(?i)(?:转|分机|ext\.?|x|#)+(\d*)$`)
	foreign   = regexp.MustCompile(`^(?:\+|00)`)
	oddities  = regexp.MustCompile(`[^\d-]`)
)

// Phone brings a telephone number into the form we store: mobile "13800005678", landline "0512-66001234",
// "66001234" without area code, "0512-66001234-801" with extension. Kind is [Mobile] or [Landline]. Blanks, dashes,
// full-width digits, +86 and the trunk 0 before a mobile number are forgiven. The error is a Chinese
// sentence for the person who typed the number.
func Phone(raw string) (normal, kind string, err error) {
	text := strings.Map(plainPhone, strings.TrimSpace(raw))
	if text == "" {
		return "", "", errors.New("请填写手机号或固定电话")
	}
	text, err = withoutCountry(text)
	if err != nil {
		return "", "", err
	}
	ext := ""
	if m := extension.FindStringSubmatchIndex(text); m != nil {
		ext, text = text[m[2]:m[3]], text[:m[0]]
	}
	if strings.ContainsAny(text, "/,;、或") {
		return "", "", errors.New("请只填一个号码")
	}
	if oddities.MatchString(text) || len(ext) > 6 {
		return "", "", errors.New("号码里有认不出的字符，请只填数字")
	}
	digits := strings.ReplaceAll(text, "-", "")
	if number := strings.TrimPrefix(digits, "0"); mobile.MatchString(number) {
		if ext != "" {
			return "", "", errors.New("手机号后面不能带分机号")
		}
		return number, Mobile, nil
	}
	if normal = landline(strings.FieldsFunc(text, func(r rune) bool { return r == '-' }), ext); normal != "" {
		return normal, Landline, nil
	}
	return "", "", complain(digits)
}

// plainPhone maps full-width forms to ASCII and drops what people put between digits.
func plainPhone(r rune) rune {
	switch {
	case r >= '！' && r <= '～': // the full-width block
		r -= '！' - '!'
	case r >= '‐' && r <= '―', r == '−', r == 'ー', r == '─':
		r = '-'
	}
	switch r {
	case ' ', '\t', '\r', '\n', '\u00a0', '\u3000', '\u200b', '\u202a', '\u202c', '\ufeff', '(', ')', '.', '·':
		return -1 // the invisible ones come along when a number is copied out of WeChat's or the phone's contacts
	}
	return r
}

// withoutCountry strips +86, 0086 and a bare 86, and refuses other countries and regions.
func withoutCountry(text string) (string, error) {
	for _, prefix := range []string{"+86", "0086"} {
		if rest, found := strings.CutPrefix(text, prefix); found {
			rest = strings.TrimLeft(rest, "-")
			if areaCode.MatchString("0"+strings.SplitN(rest, "-", 2)[0]) || withArea.MatchString("0"+rest) && !mobile.MatchString(rest) {
				rest = "0" + rest // +86 512 …: the trunk 0 is not dialled from abroad
			}
			return rest, nil
		}
	}
	if foreign.MatchString(text) {
		return "", errors.New("网页上只能登记内地的手机号或固定电话，其他号码请联系社区工作人员登记")
	}
	if rest, found := strings.CutPrefix(text, "86"); found && mobile.MatchString(strings.ReplaceAll(rest, "-", "")) {
		return rest, nil
	}
	return text, nil
}

// landline joins groups that were written with dashes between them; "" if they are no landline. What the groups say goes
// before what the digits alone would allow: 6600123-4 is a 7-digit number with extension 4.
func landline(groups []string, ext string) string {
	area := ""
	if len(groups) > 1 && areaCode.MatchString(groups[0]) {
		area, groups = groups[0], groups[1:]
	}
	if n := len(groups); n == 2 && ext == "" && len(groups[1]) <= 6 && (local.MatchString(groups[0]) || area == "" && withArea.MatchString(groups[0])) {
		ext, groups = groups[1], groups[:1]
	}
	number := strings.Join(groups, "")
	if m := withArea.FindStringSubmatch(number); m != nil && area == "" {
		area, number = m[1], m[2]
	}
	// Three-digit area codes are those of the large cities; all of them have eight digits.
	if !local.MatchString(number) || len(area) == 3 && len(number) != 8 {
		return ""
	}
	var parts []string
	for _, part := range []string{area, number, ext} {
		if part != "" {
			parts = append(parts, part)
		}
	}
	return strings.Join(parts, "-")
}

// complain says what is probably wrong with digits that are neither.
func complain(digits string) error {
	switch n := len(digits); {
	case n == 0:
		return errors.New("请填写手机号或固定电话")
	case n >= 10 && (strings.HasPrefix(digits, "400") || strings.HasPrefix(digits, "800")):
		return errors.New("请填写本人的电话，不能填400、800服务号码")
	case digits[0] == '1' && n == 11:
		return errors.New("手机号不对，请核对前两位数字")
	case digits[0] == '1' && n >= 9 && n <= 13:
		return fmt.Errorf("手机号应为11位数字，现在是%d位", n)
	case digits[0] == '0':
		return errors.New("固定电话不对，请按“区号-号码”填写，例如0512-66001234")
	default:
		return errors.New("号码不对，请填11位手机号，或7至8位固定电话")
	}
}
