package certificates

import (
	"fmt"
	"net/http"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/access"
	"hongguan/hooks/audit"
	"hongguan/hooks/calendar"
	"hongguan/hooks/people"
	"hongguan/hooks/requests"
	"hongguan/hooks/settings"
	"hongguan/rules/service"
	"hongguan/rules/words"
	"hongguan/rules/workday"
	"hongguan/templates"
)

// form is what is filled in to issue one.
type form struct {
	Volunteer   string `json:"volunteer"`
	From        string `json:"from_day"`
	Until       string `json:"until_day"`
	PaperKind   string `json:"paper_kind"`
	PaperTail   string `json:"paper_tail"`
	Responsible string `json:"responsible"`
}

// issueRoute issues a certificate. Whoever was certified asks for it: staff of
// the office do it with the paper of the person before them.
func issueRoute(e *core.RequestEvent) error {
	who, err := access.Let(e, access.Actor.Office, "证明由社区工作人员出具")
	if err != nil {
		return err
	}
	var f form
	if err := e.BindBody(&f); err != nil {
		return access.Refuse("提交的内容看不懂，请刷新页面再试")
	}
	var c *core.Record
	err = e.App.RunInTransaction(func(tx core.App) (err error) {
		c, err = Issue(tx, who, f.Volunteer, f.From, f.Until, f.PaperKind, f.PaperTail, f.Responsible)
		return err
	})
	if err != nil {
		return err
	}
	return e.JSON(http.StatusOK, map[string]any{"id": c.Id, "certificate_no": c.GetString("certificate_no"), "minutes": c.GetInt("minutes"), "hours": service.Hours(c.GetInt("minutes"))})
}

// Issue writes a certificate of the valid records of some days, both included.
func Issue(tx core.App, who access.Actor, volunteer, from, until, paperKind, paperTail, responsible string) (*core.Record, error) {
	v, err := tx.FindRecordById("volunteers", volunteer)
	if err != nil {
		return nil, access.Answer(http.StatusNotFound, "没有找到这位志愿者")
	}
	if err := people.Apart(tx, who, v.GetString("resident"), "不能给自己出具证明，请同事来办", "不能给家里人出具证明，请同事来办"); err != nil {
		return nil, err
	}
	now := calendar.Now(tx).In(workday.Zone)
	if until == "" {
		until = now.Format(time.DateOnly)
	}
	if from == "" {
		if from, err = firstDay(tx, v); err != nil {
			return nil, err
		}
	}
	if responsible = strings.TrimSpace(responsible); responsible == "" {
		responsible = settings.Of(tx).GetString("secretary_name")
	}
	if responsible == "" {
		responsible = "社区书记"
	}
	if err := check(from, until, paperKind, paperTail, responsible, now); err != nil {
		return nil, err
	}
	rows, minutes, err := records(tx, volunteer, from, until)
	if err != nil {
		return nil, err
	}
	if minutes == 0 {
		return nil, access.Refuse("这段时间里没有确认过的服务记录，开不出证明")
	}
	year := now.Year()
	n, err := requests.Count(tx, fmt.Sprintf("certificate-%d", year))
	if err != nil {
		return nil, err
	}
	office := settings.Of(tx)
	coll, err := tx.FindCachedCollectionByNameOrId(table)
	if err != nil {
		return nil, err
	}
	c := core.NewRecord(coll)
	c.Id = core.GenerateDefaultRandomId()
	c.Load(map[string]any{
		"certificate_no": fmt.Sprintf("%s志证〔%d〕%d号", strings.TrimSuffix(office.Name(), "社区"), year, n), "volunteer": v.Id, "resident": v.GetString("resident"), "name": v.GetString("name"),
		"paper_kind": paperKind, "paper_tail": paperTail, "external_no": v.GetString("external_no"), "from_day": from, "until_day": until, "minutes": minutes, "records": rows,
		"issuer": office.Name() + "居民委员会", "responsible": responsible, "handler": who.Label, "contact": office.Phone(), "issued_at": now, "key_hash": access.Hash(keyOf(tx, c.Id)), "state": "valid",
	})
	if err := access.Own(tx, c); err != nil {
		return nil, fmt.Errorf("issue certificate: %w", err)
	}
	return c, audit.Write(tx, who, audit.Entry{Action: "出具志愿服务证明", Collection: table, ID: c.Id, Note: c.GetString("certificate_no")})
}

