package e2e

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/chromedp/chromedp"
)

const mark = "e2e: last word "

// listen collects what the page complains about.
func (p *person) listen() {
	messages := chromedp.Console(p.ctx)
	go func() {
		for m, err := range messages {
			if err != nil {
				return
			}
			if word, ok := strings.CutPrefix(m.Text, mark); ok {
				p.flushed <- word
				continue
			}
			if m.IsException() || m.Type == chromedp.ConsoleError {
				p.mu.Lock()
				p.wrong = append(p.wrong, fmt.Sprintf("%s (%s:%d)", m, m.URL, m.Line+1))
				p.mu.Unlock()
			}
		}
	}()
}

// leave fails the journey when a page reported an error to its console.
func (p *person) leave() {
	for _, w := range p.complaints() {
		p.t.Errorf("%s: %s", p.name, w)
	}
}

// complaints returns and forgets the page's errors so far.
func (p *person) complaints() []string {
	ctx, cancel := context.WithTimeout(p.ctx, patience)
	defer cancel()
	word := fmt.Sprint(time.Now().UnixNano())
	if err := chromedp.Do(ctx, chromedp.Evaluate[chromedp.Void]("console.debug("+quote(mark+word)+")")); err == nil {
		for waiting := true; waiting; {
			select {
			case w := <-p.flushed:
				waiting = w != word
			case <-ctx.Done():
				waiting = false
			}
		}
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	wrong := p.wrong
	p.wrong = nil
	return wrong
}

// refused forgets that the browser told its console of a refused request: the
// page has said so in words.
func (p *person) refused() {
	p.t.Helper()
	told := false
	for _, w := range p.complaints() {
		if strings.Contains(w, "Failed to load resource") {
			told = true
			continue
		}
		p.t.Errorf("%s: %s", p.name, w)
	}
	if !told {
		p.t.Errorf("%s: nothing was refused", p.name)
	}
}
