package templates_test

import (
	"bytes"
	"os"
	"strings"
	"testing"

	"hongguan/templates"

	"github.com/xuri/excelize/v2"
)

func TestWeeklySubject(t *testing.T) {
	want := "【湖畔社区】民意诉求周报 2026年第47周（11月16日—11月20日） 共33件 复杂2件"
	if got := weekly().Subject(); got != want {
		t.Errorf("got %s", got)
	}
}

func TestWeeklyFoot(t *testing.T) {
	view := weekly()
	if got := view.Foot(); got != "签发：刘建华  11月20日 15:42" {
		t.Errorf("got %s", got)
	}
	if got := view.Log(); got != "操作日志共312条，尾号3f2a9c01b7de（备查，请留存）" {
		t.Errorf("got %s", got)
	}
	view.AuditHead = "" // a report made before there were heads
	if letter, err := templates.WeeklyReport(view); err != nil || strings.Contains(letter.Text, "操作日志") {
		t.Errorf("a report without a head speaks of one (%v)", err)
	}
	view.SignedBy = ""
	if got := view.Foot(); got != "系统按时生成，尚未签发" {
		t.Errorf("got %s", got)
	}
}

func TestWeeklyLedger(t *testing.T) {
	data, err := templates.WeeklyLedger(weekly())
	if err != nil {
		t.Fatal(err)
	}
	if dir := os.Getenv("TEMPLATES_LOOK"); dir != "" {
		os.WriteFile(dir+"/weekly.xlsx", data, 0o644)
	}
	book, err := excelize.OpenReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	defer book.Close()
	var out strings.Builder
	for _, name := range book.GetSheetList() {
		rows, err := book.GetRows(name)
		if err != nil {
			t.Fatal(err)
		}
		out.WriteString("【" + name + "】\n")
		for _, row := range rows {
			out.WriteString(strings.Join(row, " | ") + "\n")
		}
	}
	golden(t, "weekly-ledger.txt", []byte(out.String()))
}
