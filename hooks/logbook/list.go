package logbook

import (
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/types"

	"hongguan/hooks/access"
	"hongguan/rules/words"
	"hongguan/rules/workday"
)

// onePage is how many lines the page shows at once.
const onePage = 50

// asked is what the secretary looks for.
type asked struct {
	who, action, about string // who is a kind, or a kind and an account: staff:ID
	from, to           time.Time
	before             int // the lines below this number
}

func readAsked(e *core.RequestEvent) (asked, error) {
	q := e.Request.URL.Query()
	a := asked{who: q.Get("who"), action: q.Get("action"), about: strings.TrimSpace(q.Get("about"))}
	a.before, _ = strconv.Atoi(q.Get("before")) // what is no number is the first page
	if len([]rune(a.about)) > 40 {
		return a, access.RefuseFields(access.Field{Name: "about", Code: "about_long", Sentence: "请只写编号或几个字，40 字以内"})
	}
	for name, day := range map[string]*time.Time{"from": &a.from, "to": &a.to} {
		if q.Get(name) == "" {
			continue
		}
		t, err := time.ParseInLocation(time.DateOnly, q.Get(name), workday.Zone)
		if err != nil {
			return a, access.RefuseFields(access.Field{Name: name, Code: name + "_form", Sentence: "日期看不懂，请重新选择"})
		}
		*day = t
	}
	if !a.from.IsZero() && !a.to.IsZero() && a.to.Before(a.from) {
		return a, access.RefuseFields(access.Field{Name: "to", Code: "to_range", Sentence: "结束日期不能早于开始日期"})
	}
	return a, nil
}

