package templates

import "time"

// Ways a 部门转办函 travels.
const (
	ByCommunity = "A" // the community writes to the department itself
	ByStreet    = "B" // the street is asked to pass the letter on
)

// DepartmentView is what a 部门转办函 says.
type DepartmentView struct {
	Way        string // ByCommunity or ByStreet
	Community  string // 湖畔社区
	Office     string // who signs: 湖畔社区居民委员会
	Department string // 市场监督管理局
	Street     string // 星湖街道（社工委）, addressed when Way is ByStreet
	OrgDept    string // organisation department in copy: 区党工委组织部

	RequestNo      string
	Matter         string // a few words: 菜场短斤缺两
	Content        string // what the resident said
	Place          string // estate and building, no room
	Requester      string // masked: 王**
	RequesterPhone string // masked: 139****0012
	ReceivedAt     time.Time
	Steps          []ReferralStep // what the community has done
	Ask            string         // what the department is asked to do
	Due            time.Time
	DueWhy         string // why this date, one sentence without a full stop

	Link         string // reply page, no account needed
	ContactName  string // the office's contact
	ContactPhone string // the office's number
	SentAt       time.Time
}

// DepartmentLetter is the 部门转办函, a routine matter handed to the one department
// it belongs to, with the organisation department in copy.
func DepartmentLetter(view DepartmentView) (Letter, error) {
	subject := "【" + view.Community + "】部门转办函 " + view.RequestNo + " " + view.Matter + "，请于" + Until(view.Due) + "前答复"
	if view.Way == ByStreet {
		subject = "【" + view.Community + "】请转送" + view.Department + "：" + view.RequestNo + " " + view.Matter + "，请于" + Until(view.Due) + "前答复"
	}
	return write("department", subject, view.Link, view)
}
