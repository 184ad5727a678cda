package bulletin_test

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"strings"
	"testing"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/apptest"
)

const records = "/api/collections/posts/records"

// street is a community of two estates with somebody in each, and a poster at
// the first building.
type street struct {
	*apptest.App
	town           *apptest.Town
	other          *apptest.Town // an estate of its own
	next           *core.Record  // another building of the first estate
	li, next5, far *core.Record  // residents: 5幢, next door to it, another estate
	nowhere        *core.Record  // registered without a place
}

func newStreet(t *testing.T) *street {
	app := apptest.New(t)
	s := &street{App: app, town: app.Town()}
	elsewhere := app.Create("estates", "name", "莲香新村")
	building := app.Create("buildings", "estate", elsewhere.Id, "name", "7幢")
	s.other = &apptest.Town{Estate: elsewhere, Building: building, Unit: app.Create("units", "building", building.Id, "name", "1单元")}
	s.next = app.Create("buildings", "estate", s.town.Estate.Id, "name", "6幢")
	next := &apptest.Town{Estate: s.town.Estate, Building: s.next, Unit: app.Create("units", "building", s.next.Id, "name", "1单元")}
	s.li, s.next5, s.far = app.Resident(s.town, "李秀英", "13900000001"), app.Resident(next, "王建国", "13900000002"), app.Resident(s.other, "赵兰", "13900000003")
	s.nowhere = app.Resident(nil, "钱进", "13900000004")
	for code, state := range map[string]string{"K7M3QD": "active", "K7M3QE": "revoked"} {
		app.Create("posters", "code", code, "scope", "unit", "estate", s.town.Estate.Id, "building", s.town.Building.Id, "unit", s.town.Unit.Id, "state", state)
	}
	return s
}

// post writes one, published an hour ago for everybody unless told otherwise.
func (s *street) post(title string, pairs ...any) *core.Record {
	return s.Create("posts", append([]any{"title", title, "kind", "notice", "body", "<p>" + title + "的正文</p>", "state", "published",
		"publish_at", s.Clock.Now().Add(-time.Hour)}, pairs...)...)
}

// titles is a list as somebody reads it, with the word for the place.
func (s *street) titles(who *core.Record, query string) string {
	got := s.Call(who, "GET", "/api/bulletin"+query, nil)
	if got.Code != 200 {
		return fmt.Sprintf("HTTP %d %s", got.Code, got.Raw)
	}
	var out []string
	for _, v := range got.Body["items"].([]any) {
		h := v.(map[string]any)
		out = append(out, h["title"].(string)+"/"+h["place"].(string))
	}
	return strings.Join(out, " ")
}

