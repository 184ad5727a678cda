package imports

import "hongguan/templates/sheet"

// template is an empty table to fill in, with a second sheet that shows how.
// The examples stand apart so that nobody imports them.
func (k kind) template() ([]byte, error) {
	headers := make([]string, 0, len(k.columns))
	for _, c := range k.columns {
		headers = append(headers, c.name)
	}
	return sheet.Workbook(
		sheet.Table{Name: k.title, Title: k.title, Headers: headers, Rows: [][]string{}},
		sheet.Table{Name: "填写说明", Title: "填写说明", Headers: []string{"说明"}, Widths: []float64{80}, Rows: help[k.name]},
	)
}

var help = map[string][][]string{
	"residents": {
		{"一人一行。姓名、楼栋要写；只有一个小区时小区可以不写。"},
		{"例：王芳，13900000001，湖畔花园一期，5幢，2单元，302"},
		{"小区、楼栋、单元要先有；5幢、5栋、5号楼都认得。"},
		{"电话写手机或座机，两个号码用顿号分开。不要填身份证号，程序不需要。"},
		{"可以重复导入：已有的不会变成两份，表格里没有的人不会删除，空格子不会清掉原来的电话。"},
	},
	"places": {
		{"一个单元一行；没有单元的楼栋，单元留空。也可以一栋一行，单元写 1-3单元。"},
		{"例：湖畔花园一期，5幢，2单元，03，24"},
		{"户数写这一行有多少户，同一栋的几行会加在一起。"},
		{"网格写编号，没有的网格会自动建好。"},
		{"可以重复导入：已有的不会变成两份，表格里没有的不会删除。"},
	},
}
