package volunteers

import (
	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/people"
	"hongguan/rules/service"
	"hongguan/rules/words"
	"hongguan/templates"
)

func look(app core.App, ids []any) (takes, hinders []string, err error) {
	profiles, err := people.Rows(app, table, ids, "applied_at")
	if err != nil || len(profiles) == 0 {
		return nil, nil, err
	}
	claims, err := people.Rows(app, claimsTable, ids, "claimed_at")
	for _, c := range claims {
		if s := c.GetString("state"); s == in || s == out {
			hinders = append(hinders, "您有一次志愿服务还没有确认，确认后才能删除")
			break
		}
	}
	return []string{"您的志愿者登记和服务记录里的姓名；已经出具的证明还能核对"}, hinders, err
}

// erase takes the person out. The records stay without her, because the work
// was done and the year's sums are published.
func erase(tx core.App, ids []any) ([]string, error) {
	profiles, err := people.Rows(tx, table, ids, "applied_at")
	if err != nil {
		return nil, err
	}
	for _, v := range profiles {
		if err := release(tx, v); err != nil {
			return nil, err
		}
		for _, f := range []string{"sending_org", "skills", "times", "grid", "guardian_name", "guardian_phone", "external_no", "insured_until", "shown", "member_shown", "reason", "resident"} {
			v.Set(f, nil)
		}
		v.Load(map[string]any{"name": people.Gone, "state": left})
		if err := save(tx, v); err != nil {
			return nil, err
		}
	}
	for _, collection := range []string{claimsTable, recordsTable} {
		rows, err := people.Rows(tx, collection, ids, "created")
		if err != nil {
			return nil, err
		}
		for _, r := range rows {
			r.Set("resident", "")
			for _, f := range []string{"thanks", "note", "wish", "wish_state", "wish_answer"} {
				if r.Collection().Fields.GetByName(f) != nil {
					r.Set(f, "")
				}
			}
			if err := save(tx, r); err != nil {
				return nil, err
			}
		}
	}
	return nil, nil
}

func export(app core.App, ids []any) ([]templates.Chapter, error) {
	profiles, err := people.Rows(app, table, ids, "applied_at")
	if err != nil || len(profiles) == 0 {
		return nil, err
	}
	c := templates.Chapter{Title: "志愿者登记"}
	for _, v := range profiles {
		e := templates.Entry{Title: words.Value("volunteer_kind", v.GetString("kind"))}
		e.Fact("状态", words.Value("volunteer_state", v.GetString("state")))
		e.Fact("报名", templates.Moment(v.GetDateTime("applied_at").Time()))
		e.Fact("派出党组织", v.GetString("sending_org"))
		e.Fact("监护人", v.GetString("guardian_name"))
		e.Fact("监护人电话", v.GetString("guardian_phone"))
		e.Fact("志愿者编号", v.GetString("external_no"))
		e.Fact("保险到", v.GetString("insured_until"))
		e.Fact("审核", v.GetString("decided_by"))
		e.Fact("理由", v.GetString("reason"))
		c.Entries = append(c.Entries, e)
	}
	records, err := people.Rows(app, recordsTable, ids, "started_at")
	if err != nil {
		return nil, err
	}
	done := templates.Chapter{Title: "志愿服务记录"}
	for _, r := range records {
		e := templates.Entry{Title: r.GetString("record_no") + "　" + r.GetString("activity")}
		e.Fact("日期", r.GetString("day"))
		e.Fact("地点", r.GetString("place"))
		e.Fact("服务对象", r.GetString("for_whom"))
		e.Fact("时长", service.Hours(r.GetInt("minutes")))
		e.Fact("状态", words.Value("record_state", r.GetString("state")))
		e.Fact("您要求更正", r.GetString("wish"))
		e.Fact("答复", r.GetString("wish_answer"))
		done.Entries = append(done.Entries, e)
	}
	if len(done.Entries) == 0 {
		return []templates.Chapter{c}, nil
	}
	return []templates.Chapter{c, done}, nil
}
