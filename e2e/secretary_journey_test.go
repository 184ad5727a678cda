package e2e

import (
	"bytes"
	"image/png"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/target"
	"github.com/chromedp/chromedp"
	"github.com/makiuchi-d/gozxing"
	"github.com/makiuchi-d/gozxing/qrcode"
)

// pool is a request of the demo that nobody has taken up.
const pool = "二期地下室积水没过脚面，蚊子多得要命"

// TestSecretary is a morning of the secretary in the admin UI.
func TestSecretary(t *testing.T) {
	boss := newPerson(t, "secretary", pc)
	boss.logsInAsSecretary()
	boss.picture("workbench")
	boss.readsChinese()

	boss.press("诉求")
	boss.sees("编号", "采纳并派单")
	// Other journeys fill the first page of the list: find it by its words.
	boss.open("/_/#/collections?collection=requests&filter=" + url.QueryEscape("地下室积水"))
	boss.sees("编号", pool, "采纳并派单")
	boss.picture("requests")
	boss.readsChinese()
	boss.press("采纳并派单", pool)
	boss.sees("已派给安居物业")
	boss.picture("dispatched")

	boss.press(pool)
	boss.sees("流转记录", "已交给安居物业办理", "改派", "催办", "打印回执", "复制派单文字")
	boss.picture("record")
	boss.readsChinese()
	boss.press("关闭", "流转记录")
	boss.misses("打印回执")

	boss.press("海报")
	boss.press("5幢", "湖畔花园一期（10 幢）")
	boss.sees("已选 1 幢")
	boss.picture("posters")
	boss.readsChinese()
	paper := boss.opensTab("生成并打印", "/print.html#posters/")
	paper.sees("海报", "打印", "湖畔花园一期 5幢", "0512-62800000")
	paper.picture("poster")
	if got := paper.scans(); !regexp.MustCompile(`/s/[A-Z0-9]{6}$`).MatchString(got) {
		t.Errorf("the poster's code says %q", got)
	}
}

// logsInAsSecretary opens the admin UI at its workbench.
func (p *person) logsInAsSecretary() {
	p.t.Helper()
	p.open("/_/")
	p.sees("登录")
	p.picture("login")
	p.readsChinese()
	p.fills("邮箱", office.guide.Superuser.Email)
	p.fills("密码", office.guide.Superuser.Password)
	p.press("登录")
	p.sees("工作台", "今天先办", "周报", "谁在值班", "机器状况", "快到期的")
	ask[bool](p, call("at", "#/desk"))
}

// TestRefused asserts over the interface what a superuser may not do either:
// change a status, an event or a number by hand, or get behind the records.
func TestRefused(t *testing.T) {
	needBrowser(t) // only because nobody has started the program without one
	boss := secretary(t)
	request := boss.first("/api/collections/requests/records?filter=(status='pending')")
	event := boss.first("/api/collections/request_events/records")
	clerk := boss.first("/api/collections/staff/records")
	id := func(r map[string]any) string { return r["id"].(string) }
	chinese := regexp.MustCompile(`^[^a-zA-Z]*\p{Han}`)
	for _, c := range []struct {
		name, method, path string
		body               map[string]any
		status             []int
	}{
		{"Status", "PATCH", "/api/collections/requests/records/" + id(request), map[string]any{"status": "closed"}, []int{400}},
		{"Number", "PATCH", "/api/collections/requests/records/" + id(request), map[string]any{"request_no": "HP-20260101-0001"}, []int{400}},
		{"RequestGone", "DELETE", "/api/collections/requests/records/" + id(request), nil, []int{400}},
		{"Event", "PATCH", "/api/collections/request_events/records/" + id(event), map[string]any{"sentence": "没有这回事"}, []int{400}},
		{"EventGone", "DELETE", "/api/collections/request_events/records/" + id(event), nil, []int{400}},
		{"SQL", "POST", "/api/sql", map[string]any{"query": "DELETE FROM request_events"}, []int{400, 403}},
		{"Schema", "PATCH", "/api/collections/requests", map[string]any{"fields": []any{}}, []int{400, 403}},
		{"SchemaGone", "DELETE", "/api/collections/request_events", nil, []int{400, 403}},
		{"SchemaImport", "PUT", "/api/collections/import", map[string]any{"collections": []any{}, "deleteMissing": true}, []int{400, 403}},
		{"Truncate", "DELETE", "/api/collections/requests/truncate", nil, []int{400, 403}},
		{"Impersonate", "POST", "/api/collections/staff/impersonate/" + id(clerk), map[string]any{"duration": 60}, []int{400, 403}},
	} {
		t.Run(c.name, func(t *testing.T) {
			status, answer := boss.call(c.method, c.path, c.body)
			refused := false
			for _, s := range c.status {
				refused = refused || s == status
			}
			sentence, _ := answer["message"].(string)
			if !refused || !chinese.MatchString(sentence) || strings.HasSuffix(sentence, ".") {
				t.Errorf("%d %q; want %v and a Chinese sentence", status, sentence, c.status)
			}
		})
	}
	if now := boss.must("GET", "/api/collections/requests/records/"+id(request), nil); now["status"] != request["status"] || now["request_no"] != request["request_no"] {
		t.Errorf("changed after all: %v", now)
	}
}

// readsChinese asserts that no English word is left on the page; addresses,
// codes and file names are none.
func (p *person) readsChinese() {
	p.t.Helper()
	words := ask[string](p, "eyes.words()")
	words = regexp.MustCompile(`\S*[@/.\d]\S*`).ReplaceAllString(words, "")
	if found := regexp.MustCompile(`[A-Za-z]{3,}`).FindAllString(words, -1); len(found) > 0 {
		p.t.Errorf("%s reads English: %q", p.name, found)
	}
}

// opensTab presses what opens another tab and sits before that one.
func (p *person) opensTab(name, address string) *person {
	p.t.Helper()
	opened := chromedp.WaitNewTarget(p.ctx, func(info *target.Info) bool { return strings.Contains(info.URL, address) })
	p.press(name)
	var id target.ID
	select {
	case id = <-opened:
	case <-time.After(patience):
		p.t.Fatalf("%s: %s opens no tab of its own", p.name, name)
	}
	ctx, cancel := chromedp.NewContext(p.ctx, chromedp.WithTargetID(id))
	p.t.Cleanup(cancel)
	if err := chromedp.Do(ctx); err != nil {
		p.t.Fatal(err)
	}
	return sit(p.t, ctx, p.name+"-paper", p.screen)
}

// scans reads the code on the screen as a telephone would.
func (p *person) scans() string {
	p.t.Helper()
	shot, err := chromedp.Run(p.ctx, chromedp.FullScreenshot(100))
	if err != nil {
		p.t.Fatal(err)
	}
	img, err := png.Decode(bytes.NewReader(shot))
	if err != nil {
		p.t.Fatal(err)
	}
	bitmap, err := gozxing.NewBinaryBitmapFromImage(img)
	if err != nil {
		p.t.Fatal(err)
	}
	read, err := qrcode.NewQRCodeReader().Decode(bitmap, map[gozxing.DecodeHintType]any{gozxing.DecodeHintType_TRY_HARDER: true})
	if err != nil {
		p.t.Fatalf("no code can be read on the paper: %v", err)
	}
	return read.GetText()
}
