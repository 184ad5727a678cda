// Package workbench is what the office sees first in the morning: how many
// matters burn, what goes up on Friday, whether the machine is well.
//
// It knows no feature. Each feature adds its own counters, lines and parts at
// start; the workbench counts them, answers GET /api/stats/overview and tells
// a watching program how the machine is at GET /healthz.
package workbench

import (
	"sync"
	"time"

	"github.com/pocketbase/pocketbase/apis"
	"github.com/pocketbase/pocketbase/core"
)

// Counter is one number of the workbench with the list behind it. The number
// is counted from the filter that the list opens, so both always agree.
type Counter struct {
	Key        string // stored nowhere; the desk's address of the list, #/list/KEY
	Label      string // 待受理
	Hint       string // one line under the label
	Tone       string // red, orange, blue, grey
	Collection string
	Filter     string // PocketBase's filter; may hold the times of [at]
	Sort       string
	Oldest     string // date field whose earliest value is shown; empty: none
}

// Line is one sentence about the machine.
type Line struct {
	Label    string `json:"label"` // two to four characters: 发信, 磁盘
	State    string `json:"state"` // ok, warn, bad
	Sentence string `json:"sentence"`
	Banner   bool   `json:"banner"` // stands at the top of the first page, not only among the machine's lines
}

// The states of a line.
const (
	OK   = "ok"
	Warn = "warn" // somebody should look at it
	Bad  = "bad"  // something does not work
)

// Week is how the coming Friday report stands.
type Week struct {
	Week       string    `json:"week"` // 2026-W47
	SlotAt     time.Time `json:"slot_at"`
	PreviewAt  time.Time `json:"preview_at"`
	Items      int       `json:"items"`
	Complex    int       `json:"complex"`
	State      string    `json:"state"`
	StateLabel string    `json:"state_label"`
	Sentence   string    `json:"sentence"`
}

// Part is another piece of the overview, such as the requests that fall due.
type Part struct {
	Name string        // key in the answer
	Keep time.Duration // how long one reading serves everybody
	Read func(app core.App) (any, error)
}

// Bind opens the two routes and adds what the ground itself has to say.
func Bind(app core.App) {
	bindGround(app)
	app.OnServe().BindFunc(func(e *core.ServeEvent) error {
		e.Router.GET("/api/stats/overview", overview).Bind(apis.SkipSuccessActivityLog())
		e.Router.GET("/healthz", healthz).Bind(apis.SkipSuccessActivityLog())
		return e.Next()
	})
}

// Add puts a counter behind those added before.
func Add(app core.App, c Counter) {
	b := of(app)
	b.mu.Lock()
	defer b.mu.Unlock()
	b.counters = append(b.counters, c)
}

// Health adds a line about the machine. A line without a label is left out, so
// that a feature may have nothing to say.
func Health(app core.App, look func(core.App) Line) {
	b := of(app)
	b.mu.Lock()
	defer b.mu.Unlock()
	b.lines = append(b.lines, look)
}

// Friday says how the coming report stands; the last one to say so is believed.
func Friday(app core.App, look func(core.App) Week) {
	b := of(app)
	b.mu.Lock()
	defer b.mu.Unlock()
	b.friday = look
}

// AddPart puts another piece into the overview.
func AddPart(app core.App, p Part) {
	b := of(app)
	b.mu.Lock()
	defer b.mu.Unlock()
	b.parts = append(b.parts, &kept{Part: p})
}

// Vital adds a figure to /healthz, under a name; a bad one makes the answer a
// 503. No figure may tell anything about a person.
func Vital(app core.App, name string, look func(core.App) (figure any, bad bool)) {
	b := of(app)
	b.mu.Lock()
	defer b.mu.Unlock()
	b.vitals[name] = look
}

// board is what one app's features have added, and the last reading of it.
type board struct {
	mu       sync.Mutex
	counters []Counter
	lines    []func(core.App) Line
	friday   func(core.App) Week
	parts    []*kept
	vitals   map[string]func(core.App) (any, bool)

	reading sync.Mutex // one reading at a time serves all who wait for it
	last    map[string]any
	lastAt  time.Time

	probing sync.Mutex
	probe   pulse
}

// kept is a part with its last reading.
type kept struct {
	Part
	mu    sync.Mutex
	value any
	at    time.Time
	err   error // of the last reading
	busy  bool  // somebody reads it anew already
	turn  int   // how often it was forgotten
}

const boardKey = "hongguan.workbench"

func of(app core.App) *board {
	return app.Store().GetOrSet(boardKey, func() any {
		return &board{vitals: map[string]func(core.App) (any, bool){}}
	}).(*board)
}