// firstDay is the day of somebody's first service; that of the application while
// there is none.
func firstDay(app core.App, v *core.Record) (string, error) {
	var day string
	err := app.DB().Select("coalesce(min(day), '')").From("service_records").Where(dbx.HashExp{"volunteer": v.Id, "state": "valid"}).Row(&day)
	if err != nil {
		return "", fmt.Errorf("first service: %w", err)
	}
	if day == "" {
		day = v.GetDateTime("applied_at").Time().In(workday.Zone).Format(time.DateOnly)
	}
	return day, nil
}

// keyOf is what a certificate's code says: derived, so that it can be printed
// again, and nobody who counts numbers finds the next one's.
func keyOf(app core.App, id string) string { return access.Token(app, "certificate", id) }

func check(from, until, kind, tail, responsible string, now time.Time) error {
	var wrong []access.Field
	add := func(name, sentence string) {
		wrong = append(wrong, access.Field{Name: name, Code: "certificate_" + name, Sentence: sentence})
	}
	a, err1 := time.ParseInLocation(time.DateOnly, from, workday.Zone)
	b, err2 := time.ParseInLocation(time.DateOnly, until, workday.Zone)
	switch {
	case err1 != nil:
		add("from_day", "从哪天起？请写成 2026-01-01 这样")
	case err2 != nil:
		add("until_day", "到哪天止？请写成 2026-12-31 这样")
	case b.Before(a):
		add("until_day", "最后一天在第一天前面，请核对")
	case b.After(now):
		add("until_day", "还没有到的日子不能写进证明")
	}
	if utf8.RuneCountInString(kind) > 20 {
		add("paper_kind", "证件种类太长了，请核对")
	}
	if tail != "" && (len(tail) != 4 || strings.Trim(tail[:3], "0123456789") != "" || !strings.Contains("0123456789X", strings.ToUpper(tail[3:]))) {
		add("paper_tail", "只填证件号码的后四位，如 1234、123X；整个号码不要填")
	}
	if tail != "" && kind == "" {
		add("paper_kind", "后四位是什么证件的？如：居民身份证")
	}
	if utf8.RuneCountInString(responsible) > 20 {
		add("responsible", "负责人太长了，请只写姓名")
	}
	if len(wrong) > 0 {
		return access.RefuseFields(wrong...)
	}
	return nil
}

// records are the services of a period as the certificate lists them, and the
// sum of their minutes.
func records(app core.App, volunteer, from, until string) ([]templates.ServiceRow, int, error) {
	var rows []*core.Record
	err := app.RecordQuery("service_records").AndWhere(dbx.HashExp{"volunteer": volunteer, "state": "valid"}).
		AndWhere(dbx.NewExp("day >= {:from} AND day <= {:until}", dbx.Params{"from": from, "until": until})).OrderBy("started_at").All(&rows)
	if err != nil {
		return nil, 0, fmt.Errorf("records for a certificate: %w", err)
	}
	list, minutes := []templates.ServiceRow{}, 0
	for _, r := range rows {
		minutes += r.GetInt("minutes")
		list = append(list, templates.ServiceRow{Day: r.GetString("day"), Activity: r.GetString("activity"), Place: r.GetString("place"), ForWhom: r.GetString("for_whom"),
			Hours: service.Hours(r.GetInt("minutes")), Quality: words.Value("service_quality", r.GetString("quality"))})
	}
	return list, minutes, nil
}
