package overview_test

import (
	"strings"
	"testing"

	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/apptest"
)

func TestBrief(t *testing.T) {
	app := apptest.New(t)
	town := app.Town()
	for _, who := range []*core.Record{nil, town.Contact, town.Grid} {
		app.Chinese("brief", app.Call(who, "GET", "/api/stats/brief", nil), 403)
	}
	if got := app.Call(town.Clerk, "GET", "/api/stats/brief", nil); !strings.Contains(got.Text("text"), "本月没有收到民意诉求") || strings.Contains(got.Text("text"), "%") {
		t.Errorf("of nothing: %s", got.Raw)
	}
	scene(t, app, town)
	got := app.Call(town.Clerk, "GET", "/api/stats/brief?month=2026-11", nil)
	for _, want := range []string{
		"湖畔社区民意诉求办理情况（2026年11月，截至11月23日）",
		"一、收到情况。本月共收到民意诉求9件，其中", "紧急事项1件",
		"二、办理情况。本月收到的诉求已受理7件，不属社区职责、已告知去处0件，仍在办理5件",
		"市场服务类6件（占67%）、政务类2件", "按时答复率100%（4件中按时4件，正在重新办理的未计）",
		"三、居民评价。本月答复的5件中，已告知居民4件，居民评价2件，未评价3件", "未评价的不算满意",
		"满意率50%（2 人评价，参评率 40%）",
	} {
		if !strings.Contains(got.Text("text"), want) {
			t.Errorf("brief lacks %s:\n%s", want, got.Text("text"))
		}
	}
	if n := strings.Count(got.Text("text"), "\n　　"); n != 3 {
		t.Errorf("%d paragraphs", n)
	}
	for _, bad := range []string{"2026-13", "x", "2027-01"} {
		app.Chinese(bad, app.Call(town.Clerk, "GET", "/api/stats/brief?month="+bad, nil), 400)
	}
}
