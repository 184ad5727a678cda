package cards

import (
	"fmt"
	"strings"

	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/access"
	"hongguan/hooks/audit"
	"hongguan/hooks/calendar"
	"hongguan/hooks/people"
	"hongguan/hooks/prints"
	"hongguan/hooks/settings"
	"hongguan/templates"
)

// most is how many cards one printing holds.
const most = 100

// current tells staff whether somebody has a card.
func current(e *core.RequestEvent) error {
	if !access.Of(e).Office() {
		return access.Answer(403, "便民卡由社区工作人员发放")
	}
	r, err := root(e.App, e.Request.PathValue("id"))
	if err != nil {
		return err
	}
	return e.JSON(200, shown(e.App, r))
}

// shown is a resident's card as staff see it; without an id there is none.
func shown(app core.App, resident *core.Record) map[string]any {
	name, _ := people.Masked(resident)
	out := map[string]any{"id": "", "name": name}
	if c := of(app, resident.Id); c != nil {
		for _, f := range []string{"given_at", "given_by", "used_at", "uses"} {
			out[f] = c.Get(f)
		}
		out["id"] = c.Id
	}
	return out
}

// give makes a card, or tells of the one there is. With anew the old one ends:
// it was lost, or somebody else has it.
func give(e *core.RequestEvent) error {
	who := access.Of(e)
	if !who.Office() {
		return access.Answer(403, "便民卡由社区工作人员发放")
	}
	var f struct {
		Anew bool `json:"anew"`
	}
	if err := e.BindBody(&f); err != nil {
		return access.Refuse("提交的内容不完整，请刷新页面再试")
	}
	var r *core.Record
	err := e.App.RunInTransaction(func(tx core.App) error {
		var err error
		if r, err = root(tx, e.Request.PathValue("id")); err != nil {
			return err
		}
		if of(tx, r.Id) != nil && !f.Anew {
			return nil
		}
		if _, err := end(tx, r.Id, who.Label); err != nil {
			return err
		}
		c, err := tx.FindCachedCollectionByNameOrId(table)
		if err != nil {
			return err
		}
		card := core.NewRecord(c)
		card.Id = core.GenerateDefaultRandomId()
		card.Load(map[string]any{"resident": r.Id, "key_hash": access.Hash(keyOf(tx, card.Id)), "given_at": calendar.Now(tx), "given_by": who.Label})
		if err := access.Own(tx, card); err != nil {
			return fmt.Errorf("make card of %s: %w", r.Id, err)
		}
		return audit.Write(tx, who, audit.Entry{Action: "做便民卡", Collection: "residents", ID: r.Id})
	})
	if err != nil {
		return err
	}
	return e.JSON(200, shown(e.App, r))
}

// revoke ends a card that was lost.
func revoke(e *core.RequestEvent) error {
	who := access.Of(e)
	if !who.Office() {
		return access.Answer(403, "便民卡由社区工作人员发放")
	}
	var r *core.Record
	err := e.App.RunInTransaction(func(tx core.App) error {
		var err error
		if r, err = root(tx, e.Request.PathValue("id")); err != nil {
			return err
		}
		had, err := end(tx, r.Id, who.Label)
		if err != nil {
			return err
		}
		if !had {
			return access.Refuse("这位居民没有在用的便民卡，可能同事已经停用了")
		}
		return audit.Write(tx, who, audit.Entry{Action: "停用便民卡", Collection: "residents", ID: r.Id})
	})
	if err != nil {
		return err
	}
	return e.JSON(200, shown(e.App, r))
}

// render prints cards, ten on a sheet.
func render(e *core.RequestEvent, ids string) (string, error) {
	who := access.Of(e)
	if !who.Office() {
		return "", access.Answer(403, "便民卡由社区工作人员打印")
	}
	office := settings.Of(e.App)
	var views []templates.CardView
	if strings.Count(ids, ",") >= most {
		return "", access.Refuse(fmt.Sprintf("一次最多打印%d张便民卡", most))
	}
	for id := range strings.SplitSeq(ids, ",") {
		c, err := e.App.FindRecordById(table, id)
		if err != nil {
			return "", access.Answer(404, "没有找到这张便民卡")
		}
		_, resident, ok := byKey(e.App, keyOf(e.App, c.Id))
		if !ok {
			return "", access.Refuse("这张便民卡已经停用，请重新做一张再打印")
		}
		link := prints.Base(e) + "/ask.html#card=" + keyOf(e.App, c.Id)
		qr, err := prints.QR(link)
		if err != nil {
			return "", err
		}
		name, _ := people.Masked(resident)
		views = append(views, templates.CardView{Brand: office.Brand(), Community: office.Name(), Name: name, Phone: office.Phone(), QR: qr, Trial: prints.Trial(link)})
		if err := audit.Write(e.App, who, audit.Entry{Action: "打印便民卡", Collection: "residents", ID: resident.Id}); err != nil {
			return "", err
		}
	}
	return templates.Cards(views)
}
