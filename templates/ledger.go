package templates

import (
	"fmt"
	"strconv"
	"time"

	"hongguan/templates/sheet"
)

// LedgerRow is one request in the 台账 an office files and an inspection asks for.
// The caller has masked names, numbers and rooms; there is no name of a resident.
type LedgerRow struct {
	RequestNo  string
	Late       bool // 补录: written down on a later day than it was said
	ReceivedAt time.Time
	Channel    string
	Place      string // estate, building, unit; no room
	Kind       string
	Category   string
	Matter     string
	Tier       string
	Summary    string // the resident's own words, masked
	Handler    string
	Status     string
	SignedAt   time.Time
	Due        time.Time
	RepliedAt  time.Time
	Reply      string
	Told       string // 已告知, 未告知
	ClosedAt   time.Time
	Solved     string // the resident's word
	Rating     string

	Steps  []TimelineStep // for the pack of an inspection
	Photos []string       // names within the pack
}

// TimelineStep is one line of a request's 流转记录.
type TimelineStep struct {
	At   time.Time
	Who  string
	What string
	Text string
}

// late marks what was entered after the fact, so that nobody takes the day it was
// written down for the day it happened.
func (r LedgerRow) late() string {
	if r.Late {
		return "补录"
	}
	return ""
}

// RequestLedger is the list of requests as a sheet.
func RequestLedger(title, note string, rows []LedgerRow) sheet.Table {
	table := sheet.Table{
		Name: "台账", Title: title, Note: note,
		Headers: []string{"序号", "诉求编号", "补录", "反映时间", "来源", "地点", "种类", "诉求类型", "事项", "涉及层面", "诉求内容", "承办单位", "状态", "签收时间", "办理期限", "答复时间", "答复内容", "告知居民", "办结时间", "居民说解决了没有", "居民评价"},
		// Twenty-one columns on an A4 page: dates take two lines, what was said and
		// answered gets the room.
		Widths: []float64{5, 17, 6, 11, 7, 14, 7, 9, 10, 9, 32, 11, 8, 11, 11, 11, 28, 8, 11, 9, 9},
	}
	for i, r := range rows {
		table.Rows = append(table.Rows, []string{strconv.Itoa(i + 1), r.RequestNo, r.late(), Moment(r.ReceivedAt), r.Channel, r.Place, r.Kind, r.Category, r.Matter, r.Tier,
			private(r.Summary), r.Handler, r.Status, Moment(r.SignedAt), Moment(r.Due), Moment(r.RepliedAt), private(r.Reply), r.Told, Moment(r.ClosedAt), r.Solved, r.Rating})
	}
	return table
}

// InspectionView is what an inspection asked for and got.
type InspectionView struct {
	Community string
	Asked     string // 2026年1月1日—2026年10月31日　市场服务类　电梯
	MadeAt    time.Time
	MadeBy    string
	Rows      []LedgerRow
}

// Late counts the rows that were entered after the fact.
func (v InspectionView) Late() int {
	n := 0
	for _, r := range v.Rows {
		if r.Late {
			n++
		}
	}
	return n
}

// PhotoCount counts the pictures of the pack.
func (v InspectionView) PhotoCount() int {
	n := 0
	for _, r := range v.Rows {
		n += len(r.Photos)
	}
	return n
}

// Sentence says what the pack holds, and what it never does.
func (v InspectionView) Sentence() string {
	return fmt.Sprintf("%s　共%d件（补录%d件），照片%d张", v.Asked, len(v.Rows), v.Late(), v.PhotoCount())
}

// InspectionLedger is the pack's workbook: 目录 and 台账.
func InspectionLedger(v InspectionView) ([]byte, error) {
	index := sheet.Table{
		Name: "目录", Title: v.Community + "民意诉求资料目录", Note: v.Sentence(), Upright: true,
		Headers: []string{"序号", "诉求编号", "补录", "反映时间", "事项", "状态", "流转记录", "照片"},
		Widths:  []float64{6, 20, 7, 20, 20, 10, 32, 10},
	}
	for i, r := range v.Rows {
		photos := "无"
		if n := len(r.Photos); n > 0 {
			photos = fmt.Sprintf("%d张", n)
		}
		index.Rows = append(index.Rows, []string{strconv.Itoa(i + 1), r.RequestNo, r.late(), Moment(r.ReceivedAt), r.Matter, r.Status, TimelineName(r.RequestNo), photos})
	}
	book, err := sheet.Workbook(index, RequestLedger(v.Community+"民意诉求台账", v.Sentence(), v.Rows))
	if err != nil {
		return nil, fmt.Errorf("write inspection ledger: %w", err)
	}
	return book, nil
}

// TimelineName is where a request's timeline lies in the pack.
func TimelineName(no string) string { return "流转记录/" + no + ".html" }

// InspectionIndex is the pack's first page, to be opened without any program.
func InspectionIndex(v InspectionView) (string, error) { return fragment("inspection", v) }

// Timeline is one request's 流转记录 as a page to open or print.
func Timeline(v InspectionView, row LedgerRow) (string, error) {
	return fragment("timeline", struct {
		InspectionView
		Row LedgerRow
	}{v, row})
}
