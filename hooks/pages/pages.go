// Package pages serves what people see in the browser: the files of pb_public,
// prepared once at start so that an old phone on a slow line gets few bytes and
// asks for each of them only once.
package pages

import (
	"fmt"
	"net/http"
	"os"
	"strings"

	"github.com/pocketbase/pocketbase/apis"
	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/access"
	"hongguan/hooks/settings"
	"hongguan/pb_public"
)

// onDisk is where the pages lie when the program runs from the repository.
const onDisk = "pb_public"

// Bind answers every address that nothing else answers: pages, their assets,
// and in the end our own 404. It is the router's catch-all, so it may be bound
// in any order.
func Bind(app core.App) {
	app.OnServe().BindFunc(func(e *core.ServeEvent) error {
		s, err := open(e.App.IsDev())
		if err != nil {
			return fmt.Errorf("open pages: %w", err)
		}
		e.Router.Any("/", s.serve).Bind(apis.SkipSuccessActivityLog())
		return e.Next()
	})
}

// open reads from disk while developing, so that an edit shows on reload, and
// from the program otherwise.
func open(dev bool) (*site, error) {
	if dev {
		if info, err := os.Stat(onDisk); err == nil && info.IsDir() {
			return &site{disk: os.DirFS(onDisk)}, nil
		}
	}
	return prepare(pb_public.FS)
}

func (s *site) serve(e *core.RequestEvent) error {
	path := e.Request.URL.Path
	if path == "/api" || strings.HasPrefix(path, "/api/") {
		return access.Answer(http.StatusNotFound, "没有这个接口，请核对地址")
	}
	if m := e.Request.Method; m != http.MethodGet && m != http.MethodHead {
		return access.Answer(http.StatusMethodNotAllowed, "这个地址只能打开看，不能提交")
	}
	if name, hash, ok := s.name(path); ok {
		if f, ok := s.find(name); ok {
			f = f.calls(settings.Of(e.App).Phone())
			return f.answer(e, http.StatusOK, keep(f, hash == s.hash && hash != ""))
		}
	}
	f, ok := s.find("404.html")
	if !ok {
		return access.Answer(http.StatusNotFound, "没有这个页面")
	}
	return f.calls(settings.Of(e.App).Phone()).answer(e, http.StatusNotFound, noStore)
}

// name turns an address into the name of a file in pb_public, with the hash
// the address carried, if any.
func (s *site) name(path string) (name, hash string, ok bool) {
	path = strings.TrimPrefix(path, "/")
	switch {
	case path == "":
		return "index.html", "", true
	case strings.HasPrefix(path, "s/"):
		// The poster's page is the ask page itself: a redirect would cost the
		// phone another trip and lose the code from the address bar.
		code := strings.TrimPrefix(path, "s/")
		return "ask.html", "", code != "" && !strings.Contains(code, "/")
	case strings.HasPrefix(path, "a/"):
		hash, name, ok = strings.Cut(strings.TrimPrefix(path, "a/"), "/")
		// A page opened before an update still asks for its old parts; it gets
		// the new ones, but must not keep them under the old address.
		return name, hash, ok && len(hash) == hashLength && !strings.HasSuffix(name, ".html")
	}
	return path, "", true
}
