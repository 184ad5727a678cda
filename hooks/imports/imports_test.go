package imports_test

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"fmt"
	"mime/multipart"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/pocketbase/pocketbase/core"
	"github.com/xuri/excelize/v2"

	"hongguan/hooks/access"
	"hongguan/hooks/apptest"
	"hongguan/hooks/imports"
)

// table writes a workbook; merge joins cells down as offices do.
func table(t testing.TB, merge string, rows ...[]any) []byte {
	t.Helper()
	book := excelize.NewFile()
	for i, row := range rows {
		apptest.Must(t, book.SetSheetRow("Sheet1", fmt.Sprintf("A%d", i+1), &row))
	}
	if from, to, ok := strings.Cut(merge, ":"); ok {
		apptest.Must(t, book.MergeCell("Sheet1", from, to))
	}
	var b bytes.Buffer
	apptest.Must(t, book.Write(&b))
	return b.Bytes()
}

var secretary = access.Actor{Kind: access.Superuser, ID: "s", Name: "s@example.cn"}

func run(t testing.TB, app core.App, kind string, file []byte, apply bool) *imports.Result {
	t.Helper()
	r, err := imports.Run(app, secretary, kind, file, apply)
	apptest.Must(t, err)
	return r
}

func want(t testing.TB, r *imports.Result, fresh, changed, same int, troubles ...string) {
	t.Helper()
	if r.New != fresh || r.Changed != changed || r.Same != same {
		t.Errorf("new %d changed %d same %d, want %d %d %d: %s %v", r.New, r.Changed, r.Same, fresh, changed, same, r.Sentence, r.Errors)
	}
	got := []string{}
	for _, e := range r.Errors {
		got = append(got, fmt.Sprintf("%d %s", e.Row, e.Message))
	}
	if len(got) != len(troubles) {
		t.Errorf("troubles %v, want %v", got, troubles)
		return
	}
	for i := range troubles {
		if !strings.HasPrefix(got[i], troubles[i]) {
			t.Errorf("trouble %q, want %q", got[i], troubles[i])
		}
	}
}

func count(t testing.TB, app core.App, collection string) int {
	t.Helper()
	n, err := app.CountRecords(collection)
	apptest.Must(t, err)
	return int(n)
}

func houses(t testing.TB) []byte {
	return table(t, "A3:A6",
		[]any{"湖畔社区房屋表", "", "", "", "", "", ""},
		[]any{"*小区名称", "楼 号", "单元（没有就空着）", "所属网格", "户数", "物业电话", ""},
		[]any{"湖畔花园一期", 5, "1单元", 3, 12},
		[]any{"", "5栋", "二单元", "03网格", 12},
		[]any{"", "6幢", "1-3单元", "第3网格", 36},
		[]any{"", "7号楼", "", "", ""},
		[]any{},
		[]any{"莲香新村", "1幢", "甲单元、乙单元", "07", "二十"},
		[]any{"莲香新村", "1幢", "甲单元、乙单元", "07", 20},
		[]any{"莲香新村", "1幢", "", "08"},
		[]any{"", "2幢"},
		[]any{"莲香新村", "", "1单元"},
		[]any{"莲香新村", "2幢", "9-1单元"},
	)
}

var houseTroubles = []string{"8 户数请写数字", "10 同一栋楼前面写的是07网格", "11 没有写小区", "12 写了单元，没有写楼栋", "13 单元“9-1单元”没有看懂"}

func TestHouses(t *testing.T) {
	app := apptest.New(t)
	file := houses(t)
	dry := run(t, app, "places", file, false)
	want(t, dry, 5, 0, 0, houseTroubles...)
	if !strings.Contains(dry.Sentence, "物业电话") || !strings.Contains(dry.Sentence, "还没有写入") || len(dry.Preview) != 5 {
		t.Errorf("%s %v", dry.Sentence, dry.Preview)
	}
	if count(t, app, "estates")+count(t, app, "grids") != 0 {
		t.Fatal("a dry run has written")
	}
	want(t, run(t, app, "places", file, true), 5, 0, 0, houseTroubles...)
	for collection, n := range map[string]int{"estates": 2, "buildings": 4, "units": 7, "grids": 2, "audit_entries": 1} {
		if got := count(t, app, collection); got != n {
			t.Errorf("%d %s, want %d", got, collection, n)
		}
	}
	five, err := app.FindFirstRecordByFilter("buildings", "key = '5'")
	apptest.Must(t, err)
	grid, err := app.FindRecordById("grids", five.GetString("grid"))
	apptest.Must(t, err)
	if five.GetString("name") != "5幢" || five.GetInt("households") != 24 || grid.GetString("no") != "03" || grid.GetString("estate") != five.GetString("estate") {
		t.Errorf("5幢: %v %v", five.FieldsData(), grid.FieldsData())
	}
	want(t, run(t, app, "places", file, true), 0, 0, 5, houseTroubles...)
	if count(t, app, "audit_entries") != 1 {
		t.Error("an import that changes nothing needs no log")
	}
	moved := table(t, "", []any{"小区", "楼栋", "单元", "网格", "户数"}, []any{"湖畔花园一期", "五号楼", "", "4", 25}, []any{"湖畔花园一期", "6幢", "2", "3"})
	want(t, run(t, app, "places", moved, true), 0, 1, 1)
	five, err = app.FindRecordById("buildings", five.Id)
	apptest.Must(t, err)
	if five.GetInt("households") != 25 || count(t, app, "grids") != 3 {
		t.Errorf("5幢 after the change: %v", five.FieldsData())
	}
}

