package volunteers_test

import (
	"strings"
	"testing"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/apptest"
)

// TestSigning: what the code on the organiser's screen is good for, and what not.
func TestSigning(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	town := app.Town()
	zhang, wang := known(t, app, town, "张志明", "13900000011"), known(t, app, town, "王建国", "13900000012")
	joins(t, app, town, zhang)
	joins(t, app, town, wang)
	o, night := order(t, app, town.Clerk), order(t, app, town.Clerk, "title", "夜间巡逻", "starts_at", clock(23, 0).Format(time.RFC3339), "ends_at", clock(23, 0).Add(3*time.Hour).Format(time.RFC3339))
	sign := func(who *core.Record, order, way, code string) (*core.Record, string, map[string]any) {
		return who, "/api/orders/" + order + "/presence", map[string]any{"way": way, "code": code}
	}
	say := func(words string, who *core.Record, path string, body map[string]any) {
		t.Helper()
		refused(t, app, who, path, body, words)
	}
	app.Clock.Set(clock(8, 45))
	shown := code(t, app, town.Clerk, o)
	who, path, body := sign(zhang, o, "in", shown)
	say("没有接这一单", who, path, body)
	claim := must(t, app, zhang, "/api/orders/"+o+"/claim", nil).Text("id")
	who, path, body = sign(zhang, o, "in", code(t, app, town.Clerk, night))
	say("这个码已经换了", who, path, body)
	who, path, body = sign(zhang, o, "out", shown)
	say("还没有签到", who, path, body)

	// A photograph of the code, used by somebody at home a minute later.
	must(t, app, wang, "/api/orders/"+o+"/claim", nil)
	app.Clock.Add(61 * time.Second)
	who, path, body = sign(wang, o, "in", shown)
	say("这个码已经换了", who, path, body)
	// Passed on within the minute it works; the organiser counts heads and strikes him out.
	proxied := must(t, app, wang, "/api/orders/"+o+"/presence", map[string]any{"way": "in", "code": code(t, app, town.Clerk, o)}).Text("id")
	refused(t, app, town.Clerk, "/api/claims/"+proxied+"/absent", nil, "为什么不算")
	must(t, app, town.Clerk, "/api/claims/"+proxied+"/absent", map[string]any{"reason": "人不在现场"})
	app.Clock.Add(time.Hour)
	who, path, body = sign(wang, o, "out", code(t, app, town.Clerk, o))
	say("还没有签到", who, path, body)
	refused(t, app, town.Clerk, "/api/claims/"+proxied+"/confirm", map[string]any{"how": "desk"}, "没有到场")

	must(t, app, zhang, "/api/orders/"+o+"/presence", map[string]any{"way": "in", "code": code(t, app, town.Clerk, o)})
	refused(t, app, town.Clerk, "/api/orders/"+o+"/finish", nil, "还有 1 人没有签退")
	refused(t, app, town.Clerk, "/api/orders/"+o+"/cancel", map[string]any{"reason": "下雨"}, "已经有人签到")
	app.Clock.Set(clock(10, 45))
	must(t, app, town.Clerk, "/api/claims/"+claim+"/presence", map[string]any{"way": "out", "at": clock(10, 30).Format(time.RFC3339)}) // his battery is empty
	app.Clock.Set(clock(11, 0))

	// Midnight lies between two tries to sign in: it is one service of one day.
	must(t, app, zhang, "/api/orders/"+night+"/claim", nil)
	app.Clock.Set(clock(23, 58))
	must(t, app, zhang, "/api/orders/"+night+"/presence", map[string]any{"way": "in", "code": code(t, app, town.Clerk, night)})
	app.Clock.Set(clock(24, 3))
	again := must(t, app, zhang, "/api/orders/"+night+"/presence", map[string]any{"way": "in", "code": code(t, app, town.Clerk, night)})
	if at, _ := again.Body["in_at"].(string); !strings.Contains(at, "15:58") { // UTC
		t.Errorf("signed in again after midnight: %s", at)
	}
	app.Clock.Set(clock(25, 58))
	nightly := must(t, app, zhang, "/api/orders/"+night+"/presence", map[string]any{"way": "out", "code": code(t, app, town.Clerk, night)}).Text("id")
	must(t, app, town.Clerk, "/api/claims/"+nightly+"/confirm", map[string]any{"how": "desk"})
	if rows := records(t, app, zhang); len(rows) != 1 || rows[0].GetString("day") != saturday.Format(time.DateOnly) || rows[0].GetInt("minutes") != 120 {
		t.Errorf("the night's record: %v", rows)
	}

	// Guessing codes ends soon.
	for range 12 {
		app.Call(wang, "POST", "/api/orders/"+night+"/presence", map[string]any{"way": "in", "code": "AAAAAA"})
	}
	refused(t, app, wang, "/api/orders/"+night+"/presence", map[string]any{"way": "in", "code": "AAAAAA"}, "次数太多")
}
