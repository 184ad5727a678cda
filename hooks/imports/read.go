package imports

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"strings"

	"github.com/xuri/excelize/v2"

	"hongguan/hooks/access"
)

// Limits of a file: a community of ten thousand people needs a tenth of it.
const (
	fileLimit   = 5 << 20  // bytes as sent
	insideLimit = 32 << 20 // bytes unpacked
	rowLimit    = 20000
	cellLimit   = 500 // characters, unless the column says otherwise
)

var (
	errUnreadable = access.Refuse("这个表格打不开，请在 Excel 或 WPS 里另存为 .xlsx 再试")
	errTooBig     = access.Refuse(fmt.Sprintf("表格太大了，请不要超过%dMB，可以分成几个文件导入", fileLimit>>20))
)

// line is one row of the file under the head line.
type line struct {
	number int // as Excel shows it
	cells  map[string]string
}

// read takes the cells under the known headers. Cells that were merged across
// rows count for each of them: offices merge the estate's name down the page.
func read(file []byte, columns []column) (rows []line, unused []string, err error) {
	if err := inspect(file); err != nil {
		return nil, nil, err
	}
	// The reader is not ours and the file is anybody's: whatever it trips over
	// is the file's fault and must not end the program.
	defer func() {
		if recover() != nil {
			rows, unused, err = nil, nil, errUnreadable
		}
	}()
	book, openErr := excelize.OpenReader(bytes.NewReader(file), excelize.Options{RawCellValue: true, UnzipSizeLimit: insideLimit, UnzipXMLSizeLimit: insideLimit})
	if openErr != nil {
		return nil, nil, errUnreadable
	}
	defer book.Close()
	for _, sheet := range book.GetSheetList() {
		rows, unused, err := readSheet(book, sheet, columns)
		if err != nil || rows != nil {
			return rows, unused, err
		}
	}
	return nil, nil, access.Refuse("没有找到表头，第一行请写：" + headline(columns))
}

// inspect looks at the parcel before it is opened.
func inspect(file []byte) error {
	switch {
	case len(file) == 0:
		return access.Refuse("请选择要导入的 .xlsx 表格")
	case len(file) > fileLimit:
		return errTooBig
	case bytes.HasPrefix(file, []byte{0xD0, 0xCF, 0x11, 0xE0}):
		return access.Refuse("这是旧版 .xls 或加了密码的表格，请另存为不加密码的 .xlsx 再导入")
	}
	parcel, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	if err != nil || len(parcel.File) > 1000 {
		return access.Refuse("这不是 .xlsx 表格，请在 Excel 或 WPS 里另存为 .xlsx 再导入")
	}
	// What the parcel says of its size may be a lie: unpack and count.
	var size int64
	for _, f := range parcel.File {
		r, err := f.Open()
		if err != nil {
			return errUnreadable
		}
		n, err := io.Copy(io.Discard, io.LimitReader(r, insideLimit-size+1))
		r.Close()
		if size += n; size > insideLimit {
			return access.Refuse("这个表格展开后太大，请删掉图片和多余的行再导入")
		}
		if err != nil {
			return errUnreadable
		}
	}
	return nil
}

// readSheet returns nil rows when the sheet has no head line of ours.
func readSheet(book *excelize.File, sheet string, columns []column) ([]line, []string, error) {
	cursor, err := book.Rows(sheet)
	if err != nil {
		return nil, nil, errUnreadable
	}
	defer cursor.Close()
	var (
		rows   []line
		at     map[int]string // column → name
		unused []string
		merged map[[2]int]string
	)
	for number := 1; cursor.Next(); number++ {
		cells, err := cursor.Columns()
		if err != nil {
			return nil, nil, errUnreadable
		}
		if at == nil {
			if at, unused = match(cells, columns); at != nil {
				rows = []line{}
				if merged, err = spread(book, sheet); err != nil {
					return nil, nil, err
				}
			} else if number >= 20 {
				return nil, nil, nil
			}
			continue
		}
		l := line{number, map[string]string{}}
		filled := false
		for i, name := range at {
			value := ""
			if i < len(cells) {
				value = clean(cells[i])
			}
			filled = filled || value != ""
			if value == "" {
				value = merged[[2]int{number, i}]
			}
			if most := limit(columns, name); len([]rune(value)) > most {
				return nil, nil, access.Refuse(fmt.Sprintf("第%d行“%s”太长了，请不要超过%d个字", number, name, most))
			}
			l.cells[name] = value
		}
		if !filled {
			continue
		}
		if rows = append(rows, l); len(rows) > rowLimit {
			return nil, nil, access.Refuse(fmt.Sprintf("表格超过%d行，请分成几个文件导入", rowLimit))
		}
	}
	if cursor.Error() != nil {
		return nil, nil, errUnreadable
	}
	if at != nil && len(rows) == 0 {
		return nil, nil, access.Refuse("表头下面没有内容，请填好再导入")
	}
	return rows, unused, nil
}

func limit(columns []column, name string) int {
	for _, c := range columns {
		if c.name == name && c.long > 0 {
			return c.long
		}
	}
	return cellLimit
}

// spread lists the cells that a merge has emptied, with what they show.
func spread(book *excelize.File, sheet string) (map[[2]int]string, error) {
	merges, err := book.GetMergeCells(sheet)
	if err != nil {
		return nil, errUnreadable
	}
	out := map[[2]int]string{}
	for _, m := range merges {
		x1, y1, err1 := excelize.CellNameToCoordinates(m.GetStartAxis())
		x2, y2, err2 := excelize.CellNameToCoordinates(m.GetEndAxis())
		if err1 != nil || err2 != nil {
			return nil, errUnreadable
		}
		if x1 != x2 { // titles go across; only what goes down is meant for each row
			continue
		}
		for y := y1; y <= min(y2, y1+rowLimit) && len(out) <= rowLimit*len(merges); y++ {
			out[[2]int{y, x1 - 1}] = clean(m.GetCellValue())
		}
		if len(out) > 10*rowLimit {
			return nil, errUnreadable
		}
	}
	return out, nil
}

// clean takes a cell as a person sees it: no blanks at the ends, no line
// breaks, and a number that a program stored as 1.39E10 in full.
func clean(cell string) string {
	cell = strings.Join(strings.Fields(strings.ReplaceAll(cell, "\u200b", "")), " ")
	return plainNumber(cell)
}
