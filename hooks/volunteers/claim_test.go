package volunteers_test

import (
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/apptest"
)

// TestWaitingList: the order is full, the next ones wait by turn; who withdraws
// makes room for the first of them.
func TestWaitingList(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	town := app.Town()
	o := order(t, app, town.Clerk)
	var people []*core.Record
	for i, name := range []string{"张一明", "王二强", "李三妹", "赵四海"} {
		r := known(t, app, town, name, fmt.Sprintf("1390000002%d", i))
		joins(t, app, town, r)
		people = append(people, r)
		app.Clock.Add(time.Second)
		state := must(t, app, r, "/api/orders/"+o+"/claim", nil).Text("state")
		if want := []string{"claimed", "claimed", "waiting", "waiting"}[i]; state != want {
			t.Errorf("%s is %s, want %s", name, state, want)
		}
	}
	if got := app.Call(people[3], "GET", "/api/volunteers/mine", nil); !strings.Contains(got.Raw, `"turn":2`) {
		t.Errorf("the last does not read her turn: %s", got.Raw)
	}
	must(t, app, people[0], "/api/orders/"+o+"/withdraw", nil)
	state := func(i int) string {
		c, err := app.FindFirstRecordByFilter("claims", "resident = '"+people[i].Id+"'")
		apptest.Must(t, err)
		return c.GetString("state")
	}
	if state(2) != "claimed" || state(3) != "waiting" {
		t.Errorf("after one withdrew: %s and %s", state(2), state(3))
	}
	// One who left gives her place back too, and who comes again waits at the end.
	must(t, app, people[1], "/api/volunteers/leave", nil)
	if state(3) != "claimed" {
		t.Errorf("after another left: %s", state(3))
	}
	if got := must(t, app, people[0], "/api/orders/"+o+"/claim", nil).Text("state"); got != "waiting" {
		t.Errorf("who comes again is %s", got)
	}
}

// TestLastPlace: many claim the last place at once; one gets it.
func TestLastPlace(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	town := app.Town()
	var people []*core.Record
	for i := range 12 {
		r := known(t, app, town, "志愿者"+string([]rune("甲乙丙丁戊己庚辛壬癸子丑")[i]), fmt.Sprintf("139000001%02d", i))
		joins(t, app, town, r)
		people = append(people, r)
	}
	for round := range 5 {
		o := order(t, app, town.Clerk, "capacity", 1, "starts_at", clock(9, 0).AddDate(0, 0, round).Format(time.RFC3339), "ends_at", clock(10, 0).AddDate(0, 0, round).Format(time.RFC3339))
		var wg sync.WaitGroup
		got := make([]string, len(people))
		for i, p := range people {
			wg.Add(1)
			go func() {
				defer wg.Done()
				got[i] = app.Call(p, "POST", "/api/orders/"+o+"/claim", nil).Text("state")
			}()
		}
		wg.Wait()
		winners := 0
		for i, s := range got {
			switch s {
			case "claimed":
				winners++
			case "waiting":
			default:
				t.Errorf("round %d: %d got %q", round, i, s)
			}
		}
		if winners != 1 {
			t.Errorf("round %d: %d winners of one place", round, winners)
		}
	}
}

// TestWhoMayClaim: what stands between somebody and an order, each in words.
func TestWhoMayClaim(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	town := app.Town()
	li := known(t, app, town, "李秀英", "13900000001")
	li.Set("room", "301")
	apptest.Must(t, app.Save(li))
	req := app.Ask(town, li, "家里旧柜子想搬下楼，搬不动，请人帮忙")
	app.Do(town.Clerk, req, "accept")
	o := order(t, app, town.Clerk, "request", req.Id)
	claim := "/api/orders/" + o + "/claim"
	app.Chinese("guest", app.Call(nil, "POST", claim, nil), 401)
	app.Chinese("staff", app.Call(town.Clerk, "POST", claim, nil), 401)

	stranger := app.Resident(town, "赵国强", "13900000002")
	refused(t, app, stranger, claim, nil, "先报名做志愿者")
	id := applies(t, app, stranger)
	refused(t, app, stranger, claim, nil, "社区还没有看")
	refused(t, app, town.Clerk, "/api/volunteers/"+id+"/decide", map[string]any{"decision": "approve"}, "还没有核对实名")

	joins(t, app, town, li)
	refused(t, app, li, claim, nil, "您自己反映的事")
	son := known(t, app, town, "李明", "13900000003")
	son.Set("room", "301")
	apptest.Must(t, app.Save(son))
	joins(t, app, town, son)
	refused(t, app, son, claim, nil, "您家里的事")

	// The office's own people serve outside the hours they are paid for.
	town.Clerk.Set("phone", "13900000004")
	apptest.Must(t, app.Save(town.Clerk))
	clerk := known(t, app, town, "周婷", "13900000004")
	v := applies(t, app, clerk)
	refused(t, app, town.Clerk, "/api/volunteers/"+v+"/decide", map[string]any{"decision": "approve"}, "不能审核自己")
	must(t, app, town.Steward, "/api/volunteers/"+v+"/decide", map[string]any{"decision": "approve"})
	tuesday := clock(9, 0).AddDate(0, 0, 3)
	paid := order(t, app, town.Clerk, "starts_at", tuesday.Format(time.RFC3339), "ends_at", tuesday.Add(time.Hour).Format(time.RFC3339))
	refused(t, app, clerk, "/api/orders/"+paid+"/claim", nil, "上班时间")
	must(t, app, clerk, claim, nil)
	other := order(t, app, town.Clerk, "title", "清理楼道")
	refused(t, app, clerk, "/api/orders/"+other+"/claim", nil, "不能同时在两处")

	risky := order(t, app, town.Clerk, "title", "换楼道高处的灯泡", "risky", true, "starts_at", clock(14, 0).Format(time.RFC3339), "ends_at", clock(15, 0).Format(time.RFC3339))
	zhang := known(t, app, town, "张志明", "13900000011")
	z := joins(t, app, town, zhang)
	refused(t, app, zhang, "/api/orders/"+risky+"/claim", nil, "志愿者保险")
	refused(t, app, town.Superuser, "/api/volunteers/"+z+"/decide", map[string]any{"decision": "approve"}, "已经同意过了")
	vol, _ := app.FindRecordById("volunteers", z)
	vol.Set("insured_until", saturday.Format(time.DateOnly)) // the office may write this one by hand
	apptest.Must(t, app.Save(vol))
	must(t, app, zhang, "/api/orders/"+risky+"/claim", nil)

	must(t, app, town.Clerk, "/api/volunteers/"+z+"/decide", map[string]any{"decision": "pause", "reason": "本人出差一个月"})
	refused(t, app, zhang, "/api/orders/"+other+"/claim", nil, "您现在是“暂停”")
	app.Clock.Set(clock(12, 0))
	refused(t, app, son, "/api/orders/"+other+"/claim", nil, "时间已经过了")
}
