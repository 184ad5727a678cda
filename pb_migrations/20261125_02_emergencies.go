package pb_migrations

import (
	"strings"

	"github.com/pocketbase/pocketbase/core"
	m "github.com/pocketbase/pocketbase/migrations"
)

var dangers = []string{"fire", "gas_leak", "trapped", "collapse", "violence_under_way", "suicide_risk", "fraud_under_way", "missing_person",
	"medical", "live_wire", "danger"}

// ownRequest is how the rules of 20261122 know a request's owner, with what stands before the field's name.
func ownRequest(before, field string) string {
	f := before + field
	return "(" + f + " = @request.auth.id || (@request.auth.linked_to != '' && " + f + " = @request.auth.linked_to))"
}

// An emergency has a clock of its own, and violence under way hides who reported it: such a request holds its person
// and her words in hidden fields, so that neither a list nor a filter nor a relation can lead to her.
func init() {
	m.Register(func(app core.App) error {
		c, err := app.FindCollectionByNameOrId("requests")
		if err != nil {
			return err
		}
		c.Fields.Add(
			choice("danger", "紧急通道：是哪一种险情，由程序判断", dangers),
			date("called_at", "紧急：有人接手的时间（点了“我来处理”）"),
			text("called_by", "紧急：谁接手的，同事看得到，免得两个人都打电话"),
			text("called_by_id", "接手人账号", hidden),
			date("handled_at", "紧急：处置完的时间（点了“紧急已处置”）；之后才按平常期限"),
			choice("found", "紧急：核实下来是什么情况", []string{"real", "resolved", "false_alarm"}),
			// No relation: what cannot be expanded leads nowhere.
			text("shielded_resident", "正在发生的暴力：反映人的内码，只有书记能看，每次查看都有记录", hidden),
			text("shielded_relation", "正在发生的暴力：替谁反映，只有书记能看", hidden),
			text("shielded_text", "正在发生的暴力：反映人原话，只有书记能看，每次查看都有记录", long(5000), hidden),
		)
		c.AddIndex("idx_requests_emergency", false, "lane, handled_at, status", "lane = 'emergency'")
		c.AddIndex("idx_requests_shielded", false, "shielded_resident, received_at", "shielded_resident != ''")
		if err := app.Save(c); err != nil {
			return err
		}
		return eachOwnRule(app, func(rule, before string) string {
			own := ownRequest(before, "resident")
			return strings.ReplaceAll(rule, own, "("+own+" || "+ownRequest(before, "shielded_resident")+")")
		})
	}, func(app core.App) error {
		err := eachOwnRule(app, func(rule, before string) string {
			own := ownRequest(before, "resident")
			return strings.ReplaceAll(rule, "("+own+" || "+ownRequest(before, "shielded_resident")+")", own)
		})
		if err != nil {
			return err
		}
		c, err := app.FindCollectionByNameOrId("requests")
		if err != nil {
			return err
		}
		c.RemoveIndex("idx_requests_emergency")
		c.RemoveIndex("idx_requests_shielded")
		for _, f := range []string{"danger", "called_at", "called_by", "called_by_id", "handled_at", "found", "shielded_resident", "shielded_relation", "shielded_text"} {
			c.Fields.RemoveByName(f)
		}
		return app.Save(c)
	})
}

// eachOwnRule rewrites the list and view rules that let a resident see what is her own.
func eachOwnRule(app core.App, rewrite func(rule, before string) string) error {
	for name, before := range map[string]string{"requests": "", "request_events": "request.", "replies": "request."} {
		c, err := app.FindCollectionByNameOrId(name)
		if err != nil {
			return err
		}
		for _, r := range []**string{&c.ListRule, &c.ViewRule} {
			if *r != nil {
				*r = rule(rewrite(**r, before))
			}
		}
		if err := app.Save(c); err != nil {
			return err
		}
	}
	return nil
}
