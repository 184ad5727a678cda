package posters

import (
	"fmt"
	"strings"

	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/access"
)

// misplacedAfter is how often residents correct the place before the office is
// told that the poster hangs in the wrong stairwell.
const misplacedAfter = 3

const misplaced = "可能贴错"

// bindCorrections watches the requests that came by a poster. It runs after
// they are stored, and its failure is only logged: a resident's request never
// waits for a poster.
func bindCorrections(app core.App) {
	app.OnRecordAfterCreateSuccess("requests").BindFunc(func(e *core.RecordEvent) error {
		if err := correct(e.App, e.Record); err != nil {
			e.App.Logger().Warn("count poster correction", "request", e.Record.Id, "error", err)
		}
		return e.Next()
	})
}

func correct(app core.App, request *core.Record) error {
	id := request.GetString("poster")
	if id == "" {
		return nil
	}
	p, err := app.FindRecordById("posters", id)
	if err != nil {
		return err
	}
	if !elsewhere(p, request) {
		return nil
	}
	n := p.GetInt("corrections") + 1
	p.Set("corrections", n)
	if n >= misplacedAfter && !strings.Contains(p.GetString("note"), misplaced) {
		remark(p, fmt.Sprintf("%s：居民已经%d次改过位置，请到现场看一看", misplaced, n))
	}
	return access.Own(app, p)
}

// elsewhere reports whether the request names another place than the poster.
// A poster at the gate covers every building of its estate.
func elsewhere(poster, request *core.Record) bool {
	for _, level := range []string{"estate", "building", "unit"} {
		here, there := poster.GetString(level), request.GetString(level)
		if here != "" && there != "" && here != there {
			return true
		}
	}
	return false
}
