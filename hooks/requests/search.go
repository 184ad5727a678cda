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
	pageOf    = 30  // found requests a page
	mostPaged = 300 // asked for at once

	firstPiece = 200    // found words looked at first, the newest
	piece      = 1000   // and then at once
	manyPieces = 1500   // found words that would have to be looked at for one page: then a short list is quicker
	mostLooked = 10_000 // then the search says that there is more
	shortList  = 10_000 // requests of a list that is read from its own end
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
// no more than a rare one. When hardly any of the newest belong to the list it
// must be a short one, and is read from its own end.
func (s *seek) find(wanted int) (found []*hit, more bool, err error) {
	last, size := math.MaxInt32, firstPiece
	for looked := 0; looked < mostLooked; size = piece {
		serials, err := s.piece(last, size)
		if err != nil || len(serials) == 0 {
			return found, false, err
		}
		rows, err := s.named(serials)
		if err != nil {
			return nil, false, err
		}
		found, looked = append(found, rows...), looked+len(serials)
		switch {
		case len(serials) < size:
			return found, false, nil
		case len(found) > wanted:
			return found, true, nil
		case looked == firstPiece && wanted*firstPiece > len(found)*manyPieces:
			if few, more, ok, err := s.few(wanted); err != nil || ok {
				return few, more, err
			}
		}
		last = serials[len(serials)-1].(int)
	}
	return found, true, nil
}

// piece are the next serials that hold the words, older than last.
func (s *seek) piece(last, size int) ([]any, error) {
	rows, err := s.words(last, size)
	if err != nil {
		return nil, fmt.Errorf("look up words: %w", err)
	}
	defer rows.Close()
	serials := make([]any, 0, size)
	for rows.Next() {
		var n int
		if err := rows.Scan(&n); err != nil {
			return nil, err
		}
		serials = append(serials, n)
	}
	return serials, rows.Err()
}

// words reads the serials that hold the words, the newest first.
func (s *seek) words(last, size int) (*dbx.Rows, error) {
	return s.app.DB().NewQuery("SELECT [[rowid]] FROM {{_request_words}} WHERE [[_request_words]] MATCH {:words} AND [[rowid]] < {:last} ORDER BY [[rowid]] DESC LIMIT {:n}").
		Bind(dbx.Params{"words": s.query.Match(), "last": last, "n": size}).Rows()
}

// few goes through a short list: its serials beside those of the words, both
// from the newest, until there are enough in both. ok is false when the list
// is long.
func (s *seek) few(wanted int) (found []*hit, more, ok bool, err error) {
	q, err := s.seen(nil)
	if err != nil {
		return nil, false, false, err
	}
	var list []int
	if err := q.Select("requests.serial").Limit(shortList + 1).Build().Column(&list); err != nil {
		return nil, false, false, fmt.Errorf("read a short list: %w", err)
	}
	if len(list) > shortList {
		return nil, false, false, nil
	}
	slices.SortFunc(list, func(a, b int) int { return b - a })
	rows, err := s.words(math.MaxInt32, math.MaxInt32)
	if err != nil {
		return nil, false, false, fmt.Errorf("look up words: %w", err)
	}
	defer rows.Close()
	var both []any
	for i := 0; i < len(list) && rows.Next(); {
		var n int
		if err := rows.Scan(&n); err != nil {
			return nil, false, false, err
		}
		for i < len(list) && list[i] > n {
			i++
		}
		if i < len(list) && list[i] == n {
			both = append(both, n)
		}
		if more = len(both) > wanted; more {
			break
		}
	}
	if err := cmp.Or(rows.Err(), rows.Close()); err != nil || len(both) == 0 {
		return nil, false, true, err
	}
	found, err = s.named(both)
	return found, more, true, err
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
