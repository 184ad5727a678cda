package reports_test

import (
	"archive/zip"
	"bytes"
	"context"
	"fmt"
	"io"
	"path"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/pocketbase/pocketbase/core"
	"github.com/xuri/excelize/v2"

	"hongguan/hooks/access"
	"hongguan/hooks/apptest"
	"hongguan/hooks/audit"
	"hongguan/hooks/jobs"
	"hongguan/hooks/outbox"
	"hongguan/hooks/reports"
	"hongguan/hooks/requests"
	"hongguan/hooks/settings"
	"hongguan/rules/schedule"
	"hongguan/rules/workday"
)

const (
	deeds = "我是李秀英，二期的房产证拖了十几年办不下来，电话13900000001，住302室"
	thisW = "2026-W48"
)

// at is a moment of the test's November and December.
func at(month time.Month, day, hour, minute int) time.Time {
	return time.Date(2026, month, day, hour, minute, 0, 0, workday.Zone)
}

var slot = at(11, 27, 16, 30)

// TestFriday is a complex request from the stairwell to the answer: up with
// the report, forwarded by link, answered by link.
func TestFriday(t *testing.T) {
	app := apptest.New(t)
	town := app.Town()
	apptest.Must(t, jobs.Tick(app))
	li := app.Resident(town, "李秀英", "13900000001")
	req := app.Ask(town, li, deeds)
	app.Do(town.Clerk, req, "accept")
	app.Ask(town, li, "单元门口的灯坏了三天")

	app.Clock.Set(slot.Add(-time.Minute))
	apptest.Must(t, jobs.Tick(app))
	if n := len(all(t, app, "weekly_reports")); n != 0 {
		t.Fatalf("%d reports before the hour", n)
	}
	app.Clock.Set(slot.Add(time.Minute))
	for range 3 {
		apptest.Must(t, jobs.Tick(app))
	}
	r := only(t, app)
	want := "【湖畔社区】民意诉求周报 2026年第48周（11月23日—11月27日） 共2件 复杂1件"
	if r.GetString("subject") != want || r.GetString("state") != "queued" || r.GetBool("late") {
		t.Errorf("%s %s late %v", r.GetString("subject"), r.GetString("state"), r.GetBool("late"))
	}
	if !strings.Contains(r.GetString("body"), "系统按时生成，尚未签发") {
		t.Errorf("the foot hides that nobody signed:\n%s", r.GetString("body"))
	}
	row := letter(t, app, "weekly:"+thisW)
	if row.GetString("to") != "zuzhibu@example.com" || row.GetString("subject") != want {
		t.Errorf("to %s: %s", row.GetString("to"), row.GetString("subject"))
	}
	checkPapers(t, app, row)

	dept := current(t, app, req)
	if dept.GetString("kind") != "forward" || dept.GetString("org") != town.Dept.Id {
		t.Fatalf("the request went to %s as %s", dept.GetString("org"), dept.GetString("kind"))
	}
	outbox.SetFolder(app, t.TempDir())
	apptest.Must(t, outbox.Deliver(context.Background(), app))
	if s := only(t, app).GetString("state"); s != "sent" {
		t.Errorf("after the letter went out: %s", s)
	}

	app.Clock.Set(at(11, 30, 9, 0))
	byLink(t, app, dept, "forward", "org", town.Handling.Id, "opinion", "请牵头")
	handling := current(t, app, req)
	byLink(t, app, handling, "sign", "by", "吴主任")
	app.Clock.Set(at(12, 2, 9, 0))
	byLink(t, app, handling, "reply", "text", "李秀英等住户的证年底前办好", "solved", "partly")
	if s := fresh(t, app, req).GetString("status"); s != "replied" {
		t.Errorf("request is %s", s)
	}
	ref, err := app.FindFirstRecordByData("referrals", "request", req.Id)
	apptest.Must(t, err)
	if ref.GetString("result") == "" || ref.GetString("weekly_report") != r.Id {
		t.Errorf("referral %v", ref.FieldsData())
	}

	app.Clock.Set(at(12, 4, 16, 31))
	apptest.Must(t, jobs.Tick(app))
	next, err := app.FindFirstRecordByData("weekly_reports", "week", "2026-W49")
	apptest.Must(t, err)
	body := next.GetString("body")
	for _, want := range []string{"本周无复杂诉求", "住建局党委12月2日答复：李**等住户的证年底前办好", ref.GetString("referral_no")} {
		if !strings.Contains(body, want) {
			t.Errorf("no %q in\n%s", want, body)
		}
	}
}

