package referrals_test

import (
	"archive/zip"
	"bytes"
	"io"
	"strings"
	"testing"

	"github.com/pocketbase/pocketbase/tools/filesystem"

	"hongguan/hooks/apptest"
	"hongguan/hooks/referrals"
	"hongguan/hooks/settings"
	"hongguan/templates"
)

// reword changes a word of the form, as the office does in Word.
func reword(t *testing.T, doc []byte, old, fresh string) []byte {
	t.Helper()
	in, err := zip.NewReader(bytes.NewReader(doc), int64(len(doc)))
	apptest.Must(t, err)
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for _, f := range in.File {
		r, err := f.Open()
		apptest.Must(t, err)
		b, err := io.ReadAll(r)
		apptest.Must(t, err)
		w, err := z.Create(f.Name)
		apptest.Must(t, err)
		_, err = w.Write(bytes.ReplaceAll(b, []byte(old), []byte(fresh)))
		apptest.Must(t, err)
	}
	apptest.Must(t, z.Close())
	return out.Bytes()
}

func body(t *testing.T, doc []byte) string {
	t.Helper()
	in, err := zip.NewReader(bytes.NewReader(doc), int64(len(doc)))
	apptest.Must(t, err)
	r, err := in.Open("word/document.xml")
	apptest.Must(t, err)
	b, err := io.ReadAll(r)
	apptest.Must(t, err)
	return string(b)
}

// TestOwnTemplate: a form of the office's own is checked when it is stored and
// used from then on; taken away, ours is back.
func TestOwnTemplate(t *testing.T) {
	app := apptest.New(t)
	town := app.Town()
	req := app.Ask(town, app.Resident(town, "李秀英", "13900000001"), "二期的房产证十五年没有办下来，社区跑了很多次也没有结果，涉及六百多户")
	req = app.Do(town.Clerk, req, "accept")
	if req.GetString("tier") != "complex" {
		req = app.Do(town.Clerk, req, "escalate", "tier", "complex", "reason", "历史遗留，多家单位")
	}
	ours, err := templates.ReferralTemplate()
	apptest.Must(t, err)
	store := func(data []byte) error {
		c := settings.Of(app).Record.Fresh()
		if data == nil {
			c.Set("referral_template", nil)
			return app.Save(c)
		}
		f, err := filesystem.NewFileFromBytes(data, "本街道承办单.docx")
		apptest.Must(t, err)
		c.Set("referral_template", f)
		return app.Save(c)
	}
	for _, bad := range []struct {
		data []byte
		want string
	}{
		{reword(t, ours, "{{编号}}", "编号"), "缺少标记“{{编号}}”"},
		{reword(t, ours, "{{诉求内容}}", "{{诉求正文}}"), "程序不认识"},
		{[]byte("这不是文档"), "这不是 Word 文档"},
	} {
		if err := store(bad.data); err == nil || !strings.Contains(err.Error(), bad.want) {
			t.Errorf("want %s, got %v", bad.want, err)
		}
	}
	form := func() string {
		_, doc, err := referrals.Form(app, req.Id)
		apptest.Must(t, err)
		return body(t, doc)
	}
	apptest.Must(t, store(reword(t, ours, "诉求人完整联系方式", "星湖街道专用。诉求人完整联系方式")))
	if got := form(); !strings.Contains(got, "星湖街道专用") || !strings.Contains(got, req.GetString("request_no")) || strings.Contains(got, "{{编号") {
		t.Errorf("the office's own form is not used: own words %v, number %v, marker left %v", strings.Contains(got, "星湖街道专用"), strings.Contains(got, req.GetString("request_no")), strings.Contains(got, "{{编号"))
	}
	for _, get := range []struct {
		path string
		want string
	}{
		{"/api/print/referral/" + req.Id, "本社区使用自己的承办单模板"},
		{"/api/referrals/markers", `"own":true`},
		{"/api/referrals/markers", "诉求内容"},
	} {
		if got := app.Call(town.Clerk, "GET", get.path, nil); !strings.Contains(got.Raw, get.want) {
			t.Errorf("%s lacks %s: HTTP %d %.300s", get.path, get.want, got.Code, got.Raw)
		}
	}
	for path, want := range map[string]string{
		"/api/referrals/" + req.Id + "/form.docx":             req.GetString("request_no"),
		"/api/referrals/" + of(t, app, req).Id + "/form.docx": "星湖街道专用",
		"/api/referrals/template?own=1":                       "星湖街道专用",
		"/api/referrals/template":                             "{{编号}}",
	} {
		if got := app.Call(town.Clerk, "GET", path, nil); got.Code != 200 || !strings.Contains(body(t, []byte(got.Raw)), want) {
			t.Errorf("%s lacks %s: HTTP %d", path, want, got.Code)
		}
	}
	for _, path := range []string{"/api/referrals/" + req.Id + "/form.docx", "/api/referrals/markers", "/api/referrals/template?own=1"} {
		app.Chinese(path, app.Call(town.Contact, "GET", path, nil), 403)
		app.Chinese(path, app.Call(nil, "GET", path, nil), 403)
	}
	apptest.Must(t, store(nil))
	app.Chinese("no own form", app.Call(town.Clerk, "GET", "/api/referrals/template?own=1", nil), 404)
	if got := app.Call(town.Clerk, "GET", "/api/print/referral/"+req.Id, nil); strings.Contains(got.Raw, "本社区使用自己的") {
		t.Error("the page still speaks of an own form")
	}
	if strings.Contains(form(), "星湖街道专用") {
		t.Error("the form stays after it was taken away")
	}
}
