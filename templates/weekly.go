package templates

import (
	"bytes"
	"fmt"
	"strings"
	"time"

	"hongguan/rules/printable"
)

// WeeklyView is the 《民意诉求周报》 of one ISO week as it was frozen. It holds no
// names, phones or rooms of residents and nothing of the sealed lane.
type WeeklyView struct {
	Community string // 湖畔社区
	Office    string // who reports: 湖畔社区居民委员会
	Recipient string // 区党工委组织部, or 星湖街道（社工委）
	Year      int    // of the ISO week
	Week      int
	First     time.Time // first day shown: Monday
	Last      time.Time // last working day shown: Friday, or the day a holiday moved it to
	Friday    time.Time // the week's Friday; zero in reports made before it was kept
	Merged    []int     // weeks without a working day that this report takes in
	From      time.Time // the period runs from one cut-off …
	To        time.Time // … to the next
	Total     int       // 共N件: requests received in the period
	Late      bool      // 迟报: made after its own week
	LateWhy   string    // one clause: 电脑停电未开机; may be empty

	Coordination string // what needs coordination, one sentence; may be empty
	Replies      []WeeklyReply
	Overview     []WeeklyCategory
	Complex      []WeeklyComplex
	Departments  []WeeklyDepartment // by handler, overdue first, as the caller sorts
	Common       []WeeklyCommon     // at most five
	Items        []WeeklyItem       // every request of the period, for the ledger

	SignedBy     string // 签发人; empty when nobody signed
	SignedAt     time.Time
	MadeAt       time.Time // when the program made it
	Page         string    // the organisation department's own page; empty while the office has no address
	ContactName  string
	ContactPhone string
	Attachments  []string // file names

	AuditRows int    // how many rows the log 操作日志 held when this was made
	AuditHead string // the head of its chain, on paper outside the house; empty in reports made before it was printed
}

// WeeklyReply is a reply received to an item of an earlier report.
type WeeklyReply struct {
	ReferralNo string
	Matter     string
	Handler    string
	At         time.Time
	Reply      string // masked, short
}

// WeeklyCategory is a line of overview A: how many requests of one category. Rated
// ones count under the resident's own words; unrated is never taken as satisfied.
type WeeklyCategory struct {
	Name         string // 政务类 …
	New          int    // received in the period
	Accepted     int    // accepted in the period
	Closed       int    // closed in the period
	Overdue      int    // open and past due at the cut-off
	InHand       int    // open and not suspended at the cut-off
	Suspended    int    // 挂账 at the cut-off
	Satisfied    int    // closed in the period, rated 3 stars and more
	NotSatisfied int    // rated 2 stars and less
	Unrated      int    // closed without a rating
}

// WeeklyComplex is an item of part B.
type WeeklyComplex struct {
	RequestNo  string
	ReferralNo string
	ReportedAt time.Time
	Place      string // estate
	Summary    string // masked
	Category   string
	Handler    string // suggested 承办党组织
	Before     string // what was done before
	UsedDays   int    // working days used
	LeftDays   int    // working days left; negative is overdue
	State      string // 首次上报, 继续上报 or 超期
	LastReply  string // may be empty
}

// WeeklyDepartment is an item of part C.
type WeeklyDepartment struct {
	Handler   string
	RequestNo string
	Matter    string
	SentAt    time.Time
	Due       time.Time
	Overdue   bool
	State     string // 待签收, 办理中, 已答复
}

// WeeklyCommon is a common problem of part D.
type WeeklyCommon struct {
	Matter string
	Count  int
	Where  string // estates, joined with 、
	Note   string // what is being done; may be empty
}

// WeeklyItem is one request in the ledger sheet 办理情况.
type WeeklyItem struct {
	RequestNo  string
	ReceivedAt time.Time
	Channel    string
	Place      string // estate and building
	Category   string
	Matter     string
	Tier       string
	Handler    string
	Status     string
	Due        time.Time
	ClosedAt   time.Time
	Rating     string // 满意 … or 未评价
}

