package requests

import (
	"slices"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/access"
	"hongguan/hooks/audit"
	"hongguan/rules/lifecycle"
)

// thumb is the size of a small picture in lists.
const thumb = "300x300f"

// fileRoute sends a photo of the request or of a reply its viewer may see.
// Pages fetch it with their token: a plain address would open for anybody.
func fileRoute(e *core.RequestEvent) error {
	req, err := e.App.FindRecordById("requests", e.Request.PathValue("id"))
	if err != nil {
		return access.Answer(404, noPhoto)
	}
	who := access.Of(e)
	rel := relation(e.App, who, req)
	var sees func(reply *core.Record) bool
	switch {
	case rel.Has(lifecycle.Office | lifecycle.Grid):
		sees = func(*core.Record) bool { return true }
	case rel.Has(lifecycle.Owner):
		sees = func(r *core.Record) bool { return r.GetString("state") == "sent" }
	case rel.Has(lifecycle.Handler):
		sees = func(r *core.Record) bool { return r.GetString("org") == who.Org }
	default:
		return access.Answer(404, noPhoto)
	}
	return ServeFile(e, req, e.Request.PathValue("name"), sees)
}

const noPhoto = "没有找到这张照片"

// opens lets a shielded request's photos be seen by its owner, and by the
// secretary with a line in the log.
func opens(e *core.RequestEvent, req *core.Record) error {
	who := access.Of(e)
	switch {
	case !Shielded(req) || owns(who, req):
		return nil
	case who.Kind == access.Superuser:
		return audit.Write(e.App, who, audit.Entry{Action: "查看受保护照片", Collection: "requests", ID: req.Id, Note: req.GetString("request_no")})
	}
	return access.Answer(404, noPhoto)
}

// ServeFile sends a photo of a request, or a file of a reply its viewer sees.
func ServeFile(e *core.RequestEvent, req *core.Record, name string, sees func(reply *core.Record) bool) error {
	owner := req
	if slices.Contains(req.GetStringSlice("photos"), name) {
		if err := opens(e, req); err != nil {
			return err
		}
	} else {
		replies, err := e.App.FindAllRecords("replies", dbx.HashExp{"request": req.Id})
		if err != nil {
			return err
		}
		owner = nil
		for _, r := range replies {
			if slices.Contains(r.GetStringSlice("files"), name) && sees(r) {
				owner = r
			}
		}
		if owner == nil {
			return access.Answer(404, noPhoto)
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
