package volunteers_test

import (
	"testing"
	"time"

	"hongguan/hooks/apptest"
)

// TestMinor: a child serves with the word of a guardian, and never at a risk.
func TestMinor(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	town := app.Town()
	child := known(t, app, town, "王小明", "13900000031")
	refused(t, app, child, "/api/volunteers", map[string]any{"kind": "volunteer", "times": []string{"weekend"}, "minor": true}, "监护人姓名")
	id := applies(t, app, child, "minor", true, "guardian_name", "王大明", "guardian_phone", "13900000032")
	refused(t, app, town.Clerk, "/api/volunteers/"+id+"/decide", map[string]any{"decision": "approve"}, "问过监护人")
	must(t, app, town.Clerk, "/api/volunteers/"+id+"/decide", map[string]any{"decision": "approve", "guardian_agreed": true})
	must(t, app, child, "/api/orders/"+order(t, app, town.Clerk)+"/claim", nil)
	refused(t, app, child, "/api/orders/"+order(t, app, town.Clerk, "risky", true, "title", "换高处的灯", "starts_at", clock(14, 0).Format(time.RFC3339), "ends_at", clock(15, 0).Format(time.RFC3339))+"/claim", nil, "只给成年人")
}
