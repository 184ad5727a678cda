package rewards

import (
	"fmt"
	"net/http"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/types"

	"hongguan/hooks/access"
	"hongguan/hooks/calendar"
	"hongguan/hooks/people"
	"hongguan/hooks/prints"
	"hongguan/hooks/settings"
	"hongguan/rules/words"
)

// most is how many redemptions are shown at once.
const most = 50

// offer is a reward as a resident reads it.
type offer struct {
	ID    string `json:"id"`
	Name  string `json:"name"`
	Kind  string `json:"kind"`
	Label string `json:"kind_label"`
	Text  string `json:"text"`
	Cost  int    `json:"cost"`
	Left  int    `json:"left"`
	Limit string `json:"limit"` // 一人一年 2 次
	From  string `json:"source"`
	Vote  string `json:"council_vote"`
}

// Offered is what can be redeemed now: priority before goods, the cheap first.
func Offered(app core.App) ([]offer, error) {
	var rows []*core.Record
	if err := app.RecordQuery(table).AndWhere(dbx.HashExp{"active": true}).OrderBy("kind DESC", "cost", "name").All(&rows); err != nil {
		return nil, fmt.Errorf("rewards: %w", err)
	}
	list := []offer{}
	for _, x := range rows {
		if !span(x).Holds(calendar.Now(app)) {
			continue
		}
		left, err := Left(app, x.Id)
		if err != nil {
			return nil, err
		}
		list = append(list, offer{ID: x.Id, Name: x.GetString("name"), Kind: x.GetString("kind"), Label: words.Value("reward_kind", x.GetString("kind")), Text: x.GetString("text"),
			Cost: x.GetInt("cost"), Left: left, Limit: limitOf(x), From: x.GetString("source"), Vote: x.GetString("council_vote")})
	}
	return list, nil
}

func limitOf(x *core.Record) string {
	switch whole, year := x.GetInt("per_person"), x.GetInt("per_year"); {
	case whole > 0 && year > 0:
		return fmt.Sprintf("一人一年 %d 次，共 %d 次", year, whole)
	case whole > 0:
		return fmt.Sprintf("一人 %d 次", whole)
	case year > 0:
		return fmt.Sprintf("一人一年 %d 次", year)
	}
	return ""
}

// bindEnrich tells the secretary how many there are beside each reward.
func bindEnrich(app core.App) {
	app.OnRecordEnrich(table).BindFunc(func(e *core.RecordEnrichEvent) error {
		left, err := Left(e.App, e.Record.Id)
		if err != nil {
			return err
		}
		e.Record.WithCustomData(true)
		e.Record.Set("stock", left)
		return e.Next()
	})
}

// view is a redemption as its owner reads it.
func view(app core.App, r *core.Record) (map[string]any, error) {
	v := map[string]any{"id": r.Id, "name": r.GetString("reward_name"), "cost": r.GetInt("cost"), "state": r.GetString("state"), "state_label": words.Value("redemption_state", r.GetString("state")),
		"at": r.GetDateTime("at"), "fetch_by": r.GetDateTime("fetch_by"), "ended_at": r.GetDateTime("ended_at"), "ended_reason": r.GetString("ended_reason"), "notice": Notice}
	if r.GetString("state") != waiting {
		return v, nil
	}
	code := codeOf(app, r.Id)
	qr, err := prints.QR(code)
	if err != nil {
		return nil, err
	}
	v["code"], v["qr"] = code, string(qr)
	return v, nil
}

// offered tells a resident what there is, and what she redeemed.
func offered(e *core.RequestEvent) error {
	who := access.Viewer(e.Auth)
	if who.Kind == access.Guest {
		return access.Answer(http.StatusUnauthorized, "请先登录")
	}
	list, err := Offered(e.App)
	if err != nil {
		return err
	}
	answer := map[string]any{"rewards": list, "notice": Notice, "office": map[string]any{"name": settings.Of(e.App).Name(), "phone": settings.Of(e.App).Phone(), "address": settings.Of(e.App).GetString("address")}}
	e.Response.Header().Set("Cache-Control", "no-store")
	if who.Kind != access.Resident {
		if _, err := office(e); err != nil {
			return err
		}
		return e.JSON(http.StatusOK, answer)
	}
	account, err := people.First(e.App, e.Auth.Id)
	if err != nil {
		return err
	}
	var rows []*core.Record
	if err := e.App.RecordQuery(redemptions).AndWhere(dbx.HashExp{"resident": account.Id}).OrderBy("at DESC").Limit(most).All(&rows); err != nil {
		return fmt.Errorf("redemptions of %s: %w", account.Id, err)
	}
	mine := []map[string]any{}
	for _, r := range rows {
		v, err := view(e.App, r)
		if err != nil {
			return err
		}
		mine = append(mine, v)
	}
	answer["redemptions"], answer["verified"] = mine, known(e.App, account, e.Auth.Id)
	return e.JSON(http.StatusOK, answer)
}

// counter is a redemption as it is seen at the counter: for whom, half hidden.
// The last four digits of her number are what she proves herself by: whoever
// asks for them must not read them on the screen.
func counter(app core.App, r *core.Record) map[string]any {
	v := map[string]any{"id": r.Id, "name": r.GetString("reward_name"), "cost": r.GetInt("cost"), "state": r.GetString("state"), "state_label": words.Value("redemption_state", r.GetString("state")),
		"at": r.GetDateTime("at"), "fetch_by": r.GetDateTime("fetch_by"), "ended_at": r.GetDateTime("ended_at"), "ended_by": r.GetString("ended_by"), "who": people.Gone, "phone_masked": ""}
	if p, err := app.FindRecordById("residents", r.GetString("resident")); err == nil {
		who, phone := people.Masked(p)
		v["who"], v["phone_masked"] = who, phone[:max(len(phone)-4, 0)]+"****"
	}
	return v
}

// waitingRoute lists what waits at the counter, and what was done these days.
func waitingRoute(e *core.RequestEvent) error {
	if _, err := office(e); err != nil {
		return err
	}
	answer := map[string]any{}
	for name, q := range map[string]struct {
		filter, sort string
	}{"waiting": {"state = 'waiting'", "at"}, "done": {"state != 'waiting' && ended_at >= {:since}", "-ended_at"}} {
		rows, err := e.App.FindRecordsByFilter(redemptions, q.filter, q.sort, 200, 0, dbx.Params{"since": calendar.Now(e.App).AddDate(0, 0, -7).UTC().Format(types.DefaultDateLayout)})
		if err != nil {
			return fmt.Errorf("redemptions %s: %w", name, err)
		}
		list := []map[string]any{}
		for _, r := range rows {
			list = append(list, counter(e.App, r))
		}
		answer[name] = list
	}
	e.Response.Header().Set("Cache-Control", "no-store")
	return e.JSON(http.StatusOK, answer)
}
