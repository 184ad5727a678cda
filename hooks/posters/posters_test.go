package posters_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/access"
	"hongguan/hooks/apptest"
	"hongguan/hooks/places"
	"hongguan/hooks/posters"
	"hongguan/hooks/prints"
)

// town is an estate with a house of two units and one without any.
type town struct {
	*apptest.App
	t                    testing.TB
	estate, five, garage *core.Record
}

func newTown(t testing.TB) *town {
	a := &town{App: apptest.New(t), t: t}
	property := a.add("orgs", map[string]any{"name": "安居物业", "kind": "property", "phone": "0512-62811111"})
	a.estate = a.add("estates", map[string]any{"name": "湖畔花园一期", "property": property.Id})
	a.five = a.add("buildings", map[string]any{"estate": a.estate.Id, "name": "5幢"})
	a.garage = a.add("buildings", map[string]any{"estate": a.estate.Id, "name": "6幢"})
	a.add("units", map[string]any{"building": a.five.Id, "name": "2单元"})
	a.add("units", map[string]any{"building": a.five.Id, "name": "1单元"})
	return a
}

func (a *town) add(collection string, values map[string]any) *core.Record {
	a.t.Helper()
	c, err := a.FindCollectionByNameOrId(collection)
	apptest.Must(a.t, err)
	r := core.NewRecord(c)
	r.Load(values)
	apptest.Must(a.t, access.Own(a.BaseApp, r))
	return r
}

// token logs somebody in; the empty role is a guest.
func (a *town) token(role string) string {
	a.t.Helper()
	var r *core.Record
	switch role {
	case "guest":
		return ""
	case "resident":
		r = a.add("residents", map[string]any{"name": "王芳", "phone": "13900000001", "active": true, "password": "not-used-1", "building": a.five.Id})
	case "superuser":
		r = a.add(core.CollectionNameSuperusers, map[string]any{"email": "s@example.cn", "password": "secret-password"})
	default:
		org := a.add("orgs", map[string]any{"name": role, "kind": "property"})
		r = a.add("staff", map[string]any{"account": role, "name": "王敏", "role": role, "org": org.Id, "active": true, "password": "secret-password"})
	}
	token, err := r.NewAuthToken()
	apptest.Must(a.t, err)
	return token
}

func (a *town) call(method, path, token string, body any) *httptest.ResponseRecorder {
	a.t.Helper()
	var b bytes.Buffer
	if body != nil {
		apptest.Must(a.t, json.NewEncoder(&b).Encode(body))
	}
	r := httptest.NewRequest(method, path, &b)
	r.Header.Set("Content-Type", "application/json")
	if token != "" {
		r.Header.Set("Authorization", token)
	}
	r.RemoteAddr = "192.168.1.9:4000"
	r.Host = "192.168.1.20:8090"
	w := httptest.NewRecorder()
	a.Handler().ServeHTTP(w, r)
	return w
}

func (a *town) batch(token string, body map[string]any) []string {
	a.t.Helper()
	w := a.call("POST", "/api/posters/batch", token, body)
	var answer struct{ Codes []string }
	if err := json.Unmarshal(w.Body.Bytes(), &answer); err != nil || w.Code != 200 {
		a.t.Fatalf("batch: %d %s", w.Code, w.Body)
	}
	return answer.Codes
}

func (a *town) poster(code string) *core.Record {
	a.t.Helper()
	r, ok := posters.ByCode(a.BaseApp, code)
	if !ok {
		a.t.Fatalf("no poster %s", code)
	}
	return r
}

func TestWhoMakesPosters(t *testing.T) {
	a := newTown(t)
	for _, c := range []struct {
		role   string
		status int
	}{
		{"guest", 401}, {"resident", 403}, {"property_contact", 403}, {"committee_contact", 403},
		{"grid_worker", 200}, {"clerk", 200}, {"steward", 200}, {"superuser", 200},
	} {
		token := a.token(c.role)
		body := map[string]any{"scope": "unit", "buildings": []string{a.five.Id}}
		if w := a.call("POST", "/api/posters/batch", token, body); w.Code != c.status {
			t.Errorf("batch by %s: %d %s", c.role, w.Code, w.Body)
		}
		p, err := posters.New(a.BaseApp, posters.Square, places.Place{Label: "东门广场"})
		apptest.Must(t, err)
		code := p.GetString("code")
		if w := a.call("GET", "/api/print/posters/"+code, token, nil); w.Code != c.status {
			t.Errorf("print by %s: %d %s", c.role, w.Code, w.Body)
		}
		if w := a.call("POST", "/api/posters/"+code+"/replace", token, map[string]any{"reason": "被撕坏"}); w.Code != c.status {
			t.Errorf("replace by %s: %d %s", c.role, w.Code, w.Body)
		}
		if w := a.call("GET", "/api/posters/"+code+"/qr.svg", token, nil); c.status != 200 && w.Code != 200 {
			t.Errorf("qr for %s: %d", c.role, w.Code)
		}
		want := c.status
		if c.status == 200 {
			want = 400 // replaced already
		}
		if w := a.call("POST", "/api/posters/"+code+"/revoke", token, map[string]any{"reason": "被撕坏"}); w.Code != want {
			t.Errorf("revoke by %s: %d %s", c.role, w.Code, w.Body)
		}
	}
}

