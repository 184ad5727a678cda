package demo

import (
	"fmt"
	"time"

	"hongguan/hooks/calendar"
	"hongguan/hooks/requests"
	"hongguan/rules/workday"
)

// posting is one post of the bulletin, on days counted from today.
type posting struct {
	days, until       int // shown from, until; 0: no end
	title, kind, body string
	estate, state     string
	pinned, pictured  bool
}

// posts are what the office has told its residents lately: one for everybody
// on top, one for an estate, one that is over, one not yet finished.
func posts(now time.Time) []posting {
	day := func(n int) string { return now.In(workday.Zone).AddDate(0, 0, n).Format("1月2日") }
	thursday := (int(time.Thursday-now.In(workday.Zone).Weekday())+7)%7 + 7 // of next week
	return []posting{
		{-2, 60, "天冷了，用电用气请做好这四件事", "tip", "<p>入冬以后，社区里的取暖器、电热毯、燃气热水器用得多了。请您花两分钟看一看家里：</p>" +
			"<ul><li><strong>用燃气热水器要开一点窗</strong>，闻到气味先关阀、开窗，到屋外再打电话。</li><li>取暖器旁边不放衣服、被子，出门拔插头。</li>" +
			"<li>电动车不推上楼，不拉线充电。</li><li>独居老人家里请装烟雾报警器，社区免费装。</li></ul>" +
			`<p>要装报警器，或者不放心家里的线路，请打 <a href="tel:0512-62800000">0512-62800000</a>，我们上门看。</p>`, "", "published", true, false},
		{-1, 14, "楼道灯换成感应灯：哪天换到您那幢", "notice", "<p>湖畔花园一期的楼道灯这两周全部换成感应灯，由安居物业施工，<strong>不收钱</strong>。换的那天上午楼道里没有灯，请老人走慢一点。</p>" +
			"<table><thead><tr><th>楼栋</th><th>日期</th><th>时间</th></tr></thead><tbody><tr><td>1–3 幢</td><td>" + day(1) + "</td><td>8:30–11:30</td></tr><tr><td>4–6 幢</td><td>" + day(3) +
			"</td><td>8:30–11:30</td></tr><tr><td>7–10 幢</td><td>" + day(6) + "</td><td>8:30–11:30</td></tr></tbody></table><h3>换好以后不亮怎么办？</h3><p>在这里点『我要求助』，说一声几幢几单元几楼就行。</p>",
			"湖畔花园一期", "published", false, true},
		{-3, thursday + 8, "老人手机课：这一期教挂号和防骗", "activity", "<p>每周四下午 2 点，社区服务中心三楼。带上自己的手机，不用报名，不收钱。</p><ol><li>" + day(thursday) + "：用手机挂号、取报告</li><li>" + day(thursday+7) + "：认出骗人的电话和短信</li></ol><p>腿脚不便的，家人可以陪着来。</p>",
			"", "published", false, false},
		{-20, -8, "重阳义诊：量血压、测血糖、看眼睛", "activity", "<p>街道卫生服务站的医生到社区来，请带医保卡。名额 60 人，先到先看。</p>", "", "published", false, false},
		{0, 0, "明年民生微实事项目公示", "public_notice", "<p>（等议事会定了再发）</p><ul><li>莲香新村加装扶手</li><li>纺机宿舍换排水管</li></ul>", "", "draft", false, false},
	}
}

// hour is an hour of a day counted from today.
func hour(now time.Time, days, at int) time.Time {
	y, m, d := now.In(workday.Zone).Date()
	return time.Date(y, m, d+days, at, 0, 0, 0, workday.Zone)
}

// bulletin writes the posts, each on its own day: what is over was once shown.
func (t *town) bulletin(now time.Time) error {
	at := now
	defer calendar.SetClock(t.app, calendar.SetClock(t.app, func() time.Time { return at }))
	for i, p := range posts(now) {
		if at = hour(now, p.days, 9); p.days == 0 {
			at = now
		}
		values := map[string]any{"title": p.title, "kind": p.kind, "body": p.body, "state": p.state, "pinned": p.pinned, "author": "湖畔社区居委会"}
		if p.until != 0 {
			values["expires_at"] = hour(now, p.until, 18)
		}
		if p.estate != "" {
			values["estates"] = []string{t.estates[p.estate].Id}
		}
		if p.pictured {
			drawn, err := picture(i)
			if err != nil {
				return err
			}
			clean, err := requests.Clean(drawn, false)
			if err != nil {
				return err
			}
			values["pictures"] = clean
		}
		if _, err := t.save("posts", values); err != nil {
			return fmt.Errorf("post %s: %w", p.title, err)
		}
	}
	return nil
}
