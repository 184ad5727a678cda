package templates

import (
	"fmt"
	"time"
)

// AlertView is what the people on duty are told of an emergency. Telephones lie
// on tables and groups have many readers, so it has no field for a name, a
// number, a room or what somebody wrote: place and danger, and by when to call.
type AlertView struct {
	Community string // 湖畔社区
	RequestNo string
	Place     string // without room; may be empty
	Danger    string // 火情
	CallBy    time.Time
	Again     bool   // nobody has taken it on in time: this is the second call
	Why       string // why this reader, without a full stop: 现在没有人值班，所以通知您
	Shielded  bool   // who reported it is hidden; nobody may ring her up
	Nameless  bool   // whoever reported it left no number
	Link      string // the request on the desk; empty while the office has no address
}

// Alert is the mail to one person on duty.
func Alert(view AlertView) (Letter, error) { return write("alert", view.line(), view.Link, view) }

// AlertText is the same as one line for the office's group. 紧急 stands in it
// because two of the three robots pass on only what holds a word agreed on.
func AlertText(view AlertView) string {
	text := view.line() + "。接手请在工作台点“我来处理”"
	if view.Link != "" {
		text += "：" + view.Link
	}
	return text
}

func (view AlertView) line() string {
	head, by, call := "紧急", "请在"+Until(view.CallBy)+"前", "回电"
	if view.Again {
		head, by = "紧急，还没有人接手", "回电时限"+Until(view.CallBy)+"已过，请马上"
	}
	place := view.Place
	if place == "" {
		place = "没有写地点"
	}
	switch {
	case view.Shielded:
		call = "接手，不要打电话核实"
	case view.Nameless:
		call = "接手（没有留电话）"
	}
	return fmt.Sprintf("【%s】%s：%s %s（%s），%s%s", view.Community, head, private(place), view.Danger, view.RequestNo, by, call)
}