func TestBatchCreatesWhatIsMissing(t *testing.T) {
	a := newTown(t)
	token := a.token("clerk")
	first := a.batch(token, map[string]any{"scope": "unit", "estates": []string{a.estate.Id}})
	if len(first) != 3 {
		t.Fatalf("two units and a house without any: %v", first)
	}
	labels := []string{}
	for _, code := range first {
		labels = append(labels, a.poster(code).GetString("place_label"))
	}
	if got := strings.Join(labels, "|"); got != "湖畔花园一期 5幢 1单元|湖畔花园一期 5幢 2单元|湖畔花园一期 6幢" {
		t.Errorf("labels %s", got)
	}
	if again := a.batch(token, map[string]any{"scope": "unit", "buildings": []string{a.five.Id, a.garage.Id}}); !slices.Equal(first, again) {
		t.Errorf("%v, want the same as before %v", again, first)
	}
	a.add("units", map[string]any{"building": a.five.Id, "name": "3单元"})
	if more := a.batch(token, map[string]any{"scope": "unit", "buildings": []string{a.five.Id}}); len(more) != 3 || more[0] != first[0] || more[1] != first[1] {
		t.Errorf("one more unit: %v after %v", more, first)
	}
	if got := a.batch(token, map[string]any{"scope": "building", "estates": []string{a.estate.Id}}); len(got) != 2 || got[1] != first[2] {
		t.Errorf("buildings %v", got)
	}
	if got := a.batch(token, map[string]any{"scope": "estate", "estates": []string{a.estate.Id}}); len(got) != 1 {
		t.Errorf("estate %v", got)
	}
	for _, body := range []map[string]any{{}, {"scope": "moon", "estates": []string{a.estate.Id}}, {"scope": "unit"}, {"scope": "unit", "buildings": []string{"nothing"}}} {
		if w := a.call("POST", "/api/posters/batch", token, body); w.Code != 400 || !strings.Contains(w.Body.String(), "请") {
			t.Errorf("%v: %d %s", body, w.Code, w.Body)
		}
	}
}

func TestCodes(t *testing.T) {
	a := newTown(t)
	seen := map[string]bool{}
	for i := range 300 {
		p, err := posters.New(a.BaseApp, posters.Door, places.Place{Building: a.five.Id, Room: fmt.Sprint(i)})
		apptest.Must(t, err)
		code := p.GetString("code")
		if seen[code] || len(code) != 6 || strings.ContainsAny(code, "0O1IL") || code != strings.ToUpper(code) {
			t.Fatalf("code %s", code)
		}
		seen[code] = true
	}
	code := a.batch(a.token("clerk"), map[string]any{"scope": "building", "buildings": []string{a.five.Id}})[0]
	for _, written := range []string{strings.ToLower(code), " " + code[:3] + " " + code[3:] + "\n"} {
		if r, ok := posters.ByCode(a.BaseApp, written); !ok || r.GetString("code") != code {
			t.Errorf("%q does not find %s", written, code)
		}
	}
	if _, ok := posters.ByCode(a.BaseApp, ""); ok {
		t.Error("the empty code finds a poster")
	}
}

func TestPostersAreNotChangedByHand(t *testing.T) {
	a := newTown(t)
	r := a.poster(a.batch(a.token("clerk"), map[string]any{"scope": "building", "buildings": []string{a.five.Id}})[0])
	super := a.token("superuser")
	path := "/api/collections/posters/records/" + r.Id
	if w := a.call("PATCH", path, super, map[string]any{"code": "AAAAAA"}); w.Code != 400 || !strings.Contains(w.Body.String(), "换一张") {
		t.Errorf("change of code: %d %s", w.Code, w.Body)
	}
	if w := a.call("PATCH", path, super, map[string]any{"note": "东门宣传栏"}); w.Code != 200 {
		t.Errorf("note: %d %s", w.Code, w.Body)
	}
	if w := a.call("DELETE", path, super, nil); w.Code != 400 {
		t.Errorf("delete: %d %s", w.Code, w.Body)
	}
}