// TestWhoReadsWhat walks every actor over every kind of post.
func TestWhoReadsWhat(t *testing.T) {
	s := newStreet(t)
	now := s.Clock.Now()
	all := s.post("全社区")
	estate := s.post("一期", "estates", []string{s.town.Estate.Id}, "publish_at", now.Add(-2*time.Hour))
	building := s.post("五幢", "buildings", []string{s.town.Building.Id}, "publish_at", now.Add(-3*time.Hour))
	far := s.post("莲香", "estates", []string{s.other.Estate.Id}, "publish_at", now.Add(-4*time.Hour))
	s.post("置顶", "pinned", true, "publish_at", now.Add(-90*time.Hour))
	hidden := []*core.Record{
		s.post("草稿", "state", "draft"), s.post("撤下", "state", "withdrawn"), s.post("将来", "publish_at", now.Add(time.Hour)),
		s.post("过期", "publish_at", now.Add(-3*time.Hour), "expires_at", now.Add(time.Minute)),
	}
	s.Clock.Add(2 * time.Minute)
	for _, c := range []struct {
		name  string
		who   *core.Record
		query string
		want  string
	}{
		{"guest", nil, "", "置顶/全社区 全社区/全社区"},
		{"guest at a poster", nil, "?poster=K7M3QD", "置顶/全社区 全社区/全社区 一期/您的小区 五幢/您这栋楼"},
		{"guest who typed it", nil, "?poster=k7m3%20qd", "置顶/全社区 全社区/全社区 一期/您的小区 五幢/您这栋楼"},
		{"guest at a revoked poster", nil, "?poster=K7M3QE", "置顶/全社区 全社区/全社区"},
		{"guest at no poster", nil, "?poster=XXXXXX", "置顶/全社区 全社区/全社区"},
		{"resident of the building", s.li, "", "置顶/全社区 全社区/全社区 一期/您的小区 五幢/您这栋楼"},
		{"resident next door", s.next5, "", "置顶/全社区 全社区/全社区 一期/您的小区"},
		{"resident of another estate", s.far, "", "置顶/全社区 全社区/全社区 莲香/您的小区"},
		{"resident of another estate at our poster", s.far, "?poster=K7M3QD", "置顶/全社区 全社区/全社区 莲香/您的小区"},
		{"resident without a place", s.nowhere, "", "置顶/全社区 全社区/全社区"},
		{"resident without a place at a poster", s.nowhere, "?poster=K7M3QD", "置顶/全社区 全社区/全社区 一期/您的小区 五幢/您这栋楼"},
		{"contact of another organisation", s.town.Elsewhere, "", "置顶/全社区 全社区/全社区"},
		{"contact", s.town.Contact, "", "置顶/全社区 全社区/全社区"},
		{"grid worker", s.town.Grid, "", "置顶/全社区 全社区/全社区"},
		{"clerk", s.town.Clerk, "", "置顶/全社区 全社区/全社区"},
		{"steward", s.town.Steward, "", "置顶/全社区 全社区/全社区"},
		{"superuser", s.town.Superuser, "", "置顶/全社区 全社区/全社区"},
	} {
		if got := s.titles(c.who, c.query); got != c.want {
			t.Errorf("%s reads %s\nwant %s", c.name, got, c.want)
		}
		for post, title := range map[*core.Record]string{all: "全社区/", estate: "一期/", building: "五幢/", far: "莲香/"} {
			got, may := s.Call(c.who, "GET", "/api/bulletin/"+post.Id+c.query, nil), strings.Contains(c.want, title)
			if may && (got.Code != 200 || got.Text("body") != "<p>"+post.GetString("title")+"的正文</p>" || got.Text("author") != "湖畔社区" || !strings.Contains(c.want, title+got.Text("place"))) {
				t.Errorf("%s opens %s: %d %s", c.name, title, got.Code, got.Raw)
			}
			if !may {
				s.Chinese(c.name+" opens "+title, got, 404)
			}
		}
		for _, post := range hidden {
			s.Chinese(c.name+" opens "+post.GetString("title"), s.Call(c.who, "GET", "/api/bulletin/"+post.Id+c.query, nil), 404)
		}
		s.Chinese(c.name+" opens what never was", s.Call(c.who, "GET", "/api/bulletin/abcdefghijklmno"+c.query, nil), 404)
		// The table itself and the preview are the secretary's.
		raw, look := s.Call(c.who, "GET", records+"/"+hidden[0].Id, nil), s.Call(c.who, "GET", "/api/bulletin/"+hidden[0].Id+"/preview", nil)
		if c.name == "superuser" {
			if look.Code != 200 || look.Text("stage") != "草稿，居民看不到" || look.Text("for") != "全社区" || raw.Code != 200 {
				t.Errorf("the secretary's preview: %d %s", look.Code, look.Raw)
			}
		} else if raw.Code < 400 || look.Code != 404 {
			t.Errorf("%s reads a draft: %d, %d", c.name, raw.Code, look.Code)
		}
		if write := s.Call(c.who, "PATCH", records+"/"+all.Id, map[string]any{"title": "全社区"}); (write.Code == 200) != (c.name == "superuser") {
			t.Errorf("%s writes: %d", c.name, write.Code)
		}
	}
}