// checkPapers opens what the letter carries.
func checkPapers(t *testing.T, app *apptest.App, row *core.Record) {
	t.Helper()
	files := enclosed(t, app, row)
	var names []string
	for name, data := range files {
		names = append(names, name)
		text := wordsOf(t, name, data)
		for _, bad := range []string{"13900000001", "李秀英", "302"} {
			if strings.Contains(text, bad) {
				t.Errorf("%s in %s", bad, name)
			}
		}
		if strings.HasSuffix(name, ".docx") && !strings.Contains(text, "民意诉求承办单") {
			t.Errorf("%s is no 承办单", name)
		}
	}
	slices.Sort(names)
	if got := strings.Join(names, "、"); got != "民意诉求台账2026年第48周.xlsx、民意诉求承办单 湖畔承〔2026〕1号.docx" {
		t.Errorf("attached %s", got)
	}
	book, err := excelize.OpenReader(bytes.NewReader(files["民意诉求台账2026年第48周.xlsx"]))
	apptest.Must(t, err)
	defer book.Close()
	for sheet, want := range map[string]string{"概况": "合计", "复杂承办": "湖畔承〔2026〕1号", "办理情况": "HP-20261123-0001"} {
		rows, err := book.GetRows(sheet)
		apptest.Must(t, err)
		found := false
		for _, line := range rows {
			found = found || slices.Contains(line, want)
		}
		if !found {
			t.Errorf("no %s in sheet %s: %v", want, sheet, rows)
		}
	}
	if body := row.GetString("body_text") + row.GetString("body_html"); strings.Contains(body, "李秀英") || strings.Contains(body, "13900000001") || strings.Contains(body, "302") {
		t.Errorf("a person in the letter:\n%s", row.GetString("body_text"))
	}
}

// TestOncePerWeek restarts, doubles, is off over the weekend and sets the clock
// back: one report, late where it is late.
func TestOncePerWeek(t *testing.T) {
	app := apptest.New(t)
	town := app.Town()
	apptest.Must(t, jobs.Tick(app))
	req := app.Ask(town, app.Resident(town, "李秀英", "13900000001"), deeds)
	app.Do(town.Clerk, req, "accept")
	dir := app.DataDir()
	app.Stop()

	for _, now := range []time.Time{at(11, 30, 8, 20), at(11, 30, 8, 21), at(11, 30, 1, 0), at(12, 1, 9, 0)} {
		again := apptest.Open(t, dir)
		again.Clock.Set(now)
		apptest.Must(t, jobs.Tick(again))
		apptest.Must(t, jobs.Tick(again))
		r := only(t, again)
		if !r.GetBool("late") || !strings.HasSuffix(r.GetString("subject"), "（迟报）") || r.GetString("week") != thisW {
			t.Errorf("%s: %s", now, r.GetString("subject"))
		}
		if rows := all(t, again, "outbox"); len(rows) != 1 {
			t.Errorf("%s: %d letters", now, len(rows))
		}
		apptest.Must(t, reportsAgain(again))
		again.Stop()
	}
}

// reportsAgain tries to send what is sent already.
func reportsAgain(app *apptest.App) error {
	if err := reports.Send(app, weekOf(thisW)); err == nil || !strings.Contains(err.Error(), "不用再发") {
		return err
	}
	return nil
}

// TestWays is how the settings change where a report goes and whether.
func TestWays(t *testing.T) {
	for _, c := range []struct {
		name      string
		set       map[string]any
		complex   bool
		now       time.Time
		state, to string
		subject   string
		letters   int
	}{
		{"ModeB", map[string]any{"report_mode": "B"}, true, at(11, 27, 10, 31), "queued", "jiedao@example.com", "复杂1件", 1},
		{"Zero", nil, false, slot.Add(time.Minute), "queued", "zuzhibu@example.com", "共0件 复杂0件（零报告）", 1},
		{"NoZero", map[string]any{"report_zero": false}, false, slot.Add(time.Minute), "manual", "", "（零报告）", 0},
		{"Held", map[string]any{"report_auto": false}, true, slot.Add(time.Minute), "held", "", "复杂1件", 0},
		{"OrgMailbox", map[string]any{"report_to": ""}, true, slot.Add(time.Minute), "queued", "zuzhibu@example.com", "复杂1件", 1},
	} {
		t.Run(c.name, func(t *testing.T) {
			app := apptest.New(t)
			town := app.Town()
			set(t, app, c.set)
			apptest.Must(t, jobs.Tick(app))
			if c.complex {
				app.Do(town.Clerk, app.Ask(town, app.Resident(town, "李秀英", "13900000001"), deeds), "accept")
			}
			app.Clock.Set(c.now)
			apptest.Must(t, jobs.Tick(app))
			r := only(t, app)
			if r.GetString("state") != c.state || !strings.Contains(r.GetString("subject"), c.subject) {
				t.Errorf("%s: %s", r.GetString("state"), r.GetString("subject"))
			}
			rows := all(t, app, "outbox")
			if len(rows) != c.letters {
				t.Fatalf("%d letters", len(rows))
			}
			if c.letters > 0 && rows[0].GetString("to") != c.to {
				t.Errorf("to %s", rows[0].GetString("to"))
			}
		})
	}
}

func set(t *testing.T, app *apptest.App, values map[string]any) {
	t.Helper()
	c := settings.Of(app).Record.Fresh()
	c.Load(values)
	apptest.Must(t, app.Save(c))
}

func weekOf(text string) schedule.ISOWeek {
	w, err := schedule.ParseISOWeek(text)
	if err != nil {
		panic(err)
	}
	return w
}

