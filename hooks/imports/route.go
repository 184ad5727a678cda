package imports

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"

	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/access"
	"hongguan/hooks/audit"
)

// Bind opens the routes; only the secretary imports.
func Bind(app core.App) {
	app.OnServe().BindFunc(func(e *core.ServeEvent) error {
		g := e.Router.Group("/api/imports")
		g.BindFunc(access.Secretary("导入由社区书记在管理后台办理", func(e *core.RequestEvent) error { return e.Next() }))
		g.POST("/{kind}", take)
		g.GET("/{kind}/template.xlsx", hand)
		g.GET("/{kind}/export.xlsx", takeOut)
		return e.Next()
	})
}

func take(e *core.RequestEvent) error {
	if e.Request.ContentLength > fileLimit+1<<20 { // said before the whole of it has come over the line
		return errTooBig
	}
	upload, head, err := e.Request.FormFile("file")
	var tooBig *http.MaxBytesError
	switch {
	case errors.As(err, &tooBig):
		return errTooBig
	case err != nil:
		return access.RefuseFields(access.Field{Name: "file", Code: "missing", Sentence: "请选择要导入的 .xlsx 表格"})
	}
	defer upload.Close()
	if head.Size > fileLimit {
		return errTooBig
	}
	file, err := io.ReadAll(io.LimitReader(upload, fileLimit+1))
	if err != nil {
		return errUnreadable
	}
	apply := e.Request.FormValue("apply")
	result, err := Run(e.App, access.Of(e), e.Request.PathValue("kind"), file, apply == "1" || apply == "true")
	if err != nil {
		return err
	}
	return e.JSON(http.StatusOK, result)
}

func hand(e *core.RequestEvent) error {
	k, ok := kinds()[e.Request.PathValue("kind")]
	if !ok {
		return access.Answer(http.StatusNotFound, "没有这种导入")
	}
	file, err := k.template()
	if err != nil {
		return err
	}
	return send(e, k.name, k.title+"模板", file)
}

// takeOut gives what is stored, in the form in which it can be brought in again.
func takeOut(e *core.RequestEvent) error {
	k, ok := kinds()[e.Request.PathValue("kind")]
	if !ok || k.rows == nil {
		return access.Answer(http.StatusNotFound, "这种表格不能导出")
	}
	rows, err := k.rows(e.App)
	if err != nil {
		return err
	}
	file, err := k.workbook(rows)
	if err != nil {
		return err
	}
	if err := audit.Write(e.App, access.Of(e), audit.Entry{Action: "导出" + k.title, Collection: k.collection, Note: fmt.Sprintf("%d条", len(rows))}); err != nil {
		return err
	}
	return send(e, k.name, k.title, file)
}

func send(e *core.RequestEvent, name, title string, file []byte) error {
	e.Response.Header().Set("Content-Disposition", "attachment; filename=\""+name+".xlsx\"; filename*=UTF-8''"+url.PathEscape(title+".xlsx"))
	return e.Blob(http.StatusOK, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", file)
}
