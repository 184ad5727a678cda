package workday

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// Arrangement is one day that a State Council notice moves out of the ordinary week.
type Arrangement struct {
	Day  time.Time // midnight in Zone
	Work bool      // make-up working day, or else a day off
	Name string    // holiday, such as 国庆、中秋; empty if the text names none
}

// Parse reads the holiday sentence of the State Council notice for a year, or several of them, for example
// "1月1日至3日放假调休，共3天。1月4日（星期日）上班". Off and work are midnights in Zone in the order of the text.
// The error is a Chinese sentence for the person who pasted it: a weekday or a number of days that does not
// fit is refused, for it usually means that last year's text was pasted.
func Parse(sentence string, year int) (off, work []time.Time, err error) {
	days, err := ParseNotice(sentence, year)
	for _, d := range days {
		if d.Work {
			work = append(work, d.Day)
		} else {
			off = append(off, d.Day)
		}
	}
	return off, work, err
}

// ParseNotice is Parse with the holiday's name, where the text has one ("七、国庆节：10月1日至7日放假调休，共7天。").
func ParseNotice(text string, year int) ([]Arrangement, error) {
	text = normalize(text)
	if m := noticeYear.FindStringSubmatch(text); m != nil && m[1] != strconv.Itoa(year) {
		return nil, fmt.Errorf("这是%s年的放假通知，当前要录入的是%d年", m[1], year)
	}
	if m := negated.FindString(text); m != "" {
		return nil, fmt.Errorf("“%s”看不懂，请只粘贴写明放假和上班日期的句子", m)
	}
	var days []Arrangement
	for line := range strings.SplitSeq(text, "\n") {
		found, err := parseLine(line, year)
		if err != nil {
			return nil, err
		}
		days = append(days, found...)
	}
	if len(days) == 0 {
		return nil, fmt.Errorf("没有找到放假日期，请粘贴类似“1月1日至3日放假调休，共3天。1月4日（星期日）上班”的句子")
	}
	return days, nil
}

var (
	noticeYear = regexp.MustCompile(`关于(\d{4})年`)
	negated    = regexp.MustCompile(`不放假|不上班`)
	title      = regexp.MustCompile(`^(?:[一二三四五六七八九十]+、|\d+[.、])?([^:\d]{2,20}):`)
	token      = regexp.MustCompile(`(?:(\d{4})年)?(?:(\d{1,2})月)?(\d{1,2})日(?:\(([^)]*)\))?(至)?|放假|上班|共(\d+)天|。`)
	weekday    = regexp.MustCompile(`(?:周|星期|礼拜)([一二三四五六日天])`)
)

// parseLine walks one holiday's line: dates pile up until 放假 or 上班 says what they are.
func parseLine(line string, year int) ([]Arrangement, error) {
	var name string
	if m := title.FindStringSubmatch(line); m != nil {
		name = shortName(m[1])
	}
	var days []Arrangement
	var pending []time.Time
	reader := dateReader{year: year}
	off := 0 // of the latest 放假, to be held against 共N天
	for _, m := range token.FindAllStringSubmatch(line, -1) {
		switch {
		case m[0] == "。":
			pending, reader.from = nil, time.Time{}
		case m[0] == "放假" || m[0] == "上班":
			if m[0] == "放假" {
				off = len(pending)
			}
			for _, day := range pending {
				days = append(days, Arrangement{Day: day, Work: m[0] == "上班", Name: name})
			}
			pending = nil
		case m[6] != "":
			if n, _ := strconv.Atoi(m[6]); off > 0 && n != off {
				return nil, fmt.Errorf("句中写共%d天，按日期数是%d天，请核对", n, off)
			}
		default:
			read, err := reader.read(m)
			if err != nil {
				return nil, err
			}
			pending = append(pending, read...)
		}
	}
	return days, nil
}

// normalize makes one line per holiday of half-width text without blanks.
func normalize(text string) string {
	text = strings.Map(func(r rune) rune {
		switch {
		case r >= '０' && r <= '９':
			return r - '０' + '0'
		case r == ' ' || r == '\t' || r == '\r' || r == '\u3000' || r == '\u00a0':
			return -1
		}
		return r
	}, text)
	return strings.NewReplacer("（", "(", "）", ")", "：", ":", "；", "。", ";", "。", "号", "日",
		"到", "至", "—", "至", "–", "至", "-", "至", "~", "至", "～", "至").Replace(text)
}

// shortName drops the 节 that Chinese drops before 假期, except where the name would be one syllable (春节).
func shortName(name string) string {
	name = strings.TrimSpace(name)
	for _, long := range []string{"国庆节", "中秋节", "端午节", "清明节"} {
		name = strings.ReplaceAll(name, long, strings.TrimSuffix(long, "节"))
	}
	return name
}