func TestRevokeAndReplace(t *testing.T) {
	a := newTown(t)
	token := a.token("steward")
	old := a.batch(token, map[string]any{"scope": "building", "buildings": []string{a.five.Id}})[0]
	if w := a.call("POST", "/api/posters/"+old+"/replace", token, map[string]any{"reason": "  "}); w.Code != 400 || !strings.Contains(w.Body.String(), `"reason"`) {
		t.Errorf("without reason: %d %s", w.Code, w.Body)
	}
	w := a.call("POST", "/api/posters/"+strings.ToLower(old)+"/replace", token, map[string]any{"reason": "被撕坏"})
	var answer struct{ Code string }
	apptest.Must(t, json.Unmarshal(w.Body.Bytes(), &answer))
	r, fresh := a.poster(old), a.poster(answer.Code)
	if r.GetString("state") != posters.Revoked || r.GetString("replaced_by") != fresh.Id || !strings.Contains(r.GetString("note"), "2026-11-23 换成 "+answer.Code+"：被撕坏") {
		t.Errorf("old poster %v", r.FieldsData())
	}
	if fresh.GetString("building") != a.five.Id || fresh.GetString("place_label") != "湖畔花园一期 5幢" || fresh.GetString("state") != posters.Active {
		t.Errorf("new poster %v", fresh.FieldsData())
	}
	if w := a.call("GET", "/api/posters/"+old+"/qr.svg", "", nil); w.Code != 410 {
		t.Errorf("QR of a revoked poster: %d", w.Code)
	}
	if w := a.call("GET", "/api/print/posters/"+old, token, nil); w.Code != 400 {
		t.Errorf("print of a revoked poster: %d", w.Code)
	}
	if w := a.call("POST", "/api/posters/"+answer.Code+"/revoke", token, map[string]any{"reason": "墙要粉刷"}); w.Code != 200 {
		t.Errorf("revoke: %d %s", w.Code, w.Body)
	}
	if again := a.batch(token, map[string]any{"scope": "building", "buildings": []string{a.five.Id}}); again[0] == old || again[0] == answer.Code {
		t.Error("a revoked poster must not come back")
	}
	entries, err := a.FindAllRecords("audit_entries")
	apptest.Must(t, err)
	if len(entries) != 2 {
		t.Errorf("%d audit entries, want 2", len(entries))
	}
	if w := a.call("POST", "/api/posters/ZZZZZZ/revoke", token, map[string]any{"reason": "x"}); w.Code != 404 {
		t.Errorf("unknown: %d", w.Code)
	}
}

func TestScansAreCountedPerDayOnly(t *testing.T) {
	a := newTown(t)
	code := a.batch(a.token("clerk"), map[string]any{"scope": "building", "buildings": []string{a.five.Id}})[0]
	rows := func() (all, total int) {
		t.Helper()
		scans, err := a.FindAllRecords("poster_scans")
		apptest.Must(t, err)
		for _, s := range scans {
			total += s.GetInt("count")
		}
		return len(scans), total
	}
	a.call("GET", "/s/"+strings.ToLower(code), "", nil)
	if n, sum := rows(); n != 1 || sum != 1 {
		t.Fatalf("after one scan: %d rows, %d scans", n, sum)
	}
	for range 500 {
		a.call("GET", "/s/"+code, "", nil)
	}
	a.call("HEAD", "/s/"+code, "", nil)
	for i := range 50 {
		a.call("GET", fmt.Sprintf("/s/AAAA%02d", i), "", nil)
	}
	a.call("GET", "/s/"+strings.Repeat("A", 4000), "", nil)
	if n, sum := rows(); n != 1 || sum != 1 {
		t.Errorf("a flood was written at once: %d rows, %d scans", n, sum)
	}
	a.Clock.Add(6 * time.Second)
	a.call("GET", "/s/"+code, "", nil)
	if n, sum := rows(); n != 1 || sum != 502 {
		t.Errorf("%d rows, %d scans, want 1 and 502", n, sum)
	}
	a.Clock.Add(24 * time.Hour)
	a.call("GET", "/s/"+code, "", nil)
	a.call("GET", "/s/"+code, "", nil)
	apptest.Must(t, posters.Settle(a.BaseApp))
	if n, sum := rows(); n != 2 || sum != 504 {
		t.Errorf("%d rows, %d scans, want 2 and 504", n, sum)
	}
	if got := a.poster(code).GetInt("scans"); got != 504 {
		t.Errorf("poster says %d scans", got)
	}
}

