package visits

import (
	"fmt"
	"io"
	"net/http"
	"slices"

	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/filesystem"

	"hongguan/hooks/access"
)

// photosOf are the photos of a visit as files of their own, to go into the
// request that is made of it.
func photosOf(app core.App, visit *core.Record) ([]*filesystem.File, error) {
	names := visit.GetStringSlice("photos")
	if len(names) == 0 {
		return nil, nil
	}
	fsys, err := app.NewFilesystem()
	if err != nil {
		return nil, err
	}
	defer fsys.Close()
	var files []*filesystem.File
	for i, name := range names {
		r, err := fsys.GetReader(visit.BaseFilesPath() + "/" + name)
		if err != nil {
			app.Logger().Warn("turn visit: a photo is missing", "visit", visit.Id, "file", name, "error", err)
			continue // lost before: that must not keep the words where they are
		}
		b, err := io.ReadAll(r)
		r.Close()
		if err != nil {
			return nil, fmt.Errorf("read photo of a visit: %w", err)
		}
		f, err := filesystem.NewFileFromBytes(b, fmt.Sprintf("photo%d.jpg", i+1))
		if err != nil {
			return nil, err
		}
		files = append(files, f)
	}
	return files, nil
}

// photoRoute shows a photo to the office's own people, who read the visit too.
func photoRoute(e *core.RequestEvent) error {
	const none = "没有找到这张照片"
	name := e.Request.PathValue("name")
	visit, err := e.App.FindRecordById(table, e.Request.PathValue("id"))
	if err != nil || !access.Of(e).Community() || !slices.Contains(visit.GetStringSlice("photos"), name) {
		return access.Answer(http.StatusNotFound, none)
	}
	fsys, err := e.App.NewFilesystem()
	if err != nil {
		return err
	}
	defer fsys.Close()
	e.Response.Header().Set("Cache-Control", "private, max-age=3600")
	return fsys.Serve(e.Response, e.Request, visit.BaseFilesPath()+"/"+name, name)
}
