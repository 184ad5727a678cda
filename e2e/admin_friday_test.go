package e2e

import (
	"net/url"
	"testing"
)

// TestAdminFriday takes a complex request out of the coming report and into it
// again from its own dialog, and opens a report from the list of them.
func TestAdminFriday(t *testing.T) {
	byLot(t)
	boss := newReader(t, pc)
	office := secretary(t)
	request := office.first("/api/collections/requests/records?filter=" + url.QueryEscape("tier='complex' && friday='auto' && (status='accepted' || status='dispatched' || status='in_progress')"))
	id, _ := request["id"].(string)
	t.Cleanup(func() {
		office.must("POST", "/api/reports/weekly/current/item", map[string]any{"request": id, "state": "auto"})
	})
	boss.open("/_/#/collections?collection=requests&record=" + id)
	boss.press("退出周五")
	boss.sees("已退出周五的周报", "列入周五")
	if got := office.must("GET", "/api/collections/requests/records/"+id, nil)["friday"]; got != "out" {
		t.Errorf("taken out it stands as %v", got)
	}
	boss.understands("out")
	boss.press("列入周五")
	boss.sees("已列入周五的周报", "退出周五")
	if got := office.must("GET", "/api/collections/requests/records/"+id, nil)["friday"]; got != "in" {
		t.Errorf("taken in again it stands as %v", got)
	}

	boss.open("/_/#/collections?collection=weekly_reports")
	boss.sees("周报", "已发出")
	boss.press("已发出")
	boss.press("打开这期周报")
	boss.sees("周周报", "报送事项")
	boss.misses("打开这期周报")
}
