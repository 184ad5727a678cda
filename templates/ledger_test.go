package templates_test

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"hongguan/templates"
)

func inspection() templates.InspectionView {
	at := time.Date(2026, 10, 9, 8, 40, 0, 0, time.FixedZone("CST", 8*3600))
	return templates.InspectionView{
		Community: "湖畔社区", Asked: "2026年1月1日—2026年10月31日　市场服务类　“电梯”", MadeAt: at.AddDate(0, 1, 0), MadeBy: "红管负责人 周海",
		Rows: []templates.LedgerRow{
			{RequestNo: "HP-20261009-0003", ReceivedAt: at, Channel: "扫码", Place: "星海名邸 3栋 1单元", Kind: "投诉", Category: "市场服务类", Matter: "电梯故障维修", Tier: "社区协调",
				Summary: "电梯<b>又停</b>了 & \"困\"过人，=SUM(A1)，𠮷𤧞㙍，电话13900000001", Handler: "绿洲物业", Status: "已办结", SignedAt: at.Add(time.Hour), Due: at.AddDate(0, 0, 7),
				RepliedAt: at.AddDate(0, 0, 2), Reply: "=已更换门机", Told: "已告知", ClosedAt: at.AddDate(0, 0, 3), Solved: "解决了", Rating: "满意",
				Steps:  []templates.TimelineStep{{At: at, Who: "居民", What: "提交", Text: "提交诉求"}, {At: at.Add(time.Hour), Who: "绿洲物业", What: "签收"}},
				Photos: []string{"照片/HP-20261009-0003/01.jpg"}},
			{RequestNo: "HP-20261012-0001", Late: true, ReceivedAt: at.AddDate(0, 0, -3), Channel: "接访", Place: "星海名邸 3栋", Category: "市场服务类", Matter: "电梯故障维修", Status: "办理中", Summary: strings.Repeat("长", 4000)},
		},
	}
}

func TestInspectionPapers(t *testing.T) {
	view := inspection()
	index, err := templates.InspectionIndex(view)
	if err != nil {
		t.Fatal(err)
	}
	golden(t, "inspection-index.html", []byte(index))
	page, err := templates.Timeline(view, view.Rows[0])
	if err != nil {
		t.Fatal(err)
	}
	golden(t, "inspection-timeline.html", []byte(page))
	data, err := templates.InspectionLedger(view)
	if err != nil {
		t.Fatal(err)
	}
	book, err := excelize.OpenReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	defer book.Close()
	var out strings.Builder
	for _, tab := range book.GetSheetList() {
		rows, err := book.GetRows(tab)
		if err != nil {
			t.Fatal(err)
		}
		out.WriteString("## " + tab + "\n")
		for _, row := range rows {
			out.WriteString(strings.Join(row, " | ") + "\n")
		}
	}
	golden(t, "inspection-ledger.txt", []byte(out.String()))
	// A cell that looks like a formula is text.
	if f, err := book.GetCellFormula("台账", "Q4"); err != nil || f != "" {
		t.Errorf("formula %q %v", f, err)
	}
	if v, _ := book.GetCellValue("台账", "Q4"); v != "=已更换门机" {
		t.Errorf("reply cell %q", v)
	}
}
