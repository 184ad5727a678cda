package outbox_test

import (
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strconv"
	"testing"
	"time"

	"hongguan/hooks/apptest"
	"hongguan/hooks/outbox"
)

// TestSignedRobots checks each signature as the robot would. The figures of the
// fixed vector were computed with openssl by the makers' descriptions.
func TestSignedRobots(t *testing.T) {
	const secret = "SEC000000"
	for _, tc := range []struct {
		name, path string
		check      func(query url.Values, body map[string]any) (stamp, sign string)
		unit       time.Duration
		text       func(stamp string) (key, text string)
	}{
		{"dingtalk", "/robot/send?access_token=x", func(q url.Values, _ map[string]any) (string, string) {
			if q.Get("access_token") != "x" {
				t.Error("the token is lost")
			}
			return q.Get("timestamp"), q.Get("sign")
		}, time.Millisecond, func(stamp string) (string, string) { return secret, stamp + "\n" + secret }},
		{"feishu", "/open-apis/bot/v2/hook/x", func(_ url.Values, b map[string]any) (string, string) {
			stamp, _ := b["timestamp"].(string)
			sign, _ := b["sign"].(string)
			return stamp, sign
		}, time.Second, func(stamp string) (string, string) { return stamp + "\n" + secret, "" }},
		{"wecom", "/cgi-bin/webhook/send?key=x", func(q url.Values, b map[string]any) (string, string) {
			if b["sign"] != nil || q.Get("sign") != "" {
				t.Error("企业微信 knows no signature")
			}
			return "", ""
		}, 0, nil},
	} {
		t.Run(tc.name, func(t *testing.T) {
			app := apptest.New(t)
			robot := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				raw, _ := io.ReadAll(r.Body)
				var body map[string]any
				if err := json.Unmarshal(raw, &body); err != nil {
					t.Error(err)
				}
				stamp, sign := tc.check(r.URL.Query(), body)
				if tc.text != nil {
					n, _ := strconv.ParseInt(stamp, 10, 64)
					if at := time.Unix(0, n*int64(tc.unit)); time.Since(at).Abs() > time.Minute {
						t.Errorf("signed at %v", at)
					}
					if key, text := tc.text(stamp); sign != outbox.Digest(key, text) {
						t.Errorf("sign %s", sign)
					}
				}
				io.WriteString(w, `{"errcode":0,"code":0}`)
			}))
			defer robot.Close()
			trial, err := outbox.TryRobot(t.Context(), app, robot.URL+tc.path, secret)
			apptest.Must(t, err)
			if !trial.OK {
				t.Errorf("%+v", trial)
			}
		})
	}
	if got, want := outbox.Digest(secret, "1577262236757\n"+secret), "NAKSVNx6zFNf/SVDhrzbEUdwgT4JYV3W1TXvKwZfk6Y="; got != want {
		t.Errorf("digest %s, want %s", got, want)
	}
}
