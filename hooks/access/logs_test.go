package access

import (
	"testing"

	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/types"
)

func TestCleanLog(t *testing.T) {
	for _, c := range []struct{ url, want string }{
		{"/api/reply/abcDEF123_-secret", "/api/reply/…"},
		{"/api/reply/abc/files/x.jpg", "/api/reply/…"},
		{"/api/track/HP-20261123-0001?code=ABCD2345", "/api/track/…"},
		{"/api/letters/ABCD2345", "/api/letters/…"},
		{"/api/letters", "/api/letters/…"},
		{"/api/upper/ABCDEFGH23456789", "/api/upper/…"},
		{"/api/sealed/abcdefghijklmno/duty", "/api/sealed/…"},
		{"/api/collections/requests/records?filter=(text~'李秀英')", "/api/collections/requests/records"},
		{"/s/ABC234", "/s/ABC234"},
	} {
		l := &core.Log{Message: "GET " + c.url, Data: types.JSONMap[any]{"url": c.url, "referer": "https://x", "userAgent": "WeChat", "userIP": "1.2.3.4"}}
		clean(l)
		if l.Data["url"] != c.want || l.Message != "GET "+c.want {
			t.Errorf("%s is logged as %v, %q", c.url, l.Data["url"], l.Message)
		}
		if len(l.Data) != 1 {
			t.Errorf("%s: the log still holds %v", c.url, l.Data)
		}
	}
}