func TestResidents(t *testing.T) {
	app := apptest.New(t)
	run(t, app, "places", houses(t), true)
	file := table(t, "C2:C3",
		[]any{"姓名", "联系电话", "小区", "楼栋", "单元", "房号", "备注", "身份证号"},
		[]any{"王 芳", 13900000001, "湖畔花园一期", "5幢", "2单元", "0302", "", "32050119800101123X"},
		[]any{"李强", "+86 139-0000-0002、0512-66001234", "", "5号楼", 2, "302室", "独居"},
		[]any{"赵敏", "", "湖畔花园一期", "7号楼", "无", "101"},
		[]any{"", "13900000003", "湖畔花园一期", "5幢"},
		[]any{"孙伟", "1390000000", "湖畔花园一期", "5幢"},
		[]any{"周杰", "13900000004", "不存在的小区", "5幢"},
		[]any{"吴昊", "13900000005", "湖畔花园一期", "九幢"},
		[]any{"郑爽", "13900000006", "湖畔花园一期", "5幢", "8单元"},
		[]any{"王芳", "13900000007", "湖畔花园一期", "05幢", "2", "302"},
		[]any{"钱多", "13900000008", "", "5幢"},
	)
	troubles := []string{"5 没有写姓名", "6 电话：手机号应为11位数字", "7 没有“不存在的小区”", "8 湖畔花园一期没有“九幢”", "9 湖畔花园一期5幢没有“8”单元", "10 和第2行是同一户", "11 没有写小区"}
	dry := run(t, app, "residents", file, false)
	want(t, dry, 3, 0, 0, troubles...)
	answer, err := json.Marshal(dry)
	apptest.Must(t, err)
	for _, secret := range []string{"王芳", "李强", "13900000001", "3205011980", "孙伟", "1390000000"} {
		if bytes.Contains(answer, []byte(secret)) {
			t.Errorf("the answer holds %s: %s", secret, answer)
		}
	}
	if count(t, app, "roster_entries") != 0 {
		t.Fatal("a dry run has written")
	}
	want(t, run(t, app, "residents", file, true), 3, 0, 0, troubles...)
	li, err := app.FindFirstRecordByFilter("roster_entries", "name = '李强'")
	apptest.Must(t, err)
	if li.GetString("phone") != "13900000002" || li.GetString("room") != "302" || li.GetString("unit") == "" || !strings.Contains(li.GetString("note"), "独居 另一电话 0512-66001234") {
		t.Errorf("李强: %v", li.FieldsData())
	}
	want(t, run(t, app, "residents", file, true), 0, 0, 3, troubles...)

	again := table(t, "", []any{"名字", "手机", "小区", "幢", "单元", "室号"},
		[]any{"王芳", 1.3900000099e10, "湖畔花园一期", "5", "2", "302"}, []any{"李强", "", "湖畔花园一期", "5", "2", "302"})
	want(t, run(t, app, "residents", again, true), 0, 1, 1)
	wang, err := app.FindFirstRecordByFilter("roster_entries", "name = '王芳'")
	apptest.Must(t, err)
	if wang.GetString("phone") != "13900000099" || count(t, app, "roster_entries") != 3 {
		t.Errorf("王芳: %v", wang.FieldsData())
	}
	entries, err := app.FindAllRecords("audit_entries")
	apptest.Must(t, err)
	for _, e := range entries {
		if strings.Contains(e.GetString("note"), "王") {
			t.Error("the log holds a name")
		}
	}
}

