package imports_test

import (
	"bytes"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
	"github.com/xuri/excelize/v2"

	"hongguan/hooks/apptest"
)

// takenOut is the exported catalogue as rows, head line first.
func takenOut(t *testing.T, app *apptest.App, who *core.Record) [][]string {
	t.Helper()
	return outOf(t, app, "matters", "派单目录", who)
}

// outOf is one kind of table as it is taken out.
func outOf(t *testing.T, app *apptest.App, kind, title string, who *core.Record) [][]string {
	t.Helper()
	r := httptest.NewRequest("GET", "/api/imports/"+kind+"/export.xlsx", nil)
	r.RemoteAddr, r.Host = "127.0.0.1:1000", "localhost"
	r.Header.Set("Authorization", app.Token(who))
	w := httptest.NewRecorder()
	app.Handler().ServeHTTP(w, r)
	if w.Code != 200 {
		t.Fatalf("HTTP %d: %s", w.Code, w.Body)
	}
	book, err := excelize.OpenReader(bytes.NewReader(w.Body.Bytes()))
	apptest.Must(t, err)
	rows, err := book.GetRows(title)
	apptest.Must(t, err)
	return rows[1:] // a title stands above
}

// sheetOf writes rows back, as somebody who edits the exported file does.
func sheetOf(t *testing.T, rows [][]string) []byte {
	t.Helper()
	out := make([][]any, len(rows))
	for i, row := range rows {
		for _, cell := range row {
			out[i] = append(out[i], cell)
		}
	}
	return table(t, "", out...)
}

// TestMatters takes the catalogue out, edits it as an office would, tries it and
// brings it in.
func TestMatters(t *testing.T) {
	app := apptest.New(t)
	town := app.Town()
	rows := takenOut(t, app, town.Superuser)
	want(t, run(t, app, "matters", sheetOf(t, rows), false), 0, 0, len(rows)-1)

	at := func(name string) []string {
		i := slices.IndexFunc(rows, func(r []string) bool { return r[1] == name })
		for len(rows[i]) < 12 {
			rows[i] = append(rows[i], "")
		}
		return rows[i]
	}
	light, lift, dogs := at("公共照明维修"), at("电梯故障维修"), at("养犬与宠物")
	light[7] += "、灯笼"
	light[6] = "3"
	lift[1] = "电梯"
	dogs[9] = "无"
	bad := append([]string{}, at("外墙、屋檐、楼道公共设施破损")...)
	copy(at("外墙、屋檐、楼道公共设施破损"), []string{bad[0], bad[1], "市政类"})
	off := at("火情")
	off[11] = "否"
	rows = append(rows, []string{"", "晾衣架", "民主自治", "社区协调", "居委会", "", "", "晾衣架 晾衣杆、晒衣", "公共晾衣架坏了／想装个晾衣架", "写清哪一幢", "", "是"},
		[]string{"", "晾衣架", "民主自治", "社区协调"}, []string{"", "没有部门", "政务类", "部门转办", "职能部门"}, []string{"", "", "政务类", "社区协调"})
	file := sheetOf(t, rows)
	total := len(rows) - 1

	try := run(t, app, "matters", file, false)
	if try.Rows != total || try.New != 1 || try.Changed != 3 || len(try.Errors) != 5 || !strings.Contains(try.Sentence, "还没有写入") {
		t.Errorf("%s %+v", try.Sentence, try.Errors)
	}
	preview := ""
	for _, line := range try.Preview {
		preview += strings.Join(line, "|") + "\n"
	}
	for _, part := range []string{"修改|公共照明维修|时限：0 → 3；关键词加“灯笼”", "修改|电梯|事项：电梯故障维修 → 电梯", "修改|养犬与宠物|提示：清掉", "新增|晾衣架"} {
		if !strings.Contains(preview, part) {
			t.Errorf("no %q in the preview:\n%s", part, preview)
		}
	}
	troubles := ""
	for _, e := range try.Errors {
		troubles += e.Message + "\n"
	}
	for _, part := range []string{"类型“市政类”没有这种，请写：政务类、民主自治类", "“火情”由程序", "是同一个事项", "哪个职能部门", "请写事项名称"} {
		if !strings.Contains(troubles, part) {
			t.Errorf("no %q among the troubles:\n%s", part, troubles)
		}
	}
	if n, _ := app.CountRecords("matter_history", dbx.HashExp{"action": "import"}); n != 0 {
		t.Fatal("the dry run wrote")
	}

	done := run(t, app, "matters", file, true)
	if !done.Applied || done.New != 1 || done.Changed != 3 {
		t.Errorf("%s %+v", done.Sentence, done.Errors)
	}
	r, err := app.FindFirstRecordByData("matters", "code", "public_light")
	apptest.Must(t, err)
	if r.GetInt("days") != 3 || !strings.Contains(r.GetString("keywords"), "灯笼") || r.GetString("guidance") == "" {
		t.Errorf("not written: %v", r)
	}
	lines, err := app.FindRecordsByFilter("matter_history", "action = 'import'", "@rowid", 0, 0)
	apptest.Must(t, err)
	if len(lines) != 4 || lines[0].GetString("actor_label") != "社区书记 s@example.cn" {
		t.Errorf("%d lines in the history", len(lines))
	}
	if again := run(t, app, "matters", file, true); again.New != 0 || again.Changed != 0 || again.Same != total-5 || len(again.Errors) != 5 {
		t.Errorf("a second time: %s", again.Sentence)
	}
}

// TestMattersForTheSecretary: nobody else takes the catalogue out or brings one in.
func TestMattersForTheSecretary(t *testing.T) {
	app := apptest.New(t)
	town := app.Town()
	for name, who := range map[string]*core.Record{"Guest": nil, "Contact": town.Contact, "Clerk": town.Clerk, "Steward": town.Steward} {
		code := 403
		if who == nil {
			code = 401
		}
		app.Chinese(name, app.Call(who, "GET", "/api/imports/matters/export.xlsx", nil), code)
	}
	app.Chinese("NoSuch", app.Call(town.Superuser, "GET", "/api/imports/residents/export.xlsx", nil), 404)
	app.Chinese("NoFile", app.Call(town.Superuser, "POST", "/api/imports/matters", nil), 400)
}

// TestMatterTwice: the second of two rows about one matter is refused, and what
// the first one says is written as it stands there.
func TestMatterTwice(t *testing.T) {
	for name, second := range map[string][]string{
		"by its name":            {"", "公共照明维修", "", "", "", "", "9"},
		"by its code, renamed":   {"public_light", "楼道灯", "", "", "", "", "9"},
		"by its old name, again": {"", "公共照明维修", "", "", "", "", "9", "灯笼"},
	} {
		t.Run(name, func(t *testing.T) {
			app := apptest.New(t)
			town := app.Town()
			head := takenOut(t, app, town.Superuser)[0]
			first := []string{"public_light", "公共照明", "", "", "", "", "4"}
			got := run(t, app, "matters", sheetOf(t, [][]string{head, first, second}), true)
			if got.Changed != 1 || len(got.Errors) != 1 || !strings.Contains(got.Errors[0].Message, "是同一个事项") {
				t.Errorf("%s %+v", got.Sentence, got.Errors)
			}
			r, err := app.FindFirstRecordByData("matters", "code", "public_light")
			apptest.Must(t, err)
			if r.GetInt("days") != 4 || r.GetString("name") != "公共照明" || strings.Contains(r.GetString("keywords"), "灯笼") {
				t.Errorf("%s, %d days, %s: the refused row was written", r.GetString("name"), r.GetInt("days"), r.GetString("keywords"))
			}
		})
	}
}
