package imports_test

import (
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/apptest"
	"hongguan/hooks/imports"
)

// told are the preview's lines about one name.
func told(r *imports.Result, name string) string {
	for _, cells := range r.Preview {
		if cells[1] == name {
			return strings.Join(cells, "|")
		}
	}
	return ""
}

// TestOrgs brings in a sheet as an office writes it, with every fault there is.
func TestOrgs(t *testing.T) {
	app := apptest.New(t)
	town := app.Town()
	estate := town.Estate.GetString("name")
	file := table(t, "",
		[]any{"单位名称", "类别", "职能部门", "服务小区", "报修电话", "联系人", "联系人电话", "电子邮箱", "答复先审后发", "在用", "备注", "组织机构代码"},
		[]any{"新安物业(一部)", "物业公司", "", estate, "96122", "陈 强", "139 0000 0071", "anju@example.com", "是", "", "夜里有人"},
		[]any{town.Property.GetString("name"), "物业", "", "", "", "徐国平", 13900000072.0},
		[]any{"区城管局", "职能部门", "城管", "全社区", "0512-66001234"},
		[]any{"", "物业"},
		[]any{"没有类别的单位", ""},
		[]any{"错处多的单位", "施工队", "", "月亮湾", "12", "某某", "1390000007", "anju", "也许", "也许"},
		[]any{"新安物业（一部）", "物业"},
	)
	troubles := []string{"5 没有写单位名称", "6 没有写单位类别，请写：", "7 单位类别“施工队”没有这种", "8 和第2行是同一个单位"}
	before := count(t, app, "orgs")
	dry := run(t, app, "orgs", file, false)
	want(t, dry, 2, 1, 0, troubles...)
	if !strings.Contains(dry.Sentence, "没有用到的列：组织机构代码") || count(t, app, "orgs") != before {
		t.Errorf("%s, %d organisations", dry.Sentence, count(t, app, "orgs"))
	}
	for _, part := range []string{"服务小区：没有“月亮湾”这个小区", "对外电话：", "专人电话：手机号应为11位数字", "邮箱写得不对", "先审后发“也许”请写是或否", "在用“也许”请写是或否"} {
		if !strings.Contains(dry.Errors[2].Message, part) {
			t.Errorf("no %q in %q: every cell is looked at", part, dry.Errors[2].Message)
		}
	}
	if got := told(dry, town.Property.GetString("name")); !strings.Contains(got, "修改|") || !strings.Contains(got, "专人：徐**；专人电话：139****0072") {
		t.Errorf("told %q", got)
	}

	done := run(t, app, "orgs", file, true)
	want(t, done, 2, 1, 0, troubles...)
	r, err := app.FindFirstRecordByData("orgs", "name", "新安物业(一部)")
	apptest.Must(t, err)
	if r.GetString("kind") != "property" || r.GetStringSlice("estates")[0] != town.Estate.Id || r.GetString("contact_phone") != "13900000071" || r.GetString("phone") != "96122" ||
		!r.GetBool("reply_review") || !r.GetBool("active") || len(r.GetString("pass_code")) != 6 || r.GetString("contact_name") != "陈强" {
		t.Errorf("stored %v", r.FieldsData())
	}
	want(t, run(t, app, "orgs", file, true), 0, 0, 3, troubles...)
	entries, err := app.FindAllRecords("audit_entries", dbx.HashExp{"action": "导入承办单位"})
	apptest.Must(t, err)
	if len(entries) != 1 || entries[0].GetString("note") != "新增2，修改1" || entries[0].GetString("target_collection") != "orgs" {
		t.Errorf("%d lines in the log: %v", len(entries), entries)
	}

	clear := table(t, "", []any{"单位", "类别", "专人", "专人电话", "在用"}, []any{"新安物业（一部）", "", "无", "无", "停用"})
	want(t, run(t, app, "orgs", clear, true), 0, 1, 0)
	r, err = app.FindRecordById("orgs", r.Id)
	apptest.Must(t, err)
	if r.GetString("contact_name")+r.GetString("contact_phone") != "" || r.GetBool("active") || r.GetString("phone") != "96122" {
		t.Errorf("after clearing: %v", r.FieldsData())
	}
}

// TestWhatIsTakenOutComesBackUnchanged: the lists are edited in Excel and
// brought in again; nothing may change that nobody touched.
func TestWhatIsTakenOutComesBackUnchanged(t *testing.T) {
	app := apptest.New(t)
	town := app.Town()
	app.Create("orgs", "name", "区城管局", "kind", "department", "department", "城管", "estates", []string{town.Estate.Id}, "contact_phone", "0512-66001234", "active", false)
	for kind, title := range map[string]string{"orgs": "承办单位", "staff": "工作人员"} {
		rows := outOf(t, app, kind, title, town.Superuser)
		stored := count(t, app, kind)
		if len(rows) != stored+1 {
			t.Errorf("%s: %d rows taken out of %d", kind, len(rows)-1, stored)
		}
		want(t, run(t, app, kind, sheetOf(t, rows), true), 0, 0, stored)
		if n, _ := app.CountRecords("audit_entries", dbx.HashExp{"action": "导出" + title}); n != 1 {
			t.Errorf("taking %s out left %d lines in the log", title, n)
		}
	}
}

// TestListsAreForTheSecretary: nobody else brings in or takes out who works here.
func TestListsAreForTheSecretary(t *testing.T) {
	app := apptest.New(t)
	town := app.Town()
	resident := app.Resident(town, "王芳", "13900000001")
	for _, actor := range []struct {
		name string
		who  *core.Record
		code int
		says string
	}{
		{"Guest", nil, 401, "请先登录管理后台"},
		{"Resident", resident, 403, "导入由社区书记在管理后台办理"},
		{"Contact", town.Contact, 403, "导入由社区书记在管理后台办理"},
		{"Clerk", town.Clerk, 403, "导入由社区书记在管理后台办理"},
		{"Steward", town.Steward, 403, "导入由社区书记在管理后台办理"},
	} {
		for _, kind := range []string{"orgs", "staff"} {
			for _, path := range []string{"/export.xlsx", "/template.xlsx"} {
				if a := app.Call(actor.who, "GET", "/api/imports/"+kind+path, nil); a.Code != actor.code || a.Text("message") != actor.says {
					t.Errorf("%s %s%s: %d %s, want %d %s", actor.name, kind, path, a.Code, a.Text("message"), actor.code, actor.says)
				}
			}
			if a := app.Call(actor.who, "POST", "/api/imports/"+kind, nil); a.Code != actor.code || a.Text("message") != actor.says {
				t.Errorf("%s brings in %s: %d %s, want %d", actor.name, kind, a.Code, a.Text("message"), actor.code)
			}
		}
	}
	for _, kind := range []string{"orgs", "staff"} {
		app.Chinese(kind, app.Call(town.Superuser, "POST", "/api/imports/"+kind, nil), 400)
		r := httptest.NewRequest("GET", "/api/imports/"+kind+"/template.xlsx", nil)
		r.RemoteAddr, r.Host = "127.0.0.1:1000", "localhost"
		r.Header.Set("Authorization", app.Token(town.Superuser))
		w := httptest.NewRecorder()
		app.Handler().ServeHTTP(w, r)
		_, err := imports.Run(app, secretary, kind, w.Body.Bytes(), false)
		if err == nil || !strings.Contains(err.Error(), "表头下面没有内容") {
			t.Errorf("the empty template of %s: %v", kind, err)
		}
	}
}
