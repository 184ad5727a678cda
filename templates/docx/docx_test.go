package docx_test

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"io"
	"slices"
	"strings"
	"testing"

	"hongguan/templates/docx"
)

// word makes a document with the given body, as another program would write it.
func word(t *testing.T, body string) []byte {
	t.Helper()
	var out bytes.Buffer
	archive := zip.NewWriter(&out)
	file, err := archive.Create("word/document.xml")
	if err != nil {
		t.Fatal(err)
	}
	io.WriteString(file, `<?xml version="1.0"?><w:document xmlns:w="w"><w:body>`+body+`</w:body></w:document>`)
	if err := archive.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// body reads the document's XML back, and fails when it is not well formed.
func body(t *testing.T, doc []byte) string {
	t.Helper()
	archive, err := zip.NewReader(bytes.NewReader(doc), int64(len(doc)))
	if err != nil {
		t.Fatal(err)
	}
	file, err := archive.Open("word/document.xml")
	if err != nil {
		t.Fatal(err)
	}
	data, err := io.ReadAll(file)
	if err != nil {
		t.Fatal(err)
	}
	dec := xml.NewDecoder(bytes.NewReader(data))
	for {
		if _, err := dec.Token(); err == io.EOF {
			break
		} else if err != nil {
			t.Fatalf("not well formed: %v\n%s", err, data)
		}
	}
	text := string(data)
	text = text[strings.Index(text, "<w:body>")+len("<w:body>"):]
	return strings.TrimSuffix(text, "</w:body></w:document>")
}

const begin = `<w:t xml:space="preserve">`

func TestFill(t *testing.T) {
	view := map[string]string{"编号": "湖畔承〔2026〕17号", "内容": "第一行\n第二行", "符号": `<b>&"</b>` + "\x07", "套": "{{编号}}", "空": ""}
	rows := map[string][]map[string]string{"经过": {{"时间": "11月20日", "做法": "上门"}, {"时间": "11月21日"}}, "无": nil}
	tests := []struct{ name, body, want string }{
		{"OK", `<w:p><w:r><w:t>编号：{{编号}}。</w:t></w:r></w:p>`, `<w:p><w:r>` + begin + `编号：湖畔承〔2026〕17号。</w:t></w:r></w:p>`},
		{"SplitAcrossRuns", `<w:p><w:r><w:t>甲{</w:t></w:r><w:r><w:t>{编</w:t></w:r><w:r><w:t>号}}乙</w:t></w:r></w:p>`, `<w:p><w:r>` + begin + `甲湖畔承〔2026〕17号</w:t></w:r><w:r>` + begin + `</w:t></w:r><w:r>` + begin + `乙</w:t></w:r></w:p>`},
		{"TwoInOneRun", `<w:p><w:r><w:t>{{空}}-{{ 编号 }}</w:t></w:r></w:p>`, `<w:p><w:r>` + begin + `-湖畔承〔2026〕17号</w:t></w:r></w:p>`},
		{"FullWidthBraces", `<w:p><w:r><w:t>｛｛编号｝｝</w:t></w:r></w:p>`, `<w:p><w:r>` + begin + `湖畔承〔2026〕17号</w:t></w:r></w:p>`},
		{"LineBreaks", `<w:p><w:r><w:t>{{内容}}</w:t></w:r></w:p>`, `<w:p><w:r>` + begin + `第一行</w:t><w:br/>` + begin + `第二行</w:t></w:r></w:p>`},
		{"Escapes", `<w:p><w:r><w:t>{{符号}}</w:t></w:r></w:p>`, `<w:p><w:r>` + begin + `&lt;b&gt;&amp;&#34;&lt;/b&gt;</w:t></w:r></w:p>`},
		{"ValueIsNoMarker", `<w:p><w:r><w:t>{{套}}</w:t></w:r></w:p>`, `<w:p><w:r>` + begin + `{{编号}}</w:t></w:r></w:p>`},
		{"NotAcrossTab", `<w:p><w:r><w:t>{{编</w:t><w:tab/><w:t>号}}</w:t></w:r></w:p>`, `<w:p><w:r><w:t>{{编</w:t><w:tab/><w:t>号}}</w:t></w:r></w:p>`},
		{"UntouchedKept", `<w:p><w:r><w:t>a &amp; b</w:t></w:r><!-- c --></w:p>`, `<w:p><w:r><w:t>a &amp; b</w:t></w:r><!-- c --></w:p>`},
		{"Rows", `<w:tbl><w:tr><w:p><w:r><w:t>表头</w:t></w:r></w:p></w:tr><w:tr><w:p><w:tab/><w:r><w:t>{{经过.时间}}</w:t></w:r></w:p><w:p><w:r><w:t>{{经过.做法}}{{空}}</w:t></w:r></w:p></w:tr></w:tbl>`,
			`<w:tbl><w:tr><w:p><w:r><w:t>表头</w:t></w:r></w:p></w:tr>` +
				`<w:tr><w:p><w:tab/><w:r>` + begin + `11月20日</w:t></w:r></w:p><w:p><w:r>` + begin + `上门</w:t></w:r></w:p></w:tr>` +
				`<w:tr><w:p><w:tab/><w:r>` + begin + `11月21日</w:t></w:r></w:p><w:p><w:r>` + begin + `</w:t></w:r></w:p></w:tr></w:tbl>`},
		{"EmptyListKeepsOneRow", `<w:tr><w:p><w:r><w:t>{{无.时间}}</w:t></w:r></w:p></w:tr>`, `<w:tr><w:p><w:r>` + begin + `</w:t></w:r></w:p></w:tr>`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			filled, err := docx.Fill(word(t, test.body), view, rows)
			if err != nil {
				t.Fatal(err)
			}
			if got := body(t, filled); got != test.want {
				t.Errorf("got\n%s\nwant\n%s", got, test.want)
			}
		})
	}
}

