package templates

import "hongguan/templates/docx"

// qrMarker is the alternative text of the QR code's picture on the form.
const qrMarker = "二维码"

// referralForm is the 《民意诉求承办单》: one A4 page, the eleven fields in the order
// upper offices expect. Its Word document and its printed page are both drawn
// from these rows, so they cannot drift apart. The heights add up to the page.
var referralForm = docx.Form{
	Title:   "民意诉求承办单",
	Head:    []string{"编号：{{编号}}", "街道转报号：{{街道转报号}}", "紧急程度：{{紧急程度}}"},
	Columns: []int{24, 22, 51, 22, 17, 34},
	Rows: []docx.Row{
		row(10, field("一、报送", 2), label("报送单位"), value("{{报送单位}}", 1), label("所属社区"), value("{{所属社区}}", 2)),
		row(7, label("填报人"), value("{{填报人}}", 1), label("填报日期"), value("{{填报日期}}", 2)),
		row(7, field("二、来源", 2), label("诉求来源"), value("{{诉求来源}}", 1), label("诉求编号"), value("{{诉求编号}}", 2)),
		row(7, label("反映时间"), value("{{反映时间}}", 1), label("涉及范围"), value("{{涉及范围}}", 2)),
		row(10, field("三、诉求人", 2), label("诉求人"), value("{{诉求人}}", 1), label("小区楼栋"), value("{{小区楼栋}}", 2)),
		row(7, label("诉求类型"), value("{{诉求类型}}", 1), label("涉及层面"), value("{{涉及层面}}", 2)),
		row(36, field("四、诉求\n内容", 1), docx.Cell{Text: "{{诉求内容}}", Kind: docx.Passage, Span: 5}),
		row(30, field("五、社区\n办理情况", 1), docx.Cell{Text: "{{社区办理情况}}", Kind: docx.Passage, Span: 5}),
		row(10, field("六、建议\n承办", 2), label("承办党组织"), value("{{建议承办党组织}}", 1), label("协办单位"), value("{{协办单位}}", 2)),
		row(10, label("理　　由"), value("{{建议理由}}", 4)),
		row(14, field("七、街道\n（社工委）\n意见", 2), docx.Cell{Text: "{{街道意见}}", Kind: docx.Passage, Span: 5, Open: true}),
		row(7, docx.Cell{Text: "签字（盖章）：{{街道签章}}", Kind: docx.Sign, Span: 5, Under: true}),
		row(10, field("八、组织部\n拟办意见/\n领导批示", 2), docx.Cell{Text: "{{组织部意见}}", Kind: docx.Passage, Span: 5}),
		row(10, label("答复期限"), value("{{答复期限}}", 1), docx.Cell{Text: "签字（盖章）：{{组织部签章}}", Kind: docx.Sign, Span: 3}),
		row(7, field("九、承办\n结果", 5), label("承办联系人"), value("{{承办联系人}}", 1), label("联系电话"), value("{{承办联系电话}}", 2)),
		row(7, label("签 收 人"), value("{{签收人}}", 1), label("签收时间"), value("{{签收时间}}", 2)),
		row(25, label("办理结果\n及答复"), docx.Cell{Text: "{{办理结果}}", Kind: docx.Passage, Span: 3}, docx.Cell{Text: "{{扫码说明}}", Kind: docx.Note, Down: 3, Image: qrMarker}),
		row(7, label("办理结论"), value("{{办理结论}}", 3)),
		row(7, label("负 责 人"), docx.Cell{Text: "签字（盖章）：{{承办签章}}", Kind: docx.Sign, Span: 3}),
		row(7, field("十、告知\n居民", 2), label("告知人"), value("{{告知人}}", 1), label("方式和时间"), value("{{告知方式时间}}", 2)),
		row(7, label("居民评价"), value("{{居民评价}}", 4)),
		row(9, field("十一、备注", 1), value("{{备注}}", 5)),
	},
	Foot: "注：一至六由社区填报，七、八由街道（社工委）和组织部填写，九由承办党组织填写。诉求人完整联系方式不随本单流转。",
}

// row is one row of exact height, in millimetres.
func row(height int, cells ...docx.Cell) docx.Row {
	return docx.Row{Height: height, Cells: cells}
}

// field names one of the eleven fields at the left edge, over so many rows.
func field(text string, rows int) docx.Cell {
	return docx.Cell{Text: text, Kind: docx.Label, Down: rows}
}

// label names one item inside a field.
func label(text string) docx.Cell { return docx.Cell{Text: text, Kind: docx.Label} }

// value is where an item is filled in, over so many columns.
func value(text string, columns int) docx.Cell { return docx.Cell{Text: text, Span: columns} }
