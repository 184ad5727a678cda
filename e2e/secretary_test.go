package e2e

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"testing"
)

// caller speaks to the program's interface with somebody's log-in.
type caller struct {
	t     *testing.T
	token string
}

// secretary logs in as the superuser of the demo.
func secretary(t *testing.T) *caller {
	t.Helper()
	c := &caller{t: t}
	answer := c.must("POST", "/api/collections/_superusers/auth-with-password",
		map[string]any{"identity": office.guide.Superuser.Email, "password": office.guide.Superuser.Password})
	c.token, _ = answer["token"].(string)
	return c
}

// call sends one request and returns the status and what came back.
func (c *caller) call(method, path string, body any) (int, map[string]any) {
	c.t.Helper()
	b, err := json.Marshal(body)
	if err != nil {
		c.t.Fatal(err)
	}
	r, err := http.NewRequest(method, office.url+path, bytes.NewReader(b))
	if err != nil {
		c.t.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("Authorization", c.token)
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		c.t.Fatal(err)
	}
	defer answer.Body.Close()
	raw, err := io.ReadAll(answer.Body)
	if err != nil {
		c.t.Fatal(err)
	}
	var out map[string]any
	if len(raw) > 0 && json.Unmarshal(raw, &out) != nil {
		out = map[string]any{"message": string(raw)}
	}
	return answer.StatusCode, out
}

// must is a call that succeeds.
func (c *caller) must(method, path string, body any) map[string]any {
	c.t.Helper()
	status, answer := c.call(method, path, body)
	if status >= 300 {
		c.t.Fatalf("%s %s: %d %v", method, path, status, answer)
	}
	return answer
}

// first is the first record of a list.
func (c *caller) first(path string) map[string]any {
	c.t.Helper()
	items, _ := c.must("GET", path, nil)["items"].([]any)
	if len(items) == 0 {
		c.t.Fatalf("nothing at %s", path)
	}
	return items[0].(map[string]any)
}
