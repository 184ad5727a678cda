package jobs_test

import (
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/jobs"
)

func TestRoutes(t *testing.T) {
	app, weekly, reminder := fresh(t), &diary{}, &diary{}
	jobs.Add(app, weekly.weekly())
	jobs.Add(app, reminder.reminder())
	tick(t, app)
	clerk, steward := app.Staff("clerk", "王敏", ""), app.Staff("steward", "王敏", "")
	for _, tc := range []struct {
		name, method, path string
		who                *core.Record
		status             int
		want               string
	}{
		{"guest", "GET", "/api/jobs", nil, 403, "社区书记和红管负责人"},
		{"clerk", "POST", "/api/jobs/remind/run", clerk, 403, "社区书记和红管负责人"},
		{"list", "GET", "/api/jobs", steward, 200, `"label":"民意诉求周报","next":"2026-11-27T16:30:00+08:00"`},
		{"run", "POST", "/api/jobs/remind/run", steward, 200, `"slot":"手动 2026-11-23 09:00:00","state":"done","state_label":"已完成"`},
		{"not due", "POST", "/api/jobs/weekly/run", steward, 400, "下一次是 11月27日 16:30"},
		{"unknown", "POST", "/api/jobs/x/run", steward, 404, "没有这个定时任务"},
	} {
		req := httptest.NewRequest(tc.method, tc.path, nil)
		if tc.who != nil {
			req.Header.Set("Authorization", app.Token(tc.who))
		}
		res := httptest.NewRecorder()
		app.Handler().ServeHTTP(res, req)
		if res.Code != tc.status || !strings.Contains(res.Body.String(), tc.want) {
			t.Errorf("%s: %d %s", tc.name, res.Code, res.Body)
		}
	}
}
