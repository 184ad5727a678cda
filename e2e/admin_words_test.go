package e2e

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"testing"
)

//go:embed testdata/foreign.js
var unreadable string

// familiar are the words in Latin letters that an office reads every day, and
// what a mail server or a spreadsheet calls its own things.
var familiar = strings.Fields(`Excel Word WPS PDF SMTP TLS StartTLS PLAIN LOGIN IP JSON HTTPS APP Ctrl cron superuser ips KTV`)

// reader walks the admin UI and reads everything on it, each thing once.
type reader struct {
	*person
	seen map[string]bool
}

// understands asserts that everything on the page is in the secretary's words.
func (r *reader) understands(where string) {
	r.t.Helper()
	allowed, err := json.Marshal(familiar)
	if err != nil {
		r.t.Fatal(err)
	}
	r.rests()
	r.picture(strings.ReplaceAll(where, "/", "-"))
	for _, line := range ask[[]string](r.person, unreadable+"("+string(allowed)+")") {
		if !r.seen[line] {
			r.seen[line] = true
			r.t.Errorf("%s: %s", where, line)
		}
	}
}

// rests waits until the page has read what it shows.
func (r *reader) rests() {
	r.t.Helper()
	ask[bool](r.person, "eyes.ready(8000).catch(() => true).then(() => eyes.still(150, 3000))")
}

// presses touches the n-th thing that fits, if there is one.
func (r *reader) presses(selector string, n int) bool {
	r.t.Helper()
	return ask[bool](r.person, fmt.Sprintf(`(() => { const b = [...document.querySelectorAll(%q)].filter((b) => eyes.shown(b) && !b.disabled)[%d]; if (b) b.click(); return !!b; })()`, selector, n))
}

// clears closes what lies over the page.
func (r *reader) clears() {
	r.t.Helper()
	ask[bool](r.person, `(async () => {
		for (const x of document.querySelectorAll(":popover-open")) x.hidePopover();
		for (let i = 0; i < 4 && document.querySelector(".modal"); i++) { app.modals.close(null, true); await new Promise((d) => setTimeout(d, 120)); }
		for (const x of document.querySelectorAll(".toast .btn, .toast")) x.click();
		return true; })()`)
}

// onlyReads keeps the office as it is: what would change something is refused
// as by a server that cannot be reached, and the page must say so.
func (r *reader) onlyReads() {
	r.t.Helper()
	ask[bool](r.person, `(() => {
		if (window.plainFetch) return true;
		window.plainFetch = window.fetch;
		window.fetch = (at, how = {}) => (how.method || "GET") == "GET" || /auth-|token|\/parts$/.test(String(at.url || at)) ? window.plainFetch(at, how) : Promise.reject(new TypeError("Failed to fetch"));
		return true; })()`)
}

func newReader(t *testing.T, s screen) *reader {
	r := &reader{newPerson(t, "words", s), map[string]bool{}}
	r.entersOffice()
	return r
}

// TestAdminPages goes to every page and list of the secretary, opens what they
// open and reads it: nothing may be left in English, in another place's time or
// in the program's own codes.
func TestAdminPages(t *testing.T) {
	byLot(t)
	boss := newReader(t, pc)
	for _, page := range []string{"desk", "friday", "figures", "sealed", "posters", "import", "catalogue", "holidays", "jobs", "setup",
		"settings", "settings/mail", "settings/backups"} {
		boss.open("/_/#/" + page)
		boss.understands(page)
	}
	for step := range 5 {
		boss.open("/_/#/setup")
		boss.sees("社区资料")
		boss.presses(".hg-steps button", step)
		boss.understands(fmt.Sprint("setup-", step+1))
	}
	boss.onlyReads()
	for page, button := range map[string]string{"settings/mail": "发测试信", "settings/backups": "现在备份", "sealed": "邀请上级联系人", "posters": "门牌贴", "desk": "代登记"} {
		boss.open("/_/#/" + page)
		boss.press(button)
		boss.understands(page + "-" + button)
		boss.presses(".modal .modal-footer .btn[type=submit], .modal .modal-footer .btn:last-child", 0)
		boss.understands(page + "-" + button + "-sent")
		boss.clears()
	}
	boss.open("/_/#/settings/backups")
	boss.press("自动备份设置")
	boss.understands("settings/backups-options")
}