func TestARefusedRowWritesNothing(t *testing.T) {
	app := apptest.New(t)
	app.OnRecordCreate("units").BindFunc(func(e *core.RecordEvent) error {
		if e.Record.GetString("name") == "乙单元" {
			return access.Refuse("这个单元不行")
		}
		return e.Next()
	})
	_, err := imports.Run(app, secretary, "places", houses(t), true)
	if err == nil || !strings.Contains(err.Error(), "第9行：这个单元不行。没有导入任何一行") {
		t.Errorf("%v", err)
	}
	for _, c := range []string{"estates", "buildings", "units", "grids", "audit_entries"} {
		if n := count(t, app, c); n != 0 {
			t.Errorf("%d %s left behind", n, c)
		}
	}
}

// rewrite replaces one part of a workbook.
func rewrite(t testing.TB, file []byte, name, content string) []byte {
	t.Helper()
	from, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	apptest.Must(t, err)
	var b bytes.Buffer
	to := zip.NewWriter(&b)
	for _, f := range from.File {
		if f.Name != name {
			apptest.Must(t, to.Copy(f))
		}
	}
	w, err := to.Create(name)
	apptest.Must(t, err)
	_, err = w.Write([]byte(content))
	apptest.Must(t, err)
	apptest.Must(t, to.Close())
	return b.Bytes()
}

func TestHostileFiles(t *testing.T) {
	app := apptest.New(t)
	parcel := func(files map[string][]byte) []byte {
		var b bytes.Buffer
		z := zip.NewWriter(&b)
		for name, content := range files {
			w, err := z.Create(name)
			apptest.Must(t, err)
			_, err = w.Write(content)
			apptest.Must(t, err)
		}
		apptest.Must(t, z.Close())
		return b.Bytes()
	}
	good := table(t, "", []any{"姓名", "楼栋"}, []any{"王芳", "5幢"})
	far := rewrite(t, good, "xl/worksheets/sheet1.xml", `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>`+
		`<row r="1"><c r="A1" t="str"><v>姓名</v></c><c r="B1" t="str"><v>楼栋</v></c></row><row r="1048576"><c r="XFD1048576" t="str"><v>x</v></c></row></sheetData>`+
		`<mergeCells count="2"><mergeCell ref="A2:A1048576"/><mergeCell ref="B2:B1048576"/></mergeCells></worksheet>`)
	many := [][]any{{"姓名", "楼栋"}}
	for i := range 20001 {
		many = append(many, []any{fmt.Sprint(i), "5"})
	}
	for name, c := range map[string]struct {
		file []byte
		says string
	}{
		"empty":     {nil, "请选择"},
		"text":      {[]byte("姓名,电话\n王芳,139"), "不是 .xlsx"},
		"old xls":   {append([]byte{0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1}, make([]byte, 600)...), "旧版 .xls"},
		"too big":   {make([]byte, 6<<20), "太大"},
		"bomb":      {parcel(map[string][]byte{"xl/worksheets/sheet1.xml": make([]byte, 64<<20)}), "展开后太大"},
		"no book":   {parcel(map[string][]byte{"a.txt": []byte("hello")}), "打不开"},
		"bad XML":   {parcel(map[string][]byte{"[Content_Types].xml": []byte("<Types"), "xl/workbook.xml": []byte("<workbook><sheets><sheet name='a' sheetId='1' r:id='rId1'/>"), "xl/worksheets/sheet1.xml": []byte("<<<")}), ""},
		"truncated": {good[:len(good)/2], ""},
		"no header": {table(t, "", []any{"甲", "乙"}, []any{"1", "2"}), "没有找到表头，第一行请写：姓名、电话"},
		"only head": {table(t, "", []any{"姓名", "楼栋"}), "没有内容"},
		"far cells": {far, ""},
		"long cell": {table(t, "", []any{"姓名", "楼栋"}, []any{strings.Repeat("长", 501), "5"}), "第2行“姓名”太长了"},
		"many rows": {table(t, "", many...), "超过20000行"},
	} {
		_, err := imports.Run(app, secretary, "residents", c.file, true)
		if err == nil || !strings.Contains(err.Error(), c.says) || err.Error()[0] < 0x80 {
			t.Errorf("%s: %v, want %q", name, err, c.says)
		}
	}
	if n := count(t, app, "roster_entries"); n != 0 {
		t.Errorf("%d rows written", n)
	}
}