func all(t *testing.T, app *apptest.App, table string) []*core.Record {
	t.Helper()
	rows, err := app.FindAllRecords(table)
	apptest.Must(t, err)
	// What the office is reminded of meanwhile is no report.
	return slices.DeleteFunc(rows, func(r *core.Record) bool {
		return table == "outbox" && slices.Contains([]string{"催办", "每日提醒"}, r.GetString("about"))
	})
}

// only is the one report there is.
func only(t *testing.T, app *apptest.App) *core.Record {
	t.Helper()
	rows := all(t, app, "weekly_reports")
	if len(rows) != 1 {
		t.Fatalf("%d reports", len(rows))
	}
	return rows[0]
}

func letter(t *testing.T, app *apptest.App, key string) *core.Record {
	t.Helper()
	r, err := app.FindFirstRecordByData("outbox", "dedup_key", key)
	if err != nil {
		t.Fatalf("no letter %s: %v", key, err)
	}
	return r
}

func fresh(t *testing.T, app *apptest.App, req *core.Record) *core.Record {
	t.Helper()
	r, err := app.FindRecordById("requests", req.Id)
	apptest.Must(t, err)
	return r
}

func current(t *testing.T, app *apptest.App, req *core.Record) *core.Record {
	t.Helper()
	a, err := requests.Current(app, req.Id)
	apptest.Must(t, err)
	if a == nil {
		t.Fatal("the request is with nobody")
	}
	return a
}

// byLink does a verb as the holder of an assignment's link.
func byLink(t *testing.T, app *apptest.App, a *core.Record, verb string, pairs ...any) {
	t.Helper()
	org, err := app.FindRecordById("orgs", a.GetString("org"))
	apptest.Must(t, err)
	who := access.Actor{Kind: access.Link, ID: a.Id, Org: org.Id, Label: org.GetString("name")}
	if _, err := requests.Apply(app, who, a.GetString("request"), verb, apptest.Fill(pairs...)); err != nil {
		t.Fatalf("%s: %v", verb, err)
	}
}

// enclosed are a letter's files by their names as they arrive.
func enclosed(t *testing.T, app *apptest.App, row *core.Record) map[string][]byte {
	t.Helper()
	var list []struct {
		File, Name string
	}
	apptest.Must(t, row.UnmarshalJSONField("attachment_list", &list))
	fsys, err := app.NewFilesystem()
	apptest.Must(t, err)
	defer fsys.Close()
	files := map[string][]byte{}
	for _, f := range list {
		r, err := fsys.GetReader(path.Join(row.BaseFilesPath(), f.File))
		apptest.Must(t, err)
		b, err := io.ReadAll(r)
		apptest.Must(t, err)
		apptest.Must(t, r.Close())
		files[f.Name] = b
	}
	return files
}

// wordsOf is every text part of an office file.
func wordsOf(t *testing.T, name string, data []byte) string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	var out strings.Builder
	for _, f := range z.File {
		if !strings.HasSuffix(f.Name, "document.xml") && !strings.HasSuffix(f.Name, "sharedStrings.xml") {
			continue
		}
		r, err := f.Open()
		apptest.Must(t, err)
		_, err = io.Copy(&out, r)
		apptest.Must(t, err)
	}
	return out.String()
}

// TestHead: the report bears the head of the log, keeps it, and the log is
// checked against it.
func TestHead(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	app.Town()
	apptest.Must(t, jobs.Tick(app))
	for range 3 {
		apptest.Must(t, audit.Write(app.BaseApp, access.Program(), audit.Entry{Action: "导出台账"}))
	}
	head, err := audit.Last(app.BaseApp)
	apptest.Must(t, err)
	app.Clock.Set(slot.Add(time.Minute))
	apptest.Must(t, jobs.Tick(app))
	r := only(t, app)
	if r.GetInt("audit_count") != head.Rows || r.GetString("audit_head") != head.Short() || head.Rows < 3 {
		t.Errorf("the report keeps %d %q, want %d %q", r.GetInt("audit_count"), r.GetString("audit_head"), head.Rows, head.Short())
	}
	line := fmt.Sprintf("操作日志共%d条，尾号%s", head.Rows, head.Short())
	if !strings.Contains(r.GetString("body"), line) {
		t.Errorf("the report lacks %s:\n%s", line, r.GetString("body"))
	}
	week, err := schedule.ParseISOWeek(thisW)
	apptest.Must(t, err)
	apptest.Must(t, audit.Write(app.BaseApp, access.Program(), audit.Entry{Action: "导出台账"}))
	apptest.Must(t, reports.Sign(app, app.As(app.Super()), week, "刘建华"))
	if r = only(t, app); !strings.Contains(r.GetString("body"), line) || r.GetString("audit_head") != head.Short() {
		t.Errorf("a signature moved the head:\n%s", r.GetString("body"))
	}
	if found, err := audit.Verify(app.BaseApp, ""); err != nil || found.Broken != nil {
		t.Errorf("the log: %s (%v)", found.Sentence(), err)
	}
}
