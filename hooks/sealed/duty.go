package sealed

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/access"
	"hongguan/hooks/calendar"
)

// owed reports whether the law asks the committee itself to report what it has
// learned: 反家庭暴力法第十四条, 未成年人保护法第十一条.
func owed(r *core.Record) bool {
	return r.GetString("concerns") == Violence || r.GetString("concerns") == Minor
}

const dutyByLaw = "强制报告：居民委员会和工作人员在工作中发现未成年人受到侵害、疑似受到侵害或有危险的，应当立即向公安、民政等部门报告（《未成年人保护法》第十一条）；" +
	"发现儿童、失智老人等不能保护自己的人遭受或疑似遭受家庭暴力的，应当及时向公安机关报案（《反家庭暴力法》第十四条），报案人的信息由公安机关保密。成年人遇到家庭暴力，先问清要不要报警，把电话告诉本人"

type number struct {
	Name string `json:"name"`
	Tel  string `json:"tel"`
}

// dutyOf is what the secretary's page says about the duty to report, and
// whether it was done.
func dutyOf(r *core.Record) map[string]any {
	return map[string]any{
		"owed": owed(r), "says": dutyByLaw, "calls": []number{{"报警", "110"}, {"妇联", "12338"}, {"青少年热线", "12355"}},
		"at": r.GetDateTime("duty_at"), "to": r.GetString("duty_to"), "by": r.GetString("duty_by"), "note": r.GetString("duty_note"),
	}
}

var dutyTo = []string{"police", "women", "youth", "civil", "other"}

// report records that the duty was done: to whom, and what they said.
func report(e *core.RequestEvent, who access.Actor) error {
	var f struct {
		To   string `json:"to"`
		Note string `json:"note"`
	}
	if err := e.BindBody(&f); err != nil || !slices.Contains(dutyTo, f.To) {
		return access.RefuseFields(access.Field{Name: "to", Code: "to_missing", Sentence: "请选择报告给了谁"})
	}
	f.Note = strings.TrimSpace(f.Note)
	if utf8.RuneCountInString(f.Note) > 500 {
		return access.RefuseFields(access.Field{Name: "note", Code: "note_long", Sentence: "情况请写在 500 字以内"})
	}
	var r *core.Record
	err := e.App.RunInTransaction(func(tx core.App) error {
		var err error
		if r, err = hers(tx, e.Request.PathValue("id")); err != nil {
			return err
		}
		r.Load(map[string]any{"duty_at": calendar.Now(tx), "duty_to": f.To, "duty_by": who.Name, "duty_note": f.Note})
		if err := access.Own(tx, r); err != nil {
			return err
		}
		return logged(tx, r, who, "duty", "记录强制报告")
	})
	if err != nil {
		return err
	}
	return e.JSON(200, dutyOf(r))
}
