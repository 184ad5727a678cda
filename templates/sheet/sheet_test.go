package sheet_test

import (
	"archive/zip"
	"bytes"
	"io"
	"strings"
	"testing"

	"hongguan/templates/sheet"

	"github.com/xuri/excelize/v2"
)

// read opens a workbook again, as the office would.
func read(t *testing.T, data []byte) *excelize.File {
	t.Helper()
	book, err := excelize.OpenReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { book.Close() })
	return book
}

func TestCellsStayText(t *testing.T) {
	values := []string{`=HYPERLINK("http://x","点我")`, "+8613900000012", "-1", "@sum(1)", "0512", "20261123000700001", "<b>&\"", "一\n二", "坏\x07字", "  前后  "}
	data, err := sheet.Workbook(sheet.Table{Title: "台账", Note: "2026年", Headers: make([]string, len(values)), Rows: [][]string{values}})
	if err != nil {
		t.Fatal(err)
	}
	book := read(t, data)
	for i, value := range values {
		cell, _ := excelize.CoordinatesToCellName(i+1, 4)
		got, err := book.GetCellValue("台账", cell)
		if err != nil {
			t.Fatal(err)
		}
		if want := strings.ReplaceAll(value, "\x07", ""); got != want {
			t.Errorf("%s is %q, want %q", cell, got, want)
		}
		if kind, _ := book.GetCellType("台账", cell); kind != excelize.CellTypeInlineString {
			t.Errorf("%s %q has cell type %v", cell, value, kind)
		}
		if formula, _ := book.GetCellFormula("台账", cell); formula != "" {
			t.Errorf("%s became the formula %q", cell, formula)
		}
	}
}

func TestPrintSetUp(t *testing.T) {
	data, err := sheet.Workbook(sheet.Table{Title: "办理情况", Headers: []string{"编号", "事项"}, Widths: []float64{22}})
	if err != nil {
		t.Fatal(err)
	}
	book := read(t, data)
	layout, err := book.GetPageLayout("办理情况")
	if err != nil {
		t.Fatal(err)
	}
	if *layout.Size != 9 || *layout.Orientation != "landscape" || *layout.FitToWidth != 1 {
		t.Errorf("page is %d %s, %d wide", *layout.Size, *layout.Orientation, *layout.FitToWidth)
	}
	panes, err := book.GetPanes("办理情况")
	if err != nil || !panes.Freeze || panes.YSplit != 2 {
		t.Errorf("panes %+v, %v", panes, err)
	}
	if width, _ := book.GetColWidth("办理情况", "A"); width != 22 {
		t.Errorf("column A is %v wide", width)
	}
	names := book.GetDefinedName()
	if len(names) != 1 || names[0].RefersTo != "'办理情况'!$2:$2" {
		t.Errorf("print titles %+v", names)
	}
}

// Office programs other than Excel cut off what does not fit a row.
func TestRowsAreTallEnough(t *testing.T) {
	data, err := sheet.Workbook(sheet.Table{Title: "表", Headers: []string{"甲", "居民说解决了没有"}, Widths: []float64{20, 10}, Rows: [][]string{
		{"短", "短"}, {strings.Repeat("长", 20), "短"}, {"一\n二\n三", ""}, {strings.Repeat("长", 4000), ""}}})
	if err != nil {
		t.Fatal(err)
	}
	book := read(t, data)
	for i, want := range []float64{36, 22, 50, 50, 409} {
		if got, _ := book.GetRowHeight("表", i+2); got != want {
			t.Errorf("row %d is %v points tall, want %v", i+2, got, want)
		}
	}
}

func TestTabNames(t *testing.T) {
	long := strings.Repeat("长", 40)
	data, err := sheet.Workbook(sheet.Table{Title: "一/二[三]"}, sheet.Table{Title: long}, sheet.Table{Title: long}, sheet.Table{}, sheet.Table{Title: "𠮷𠮷" + long[:3*26] + "𠮷𠮷"}, sheet.Table{Title: "a"}, sheet.Table{Title: "A"})
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"一二三", strings.Repeat("长", 31), strings.Repeat("长", 28) + "2", "台账", "𠮷𠮷" + strings.Repeat("长", 26), "a", "A2"}
	if got := read(t, data).GetSheetList(); strings.Join(got, "|") != strings.Join(want, "|") {
		t.Errorf("tabs %q", got)
	}
}

// Excel calls a file damaged when its columns do not ascend.
func TestColumnsAscend(t *testing.T) {
	data, err := sheet.Workbook(sheet.Table{Title: "表", Headers: []string{"甲", "乙", "丙"}})
	if err != nil {
		t.Fatal(err)
	}
	archive, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	file, err := archive.Open("xl/worksheets/sheet1.xml")
	if err != nil {
		t.Fatal(err)
	}
	xml, err := io.ReadAll(file)
	if err != nil {
		t.Fatal(err)
	}
	first, second, third := bytes.Index(xml, []byte(`<col min="1"`)), bytes.Index(xml, []byte(`<col min="2"`)), bytes.Index(xml, []byte(`<col min="3"`))
	if first < 0 || first > second || second > third {
		t.Errorf("columns at %d, %d, %d", first, second, third)
	}
}
