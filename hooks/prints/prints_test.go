package prints_test

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/access"
	"hongguan/hooks/apptest"
	"hongguan/hooks/prints"
)

func TestPrint(t *testing.T) {
	app := apptest.New(t)
	prints.Add(app, "slip", prints.Sheet{Label: "条子", Render: func(e *core.RequestEvent, id string) (string, error) {
		if id == "secret" {
			return "", access.Answer(http.StatusForbidden, "这张只有社区能打印")
		}
		return "<p>" + id + "</p>", nil
	}})
	for _, c := range []struct {
		path   string
		status int
		body   string
	}{
		{"/api/print/slip/A1,B2?variant=ink", 200, "<p>A1,B2</p>"},
		{"/api/print/slip/secret", 403, "这张只有社区能打印"},
		{"/api/print/nothing/A1", 404, "没有这种可以打印的表单"},
	} {
		w := httptest.NewRecorder()
		app.Handler().ServeHTTP(w, httptest.NewRequest("GET", c.path, nil))
		if w.Code != c.status || !strings.Contains(w.Body.String(), c.body) {
			t.Errorf("%s: %d %s", c.path, w.Code, w.Body)
		}
		if c.status == 200 && (w.Header().Get("Cache-Control") != "no-store" || !strings.HasPrefix(w.Header().Get("Content-Type"), "text/html")) {
			t.Errorf("%s: %v", c.path, w.Header())
		}
	}
}
