package cards

import (
	"net/http"
	"time"

	"github.com/pocketbase/pocketbase/apis"
	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/access"
	"hongguan/hooks/audit"
	"hongguan/hooks/calendar"
	"hongguan/hooks/people"
	"hongguan/hooks/places"
	"hongguan/hooks/requests"
)

// ended is said of a card that was lost, renewed or never made.
const ended = "这张便民卡已经停用，请打电话给社区换一张。没有卡也一样能反映：往下写，最后留个姓和电话"

// digits are the guesses at somebody's last four digits before her card rests.
var digits = access.Limit{Times: 5, Within: 15 * time.Minute}

// aDay bounds the patient: at twenty a day the ten thousand endings take longer
// than anybody leaves a lost card unreported.
var aDay = access.Limit{Times: 20, Within: 24 * time.Hour}

// asks is how often one card may ask within a day: whoever found it must not
// flood the office in an elder's name.
var asks = access.Limit{Times: 20, Within: 24 * time.Hour}

type form struct {
	Key   string `json:"key" form:"card"`
	Last4 string `json:"last4"`
}

// open tells a telephone whose card it scanned, as far as the card itself says
// it, and the place where she lives, so that nothing has to be typed. It says
// nothing of her number, masked or not: a mask shows the last four digits, and
// these are what opens her earlier requests to whoever holds the card.
func open(e *core.RequestEvent) error {
	var f form
	if err := e.BindBody(&f); err != nil {
		return access.Refuse("没有看懂这张卡，请再扫一次")
	}
	card, r, ok := byKey(e.App, f.Key)
	if !ok {
		return access.Answer(http.StatusGone, ended)
	}
	card.Load(map[string]any{"used_at": calendar.Now(e.App), "uses": card.GetInt("uses") + 1})
	if err := access.Own(e.App, card); err != nil {
		return err
	}
	name, _ := people.Masked(r)
	place, err := places.From(e.App, places.Asked{Estate: r.GetString("estate"), Building: r.GetString("building"), Unit: r.GetString("unit")})
	if err != nil {
		place = places.Place{}
	}
	e.Response.Header().Set("Cache-Control", "no-store")
	return e.JSON(200, map[string]any{"name": name,
		"place": map[string]string{"estate": place.Estate, "building": place.Building, "unit": place.Unit, "label": place.Label}})
}

// enter logs a telephone in whose holder knows the last four digits. All that
// is wrong has one answer.
func enter(e *core.RequestEvent) error {
	var f form
	if err := e.BindBody(&f); err != nil {
		return access.Refuse("提交的内容不完整，请重新填写")
	}
	const wrong = "卡和号码对不上。忘了可以打电话给社区"
	card, r, ok := byKey(e.App, f.Key)
	if !ok {
		return access.RefuseFields(access.Field{Name: "last4", Code: "last4_wrong", Sentence: wrong})
	}
	limit, day := "card "+card.Id, "card today "+card.Id
	if !access.Take(e.App, limit, digits) || !access.Take(e.App, day, aDay) {
		return access.Answer(http.StatusTooManyRequests, "输错的次数太多了，请 15 分钟后再试，或打电话给社区")
	}
	if !people.LastFour(r, f.Last4) {
		return access.RefuseFields(access.Field{Name: "last4", Code: "last4_wrong", Sentence: wrong})
	}
	access.Forgive(e.App, limit)
	access.Forgive(e.App, day)
	if err := audit.Write(e.App, access.FromRecord(e.App, r), audit.Entry{Action: "用便民卡登录", Collection: "residents", ID: r.Id}); err != nil {
		return err
	}
	return apis.RecordAuthResponse(e, r, "", nil)
}

// ask takes a request in the name of the card's owner.
func ask(e *core.RequestEvent) error {
	card, r, ok := byKey(e.App, e.Request.FormValue("card"))
	if !ok {
		return access.Answer(http.StatusGone, ended)
	}
	if !access.Take(e.App, "ask by card "+card.Id, asks) {
		return access.Answer(http.StatusTooManyRequests, "这张卡今天反映的次数太多了，请打电话给社区")
	}
	return requests.Ask(e, r, access.FromRecord(e.App, r))
}
