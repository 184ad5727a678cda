package templates

import (
	"fmt"
	"strconv"

	"hongguan/templates/sheet"
)

// overviewHeadings are the columns of the overview, in the order upper offices ask
// for them.
func overviewHeadings() []string {
	return []string{"诉求类型", "新收", "受理", "办结", "超期", "在办", "挂账", "满意", "不满意", "未评价"}
}

// counts are the overview's columns after the name.
func (c WeeklyCategory) counts() []int {
	return []int{c.New, c.Accepted, c.Closed, c.Overdue, c.InHand, c.Suspended, c.Satisfied, c.NotSatisfied, c.Unrated}
}

// WeeklyLedger is the report's 台账 as an Excel workbook of four sheets: 概况,
// 复杂承办, 部门转办, 办理情况.
func WeeklyLedger(view WeeklyView) ([]byte, error) {
	note := fmt.Sprintf("%s　%d年第%d周（%s—%s）　%s", view.Community, view.Year, view.Week, Day(view.First), Day(view.Last), view.Foot())
	if view.Late {
		note += "　迟报"
	}
	book, err := sheet.Workbook(view.overviewSheet(note), view.complexSheet(note), view.departmentSheet(note), view.itemSheet(note))
	if err != nil {
		return nil, fmt.Errorf("write weekly ledger: %w", err)
	}
	return book, nil
}

// overviewSheet is part A.
func (v WeeklyView) overviewSheet(note string) sheet.Table {
	table := sheet.Table{Name: "概况", Title: "民意诉求周报概况", Note: note, Headers: overviewHeadings(), Widths: []float64{18}}
	for _, category := range v.Table() {
		row := []string{category.Name}
		for _, n := range category.counts() {
			row = append(row, strconv.Itoa(n))
		}
		table.Rows = append(table.Rows, row)
	}
	return table
}

// complexSheet is part B; a week without complex items says so.
func (v WeeklyView) complexSheet(note string) sheet.Table {
	table := sheet.Table{
		Name: "复杂承办", Title: "民意诉求承办单台账", Note: note,
		Headers: []string{"序号", "诉求编号", "承办单号", "反映日期", "小区", "诉求摘要", "诉求类型", "建议承办党组织", "已做工作", "已用工作日", "剩余工作日", "上报情况", "上次答复"},
		Widths:  []float64{5, 17, 16, 14, 12, 34, 9, 14, 30, 9, 9, 9, 22},
	}
	for i, c := range v.Complex {
		table.Rows = append(table.Rows, []string{strconv.Itoa(i + 1), c.RequestNo, c.ReferralNo, Date(c.ReportedAt), c.Place, private(c.Summary), c.Category, c.Handler, private(c.Before), strconv.Itoa(c.UsedDays), strconv.Itoa(c.LeftDays), c.State, private(c.LastReply)})
	}
	if len(table.Rows) == 0 {
		table.Rows = [][]string{{"", "本周无复杂诉求"}}
	}
	return table
}

// departmentSheet is part C.
func (v WeeklyView) departmentSheet(note string) sheet.Table {
	table := sheet.Table{
		Name: "部门转办", Title: "部门转办台账", Note: note,
		Headers: []string{"序号", "承办部门", "诉求编号", "事项", "转办日期", "答复期限", "是否超期", "办理状态"},
		Widths:  []float64{6, 24, 20, 40, 16, 22, 10, 12},
	}
	for i, d := range v.Departments {
		overdue := "否"
		if d.Overdue {
			overdue = "是"
		}
		table.Rows = append(table.Rows, []string{strconv.Itoa(i + 1), d.Handler, d.RequestNo, private(d.Matter), Date(d.SentAt), Moment(d.Due), overdue, d.State})
	}
	if len(table.Rows) == 0 {
		table.Rows = [][]string{{"", "本周没有转部门办理的诉求"}}
	}
	return table
}

// itemSheet lists every request of the period.
func (v WeeklyView) itemSheet(note string) sheet.Table {
	table := sheet.Table{
		Name: "办理情况", Title: "民意诉求办理情况台账", Note: note,
		Headers: []string{"序号", "诉求编号", "反映时间", "来源", "小区楼栋", "诉求类型", "事项", "涉及层面", "承办单位", "状态", "办理期限", "办结时间", "居民评价"},
		Widths:  []float64{5, 17, 12, 8, 16, 9, 26, 9, 16, 9, 12, 12, 9},
	}
	for i, r := range v.Items {
		table.Rows = append(table.Rows, []string{strconv.Itoa(i + 1), r.RequestNo, Moment(r.ReceivedAt), r.Channel, r.Place, r.Category, private(r.Matter), r.Tier, r.Handler, r.Status, Moment(r.Due), Moment(r.ClosedAt), r.Rating})
	}
	if len(table.Rows) == 0 {
		table.Rows = [][]string{{"", "本周没有收到诉求"}}
	}
	return table
}
