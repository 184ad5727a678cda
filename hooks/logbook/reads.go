package logbook

import (
	"fmt"
	"net/http"
	"strings"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/access"
	"hongguan/hooks/audit"
)

// personal are the lists that show the secretary full names and telephone
// numbers; everybody else reads them masked or not at all.
var personal = []string{"residents", "roster_entries"}

// again is how long one look counts: a list that is turned over page by page,
// sorted and searched is one look.
var again = access.Limit{Times: 1, Within: 10 * time.Minute}

// bindReads writes down when the secretary opens lists of people, and when the
// whole database leaves the program.
func bindReads(app core.App) {
	app.OnRecordsListRequest(personal...).BindFunc(func(e *core.RecordsListRequestEvent) error {
		if err := look(e.RequestEvent, e.Collection.Name, "", fmt.Sprintf("清单，这一页%d条", len(e.Records))); err != nil {
			return err
		}
		return e.Next()
	})
	app.OnRecordViewRequest(personal...).BindFunc(func(e *core.RecordRequestEvent) error {
		if err := look(e.RequestEvent, e.Collection.Name, e.Record.Id, ""); err != nil {
			return err
		}
		return e.Next()
	})
	app.OnServe().BindFunc(func(e *core.ServeEvent) error {
		e.Router.BindFunc(outgoing)
		return e.Next()
	})
}

func look(e *core.RequestEvent, table, id, note string) error {
	if !e.HasSuperuserAuth() || !access.Take(e.App, strings.Join([]string{"look", e.Auth.Id, table, id}, " "), again) {
		return nil
	}
	return audit.Write(e.App, access.Of(e), audit.Entry{Action: "查看" + labelOf(table), Collection: table, ID: id, Note: note})
}

// doors are PocketBase's own ways by which much leaves at once or everything
// may be changed, by their pattern.
var doors = map[string]string{
	"GET /api/backups/{key}": "下载备份", "POST /api/backups": "生成备份", "POST /api/backups/upload": "上传备份", "POST /api/backups/{key}/restore": "用备份恢复",
	"DELETE /api/backups/{key}": "删除备份", "POST /api/sql": "使用 SQL 控制台", "POST /api/collections/{collection}/impersonate/{id}": "代他人登录",
	"DELETE /api/collections/{collection}/truncate": "清空表",
}

// outgoing writes the line first: what is not logged does not go out.
func outgoing(e *core.RequestEvent) error {
	action := doors[e.Request.Pattern]
	if action == "" {
		return e.Next()
	}
	who := e.Auth
	if token := e.Request.URL.Query().Get("token"); who == nil && e.Request.Method == http.MethodGet && token != "" {
		// A download carries its key in the address.
		if r, err := e.App.FindAuthRecordByToken(token, core.TokenTypeFile); err == nil {
			who = r
		}
	}
	if who == nil || !who.IsSuperuser() {
		return e.Next() // it will be refused
	}
	key := e.Request.PathValue("key")
	if key == "" {
		key = e.Request.PathValue("collection")
	}
	if err := audit.Write(e.App, access.FromRecord(e.App, who), audit.Entry{Action: action, Note: brief(key)}); err != nil {
		return err
	}
	return e.Next()
}
