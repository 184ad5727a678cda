package home_test

import (
	"bytes"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"hongguan/hooks/access"
	"hongguan/hooks/apptest"
	"hongguan/hooks/home"
	"hongguan/hooks/settings"
)

// TestOffline writes the page that stands in for the sleeping PC: one file, no
// script, nothing but telephones and hours, words escaped.
func TestOffline(t *testing.T) {
	app := apptest.New(t)
	town := app.Town()
	town.Property.Load(map[string]any{"phone": "0512-62801111", "contact_phone": "13900000071", "contact_name": "陈强"})
	apptest.Must(t, app.Save(town.Property))
	set := func(values map[string]any) {
		c := settings.Of(app.BaseApp).Record.Fresh()
		c.Load(values)
		apptest.Must(t, access.Own(app.BaseApp, c))
	}
	set(map[string]any{"online_hours": "每天 8:30–17:30", "brand": "红色<管家>"})
	app.Resident(town, "李秀英", "13900000001")

	out := filepath.Join(t.TempDir(), "offline.html")
	cmd := home.Command(app.BaseApp, func() error { return nil })
	var said bytes.Buffer
	cmd.SetOut(&said)
	cmd.SetArgs([]string{"--out", out})
	apptest.Must(t, cmd.Execute())
	b, err := os.ReadFile(out)
	apptest.Must(t, err)
	page := string(b)
	for _, want := range []string{"tel:0512-62800000", "tel:110", "tel:119", "tel:120", "每天 8:30–17:30", "湖畔花园一期 安居物业 <span>0512-62801111</span>", `http-equiv="refresh"`, "红色&lt;管家&gt;", "2026年11月23日"} {
		if !strings.Contains(page, want) {
			t.Errorf("no %q in\n%s", want, page)
		}
	}
	for _, bad := range []string{"<script", "src=", "<link", "陈强", "13900000071", "李秀英", "13900000001"} {
		if strings.Contains(page, bad) {
			t.Errorf("the page holds %q", bad)
		}
	}
	if len(b) > 8<<10 || !regexp.MustCompile(`^<!doctype html>`).MatchString(page) {
		t.Errorf("%d bytes: %.60s", len(b), page)
	}
	if !strings.Contains(said.String(), "已写出") {
		t.Errorf("says %s", said.String())
	}

	cmd.SetArgs([]string{"--out", filepath.Join(t.TempDir(), "no", "such", "offline.html")})
	if err := cmd.Execute(); err == nil || !strings.Contains(err.Error(), "写不进") {
		t.Errorf("a folder that is not there: %v", err)
	}
	set(map[string]any{"phone": ""})
	if _, err := home.Offline(app.BaseApp); err == nil || !strings.Contains(err.Error(), "社区电话") {
		t.Errorf("without a telephone: %v", err)
	}
}
