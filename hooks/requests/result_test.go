package requests_test

import (
	"strings"
	"testing"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/apptest"
)

// TestResult: the office copies what was done with a request for another
// platform; nobody else does, and nobody is named in it.
func TestResult(t *testing.T) {
	app := apptest.New(t)
	town := app.Town()
	li := app.Resident(town, "李秀英", "13900000001")
	req := app.Ask(town, li, "楼道灯不亮，我是李秀英，电话13900000001")
	path := "/api/requests/" + req.Id + "/result"
	app.Chinese("no answer yet", app.Call(town.Clerk, "GET", path, nil), 400)
	app.Do(town.Clerk, req, "accept")
	app.Do(town.Clerk, req, "dispatch", "org", town.Property.Id)
	app.Do(town.Contact, req, "sign")
	app.Clock.Add(time.Hour)
	app.Do(town.Contact, req, "reply", "text", "李秀英家门口的灯换好了，302室也看过，有事打13900000001", "solved", "yes")
	if fresh, err := app.FindRecordById("requests", req.Id); err == nil && fresh.GetString("status") == "in_review" {
		app.Do(town.Clerk, req, "approve")
	}
	for _, who := range []*core.Record{nil, li, town.Contact} {
		app.Chinese("result", app.Call(who, "GET", path, nil), 403)
	}
	got := app.Call(town.Clerk, "GET", path, nil).Text("text")
	for _, want := range []string{"【湖畔社区】办理结果\n", "社区编号：HP-20261123-0001\n", "办理情况：李**家门口的灯换好了", "告知居民：还没有告知\n", "状态：已答复，未办结\n"} {
		if !strings.Contains(got, want) {
			t.Errorf("no %q in:\n%s", want, got)
		}
	}
	app.Do(town.Clerk, req, "tell", "how", "phone")
	app.Do(li, req, "rate", "stars", 5, "solved", "yes")
	got = app.Call(town.Superuser, "GET", path, nil).Text("text")
	for _, want := range []string{"11月23日 10:00 电话", "居民反馈：", "状态：已办结\n"} {
		if !strings.Contains(got, want) {
			t.Errorf("no %q in:\n%s", want, got)
		}
	}
	for _, secret := range []string{"李秀英", "13900000001", "302"} {
		if strings.Contains(got, secret) {
			t.Errorf("%s leaves the house:\n%s", secret, got)
		}
	}
}
