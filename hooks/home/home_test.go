package home_test

import (
	"encoding/json"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/apptest"
)

type answer struct {
	Community struct {
		Name, Brand, Slogan, Phone string
		ConsentVersion             string `json:"consent_version"`
		ConsentText                string `json:"consent_text"`
	}
	Place *struct {
		Poster, Scope, Label, Estate, Building, Unit, Room string
		EstateName                                         string `json:"estate_name"`
		PropertyName                                       string `json:"property_name"`
		PropertyPhone                                      string `json:"property_phone"`
	}
	PosterState string `json:"poster_state"`
	Me          *struct {
		ID, Name    string
		PhoneMasked string `json:"phone_masked"`
		PlaceLabel  string `json:"place_label"`
		HasPassword bool   `json:"has_password"`
		Verified    bool
	}
	Answers []struct {
		ID, Summary string
		RequestNo   string `json:"request_no"`
		RepliedAt   string `json:"replied_at"`
	}
	Latest *struct {
		ID, Status  string
		StatusLabel string `json:"status_label"`
		Step        int
		DueAt       string `json:"due_at"`
	}
	Month     struct{ Received, Replied, Open int }
	Emergency []struct{ Name, Tel string }
	Duty      string
	Words     struct{ Kinds map[string]string }
	Now       string
}

func open(t *testing.T, app *apptest.App, who *core.Record, query string) (answer, string) {
	t.Helper()
	req := httptest.NewRequest("GET", "http://127.0.0.1:8090/api/home"+query, nil)
	req.RemoteAddr = "127.0.0.1:50000"
	if who != nil {
		req.Header.Set("Authorization", app.Token(who))
	}
	w := httptest.NewRecorder()
	app.Handler().ServeHTTP(w, req)
	body := w.Body.String()
	if w.Code != 200 {
		t.Fatalf("home%s: %d %s", query, w.Code, body)
	}
	var a answer
	apptest.Must(t, json.Unmarshal([]byte(body), &a))
	return a, body
}

func TestHomeOfEverybody(t *testing.T) {
	app := apptest.New(t)
	town := app.Town()
	for name, who := range map[string]*core.Record{"guest": nil, "staff of another organisation": town.Elsewhere, "clerk": town.Clerk, "superuser": town.Superuser} {
		a, body := open(t, app, who, "")
		if a.Community.Name != "湖畔社区" || a.Community.Brand != "红色管家" || a.Community.ConsentText == "" {
			t.Errorf("%s: community %+v", name, a.Community)
		}
		if a.Me != nil || a.Latest != nil || len(a.Answers) != 0 || a.PosterState != "" || a.Place != nil {
			t.Errorf("%s sees something of a resident or a poster: %s", name, body)
		}
		if !strings.Contains(body, `"answers":[]`) {
			t.Errorf("%s: answers must be a list", name)
		}
		if a.Words.Kinds["help"] != "求助" || len(a.Words.Kinds) != 5 || len(a.Emergency) != 7 {
			t.Errorf("%s: words %v, emergency %v", name, a.Words.Kinds, a.Emergency)
		}
	}
	app.Org("港华燃气公司", "department", "department", "燃气公司", "contact_phone", "0512-66600016")
	if a, _ := open(t, app, nil, ""); len(a.Emergency) != 8 || a.Emergency[4].Tel != "0512-66600016" {
		t.Errorf("with a gas company: %v", a.Emergency)
	}
}

// TestHomeSaysWhetherAnybodyIsOnDuty: an office without a roster promises nobody.
func TestHomeSaysWhetherAnybodyIsOnDuty(t *testing.T) {
	app := apptest.New(t)
	if a, _ := open(t, app, nil, ""); a.Duty != "现在无人值守，请立即拨打 110/119/120" {
		t.Errorf("without a roster: %q", a.Duty)
	}
	app.Create("watches", "name", "王敏", "phone", "0512-62800002", "days", []string{"workday"}, "from_time", "08:30", "to_time", "17:30", "active", true)
	a, body := open(t, app, nil, "")
	if !strings.Contains(a.Duty, "不是救援") || strings.Contains(a.Duty, "无人") || strings.Contains(body, "王敏") || strings.Contains(body, "62800002") {
		t.Errorf("on a working morning: %q", a.Duty)
	}
	app.Clock.Add(10 * time.Hour)
	if a, _ := open(t, app, nil, ""); a.Duty != "现在无人值守，请立即拨打 110/119/120" {
		t.Errorf("in the evening: %q", a.Duty)
	}
}

