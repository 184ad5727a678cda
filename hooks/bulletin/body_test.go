package bulletin_test

import (
	"strings"
	"testing"

	"hongguan/hooks/bulletin"
)

// TestClean is what may stand in a body, and what hostile input becomes.
func TestClean(t *testing.T) {
	for _, c := range []struct{ what, in, want string }{
		{"paragraphs", "<p>明天停水</p><p>请储水<br>谢谢</p>", "<p>明天停水</p><p>请储水<br>谢谢</p>"},
		{"emphasis", "<p><strong>急</strong><em>请</em><b>看</b><i>好</i></p>", "<p><strong>急</strong><em>请</em><b>看</b><i>好</i></p>"},
		{"lists", "<ul><li>水</li></ul><ol><li>电</li></ol>", "<ul><li>水</li></ul><ol><li>电</li></ol>"},
		{"headings below the page's own", "<h1 class=x>一</h1><h2>二</h2><h5>五</h5><h6>六</h6>", "<h2>一</h2><h2>二</h2><h4>五</h4><h4>六</h4>"},
		{"a table", `<table border=1 style="width:900px"><tbody><tr><td colspan="2" width="500">甲</td><td rowspan="x">乙</td></tr></tbody></table>`, `<table><tbody><tr><td colspan="2">甲</td><td>乙</td></tr></tbody></table>`},
		{"https link", `<a href="https://www.suzhou.gov.cn/a?b=1&amp;c=2">看</a>`, `<a href="https://www.suzhou.gov.cn/a?b=1&amp;c=2" target="_blank" rel="noopener">看</a>`},
		{"http link with its own rel", `<a href="http://a.cn" rel="opener" target="evil">看</a>`, `<a href="http://a.cn" target="_blank" rel="noopener">看</a>`},
		{"telephone", `<a href="tel:0512-62800000">打电话</a>`, `<a href="tel:0512-62800000">打电话</a>`},
		{"Word's spans and fonts", `<p style="margin:0" class="MsoNormal"><span style="font-size:12pt;color:#fff"><font face=宋体>通知</font></span></p>`, "<p>通知</p>"},

		{"script", "a<script>alert(1)</script>b", "ab"},
		{"script in parts", "<scr<script>ipt>alert(1)</scr</script>ipt>", "ipt&gt;alert(1)ipt&gt;"},
		{"unclosed script", "<p>a</p><script>alert(1)", "<p>a</p>"},
		{"script, case and spaces", "<ScRiPt\n src=//evil.cn/x.js ></sCrIpT >a", "a"},
		{"onerror", `<img src=x onerror=alert(1)>a`, "a"},
		{"handlers on what is allowed", `<p onclick="alert(1)" onmouseover=alert(2)>a</p><b/onfocus=alert(3)>b</b>`, "<p>a</p><b>b</b>"},
		{"style element", "<style>body{display:none}</style>a", "a"},
		{"style attribute", `<p style="position:fixed;top:0;background:url(https://evil.cn/x)">a</p>`, "<p>a</p>"},
		{"css url in a table", `<table background="javascript:alert(1)"><tr><td style="background-image:url(javascript:alert(1))">a</td></tr></table>`, "<table><tr><td>a</td></tr></table>"},
		{"svg", `<svg onload=alert(1)><script>alert(2)</script><a href="javascript:alert(3)">x</a></svg>a`, "a"},
		{"math", `<math><mi xlink:href="data:x,<script>alert(1)</script>">x</mi></math>a`, "a"},
		{"javascript link", `<a href="javascript:alert(1)">a</a>`, "a"},
		{"javascript link, hidden by letters", `<a href="jAvAsCrIpT:alert(1)">a</a>`, "a"},
		{"javascript link, hidden by entities", `<a href="&#106;&#97;vascript&colon;alert(1)">a</a><a href="&#x6A;avascript:alert(1)">b</a>`, "ab"},
		{"javascript link, hidden by spaces", "<a href=\" \tjava\nscript:alert(1)\">a</a>", "a"},
		{"javascript link, encoded twice", `<a href="%6A%61vascript:alert(1)">a</a>`, "a"},
		{"data link", `<a href="data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==">a</a>`, "a"},
		{"vbscript, file, mail and weixin links", `<a href="vbscript:x">a</a><a href="file:///etc/passwd">b</a><a href="weixin://dl/pay">c</a>`, "abc"},
		{"links without a scheme", `<a href="//evil.cn">a</a><a href="/_/">b</a><a href="x.html">c</a>`, "abc"},
		{"iframe", `<iframe src="https://evil.cn">x</iframe>a`, "a"},
		{"iframe with srcdoc", `<iframe srcdoc="<script>alert(1)</script>"></iframe>a`, "a"},
		{"object, embed, applet", `<object data="x.swf">x</object><embed src=x><applet code=x></applet>a`, "a"},
		{"base", `<base href="https://evil.cn/">a`, "a"},
		{"meta and link", `<meta http-equiv=refresh content="0;url=https://evil.cn"><link rel=stylesheet href=//evil.cn/x.css>a`, "a"},
		{"form", `<form action="https://evil.cn"><input name=password><button formaction=x>登录</button></form>a`, "a"},
		{"encoded once stays text", "&lt;script&gt;alert(1)&lt;/script&gt;", "&lt;script&gt;alert(1)&lt;/script&gt;"},
		{"encoded twice stays text", "&amp;lt;script&amp;gt;", "&amp;lt;script&amp;gt;"},
		{"a comment that opens", `<!--><img src=x onerror=alert(1)>-->a`, "--&gt;a"},
		{"conditional comment", "<!--[if gte mso 9]><script>alert(1)</script><![endif]-->a", "a"},
		{"noscript that closes in an attribute", `<noscript><p title="</noscript><img src=x onerror=alert(1)>">a`, `&#34;&gt;a`},
		{"template", `<template><script>alert(1)</script></template>a`, "a"},
		{"classes and ids of our pages", `<p class="bar" id="app" data-font="30" hidden>a</p>`, "<p>a</p>"},
		{"title", `<title>x</title>a`, "a"},
		{"empty", "", ""},
	} {
		got := bulletin.Clean(c.in)
		if got != c.want {
			t.Errorf("%s:\n got %s\nwant %s", c.what, got, c.want)
		}
		if again := bulletin.Clean(got); again != got {
			t.Errorf("%s: cleaning twice gives %s after %s", c.what, again, got)
		}
		for _, bad := range []string{"<script", "<img", "<iframe", "<svg", "<style", "<base", "<form", "javascript:", "data:", "vbscript:", " on", "style="} {
			if strings.Contains(strings.ToLower(got), bad) {
				t.Errorf("%s: %q is left in %s", c.what, bad, got)
			}
		}
	}
}
