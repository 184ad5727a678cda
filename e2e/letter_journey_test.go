package e2e

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/pocketbase/dbx"
)

const (
	lamps   = "莲香菜场门口马路上的路灯坏了三盏，晚上骑车看不见路"
	mended  = "三盏路灯的灯头已更换，昨晚逐盏试亮，养护记录附后"
	officer = "周科长"
)

// TestLetter hands a matter of the city to its department by mail: the letter
// leaves, the officer answers from the link in it, the resident reads it.
func TestLetter(t *testing.T) {
	byLot(t)
	needBrowser(t)
	post := openPostOffice(t)
	secretary(t).writesThrough(post)

	sun := newPerson(t, "resident", oldPhone)
	no := sun.asksAt(office.guide.Posters[len(office.guide.Posters)-4].Code, lamps, "孙", "13900000031")

	wang := newPerson(t, "clerk", pc)
	wang.logsIn("wangmin")
	link := wang.takesSuggestion(no, lamps, "区城市管理局（综合执法）")

	mail := post.letterAbout(t, no)
	if !slices.Equal(mail.to, []string{"chengguan@qu.example"}) || !slices.Equal(mail.cc, []string{"zuzhibu@qu.example"}) {
		t.Errorf("the letter goes to %v, copy %v", mail.to, mail.cc)
	}
	for _, want := range []string{"部门转办函", no, "前答复"} {
		if !strings.Contains(mail.subject, want) {
			t.Errorf("no “%s” in the subject %s", want, mail.subject)
		}
	}
	for _, want := range []string{lamps, link, "工作日", "139****0031"} {
		if !strings.Contains(mail.text, want) {
			t.Errorf("no “%s” in the letter:\n%s", want, mail.text)
		}
	}
	if strings.Contains(mail.text, "13900000031") {
		t.Errorf("the number leaves the house:\n%s", mail.text)
	}

	zhou := newPerson(t, "officer", phone)
	zhou.open(regexp.MustCompile(`http\S+/reply\.html#[\w-]+`).FindString(mail.text))
	zhou.sees("区城市管理局（综合执法）", lamps, no)
	zhou.signs(officer)
	zhou.press("答复")
	zhou.fills("答复内容", mended)
	zhou.attaches("加文件", record(t), "答复内容")
	zhou.sees("养护记录")
	zhou.press("答复", "答复内容")
	zhou.sees("已答复", mended)
	zhou.picture("answered")

	sun.open("/")
	sun.press("您有 1 条答复")
	sun.sees(mended, "区城市管理局")
	sun.press("PDF")
	sun.sees("打开")
	sun.picture("answer")
}

// writesThrough lets the office mail its letters to a server, straight to the
// departments.
func (c *caller) writesThrough(post *postOffice) {
	c.t.Helper()
	fileStory(c.t)
	c.must("PATCH", "/api/settings", map[string]any{
		"smtp": map[string]any{"enabled": true, "host": "127.0.0.1", "port": post.port},
		"meta": map[string]any{"senderName": "湖畔社区", "senderAddress": "hupan@shequ.example"},
	})
	community := c.first("/api/collections/communities/records")
	c.must("PATCH", "/api/collections/communities/records/"+community["id"].(string), map[string]any{"letter_mode": "A", "public_url": office.url})
}

// fileStory waits until the letters of the demo's story lie in their folder and
// makes them yesterday's: at most ten a minute leave for a provider, and these
// fifty would count.
func fileStory(t *testing.T) {
	t.Helper()
	db, err := dbx.Open("sqlite", filepath.Join(office.dir, "data.db")+"?_pragma=busy_timeout(10000)")
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	look, late := time.NewTicker(50*time.Millisecond), time.After(patience)
	defer look.Stop()
	for waiting := 1; waiting > 0; {
		select {
		case <-look.C:
		case <-late:
			t.Fatalf("%d letters of the story are not filed", waiting)
		}
		if err := db.NewQuery("SELECT count(*) FROM outbox WHERE state IN ('queued', 'sending')").Row(&waiting); err != nil {
			t.Fatal(err)
		}
	}
	yesterday := time.Now().Add(-25 * time.Hour).UTC().Format("2006-01-02 15:04:05.000Z")
	if _, err := db.NewQuery("UPDATE outbox SET sent_at = {:at} WHERE sent_at != ''").Bind(dbx.Params{"at": yesterday}).Execute(); err != nil {
		t.Fatal(err)
	}
}

// letterAbout waits for the letter about a request.
func (p *postOffice) letterAbout(t *testing.T, no string) letter {
	t.Helper()
	late := time.After(2 * patience)
	for {
		select {
		case l := <-p.letters:
			if strings.Contains(l.subject, no) {
				return l
			}
		case <-late:
			t.Fatalf("no letter about %s", no)
		}
	}
}

// record is a paper of the department.
func record(t *testing.T) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "养护记录.pdf")
	page := "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n" +
		"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
	if err := os.WriteFile(path, []byte(page), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}
