package requests

import (
	"fmt"
	"strings"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/settings"
	"hongguan/rules/workday"
)

// Count gives the next value of a named counter inside the caller's
// transaction: no gaps, because a rolled-back number is given again; no
// doubles, because writers wait for one another.
func Count(tx core.App, name string) (int, error) {
	var n int
	err := tx.DB().NewQuery("INSERT INTO {{_counters}} ([[name]], [[value]]) VALUES ({:n}, 1) ON CONFLICT([[name]]) DO UPDATE SET [[value]] = [[value]] + 1 RETURNING [[value]]").
		Bind(dbx.Params{"n": name}).Row(&n)
	if err != nil {
		return 0, fmt.Errorf("count %s: %w", name, err)
	}
	return n, nil
}

// nextNo is the next request number of the day: HP-20261123-0007.
func nextNo(tx core.App, now time.Time) (string, error) {
	prefix := settings.Of(tx).Code() + "-" + now.In(workday.Zone).Format("20060102")
	n, err := Count(tx, prefix)
	return fmt.Sprintf("%s-%04d", prefix, n), err
}

// supervisionNo counts the office's urgings by the calendar year, for the 《督办单》
// that goes with one: 湖畔督〔2026〕3号.
func supervisionNo(tx core.App, now time.Time) (string, error) {
	year := now.In(workday.Zone).Year()
	n, err := Count(tx, fmt.Sprintf("supervision-%d", year))
	return fmt.Sprintf("%s督〔%d〕%d号", strings.TrimSuffix(settings.Of(tx).Name(), "社区"), year, n), err
}
