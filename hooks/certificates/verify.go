package certificates

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/access"
	"hongguan/hooks/audit"
	"hongguan/hooks/calendar"
	"hongguan/hooks/people"
	"hongguan/hooks/prints"
	"hongguan/hooks/settings"
	"hongguan/rules/realname"
	"hongguan/rules/service"
	"hongguan/rules/workday"
	"hongguan/templates"
	"hongguan/templates/sheet"
)

// guesses is how often one address may ask for certificates.
var guesses = access.Limit{Times: 30, Within: 10 * time.Minute}

// verifyRoute tells whoever scanned a certificate what it should say. The name
// is masked: the reader has the paper, and holds the two together.
func verifyRoute(e *core.RequestEvent) error {
	if !access.Take(e.App, "certificate "+e.RealIP(), guesses) {
		return access.Answer(http.StatusTooManyRequests, "查得太多了，请过十分钟再试")
	}
	c, err := e.App.FindFirstRecordByFilter(table, "key_hash = {:k}", dbx.Params{"k": access.Hash(e.Request.PathValue("key"))})
	if err != nil {
		return access.Answer(http.StatusNotFound, "没有这张证明。可能是假的，也可能码没有扫完整，请打证明上的电话问社区")
	}
	access.Forgive(e.App, "certificate "+e.RealIP())
	m := map[string]any{"good": c.GetString("state") == "valid", "name": realname.MaskName(c.GetString("name")), "hours": service.Hours(c.GetInt("minutes")), "rows": rowsOf(c), "office": settings.Of(e.App).Name(), "phone": settings.Of(e.App).Phone()}
	if now, err := still(e.App, c); err != nil {
		return err
	} else if now < c.GetInt("minutes") {
		m["less"] = service.Hours(now)
	}
	for _, f := range []string{"certificate_no", "from_day", "until_day", "issuer", "issued_at", "reason", "revoked_at"} {
		m[f] = c.Get(f)
	}
	e.Response.Header().Set("Cache-Control", "no-store")
	return e.JSON(http.StatusOK, m)
}

// still is how many minutes of those that a certificate counts are on record
// today: fewer, once a record of these days was corrected or taken away.
func still(app core.App, c *core.Record) (minutes int, err error) {
	_, minutes, err = records(app, c.GetString("volunteer"), c.GetString("from_day"), c.GetString("until_day"))
	return minutes, err
}

func rowsOf(c *core.Record) []templates.ServiceRow {
	var rows []templates.ServiceRow
	if err := json.Unmarshal([]byte(c.GetString("records")), &rows); err != nil {
		return nil
	}
	return rows
}

// revokeRoute takes a certificate back: its number stays in the register, and
// its code says that it is good no longer.
func revokeRoute(e *core.RequestEvent) error {
	who, err := access.Let(e, access.Actor.Lead, "证明由社区书记或红管负责人撤销")
	if err != nil {
		return err
	}
	var f struct{ Reason string }
	if err := e.BindBody(&f); err != nil {
		return access.Refuse("提交的内容看不懂，请刷新页面再试")
	}
	if f.Reason = strings.TrimSpace(f.Reason); f.Reason == "" || len([]rune(f.Reason)) > 100 {
		return access.RefuseFields(access.Field{Name: "reason", Code: "reason_missing", Sentence: "请写一句为什么撤销，100 字以内，核对的人看得到"})
	}
	var c *core.Record
	err = e.App.RunInTransaction(func(tx core.App) (err error) {
		if c, err = tx.FindRecordById(table, e.Request.PathValue("id")); err != nil {
			return access.Answer(http.StatusNotFound, "没有找到这张证明")
		}
		if c.GetString("state") != "valid" {
			return access.Refuse("这张证明已经撤销了")
		}
		c.Load(map[string]any{"state": "revoked", "revoked_at": calendar.Now(tx), "revoked_by": who.Label, "reason": f.Reason})
		if err := access.Own(tx, c); err != nil {
			return fmt.Errorf("revoke certificate: %w", err)
		}
		return audit.Write(tx, who, audit.Entry{Action: "撤销志愿服务证明", Collection: table, ID: c.Id, Note: c.GetString("certificate_no")})
	})
	if err != nil {
		return err
	}
	return e.JSON(http.StatusOK, map[string]any{"id": c.Id, "state": "revoked"})
}