// TestBegin: a list shows the first words as they are read, blocks apart and
// emphasis not.
func TestBegin(t *testing.T) {
	s := newStreet(t)
	s.post("停水", "body", "<h3>明天</h3><p>停<strong>水</strong>，&lt;请&gt;储水。</p><ul><li>一</li><li>二"+strings.Repeat("三", 60)+"</li></ul>")
	got := s.Call(nil, "GET", "/api/bulletin", nil).Body["items"].([]any)[0].(map[string]any)["begin"].(string)
	if !strings.HasPrefix(got, "明天 停水，<请>储水。 一 二三三") || !strings.HasSuffix(got, "三…") || len([]rune(got)) != 47 {
		t.Errorf("begins %q", got)
	}
}

func TestTimePasses(t *testing.T) {
	s := newStreet(t)
	r := s.post("停水", "publish_at", s.Clock.Now().Add(time.Hour), "expires_at", s.Clock.Now().Add(2*time.Hour))
	for _, want := range []string{"", "停水/全社区", "", ""} { // nobody does anything: it comes and goes by itself
		if got := s.titles(nil, ""); got != want {
			t.Errorf("at %v: %q, want %q", s.Clock.Now(), got, want)
		}
		s.Clock.Add(time.Hour)
	}
	if got := s.Call(s.town.Superuser, "PATCH", records+"/"+r.Id, map[string]any{"title": "停水（错字已改）"}); got.Code != 200 {
		t.Errorf("an expired one cannot be mended: %s", got.Raw)
	}
}

func TestPages(t *testing.T) {
	s := newStreet(t)
	for i := range 41 {
		s.post(fmt.Sprintf("第%02d条", i), "publish_at", s.Clock.Now().Add(-time.Duration(i+1)*time.Minute))
	}
	for _, c := range []struct {
		query, first string
		n            int
		more         bool
	}{{"", "第00条", 20, true}, {"?page=2", "第20条", 20, true}, {"?page=3", "第40条", 1, false}, {"?page=4", "", 0, false}, {"?page=0", "第00条", 20, true}, {"?page=x", "第00条", 20, true}} {
		got := s.Call(nil, "GET", "/api/bulletin"+c.query, nil)
		items := got.Body["items"].([]any)
		if len(items) != c.n || got.Body["more"] != c.more || c.n > 0 && items[0].(map[string]any)["title"] != c.first {
			t.Errorf("%q: %d items, more %v: %.200s", c.query, len(items), got.Body["more"], got.Raw)
		}
	}
}

// TestHomeShowsTwo: the home page names the first two of whoever asks.
func TestHomeShowsTwo(t *testing.T) {
	s := newStreet(t)
	s.post("旧的", "publish_at", s.Clock.Now().Add(-9*time.Hour))
	home := func(who *core.Record, query string) string {
		var out []string
		for _, v := range s.Call(who, "GET", "/api/home"+query, nil).Body["bulletin"].([]any) {
			out = append(out, v.(map[string]any)["title"].(string))
		}
		return strings.Join(out, " ")
	}
	if got := home(nil, ""); got != "旧的" {
		t.Errorf("with one: %s", got)
	}
	s.post("新的")
	s.post("一期", "estates", []string{s.town.Estate.Id}, "pinned", true)
	for _, c := range []struct {
		who         *core.Record
		query, want string
	}{{nil, "", "新的 旧的"}, {nil, "?poster=K7M3QD", "一期 新的"}, {s.li, "", "一期 新的"}, {s.far, "", "新的 旧的"}, {s.town.Clerk, "", "新的 旧的"}} {
		if got := home(c.who, c.query); got != c.want {
			t.Errorf("home%s: %s, want %s", c.query, got, c.want)
		}
	}
}

