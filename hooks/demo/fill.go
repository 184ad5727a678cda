package demo

import (
	"fmt"

	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/access"
	"hongguan/hooks/calendar"
	"hongguan/hooks/catalogue"
	"hongguan/hooks/people"
	"hongguan/hooks/places"
	"hongguan/hooks/posters"
	"hongguan/hooks/sealed"
	"hongguan/hooks/settings"
)

const secretaryEmail = "shuji@hupan.example"

// Fill writes the whole fictional community into an empty database.
func Fill(app core.App) (Guide, error) {
	now := calendar.Now(app)
	var g Guide
	t, err := build(app)
	if err != nil {
		return g, err
	}
	if err := t.office(); err != nil {
		return g, fmt.Errorf("settings: %w", err)
	}
	th := &theatre{town: t, contacts: map[string]*core.Record{}}
	staff, byAccount, err := t.staff()
	if err != nil {
		return g, err
	}
	g.Staff = staff
	th.clerks = [2]*core.Record{byAccount["wangmin"], byAccount["zhouting"]}
	th.steward = byAccount["shenjie"]
	for _, r := range byAccount {
		if role := r.GetString("role"); role == "property_contact" || role == "committee_contact" {
			th.contacts[r.GetString("org")] = r
		}
	}
	if th.secretary, err = secretary(app); err != nil {
		return g, err
	}
	g.Superuser = Login{secretaryEmail, password}
	if err := t.catalogue(access.FromRecord(app, th.secretary)); err != nil {
		return g, fmt.Errorf("catalogue: %w", err)
	}
	if g.Residents, th.people, err = t.residents(); err != nil {
		return g, err
	}
	if g.Posters, err = t.posters(); err != nil {
		return g, err
	}
	if err := t.roster(byAccount); err != nil {
		return g, fmt.Errorf("roster: %w", err)
	}
	if err := t.handbook(); err != nil {
		return g, err
	}
	if err := t.bulletin(now); err != nil {
		return g, err
	}
	if err := th.play(now); err != nil {
		return g, err
	}
	if err := t.appoint(access.FromRecord(app, th.secretary), byAccount, th.people, now); err != nil {
		return g, fmt.Errorf("duties: %w", err)
	}
	if err := t.visits(byAccount, now); err != nil {
		return g, fmt.Errorf("visits: %w", err)
	}
	if err := t.thanks(access.FromRecord(app, th.secretary), now); err != nil {
		return g, fmt.Errorf("points: %w", err)
	}
	if err := t.helpers(access.FromRecord(app, th.secretary), byAccount, th.people, now); err != nil {
		return g, fmt.Errorf("volunteers: %w", err)
	}
	if err := t.redeem(access.FromRecord(app, byAccount["wangmin"]), th.people); err != nil {
		return g, fmt.Errorf("redemptions: %w", err)
	}
	if err := t.loose(); err != nil {
		return g, err
	}
	return g, nil
}

// office fills in what the wizard would ask.
func (t *town) office() error {
	c := settings.Of(t.app).Record.Fresh()
	c.Load(map[string]any{
		"name": "湖畔社区", "code": "HP", "street": "星湖街道", "social_dept": "星湖社工委", "party_org": "中共湖畔社区委员会",
		"brand": "红色管家", "slogan": "事事有回应", "phone": "0512-62800000", "phone_hours": "工作日 8:30–11:30 13:00–17:30",
		"address": "星湖街道湖畔路 18 号社区服务中心一楼", "contact_name": "王敏", "filing_no": "",
		"referral_prefix": "湖畔承", "letter_mode": "B", "report_mode": "A", "report_auto": true, "report_zero": true,
		"street_email": "shegong@xinghu.example", "report_to": "zuzhibu@qu.example", "report_cc": "shegong@xinghu.example",
		"target_response": 95, "target_on_time": 90, "target_resolution": 80, "target_satisfaction": 90,
		"sleeps_at_night": true, "online_hours": "每天 8:00–18:00", "setup_done": true,
		"org_dept": t.orgs["区党工委组织部"].Id, "street_org": t.orgs["星湖街道社会工作办公室"].Id,
	})
	return t.app.Save(c)
}