// Subject is the report's subject line, the same on mail, paper and chat.
func (v WeeklyView) Subject() string {
	subject := fmt.Sprintf("【%s】民意诉求周报 %d年第%d周（%s—%s） 共%d件 复杂%d件", v.Community, v.Year, v.Week, Day(v.First), Day(v.Last), v.Total, len(v.Complex))
	if v.Zero() {
		subject += "（零报告）"
	}
	if v.Late {
		subject += "（迟报）"
	}
	return subject
}

// Zero reports whether this is a 零报告: nothing came in and nothing is open
// above. A week that only lacks complex items says so in its own words.
func (v WeeklyView) Zero() bool {
	return v.Total == 0 && len(v.Complex) == 0 && len(v.Departments) == 0
}

// Calendar says what a holiday did to this report; empty in a usual week.
func (v WeeklyView) Calendar() string {
	var said []string
	if !v.Friday.IsZero() && Day(v.Last) != Day(v.Friday) {
		said = append(said, fmt.Sprintf("本周五（%s）放假，本期改在%s报送。", Day(v.Friday), Day(v.Last)))
	}
	if len(v.Merged) > 0 {
		var weeks []string
		for _, week := range v.Merged {
			weeks = append(weeks, fmt.Sprintf("第%d周", week))
		}
		said = append(said, strings.Join(weeks, "、")+"全周放假，没有单独报送，诉求并入本期。")
	}
	return strings.Join(said, "")
}

// Foot tells the truth about who stands behind the report.
func (v WeeklyView) Foot() string {
	if v.SignedBy == "" {
		return "系统按时生成，尚未签发"
	}
	return "签发：" + v.SignedBy + "  " + format(v.SignedAt, "1月2日 15:04")
}

// Log is the line about the log: who alters it later cannot alter the paper.
func (v WeeklyView) Log() string {
	if v.AuditHead == "" {
		return ""
	}
	return fmt.Sprintf("操作日志共%d条，尾号%s（备查，请留存）", v.AuditRows, v.AuditHead)
}

// Sum adds the categories up.
func (v WeeklyView) Sum() WeeklyCategory {
	sum := WeeklyCategory{Name: "合计"}
	for _, c := range v.Overview {
		sum.New += c.New
		sum.Accepted += c.Accepted
		sum.Closed += c.Closed
		sum.Overdue += c.Overdue
		sum.InHand += c.InHand
		sum.Suspended += c.Suspended
		sum.Satisfied += c.Satisfied
		sum.NotSatisfied += c.NotSatisfied
		sum.Unrated += c.Unrated
	}
	return sum
}

// Table is the overview with its sum, as every form of the report shows it.
func (v WeeklyView) Table() []WeeklyCategory {
	return append(append([]WeeklyCategory(nil), v.Overview...), v.Sum())
}

// Days says how far an item is: 已用3日，剩2日 or 已用8日，超期1日.
func (c WeeklyComplex) Days() string {
	if c.LeftDays < 0 {
		return fmt.Sprintf("已用%d个工作日，超期%d个工作日", c.UsedDays, -c.LeftDays)
	}
	return fmt.Sprintf("已用%d个工作日，还剩%d个工作日", c.UsedDays, c.LeftDays)
}

// WeeklyReport is the mail of the 《民意诉求周报》. Its HTML sets the same words with
// tables; the text alternative is what 复制正文 gives.
func WeeklyReport(view WeeklyView) (Letter, error) {
	letter, err := write("weekly", view.Subject(), "", view)
	if err != nil {
		return Letter{}, err
	}
	var out bytes.Buffer
	if err := mails.ExecuteTemplate(&out, "weekly.html", view); err != nil {
		return Letter{}, fmt.Errorf("write weekly report: %w", err)
	}
	letter.HTML = printable.Text(out.String())
	return letter, nil
}
