package e2e

import "testing"

// TestDutiesDesk: at the desk everybody sees who is where; the steward appoints
// the head of a building that has none by name and number, and ends the term.
func TestDutiesDesk(t *testing.T) {
	byLot(t)
	wu := office.guide.Residents[3] // one with a password; proved who she is here
	api := secretary(t)
	id := api.first("/api/collections/residents/records?filter=" + "phone='" + wu.Phone + "'%26%26linked_to=''&sort=created")["id"].(string)
	api.must("POST", "/api/residents/"+id+"/verify", map[string]any{"how": "本人到窗口"})
	grid := newPerson(t, "grid-worker", phone)
	grid.logsIn("guping")
	grid.open("/desk.html#/duties")
	grid.sees("任职与接访", "本周接访", "周一", "沈洁", "08:30—11:30", "网格和楼栋", "顾平", "还没有楼长", "郭爱珍", "社区民警", "任命、续任、结束由社区书记或红管负责人办理")
	if grid.says("任命楼长") || grid.says("打印接访排班") {
		t.Error("a grid worker is offered what she may not do")
	}
	grid.pauses()
	grid.picture("board")
	for _, w := range append(grid.measures(phone.width), grid.axe()...) {
		t.Errorf("the board on a telephone: %s", w)
	}

	shen := newPerson(t, "steward", pc)
	shen.logsIn("shenjie")
	shen.press("任职与接访")
	shen.sees("本周接访", "打印工作团队名册")
	shen.pauses()
	shen.picture("board")
	for _, w := range append(shen.measures(pc.width), shen.axe()...) {
		t.Errorf("the board: %s", w)
	}
	shen.press("没有楼长的")
	shen.fills("找楼栋或姓名", "翡翠公馆 4栋")
	shen.press("任命楼长：翡翠公馆 4栋")
	shen.sees("任命什么", "哪幢楼", "居民姓名", "按姓名和电话找到登记")
	shen.pauses() // until the buildings are there
	if got := shen.reads("哪幢楼"); got == "" {
		t.Error("the building is not chosen yet")
	}
	shen.fills("居民姓名", wu.Name)
	shen.fills("登记的手机或座机", wu.Phone)
	shen.fills("谁任命的", "居民代表会议")
	shen.pauses()
	shen.picture("appoint")
	for _, w := range append(shen.measures(pc.width), shen.axe()...) {
		t.Errorf("the form: %s", w)
	}
	shen.press("任命", "到哪天止")
	shen.sees("已任命 4栋楼长 "+wu.Name, "任职与接访")
	shen.fills("找楼栋或姓名", wu.Name)
	shen.press("全部", "没有楼长的")
	shen.sees("翡翠公馆 4栋")
	shen.press("续任：4栋楼长")
	shen.sees("续到哪天")
	shen.press("续任", "续到哪天")
	shen.sees("4栋楼长 " + wu.Name + "，已续任")
	shen.fills("找楼栋或姓名", wu.Name)
	shen.press("结束：4栋楼长")
	shen.press("搬走了", "为什么结束")
	shen.picture("end")
	shen.press("结束任职")
	shen.sees("4栋楼长 " + wu.Name + "，已结束")
	shen.fills("找楼栋或姓名", wu.Name)
	shen.sees("没有找到")

	// A turn at the door.
	shen.press("任命", "打印接访排班")
	shen.press("接访值班", "任命什么")
	shen.chooses("工作人员", "王敏（社区工作者）")
	shen.press("周六")
	shen.fills("谁任命的", "社区党委")
	shen.look(phone)
	shen.pauses()
	shen.picture("appoint-phone")
	for _, w := range append(shen.measures(phone.width), shen.axe()...) {
		t.Errorf("the form on a telephone: %s", w)
	}
	shen.press("任命", "到哪天止")
	shen.sees("已任命", "周六", "08:30—11:30")
	if rows := api.must("GET", "/api/collections/duties/records?filter=kind='reception'%26%26days~'sat'%26%26ended_at=''", nil)["items"].([]any); len(rows) != 1 {
		t.Errorf("%d turns on a Saturday", len(rows))
	}
}
