package e2e

import (
	"net/url"
	"testing"
)

// one finds a request of the demo's story by a filter.
func (c *caller) one(filter string) string {
	c.t.Helper()
	return c.first("/api/collections/requests/records?perPage=1&filter=" + url.QueryEscape(filter))["id"].(string)
}

// TestPapers: the desk prints the 督办单 and the 联系单, copies a result for 12345 and
// takes the form as a Word document; the secretary gets the template and its
// markers where the field for an own one is, and the same papers.
func TestPapers(t *testing.T) {
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
}
