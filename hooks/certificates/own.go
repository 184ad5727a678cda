package certificates

import (
	"fmt"

	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/access"
	"hongguan/hooks/people"
	"hongguan/rules/service"
	"hongguan/templates"
)

func look(app core.App, ids []any) (takes, hinders []string, err error) {
	rows, err := people.Rows(app, table, ids, "issued_at")
	if len(rows) > 0 {
		takes = []string{fmt.Sprintf("登记簿里 %d 张志愿服务证明上的姓名", len(rows))}
	}
	return takes, nil, err
}

// erase takes the name out of the register. The number, the hours and the state
// stay, so that a paper somebody already holds can be told from a forged one.
func erase(tx core.App, ids []any) ([]string, error) {
	rows, err := people.Rows(tx, table, ids, "issued_at")
	if err != nil {
		return nil, err
	}
	for _, c := range rows {
		c.Load(map[string]any{"resident": "", "name": people.Gone, "paper_kind": "", "paper_tail": "", "external_no": "", "records": []templates.ServiceRow{}})
		if err := access.Own(tx, c); err != nil {
			return nil, fmt.Errorf("erase certificate: %w", err)
		}
	}
	if len(rows) == 0 {
		return nil, nil
	}
	return []string{"已经出具的志愿服务证明收不回来，扫码还能核对编号和时长，不再显示姓名"}, nil
}

// join brings the certificates of a second registration along.
func join(tx core.App, from, to string) error {
	rows, err := people.Rows(tx, table, []any{from}, "issued_at")
	if err != nil {
		return err
	}
	for _, c := range rows {
		c.Set("resident", to)
		if err := access.Own(tx, c); err != nil {
			return fmt.Errorf("join certificate: %w", err)
		}
	}
	return nil
}

func export(app core.App, ids []any) ([]templates.Chapter, error) {
	rows, err := people.Rows(app, table, ids, "issued_at")
	if err != nil || len(rows) == 0 {
		return nil, err
	}
	c := templates.Chapter{Title: "志愿服务证明"}
	for _, r := range rows {
		e := templates.Entry{Title: r.GetString("certificate_no")}
		e.Fact("期间", r.GetString("from_day")+"至"+r.GetString("until_day"))
		e.Fact("时长", service.Hours(r.GetInt("minutes")))
		e.Fact("出具", templates.Moment(r.GetDateTime("issued_at").Time())+"　"+r.GetString("handler"))
		e.Fact("撤销", r.GetString("reason"))
		c.Entries = append(c.Entries, e)
	}
	return []templates.Chapter{c}, nil
}