// render prints a certificate for the office, or for her whose it is.
func render(e *core.RequestEvent, id string) (string, error) {
	who := access.Of(e)
	c, err := e.App.FindRecordById(table, id)
	mine := err == nil && who.Kind == access.Resident && c.GetString("resident") != "" && c.GetString("resident") == people.Root(e.Auth)
	if err != nil || !mine && !who.Office() {
		return "", access.Answer(http.StatusNotFound, "没有找到这张证明")
	}
	now, err := still(e.App, c)
	switch {
	case err != nil:
		return "", err
	case c.GetString("state") == "valid" && now < c.GetInt("minutes"):
		return "", access.Refuse("这张证明出具以后，有服务记录更正或作废了，现在是 " + service.Hours(now) + "；请撤销这一张，重新出具")
	}
	link := prints.Base(e) + "/certificate.html#" + keyOf(e.App, c.Id)
	qr, err := prints.QR(link)
	if err != nil {
		return "", err
	}
	v := templates.CertificateView{No: c.GetString("certificate_no"), Name: c.GetString("name"), PaperKind: c.GetString("paper_kind"), ExternalNo: c.GetString("external_no"),
		From: day(c.GetString("from_day")), Until: day(c.GetString("until_day")), Hours: service.Hours(c.GetInt("minutes")), Rows: rowsOf(c), Issuer: c.GetString("issuer"),
		Responsible: c.GetString("responsible"), Handler: c.GetString("handler"), Contact: c.GetString("contact"), At: c.GetDateTime("issued_at").Time(), QR: qr, Address: link, Trial: prints.Trial(link)}
	v.Times = len(v.Rows)
	if tail := c.GetString("paper_tail"); tail != "" {
		v.PaperNo = strings.Repeat("*", 14) + tail
	}
	if c.GetString("state") != "valid" {
		v.Revoked = c.GetString("reason")
	}
	if !mine {
		if err := audit.Write(e.App, who, audit.Entry{Action: "打印志愿服务证明", Collection: table, ID: c.Id, Note: v.No}); err != nil {
			return "", err
		}
	}
	return templates.Certificate(v)
}

// day says 2026-01-02 as 2026年1月2日.
func day(text string) string {
	t, err := time.ParseInLocation(time.DateOnly, text, workday.Zone)
	if err != nil {
		return text
	}
	return templates.Date(t)
}

// registerBook is the register of numbers 证明编号登记簿.
func registerBook(e *core.RequestEvent) error {
	who := access.Of(e)
	if !who.Office() {
		return access.Answer(http.StatusForbidden, "证明登记簿由社区工作人员导出")
	}
	rows, err := e.App.FindRecordsByFilter(table, "id != ''", "issued_at", 0, 0)
	if err != nil {
		return err
	}
	t := sheet.Table{Name: "证明登记簿", Title: settings.Of(e.App).Name() + "志愿服务证明登记簿", Headers: []string{"编号", "姓名", "期间", "时长", "出具日期", "经办人", "状态", "撤销原因"}, Widths: []float64{22, 10, 26, 14, 14, 18, 8, 24}}
	for _, c := range rows {
		state := "有效"
		if c.GetString("state") != "valid" {
			state = "已撤销"
		}
		t.Rows = append(t.Rows, []string{c.GetString("certificate_no"), c.GetString("name"), c.GetString("from_day") + "至" + c.GetString("until_day"), service.Hours(c.GetInt("minutes")),
			templates.Date(c.GetDateTime("issued_at").Time()), c.GetString("handler"), state, c.GetString("reason")})
	}
	book, err := sheet.Workbook(t)
	if err != nil {
		return err
	}
	if err := audit.Write(e.App, who, audit.Entry{Action: "导出证明登记簿", Collection: table}); err != nil {
		return err
	}
	e.Response.Header().Set("Cache-Control", "no-store")
	e.Response.Header().Set("Content-Disposition", "attachment; filename*=UTF-8''"+url.PathEscape("志愿服务证明登记簿.xlsx"))
	return e.Blob(http.StatusOK, sheet.Type, book)
}
