package reports_test

import (
	"archive/zip"
	"bytes"
	"context"
	"io"
	"strings"
	"testing"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/apptest"
	"hongguan/hooks/jobs"
	"hongguan/hooks/outbox"
	"hongguan/templates"
)

// TestSealedAfterTheReport seals a complex request that went up: it is taken
// out of the frozen report, its forms and letters, and who seals is told what
// has left the house.
func TestSealedAfterTheReport(t *testing.T) {
	for _, out := range []bool{false, true} {
		app := apptest.New(t)
		town := app.Town()
		apptest.Must(t, jobs.Tick(app))
		li := app.Resident(town, "李秀英", "13900000001")
		req := app.Ask(town, li, deeds)
		app.Do(town.Clerk, req, "accept")
		other := app.Ask(town, li, "单元门口的灯坏了三天")
		app.Clock.Set(slot.Add(time.Minute))
		apptest.Must(t, jobs.Tick(app))
		no, ref := req.GetString("request_no"), only(t, app)
		if out {
			outbox.SetFolder(app, t.TempDir())
			apptest.Must(t, outbox.Deliver(context.Background(), app))
		}
		form, err := app.FindFirstRecordByData("referrals", "request", req.Id)
		apptest.Must(t, err)
		referral := form.GetString("referral_no")

		got := app.Call(town.Steward, "POST", "/api/requests/"+req.Id+"/seal", map[string]any{"concerns": "conduct_lead", "reason": "x"})
		if got.Code != 200 {
			t.Fatalf("HTTP %d %s", got.Code, got.Raw)
		}
		for sentence, want := range map[string]bool{"第48周周报已经报送": out, referral + "已经上报": true} {
			if strings.Contains(got.Raw, sentence) != want {
				t.Errorf("out %v: %q in %s", out, sentence, got.Raw)
			}
		}
		r := only(t, app)
		if r.GetString("state") != ref.GetString("state") && !out || out && r.GetString("state") != "sent" {
			t.Errorf("the report is %s", r.GetString("state"))
		}
		if !strings.Contains(r.GetString("subject"), "共1件 复杂0件") || strings.Contains(r.GetString("body")+r.GetString("items"), no) {
			t.Errorf("%s\n%s\n%s", r.GetString("subject"), r.GetString("body"), r.GetString("items"))
		}
		p := look(t, app, town.Clerk, thisW)
		if len(p.Files) != 1 || strings.Contains(p.BodyHTML+p.BodyText, no) || strings.Contains(p.BodyHTML, "房产证") {
			t.Errorf("preview: %v\n%s", p.Files, p.BodyText)
		}
		ledger := app.Call(town.Clerk, "GET", "/api/reports/weekly/"+thisW+"/files/"+strings.ReplaceAll(p.Files[0], " ", "%20"), nil)
		if text := inside(t, []byte(ledger.Raw)); strings.Contains(text, no) || !strings.Contains(text, other.GetString("request_no")) {
			t.Errorf("ledger: %s", text)
		}
		letters := all(t, app, "outbox")
		waiting := 0
		for _, l := range letters {
			files := ""
			for name, data := range enclosed(t, app, l) {
				files += name + inside(t, data)
			}
			for _, trace := range []string{no, referral, "房产证"} {
				if strings.Contains(l.GetString("subject")+l.GetString("body_text")+l.GetString("body_html")+files, trace) {
					t.Errorf("out %v: letter %s keeps %q", out, l.GetString("dedup_key"), trace)
				}
			}
			if l.GetString("state") == "queued" {
				waiting++
			}
		}
		if waiting != map[bool]int{false: 1, true: 0}[out] {
			t.Errorf("out %v: %d letters wait", out, waiting)
		}
		if f := freshForm(t, app, form); f.GetString("summary")+f.GetString("prior") != "" || f.GetString("referral_no") != referral {
			t.Errorf("the form: %v", f.FieldsData())
		}
		app.Chinese("print", app.Call(town.Clerk, "GET", "/api/print/referral/"+form.Id, nil), 404)
		app.Chinese("print", app.Call(town.Clerk, "GET", "/api/print/receipt/"+req.Id, nil), 404)

		// Next week's report knows nothing of it either.
		app.Clock.Set(at(12, 4, 16, 31))
		apptest.Must(t, jobs.Tick(app))
		if p := look(t, app, town.Clerk, "2026-W49"); strings.Contains(p.BodyText, no) || !strings.Contains(p.Subject, "共0件") {
			t.Errorf("next week: %s\n%s", p.Subject, p.BodyText)
		}
	}
}

func freshForm(t *testing.T, app *apptest.App, r *core.Record) *core.Record {
	t.Helper()
	x, err := app.FindRecordById("referrals", r.Id)
	apptest.Must(t, err)
	return x
}

// inside is everything that stands in an office file.
func inside(t *testing.T, data []byte) string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	apptest.Must(t, err)
	var out strings.Builder
	for _, f := range z.File {
		r, err := f.Open()
		apptest.Must(t, err)
		_, err = io.Copy(&out, r)
		apptest.Must(t, err)
	}
	return out.String()
}

// TestAnonymisedAfterTheReport takes what was written about a request out of a
// report that went up. Its lines, numbers and counts stay as they were reported.
func TestAnonymisedAfterTheReport(t *testing.T) {
	app := apptest.New(t)
	town := app.Town()
	apptest.Must(t, jobs.Tick(app))
	li := app.Resident(town, "李秀英", "13900000001")
	req := app.Ask(town, li, deeds)
	app.Do(town.Clerk, req, "accept")
	app.Clock.Set(slot.Add(time.Minute))
	apptest.Must(t, jobs.Tick(app))
	outbox.SetFolder(app, t.TempDir())
	apptest.Must(t, outbox.Deliver(context.Background(), app))
	before := only(t, app)
	app.Do(li, req, "withdraw", "reason", "已经办好")
	if got := app.Call(li, "POST", "/api/residents/me/erase", map[string]any{"last4": "0001"}); got.Code != 200 || !strings.Contains(got.Raw, "第48周周报已经报送") {
		t.Fatalf("HTTP %d %s", got.Code, got.Raw)
	}
	r := only(t, app)
	if r.GetString("subject") != before.GetString("subject") || r.GetString("state") != before.GetString("state") {
		t.Errorf("%s, %s", r.GetString("subject"), r.GetString("state"))
	}
	no := req.GetString("request_no")
	p := look(t, app, town.Clerk, thisW)
	if !strings.Contains(p.BodyText, no) || !strings.Contains(p.BodyText, templates.Unsaid) {
		t.Errorf("the line is gone: %s", p.BodyText)
	}
	said := p.BodyText + p.BodyHTML + r.GetString("items") + r.GetString("body")
	for _, f := range p.Files {
		said += inside(t, []byte(app.Call(town.Clerk, "GET", "/api/reports/weekly/"+thisW+"/files/"+strings.ReplaceAll(f, " ", "%20"), nil).Raw))
	}
	for _, l := range all(t, app, "outbox") {
		said += l.GetString("subject") + l.GetString("body_text") + l.GetString("body_html")
		for _, data := range enclosed(t, app, l) {
			said += inside(t, data)
		}
	}
	for _, word := range []string{"拖了十几年", "李秀英", "13900000001"} {
		if strings.Contains(said, word) {
			i := strings.Index(said, word)
			t.Errorf("%s stands somewhere yet: …%s…", word, said[max(0, i-200):min(len(said), i+100)])
		}
	}
}