// TestAdminLists reads each list, its columns, a new record that is refused,
// the first that is there and what may be done with it.
func TestAdminLists(t *testing.T) {
	byLot(t)
	boss := newReader(t, pc)
	boss.onlyReads()
	for n, list := range boss.lists() {
		if !share(n, 4) {
			continue
		}
		boss.open("/_/#/collections?collection=" + list)
		boss.presses(".records-table th.col-meta button", 0)
		boss.understands(list)
		boss.clears()
		if boss.presses(".page-header .new-record-btn", 0) {
			boss.rests()
			boss.presses(".modal .modal-footer .btns > .btn, .modal .modal-footer .btn[type=submit]", 0)
			boss.understands(list + "-new")
			boss.clears()
		}
		if boss.presses(".records-table tbody tr.handle", 0) {
			boss.rests()
			boss.presses(".hg-unfold", 0)
			boss.presses(".modal .modal-header .btn:has(.ri-more-line)", 0)
			boss.understands(list + "-record")
			if boss.presses(".dropdown-item:has(.ri-delete-bin-7-line)", 0) {
				boss.understands(list + "-delete")
			}
			boss.clears()
		}
		boss.presses(".records-table tbody tr.handle td.col-bulk-select label", 0)
	}
}

// TestAdminRequests opens a request in every state and everything its dialog
// offers.
func TestAdminRequests(t *testing.T) {
	byLot(t)
	boss := newReader(t, pc)
	boss.onlyReads()
	office := secretary(t)
	for n, state := range strings.Fields("pending accepted need_info dispatched in_progress in_review replied closed suspended declined merged withdrawn") {
		if !share(n, 3) {
			continue
		}
		items, _ := office.must("GET", "/api/collections/requests/records?perPage=1&filter="+url.QueryEscape("status='"+state+"'"), nil)["items"].([]any)
		if len(items) == 0 {
			continue
		}
		id, _ := items[0].(map[string]any)["id"].(string)
		boss.open("/_/#/collections?collection=requests&record=" + id)
		boss.sees("流转记录")
		boss.rests()
		boss.understands(state)
		for n := 0; boss.presses(".hg-panel .hg-verbs .btn, .hg-panel .hg-tools button:not(:has(.ri-printer-line, .ri-alarm-line, .ri-contacts-line, .ri-file-text-line))", n); n++ {
			boss.understands(fmt.Sprint(state, "-", n+1))
			boss.closesTop()
		}
		boss.clears()
	}
}

// TestAdminFilters opens each number of the workbench and each row of the
// figures: what the list is narrowed to is said in words, and one press ends it.
func TestAdminFilters(t *testing.T) {
	byLot(t)
	boss := newReader(t, pc)
	links := ask[[]string](boss.person, `[...document.querySelectorAll("a.hg-counter")].map((a) => a.getAttribute("href"))`)
	boss.open("/_/#/figures")
	boss.sees("合计")
	for _, view := range []string{"按单位", "按楼幢", "按周"} {
		boss.press(view)
		boss.understands("figures-" + view)
		links = append(links, ask[[]string](boss.person, `[...document.querySelectorAll(".hg-rates-table a")].slice(0, 3).map((a) => a.getAttribute("href"))`)...)
	}
	if len(links) < 15 {
		t.Fatalf("only %d links: %v", len(links), links)
	}
	for n, link := range links {
		boss.open("/_/" + link)
		boss.understands(fmt.Sprint("filter-", n+1))
	}
	boss.sees("只看：")
	boss.rests() // a list that was just opened is read once more: a press in between would be lost
	boss.press("看全部")
	boss.misses("只看：")
}

// lists are the tables of the side menu, as the page holds them.
func (r *reader) lists() []string {
	r.t.Helper()
	r.open("/_/#/collections?collection=requests")
	r.sees("留痕")
	names := ask[[]string](r.person, `(() => { const titles = [...document.querySelectorAll(".hg-shelves button")].map((b) => b.title);
		return (app.store.__raw.collections.__raw || app.store.__raw.collections).map((c) => (c.__raw || c).name).filter((n) => titles.includes(window.hongguan.words.collection(n))); })()`)
	if len(names) < 30 {
		r.t.Fatalf("only %d lists in the menu: %v", len(names), names)
	}
	slices.Sort(names)
	return names
}
