package people

import (
	"strings"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/access"
	"hongguan/hooks/audit"
	"hongguan/hooks/calendar"
)

// change runs one staff action on a registration: load, change, log.
func change(e *core.RequestEvent, action string, do func(tx core.App, who access.Actor, r *core.Record) (note string, err error)) error {
	who := access.Of(e)
	if !who.Office() {
		return access.Answer(403, "这一步由社区工作人员办理")
	}
	var r *core.Record
	err := e.App.RunInTransaction(func(tx core.App) error {
		var err error
		if r, err = tx.FindRecordById("residents", e.Request.PathValue("id")); err != nil {
			return access.Answer(404, "没有这位居民的登记")
		}
		note, err := do(tx, who, r)
		if err != nil {
			return err
		}
		if err := tx.Save(r); err != nil {
			return err
		}
		return audit.Write(tx, who, audit.Entry{Action: action, Collection: "residents", ID: r.Id, Note: note})
	})
	if err != nil {
		return err
	}
	name, phone := Masked(r)
	return e.JSON(200, map[string]any{"id": r.Id, "name": name, "phone_masked": phone, "real_name": r.GetString("real_name"), "link_state": r.GetString("link_state")})
}

// verify records that staff have seen who somebody is.
func verify(e *core.RequestEvent) error {
	var f struct {
		How string `json:"how"`
	}
	if err := e.BindBody(&f); err != nil || strings.TrimSpace(f.How) == "" {
		return access.RefuseFields(access.Field{Name: "how", Code: "how_missing", Sentence: "请写明怎样核对的：当面、上门，还是与花名册一致"})
	}
	return change(e, "通过实名核对", func(tx core.App, who access.Actor, r *core.Record) (string, error) {
		r.Load(map[string]any{"real_name": "confirmed", "real_name_how": f.How, "real_name_by": who.Label, "real_name_at": calendar.Now(tx)})
		return f.How, nil
	})
}

// link joins a registration to the earlier one of the same person; the
// earlier one owns the requests from then on.
func link(e *core.RequestEvent) error {
	var f struct {
		To string `json:"to"`
	}
	if err := e.BindBody(&f); err != nil || f.To == "" {
		return access.RefuseFields(access.Field{Name: "to", Code: "to_missing", Sentence: "请选择与哪份登记是同一个人"})
	}
	return change(e, "关联为同一居民", func(tx core.App, who access.Actor, r *core.Record) (string, error) {
		to, err := tx.FindRecordById("residents", f.To)
		if err != nil || to.Id == r.Id {
			return "", access.RefuseFields(access.Field{Name: "to", Code: "to_unknown", Sentence: "没有找到要关联的那份登记"})
		}
		if to.GetString("phone") != r.GetString("phone") {
			return "", access.RefuseFields(access.Field{Name: "to", Code: "to_phone", Sentence: "两份登记的电话不一样，不能关联"})
		}
		root := Root(to)
		if r.GetString("linked_to") != "" || root == r.Id {
			return "", access.Refuse("这两份登记已经关联过了")
		}
		r.Load(map[string]any{"link_state": linkLinked, "linked_to": root})
		return root, follow(tx, r.Id, root)
	})
}

// follow takes registrations that were linked to one along to its new root, so
// that a root is always one step away.
func follow(tx core.App, from, root string) error {
	rows, err := tx.FindAllRecords("residents", dbx.HashExp{"linked_to": from})
	if err != nil {
		return err
	}
	for _, r := range rows {
		r.Set("linked_to", root)
		if err := tx.Save(r); err != nil {
			return err
		}
	}
	return nil
}

// dismiss records that two registrations of one number are different people.
func dismiss(e *core.RequestEvent) error {
	return change(e, "核对为不同居民", func(tx core.App, who access.Actor, r *core.Record) (string, error) {
		if r.GetString("link_state") == linkLinked {
			return "", access.Refuse("已经关联为同一居民，诉求也归到了一起，不能再改为不同居民")
		}
		r.Set("link_state", linkDismissed)
		return "", nil
	})
}