// TestWriting is what the secretary is told when something is amiss.
func TestWriting(t *testing.T) {
	s := newStreet(t)
	super, now := s.town.Superuser, s.Clock.Now()
	stamp := func(at time.Time) string { return at.UTC().Format("2006-01-02 15:04:05.000Z") }
	base := func(change map[string]any) map[string]any {
		m := map[string]any{"title": "停水通知", "kind": "notice", "body": "<p>明天停水</p>"}
		for k, v := range change {
			m[k] = v
		}
		return m
	}
	for _, c := range []struct {
		what, field string
		change      map[string]any
	}{
		{"no title", "title", map[string]any{"title": ""}},
		{"long title", "title", map[string]any{"title": strings.Repeat("停", 61)}},
		{"no body", "body", map[string]any{"body": "<p>&nbsp;</p>"}},
		{"a body of nothing allowed", "body", map[string]any{"body": "<script>alert(1)</script>"}},
		{"a picture in the body", "body", map[string]any{"body": `<p>看图</p><img src="/api/files/x">`}},
		{"a body without end", "body", map[string]any{"body": strings.Repeat("停", 20_001)}},
		{"expires before it begins", "expires_at", map[string]any{"publish_at": stamp(now.Add(2 * time.Hour)), "expires_at": stamp(now.Add(time.Hour))}},
		{"published when expired", "expires_at", map[string]any{"state": "published", "publish_at": stamp(now.Add(-2 * time.Hour)), "expires_at": stamp(now.Add(-time.Hour))}},
		{"a building of its estate", "buildings", map[string]any{"estates": []string{s.town.Estate.Id}, "buildings": []string{s.town.Building.Id}}},
	} {
		got := s.Call(super, "POST", records, base(c.change))
		s.Chinese(c.what, got, 400)
		if data, _ := got.Body["data"].(map[string]any); data[c.field] == nil {
			t.Errorf("%s: %s is not named: %s", c.what, c.field, got.Raw)
		}
	}
	made := s.Call(super, "POST", records, base(map[string]any{"title": strings.Repeat("停", 60), "body": `<p style="color:red" onclick=x>明天<span>停水</span></p><script>alert(1)</script>`,
		"estates": []string{s.town.Estate.Id}, "buildings": []string{s.other.Building.Id}}))
	if made.Code != 200 || made.Text("body") != "<p>明天停水</p>" || made.Text("state") != "draft" || made.Text("publish_at") != "" {
		t.Fatalf("made: %s", made.Raw)
	}
	path := records + "/" + made.Text("id")
	if got := s.Call(super, "PATCH", path, map[string]any{"state": "published"}); got.Code != 200 || !strings.HasPrefix(got.Text("publish_at"), stamp(now)[:16]) {
		t.Errorf("published: %s", got.Raw)
	}
	if got := s.titles(s.li, ""); !strings.HasSuffix(got, "/您的小区") {
		t.Errorf("after publishing she reads %q", got)
	}
	if got := s.Call(super, "GET", "/api/bulletin/"+made.Text("id")+"/preview", nil); got.Text("for") != "湖畔花园一期、莲香新村 7幢" {
		t.Errorf("for %s", got.Text("for"))
	}
	s.Chinese("delete what was published", s.Call(super, "DELETE", path, nil), 400)
	s.Call(super, "PATCH", path, map[string]any{"state": "withdrawn"})
	if got := s.titles(s.li, ""); got != "" {
		t.Errorf("after taking it down she reads %q", got)
	}
	var log []string
	rows, err := s.FindRecordsByFilter("audit_entries", "target_collection = 'posts'", "@rowid", 0, 0)
	apptest.Must(t, err)
	for _, r := range rows {
		log = append(log, r.GetString("action"))
	}
	if got := strings.Join(log, " "); got != "新增红管发布 修改红管发布 发布红管发布 修改红管发布 撤下红管发布" {
		t.Errorf("the log says %s", got)
	}
	draft := s.Call(super, "POST", records, base(nil))
	if got := s.Call(super, "DELETE", records+"/"+draft.Text("id"), nil); got.Code != 204 {
		t.Errorf("a draft stays: %s", got.Raw)
	}
}

// TestReadCleansAgain: a row written past the program is no danger to a phone.
func TestReadCleansAgain(t *testing.T) {
	s := newStreet(t)
	r := s.post("正常")
	_, err := s.DB().NewQuery(`UPDATE {{posts}} SET [[body]] = '<p onclick="x()">甲</p><script>alert(1)</script>' WHERE [[id]] = {:id}`).Bind(map[string]any{"id": r.Id}).Execute()
	apptest.Must(t, err)
	for _, path := range []string{"/api/bulletin/" + r.Id, "/api/bulletin/" + r.Id + "/preview"} {
		if got := s.Call(s.town.Superuser, "GET", path, nil); got.Text("body") != "<p>甲</p>" {
			t.Errorf("%s: %s", path, got.Raw)
		}
	}
}

