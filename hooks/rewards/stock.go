package rewards

import (
	"fmt"
	"net/http"
	"strings"
	"unicode/utf8"

	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/access"
	"hongguan/hooks/audit"
	"hongguan/rules/words"
)

const mostPieces = 10000

// stockRoute records goods that came in, were spoilt, or were counted.
func stockRoute(e *core.RequestEvent) error {
	who, err := office(e)
	if err != nil {
		return err
	}
	var f struct {
		Kind   string `json:"kind"`
		Amount *int   `json:"amount"`
		Reason string `json:"reason"`
	}
	if err := e.BindBody(&f); err != nil || f.Amount == nil {
		return access.RefuseFields(access.Field{Name: "amount", Code: "stock_amount", Sentence: "请写几件"})
	}
	var left int
	err = e.App.RunInTransaction(func(tx core.App) error {
		x, err := find(tx, e.Request.PathValue("id"))
		if err != nil {
			return err
		}
		if err := Stock(tx, who, x, f.Kind, *f.Amount, f.Reason); err != nil {
			return err
		}
		left, err = Left(tx, x.Id)
		return err
	})
	if err != nil {
		return err
	}
	return e.JSON(http.StatusOK, map[string]any{"left": left})
}

// Stock moves the stock by hand. What was counted is what lies on the shelf:
// pieces that wait for somebody lie there, too.
func Stock(tx core.App, who access.Actor, x *core.Record, kind string, amount int, reason string) error {
	reason = strings.TrimSpace(reason)
	refuse := func(name, sentence string) error {
		return access.RefuseFields(access.Field{Name: name, Code: "stock_" + name, Sentence: sentence})
	}
	left, err := Left(tx, x.Id)
	if err != nil {
		return err
	}
	n, err := held(tx, x.Id)
	if err != nil {
		return err
	}
	added := 0
	switch {
	case kind != in && kind != out && kind != counted:
		return refuse("kind", "请选入库、出库还是盘点")
	case amount < 0 || amount > mostPieces || amount == 0 && kind != counted:
		return refuse("amount", fmt.Sprintf("请写 1 到 %d 件", mostPieces))
	case utf8.RuneCountInString(reason) < 2 || utf8.RuneCountInString(reason) > 50:
		return refuse("reason", "请写一句说明，如：社区采购、运输损坏、12月盘点")
	case kind == in:
		added = amount
	case kind == out:
		if added = -amount; amount > left {
			return refuse("amount", fmt.Sprintf("能动的只有 %d 件，还有 %d 件等人来领", left, n))
		}
	default:
		if added = amount - left - n; left+added < 0 {
			return refuse("amount", fmt.Sprintf("有 %d 件等人来领，数出来不能比这少；少了的请先取消兑换", n))
		}
	}
	if err := move(tx, who, x.Id, kind, added, reason, ""); err != nil {
		return err
	}
	return audit.Write(tx, who, audit.Entry{Action: "兑换品" + words.Value("stock_kind", kind), Collection: table, ID: x.Id, Note: fmt.Sprintf("%s %+d 件", x.GetString("name"), added)})
}
