package imports

import "hongguan/templates/sheet"

// template is an empty table to fill in, with a second sheet that shows how.
// The examples stand apart so that nobody imports them.
func (k kind) template() ([]byte, error) { return k.workbook([][]string{}) }

// workbook is a table of this kind with rows under its head line.
func (k kind) workbook(rows [][]string) ([]byte, error) {
	headers := make([]string, 0, len(k.columns))
	for _, c := range k.columns {
		headers = append(headers, c.name)
	}
	return sheet.Workbook(
		sheet.Table{Name: k.title, Title: k.title, Headers: headers, Widths: widths[k.name], Rows: rows},
		sheet.Table{Name: "填写说明", Title: "填写说明", Headers: []string{"说明"}, Widths: []float64{80}, Rows: help[k.name]},
	)
}

// widths in characters, where the headers do not tell.
var widths = map[string][]float64{"matters": {20, 26, 14, 12, 12, 12, 8, 60, 50, 44, 36, 8}}

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
	"matters": {
		{"一行一个事项。先点“导出”，在导出的表上改，再导入。"},
		{"代码是程序认事项用的，不要改；新加的事项代码留空，程序会编一个。没有代码的行按事项名称认。"},
		{"类型写：政务类、民主自治类、市场服务类、公益类。层面写：社区协调、部门转办、复杂承办。"},
		{"承办写：居委会、工作站、党组织、物业、业委会、调解委员会、职能部门、派出所、志愿者等。层面是部门转办的要写部门，如：城管。"},
		{"关键词用顿号或空格分开。两个词都要有写成 停车+收费，前后有次序写成 陪>医院，不算的写成 -停车费，只作参考的后面加 ?"},
		{"例句用 ／ 分开。提示和不属时去处是居民提交前看到的话，100 字以内。"},
		{"时限写工作日天数，0 表示按层面默认。在用写是或否。"},
		{"空格子不会清掉原来的内容；要清掉请写“无”。表格里没有的事项不会删除。每次改动都记在派单目录历史里，可以恢复。"},
	},
}
