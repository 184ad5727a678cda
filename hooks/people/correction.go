package people

import (
	"strings"

	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/access"
	"hongguan/hooks/audit"
	"hongguan/hooks/calendar"
	"hongguan/hooks/places"
	"hongguan/rules/realname"
)

// A resident changes her name and room herself. Her number is what she comes
// back by, and her building decides who answers: these she asks for, and staff
// change them once they know that it is she who asks. A stolen phone must not
// be able to move a registration to another number.

// wanted are the fields of an open wish.
var wanted = []string{"wanted_phone", "wanted_building", "wanted_unit", "wanted_at"}

// wishRoute takes or takes back a resident's wish.
func wishRoute(e *core.RequestEvent) error {
	who := access.Of(e)
	if who.Kind != access.Resident {
		return access.Answer(401, "请先登录")
	}
	var f struct {
		Phone    string `json:"phone"`
		Building string `json:"building"`
		Unit     string `json:"unit"`
		Withdraw bool   `json:"withdraw"`
	}
	if err := e.BindBody(&f); err != nil {
		return access.Refuse("提交的内容不完整，请重新填写")
	}
	err := e.App.RunInTransaction(func(tx core.App) error {
		r, err := tx.FindRecordById("residents", who.ID)
		if err != nil {
			return err
		}
		for _, name := range append([]string{"wanted_answer"}, wanted...) {
			r.Set(name, nil)
		}
		if f.Withdraw {
			return tx.Save(r)
		}
		if err := wish(tx, r, f.Phone, f.Building, f.Unit); err != nil {
			return err
		}
		if err := tx.Save(r); err != nil {
			return err
		}
		return audit.Write(tx, who, audit.Entry{Action: "申请更正登记", Collection: "residents", ID: r.Id})
	})
	if err != nil {
		return err
	}
	return e.JSON(200, map[string]any{"correction": correctionOf(e.App, who.ID)})
}

func wish(tx core.App, r *core.Record, typed, building, unit string) error {
	if strings.TrimSpace(typed) != "" {
		phone, _, err := realname.Phone(typed)
		if err != nil {
			return access.RefuseFields(access.Field{Name: "phone", Code: "phone_form", Sentence: err.Error()})
		}
		if phone != r.GetString("phone") {
			r.Set("wanted_phone", phone)
		}
	}
	if building != "" && (building != r.GetString("building") || unit != r.GetString("unit")) {
		if _, err := places.Find(tx, building, unit); err != nil {
			return err
		}
		r.Load(map[string]any{"wanted_building": building, "wanted_unit": unit})
	}
	if r.GetString("wanted_phone") == "" && r.GetString("wanted_building") == "" {
		return access.RefuseFields(access.Field{Name: "phone", Code: "nothing_changed", Sentence: "和现在登记的一样，没有要改的"})
	}
	r.Set("wanted_at", calendar.Now(tx))
	return nil
}

// correctionOf is what the resident sees of her own wish.
func correctionOf(app core.App, id string) map[string]any {
	r, err := app.FindRecordById("residents", id)
	if err != nil {
		return nil
	}
	return map[string]any{
		"at": r.GetDateTime("wanted_at"), "phone_masked": realname.MaskPhone(r.GetString("wanted_phone")),
		"place_label": places.Label(app, estateOf(app, r.GetString("wanted_building")), r.GetString("wanted_building"), r.GetString("wanted_unit")),
		"answer":      r.GetString("wanted_answer"),
	}
}

func estateOf(app core.App, building string) string {
	b, err := app.FindRecordById("buildings", building)
	if err != nil {
		return ""
	}
	return b.GetString("estate")
}

// settle ends a wish: staff have found out that it is she, and change the
// registration, or say why not.
func settle(e *core.RequestEvent) error {
	var f struct {
		Take   bool   `json:"take"`
		How    string `json:"how"`
		Reason string `json:"reason"`
	}
	if err := e.BindBody(&f); err != nil {
		return access.Refuse("提交的内容不完整，请重新填写")
	}
	f.How, f.Reason = strings.TrimSpace(f.How), strings.TrimSpace(f.Reason)
	switch {
	case f.Take && f.How == "":
		return access.RefuseFields(access.Field{Name: "how", Code: "how_missing", Sentence: "请写明怎样核实的：本人到窗口，还是打原来的号码核实"})
	case !f.Take && f.Reason == "":
		return access.RefuseFields(access.Field{Name: "reason", Code: "reason_missing", Sentence: "请写明为什么不改，本人看得到"})
	}
	action := "更正登记"
	if !f.Take {
		action = "没有更正登记"
	}
	return change(e, action, func(tx core.App, who access.Actor, r *core.Record) (string, error) {
		if r.GetDateTime("wanted_at").IsZero() {
			return "", access.Refuse("这位居民没有待核实的更正申请，可能同事已经办了")
		}
		if f.Take {
			if err := grant(tx, r); err != nil {
				return "", err
			}
		}
		for _, name := range wanted {
			r.Set(name, nil)
		}
		r.Set("wanted_answer", f.Reason)
		return f.How, nil
	})
}

// grant writes what was wished. Another person of the new number makes it one
// that has to be compared, as at registration.
func grant(tx core.App, r *core.Record) error {
	if b := r.GetString("wanted_building"); b != "" {
		r.Load(map[string]any{"estate": estateOf(tx, b), "building": b, "unit": r.GetString("wanted_unit")})
	}
	if phone := r.GetString("wanted_phone"); phone != "" {
		others, err := byPhone(tx, phone)
		if err != nil {
			return err
		}
		for _, o := range others {
			if Root(o) != Root(r) && r.GetString("linked_to") == "" {
				r.Set("link_state", linkToCheck)
			}
		}
		r.Set("phone", phone)
		if err := spend(tx, r.Id); err != nil {
			return err
		}
	}
	compare(tx, r)
	return nil
}
