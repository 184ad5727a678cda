// Package imports takes the office's own tables: the roster of residents, the
// lists of houses, organisations and staff, and the dispatch catalogue, as .xlsx
// files with Chinese headers. A file is first only compared; what would change is
// shown, and written when confirmed.
package imports

import (
	"errors"
	"fmt"
	"strings"

	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/router"

	"hongguan/hooks/access"
	"hongguan/hooks/audit"
)

// Result is what a file would change, or has changed. Names and telephone
// numbers in it are masked; the office's own people are called by their names.
type Result struct {
	Rows     int        `json:"rows"`
	New      int        `json:"new"`
	Changed  int        `json:"changed"`
	Same     int        `json:"same"`
	Errors   []Trouble  `json:"errors"`
	Preview  [][]string `json:"preview"` // the first changes, a line of cells each
	Applied  bool       `json:"applied"`
	Sentence string     `json:"sentence"`
	Slips    []Slip     `json:"slips,omitempty"` // first passwords of new accounts, shown this once
}

// Trouble is a row that cannot be taken, by its number in the file, and why.
// The sentence never repeats a name or a telephone number.
type Trouble struct {
	Row     int    `json:"row"`
	Message string `json:"message"`
}

const (
	shown    = 30  // lines of the preview
	troubles = 500 // sentences that are listed; beyond it the file is the wrong one
)

// kind is one sort of table.
type kind struct {
	name, title string // residents, 居民花名册
	counted     string // 人
	collection  string
	columns     []column
	plan        func(app core.App, rows []line) (*plan, error)
	after       func(tx core.App) error                // what the new rows change elsewhere; nil: nothing
	rows        func(app core.App) ([][]string, error) // what is stored, to be taken out; nil: it is not
	before      func(app core.App, rows []line) error  // what takes long and must not hold up the transaction; nil: nothing
	slips       *slips                                 // first passwords of the accounts that are opened; nil: it opens none
}

func kinds() map[string]kind {
	return map[string]kind{"residents": residents(), "places": houses(), "orgs": orgs(), "staff": staff(), "matters": matters()}
}

// plan is what becomes of each row, thought through before anything is written.
type plan struct {
	lines    []verdict
	troubles []Trouble
	writes   []write
	by       access.Actor // who writes
}

// verdict is about one row that can be taken.
type verdict struct {
	row   int
	what  change
	cells []string
}

type change int

const (
	same change = iota
	changed
	fresh
)

var changeWords = map[change]string{fresh: "新增", changed: "修改", same: "不变"}

// write is one record to save, with the row that asked for it.
type write struct {
	row  int
	save func(tx core.App) error
}

func (p *plan) trouble(row int, sentence string, args ...any) {
	p.troubles = append(p.troubles, Trouble{row, fmt.Sprintf(sentence, args...)})
}

// Run compares a file with what is stored and, with apply, writes the
// differences in one transaction. Rows with a trouble are left out. An error
// is a sentence for the person who chose the file.
func Run(app core.App, who access.Actor, name string, file []byte, apply bool) (*Result, error) {
	k, ok := kinds()[name]
	if !ok {
		return nil, access.Answer(404, "没有这种导入")
	}
	rows, unused, err := read(file, k.columns)
	if err != nil {
		return nil, err
	}
	var p *plan
	if !apply {
		p, err = k.plan(app, rows)
	} else {
		if k.before != nil {
			if err := k.before(app, rows); err != nil {
				return nil, err
			}
		}
		err = app.RunInTransaction(func(tx core.App) error {
			if p, err = k.plan(tx, rows); err != nil {
				return err
			}
			return p.apply(tx, who, k)
		})
	}
	if err != nil {
		return nil, err
	}
	result := p.result(k, len(rows), unused, apply)
	if k.slips != nil {
		result.Slips = k.slips.given
	}
	return result, nil
}

func (p *plan) apply(tx core.App, who access.Actor, k kind) error {
	p.by = who
	for _, w := range p.writes {
		if err := w.save(tx); err != nil {
			var refused *router.ApiError
			if errors.As(err, &refused) {
				return access.Refuse(fmt.Sprintf("第%d行：%s。没有导入任何一行，请改好后再试", w.row, refused.Message))
			}
			// The cause may hold what stood in the row, so it is not kept.
			tx.Logger().Error("import stopped", "kind", k.name, "row", w.row)
			return access.Refuse(fmt.Sprintf("第%d行写不进去，没有导入任何一行，请检查这一行", w.row))
		}
	}
	if len(p.writes) == 0 {
		return nil
	}
	if k.after != nil {
		if err := k.after(tx); err != nil {
			return err
		}
	}
	n := p.count()
	return audit.Write(tx, who, audit.Entry{Action: "导入" + k.title, Collection: k.collection, Note: fmt.Sprintf("新增%d，修改%d", n[fresh], n[changed])})
}

func (p *plan) count() map[change]int {
	n := map[change]int{}
	for _, v := range p.lines {
		n[v.what]++
	}
	return n
}

func (p *plan) result(k kind, rows int, unused []string, applied bool) *Result {
	n := p.count()
	r := &Result{Rows: rows, New: n[fresh], Changed: n[changed], Same: n[same], Errors: []Trouble{}, Preview: [][]string{}, Applied: applied}
	r.Errors = append(r.Errors, p.troubles[:min(len(p.troubles), troubles)]...)
	for _, v := range p.lines {
		if v.what != same && len(r.Preview) < shown {
			r.Preview = append(r.Preview, append([]string{changeWords[v.what]}, v.cells...))
		}
	}
	var s strings.Builder
	fmt.Fprintf(&s, "共%d行：新增%d%s，修改%d%s，不变%d%s", rows, r.New, k.counted, r.Changed, k.counted, r.Same, k.counted)
	if len(p.troubles) > 0 {
		fmt.Fprintf(&s, "，%d行有问题不导入", len(p.troubles))
	}
	if len(unused) > 0 {
		fmt.Fprintf(&s, "；没有用到的列：%s", strings.Join(unused, "、"))
	}
	if applied {
		r.Sentence = "已导入。" + s.String() + "。"
	} else {
		r.Sentence = s.String() + "。还没有写入，确认后才会写入。"
	}
	return r
}
