package rewards

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/access"
	"hongguan/rules/watch"
	"hongguan/rules/words"
)

// voted are the classes that touch what residents have a right to, or what many
// want: no office may give them for points by itself.
var voted = []string{"parking", "school", "subsidy"}

// advertising is what makes a text an advertisement: an address on the network,
// a number to ring, an account to follow.
var advertising = regexp.MustCompile(`(?i)https?:|www\.|\.(com|cn|net|shop)\b|微信号|公众号|小程序|加微信|抖音|\d{7,}|1\d{2}[ -]?\d{4}[ -]?\d{4}|0\d{2,3}-\d{6,}`)

// money is what can be spent, sold or passed on like money: points are none, and
// nothing like it may be had for them. claims are the words of what only a vote
// may give, whatever class somebody picks for it.
var (
	money  = regexp.MustCompile(`现金|红包|零钱|话费|流量|储值|油卡|购物卡|礼品卡|会员卡|[代提抵优消][金货用惠费]券|兑换券|提货|抵扣|物业费|停车费|水费|电费|燃气费`)
	claims = map[string]*regexp.Regexp{"parking": regexp.MustCompile(`车位|停车|充电桩`), "school": regexp.MustCompile(`入学|学位|入园|插班`), "subsidy": regexp.MustCompile(`补贴|低保|救助金|补助`)}
)

func bindChecks(app core.App) {
	app.OnRecordValidate(table).BindFunc(func(e *core.RecordEvent) error {
		if err := check(e.Record); err != nil {
			return err
		}
		return e.Next()
	})
	app.OnRecordDelete(table).BindFunc(func(e *core.RecordEvent) error {
		return access.Refuse("兑换品不能删除，请取消“在用”：换过的东西和经费要查得到")
	})
}

func check(r *core.Record) error {
	var wrong []access.Field
	refuse := func(name, sentence string) {
		wrong = append(wrong, access.Field{Name: name, Code: "reward_" + name, Sentence: sentence})
	}
	for _, name := range []string{"name", "text", "source", "council_vote", "budget_year"} {
		r.Set(name, strings.TrimSpace(r.GetString(name)))
	}
	switch n := utf8.RuneCountInString(r.GetString("name")); {
	case n == 0:
		refuse("name", "请写兑换什么")
	case n > 30:
		refuse("name", "名称太长了，请控制在 30 字以内")
	}
	for _, name := range []string{"name", "text"} {
		if advertising.MatchString(r.GetString(name)) {
			refuse(name, "这里不登商家广告，请去掉网址、电话和账号")
		}
	}
	for _, name := range []string{"name", "text"} {
		if money.MatchString(r.GetString(name)) {
			refuse(name, "积分不是钱，不能换钱、换卡、换券、抵费用，请换成东西或优先参加的机会")
		}
	}
	for class, words := range claims {
		if words.MatchString(r.GetString("name")) && r.GetString("class") != class {
			refuse("class", "说到车位、入学、补贴的，类别要照实选，并先由居民议事会表决")
		}
	}
	goods := r.GetString("kind") == "goods"
	for name, group := range map[string]string{"kind": "reward_kind", "class": "reward_class"} {
		if words.Value(group, r.GetString(name)) == r.GetString(name) {
			refuse(name, "请选择"+words.Field(table, name))
		}
	}
	for name, limit := range map[string][2]int{"cost": {1, 10000}, "per_person": {0, 100}, "per_year": {0, 100}} {
		if v := r.GetFloat(name); v != float64(int(v)) || int(v) < limit[0] || int(v) > limit[1] {
			refuse(name, fmt.Sprintf("请写 %d 到 %d 之间的整数", limit[0], limit[1]))
		}
	}
	if r.GetFloat("worth") < 0 || r.GetFloat("budget") < 0 {
		refuse("worth", "金额不能是负数")
	}
	if goods && r.GetFloat("worth") == 0 {
		refuse("worth", "物品请写一件值多少元，年底公示要用")
	}
	if goods && r.GetString("source") == "" {
		refuse("source", "物品请写经费来源或捐赠人")
	}
	if _, err := time.Parse("2006", r.GetString("budget_year")); err != nil && (goods || r.GetString("budget_year") != "") {
		refuse("budget_year", "请写列入哪一年的预算，如 2026")
	}
	if slices.Contains(voted, r.GetString("class")) && utf8.RuneCountInString(r.GetString("council_vote")) < 8 {
		refuse("council_vote", "“"+words.Value("reward_class", r.GetString("class"))+"”关系到大家的权益，要先由居民议事会表决，请写哪天表决的、怎么定的")
	}
	days := map[string]time.Time{}
	for _, name := range []string{"from_day", "until_day"} {
		t, err := watch.ParseDate(r.GetString(name))
		switch {
		case err != nil:
			refuse(name, err.Error())
		case !t.IsZero():
			days[name] = t
			r.Set(name, t.Format(time.DateOnly))
		}
	}
	if u, f := days["until_day"], days["from_day"]; !u.IsZero() && u.Before(f) {
		refuse("until_day", "最后一天在第一天前面，请核对")
	}
	if len(wrong) > 0 {
		return access.RefuseFields(wrong...)
	}
	return nil
}