func TestFillRefuses(t *testing.T) {
	tests := []struct{ name, body, want string }{
		{"UnknownMarker", `<w:p><w:r><w:t>{{编好}}</w:t></w:r></w:p>`, "模板里的标记“{{编好}}”程序不认识"},
		{"UnknownList", `<w:tr><w:p><w:r><w:t>{{过程.时间}}</w:t></w:r></w:p></w:tr>`, "模板里的列表“过程”程序不认识"},
		{"ListOutsideTable", `<w:p><w:r><w:t>{{经过.时间}}</w:t></w:r></w:p>`, "要放在表格的一行里"},
		{"TwoListsInOneRow", `<w:tr><w:p><w:r><w:t>{{甲.一}}{{乙.一}}</w:t></w:r></w:p></w:tr>`, "两个列表"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			_, err := docx.Fill(word(t, test.body), nil, nil)
			if err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("got %v, want %s", err, test.want)
			}
		})
	}
	if _, err := docx.Fill([]byte("PK 不是压缩包"), nil, nil); err != docx.ErrNotWord {
		t.Errorf("got %v", err)
	}
}

func TestCheck(t *testing.T) {
	known, required := []string{"编号", "回复期限"}, []string{"编号", "回复期限"}
	tests := []struct {
		name, body string
		want       []string
	}{
		{"OK", `<w:p><w:r><w:t>{{编号}}{{回复</w:t></w:r><w:r><w:t>期限}}</w:t></w:r></w:p>`, nil},
		{"UnknownAndMissing", `<w:p><w:r><w:t>{{编好}}{{编号}}</w:t></w:r></w:p>`, []string{
			"模板里的标记“{{编好}}”程序不认识，请改成清单里的标记，或者删去。",
			"模板里缺少标记“{{回复期限}}”，这一项会印不出来，请补上。"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := docx.Check(word(t, test.body), known, required); !slices.Equal(got, test.want) {
				t.Errorf("got %q", got)
			}
		})
	}
	if got := docx.Check([]byte("x"), known, required); len(got) != 1 || !strings.HasPrefix(got[0], "这不是 Word 文档") {
		t.Errorf("got %q", got)
	}
}

func TestFormIsRepeatable(t *testing.T) {
	form := docx.Form{Title: "表", Columns: []int{80, 80}, Rows: []docx.Row{
		{Height: 10, Cells: []docx.Cell{{Text: "项", Kind: docx.Label, Down: 2}, {Text: "{{甲}}", Open: true}}},
		{Height: 30, Cells: []docx.Cell{{Text: "扫码", Image: "二维码"}}},
	}}
	first, err := form.Template()
	if err != nil {
		t.Fatal(err)
	}
	second, _ := form.Template()
	if !bytes.Equal(first, second) {
		t.Error("the same form gave different bytes")
	}
	names, err := docx.Markers(first)
	if err != nil || !slices.Equal(names, []string{"甲", "二维码"}) {
		t.Errorf("markers %q, %v", names, err)
	}
	placed, err := docx.Place(first, map[string][]byte{"二维码": []byte("PNG!")})
	if err != nil {
		t.Fatal(err)
	}
	archive, _ := zip.NewReader(bytes.NewReader(placed), int64(len(placed)))
	file, err := archive.Open("word/media/image1.png")
	if err != nil {
		t.Fatal(err)
	}
	if data, _ := io.ReadAll(file); string(data) != "PNG!" {
		t.Errorf("picture is %q", data)
	}
}
