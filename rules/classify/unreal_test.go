package classify_test

import (
	"testing"

	"hongguan/rules/classify"
)

// TestWordsWithoutTheirDanger holds pairs: a danger's word that means none, and
// the same word when it does. Whoever widens a guard must keep both.
func TestWordsWithoutTheirDanger(t *testing.T) {
	c := classify.New(classify.Defaults())
	for _, x := range []struct{ lane, text string }{
		{"normal", "我住五楼腿脚不好，没电梯下不来，配药要人帮忙跑一趟"},
		{"emergency", "没电梯的老楼，五楼老太太晕倒了，抬不下来"},
		{"emergency", "电梯停在半中间，我们下不来"},
		{"normal", "我老伴走丢过一次，想要那个防走失的手环"},
		{"normal", "怕我爸走丢，想领个定位手环"},
		{"emergency", "我老伴走丢过一次，今天又找不到了"},
		{"emergency", "怕她走丢了，出去三个钟头还没回来"},
		{"emergency", "老父亲戴着防走失手环还是走丢了"},
		{"normal", "楼下乱停电瓶车把单元门都堵了，救护车来了怎么办"},
		{"emergency", "车堵着门救护车进不来，我爸昏迷了"},
		{"emergency", "快叫救护车，楼下的车把门堵了"},
		{"emergency", "救护车怎么还没来"},
		{"normal", "从早上开始停水，到现在还没来"},
		{"normal", "修水管的师傅到现在还没来"},
		{"emergency", "我家老头子早上出去，到现在还没回来"},
		{"normal", "左边电梯停在三楼不动了"},
		{"emergency", "电梯停在三楼不动了，里面好像有人在拍门"},
		{"normal", "直升机场"}, // words it never met
		{"normal", "门口马路上的路灯不亮，晚上电瓶车都快撞到人"},
		{"emergency", "路灯不亮，电瓶车撞到人了，躺着起不来"},
		{"normal", "楼下炸鸡店天天冒黑烟，墙都熏黑了"},
		{"emergency", "楼下店里天天冒烟，今天真的烧起来了"},
		{"emergency", "那辆车撞到人就跑了"},
		{"emergency", "老人一会晕倒一会醒，怎么弄"},
		{"normal", "小区里的路塌了个坑，骑车要翻"},
		{"emergency", "路面塌了个大坑，有人掉下去了"},
		{"normal", "楼里开麻将馆，半夜大呼小叫跟打架一样"},
		{"emergency", "楼下半夜真的打架了，听到有人惨叫"},
		{"emergency", "老公说要打死我，怕他拿刀"},
		{"emergency", "怕他想不开，他站在楼顶"},
		{"emergency", "独居的老伯两天没出门了，敲门也没人应"},
		{"emergency", "电梯困过人，现在又有两个人困在里面"},
		{"emergency", "像着火了一样，楼道里全是浓烟"},
		{"normal", "河道发黑发臭，有人半夜往里倒东西"},
		{"emergency", "有人掉进河道里了，在扑腾"},
		{"normal", "信箱都生锈了打不开，信塞在门缝里"},
		{"emergency", "门打不开了，孩子一个人在里面哭"},
	} {
		if r := c.Classify(x.text); r.Lane != x.lane {
			t.Errorf("%s\n\tlane %s, want %s: %s", x.text, r.Lane, x.lane, r.Reason)
		}
	}
}

// TestOrdinaryMatters: matters that a near word used to draw away.
func TestOrdinaryMatters(t *testing.T) {
	c := classify.New(classify.Defaults())
	for _, x := range []struct{ matter, text string }{
		{"title_deed", "二期房产证到现在办不下来，开发公司一直拖，我们楼里好几十家都是这样"},
		{"decoration_noise", "楼上装修从早上七点就开始敲，我有心脏病吃不消"},
		{"elder_allowance", "想问一下65岁以上老人的优待证怎么办，要带什么材料"},
		{"veteran", "退伍军人优待证在哪里办"},
		{"estate_road", "二期地下室积水没过脚面，蚊子多得要命"},
		{"outer_wall", "楼顶太阳能热水器的架子松了，刮大风怕掉下来"},
		{"air_conditioner", "楼上空调外机滴水滴到我家被子上，说了几次都不改"},
		{"property_service", "2栋电梯里广告声音太大，早上六点就开始播"},
		{"odour_religion", "楼上开了个棋牌室，半夜还有人上上下下"},
		{"city_light", "新村门口那条马路上的路灯有三盏不亮，晚上电瓶车都快撞到人"},
		{"hospital_company", "没电梯下不来，配药要人帮忙跑一趟"},
	} {
		if r := c.Classify(x.text); r.Matter != x.matter {
			t.Errorf("%s\n\tmatter %s, want %s: %s", x.text, r.Matter, x.matter, r.Reason)
		}
	}
}
