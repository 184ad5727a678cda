package settings

import (
	"net"
	"net/url"
	"strings"

	"hongguan/rules/deadline"
	"hongguan/rules/workday"
)

// standard is what holds where the office has filled in nothing. The wizard
// shows it in the empty fields, so that nobody has to invent a text.
func (c Community) standard() map[string]any {
	d := deadline.Defaults()
	blank := Community{c.Record.Fresh()}
	for _, f := range []string{"brand", "slogan", "referral_prefix", "consent_text", "many_households"} {
		blank.Set(f, "")
	}
	return map[string]any{
		"brand": blank.Brand(), "slogan": blank.Slogan(), "referral_prefix": blank.ReferralPrefix(), "consent_text": blank.ConsentText(),
		"phone_hours": "工作日 8:30–17:30", "online_hours": "每天 8:30–17:30", "office_hours": workday.DefaultHours().String(),
		"sign_hours": int(d.SignHours.Hours()), "consult_days": d.ConsultDays, "community_days": d.CommunityDays,
		"department_days": d.DepartmentDays, "complex_days": d.HandlingDays, "complex_total_days": d.ComplexDays,
		"emergency_minutes": int(d.CallBack.Minutes()), "retention_years": 2,
		"many_households": blank.ManyHouseholds(), "mail_per_minute": 10, "mail_per_day": 200,
	}
}

// notes say what works but will trouble the office later, by field. They keep
// nobody from going on: an office may try things out before it has a domain.
func (c Community) notes() map[string]string {
	notes := map[string]string{}
	if c.GetString("name") == "" || c.GetString("name") == "本社区" {
		notes["name"] = "请填社区的名称，它印在海报、周报和每一页上"
	}
	if c.Phone() == "" {
		notes["phone"] = "没有电话，页面上的“打电话”就没有用；老人常常只用它"
	}
	if c.GetBool("sleeps_at_night") && c.GetString("online_hours") == "" {
		notes["online_hours"] = "夜里关机的电脑，请写明网上受理时间，海报上会印出来"
	}
	if s := c.addressNote(); s != "" {
		notes["public_url"] = s
	}
	return notes
}

func (c Community) addressNote() string {
	u, err := url.Parse(c.PublicURL())
	if c.PublicURL() == "" || err != nil {
		return "没有网址，海报上的二维码印不出来"
	}
	host := u.Hostname()
	ip := net.ParseIP(host)
	switch {
	case host == "localhost" || ip != nil && ip.IsLoopback():
		return "这个网址只有这台电脑自己能打开，居民的手机打不开"
	case ip != nil && ip.IsPrivate() || ip == nil && !strings.Contains(host, "."):
		return "这是局域网地址，只能在办公室里试用，正式海报请等有了域名再印"
	case u.Scheme != "https":
		return "网址不是 https，微信里会提示不安全"
	}
	return ""
}