func TestHomeOfAPoster(t *testing.T) {
	app := apptest.New(t)
	town := app.Town()
	poster := func(code, state string) {
		app.Create("posters", "code", code, "scope", "unit", "estate", town.Estate.Id, "building", town.Building.Id,
			"unit", town.Unit.Id, "place_label", "湖畔花园一期 5幢 2单元", "state", state)
	}
	poster("K7M3QD", "active")
	poster("K7M3QE", "revoked")
	for _, c := range []struct{ query, state, label string }{
		{"?poster=K7M3QD", "active", "湖畔花园一期 5幢 2单元"},
		{"?poster=k7m3%20qd", "active", "湖畔花园一期 5幢 2单元"},
		{"?poster=K7M3QE", "revoked", ""},
		{"?poster=XXXXXX", "unknown", ""},
		{"", "", ""},
	} {
		a, _ := open(t, app, nil, c.query)
		if a.PosterState != c.state {
			t.Errorf("%q: state %q, want %q", c.query, a.PosterState, c.state)
		}
		switch {
		case c.label == "" && a.Place != nil:
			t.Errorf("%q: place %+v, want none", c.query, a.Place)
		case c.label != "" && (a.Place == nil || a.Place.Label != c.label || a.Place.Building != town.Building.Id || a.Place.PropertyName != "安居物业" || a.Place.Poster != "K7M3QD"):
			t.Errorf("%q: place %+v", c.query, a.Place)
		}
	}
}

func TestHomeOfAResident(t *testing.T) {
	app := apptest.New(t)
	town := app.Town()
	li, wang := app.Resident(town, "李秀英", "13900000001"), app.Resident(town, "王建国", "13900000002")
	a, body := open(t, app, li, "")
	if a.Me == nil || a.Me.Name != "李秀英" || a.Me.PhoneMasked != "139****0001" || a.Me.PlaceLabel != "湖畔花园一期 5幢 2单元" || a.Me.Verified || a.Latest != nil {
		t.Errorf("new resident: %s", body)
	}
	if strings.Contains(body, "13900000001") {
		t.Error("the telephone number travels in full")
	}

	r := app.Ask(town, li, "单元门口的灯坏了三天")
	a, _ = open(t, app, li, "")
	if a.Latest == nil || a.Latest.ID != r.Id || a.Latest.StatusLabel != "已收到" || a.Latest.Step != 1 || a.Latest.DueAt == "" {
		t.Errorf("latest %+v", a.Latest)
	}
	app.Do(town.Clerk, r, "accept")
	app.Do(town.Clerk, r, "dispatch", "org", town.Property.Id)
	if a, _ = open(t, app, li, ""); a.Latest.StatusLabel != "已交给安居物业" {
		t.Errorf("after dispatch: %s", a.Latest.StatusLabel)
	}
	app.Do(town.Contact, r, "sign")
	app.Do(town.Contact, r, "reply", "text", "灯已换好", "solved", "yes")
	if a, _ = open(t, app, li, ""); len(a.Answers) != 0 {
		t.Error("an answer in review is shown")
	}
	app.Do(town.Clerk, r, "approve")
	if a, _ = open(t, app, li, ""); len(a.Answers) != 1 || a.Answers[0].ID != r.Id || a.Answers[0].RepliedAt == "" {
		t.Errorf("answers %+v", a.Answers)
	}
	if a, _ = open(t, app, wang, ""); len(a.Answers) != 0 || a.Latest != nil {
		t.Errorf("a neighbour sees %+v", a)
	}
	app.Do(town.Clerk, r, "tell", "how", "phone")
	if a, _ = open(t, app, li, ""); len(a.Answers) != 1 {
		t.Error("told, but not rated: still waits for her word")
	}
	app.Do(li, r, "rate", "solved", "yes", "stars", 5)
	if a, _ = open(t, app, li, ""); len(a.Answers) != 0 || a.Latest.Step != 5 {
		t.Errorf("after rating: %+v", a)
	}
}

func TestMonth(t *testing.T) {
	app := apptest.New(t)
	town := app.Town()
	li := app.Resident(town, "李秀英", "13900000001")
	app.Clock.Set(time.Date(2026, 10, 31, 23, 59, 0, 0, apptest.Monday.Location()))
	app.Ask(town, li, "十月的事")
	app.Clock.Set(apptest.Monday)
	app.Ask(town, li, "楼道灯不亮")
	gone := app.Ask(town, li, "水管滴水")
	app.Do(li, gone, "withdraw")
	declined := app.Ask(town, li, "门禁坏了")
	app.Do(town.Clerk, declined, "decline", "reason", "不属社区", "where", "物业公司")
	if a, _ := open(t, app, nil, ""); a.Month.Received != 2 || a.Month.Replied != 1 || a.Month.Open != 1 {
		t.Errorf("month %+v", a.Month)
	}
	app.Ask(town, li, "又一件")
	if a, _ := open(t, app, nil, ""); a.Month.Received != 2 {
		t.Error("the month is counted at every visit")
	}
	app.Clock.Add(time.Minute)
	if a, _ := open(t, app, nil, ""); a.Month.Received != 3 {
		t.Errorf("a minute later: %+v", a.Month)
	}
}
