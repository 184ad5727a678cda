package templates_test

import (
	"archive/zip"
	"bytes"
	"io"
	"os"
	"slices"
	"strings"
	"testing"

	"hongguan/templates"
	"hongguan/templates/docx"
)

// part reads one part of a Word document.
func part(t *testing.T, doc []byte, name string) string {
	t.Helper()
	archive, err := zip.NewReader(bytes.NewReader(doc), int64(len(doc)))
	if err != nil {
		t.Fatal(err)
	}
	file, err := archive.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	data, err := io.ReadAll(file)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func TestReferral(t *testing.T) {
	view := referral()
	view.QR = qr(t, view.ReplyLink)
	doc, err := templates.Referral(view)
	if err != nil {
		t.Fatal(err)
	}
	if file := os.Getenv("TEMPLATES_LOOK"); file != "" {
		os.WriteFile(file+"/referral.docx", doc, 0o644)
		page, _ := templates.ReferralHTML(view)
		os.WriteFile(file+"/referral.html", []byte(page), 0o644)
	}
	text := part(t, doc, "word/document.xml")
	if strings.Contains(text, "{{编号") || strings.Contains(text, "13900000012") {
		t.Error("a marker or a full phone number was left")
	}
	if part(t, doc, "word/media/image1.png") != string(view.QR) {
		t.Error("the QR code is not on the form")
	}
}

// words are the texts of a Word document, one paragraph a line: what a golden
// file can show and a person can check.
func words(doc string) string {
	var out strings.Builder
	for _, paragraph := range strings.Split(doc, "</w:p>") {
		var line strings.Builder
		for rest := paragraph; ; {
			from := strings.Index(rest, "<w:t ")
			if from < 0 {
				break
			}
			rest = rest[from:]
			rest = rest[strings.Index(rest, ">")+1:]
			to := strings.Index(rest, "</w:t>")
			line.WriteString(rest[:to])
			if rest = rest[to+len("</w:t>"):]; strings.HasPrefix(rest, "<w:br/>") {
				line.WriteString(" ⏎ ")
			} else if strings.Contains(rest[:max(strings.Index(rest, "<w:t "), 0)], "<w:tab/>") {
				line.WriteString(" ⇥ ")
			}
		}
		if line.Len() > 0 {
			out.WriteString(line.String() + "\n")
		}
	}
	return out.String()
}

func TestReferralGolden(t *testing.T) {
	long := referral()
	long.OwnWords = strings.Repeat("楼道里的电梯三天两头坏，老人下不了楼。", 20)
	long.SkipReason = "电梯困人，等不得。"
	for range 5 {
		long.Steps = append(long.Steps, templates.ReferralStep{At: at(11, 18, 9, 0), Who: "安居物业", What: "维保单位到场检修，更换门锁触点，试运行后恢复使用，次日又停。"})
	}
	answered := referral()
	answered.StreetNo, answered.StreetOpinion, answered.StreetSigner, answered.StreetSignedAt = "星湖转〔2026〕42号", "情况属实，请区级部门牵头。", "周明", at(11, 20, 15, 0)
	answered.HandlerContact, answered.HandlerPhone, answered.SignedFor, answered.SignedForAt = "办公室", "0512-62810000", "李科", at(11, 23, 9, 10)
	answered.Result, answered.Outcome, answered.Head, answered.ResultAt = "已召开专题会，明确 12 月底前完成测绘。", "部分解决", "赵局", at(11, 30, 16, 0)
	answered.ToldBy, answered.ToldHow, answered.ToldAt, answered.Satisfaction = "陈晓燕", "电话", at(12, 1, 9, 30), "基本满意"
	tests := []struct {
		name string
		view templates.ReferralView
	}{{"new", referral()}, {"long", long}, {"answered", answered}, {"empty", templates.ReferralView{}}}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			doc, err := templates.Referral(test.view)
			if err != nil {
				t.Fatal(err)
			}
			golden(t, "referral-"+test.name+".txt", []byte(words(part(t, doc, "word/document.xml"))))
			page, err := templates.ReferralHTML(test.view)
			if err != nil {
				t.Fatal(err)
			}
			golden(t, "referral-"+test.name+".html", []byte(page))
			if dir := os.Getenv("TEMPLATES_LOOK"); dir != "" {
				os.WriteFile(dir+"/referral-"+test.name+".docx", doc, 0o644)
			}
		})
	}
}

func TestCheckReferral(t *testing.T) {
	template, err := templates.ReferralTemplate()
	if err != nil {
		t.Fatal(err)
	}
	if faults := templates.CheckReferral(template); len(faults) > 0 {
		t.Errorf("the built-in form has faults: %q", faults)
	}
}

func TestReferralRepeats(t *testing.T) {
	first, _ := templates.Referral(referral())
	second, _ := templates.Referral(referral())
	if !bytes.Equal(first, second) {
		t.Error("the same view gave different bytes: a frozen report could not be compared")
	}
}

// A caller's slip must not send a full number up.
func TestReferralMasksTwice(t *testing.T) {
	view := referral()
	view.RequesterPhone = "13900000012"
	page, err := templates.ReferralHTML(view)
	if err != nil || strings.Contains(page, "13900000012") {
		t.Errorf("a full phone number is on the form, %v", err)
	}
}

// An office may change the built-in form, but not fill it with unknown markers.
func TestReferralOn(t *testing.T) {
	form := docx.Form{Title: "承办单", Columns: []int{80}, Rows: []docx.Row{{Height: 10, Cells: []docx.Cell{{Text: "{{编号}}　{{诉求编号}}"}}}}}
	template, err := form.Template()
	if err != nil {
		t.Fatal(err)
	}
	doc, err := templates.ReferralOn(template, referral())
	if err != nil || !strings.Contains(part(t, doc, "word/document.xml"), "湖畔承〔2026〕17号　HP-20261109-0003") {
		t.Errorf("own form not filled: %v", err)
	}
	want := []string{
		"模板里缺少标记“{{诉求内容}}”，这一项会印不出来，请补上。",
		"模板里缺少标记“{{答复期限}}”，这一项会印不出来，请补上。",
	}
	if faults := templates.CheckReferral(template); !slices.Equal(faults, want) {
		t.Errorf("faults %q", faults)
	}
}
