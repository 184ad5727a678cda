package e2e

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"os"
	"path/filepath"
	"strings"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/dom"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

// picture keeps what the person sees now, the whole page of it, in the folder
// of HONGGUAN_SHOTS.
func (p *person) picture(step string) {
	folder := os.Getenv("HONGGUAN_SHOTS")
	if folder == "" {
		return
	}
	p.steps++
	ctx, cancel := context.WithTimeout(p.ctx, patience)
	defer cancel()
	if p.touch { // a telephone as long as the page, so that its foot stands at the end
		if height, err := chromedp.Run(ctx, chromedp.Evaluate[int64]("document.documentElement.scrollHeight")); err == nil && height > p.height {
			s := p.screen
			p.look(screen{s.width, height})
			defer p.look(s)
		}
	}
	png, err := chromedp.Run(ctx, chromedp.CaptureScreenshot())
	if err == nil {
		name := fmt.Sprintf("%s-%s-%02d-%s.png", strings.ReplaceAll(p.t.Name(), "/", "-"), p.name, p.steps, step)
		if err = os.MkdirAll(folder, 0o755); err == nil {
			err = os.WriteFile(filepath.Join(folder, name), png, 0o644)
		}
	}
	if err != nil {
		p.t.Logf("no picture of %s: %v", step, err)
	}
}

// photo writes a photograph as a telephone takes one, larger than the page may
// send it.
func (p *person) photo() string {
	p.t.Helper()
	img := image.NewRGBA(image.Rect(0, 0, 2400, 1800))
	for y := range 1800 {
		for x := range 2400 {
			img.Set(x, y, color.RGBA{uint8(x / 10), uint8(y / 8), uint8((x ^ y) / 16), 255})
		}
	}
	var b bytes.Buffer
	if err := jpeg.Encode(&b, img, nil); err != nil {
		p.t.Fatal(err)
	}
	path := filepath.Join(p.t.TempDir(), "IMG_0001.jpg")
	if err := os.WriteFile(path, b.Bytes(), 0o600); err != nil {
		p.t.Fatal(err)
	}
	return path
}

// attaches presses what opens the telephone's album and chooses a file there.
func (p *person) attaches(name, path string, within ...string) {
	p.t.Helper()
	intercept := func(on bool) chromedp.Action[chromedp.Void] {
		return chromedp.Func(func(ctx context.Context, tab *chromedp.Target) error {
			_, err := cdp.Call(ctx, tab, page.SetInterceptFileChooserDialog, page.SetInterceptFileChooserDialogParams{Enabled: on})
			return err
		})
	}
	p.do(intercept(true))
	ctx, cancel := context.WithTimeout(p.ctx, patience)
	defer cancel()
	opened := chromedp.Events(ctx, page.FileChooserOpened)
	p.press(name, within...)
	for chooser, err := range opened {
		if err != nil {
			p.t.Fatalf("%s: no album opens at “%s”: %v", p.name, name, err)
		}
		p.do(chromedp.Func(func(ctx context.Context, tab *chromedp.Target) error {
			_, err := cdp.Call(ctx, tab, dom.SetFileInputFiles, dom.SetFileInputFilesParams{Files: []string{path}, BackendNodeID: chooser.BackendNodeID})
			return err
		}))
		break
	}
	p.do(intercept(false))
}
