package e2e

import (
	"fmt"
	"testing"
)

// TestAdminSetupAgain walks the wizard a second time, pressing on without
// typing: what is there stays as it is.
func TestAdminSetupAgain(t *testing.T) {
	byLot(t)
	boss := newReader(t, pc)
	office := secretary(t)
	community := func() map[string]any {
		c := office.first("/api/collections/communities/records")
		delete(c, "updated")
		return c
	}
	before := community()
	boss.open("/_/#/setup")
	for step, sees := range []string{"居民在页面、海报和周报上看到的就是这些", "居民手机能打开的网址", "周报、转办函、催办都从这里发出", "已经有 6 个小区"} {
		boss.sees(sees)
		if step == 1 {
			boss.sees("这台电脑夜里关机吗")
		}
		boss.understands(fmt.Sprint("again-", step+1))
		boss.presses(".hg-actions .btn.hg-strong", 0)
	}
	boss.sees("打印第一张海报", "备份和换电脑")
	after := community()
	for name, was := range before {
		if fmt.Sprint(after[name]) != fmt.Sprint(was) {
			t.Errorf("%s was %v and is %v after a second walk", name, was, after[name])
		}
	}
}
