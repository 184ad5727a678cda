package people_test

import (
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/security"

	"hongguan/hooks/apptest"
)

const login = "/api/residents/login"

// join registers over HTTP, with a password.
func join(app *apptest.App, name, phone, password string) *core.Record {
	got := app.Call(nil, "POST", register, form("name", name, "phone", phone, "password", password))
	r, err := app.FindRecordById("residents", fmt.Sprint(got.Body["record"].(map[string]any)["id"]))
	if err != nil {
		panic(got.Raw)
	}
	return r
}

func who(got apptest.Answer) string {
	r, _ := got.Body["record"].(map[string]any)
	return fmt.Sprint(r["id"])
}

func TestLogin(t *testing.T) {
	app := apptest.New(t)
	li := join(app, "李秀英", "13900000001", "666666")
	wang := app.Resident(nil, "王芳", "13900000002")
	enter := func(body map[string]any) apptest.Answer { return app.Call(nil, "POST", login, body) }

	if got := enter(map[string]any{"phone": "139 0000 0001", "password": "666666"}); got.Code != 200 || who(got) != li.Id {
		t.Errorf("right password: HTTP %d %s", got.Code, got.Raw)
	}
	t.Run("OneAnswerForAllWrong", func(t *testing.T) {
		first := ""
		for name, body := range map[string]map[string]any{
			"WrongPassword": {"phone": "13900000001", "password": "666667"},
			"Unknown":       {"phone": "13999999999", "password": "666666"},
			"NoPassword":    {"phone": wang.GetString("phone"), "password": "666666"},
			"WrongCode":     {"phone": "13900000001", "code": "123456"},
			"UnknownCode":   {"phone": "13999999998", "code": "123456"},
			"OtherChosen":   {"phone": "13900000001", "password": "666666", "resident": wang.Id},
			"InjectedCode":  {"phone": "13900000001", "code": "' || 1=1 || '"},
		} {
			got := enter(body)
			app.Chinese(name, got, 400)
			if first == "" {
				first = got.Raw
			}
			if got.Raw != first {
				t.Errorf("%s answers %s, others %s", name, got.Raw, first)
			}
		}
	})
	app.Chinese("no secret", enter(map[string]any{"phone": "13900000001"}), 400)
	app.Chinese("no number", enter(map[string]any{"phone": "abc", "password": "666666"}), 400)
	t.Run("Inactive", func(t *testing.T) {
		li.Set("active", false)
		apptest.Must(t, app.Save(li))
		app.Chinese("inactive", enter(map[string]any{"phone": "13900000001", "password": "666666"}), 400)
		if got := app.Call(li, "GET", "/api/collections/residents/records/"+li.Id, nil); got.Code == 200 {
			t.Error("the old session still opens the registration")
		}
	})
	for _, path := range []string{"auth-with-password", "request-otp", "request-password-reset", "auth-with-oauth2"} {
		got := app.Call(nil, "POST", "/api/collections/residents/"+path, map[string]any{"identity": "13900000001", "password": "666666", "email": "x@example.com"})
		if got.Code < 400 && path != "request-password-reset" {
			t.Errorf("PocketBase's own %s is open: %s", path, got.Raw)
		}
	}
}

func TestLoginLock(t *testing.T) {
	app := apptest.New(t)
	li := join(app, "李秀英", "13900000001", "666666")
	right, wrong := map[string]any{"phone": "13900000001", "password": "666666"}, map[string]any{"phone": "13900000001", "password": "777777"}
	try := func(body map[string]any) int { return app.Call(nil, "POST", login, body).Code }
	for i := range 4 {
		if c := try(wrong); c != 400 {
			t.Fatalf("wrong password %d: HTTP %d", i, c)
		}
	}
	if c := try(right); c != 200 {
		t.Fatalf("right after four wrong: HTTP %d", c)
	}
	for range 5 {
		try(wrong)
	}
	app.Chinese("locked", app.Call(nil, "POST", login, right), 429)
	app.Clock.Add(14*time.Minute + 59*time.Second)
	if c := try(right); c != 429 {
		t.Errorf("after 14:59: HTTP %d", c)
	}
	app.Clock.Add(time.Second)
	if got := app.Call(nil, "POST", login, right); got.Code != 200 || who(got) != li.Id {
		t.Errorf("after 15 minutes: HTTP %d", got.Code)
	}
	// A hundred at once are no more than five.
	var wg sync.WaitGroup
	var mu sync.Mutex
	answers := map[int]int{}
	for i := range 30 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			c := try(map[string]any{"phone": "13900000001", "code": fmt.Sprintf("%06d", i)})
			mu.Lock()
			answers[c]++
			mu.Unlock()
		}()
	}
	wg.Wait()
	if answers[400] > 5 {
		t.Errorf("%d guesses passed the lock", answers[400])
	}
}

