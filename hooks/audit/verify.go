package audit

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"hongguan/rules/schedule"
	"hongguan/templates"
)

// Found is what a check of the whole log found.
type Found struct {
	Rows     int
	From, To time.Time
	Head     string // digest of the last row
	At       int    // the row whose digest was asked for; 0: none
	Broken   *Break // where the log first fails; nil: nowhere
}

// Break is a row that does not follow from the one before it.
type Break struct {
	Row    int // the number it has or should have
	At     time.Time
	Action string
	Why    string // in Chinese
}

// Sentence says it to the secretary.
func (f Found) Sentence() string {
	const then = "请不要再改动数据，保留这份数据和打印的周报，找懂技术的人查清楚"
	if b := f.Broken; b != nil && b.Row > f.Rows {
		return fmt.Sprintf("操作日志对不上：%s。%s", b.Why, then)
	} else if b != nil {
		return fmt.Sprintf("操作日志第 %d 条（%s）对不上：%s。%s", b.Row, strings.Trim(templates.Moment(b.At)+"，"+b.Action, "，"), b.Why, then)
	}
	if f.Rows == 0 {
		return "操作日志还没有记录"
	}
	return fmt.Sprintf("操作日志共 %d 条，%s 至 %s，前后相接，没有发现改动。尾号 %s", f.Rows, templates.Moment(f.From), templates.Moment(f.To), short(f.Head))
}

// Verify reads the whole log and compares it with itself, with the counter of
// its rows and with every head that was printed on a Friday report. Given a
// head, printed long ago on paper perhaps, it also looks for the row it belongs
// to. One statement reads the rows, so the office may go on working.
func Verify(app core.App, head string) (Found, error) {
	c := check{head: strings.ToLower(strings.TrimSpace(head)), late: map[string]int{}}
	var err error
	if c.printed, err = printed(app); err != nil {
		return c.found, err
	}
	if c.before, err = erasures(app); err != nil {
		return c.found, err
	}
	written, err := written(app)
	if err != nil {
		return c.found, err
	}
	rows, err := app.DB().Select(columns...).From(table).OrderBy("seq", "_rowid_").Rows()
	if err != nil {
		return c.found, fmt.Errorf("read audit log: %w", err)
	}
	defer rows.Close()
	for rows.Next() {
		r, err := scan(rows)
		if err != nil {
			return c.found, fmt.Errorf("read audit log: %w", err)
		}
		c.row(r)
	}
	if err := rows.Err(); err != nil {
		return c.found, fmt.Errorf("read audit log: %w", err)
	}
	c.end(written)
	return c.found, nil
}

// check is a reading of the log under way.
type check struct {
	found   Found
	head    string
	printed []printedHead  // oldest first
	before  map[string]int // registration → row of its erasure, as known before the reading began
	late    map[string]int // the same as met while reading
	blank   []row          // rows whose words are gone
}

// fail keeps the first break.
func (c *check) fail(n int, r row, why string) {
	if b := c.found.Broken; b == nil || n < b.Row {
		c.found.Broken = &Break{Row: n, At: r.time(), Action: r.Action, Why: why}
	}
}

func (c *check) row(r row) {
	f := &c.found
	f.Rows++
	if f.Rows == 1 {
		f.From = r.time()
	}
	f.To = r.time()
	switch {
	case r.Seq != strconv.Itoa(f.Rows):
		c.fail(f.Rows, r, "序号断了，有记录被删掉、插入或调换过")
	case r.Digest != r.link(f.Head):
		c.fail(f.Rows, r, "这一条或它前面的一条被改过")
	}
	f.Head = r.Digest
	c.words(r)
	for _, p := range c.printed {
		if p.rows == f.Rows && !strings.HasPrefix(r.Digest, p.head) {
			c.fail(f.Rows, r, p.label+"印着尾号 "+p.head+"，日志里是 "+short(r.Digest))
		}
	}
	if len(c.head) >= shortLength && strings.HasPrefix(r.Digest, c.head) {
		f.At = f.Rows
	}
}