func TestRoutes(t *testing.T) {
	app := apptest.New(t)
	token := func(collection string, values map[string]any) string {
		t.Helper()
		c, err := app.FindCollectionByNameOrId(collection)
		apptest.Must(t, err)
		r := core.NewRecord(c)
		r.Load(values)
		r.SetPassword("secret-password")
		apptest.Must(t, app.Save(r))
		s, err := r.NewAuthToken()
		apptest.Must(t, err)
		return s
	}
	file := houses(t)
	for _, c := range []struct {
		role, token string
		status      int
	}{
		{"guest", "", 401},
		{"resident", token("residents", map[string]any{"name": "王芳", "phone": "13900000001", "active": true}), 403},
		{"clerk", token("staff", map[string]any{"account": "wm", "name": "王敏", "role": "clerk", "active": true}), 403},
		{"steward", token("staff", map[string]any{"account": "sj", "name": "沈洁", "role": "steward", "active": true}), 403},
		{"superuser", token(core.CollectionNameSuperusers, map[string]any{"email": "s@example.cn"}), 200},
	} {
		call := func(method, path, field, apply string) *httptest.ResponseRecorder {
			var b bytes.Buffer
			form := multipart.NewWriter(&b)
			w, err := form.CreateFormFile(field, "房屋.xlsx")
			apptest.Must(t, err)
			_, err = w.Write(file)
			apptest.Must(t, err)
			apptest.Must(t, form.WriteField("apply", apply))
			apptest.Must(t, form.Close())
			r := httptest.NewRequest(method, path, &b)
			r.Header.Set("Content-Type", form.FormDataContentType())
			r.Header.Set("Authorization", c.token)
			r.RemoteAddr, r.Host = "127.0.0.1:4000", "127.0.0.1:8090"
			answer := httptest.NewRecorder()
			app.Handler().ServeHTTP(answer, r)
			return answer
		}
		for _, apply := range []string{"0", "1"} {
			w := call("POST", "/api/imports/places", "file", apply)
			if w.Code != c.status {
				t.Errorf("%s apply=%s: %d %s", c.role, apply, w.Code, w.Body)
			}
			if n := count(t, app, "estates"); (n > 0) != (c.status == 200 && apply == "1") {
				t.Errorf("%s apply=%s: %d estates", c.role, apply, n)
			}
		}
		if w := call("GET", "/api/imports/residents/template.xlsx", "x", ""); w.Code != c.status || c.status == 200 && !bytes.HasPrefix(w.Body.Bytes(), []byte("PK")) {
			t.Errorf("%s template: %d", c.role, w.Code)
		} else if c.status == 200 {
			if _, err := imports.Run(app, secretary, "residents", w.Body.Bytes(), true); err == nil || !strings.Contains(err.Error(), "表头下面没有内容") {
				t.Errorf("the empty template: %v", err)
			}
		}
		if c.status != 200 {
			continue
		}
		if w := call("POST", "/api/imports/places", "wrong", "0"); w.Code != 400 || !strings.Contains(w.Body.String(), "请选择") {
			t.Errorf("no file: %d %s", w.Code, w.Body)
		}
		if w := call("POST", "/api/imports/moons", "file", "0"); w.Code != 404 {
			t.Errorf("unknown kind: %d", w.Code)
		}
		file = make([]byte, 8<<20)
		if w := call("POST", "/api/imports/places", "file", "0"); w.Code != 400 && w.Code != 413 || !strings.Contains(w.Body.String(), "大") {
			t.Errorf("too big: %d %s", w.Code, w.Body)
		}
	}
}

func TestCommand(t *testing.T) {
	app := apptest.New(t)
	name := filepath.Join(t.TempDir(), "房屋.xlsx")
	apptest.Must(t, os.WriteFile(name, houses(t), 0o600))
	prepared := 0
	execute := func(args ...string) (string, error) {
		cmd := imports.Command(app, func() error { prepared++; return nil })
		var out bytes.Buffer
		cmd.SetOut(&out)
		cmd.SetErr(&out)
		cmd.SilenceUsage = true
		cmd.SetArgs(args)
		err := cmd.Execute()
		return out.String(), err
	}
	out, err := execute("places", name)
	apptest.Must(t, err)
	if !strings.Contains(out, "新增  湖畔花园一期 5幢 1单元") || !strings.Contains(out, "第8行：户数请写数字") || !strings.Contains(out, "还没有写入") || count(t, app, "estates") != 0 || prepared != 1 {
		t.Errorf("dry run:\n%s", out)
	}
	out, err = execute("places", name, "--apply")
	apptest.Must(t, err)
	if !strings.Contains(out, "已导入") || count(t, app, "estates") != 2 {
		t.Errorf("apply:\n%s", out)
	}
	if _, err := execute("places", name+"x"); err == nil || !strings.Contains(err.Error(), "文件打不开") {
		t.Errorf("%v", err)
	}
	if _, err := execute("residents", name); err == nil || !strings.Contains(err.Error(), "没有找到表头") {
		t.Errorf("%v", err)
	}
}
