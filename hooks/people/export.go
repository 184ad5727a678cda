package people

import (
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/access"
	"hongguan/hooks/audit"
	"hongguan/hooks/calendar"
	"hongguan/hooks/places"
	"hongguan/hooks/settings"
	"hongguan/rules/words"
	"hongguan/templates"
)

// exportLife is how long the page of an export opens: long enough to keep it,
// too short for a phone that is lost tomorrow.
const exportLife = 10 * time.Minute

const exportPurpose = "own data"

// exportRoute makes the address of a page with everything the office holds
// about somebody. An address, not a file: WeChat opens a page and saves no file.
func exportRoute(e *core.RequestEvent) error {
	id, who, err := whose(e)
	if err != nil {
		return err
	}
	var f struct {
		How string `json:"how"`
	}
	if err := e.BindBody(&f); err != nil {
		return access.Refuse("提交的内容不完整，请重新填写")
	}
	note := "本人在手机上"
	if who.Kind != access.Resident {
		if note = strings.TrimSpace(f.How); note == "" {
			return access.RefuseFields(access.Field{Name: "how", Code: "how_missing", Sentence: "请写明怎样确认是本人要求的：当面、书面，还是回拨登记电话"})
		}
	}
	rows, _, err := registrations(e.App, id)
	if err != nil {
		return err
	}
	if !rows[0].GetDateTime("erased_at").IsZero() {
		return access.Refuse("这份登记的个人信息已经删除了")
	}
	if err := audit.Write(e.App, who, audit.Entry{Action: "导出个人信息", Collection: "residents", ID: id, Note: note}); err != nil {
		return err
	}
	until := calendar.Now(e.App).Add(exportLife)
	// The code tells whether it is still the registration of that moment: who is
	// erased or logged out everywhere has no export lying about.
	ticket := access.Ticket(e.App, exportPurpose, id+" "+access.Hash(rows[0].TokenKey()), until)
	return e.JSON(200, map[string]any{"url": "/api/export/" + url.PathEscape(ticket), "until": until.UTC()})
}

// exported sends the page to whoever holds its address.
func exported(e *core.RequestEvent) error {
	const over = "这个网址已经过期，请在“我的”页面里重新打开"
	now := calendar.Now(e.App)
	opened, ok := access.OpenTicket(e.App, exportPurpose, e.Request.PathValue("ticket"), now)
	id, key, _ := strings.Cut(opened, " ")
	if !ok {
		return access.Answer(http.StatusNotFound, over)
	}
	rows, ids, err := registrations(e.App, id)
	if err != nil || access.Hash(rows[0].TokenKey()) != key {
		return access.Answer(http.StatusNotFound, over)
	}
	c := settings.Of(e.App)
	view := templates.OwnDataView{Community: c.Name(), Name: rows[0].GetString("name"), MadeAt: now, Until: now.Add(exportLife),
		Contact: c.GetString("contact_name"), Phone: c.Phone(), Font: 18, Chapters: []templates.Chapter{ownChapter(e.App, rows)}}
	if px, err := strconv.Atoi(e.Request.URL.Query().Get("font")); err == nil && (px == 22 || px == 30) {
		view.Font = px // as the page showed it that opened this one
	}
	for _, h := range holders(e.App) {
		if h.Export == nil {
			continue
		}
		more, err := h.Export(e.App, ids)
		if err != nil {
			return err
		}
		view.Chapters = append(view.Chapters, more...)
	}
	seen, err := seenChapter(e.App, ids)
	if err != nil {
		return err
	}
	view.Chapters = append(view.Chapters, seen)
	html, err := templates.OwnData(view)
	if err != nil {
		return err
	}
	h := e.Response.Header()
	h.Set("Cache-Control", "no-store")
	h.Set("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; img-src data:")
	h.Set("Referrer-Policy", "no-referrer")
	return e.HTML(http.StatusOK, html)
}