// words checks what may lawfully be gone, but only by an erasure.
func (c *check) words(r row) {
	n := c.found.Rows
	if r.Action == erased && r.Collection == "residents" {
		c.late[r.Target] = n
	} else if r.Label+r.Note != "" {
		for _, id := range r.people() {
			if c.before[id] > n {
				c.fail(n, r, "已经按本人要求删除的文字又被写了回来")
			}
		}
	}
	switch {
	case r.Salt == "" && r.Label+r.Note == "":
		r.Seq = strconv.Itoa(n)
		c.blank = append(c.blank, r)
	case r.WordsDigest != wordsDigest(r.Salt, r.Label, r.Note):
		c.fail(n, r, "称呼或说明的文字被改过")
	}
}

// people are the registrations a row may be erased for.
func (r row) people() []string {
	if r.Collection == "residents" {
		return []string{r.ActorID, r.Target}
	}
	return []string{r.ActorID}
}

// end compares the whole with what is known from elsewhere.
func (c *check) end(written int) {
	f := &c.found
	for _, r := range c.blank {
		n, lawful := 0, false
		n, _ = strconv.Atoi(r.Seq)
		for _, id := range r.people() {
			lawful = lawful || c.late[id] > n
		}
		if !lawful {
			c.fail(n, r, "称呼和说明不见了，却没有居民要求删除的记录")
		}
	}
	if f.Rows < written {
		c.fail(f.Rows+1, row{}, fmt.Sprintf("末尾少了记录，应有 %d 条，现在只有 %d 条", written, f.Rows))
	}
	for _, p := range c.printed {
		if p.rows > f.Rows {
			c.fail(f.Rows+1, row{}, fmt.Sprintf("%s印着共 %d 条，现在只有 %d 条", p.label, p.rows, f.Rows))
		}
	}
	if c.head != "" && f.At == 0 {
		why := fmt.Sprintf("日志里没有尾号 %s 的记录", c.head)
		if len(c.head) < shortLength {
			why = fmt.Sprintf("尾号要写全 %d 位", shortLength)
		}
		c.fail(f.Rows+1, row{}, why)
	}
}

// erasures are the registrations that were erased, with the row that says so.
func erasures(app core.App) (map[string]int, error) {
	var rows []struct {
		Target string `db:"target_id"`
		Seq    int    `db:"seq"`
	}
	err := app.DB().Select("target_id", "max(seq) AS seq").From(table).
		Where(dbx.HashExp{"action": erased, "target_collection": "residents"}).GroupBy("target_id").All(&rows)
	if err != nil {
		return nil, fmt.Errorf("read erasures: %w", err)
	}
	all := map[string]int{}
	for _, r := range rows {
		all[r.Target] = r.Seq
	}
	return all, nil
}

// written is how many rows the counter has given out.
func written(app core.App) (int, error) {
	var n []int
	if err := app.DB().Select("value").From("_counters").Where(dbx.HashExp{"name": counter}).Column(&n); err != nil {
		return 0, fmt.Errorf("read audit counter: %w", err)
	}
	if len(n) == 0 {
		return 0, nil
	}
	return n[0], nil
}

// printedHead is what a Friday report bears.
type printedHead struct {
	label string // 第48周周报
	rows  int
	head  string
}

// printed reads the heads of the reports that were made.
func printed(app core.App) ([]printedHead, error) {
	var rows []struct {
		Week string `db:"week"`
		Rows int    `db:"audit_count"`
		Head string `db:"audit_head"`
	}
	err := app.DB().Select("week", "audit_count", "audit_head").From("weekly_reports").
		Where(dbx.NewExp("audit_head != ''")).OrderBy("week").All(&rows)
	if err != nil {
		return nil, fmt.Errorf("read printed heads: %w", err)
	}
	var all []printedHead
	for _, r := range rows {
		name := r.Week
		if w, err := schedule.ParseISOWeek(r.Week); err == nil {
			name = w.Spoken()
		}
		all = append(all, printedHead{name + "的周报", r.Rows, r.Head})
	}
	return all, nil
}
