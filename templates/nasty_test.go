package templates_test

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"io"
	"os"
	"strings"
	"testing"
	"unicode/utf8"

	"hongguan/templates"

	"github.com/xuri/excelize/v2"
)

// What people do type: rare characters of names and places, some of them beyond
// the sixteen bits of old programs, a character chosen by a variation selector,
// a family of emoji joined into one, marks that are markup elsewhere, cells that
// look like formulas, a right-to-left mark, a word that no line can hold.
const (
	rare    = "𠮷㛃䶮𫖯禤葛󠄀"
	family  = "👨‍👩‍👧"
	marks   = `<b>&"'</b> {{编号}} _x0041_`
	turned  = "\u202e倒着\u202c"
	formula = `=HYPERLINK("http://evil.example","点我")`
	broken  = "断\x00\x0b\x1f开\ufffe"
)

// tall is a resident's text of exactly so many characters, with everything in
// it and her number at the very end.
func tall(n int) string {
	const tail = "完。电话13900000012"
	head := rare + "说：" + marks + "\n" + formula + "\n\t" + turned + family + broken + "\r\n-1+1\n@sum(1)\n" + strings.Repeat("W", 80) + "\n"
	fill := "二期的房产证十五年办不下来，" + rare + "家的孩子上不了学。"
	for utf8.RuneCountInString(head)+utf8.RuneCountInString(fill)+utf8.RuneCountInString(tail) <= n {
		head += fill
	}
	return head + strings.Repeat("长", n-utf8.RuneCountInString(head+tail)) + tail
}

// nastyReferral has it in every field that somebody types.
func nastyReferral() templates.ReferralView {
	view := referral()
	view.OwnWords, view.Summary = tall(4000), rare+marks+formula+strings.Repeat("办证", 60)+"13900000012"
	view.Steps = nil
	for range 40 {
		view.Steps = append(view.Steps, templates.ReferralStep{At: at(11, 10, 9, 0), Who: "居委会" + rare, What: marks + formula})
	}
	view.Handler, view.Assisting, view.Why = strings.Repeat("区住房和城乡建设局党组、", 12)+rare, marks, tall(600)
	view.StreetOpinion, view.DeptOpinion, view.Result, view.Remarks = tall(1000), tall(1000), tall(4000), tall(300)
	view.ReportingUnit, view.Community, view.FilledBy = strings.Repeat("星湖街道", 20), "湖畔社区"+rare, rare+marks
	view.Requester, view.Place, view.Source = "𠮷**", strings.Repeat("湖畔花园二期", 10)+"12幢", "12345 "+strings.Repeat("W", 60)
	view.StreetSigner, view.DeptSigner, view.Head = rare, marks, family
	view.HandlerContact, view.HandlerPhone, view.SignedFor = strings.Repeat("办公室", 20), "0512-62810000 转 8001 或者 0512-62810001", marks
	view.ToldBy, view.ToldHow = rare, turned
	return view
}

// check reads every XML part of a document or a workbook: a single bad character
// and Word calls the file damaged.
func check(t *testing.T, file []byte) {
	t.Helper()
	archive, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range archive.File {
		if !strings.HasSuffix(f.Name, ".xml") && !strings.HasSuffix(f.Name, ".rels") {
			continue
		}
		body, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		data, err := io.ReadAll(body)
		if err != nil {
			t.Fatal(err)
		}
		for dec := xml.NewDecoder(bytes.NewReader(data)); ; {
			if _, err := dec.Token(); err == io.EOF {
				break
			} else if err != nil {
				t.Fatalf("%s is not well formed: %v", f.Name, err)
			}
		}
		clean(t, f.Name, string(data))
	}
}

// clean fails on what no document may hold.
func clean(t *testing.T, name, text string) {
	t.Helper()
	if !utf8.ValidString(text) {
		t.Errorf("%s: a character is cut in half", name)
	}
	if strings.ContainsAny(text, "\x00\x0b\x1f\ufffe\u202e") {
		t.Errorf("%s holds a control character", name)
	}
	if strings.Contains(text, "13900000012") {
		t.Errorf("%s holds a full number", name)
	}
}

