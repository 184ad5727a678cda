package requests

import (
	"cmp"
	"fmt"
	"math"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/apis"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/search"

	"hongguan/hooks/access"
	"hongguan/rules/bigram"
)

const (
	pageOf     = 30  // found requests a page
	mostPaged  = 300 // asked for at once
	piece      = 200 // read from the index at once, the newest first
	mostPieces = 20  // then the search says that there is more
	fewRows    = 1000
)

// searchRoute finds requests by their words, number or place, for staff and
// within what each may see: the table's own rule decides, and a filter of the
// desk's lists may narrow it. Residents look at their own few in a list.
func searchRoute(e *core.RequestEvent) error {
	if who := access.Of(e); who.Kind != access.Staff && who.Kind != access.Superuser {
		return access.Answer(http.StatusForbidden, "查找诉求由工作人员使用")
	}
	ask := e.Request.URL.Query()
	s := &seek{app: e.App, query: bigram.Ask(ask.Get("q"))}
	if len([]rune(ask.Get("q"))) > 200 {
		return access.Refuse("要找的字太多了，请只写几个词")
	}
	page, size := counted(ask.Get("page"), 1, 1000), counted(ask.Get("perPage"), pageOf, mostPaged)
	if s.query.Empty() {
		return e.JSON(http.StatusOK, answerFound(nil, page, size, 0, false))
	}
	if err := s.allow(e, ask.Get("filter")); err != nil {
		return err
	}
	rows, more, err := s.find(page * size)
	if err != nil {
		return err
	}
	from, to := min((page-1)*size, len(rows)), min(page*size, len(rows))
	ids := make([]string, 0, size)
	for _, r := range rows[from:to] {
		ids = append(ids, r.ID)
	}
	if len(ids) == 0 {
		return e.JSON(http.StatusOK, answerFound(nil, page, size, len(rows), more))
	}
	records, err := e.App.FindRecordsByIds("requests", ids)
	if err != nil {
		return fmt.Errorf("read found requests: %w", err)
	}
	slices.SortFunc(records, func(a, b *core.Record) int { return slices.Index(ids, a.Id) - slices.Index(ids, b.Id) })
	list := &core.RecordsListRequestEvent{RequestEvent: e, Records: records, Result: &search.Result{Items: records}}
	list.Collection = s.table
	return e.App.OnRecordsListRequest().Trigger(list, func(l *core.RecordsListRequestEvent) error {
		if err := apis.EnrichRecords(l.RequestEvent, l.Records); err != nil {
			return err
		}
		return l.JSON(http.StatusOK, answerFound(l.Records, page, size, len(rows), more))
	})
}

func answerFound(items []*core.Record, page, size, total int, more bool) map[string]any {
	if items == nil {
		items = []*core.Record{}
	}
	return map[string]any{"items": items, "page": page, "perPage": size, "totalItems": total, "more": more}
}

func counted(typed string, standard, most int) int {
	n, err := strconv.Atoi(typed)
	if err != nil || n < 1 {
		return standard
	}
	return min(n, most)
}

// seek is one search on its way.
type seek struct {
	app     core.App
	table   *core.Collection
	query   bigram.Query
	visible []dbx.Expression // the table's rule and the list's filter
	extend  func(*dbx.SelectQuery) error
}

// allow reads who may see what, as PocketBase's own list does.
func (s *seek) allow(e *core.RequestEvent, filter string) error {
	var err error
	if s.table, err = e.App.FindCachedCollectionByNameOrId("requests"); err != nil {
		return err
	}
	info, err := e.RequestInfo()
	if err != nil {
		return err
	}
	resolver := core.NewRecordFieldResolver(e.App, s.table, info, true)
	if rule := s.table.ListRule; !info.HasSuperuserAuth() {
		if rule == nil {
			return access.Answer(http.StatusForbidden, "查找诉求由工作人员使用")
		}
		expr, err := search.FilterData(*rule).BuildExpr(resolver)
		if err != nil {
			return fmt.Errorf("rule of requests: %w", err)
		}
		s.visible = append(s.visible, expr)
	}
	resolver.SetAllowHiddenFields(info.HasSuperuserAuth())
	if filter = strings.TrimSpace(filter); filter != "" {
		if len(filter) > 2000 {
			return access.Refuse("筛选条件太长了")
		}
		expr, err := search.FilterData(filter).BuildExpr(resolver)
		if err != nil {
			return access.Refuse("筛选条件看不懂，请刷新页面再试")
		}
		s.visible = append(s.visible, expr)
	}
	s.extend = resolver.UpdateQuery
	return nil
}

