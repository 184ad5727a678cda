package e2e

import (
	"bytes"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"hongguan/templates"
	"hongguan/templates/docx"
)

// form stores a Word form of the office's own, as the file field of 社区资料 does,
// and returns what the server says.
func (c *caller) form(path string, form []byte) (int, string) {
	c.t.Helper()
	var body bytes.Buffer
	parts := multipart.NewWriter(&body)
	file, err := parts.CreateFormFile("referral_template", "本街道承办单.docx")
	if err != nil {
		c.t.Fatal(err)
	}
	file.Write(form)
	parts.Close()
	r, err := http.NewRequest("PATCH", office.url+path, &body)
	if err != nil {
		c.t.Fatal(err)
	}
	r.Header.Set("Content-Type", parts.FormDataContentType())
	r.Header.Set("Authorization", c.token)
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		c.t.Fatal(err)
	}
	defer answer.Body.Close()
	said, err := io.ReadAll(answer.Body)
	if err != nil {
		c.t.Fatal(err)
	}
	return answer.StatusCode, string(said)
}

// one finds a request of the demo's story by a filter.
func (c *caller) one(filter string) string {
	c.t.Helper()
	return c.first("/api/collections/requests/records?perPage=1&filter=" + url.QueryEscape(filter))["id"].(string)
}

// TestPapers: the desk prints the 督办单 and the 联系单, copies a result for 12345 and
// takes the form as a Word document; the secretary gets the template and its
// markers where the field for an own one is, and the same papers.
func TestPapers(t *testing.T) {
	byLot(t)
	needBrowser(t)
	boss := secretary(t)
	held := boss.one("status='in_progress' && handler_org.kind='property' && resident!='' && lane='normal' && tier!='complex'")
	answered := boss.one("status='closed' && reply_text!='' && lane='normal'")
	complex := boss.one("tier='complex' && status!='closed' && status!='pending' && sealed_at=''")

	clerk := newPerson(t, "papers", pc)
	clerk.logsIn("shenjie")
	clerk.open("/desk.html#/request/" + held)
	clerk.sees("打印督办单", "打印联系单")
	clerk.picture("held")
	clerk.press("打印督办单")
	clerk.sees("督办单", "现予督办", "承办单位回复")
	clerk.picture("supervision")
	clerk.open("/print.html#contact/" + held)
	clerk.sees("诉求人联系单", "领取人签字")
	clerk.picture("contact")

	clerk.open("/desk.html#/request/" + answered)
	clerk.sees("已发给居民", "流转记录", "提交") // the cards above are as tall as they get
	clerk.press("复制办理结果")
	clerk.sees("姓名、电话、室号已隐去")
	if text := clerk.reads("复制办理结果：内容"); len(text) < 100 {
		t.Errorf("the result says %q", text)
	}
	clerk.picture("result")
	for _, f := range clerk.measures(pc.width) {
		t.Error(f)
	}
	clerk.look(oldPhone)
	clerk.picture("result-phone")
	for _, f := range clerk.measures(oldPhone.width) {
		t.Error(f)
	}
	clerk.open("/desk.html#/request/" + complex)
	clerk.sees("打印承办单", "下载 Word 版")
	clerk.picture("referral-phone")
	clerk.open("/print.html#referral/" + complex)
	clerk.sees("民意诉求承办单", "下载 Word 版", "一、报送")
	clerk.picture("form-phone")

	s := newPerson(t, "papers-secretary", pc)
	s.logsInAsSecretary()
	community := boss.first("/api/collections/communities/records")["id"].(string)
	s.open("/_/#/collections?collection=communities&record=" + community)
	s.sees("承办单模板", "现在用的是程序自带的模板", "下载模板", "标记清单")
	s.press("标记清单")
	s.sees("{{诉求内容}}", "一定要有")
	s.picture("template")
	s.press("下载模板")
	s.open("/") // the admin UI opens a record on its first page only
	s.open("/_/#/collections?collection=requests&record=" + answered)
	s.press("复制办理结果")
	s.sees("贴到 12345 等平台里")
	s.picture("result")
	s.open("/")
	s.open("/_/#/collections?collection=requests&record=" + held)
	s.sees("打印督办单", "打印联系单")
	s.picture("tools")

	// A form of the office's own: refused with what is wrong in it, then in use.
	record := "/api/collections/communities/records/" + community
	bad, err := docx.Form{Title: "承办单", Columns: []int{80}, Rows: []docx.Row{{Height: 10, Cells: []docx.Cell{{Text: "{{编号}}{{诉求编码}}"}}}}}.Template()
	if err != nil {
		t.Fatal(err)
	}
	if code, said := boss.form(record, bad); code != 400 || !strings.Contains(said, "标记“{{诉求编码}}”程序不认识") || !strings.Contains(said, "缺少标记“{{答复期限}}”") {
		t.Errorf("a form with wrong markers: %d %s", code, said)
	}
	good, err := templates.ReferralTemplate()
	if err != nil {
		t.Fatal(err)
	}
	if code, said := boss.form(record, good); code != 200 {
		t.Fatalf("the built-in form is refused: %d %s", code, said)
	}
	t.Cleanup(func() { boss.must("PATCH", record, map[string]any{"referral_template": nil}) })
	clerk.look(pc)
	clerk.open("/")
	clerk.open("/desk.html#/request/" + complex)
	clerk.sees("本社区使用自己的承办单模板，请用 WPS/Word 打印", "下载 Word 版", "看自带样式")
	clerk.picture("own-form")
	clerk.press("看自带样式")
	clerk.sees("本社区使用自己的承办单模板", "下载 Word 版")
	clerk.picture("own-form-print")
	s.open("/")
	s.open(fmt.Sprintf("/_/#/collections?collection=communities&record=%s", community))
	s.sees("现在用的是本社区自己的模板", "下载模板（本社区的）", "下载自带模板")
	s.picture("own-template")
	s.look(oldPhone)
	s.sees("下载模板（本社区的）")
	s.picture("own-template-phone")
}
