package e2e

import (
	_ "embed"
	"flag"
	"fmt"
	"hash/fnv"
	"math/rand/v2"
	"strings"
	"testing"
	"time"
)

var (
	long = flag.Bool("long", false, "walk every journey, look at every page on both phones in all three sizes of text, and press everything on it (-timeout 30m)")
	seed = flag.Uint64("seed", uint64(time.Now().UnixNano()), "which share is looked at without -long; a failure names it")
)

var (
	//go:embed testdata/ruler.js
	ruler string
	//go:embed testdata/axe.min.js
	axe string
)

// plain18 is the text a page begins with; 大字 makes it 22 and 30 px.
const plain18 = 18

// sight is a telephone and a size of text.
type sight struct {
	screen
	font int
}

// hardest is where most goes wrong: the narrow telephone with the largest text.
var hardest = sight{oldPhone, 30}

// sights are the hardest and one of the others, by the page's name and the
// seed; all six of them with -long.
func sights(state string) []sight {
	others := []sight{{oldPhone, plain18}, {oldPhone, 22}, {phone, plain18}, {phone, 22}, {phone, 30}}
	if *long {
		return append(others, hardest)
	}
	return []sight{hardest, others[lot(state, len(others))]}
}

// lot draws below n for a name; the same seed draws the same.
func lot(name string, n int) int {
	drawn := *seed
	for _, r := range name {
		drawn = drawn*31 + uint64(r)
	}
	return rand.New(rand.NewPCG(drawn, 0)).IntN(n)
}

// lots is how many runs together walk every journey beside the main ones: all
// of them at once take a browser longer than go test gives a package.
const lots = 5

// byLot lets a journey beside the main ones walk in one run of several: the seed
// draws which. It always walks with -long, and when it is asked for by name.
func byLot(t *testing.T) {
	t.Helper()
	name := fnv.New64a()
	name.Write([]byte(t.Name()))
	drawn := name.Sum64()%lots == *seed%lots
	if named := flag.Lookup("test.run").Value.String() != ""; !drawn && !*long && !named {
		t.Skipf("not drawn this time (-seed %d); -long walks all", *seed)
	}
}

// share draws one in so many of a long list of places to look at; all of them
// with -long.
func share(n, of int) bool { return *long || uint64(n%of) == *seed/lots%uint64(of) }

// looksAt measures what is on the page: no sideways scrolling, targets a thumb
// hits, text an old eye reads; with axe also WCAG 2.2 AA.
func (p *person) looksAt(state string, withAxe bool) {
	p.t.Helper()
	ask[bool](p, call("ready"))
	for _, v := range sights(state) {
		p.look(v.screen)
		p.writes(v.font)
		at := fmt.Sprintf("%s at %d×%d, %d px (-seed %d)", state, v.width, v.height, v.font, *seed)
		found := p.measures(v.width)
		if withAxe {
			found = append(found, p.axe()...)
		}
		for _, f := range found {
			p.t.Errorf("%s: %s", at, f)
		}
		p.picture(strings.ReplaceAll(state, " ", "-") + fmt.Sprintf("-%d-%d", v.width, v.font))
	}
	p.look(oldPhone)
	p.writes(plain18)
	for _, w := range p.complaints() {
		p.t.Errorf("%s: %s", state, w)
	}
}

// writes sets the size of the text as the button 大字 does; where a page has
// no such button, as the browser's own setting does.
func (p *person) writes(px int) {
	p.t.Helper()
	ask[bool](p, fmt.Sprintf(`(() => { const r = document.documentElement;
		if (r.hasAttribute('data-font')) r.setAttribute('data-font', %d); else r.style.fontSize = '%dpx';
		return true })()`, px, px))
}

// measures lists what is too wide, too small to touch or too small to read.
func (p *person) measures(width int64) []string {
	p.t.Helper()
	return ask[[]string](p, fmt.Sprintf("(async () => { %s; await document.fonts.ready; return ruler(%d) })()", ruler, width))
}

// axe lists what axe-core finds against the rules of WCAG 2.2 A and AA.
func (p *person) axe() []string {
	p.t.Helper()
	if !ask[bool](p, "!!window.axe") {
		ask[bool](p, axe+";true")
	}
	return ask[[]string](p, `axe.run(document, {
		runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'], resultTypes: ['violations'], preload: false,
	}).then(r => r.violations.map(v => 'axe ' + v.id + ': ' + v.nodes.map(n => n.target.join(' ') + ' ' + (n.any[0] || n.all[0] || n.none[0] || {}).message).join(' | ').slice(0, 400)))`)
}

// state is a page in a condition that matters.
type state struct {
	name string
	open func(p *person)
}

// visit looks at each state in turn; one that fails leaves the others alone.
func visit(t *testing.T, who string, withAxe bool, enter func(p *person), states []state) {
	p := newPerson(t, who, oldPhone)
	if enter != nil {
		enter(p)
	}
	for _, s := range states {
		t.Run(s.name, func(t *testing.T) {
			p.t = t
			s.open(p)
			p.looksAt(s.name, withAxe)
		})
	}
	p.t = t
}

// shows opens a page and waits for something on it.
func shows(path string, texts ...string) func(p *person) {
	return func(p *person) {
		p.t.Helper()
		p.open(path)
		p.sees(texts...)
	}
}
