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
	apptest.Must(t, store(nil))
	if strings.Contains(form(), "星湖街道专用") {
		t.Error("the form stays after it was taken away")
	}
}