// TestNastyReferral: the whole of it goes on the form or on its 附页.
func TestNastyReferral(t *testing.T) {
	view := nastyReferral()
	doc, err := templates.Referral(view)
	if err != nil {
		t.Fatal(err)
	}
	check(t, doc)
	page, err := templates.ReferralHTML(view)
	if err != nil {
		t.Fatal(err)
	}
	clean(t, "page", page)
	text := words(part(t, doc, "word/document.xml"))
	look(t, "nasty.docx", doc)
	golden(t, "referral-nasty.txt", []byte(text))
	golden(t, "referral-nasty.html", []byte(page))
	for _, want := range []string{rare, family, "&lt;b&gt;&amp;&#34;&#39;&lt;/b&gt; {{编号}}", "=HYPERLINK(", "倒着", "139****0012"} {
		if !strings.Contains(text, want) || !strings.Contains(page, want) {
			t.Errorf("%q is not on the form", want)
		}
	}
	// What was said is on the paper whole: the form may shorten, the 附页 may not.
	annex := text[strings.Index(text, "（附页）"):]
	for _, want := range []string{"长完。电话139****0012", "（全文）"} {
		if !strings.Contains(annex, want) {
			t.Errorf("no %q on the 附页", want)
		}
	}
}

// look keeps a file to be looked at, in the folder of TEMPLATES_LOOK.
func look(t *testing.T, name string, data []byte) {
	t.Helper()
	if dir := os.Getenv("TEMPLATES_LOOK"); dir != "" {
		if err := os.WriteFile(dir+"/"+name, data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// TestNastyLetters: what a resident typed stays text in every letter.
func TestNastyLetters(t *testing.T) {
	long := tall(4000)
	dept, up, org, urgent := department(), forward(), notice(), alert()
	dept.Content, dept.Matter, dept.Ask, dept.Place, dept.Requester = long, marks+rare, long, formula, "𠮷**"
	dept.Steps = []templates.ReferralStep{{At: at(11, 10, 9, 0), Who: rare, What: long}}
	up.Summary, up.Opinion, up.Matter, up.Place = long, long, marks+rare, formula
	org.Matter, urgent.Place, urgent.Danger = marks+rare+broken, formula+rare+"13900000012", broken+"火情"
	week := nastyWeek()
	tests := []struct {
		name  string
		write func() (templates.Letter, error)
	}{
		{"department", func() (templates.Letter, error) { return templates.DepartmentLetter(dept) }},
		{"forward", func() (templates.Letter, error) { return templates.ForwardLetter(up) }},
		{"notice", func() (templates.Letter, error) { return templates.OrgNotice(org) }},
		{"urge", func() (templates.Letter, error) { return templates.UrgeNotice(org) }},
		{"step", func() (templates.Letter, error) {
			return templates.StepNotice(templates.StepView{NoticeView: org, Title: "请补充后再答复", Said: marks + rare + broken, Note: long})
		}},
		{"alert", func() (templates.Letter, error) { return templates.Alert(urgent) }},
		{"weekly", func() (templates.Letter, error) { return templates.WeeklyReport(week) }},
		{"reminder", func() (templates.Letter, error) {
			return templates.Reminder(templates.ReminderView{Community: "湖畔社区", At: at(11, 24, 8, 30), Title: "每日提醒",
				Groups: []templates.ReminderGroup{{Title: "超期", Lines: []string{marks + rare + broken + formula}}}})
		}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			letter, err := test.write()
			if err != nil {
				t.Fatal(err)
			}
			for name, text := range map[string]string{"subject": letter.Subject, "text": letter.Text, "html": letter.HTML} {
				clean(t, name, text)
			}
			if strings.Contains(letter.HTML, "<b>&\"") || strings.Contains(letter.HTML, "<script") {
				t.Error("words became markup")
			}
			golden(t, "letter-nasty-"+test.name+".txt", []byte("主题："+letter.Subject+"\n\n"+letter.Text))
			golden(t, "letter-nasty-"+test.name+".html", []byte(letter.HTML))
		})
	}
}

// nastyWeek has it in a report.
func nastyWeek() templates.WeeklyView {
	view := weekly()
	view.Coordination, view.LateWhy, view.Late = tall(1000), marks, true
	view.Complex[0].Summary, view.Complex[0].Before, view.Complex[0].LastReply = tall(4000), formula, rare+family
	view.Complex[0].Handler, view.Complex[0].Place = marks, turned
	view.Departments[0].Handler, view.Departments[0].Matter = "@"+rare, "+8613900000012"
	view.Common[0].Note = marks
	view.Items = append(view.Items, templates.WeeklyItem{RequestNo: "-1", Place: formula, Matter: tall(4000), Handler: "\t" + rare, Status: broken, Category: "@sum(1)"})
	return view
}

// TestNastySheets: every cell is text, whatever it looks like.
func TestNastySheets(t *testing.T) {
	view := inspection()
	view.Rows[0].Summary, view.Rows[0].Reply, view.Rows[0].Place = tall(4000), formula+broken, marks+rare+family
	view.Rows[0].Steps[0].Text = tall(4000)
	for name, write := range map[string]func() ([]byte, error){
		"weekly":     func() ([]byte, error) { return templates.WeeklyLedger(nastyWeek()) },
		"inspection": func() ([]byte, error) { return templates.InspectionLedger(view) },
	} {
		t.Run(name, func(t *testing.T) {
			data, err := write()
			if err != nil {
				t.Fatal(err)
			}
			check(t, data)
			look(t, "nasty-"+name+".xlsx", data)
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
				for i, row := range rows {
					for j := range row {
						cell, _ := excelize.CoordinatesToCellName(j+1, i+1)
						if f, _ := book.GetCellFormula(tab, cell); f != "" {
							t.Errorf("%s %s is the formula %s", tab, cell, f)
						}
					}
					out.WriteString(strings.Join(row, " | ") + "\n")
				}
			}
			for _, want := range []string{"=HYPERLINK(", rare, marks, "长完。电话139****0012"} {
				if !strings.Contains(out.String(), want) {
					t.Errorf("no %q in the workbook", want)
				}
			}
			golden(t, "nasty-"+name+".txt", []byte(out.String()))
		})
	}
	for name, write := range map[string]func() (string, error){
		"nasty-index.html":    func() (string, error) { return templates.InspectionIndex(view) },
		"nasty-timeline.html": func() (string, error) { return templates.Timeline(view, view.Rows[0]) },
	} {
		page, err := write()
		if err != nil {
			t.Fatal(err)
		}
		clean(t, name, page)
		look(t, name, []byte(page))
		golden(t, name, []byte(page))
	}
}

// TestNastyTexts: what is copied into a chat.
func TestNastyTexts(t *testing.T) {
	org, urgent := notice(), alert()
	org.Matter, urgent.Place = marks+rare+broken+"13900000012", rare+broken+"139\u200b00000012"
	for name, text := range map[string]string{"dispatch": templates.DispatchText(org), "urge": templates.UrgeText(org), "alert": templates.AlertText(urgent)} {
		clean(t, name, text)
		if !strings.Contains(text, rare) || !strings.Contains(text, "139****0012") {
			t.Errorf("%s: %s", name, text)
		}
	}
}

// TestNastyPages: the printed pages that are not forms.
func TestNastyPages(t *testing.T) {
	slip, order := receipt(""), supervision("")
	slip.Matter, slip.Place, slip.Org = rare+marks+family+broken, marks+rare, formula
	order.Matter, order.Org, order.Place, order.Demand = rare+marks+family+broken, marks+rare, formula, tall(500)
	for name, write := range map[string]func() (string, error){
		"nasty-letter.html": func() (string, error) {
			view := department()
			view.Content = tall(4000)
			letter, err := templates.DepartmentLetter(view)
			if err != nil {
				return "", err
			}
			return templates.LetterPage("部门转办函"+marks, letter)
		},
		"nasty-contact.html": func() (string, error) {
			return templates.ContactSheet(templates.ContactView{RequestNo: "HP-20261109-0003", Name: "𠮷㛃", Phone: "138 0000 0000", Place: marks + rare, Note: strings.Repeat(rare+family, 60), Receiver: formula + broken, Office: "湖畔社区居民委员会"})
		},
		"nasty-plates.html": func() (string, error) {
			return templates.Plates([]templates.PlateView{{Brand: marks, Place: rare + formula, Room: marks, Code: "6A2K", Phone: "0512-6280 0000"}})
		},
		"nasty-poster.html": func() (string, error) {
			view := poster("")
			view.Brand, view.Slogan, view.PartyOrg, view.Place = marks, rare, formula+broken, rare+turned
			return templates.Poster(view)
		},
		"nasty-receipt.html":     func() (string, error) { return templates.Receipt(slip) },
		"nasty-supervision.html": func() (string, error) { return templates.Supervision(order) },
	} {
		page, err := write()
		if err != nil {
			t.Fatal(err)
		}
		clean(t, name, page)
		golden(t, name, []byte(page))
	}
}
