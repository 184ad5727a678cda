package e2e

import (
	"net/url"
	"strings"
	"testing"
)

// TestAdminBatch passes and dispatches several at once: first it is said what
// will be done and what not, then what became of each.
func TestAdminBatch(t *testing.T) {
	byLot(t)
	boss := newReader(t, pc)
	office := secretary(t)
	residents := func(filter string) float64 {
		n, _ := office.must("GET", "/api/collections/residents/records?perPage=1&filter="+url.QueryEscape(filter), nil)["totalItems"].(float64)
		return n
	}
	before := residents("real_name='confirmed'")
	boss.open("/_/#/collections?collection=residents&filter=" + url.QueryEscape("name~'李'"))
	boss.sees("李秀英")
	boss.presses(".records-table thead .col-bulk-select label", 0)
	boss.sees("已选")
	boss.press("通过实名", "取消选择")
	boss.sees("将通过实名", "这几位都是怎样核实的")
	boss.understands("batch-verify")
	boss.press("本人到窗口")
	boss.press("通过实名", "这几位都是怎样核实的")
	boss.sees("办完了", "位通过")
	boss.understands("batch-verified")
	if after := residents("real_name='confirmed'"); after <= before {
		t.Errorf("%v residents were confirmed before and %v after", before, after)
	}
	boss.clears()

	boss.open("/_/#/collections?collection=requests&filter=" + url.QueryEscape("status='pending' && lane='normal'"))
	boss.sees("待受理")
	boss.presses(".records-table thead .col-bulk-select label", 0)
	boss.press("采纳并派单", "取消选择")
	boss.sees("只派机器有把握的")
	boss.understands("batch-dispatch")
	words := ask[string](boss.person, "eyes.words()")
	if !strings.Contains(words, "→") {
		t.Errorf("nothing is said about where the requests go:\n%s", words)
	}
	boss.clears()

	boss.open("/_/#/collections?collection=posters")
	boss.sees("海报码")
	boss.presses(".records-table tbody td.col-bulk-select label", 0)
	boss.presses(".records-table tbody td.col-bulk-select label", 1)
	paper := boss.opensTab("打印海报", "/print.html#posters/")
	paper.sees("打印")
}
