// Package admin extends PocketBase's own admin UI for the community secretary: it speaks Chinese, opens with
// the workbench and puts the office's verbs beside each record. Everything it adds runs in the browser (ui/);
// here it is only handed to PocketBase.
package admin

import (
	"bytes"
	"embed"
	"fmt"
	"io/fs"
	"os"
	"strings"
	"time"

	"github.com/pocketbase/pocketbase/core"
)

//go:embed ui/*
var embedded embed.FS

// uiOnDisk is where the extension lies when the program runs from the repository.
const uiOnDisk = "hooks/admin/ui"

// Bind adds the extension to the admin UI.
func Bind(app core.App) {
	app.OnServe().BindFunc(func(e *core.ServeEvent) error {
		files, err := files(app.IsDev())
		if err != nil {
			return fmt.Errorf("open admin UI extension: %w", err)
		}
		e.UIExtensions = append(e.UIExtensions, core.UIExtension{Name: "hongguan", FS: extension{files}})
		e.Router.BindFunc(askAgain)
		return e.Next()
	})
}

// files reads from disk while developing, so that an edit shows on reload, and from the program otherwise.
func files(dev bool) (fs.FS, error) {
	if dev {
		if info, err := os.Stat(uiOnDisk); err == nil && info.IsDir() {
			return os.DirFS(uiOnDisk), nil
		}
	}
	return fs.Sub(embedded, "ui")
}

// askAgain makes the browser ask for the extension at each visit; PocketBase would let it keep an old one for
// fourteen days after an update.
func askAgain(e *core.RequestEvent) error {
	if strings.HasPrefix(e.Request.URL.Path, "/_/extensions") {
		e.Response.Header().Set("Cache-Control", "no-cache")
	}
	return e.Next()
}

// firstParts are joined, in this order, into the main.js that PocketBase runs before its first page. The
// translation must be complete by then, and a script that PocketBase wraps in a function cannot import.
var firstParts = []string{
	"dictionary.js", "dictionary_settings.js", "dictionary_errors.js", "words.js", "translate.js",
	"clock.js", "fields.js", "numbers.js", "lists.js", "filter_words.js", "dialogs.js", "choices.js", "editor.js", "verbs.js", "rows.js", "people.js", "slips.js", "batch.js", "bulletin.js", "duties.js", "volunteers.js",
	"intake.js", "ledger.js", "form_template.js", "request_panel.js", "matter_panel.js", "points.js", "alarm.js", "find.js", "menus.js", "main.js",
}

// extension is the folder ui/ with main.js made of its first parts.
type extension struct{ fs.FS }

// Open implements fs.FS.
func (x extension) Open(name string) (fs.File, error) {
	if name != "main.js" {
		return x.FS.Open(name)
	}
	var joined bytes.Buffer
	for _, part := range firstParts {
		content, err := fs.ReadFile(x.FS, part)
		if err != nil {
			return nil, err
		}
		joined.WriteString("\n")
		joined.Write(content)
	}
	return &joinedFile{Reader: bytes.NewReader(joined.Bytes()), size: int64(joined.Len())}, nil
}

// joinedFile is a read-only file in memory.
type joinedFile struct {
	*bytes.Reader
	size int64
}

func (f *joinedFile) Stat() (fs.FileInfo, error) { return f, nil }
func (f *joinedFile) Close() error               { return nil }
func (f *joinedFile) Name() string               { return "main.js" }
func (f *joinedFile) Size() int64                { return f.size }
func (f *joinedFile) Mode() fs.FileMode          { return 0o444 }
func (f *joinedFile) ModTime() time.Time         { return time.Time{} }
func (f *joinedFile) IsDir() bool                { return false }
func (f *joinedFile) Sys() any                   { return nil }
