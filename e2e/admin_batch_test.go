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
	boss.presses(".hg-batches .btn", 0)
	boss.sees("将通过实名", "这几位都是怎样核实的")
	boss.understands("batch-verify")
	boss.press("本人到窗口")
	boss.presses(".modal .modal-footer .btn[type=submit]", 0)
	boss.sees("办完了", "位通过")
	boss.understands("batch-verified")
	if after := residents("real_name='confirmed'"); after <= before {
		t.Errorf("%v residents were confirmed before and %v after", before, after)
	}
	boss.clears()

	boss.open("/_/#/collections?collection=requests&filter=" + url.QueryEscape("status='pending' && lane='normal'"))
	boss.sees("采纳并派单")
	boss.pauses() // the list is read again when another list was shown before
	boss.presses(".records-table thead .col-bulk-select label", 0)
	boss.sees("已选")
	boss.presses(".hg-batches .btn", 1)
	boss.sees("只派机器有把握的")
	boss.understands("batch-dispatch")
	words := ask[string](boss.person, "eyes.words()")
	if !strings.Contains(words, "→") {
		t.Errorf("nothing is said about where the requests go:\n%s", words)
	}
	boss.clears()

	// The server goes away: what was not done is said, and still there.
	boss.onlyReads()
	boss.presses(".hg-batches .btn", 0)
	boss.sees("将受理")
	boss.presses(".modal .modal-footer .btn[type=submit]", 0)
	boss.sees("0 件受理", "还没有办：连不上服务器")
	boss.understands("batch-gone")
	boss.clears()

	boss.open("/_/#/collections?collection=posters")
	boss.sees("海报码", "停用")
	boss.pauses()
	boss.presses(".records-table tbody td.col-bulk-select label", 0)
	boss.presses(".records-table tbody td.col-bulk-select label", 1)
	boss.sees("已选 2")
	boss.understands("batch-bar")
	paper := boss.opensTab("打印海报", "/print.html#posters/")
	paper.sees("打印")
}
