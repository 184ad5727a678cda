package e2e

import (
	"context"
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

//go:embed testdata/eyes.js
var eyes string

// patience is how long a person waits for a page to answer.
const patience = 15 * time.Second

// person sits before one tab and finds things by the words on them.
type person struct {
	t       *testing.T
	name    string // in pictures and failures
	ctx     context.Context
	screen  // what she looks at
	touch   bool
	taps    int // how often she touched the page
	typed   int // how many characters she typed
	steps   int
	mu      sync.Mutex
	wrong   []string // errors of the page, told when she leaves
	flushed chan string
}

// screen is what somebody looks at.
type screen struct{ width, height int64 }

var (
	oldPhone = screen{360, 740}
	phone    = screen{390, 844}
	pc       = screen{1280, 860}
)

// newPerson opens a tab in a browser context of its own: nobody is logged in
// there and nothing was ever stored. A screen narrower than a PC is touched.
func newPerson(t *testing.T, name string, s screen) *person {
	t.Helper()
	needBrowser(t)
	ctx, cancel := chromedp.NewContext(tabs, chromedp.WithNewBrowserContext())
	t.Cleanup(cancel)
	// The first call opens the tab, which lives as long as the context given here.
	if err := chromedp.Do(ctx); err != nil {
		t.Fatalf("%s: open a tab: %v", name, err)
	}
	return sit(t, ctx, name, s)
}

// sit prepares a tab.
func sit(t *testing.T, ctx context.Context, name string, s screen) *person {
	t.Helper()
	p := &person{t: t, name: name, ctx: ctx, flushed: make(chan string, 8)}
	p.do(chromedp.Func(func(ctx context.Context, tab *chromedp.Target) error {
		_, err := cdp.Call(ctx, tab, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: eyes, RunImmediately: new(true)})
		if err != nil {
			return err
		}
		_, err = cdp.Call(ctx, tab, emulation.SetFocusEmulationEnabled, emulation.SetFocusEmulationEnabledParams{Enabled: true})
		return err
	}))
	p.look(s)
	p.listen()
	t.Cleanup(p.leave)
	return p
}

// look changes the size of the screen and waits until the page is drawn in it.
func (p *person) look(s screen) {
	p.t.Helper()
	p.screen, p.touch = s, s.width < pc.width
	options := []chromedp.EmulateViewportOption{}
	if p.touch {
		options = append(options, chromedp.EmulateMobile, chromedp.EmulateTouch)
	}
	p.do(chromedp.EmulateViewport(s.width, s.height, options...))
	ask[bool](p, "new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(() => drawn(true))))")
}

// do runs steps of the browser itself.
func (p *person) do(steps ...chromedp.Action[chromedp.Void]) {
	p.t.Helper()
	ctx, cancel := context.WithTimeout(p.ctx, 2*patience)
	defer cancel()
	if err := chromedp.Do(ctx, steps...); err != nil {
		p.t.Fatalf("%s: %v", p.name, err)
	}
}

// ask evaluates an expression about the page, again after a page change.
func ask[T any](p *person, expression string) T {
	p.t.Helper()
	ctx, cancel := context.WithTimeout(p.ctx, 2*patience)
	defer cancel()
	for {
		v, err := chromedp.Run(ctx, chromedp.Evaluate[T](expression, chromedp.EvalAwaitPromise))
		if err == nil {
			return v
		}
		if ctx.Err() == nil && turnedPage(err) {
			continue
		}
		p.picture("failed")
		var thrown *chromedp.ExceptionError
		if errors.As(err, &thrown) && thrown.Exception != nil {
			p.t.Fatalf("%s: %s", p.name, thrown.Exception.Description)
		}
		p.t.Fatalf("%s: %v", p.name, err)
	}
}

// turnedPage reports whether an answer was lost because another page came.
func turnedPage(err error) bool {
	for _, s := range []string{"navigated or closed", "context was destroyed", "Cannot find context", "Promise was collected", "eyes is not defined", "reading 'see'"} {
		if strings.Contains(err.Error(), s) {
			return true
		}
	}
	return false
}

func quote(s string) string {
	b, err := json.Marshal(s)
	if err != nil {
		panic(err) // a string always marshals
	}
	return string(b)
}

func call(name string, args ...string) string {
	for i, a := range args {
		args[i] = quote(a)
	}
	args = append(args, fmt.Sprint(patience.Milliseconds()))
	return "eyes." + name + "(" + strings.Join(args, ",") + ")"
}

// open goes to an address of the office.
func (p *person) open(path string) {
	p.t.Helper()
	if !strings.HasPrefix(path, "http") {
		path = office.url + path
	}
	p.do(chromedp.Navigate(path))
}

// sees waits for each text in turn; spaces and line breaks do not count.
func (p *person) sees(texts ...string) {
	p.t.Helper()
	for _, text := range texts {
		ask[bool](p, call("see", text))
	}
}

// misses waits until a text is gone.
func (p *person) misses(text string) {
	p.t.Helper()
	ask[bool](p, call("gone", text))
}

// says reports whether a text is on the page now.
func (p *person) says(text string) bool {
	p.t.Helper()
	return ask[bool](p, "eyes.tight(eyes.words()).includes(eyes.tight("+quote(text)+"))")
}

type point struct{ X, Y float64 }

// press touches the button, link or choice with this name. within are words
// of its surroundings where several have the name.
func (p *person) press(name string, within ...string) {
	p.t.Helper()
	p.touchAt(ask[point](p, call("press", name, strings.Join(within, ""))))
}

func (p *person) touchAt(at point) {
	p.t.Helper()
	p.taps++
	if p.touch {
		p.do(chromedp.TapXY(at.X, at.Y))
	} else {
		p.do(chromedp.MouseClickXY(at.X, at.Y))
	}
}

// fills types into the field with this label, touching it first unless it has
// the cursor already. What stood there is replaced.
func (p *person) fills(label, text string, within ...string) {
	p.t.Helper()
	box := strings.Join(within, "")
	at := ask[point](p, call("reach", label, box))
	if !ask[bool](p, call("focused", label, box)) {
		p.touchAt(at)
	}
	ask[bool](p, call("emptied", label, box))
	p.types(text)
	ask[bool](p, call("filled", label, box, text))
}

// types writes at the cursor as a keyboard for Chinese does.
func (p *person) types(text string) {
	p.t.Helper()
	p.typed += utf8.RuneCountInString(text)
	p.do(chromedp.Func(func(ctx context.Context, tab *chromedp.Target) error {
		_, err := cdp.Call(ctx, tab, input.InsertText, input.InsertTextParams{Text: text})
		return err
	}))
}

// pauses waits until the page has been at rest for as long as a person looks
// before sending: a faster tap counts as the second half of a double tap.
func (p *person) pauses() {
	p.t.Helper()
	const look = 800 // milliseconds
	ask[bool](p, fmt.Sprintf("eyes.still(%d, %d)", look, patience.Milliseconds()))
}

// reads returns what stands in a field.
func (p *person) reads(label string) string {
	p.t.Helper()
	return ask[string](p, call("has", label))
}
