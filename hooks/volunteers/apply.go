package volunteers

import (
	"net/http"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/access"
	"hongguan/hooks/calendar"
	"hongguan/hooks/places"
	"hongguan/rules/realname"
	"hongguan/rules/words"
)

// Application is what somebody fills in who wants to help.
type Application struct {
	Kind          string   `json:"kind"`
	SendingOrg    string   `json:"sending_org"`
	Skills        []string `json:"skills"`
	Times         []string `json:"times"`
	Grid          string   `json:"grid"`
	Minor         bool     `json:"minor"`
	GuardianName  string   `json:"guardian_name"`
	GuardianPhone string   `json:"guardian_phone"`
	ExternalNo    string   `json:"external_no"`
	Shown         bool     `json:"shown"`
	MemberShown   bool     `json:"member_shown"`
}

// applyRoute takes an application, or what a volunteer changes of her own. A
// change of what the office decided about (kind, age, the name and number her hours go by)
// is decided again.
func applyRoute(e *core.RequestEvent) error {
	me, err := root(e.App, e.Auth)
	if err != nil {
		return err
	}
	var a Application
	if err := body(e, &a); err != nil {
		return err
	}
	var r *core.Record
	err = e.App.RunInTransaction(func(tx core.App) error {
		if me, err = root(tx, e.Auth); err != nil {
			return err
		}
		r, err = Apply(tx, me, a)
		return err
	})
	if err != nil {
		return err
	}
	return e.JSON(http.StatusOK, map[string]any{"id": r.Id, "state": r.GetString("state"), "state_label": words.Value("volunteer_state", r.GetString("state"))})
}

// Apply writes an application of a resident down, or what she changed of hers.
func Apply(tx core.App, me *core.Record, a Application) (*core.Record, error) {
	if err := a.check(tx, me); err != nil {
		return nil, err
	}
	return a.store(tx, me)
}

func (a *Application) check(app core.App, me *core.Record) error {
	var wrong []access.Field
	add := func(name, sentence string) {
		wrong = append(wrong, access.Field{Name: name, Code: "volunteer_" + name, Sentence: sentence})
	}
	if utf8.RuneCountInString(me.GetString("name")) < 2 || strings.HasPrefix(me.GetString("name"), "匿名") {
		add("name", "服务记录要写真实姓名，请先在“我的”里申请更正姓名")
	}
	switch a.SendingOrg = strings.TrimSpace(a.SendingOrg); {
	case a.Kind != "volunteer" && a.Kind != "party_member":
		add("kind", "请选志愿者，还是在职党员报到")
	case a.Kind == "party_member" && a.SendingOrg == "":
		add("sending_org", "请写派您来报到的党组织，如：某某公司党支部")
	case a.Kind == "volunteer":
		a.SendingOrg, a.MemberShown = "", false
	}
	if utf8.RuneCountInString(a.SendingOrg) > 60 {
		add("sending_org", "党组织的名称太长了，请控制在 60 字以内")
	}
	if utf8.RuneCountInString(a.ExternalNo) > 40 {
		add("external_no", "编号太长了，请核对")
	}
	for group, list := range map[string][]string{"skill": a.Skills, "free_time": a.Times} {
		if slices.ContainsFunc(list, func(v string) bool { return words.Value(group, v) == v }) {
			add(map[string]string{"skill": "skills", "free_time": "times"}[group], "没有这个选项，请重新选择")
		}
	}
	if len(a.Times) == 0 {
		add("times", "请选什么时候有空")
	}
	if a.Grid != "" && places.NameOf(app, "grids", a.Grid) == "" {
		add("grid", "没有找到这个网格，请重新选择")
	}
	a.GuardianName = realname.NormalizeName(a.GuardianName)
	switch {
	case !a.Minor:
		a.GuardianName, a.GuardianPhone = "", ""
	case a.Kind == "party_member":
		add("minor", "党员都已成年，请不要勾选未满 18 周岁")
	default:
		if a.GuardianName == "" {
			add("guardian_name", "未满 18 周岁，请填监护人姓名，社区会打电话问监护人同不同意")
		}
		phone, _, err := realname.Phone(a.GuardianPhone)
		if err != nil {
			add("guardian_phone", "请填监护人的电话："+err.Error())
		}
		a.GuardianPhone = phone
	}
	if len(wrong) > 0 {
		return access.RefuseFields(wrong...)
	}
	return nil
}

func (a Application) store(tx core.App, me *core.Record) (*core.Record, error) {
	r := of(tx, me)
	now := calendar.Now(tx)
	again := r == nil
	if r == nil {
		var err error
		if r, err = fresh(tx, table, map[string]any{"resident": me.Id}); err != nil {
			return nil, err
		}
	}
	a.ExternalNo = strings.TrimSpace(a.ExternalNo)
	again = again || r.GetString("kind") != a.Kind || r.GetBool("minor") != a.Minor || r.GetString("sending_org") != a.SendingOrg || r.GetString("guardian_phone") != a.GuardianPhone ||
		r.GetString("name") != me.GetString("name") || r.GetString("external_no") != "" && r.GetString("external_no") != a.ExternalNo || // by these her hours are certified and handed on
		slices.Contains([]string{refused, left}, r.GetString("state"))
	r.Load(map[string]any{
		"name": me.GetString("name"), "kind": a.Kind, "sending_org": a.SendingOrg, "skills": a.Skills, "times": a.Times, "grid": a.Grid, "minor": a.Minor,
		"guardian_name": a.GuardianName, "guardian_phone": a.GuardianPhone, "external_no": a.ExternalNo, "shown": a.Shown, "member_shown": a.MemberShown,
	})
	if again {
		r.Load(map[string]any{"state": pending, "applied_at": now, "decided_at": "", "decided_by": "", "reason": "", "guardian_agreed": false})
	}
	return r, save(tx, r)
}

// leaveRoute lets a volunteer stop. Claims of hers that have not begun go to
// those who wait; what she did stays on record.
func leaveRoute(e *core.RequestEvent) error {
	me, err := root(e.App, e.Auth)
	if err != nil {
		return err
	}
	err = e.App.RunInTransaction(func(tx core.App) error {
		v := of(tx, me)
		if v == nil || v.GetString("state") == left {
			return access.Refuse("您现在不是志愿者，不用退出")
		}
		if err := release(tx, v); err != nil {
			return err
		}
		v.Load(map[string]any{"state": left, "decided_at": calendar.Now(tx), "decided_by": "本人", "reason": ""})
		return save(tx, v)
	})
	if err != nil {
		return err
	}
	return e.JSON(http.StatusOK, map[string]any{"state": left})
}
