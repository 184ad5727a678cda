package jobs

import (
	"net/http"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/access"
	"hongguan/hooks/audit"
	"hongguan/hooks/calendar"
)

// Listed is one job as people see it.
type Listed struct {
	Name  string `json:"name"`
	Label string `json:"label"`
	Next  string `json:"next"` // RFC 3339, empty when there is none
	Hold  string `json:"hold"` // why it does not run
	Runs  []Past `json:"runs"` // newest first
}

// Past is one run that is over.
type Past struct {
	Slot       string `json:"slot"`
	State      string `json:"state"` // done or failed
	StateLabel string `json:"state_label"`
	Attempts   int    `json:"attempts"`
	FinishedAt string `json:"finished_at"`
	Note       string `json:"note"`
}

const shownRuns = 5

// List is every job with its last runs and its next.
func List(app core.App) ([]Listed, error) {
	now := calendar.Now(app)
	list := []Listed{}
	for _, job := range of(app).all() {
		d, err := owed(app, job)
		if err != nil {
			return nil, err
		}
		one := Listed{Name: job.Name, Label: job.Label, Hold: string(d.hold), Runs: []Past{}}
		if next := job.upcoming(app, d, now); !next.IsZero() {
			one.Next = next.Format(time.RFC3339)
		}
		rows, err := runs(app, job.Name, shownRuns)
		if err != nil {
			return nil, err
		}
		for _, r := range rows {
			past := Past{Slot: r.GetString("slot"), State: r.GetString("state"), StateLabel: "已完成", Attempts: r.GetInt("attempts"),
				FinishedAt: r.GetString("finished_at"), Note: r.GetString("note")}
			if past.State == failed {
				past.StateLabel = "没有成功"
			}
			one.Runs = append(one.Runs, past)
		}
		list = append(list, one)
	}
	return list, nil
}

// Trouble is the sentence for the workbench: the clock that cannot be believed
// first, then a job whose last run failed. Empty when all is well.
func Trouble(app core.App) (string, error) {
	trouble := ""
	for _, job := range of(app).all() {
		d, err := owed(app, job)
		if err != nil {
			return "", err
		}
		if d.hold != "" {
			return string(d.hold), nil
		}
		rows, err := runs(app, job.Name, 1)
		if err != nil {
			return "", err
		}
		if trouble == "" && len(rows) > 0 && rows[0].GetString("state") == failed {
			trouble = "“" + job.Label + "”没有运行成功：" + rows[0].GetString("note")
		}
	}
	return trouble, nil
}

func bindRoutes(app core.App) {
	app.OnServe().BindFunc(func(e *core.ServeEvent) error {
		e.Router.GET("/api/jobs", lead(show))
		e.Router.POST("/api/jobs/{name}/run", lead(func(e *core.RequestEvent) error {
			name := e.Request.PathValue("name")
			if err := RunNow(e.App, name); err != nil {
				return err
			}
			job, _ := of(e.App).named(name)
			if err := audit.Write(e.App, access.Of(e), audit.Entry{Action: "手动运行定时任务", Collection: collection, Note: job.Label}); err != nil {
				return err
			}
			return show(e)
		}))
		return e.Next()
	})
}

func show(e *core.RequestEvent) error {
	list, err := List(e.App)
	if err != nil {
		return err
	}
	return e.JSON(http.StatusOK, map[string]any{"jobs": list})
}

func lead(act func(e *core.RequestEvent) error) func(e *core.RequestEvent) error {
	return func(e *core.RequestEvent) error {
		if !access.Of(e).Lead() {
			return access.Answer(http.StatusForbidden, "定时任务由社区书记和红管负责人查看")
		}
		return act(e)
	}
}