// catalogue is what the secretary has changed of it: words people here use, and
// who stands in where an estate's own property company does not.
func (t *town) catalogue(secretary access.Actor) error {
	parking, err := t.app.FindFirstRecordByData("matters", "code", "parking_rules")
	if err != nil {
		return err
	}
	var words []string
	if err := parking.UnmarshalJSONField("keywords", &words); err != nil {
		return err
	}
	parking.Set("keywords", append(words, "老年代步车", "老头乐"))
	parking.Set("guidance", "写清车牌和位置，拍一张照片；晚上十点后可以先打门岗电话")
	if err := catalogue.Save(t.app, parking, catalogue.Change{By: secretary}); err != nil {
		return err
	}
	charging, err := t.app.FindFirstRecordByData("matters", "code", "charging")
	if err != nil {
		return err
	}
	_, err = t.save("routes", map[string]any{"matter": charging.Id, "estate": t.estates["翡翠公馆"].Id, "org": t.orgs["星湖城市服务公司"].Id,
		"note": "充电棚由街道统一建、统一修", "active": true})
	return err
}

// loose ends that every office has: letters that not everybody may read, one of
// them locked until an upper contact has agreed, and a resident who registered
// again on a new phone.
func (t *town) loose() error {
	for i, letter := range []sealed.Report{
		{Kind: "conduct", Concerns: sealed.Conduct, Text: "关于：社区工作人员\n上周三下午去社区窗口办事，有位工作人员一直在看手机，问两遍才抬头，希望提醒一下。"},
		{Kind: "letter", Concerns: sealed.Violence, Text: "书记您好，我老公喝了酒就动手打我，孩子吓得不敢睡觉。我不敢让邻居知道，想问问社区能不能帮帮我。"},
		{Kind: "conduct", Concerns: sealed.Leaders, Text: "关于：社区书记或主任\n去找主任签字，说没看见她忙着吗，叫我到外面等，等了一上午。"},
	} {
		letter.Key = fmt.Sprintf("demo-letter-%d", i)
		if _, err := sealed.Receive(t.app, letter); err != nil {
			return err
		}
	}
	p := people.Person{Name: "李秀英", Phone: "13900000001", Estate: t.estates["湖畔花园一期"].Id, Building: t.buildings["湖畔花园一期 5幢"].Id, ConsentVersion: "1"}
	_, err := people.Register(t.app, p)
	return err
}

func secretary(app core.App) (*core.Record, error) {
	c, err := app.FindCachedCollectionByNameOrId(core.CollectionNameSuperusers)
	if err != nil {
		return nil, err
	}
	r := core.NewRecord(c)
	r.SetEmail(secretaryEmail)
	r.SetPassword(password)
	return r, app.Save(r)
}

// posters hangs one at every unit of 湖畔花园一期 and one at each other estate's
// first building; the first hangs where 李秀英 lives.
func (t *town) posters() ([]PosterPlace, error) {
	var out []PosterPlace
	hang := func(unit string) error {
		building, _, _ := cutLast(unit)
		place, err := places.Find(t.app, t.buildings[building].Id, t.units[unit].Id)
		if err != nil {
			return err
		}
		p, err := posters.New(t.app, "unit", place)
		if err != nil {
			return err
		}
		out = append(out, PosterPlace{Code: p.GetString("code"), Building: t.buildings[building].Id, Unit: t.units[unit].Id})
		return nil
	}
	units := []string{"湖畔花园一期 5幢 2单元"}
	for n := 1; n <= 10; n++ {
		for u := 1; u <= 3; u++ {
			if name := fmt.Sprintf("湖畔花园一期 %d幢 %d单元", n, u); name != units[0] {
				units = append(units, name)
			}
		}
	}
	units = append(units, "湖畔花园二期 14幢 1单元", "莲香新村 7幢 2单元", "星海名邸 3栋 1单元", "翡翠公馆 2栋 1单元", "纺机宿舍 3号楼 2单元")
	for _, u := range units {
		if err := hang(u); err != nil {
			return nil, fmt.Errorf("poster at %s: %w", u, err)
		}
	}
	return out, nil
}