// query finds them, newest first.
func (a asked) query(app core.App) *dbx.SelectQuery {
	q := app.DB().Select("seq", "at", "actor_kind", "actor_id", "actor_label", "action", "target_collection", "target_id", "note").
		From("audit_entries").OrderBy("seq DESC")
	if kind, id, one := strings.Cut(a.who, ":"); a.who != "" {
		q.AndWhere(dbx.HashExp{"actor_kind": kind})
		if one {
			q.AndWhere(dbx.HashExp{"actor_id": id})
		}
	}
	if a.action != "" {
		q.AndWhere(dbx.HashExp{"action": a.action})
	}
	if !a.from.IsZero() {
		q.AndWhere(dbx.NewExp("at >= {:from}", dbx.Params{"from": stamp(a.from)}))
	}
	if !a.to.IsZero() {
		q.AndWhere(dbx.NewExp("at < {:to}", dbx.Params{"to": stamp(a.to.AddDate(0, 0, 1))}))
	}
	if a.about != "" {
		like := dbx.Params{"about": "%" + strings.NewReplacer("%", `\%`, "_", `\_`, `\`, `\\`).Replace(a.about) + "%"}
		q.AndWhere(dbx.NewExp(`(note LIKE {:about} ESCAPE '\' OR target_collection = 'requests' AND target_id IN (SELECT id FROM requests WHERE request_no LIKE {:about} ESCAPE '\'))`, like))
	}
	if a.before > 0 {
		q.AndWhere(dbx.NewExp("seq < {:before}", dbx.Params{"before": a.before}))
	}
	return q
}

// sentence says what was asked for, on the exported table and in the log.
func (a asked) sentence() string {
	var parts []string
	if !a.from.IsZero() || !a.to.IsZero() {
		day := func(t time.Time) string {
			if t.IsZero() {
				return ""
			}
			return t.Format("2006年1月2日")
		}
		parts = append(parts, day(a.from)+"—"+day(a.to))
	}
	if a.action != "" {
		parts = append(parts, a.action)
	}
	if kind, _, one := strings.Cut(a.who, ":"); one {
		parts = append(parts, "一个账号")
	} else if kind != "" {
		parts = append(parts, words.Value("actor_kind", kind))
	}
	if a.about != "" {
		parts = append(parts, "按文字查找")
	}
	if len(parts) == 0 {
		return "全部"
	}
	return strings.Join(parts, "，")
}

func stamp(t time.Time) string { return t.UTC().Format(types.DefaultDateLayout) }

// line is a row as the secretary reads it.
type line struct {
	Seq    int    `json:"seq"`
	At     string `json:"at"`
	Who    string `json:"who"`
	Kind   string `json:"kind"` // 居民, 工作人员 …
	Action string `json:"action"`
	About  string `json:"about"` // 诉求 HP-20261123-0007
	Open   string `json:"open"`  // table/id of what can be opened; may be empty
	Note   string `json:"note"`
}

// stored is a row as the database has it.
type stored struct {
	Seq        int    `db:"seq"`
	At         string `db:"at"`
	Kind       string `db:"actor_kind"`
	Actor      string `db:"actor_id"`
	Label      string `db:"actor_label"`
	Action     string `db:"action"`
	Collection string `db:"target_collection"`
	Target     string `db:"target_id"`
	Note       string `db:"note"`
}

func read(app core.App, q *dbx.SelectQuery) ([]line, error) {
	var rows []stored
	if err := q.All(&rows); err != nil {
		return nil, fmt.Errorf("read audit log: %w", err)
	}
	known, err := targets(app, rows)
	if err != nil {
		return nil, err
	}
	list := make([]line, len(rows))
	for i, r := range rows {
		l := line{Seq: r.Seq, At: r.At, Who: r.Label, Kind: words.Value("actor_kind", r.Kind), Action: r.Action, Note: r.Note}
		if l.Who == "" {
			l.Who = l.Kind
		}
		if r.Collection != "" {
			l.About = labelOf(r.Collection)
		}
		if t, there := known[r.Collection+"/"+r.Target]; there {
			l.About, l.Open = strings.TrimSpace(l.About+" "+t.label), t.open
		}
		// The number stands there already; twice it would be noise.
		if l.Note != "" && strings.HasSuffix(l.About, " "+l.Note) {
			l.Note = ""
		}
		list[i] = l
	}
	return list, nil
}

func list(e *core.RequestEvent) error {
	a, err := readAsked(e)
	if err != nil {
		return err
	}
	lines, err := read(e.App, a.query(e.App).Limit(onePage+1))
	if err != nil {
		return err
	}
	more := len(lines) > onePage
	if more {
		lines = lines[:onePage]
	}
	answer := map[string]any{"lines": lines, "more": more}
	if a.before == 0 {
		if answer["people"], answer["actions"], err = choices(e.App); err != nil {
			return err
		}
	}
	return e.JSON(http.StatusOK, answer)
}

// choice is one entry of a drop-down list.
type choice struct {
	Value string `json:"value"`
	Label string `json:"label"`
}

// choices are the people and actions there are. Accounts of the office are
// named one by one, residents and links only by their kind.
func choices(app core.App) (people []choice, actions []string, err error) {
	var rows []struct {
		Kind    string `db:"actor_kind"`
		Account string `db:"account"`
		Label   string `db:"actor_label"`
	}
	err = app.DB().NewQuery(`SELECT actor_kind, CASE WHEN actor_kind IN ('staff', 'superuser') THEN actor_id ELSE '' END AS account, max(actor_label) AS actor_label
		FROM audit_entries GROUP BY actor_kind, account ORDER BY actor_kind, actor_label`).All(&rows)
	if err != nil {
		return nil, nil, fmt.Errorf("read who is in the audit log: %w", err)
	}
	people, actions = []choice{}, []string{}
	for _, r := range rows {
		c := choice{Value: r.Kind, Label: words.Value("actor_kind", r.Kind)}
		if r.Account != "" {
			c = choice{Value: r.Kind + ":" + r.Account, Label: r.Label}
		}
		people = append(people, c)
	}
	if err = app.DB().Select("action").Distinct(true).From("audit_entries").OrderBy("action").Column(&actions); err != nil {
		return nil, nil, fmt.Errorf("read actions of the audit log: %w", err)
	}
	return people, actions, nil
}
