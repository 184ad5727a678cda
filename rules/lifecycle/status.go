// Package lifecycle is the life of a request as a table: which verb is open in
// which state, to whom, with what to fill in, and what the timeline then says.
package lifecycle

// Status is where a request stands.
type Status string

// The states, in the order of a request that goes well, then the others.
const (
	Pending    Status = "pending"     // 待受理
	Accepted   Status = "accepted"    // 已受理
	NeedInfo   Status = "need_info"   // 待补充
	Dispatched Status = "dispatched"  // 待签收
	InProgress Status = "in_progress" // 办理中
	InReview   Status = "in_review"   // 待审核
	Replied    Status = "replied"     // 已答复
	Closed     Status = "closed"      // 已办结
	Suspended  Status = "suspended"   // 已挂账
	Declined   Status = "declined"    // 不予受理
	Merged     Status = "merged"      // 已并案
	Withdrawn  Status = "withdrawn"   // 已撤回
)

// Statuses lists every state once.
var Statuses = []Status{Pending, Accepted, NeedInfo, Dispatched, InProgress, InReview, Replied, Closed, Suspended, Declined, Merged, Withdrawn}

// Open reports whether somebody still owes the resident something.
func (s Status) Open() bool {
	switch s {
	case Closed, Declined, Merged, Withdrawn:
		return false
	}
	return true
}

// Waiting reports whether the clock of the deadline stands still.
func (s Status) Waiting() bool { return s == NeedInfo || s == Suspended }

// Step is the place on the resident's five-step bar: 已提交 已分派 办理中 已回复 已评价.
func (s Status) Step() int {
	switch s {
	case Pending, Accepted, Declined, Withdrawn:
		return 1
	case Dispatched:
		return 2
	case NeedInfo, InProgress, InReview, Suspended, Merged:
		return 3
	case Replied:
		return 4
	case Closed:
		return 5
	}
	return 1
}
