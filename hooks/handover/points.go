package handover

import (
	"fmt"
	"net/url"
	"path/filepath"
	"slices"
	"strings"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/calendar"
	"hongguan/hooks/sealed"
	"hongguan/hooks/settings"
	"hongguan/hooks/workbench"
	"hongguan/rules/schedule"
	"hongguan/rules/words"
	"hongguan/templates"
)

// Point is one thing to hand over, as it stands now.
type Point struct {
	Key      string   `json:"key"`
	Label    string   `json:"label"`
	Sentence string   `json:"sentence"`
	Lines    []string `json:"lines"`
	Href     string   `json:"href"` // the list behind it, in the admin UI
	Tick     *Tick    `json:"tick"` // nil: not gone through yet
}

// order is how the two go through it.
var order = []string{"accounts", "requests", "held", "sealed", "friday", "keys", "people", "contact", "posters"}

var labels = map[string]string{
	"accounts": "账号", "requests": "没办完的诉求", "held": "挂账和反复不满意的", "sealed": "保密来信", "friday": "周五上报",
	"keys": "钥匙、密码、备份在哪里", "people": "人员、值班和任期", "contact": "海报和信上的联系人", "posters": "海报和门牌",
}

const (
	inHand = "(status='pending'||status='accepted'||status='need_info'||status='dispatched'||status='in_progress'||status='in_review'||status='replied'||status='suspended') && sealed_at=''"
	list   = "#/collections?collection="
)

// Points are all of them, each with its tick.
func Points(app core.App, r *core.Record) ([]Point, error) {
	c := &counts{app: app}
	all := map[string]Point{
		"accounts": accounts(c, r), "requests": requestsPoint(c), "held": heldPoint(c), "sealed": sealedPoint(app), "friday": friday(app),
		"keys": keys(app), "people": people(c), "contact": contact(app), "posters": posters(c),
	}
	if c.err != nil {
		return nil, c.err
	}
	var ticks []Tick
	if r != nil {
		ticks = ticksOf(r)
	}
	var out []Point
	for _, key := range order {
		p := all[key]
		p.Key, p.Label = key, labels[key]
		if p.Lines == nil {
			p.Lines = []string{}
		}
		if i := slices.IndexFunc(ticks, func(t Tick) bool { return t.Key == key }); i >= 0 {
			p.Tick = &ticks[i]
		}
		out = append(out, p)
	}
	return out, nil
}

// counts counts rows and keeps the first error.
type counts struct {
	app core.App
	err error
}

func (c *counts) rows(table, filter, sort string, most int, with ...dbx.Params) []*core.Record {
	rows, err := c.app.FindRecordsByFilter(table, filter, sort, most, 0, with...)
	if err != nil && c.err == nil {
		c.err = fmt.Errorf("hand over %s: %w", table, err)
	}
	return rows
}

func accounts(c *counts, r *core.Record) Point {
	p := Point{Sentence: "一人一个账号，不借用、不共用。前任的账号由接任人最后关闭。", Href: list + core.CollectionNameSuperusers}
	for _, a := range c.rows(core.CollectionNameSuperusers, "", "created", 50) {
		who := ""
		if r != nil && strings.EqualFold(a.Email(), r.GetString("leaving")) {
			who = "　前任，要关闭"
		}
		if r != nil && strings.EqualFold(a.Email(), r.GetString("coming")) {
			who = "　接任"
		}
		p.Lines = append(p.Lines, a.Email()+who)
	}
	return p
}

func requestsPoint(c *counts) Point {
	now := calendar.Now(c.app)
	rows := c.rows("requests", inHand, "due_at", 0)
	late := 0
	for _, r := range rows {
		if due := r.GetDateTime("due_at").Time(); !due.IsZero() && due.Before(now) && r.GetString("status") != "replied" {
			late++
		}
	}
	return Point{Sentence: fmt.Sprintf("%d 件，其中超期 %d 件。逐件的期限和承办单位印在清单上。", len(rows), late), Href: list + "requests&filter=" + url.QueryEscape(inHand) + "&sort=due_at"}
}

func heldPoint(c *counts) Point {
	filter := "sealed_at='' && (status='suspended' || (dissatisfied>1 && status!='closed'))"
	p := Point{Href: list + "requests&filter=" + url.QueryEscape(filter)}
	rows := c.rows("requests", filter, "review_at", 50)
	p.Sentence = fmt.Sprintf("%d 件，请当面说清来龙去脉。", len(rows))
	for _, r := range rows {
		line := r.GetString("request_no") + "　" + words.Status(r.GetString("status"), false, "")
		if at := r.GetDateTime("review_at").Time(); !at.IsZero() {
			line += "　" + templates.Day(at) + "再议"
		}
		if n := r.GetInt("dissatisfied"); n > 1 {
			line += fmt.Sprintf("　%d 次不满意", n)
		}
		p.Lines = append(p.Lines, line)
	}
	return p
}