// ownChapter is what she registered; one entry for each time she did.
func ownChapter(app core.App, rows []*core.Record) templates.Chapter {
	c := templates.Chapter{Title: "登记"}
	for i, r := range rows {
		var e templates.Entry
		if i > 0 {
			e.Title = "又登记过一次（已核对是同一人）"
		}
		e.Fact("称呼", r.GetString("name"))
		e.Fact("电话", r.GetString("phone"))
		e.Fact("住址", places.Words(places.Label(app, r.GetString("estate"), r.GetString("building"), r.GetString("unit")), r.GetString("room")))
		e.Fact("登记时间", templates.Moment(r.GetDateTime("created").Time()))
		e.Fact("同意书", strings.TrimSpace("第 "+r.GetString("consent_version")+" 版　"+templates.Moment(r.GetDateTime("consent_at").Time())+"同意"))
		if r.GetString("real_name") == "confirmed" {
			e.Fact("实名核对", strings.Join([]string{templates.Moment(r.GetDateTime("real_name_at").Time()), r.GetString("real_name_by"), r.GetString("real_name_how")}, "　"))
		}
		if at := r.GetDateTime("wanted_at"); !at.IsZero() {
			e.Fact("申请更正", places.Words(templates.Moment(at.Time()), r.GetString("wanted_phone"),
				places.Label(app, estateOf(app, r.GetString("wanted_building")), r.GetString("wanted_building"), r.GetString("wanted_unit"))))
		}
		c.Entries = append(c.Entries, e)
	}
	return c
}

// silent are entries of the log that the page would only repeat, or that
// belong to the office's own check.
var silent = []string{"导出个人信息"}

// seenChapter is who did what with her registration. Holders tell it of what is theirs.
func seenChapter(app core.App, ids []any) (templates.Chapter, error) {
	c := templates.Chapter{Title: "谁动过您的登记", Hint: "每次发登录码、核对、关联都有记录。"}
	lines, err := Log(app, "residents", ids, "")
	if err != nil {
		return c, err
	}
	c.Entries = lines
	if len(lines) == 0 {
		c.Hint = "没有人动过。"
	}
	return c, nil
}

// Log lists what the log says about records of a table, newest last; like
// keeps only actions that contain the word.
func Log(app core.App, table string, ids []any, like string) ([]templates.Entry, error) {
	var rows []struct {
		At     string `db:"at"`
		Kind   string `db:"actor_kind"`
		Label  string `db:"actor_label"`
		Action string `db:"action"`
		Note   string `db:"note"`
	}
	q := app.DB().Select("at", "actor_kind", "actor_label", "action", "note").From("audit_entries").
		Where(dbx.HashExp{"target_collection": table}).AndWhere(dbx.In("target_id", ids...)).OrderBy("_rowid_").Limit(1000)
	if like != "" {
		q.AndWhere(dbx.Like("action", like))
	}
	if err := q.All(&rows); err != nil {
		return nil, fmt.Errorf("log of %s: %w", table, err)
	}
	var list []templates.Entry
	for _, r := range rows {
		if slices.Contains(silent, r.Action) {
			continue
		}
		if slices.Contains(ids, any(r.Note)) { // of a link it is the other registration's id
			r.Note = ""
		}
		by := r.Label
		switch r.Kind {
		case access.Resident:
			by = "您自己"
		case access.Superuser:
			by = "社区书记"
		}
		if by == "" {
			by = words.Value("actor_kind", r.Kind)
		}
		list = append(list, templates.Entry{Facts: []templates.Fact{{Name: moment(r.At), Text: strings.Join(slices.DeleteFunc([]string{by, r.Action, r.Note}, func(s string) bool { return s == "" }), "　")}}})
	}
	return list, nil
}

func moment(stored string) string {
	at, err := time.Parse("2006-01-02 15:04:05.000Z", stored)
	if err != nil {
		return stored
	}
	return templates.Moment(at)
}
