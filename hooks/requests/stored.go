package requests

import (
	"database/sql"
	"encoding/json"
	"errors"
	"time"

	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/types"

	"hongguan/hooks/catalogue"
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

// isNone reports that a query for one row found none.
func isNone(err error) bool { return errors.Is(err, sql.ErrNoRows) }

func numberIn(data, key string) int {
	n, _ := valueIn(data, key).(float64)
	return int(n)
}

func wordIn(data, key string) string {
	w, _ := valueIn(data, key).(string)
	return w
}

func valueIn(data, key string) any {
	var m map[string]any
	if json.Unmarshal([]byte(data), &m) != nil {
		return nil
	}
	return m[key]
}

func toAny(list []string) []any {
	out := make([]any, len(list))
	for i, s := range list {
		out[i] = s
	}
	return out
}

func matterName(app core.App, id string) string {
	if m := catalogue.Matter(app, id); m != nil {
		return m.GetString("name")
	}
	return ""
}