// sealedPoint tells numbers only, and those roughly: the list is printed, signed
// and read by a witness.
func sealedPoint(app core.App) Point {
	n, upper, err := sealed.Count(app)
	if err != nil {
		app.Logger().Error("hand-over: sealed letters", "error", err)
		return Point{Sentence: "暂时读不出来，请到“保密”页里看。", Href: "#/sealed"}
	}
	p := Point{Sentence: "没有等答复的。", Href: "#/sealed"}
	if n > 0 {
		_, rough := sealed.Rough(n)
		p.Sentence = "等书记答复的" + rough + "。内容只在“保密”页里看，不写在清单上。"
	}
	if upper > 0 {
		p.Sentence += "另有由上级联系人阅看的，社区里谁也打不开，不用交接。"
	}
	return p
}

func friday(app core.App) Point {
	p := Point{Sentence: "还没有设周五上报。", Href: "#/friday"}
	if w, ok := workbench.Read(app)["friday"].(workbench.Week); ok {
		p.Sentence = strings.TrimSuffix(fmt.Sprintf("%s：%d 件，%s。%s", spoken(w.Week), w.Items, w.StateLabel, w.Sentence), "。") + "。"
	}
	rows, err := app.FindRecordsByFilter("weekly_reports", "state = 'held'", "week", 20, 0)
	if err != nil {
		app.Logger().Error("hand-over: weekly reports", "error", err)
	}
	for _, r := range rows {
		p.Lines = append(p.Lines, spoken(r.GetString("week"))+"　"+words.Value("report_state", r.GetString("state")))
	}
	return p
}

// keys says where each is, never what it is: the list lies in a drawer.
func keys(app core.App) Point {
	s := app.Settings()
	p := Point{Sentence: "清单上只写在哪里，不写密码。前任知道的密码，接任后请改掉。", Href: "#/settings/mail"}
	add := func(what, where string) { p.Lines = append(p.Lines, what+"："+where) }
	dir, err := filepath.Abs(app.DataDir())
	if err != nil {
		dir = app.DataDir()
	}
	add("数据文件夹", dir+"（链接密钥 link.key 也在里面）")
	add("备份", filepath.Join(dir, "backups"))
	if s.SMTP.Enabled {
		add("发信邮箱", s.Meta.SenderAddress+"（服务器 "+s.SMTP.Host+"），密码在“设置 → 邮件”里，看不到，只能换")
	} else {
		add("发信邮箱", "还没有设")
	}
	add("工作群机器人", map[bool]string{true: "已设，地址在“开办向导 → 发信邮箱”里", false: "没有设"}[settings.Of(app).GetString("robot_url") != ""])
	state := "还没有上级联系人"
	if rows, err := app.FindRecordsByFilter("upper_contacts", "state = 'agreed'", "", 1, 0); err == nil && len(rows) > 0 {
		state = "打印的那张纸在上级联系人手里，社区没有"
	}
	add("上级联系人的钥匙", state)
	return p
}

func people(c *counts) Point {
	staff := c.rows("staff", "active = true", "role,name", 100)
	held := c.rows("duties", "ended_at = ''", "over_at", 300)
	watches := c.rows("watches", "active = true", "", 100)
	p := Point{Sentence: fmt.Sprintf("工作人员 %d 人，任职 %d 个，值班表 %d 行。名册另印。", len(staff), len(held), len(watches)), Href: list + "duties"}
	soon := calendar.Now(c.app).AddDate(0, 2, 0)
	for _, d := range held {
		if over := d.GetDateTime("over_at").Time(); !over.IsZero() && over.Before(soon) {
			p.Lines = append(p.Lines, "任期到 "+d.GetString("until_day")+"："+words.Value("duty_kind", d.GetString("kind"))+" "+d.GetString("name"))
		}
	}
	return p
}

func contact(app core.App) Point {
	c := settings.Of(app)
	p := Point{Sentence: "居民看到的、信上印的联系人，是前任的请改掉。", Href: list + "communities"}
	name := c.GetString("contact_name")
	if name == "" {
		name = "没有填"
	}
	p.Lines = []string{"个人信息负责人：" + name, "社区电话：" + c.Phone()}
	return p
}

func posters(c *counts) Point {
	n, err := c.app.CountRecords("posters", dbx.HashExp{"state": "active"})
	if err != nil && c.err == nil {
		c.err = fmt.Errorf("hand over posters: %w", err)
	}
	return Point{Sentence: fmt.Sprintf("在用的 %d 张。海报不印人名，电话没有变就不用重印。", n), Href: "#/posters"}
}

// spoken is a week as people say it.
func spoken(week string) string {
	w, err := schedule.ParseISOWeek(week)
	if err != nil {
		return week
	}
	return w.Spoken()
}
