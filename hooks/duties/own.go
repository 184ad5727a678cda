package duties

import (
	"fmt"

	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/people"
	"hongguan/rules/words"
	"hongguan/templates"
)

func look(app core.App, ids []any) (takes, hinders []string, err error) {
	rows, err := people.Rows(app, table, ids, "from_day")
	for _, r := range rows {
		if r.GetDateTime("ended_at").IsZero() {
			hinders = append(hinders, "您还担任"+title(app, r)+"，请先请社区办理交接或结束")
		}
	}
	if len(rows) > 0 && len(hinders) == 0 {
		takes = []string{fmt.Sprintf("您 %d 次任职记录里的姓名和电话", len(rows))}
	}
	return takes, hinders, err
}

func erase(tx core.App, ids []any) ([]string, error) {
	rows, err := people.Rows(tx, table, ids, "from_day")
	if err != nil {
		return nil, err
	}
	for _, r := range rows {
		if err := forget(tx, r); err != nil {
			return nil, err
		}
	}
	if len(rows) == 0 {
		return nil, nil
	}
	return []string{"已经打印出去的工作团队名册收不回来，下次打印就没有您了"}, nil
}

// forget takes the person out of a term that is over.
func forget(tx core.App, r *core.Record) error {
	r.Load(map[string]any{"name": people.Gone, "phone": "", "resident": "", "shown": false, "note": ""})
	return save(tx, r)
}

func export(app core.App, ids []any) ([]templates.Chapter, error) {
	rows, err := people.Rows(app, table, ids, "from_day")
	if err != nil || len(rows) == 0 {
		return nil, err
	}
	c := templates.Chapter{Title: "任职"}
	for _, r := range rows {
		e := templates.Entry{Title: title(app, r)}
		e.Fact("类别", words.Value("duty_kind", r.GetString("kind")))
		e.Fact("负责", where(app, r))
		e.Fact("任期", spoken(termOf(r)))
		e.Fact("谁任命的", r.GetString("appointed_by"))
		e.Fact("公开姓名、电话", map[bool]string{true: "您同意过", false: "没有"}[r.GetBool("shown")])
		e.Fact("登记的电话", r.GetString("phone"))
		if !r.GetDateTime("ended_at").IsZero() {
			e.Fact("结束", templates.Moment(r.GetDateTime("ended_at").Time())+"　"+r.GetString("ended_reason"))
		}
		c.Entries = append(c.Entries, e)
	}
	return []templates.Chapter{c}, nil
}
