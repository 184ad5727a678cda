package people

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"math/big"
	"strings"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/types"

	"hongguan/hooks/access"
	"hongguan/hooks/audit"
	"hongguan/hooks/calendar"
)

// codeLife is how long a 登录码 may be used: long enough for an elder to type
// it while the clerk is on the line.
const codeLife = 10 * time.Minute

// giveCode makes a 登录码 that staff read out to somebody they called back on
// the registered number or see before them.
func giveCode(e *core.RequestEvent) error {
	who := access.Of(e)
	if !who.Office() {
		return access.Answer(403, "登录码由社区工作人员发放")
	}
	var f struct {
		How string `json:"how"`
	}
	if err := e.BindBody(&f); err != nil || strings.TrimSpace(f.How) == "" {
		return access.RefuseFields(access.Field{Name: "how", Code: "how_missing", Sentence: "请写明怎样确认是本人：回拨登记电话，还是当面"})
	}
	r, err := e.App.FindRecordById("residents", e.Request.PathValue("id"))
	if err != nil {
		return access.Answer(404, "没有这位居民的登记")
	}
	if !r.GetBool("active") {
		return access.Refuse("这份登记已经停用，不能发登录码")
	}
	n, err := rand.Int(rand.Reader, big.NewInt(1000000))
	if err != nil {
		return err
	}
	code := fmt.Sprintf("%06d", n.Int64())
	expires := calendar.Now(e.App).Add(codeLife)
	err = e.App.RunInTransaction(func(tx core.App) error {
		if err := spend(tx, r.Id); err != nil {
			return err
		}
		c, err := tx.FindCachedCollectionByNameOrId("login_codes")
		if err != nil {
			return err
		}
		row := core.NewRecord(c)
		row.Load(map[string]any{"resident": r.Id, "code_hash": hashCode(r.Id, code), "expires_at": expires, "how": f.How, "given_by": who.Label})
		if err := access.Own(tx, row); err != nil {
			return err
		}
		return audit.Write(tx, who, audit.Entry{Action: "发放登录码", Collection: "residents", ID: r.Id, Note: f.How})
	})
	if err != nil {
		return err
	}
	return e.JSON(200, map[string]any{"code": code, "expires_at": expires.UTC()})
}

// hashCode binds the code to its resident. Six digits are guessable from a
// hash; the ten minutes, the lock and the single use are what protects them.
func hashCode(resident, code string) string {
	sum := sha256.Sum256([]byte(resident + ":" + code))
	return hex.EncodeToString(sum[:])
}

// byCode returns whom of the family the code was given to, and spends it when
// that is one person.
func byCode(app core.App, family []*core.Record, code string) ([]*core.Record, error) {
	var fits []*core.Record
	err := app.RunInTransaction(func(tx core.App) error {
		var rows []*core.Record
		for _, r := range family {
			row, err := tx.FindFirstRecordByFilter("login_codes", "resident = {:r} && code_hash = {:h} && used_at = '' && expires_at > {:now}",
				dbx.Params{"r": r.Id, "h": hashCode(r.Id, code), "now": calendar.Now(tx).UTC().Format(types.DefaultDateLayout)})
			if err == nil {
				fits, rows = append(fits, r), append(rows, row)
			}
		}
		if len(fits) != 1 {
			return nil
		}
		rows[0].Set("used_at", calendar.Now(tx))
		if err := access.Own(tx, rows[0]); err != nil {
			return err
		}
		return audit.Write(tx, access.FromRecord(tx, fits[0]), audit.Entry{Action: "用登录码登录", Collection: "residents", ID: fits[0].Id})
	})
	return fits, err
}

// spend ends all codes of a resident that are still open.
func spend(tx core.App, resident string) error {
	rows, err := tx.FindRecordsByFilter("login_codes", "resident = {:r} && used_at = ''", "", 0, 0, dbx.Params{"r": resident})
	if err != nil {
		return err
	}
	for _, row := range rows {
		row.Set("used_at", calendar.Now(tx))
		if err := access.Own(tx, row); err != nil {
			return err
		}
	}
	return nil
}
