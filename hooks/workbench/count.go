package workbench

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/search"
	"github.com/pocketbase/pocketbase/tools/types"

	"hongguan/rules/workday"
)

// Count is a counter with its number, as the pages get it.
type Count struct {
	Key        string `json:"key"`
	Label      string `json:"label"`
	Hint       string `json:"hint"`
	Count      int    `json:"count"`
	Tone       string `json:"tone"`
	Collection string `json:"collection"`
	Filter     string `json:"filter"`
	Sort       string `json:"sort"`
	Oldest     string `json:"oldest"` // stored time of the oldest; empty when there is none
}

// count counts one counter with the filter as it stands at a moment. It takes
// the way of PocketBase's own list, joins included: a number of our own making
// would sooner or later differ from the list.
func (c Counter) count(app core.App, now time.Time) (Count, error) {
	out := Count{Key: c.Key, Label: c.Label, Hint: c.Hint, Tone: c.Tone, Collection: c.Collection, Filter: at(c.Filter, now), Sort: c.Sort}
	collection, err := app.FindCachedCollectionByNameOrId(c.Collection)
	if err != nil {
		return out, fmt.Errorf("count %s: %w", c.Key, err)
	}
	resolver := core.NewRecordFieldResolver(app, collection, nil, true)
	where, err := search.FilterData(out.Filter).BuildExpr(resolver)
	if err != nil {
		return out, fmt.Errorf("filter of %s: %w", c.Key, err)
	}
	oldest := "COALESCE('', '')" // a bare '' would be taken for a column
	if c.Oldest != "" {
		oldest = "COALESCE(MIN([[" + c.Collection + "." + c.Oldest + "]]), '')"
	}
	query := app.RecordQuery(collection).AndWhere(where)
	if err := resolver.UpdateQuery(query); err != nil {
		return out, fmt.Errorf("joins of %s: %w", c.Key, err)
	}
	rows := "COUNT(*)"
	if len(query.Info().Join) > 0 { // a join may bring a row twice
		rows = "COUNT(DISTINCT [[" + c.Collection + "._rowid_]])"
	}
	query.Select(rows, oldest)
	if err := query.Row(&out.Count, &out.Oldest); err != nil {
		return out, fmt.Errorf("count %s: %w", c.Key, err)
	}
	return out, nil
}

var moment = regexp.MustCompile(`\{(now|tomorrow|[+-]\d+[hd])\}`)

// at writes times into a filter: {now}, {tomorrow} (the next midnight of the
// office), {-1h} and {-30d} for one hour and thirty days ago,
// {+14d} for fourteen days ahead. PocketBase's own
// @now is the machine's clock, and its @todayStart is midnight in London.
//
// The present is cut to the minute, so that the same list has the same address
// for a while.
func at(filter string, now time.Time) string {
	return moment.ReplaceAllStringFunc(filter, func(s string) string {
		t := now.Truncate(time.Minute)
		switch s = strings.Trim(s, "{}"); s {
		case "now":
		case "tomorrow":
			y, m, d := now.In(workday.Zone).Date()
			t = time.Date(y, m, d+1, 0, 0, 0, 0, workday.Zone)
		default:
			n, _ := strconv.Atoi(s[1 : len(s)-1]) // the pattern lets digits through only
			unit := time.Hour
			if strings.HasSuffix(s, "d") {
				unit = 24 * time.Hour
			}
			if s[0] == '-' {
				n = -n
			}
			t = t.Add(time.Duration(n) * unit)
		}
		return "'" + t.UTC().Format(types.DefaultDateLayout) + "'"
	})
}
