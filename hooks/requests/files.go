package requests

import (
	"slices"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/access"
	"hongguan/rules/lifecycle"
)

// thumb is the size of a small picture in lists.
const thumb = "300x300f"

// fileRoute sends a photo of the request or of a reply its viewer may see.
// Pages fetch it with their token: a plain address would open for anybody.
func fileRoute(e *core.RequestEvent) error {
	req, err := e.App.FindRecordById("requests", e.Request.PathValue("id"))
	if err != nil {
		return access.Answer(404, "没有找到这张照片")
	}
	rel, err := relation(e.App, access.Of(e), req, Input{})
	if err != nil {
		return err
	}
	if !rel.Has(lifecycle.Owner | lifecycle.Office | lifecycle.Grid | lifecycle.Handler) {
		return access.Answer(404, "没有找到这张照片")
	}
	return ServeFile(e, req, e.Request.PathValue("name"), !rel.Has(lifecycle.Owner))
}

// ServeFile sends a file of a request; drafts are the files of replies that
// the resident has not been sent.
func ServeFile(e *core.RequestEvent, req *core.Record, name string, drafts bool) error {
	owner := req
	if !slices.Contains(req.GetStringSlice("photos"), name) {
		filter := "request = {:r} && files ~ {:n}"
		if !drafts {
			filter += " && state = 'sent'"
		}
		rows, err := e.App.FindRecordsByFilter("replies", filter, "", 10, 0, dbx.Params{"r": req.Id, "n": name})
		if err != nil {
			return err
		}
		owner = nil
		for _, r := range rows {
			if slices.Contains(r.GetStringSlice("files"), name) {
				owner = r
			}
		}
		if owner == nil {
			return access.Answer(404, "没有找到这张照片")
		}
	}
	fsys, err := e.App.NewFilesystem()
	if err != nil {
		return err
	}
	defer fsys.Close()
	key := owner.BaseFilesPath() + "/" + name
	if e.Request.URL.Query().Get("thumb") != "" && owner == req {
		small := owner.BaseFilesPath() + "/thumbs_" + name + "/" + thumb + "_" + name
		if ok, _ := fsys.Exists(small); !ok {
			encoding <- struct{}{}
			err := fsys.CreateThumb(key, small, thumb)
			<-encoding
			if err != nil {
				small = key
			}
		}
		key = small
	}
	e.Response.Header().Set("Cache-Control", "private, max-age=3600")
	return fsys.Serve(e.Response, e.Request, key, name)
}
