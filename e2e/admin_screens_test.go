package e2e

import (
	_ "embed"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"testing"
)

//go:embed testdata/designer.js
var designer string

// thumb is how high at least a control of the admin UI is on a telephone, in
// CSS pixels.
const thumb = 40

// light is a screen in one of the two schemes of colours.
type light struct {
	screen
	scheme string
}

var lights = []light{{phone, "dark"}, {phone, "light"}, {pc, "dark"}, {pc, "light"}}

// suits asserts that a screen of the secretary suits her PC and her telephone,
// by day and by night: nothing too wide, cut off, too pale or too small.
func (r *reader) suits(where string) {
	r.t.Helper()
	r.rests()
	where = strings.ReplaceAll(where, "/", "-")
	for _, l := range lights {
		for _, fault := range r.faults(l) {
			if key := fmt.Sprint(l, fault); !r.seen[key] {
				r.seen[key] = true
				r.t.Errorf("%s at %d px, %s: %s", where, l.width, l.scheme, fault)
			}
		}
		r.picture(fmt.Sprintf("%s-%d-%s", where, l.width, l.scheme))
	}
	r.look(pc)
}

// faults are what a designer would not let pass on the screen as it is now.
func (r *reader) faults(l light) []string {
	r.t.Helper()
	least := 0
	if l.width < pc.width {
		least = thumb
	}
	r.look(l.screen)
	ask[bool](r.person, "(app.store.userColorScheme = "+quote(l.scheme)+", eyes.still(160, 1500))")
	return ask[[]string](r.person, fmt.Sprintf("(() => { %s; return designer(%d, %d) })()", designer, l.width, least))
}

// TestAdminScreens looks at the pages of the secretary and at the windows they
// open.
func TestAdminScreens(t *testing.T) {
	byLot(t)
	boss := newReader(t, pc)
	for n, page := range []string{"desk", "friday", "figures", "sealed", "posters", "import", "catalogue", "holidays", "handover", "jobs", "audit", "help", "help/backup", "setup",
		"settings", "settings/mail", "settings/backups"} {
		if share(n, 2) {
			boss.open("/_/#/" + page)
			boss.suits(page)
		}
	}
	for n, d := range [][2]string{{"desk", "代登记"}, {"desk", "标记已人工报送"}, {"sealed", "邀请上级联系人"}, {"posters", "门牌贴"}, {"settings/mail", "发测试信"}, {"settings/backups", "现在备份"}, {"desk", "查找"}} {
		if share(n, 2) {
			boss.open("/_/#/" + d[0])
			boss.press(d[1])
			boss.suits(d[0] + "-" + d[1])
			boss.clears()
		}
	}
}

// TestAdminListScreens looks at the lists, the first record of each and a new
// one.
func TestAdminListScreens(t *testing.T) {
	byLot(t)
	boss := newReader(t, pc)
	boss.onlyReads()
	for n, list := range boss.lists() {
		if !share(n, 6) {
			continue
		}
		boss.open("/_/#/collections?collection=" + list)
		boss.suits(list)
		for _, opens := range []string{".records-table tbody tr.handle", ".page-header .new-record-btn"} {
			if boss.presses(opens, 0) {
				boss.suits(list + "-record")
				boss.clears()
			}
		}
	}
}

// TestAdminVerbScreens looks at the windows of what may be done with a request.
func TestAdminVerbScreens(t *testing.T) {
	byLot(t)
	boss := newReader(t, pc)
	boss.onlyReads()
	office := secretary(t)
	for n, state := range strings.Fields("pending in_progress in_review replied suspended") {
		if !share(n, 3) {
			continue
		}
		id, _ := office.first("/api/collections/requests/records?perPage=1&filter=" + url.QueryEscape("lane='normal' && (status='pending' || handler_org!='') && status='"+state+"'"))["id"].(string)
		boss.open("/_/#/collections?collection=requests&record=" + id)
		boss.sees("全部栏目", "转入保密")
		boss.rests()
		n := 0
		for ; boss.presses(".hg-panel .hg-verbs .btn, .hg-panel .hg-tools button:not(:has(.ri-printer-line, .ri-alarm-line, .ri-contacts-line, .ri-file-text-line, .ri-file-word-line))", n); n++ {
			boss.suits(fmt.Sprint(state, "-", n+1))
			boss.closesTop()
		}
		if n < 4 {
			t.Errorf("only %d windows were opened of a request that is %s", n, state)
		}
		boss.clears()
	}
}

// closesTop closes what was opened from the record's dialog, not the dialog.
func (r *reader) closesTop() {
	r.t.Helper()
	ask[bool](r.person, `(async () => {
		const open = () => document.querySelectorAll('.modal[data-modal-state="open"]').length; // a question stays in the page, closed
		while (open() > 1) {
			const were = open();
			app.modals.close(null, true);
			for (let i = 0; i < 40 && open() == were; i++) await new Promise((gone) => setTimeout(gone, 50));
		}
		for (const x of document.querySelectorAll(".toast .btn, .toast")) x.click();
		return true; })()`)
}

// TestDesigner checks what looks at the screens: it notices a page that is too
// wide, a word cut off, one too pale and a button too small.
func TestDesigner(t *testing.T) {
	byLot(t)
	boss := newReader(t, phone)
	boss.sees("今天先办")
	ask[bool](boss.person, `(() => {
		const put = (words, style, tag = 'button') => { const el = document.createElement(tag); el.textContent = words; el.className = 'btn'; Object.assign(el.style, style); document.querySelector('.hg-page').prepend(el) };
		put('宽', { width: '900px' });
		put('小', { minHeight: 0, height: '22px', lineHeight: '20px' });
		put('淡', { color: '#ccc', background: '#fff' });
		put('这几个字放不下的', { width: '60px', whiteSpace: 'nowrap', overflow: 'hidden' }, 'p');
		return true })()`)
	found := boss.faults(light{phone, "light"})
	for _, want := range []string{"scrolls sideways", "too small for a thumb, 22 px", "too pale, 1.6:1", "cut off"} {
		if !slices.ContainsFunc(found, func(f string) bool { return len(f) >= len(want) && f[:len(want)] == want }) {
			t.Errorf("nobody noticed: %s\n%q", want, found)
		}
	}
}