// photo is a picture as a phone takes it, with a block that names the place.
func photo(t *testing.T, width int) []byte {
	t.Helper()
	img := image.NewRGBA(image.Rect(0, 0, width, width/2))
	for x := range width {
		img.Set(x, x%(width/2), color.RGBA{200, uint8(x), 30, 255})
	}
	var buf bytes.Buffer
	apptest.Must(t, jpeg.Encode(&buf, img, nil))
	place := []byte("Exif\x00\x00GPS 31.29N 120.58E")
	head := append([]byte{0xff, 0xd8, 0xff, 0xe1, 0, byte(len(place) + 2)}, place...)
	return append(head, buf.Bytes()[2:]...)
}

// TestPictures: made small and without the place; sent without a log-in while
// the post is shown, and no longer.
func TestPictures(t *testing.T) {
	s := newStreet(t)
	super := s.town.Superuser
	form := map[string]string{"title": "活动照片", "kind": "activity", "body": "<p>看图</p>", "state": "published"}
	made := s.Form(super, records, form, apptest.File{Field: "pictures", Name: "IMG_1.jpg", Data: photo(t, 2000)}, apptest.File{Field: "pictures", Name: "IMG_2.jpg", Data: photo(t, 400)})
	if made.Code != 200 {
		t.Fatal(made.Raw)
	}
	id := made.Text("id")
	names := s.Call(nil, "GET", "/api/bulletin/"+id, nil).Body["pictures"].([]any)
	if len(names) != 2 {
		t.Fatalf("pictures %v", names)
	}
	path := "/api/bulletin/" + id + "/pictures/" + names[0].(string)
	got := s.Call(nil, "GET", path, nil)
	size, _, err := image.DecodeConfig(strings.NewReader(got.Raw))
	if err != nil || size.Width != 1600 || strings.Contains(got.Raw, "GPS") || got.Head.Get("Content-Type") != "image/jpeg" {
		t.Errorf("sent %v %v, place %v, %s", size, err, strings.Contains(got.Raw, "GPS"), got.Head.Get("Content-Type"))
	}
	s.Chinese("a picture of another name", s.Call(nil, "GET", path+"x", nil), 404)
	s.Chinese("a way out", s.Call(nil, "GET", "/api/bulletin/"+id+"/pictures/..%2f..%2fdata.db", nil), 404)

	if got := s.Call(super, "PATCH", records+"/"+id, map[string]any{"pictures-": names[0]}); got.Code != 200 {
		t.Errorf("take one out: %s", got.Raw)
	}
	s.Chinese("a picture that was taken out", s.Call(nil, "GET", path, nil), 404)
	path = "/api/bulletin/" + id + "/pictures/" + names[1].(string)
	if got := s.Call(nil, "GET", path, nil); got.Code != 200 {
		t.Errorf("the other went too: %d", got.Code)
	}
	s.Call(super, "PATCH", records+"/"+id, map[string]any{"state": "withdrawn"})
	s.Chinese("a picture of what was taken down", s.Call(nil, "GET", path, nil), 404)
	s.Chinese("PocketBase's own address without a log-in", s.Call(nil, "GET", "/api/files/posts/"+id+"/"+names[1].(string), nil), 404)

	for what, data := range map[string][]byte{"a text": []byte("nothing"), "a page": []byte("<svg onload=alert(1)>")} {
		got := s.Form(super, records, form, apptest.File{Field: "pictures", Name: "x.jpg", Data: data})
		s.Chinese(what, got, 400)
		if fields, _ := got.Body["data"].(map[string]any); fields["pictures"] == nil {
			t.Errorf("%s: the field is not named: %s", what, got.Raw)
		}
	}
	var seven []apptest.File
	for i := range 7 {
		seven = append(seven, apptest.File{Field: "pictures", Name: fmt.Sprintf("%d.jpg", i), Data: photo(t, 100)})
	}
	s.Chinese("seven", s.Form(super, records, form, seven...), 400)
}
