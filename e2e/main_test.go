// Package e2e walks the journeys of the office in a real browser against the
// real program: what a resident, a clerk, a property company and the secretary
// see and tap, in their words.
//
// HONGGUAN_SHOTS=folder keeps a picture of every step. HONGGUAN_EXE names a
// built program to try instead of this tree's, such as a release (run with
// -count=1). CHROME names the browser when it is not in PATH; without one the
// journeys are skipped, but with CI=true a missing browser is a failure.
package e2e

import (
	"context"
	"flag"
	"fmt"
	"os"
	"testing"

	"github.com/chromedp/chromedp"

	// Not called: without it the go command would not know that the journeys
	// depend on the program, and answer "(cached)" after it changed.
	_ "hongguan/hooks"
)

// office is the program under test; nil with the reason in missing when the
// journeys cannot run here.
var (
	office  *program
	tabs    context.Context // every tab is opened from this one browser
	missing string
)

func TestMain(m *testing.M) { os.Exit(run(m)) }

func run(m *testing.M) int {
	flag.Parse()
	chrome, err := findBrowser()
	if err != nil {
		missing = err.Error()
		if os.Getenv("CI") == "true" {
			fmt.Fprintln(os.Stderr, missing)
			return 1
		}
		return m.Run()
	}
	dir, err := os.MkdirTemp("", "hongguan-e2e-")
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	defer os.RemoveAll(dir)
	fmt.Printf("-seed %d\n", *seed) // told when a package fails
	if office, err = start(dir); err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	defer office.stop()
	closeBrowser, err := openBrowser(chrome)
	if err != nil {
		fmt.Fprintln(os.Stderr, "open "+chrome+":", err)
		return 1
	}
	defer closeBrowser()
	return m.Run()
}

// needBrowser skips a journey where there is no browser.
func needBrowser(t *testing.T) {
	t.Helper()
	if missing != "" {
		t.Skip(missing)
	}
}

// openBrowser starts the one browser of this package.
func openBrowser(path string) (func(), error) {
	options := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(path), chromedp.NoSandbox, chromedp.DisableGPU, chromedp.NoFirstRun,
		chromedp.Flag("disable-component-update", true), chromedp.Flag("disable-quic", true),
		chromedp.Flag("lang", "zh-CN"),
	)
	ctx, cancelAll := chromedp.NewExecAllocator(context.Background(), options...)
	ctx, cancel := chromedp.NewContext(ctx)
	if err := chromedp.Do(ctx); err != nil {
		cancelAll()
		return nil, err
	}
	tabs = ctx
	return func() { cancel(); cancelAll() }, nil
}