// hit is a request as it is ranked.
type hit struct {
	worded
	ID   string `db:"id"`
	rank float64
}

// few are the first rows the person may see of a list that holds fewer; ok is
// false when it holds more.
func (s *seek) few() (rows []*hit, ok bool, err error) {
	q, err := s.seen(nil)
	if err != nil {
		return nil, false, err
	}
	if err := q.Limit(fewRows).Build().All(&rows); err != nil {
		return nil, false, fmt.Errorf("read a short list: %w", err)
	}
	if len(rows) == fewRows {
		return nil, false, nil
	}
	rows = slices.DeleteFunc(rows, func(r *hit) bool { return !s.query.Holds(r.No, r.Summary, r.Text, r.Place) })
	return s.ranked(rows), true, nil
}

// named are the rows of some serials that the person may see. They are few, and
// SQLite must begin with them: left to itself it may go through all requests of
// an organisation or a state and look which of them are wanted.
func (s *seek) named(serials []any) ([]*hit, error) {
	q, err := s.seen(dbx.In("requests.serial", serials...))
	if err != nil {
		return nil, err
	}
	built := q.Build()
	first := strings.Replace(built.SQL(), "FROM `requests`", "FROM `requests` INDEXED BY `idx_requests_serial`", 1)
	var rows []*hit
	if err := s.app.DB().NewQuery(first).Bind(built.Params()).All(&rows); err != nil {
		return nil, fmt.Errorf("read found words: %w", err)
	}
	return s.ranked(rows), nil
}

func (s *seek) seen(where dbx.Expression) (*dbx.SelectQuery, error) {
	q := s.app.RecordQuery(s.table).Select("requests.id", "requests.serial", "requests.request_no", "requests.summary", "requests.text", "requests.place_label")
	if where != nil {
		q.AndWhere(where)
	}
	for _, v := range s.visible {
		q.AndWhere(v)
	}
	return q, s.extend(q)
}

// find collects at least wanted requests, the best first; more tells that
// there are others behind them. The index is read from its newest end in
// pieces, each ranked for itself, so that a word in every second request costs
// no more than a rare one. Where a list holds few requests it is read instead.
func (s *seek) find(wanted int) (found []*hit, more bool, err error) {
	last := math.MaxInt32
	for n := range mostPieces {
		serials, err := s.piece(last)
		if err != nil {
			return nil, false, err
		}
		if len(serials) == 0 {
			return found, false, nil
		}
		rows, err := s.named(serials)
		if err != nil {
			return nil, false, err
		}
		found = append(found, rows...)
		switch {
		case len(serials) < piece:
			return found, false, nil
		case len(found) > wanted:
			return found, true, nil
		}
		if n == 0 {
			if few, ok, err := s.few(); err != nil || ok {
				return few, false, err
			}
		}
		last = serials[piece-1].(int)
	}
	return found, true, nil
}

// piece are the next serials that hold the words, older than last.
func (s *seek) piece(last int) ([]any, error) {
	var serials []int
	err := s.app.DB().NewQuery("SELECT [[rowid]] FROM {{_request_words}} WHERE [[_request_words]] MATCH {:words} AND [[rowid]] < {:last} ORDER BY [[rowid]] DESC LIMIT {:n}").
		Bind(dbx.Params{"words": s.query.Match(), "last": last, "n": piece}).Column(&serials)
	if err != nil {
		return nil, fmt.Errorf("look up words: %w", err)
	}
	out := make([]any, len(serials))
	for i, n := range serials {
		out[i] = n
	}
	return out, nil
}

// ranked puts the best first: its number, then the words in one piece in the
// summary, the place, the text; among equals the newest.
func (s *seek) ranked(rows []*hit) []*hit {
	for _, r := range rows {
		r.rank = max(4*s.query.Rank(r.No), 3*s.query.Rank(r.Summary), 2*s.query.Rank(r.Place+" "+r.Text))
	}
	slices.SortStableFunc(rows, func(a, b *hit) int { return cmp.Or(cmp.Compare(b.rank, a.rank), cmp.Compare(b.Serial, a.Serial)) })
	return rows
}
