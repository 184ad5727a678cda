package volunteers

import (
	"net/http"
	"strings"

	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/access"
	"hongguan/hooks/audit"
	"hongguan/hooks/calendar"
	"hongguan/hooks/people"
	"hongguan/rules/watch"
	"hongguan/rules/words"
)

// Decision is what the office says about a volunteer.
type Decision struct {
	Word           string `json:"decision"` // approve, refuse, pause
	Reason         string `json:"reason"`
	GuardianAgreed bool   `json:"guardian_agreed"`
	InsuredUntil   string `json:"insured_until"`
	ExternalNo     string `json:"external_no"`
}

// decideRoute is the office's word on an application, and later on a volunteer.
func decideRoute(e *core.RequestEvent) error {
	who, err := access.Let(e, access.Actor.Office, "志愿者由社区工作人员审核")
	if err != nil {
		return err
	}
	var d Decision
	if err := body(e, &d); err != nil {
		return err
	}
	var v *core.Record
	err = e.App.RunInTransaction(func(tx core.App) (err error) {
		v, err = Decide(tx, who, e.Request.PathValue("id"), d)
		return err
	})
	if err != nil {
		return err
	}
	return e.JSON(http.StatusOK, map[string]any{"id": v.Id, "state": v.GetString("state"), "state_label": words.Value("volunteer_state", v.GetString("state"))})
}

// Decide says the office's word about a volunteer, and writes it into the log.
func Decide(tx core.App, who access.Actor, id string, d Decision) (*core.Record, error) {
	v, err := find(tx, table, id, "没有找到这位志愿者")
	if err != nil {
		return nil, err
	}
	if err := d.apply(tx, who, v); err != nil {
		return nil, err
	}
	return v, audit.Write(tx, who, audit.Entry{Action: map[string]string{"approve": "同意志愿者", "refuse": "不同意志愿者", "pause": "暂停志愿者"}[d.Word], Collection: table, ID: v.Id})
}

func (d *Decision) apply(tx core.App, who access.Actor, v *core.Record) error {
	resident, err := find(tx, "residents", v.GetString("resident"), "这位志愿者的居民登记已经删除")
	if err != nil {
		return err
	}
	if err := near(tx, who, resident.Id, "不能审核自己，请同事来办"); err != nil {
		return err
	}
	d.Reason = strings.TrimSpace(d.Reason)
	state := v.GetString("state")
	switch d.Word {
	case "approve":
		switch {
		case state == approved:
			return access.Refuse("已经同意过了，可能同事先办了")
		case state == left:
			return access.Refuse("这位居民自己退出了，要再来请她重新报名")
		case !known(resident):
			return access.Refuse("这位居民还没有核对实名，请先在居民登记里“通过实名”，再同意她做志愿者")
		case resident.GetString("link_state") == "to_check":
			return access.Refuse("这个号码还有一份更早的登记，请先在居民登记里核对是不是同一个人，再同意：同一个人只做一份志愿者登记")
		case v.GetBool("minor") && !d.GuardianAgreed && !v.GetBool("guardian_agreed"):
			return access.RefuseFields(access.Field{Name: "guardian_agreed", Code: "guardian_agreed_missing", Sentence: "未满 18 周岁，请先打电话或当面问过监护人，再勾选“监护人同意”"})
		}
		v.Set("state", approved)
		if d.GuardianAgreed {
			v.Set("guardian_agreed", true)
		}
	case "refuse", "pause":
		if d.Reason == "" {
			return access.RefuseFields(access.Field{Name: "reason", Code: "reason_missing", Sentence: "请写一句理由，本人看得到"})
		}
		if d.Word == "refuse" && state != pending {
			return access.Refuse("这位已经是“" + words.Value("volunteer_state", state) + "”，要停下请用“暂停”")
		}
		if d.Word == "pause" && state != approved {
			return access.Refuse("这位现在是“" + words.Value("volunteer_state", state) + "”，不用暂停")
		}
		v.Set("state", map[string]string{"refuse": refused, "pause": paused}[d.Word])
		if err := release(tx, v); err != nil {
			return err
		}
	default:
		return access.Refuse("请选同意、不同意还是暂停")
	}
	if d.InsuredUntil != "" {
		day, err := watch.ParseDate(d.InsuredUntil)
		if err != nil {
			return access.RefuseFields(access.Field{Name: "insured_until", Code: "insured_until_wrong", Sentence: err.Error()})
		}
		v.Set("insured_until", day.Format("2006-01-02"))
	}
	if d.ExternalNo != "" {
		v.Set("external_no", d.ExternalNo)
	}
	v.Load(map[string]any{"name": resident.GetString("name"), "resident": people.Root(resident), "reason": d.Reason, "decided_at": calendar.Now(tx), "decided_by": who.Label})
	return save(tx, v)
}
