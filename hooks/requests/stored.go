package requests

import (
	"encoding/json"
	"time"

	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/types"
)

// stampTime is a time as the tables store it.
func stampTime(t time.Time) string { return t.UTC().Format(types.DefaultDateLayout) }

// parseTime reads a stored time; zero when it is empty.
func parseTime(s string) time.Time {
	d, err := types.ParseDateTime(s)
	if err != nil {
		return time.Time{}
	}
	return d.Time()
}

func numberIn(data, key string) int {
	var m map[string]any
	if json.Unmarshal([]byte(data), &m) != nil {
		return 0
	}
	n, _ := m[key].(float64)
	return int(n)
}

func toAny(list []string) []any {
	out := make([]any, len(list))
	for i, s := range list {
		out[i] = s
	}
	return out
}

func matterName(app core.App, id string) string {
	if id == "" {
		return ""
	}
	r, err := app.FindRecordById("matters", id)
	if err != nil {
		return ""
	}
	return r.GetString("name")
}