func TestCorrectedPlacesTellOfAMisplacedPoster(t *testing.T) {
	a := newTown(t)
	resident := a.add("residents", map[string]any{"name": "王芳", "phone": "13900000001", "active": true, "password": "not-used-1"})
	p := a.poster(a.batch(a.token("clerk"), map[string]any{"scope": "building", "buildings": []string{a.five.Id}})[0])
	n := 0
	ask := func(poster, building string) {
		t.Helper()
		n++
		apptest.Must(t, a.RunInTransaction(func(tx core.App) error {
			c, err := tx.FindCollectionByNameOrId("requests")
			if err != nil {
				return err
			}
			r := core.NewRecord(c)
			r.Load(map[string]any{
				"request_no": fmt.Sprintf("HP-20261123-%04d", n), "resident": resident.Id, "kind": "help", "channel": "qr", "lane": "normal", "status": "pending",
				"text": "灯坏了", "poster": poster, "estate": a.estate.Id, "building": building, "received_at": a.Clock.Now(),
			})
			return access.Own(tx, r)
		}))
	}
	ask(p.Id, a.five.Id)
	ask("", a.garage.Id)
	ask(p.Id, "")
	for range 2 {
		ask(p.Id, a.garage.Id)
	}
	if p = a.poster(p.GetString("code")); p.GetInt("corrections") != 2 || p.GetString("note") != "" {
		t.Errorf("after two corrections: %d %q", p.GetInt("corrections"), p.GetString("note"))
	}
	for range 2 {
		ask(p.Id, a.garage.Id)
	}
	if p = a.poster(p.GetString("code")); p.GetInt("corrections") != 4 || strings.Count(p.GetString("note"), "可能贴错") != 1 {
		t.Errorf("after four corrections: %d %q", p.GetInt("corrections"), p.GetString("note"))
	}
}

func TestPrintedPoster(t *testing.T) {
	a := newTown(t)
	token := a.token("superuser")
	codes := a.batch(token, map[string]any{"scope": "unit", "buildings": []string{a.five.Id}})
	path := "/api/print/posters/" + strings.Join(codes, ",")

	trial := a.call("GET", path, token, nil).Body.String()
	if !strings.Contains(trial, "print-warning") || !strings.Contains(trial, "192.168.1.20:8090<wbr>/s/"+codes[0]) {
		t.Errorf("a bare IP must be warned of: %.600s", trial)
	}
	c, err := a.FindFirstRecordByFilter("communities", "id != ''")
	apptest.Must(t, err)
	c.Load(map[string]any{"public_url": "https://hg.example.cn/", "phone": "0512-62800000", "party_org": "湖畔社区党委", "online_hours": "每天 8:30–17:30"})
	apptest.Must(t, a.Save(c))
	html := a.call("GET", path+"?variant=ink", token, nil).Body.String()
	for _, want := range []string{"湖畔花园一期 5幢 1单元", "湖畔花园一期 5幢 2单元", "hg.example.cn<wbr>/s/" + codes[0], codes[1], "0512-62800000", "0512-62811111", "湖畔社区党委", "poster-ink", "<svg"} {
		if !strings.Contains(html, want) {
			t.Errorf("poster lacks %s", want)
		}
	}
	for _, no := range []string{"print-warning", "每天 8:30", "style="} {
		if strings.Contains(html, no) {
			t.Errorf("poster has %s", no)
		}
	}
	svg := a.call("GET", "/api/posters/"+codes[0]+"/qr.svg", "", nil)
	if got, err := gozx(t, rasterise(t, svg.Body.String())); err != nil || got != "https://hg.example.cn/s/"+codes[0] {
		t.Errorf("qr.svg reads %q %v", got, err)
	}
	if !strings.HasPrefix(svg.Header().Get("Content-Type"), "image/svg+xml") {
		t.Error(svg.Header())
	}
	if w := a.call("GET", "/api/print/posters/"+codes[0]+",ZZZZZZ", token, nil); w.Code != 404 {
		t.Errorf("unknown code: %d", w.Code)
	}
}

func TestTrialAddresses(t *testing.T) {
	for address, want := range map[string]bool{
		"https://hg.example.cn": false, "https://hongguan.hupan.gov.cn:8443": false,
		"http://hg.example.cn": true, "https://192.168.1.20": true, "https://47.100.3.4": true, "https://[fd00::1]:8090": true, "https://localhost": true, "https://office-pc": true, "https://hg.local": true, "": true,
	} {
		if prints.Trial(address) != want {
			t.Errorf("%s: %v", address, !want)
		}
	}
}
