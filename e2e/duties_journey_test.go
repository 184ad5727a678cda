package e2e

import "testing"

// TestBuildingHead: the secretary appoints the head of a building; she sees how
// far the matters of her building are, and nothing of her neighbours; they see
// whom to ring; and when it ends, all of it ends.
func TestBuildingHead(t *testing.T) {
	byLot(t)
	li := office.guide.Residents[0] // 李秀英, who lives in 5幢
	api := secretary(t)
	id := api.first("/api/collections/residents/records?filter=" + "phone='" + li.Phone + "'%26%26linked_to=''&sort=created")["id"].(string)
	api.must("POST", "/api/residents/"+id+"/verify", map[string]any{"how": "本人到窗口"})

	boss := newPerson(t, "secretary", pc)
	boss.entersOffice()
	boss.open("/_/#/collections?collection=duties")
	boss.sees("任职", "打印工作团队名册", "郭爱珍", "社区民警")
	boss.pauses()
	boss.picture("duties")
	boss.readsChinese()
	boss.press("任命")
	boss.press("楼长", "任命什么")
	boss.sees("哪位居民", "哪幢楼", "谁任命的")
	boss.chooses("哪幢楼", "湖畔花园一期 5幢")
	boss.fills("谁任命的", "居民代表会议")
	boss.fills("哪位居民", "李秀")
	boss.press("李秀英（居民 5幢")
	boss.sees("任命：")
	boss.press("本人同意公开")
	boss.picture("appoint")
	boss.readsChinese()
	boss.press("任命", "到哪天止")
	boss.sees("已任命", "李秀英")

	she := newPerson(t, "head", oldPhone)
	she.open("/login.html")
	she.fills("手机或座机", li.Phone)
	she.fills("密码", li.Password)
	she.press("登录", "用什么登录")
	she.sees("我的诉求", "再说一件事")
	she.open("/me.html")
	she.sees("5幢楼长", "我的楼栋")
	she.looksAt("me", true)
	she.press("我的楼栋")
	she.sees("任期到", "湖畔花园一期 5幢", "件正在办", "打开本楼的海报")
	she.looksAt("my building", true)
	for _, private := range []string{"李秀英", "张建国", "1390000", "302", "501"} {
		if she.says(private) {
			t.Errorf("the page of the building tells %s", private)
		}
	}

	zhang := newPerson(t, "neighbour", oldPhone) // 张建国 lives there too
	zhang.open("/login.html")
	zhang.fills("手机或座机", office.guide.Residents[1].Phone)
	zhang.fills("密码", office.guide.Residents[1].Password)
	zhang.press("登录", "用什么登录")
	zhang.sees("我的诉求", "再说一件事")
	zhang.open("/me.html")
	zhang.sees("我们楼的楼长", "李秀英", "打电话给楼长")
	zhang.picture("neighbour")
	if zhang.says("我的楼栋") {
		t.Error("a neighbour is entrusted with the building")
	}

	boss.open("/_/#/collections?collection=duties&filter=name%3D'%E6%9D%8E%E7%A7%80%E8%8B%B1'")
	boss.sees("姓名是李秀英", "5幢楼长")
	boss.pauses()
	boss.press("结束", "李秀英")
	boss.press("搬走了", "为什么结束")
	boss.press("结束", "为什么结束")
	boss.sees("已结束")
	she.open("/building.html")
	she.sees("您现在没有任职")
	for _, p := range []*person{she, zhang} {
		p.open("/me.html")
		p.sees("我的诉求", "您的信息")
		p.pauses()
		if p.says("我的楼栋") || p.says("我们楼的楼长") {
			t.Errorf("%s: what was ended is still there", p.name)
		}
	}

	boss.open("/_/#/collections?collection=duties")
	boss.sees("郭爱珍")
	team := boss.opensTab("打印工作团队名册", "/print.html")
	team.sees("工作团队名册", "郭爱珍", "丁警官", "1号楼楼长")
	team.picture("team")
	if team.says("李秀英") {
		t.Error("whose duty ended is still on the roster")
	}
	week := boss.opensTab("打印接访排班", "/print.html#reception")
	week.sees("接访日", "周一", "沈洁", "08:30—11:30", "王敏")
	week.picture("reception")
}
