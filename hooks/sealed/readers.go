package sealed

import (
	"github.com/pocketbase/pocketbase/core"
)

// scope says what the letter box is for and where else to turn.
const scope = "这里收对社区工作人员服务作风的意见。涉嫌违纪违法请拨 12388 或向上级纪检机关反映。"

// readers says who can read what, as things stand today.
func readers(e *core.RequestEvent) error {
	c, err := contactIn(e.App, agreed)
	if err != nil {
		return err
	}
	out := map[string]any{
		"scope": scope, "upper": c != nil, "upper_name": "",
		"secretary_says": "写给书记的信，对工作人员、网格员、业委会、物业的意见：只有社区书记看得到，每次查看都有记录。被说到的人看不到。",
		"upper_says": "说到社区书记或主任的信：还没有上级联系人同意接收。写来的先锁住，社区里谁也打不开，只知道有几封；等上级联系人同意以后，由本人一个人看。" +
			"不想等，请拨 12388，或者向街道、上级纪检机关反映。",
	}
	if c != nil {
		out["upper_name"] = called(c)
		out["upper_says"] = "说到社区书记或主任的信：只有上级联系人（" + called(c) + "）看得到，要用本人手里的密钥才打得开。书记、主任和社区工作人员都打不开，只知道有几封。"
	}
	e.Response.Header().Set("Cache-Control", "no-store")
	return e.JSON(200, out)
}

const keepCode = "请记下查询码，凭它可以看到答复"

// Next is what somebody reads who has sent a report: who can read it, as things
// stand, and where else to turn. A request came with a name and a number, so
// only a letter is told that none is kept.
func Next(app core.App, got Receipt, kind string) string {
	begin, end := "信已经收好，", "；我们不记录您是谁"
	if kind == "request" {
		begin, end = "这件事说到具体的人，已按保密来信收好，", ""
	}
	switch {
	case got.Held:
		return begin + "现在社区里谁也打不开：说的是社区书记或主任，还没有上级联系人同意接收，等同意以后由本人一个人看。不想等，请拨 12388 或向上级纪检机关反映。" + keepCode + end
	case got.Upper:
		who := ""
		if c, err := contactIn(app, agreed); err == nil && c != nil {
			who = "（" + called(c) + "）"
		}
		return begin + "说的是社区书记或主任，只有上级联系人" + who + "能看到，社区里谁也打不开。涉嫌违纪违法请拨 12388 或向上级纪检机关反映。" + keepCode + end
	}
	says := begin + "只有社区书记能看到。"
	switch got.Concerns {
	case Conduct:
		says += "涉嫌违纪违法请拨 12388 或向上级纪检机关反映。"
	case Violence:
		says += "有危险请马上拨 110；想找人商量，请打妇联 12338。"
	case Minor:
		says += "有危险请马上拨 110；也可以打青少年热线 12355。"
	}
	return says + keepCode + end
}