func TestLoginCode(t *testing.T) {
	app := apptest.New(t)
	town := app.Town()
	li, wang := app.Resident(town, "李秀英", "13900000001"), app.Resident(town, "王芳", "13900000001")
	give := func(r *core.Record) string {
		got := app.Call(town.Clerk, "POST", "/api/residents/"+r.Id+"/code", map[string]any{"how": "回拨登记电话"})
		if got.Code != 200 || len(got.Text("code")) != 6 {
			t.Fatalf("HTTP %d %s", got.Code, got.Raw)
		}
		return got.Text("code")
	}
	enter := func(code string) apptest.Answer {
		return app.Call(nil, "POST", login, map[string]any{"phone": "13900000001", "code": code})
	}
	code := give(wang)
	if got := enter(" " + code + " "); got.Code != 200 || who(got) != wang.Id {
		t.Fatalf("the code opens %s, want %s", got.Raw, wang.Id)
	}
	app.Chinese("twice", enter(code), 400)
	old := give(li)
	code = give(li)
	if old != code {
		app.Chinese("an older code", enter(old), 400)
	}
	app.Clock.Add(10*time.Minute + time.Second)
	app.Chinese("after ten minutes", enter(code), 400)
	code = give(li)
	app.Clock.Add(9 * time.Minute)
	if got := enter(code); got.Code != 200 || who(got) != li.Id {
		t.Errorf("after nine minutes: %s", got.Raw)
	}
	for action, want := range map[string]int64{"发放登录码": 4, "用登录码登录": 2} {
		if n, _ := app.CountRecords("audit_entries", dbx.HashExp{"action": action}); n != want {
			t.Errorf("%d audit entries of %s, want %d", n, action, want)
		}
	}
	rows := []dbx.NullStringMap{}
	apptest.Must(t, app.DB().Select("*").From("login_codes").All(&rows))
	for _, r := range rows {
		for k, v := range r {
			if v.String == code {
				t.Errorf("login_codes.%s holds the code itself", k)
			}
		}
	}
}

// TestLoginFamily has two people behind one number and one password.
func TestLoginFamily(t *testing.T) {
	app := apptest.New(t)
	town := app.Town()
	li, wang := join(app, "李秀英", "13900000001", "666666"), join(app, "王建国", "13900000001", "666666")
	join(app, "赵小宝", "13900000001", "888888")
	got := app.Call(nil, "POST", login, map[string]any{"phone": "13900000001", "password": "666666"})
	if got.Code != 409 || !strings.Contains(got.Raw, "李*英") || !strings.Contains(got.Raw, "王*国") || strings.Contains(got.Raw, "赵") ||
		strings.Contains(got.Raw, "秀英") || strings.Contains(got.Raw, "token") {
		t.Fatalf("HTTP %d %s", got.Code, got.Raw)
	}
	app.Chinese("choice", got, 409)
	got = app.Call(nil, "POST", login, map[string]any{"phone": "13900000001", "password": "666666", "resident": wang.Id})
	if got.Code != 200 || who(got) != wang.Id {
		t.Errorf("chosen: HTTP %d %s", got.Code, got.Raw)
	}
	// Once staff find that two are the same person there is nothing to choose.
	app.Call(town.Clerk, "POST", "/api/residents/"+wang.Id+"/link", map[string]any{"to": li.Id})
	if got = app.Call(nil, "POST", login, map[string]any{"phone": "13900000001", "password": "666666"}); got.Code != 200 || who(got) != li.Id {
		t.Errorf("linked: HTTP %d %s", got.Code, got.Raw)
	}
}

func TestPassword(t *testing.T) {
	app := apptest.New(t)
	town := app.Town()
	li := app.Resident(town, "李秀英", "13900000001")
	const path = "/api/residents/password"
	for _, r := range []*core.Record{nil, town.Contact, town.Grid, town.Clerk, town.Steward, town.Superuser} {
		app.Chinese("not a resident", app.Call(r, "POST", path, map[string]any{"password": "666666"}), 401)
	}
	app.Chinese("short", app.Call(li, "POST", path, map[string]any{"password": "12345"}), 400)
	app.Chinese("long", app.Call(li, "POST", path, map[string]any{"password": strings.Repeat("1", 71)}), 400)
	old := app.Token(li)
	got := app.Call(li, "POST", path, map[string]any{"password": "666666"})
	if got.Code != 200 || got.Text("token") == "" || got.Text("token") == old {
		t.Fatalf("HTTP %d %s", got.Code, got.Raw)
	}
	if rec := app.Call(li, "GET", "/api/collections/requests/records", nil); rec.Code == 200 && strings.Contains(rec.Raw, `"items":[{`) {
		t.Error("the old session still lives")
	}
	if got = app.Call(nil, "POST", login, map[string]any{"phone": "13900000001", "password": "666666"}); got.Code != 200 {
		t.Errorf("log-in with the new password: %s", got.Raw)
	}
}

// TestSeason: a telephone stays logged in for ninety days after each visit.
func TestSeason(t *testing.T) {
	app := apptest.New(t)
	li := join(app, "李秀英", "13900000001", "")
	for _, got := range []apptest.Answer{
		app.Call(nil, "POST", register, form("phone", "13900000002")),
		app.Call(li, "POST", "/api/collections/residents/auth-refresh", nil),
	} {
		claims, err := security.ParseUnverifiedJWT(got.Text("token"))
		apptest.Must(t, err)
		exp, _ := claims["exp"].(float64)
		if left := time.Until(time.Unix(int64(exp), 0)); left < 89*24*time.Hour || left > 91*24*time.Hour {
			t.Errorf("the token lives for %v", left)
		}
	}
}
