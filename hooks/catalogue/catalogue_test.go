package catalogue_test

import (
	"testing"

	"hongguan/hooks/apptest"
	"hongguan/hooks/catalogue"
	"hongguan/rules/classify"
)

func TestSeedOnce(t *testing.T) {
	app := apptest.New(t)
	n, err := app.CountRecords("matters")
	apptest.Must(t, err)
	if int(n) != len(classify.Defaults()) {
		t.Errorf("%d matters, want the %d the program ships", n, len(classify.Defaults()))
	}
	row, err := app.FindFirstRecordByData("matters", "code", "public_light")
	apptest.Must(t, err)
	row.Set("name", "楼道和小区的灯")
	apptest.Must(t, app.Save(row))
	apptest.Must(t, catalogue.Seed(app))
	if m, _ := app.CountRecords("matters"); m != n {
		t.Errorf("seeding again made %d rows of %d", m, n)
	}
	s, err := catalogue.Classify(app, "单元门口的灯坏了")
	apptest.Must(t, err)
	if s.Row == nil || s.Row.GetString("name") != "楼道和小区的灯" {
		t.Errorf("the office's own name is not used: %v", s.Row)
	}
}

// TestOfficeDecides takes a matter out of use: the machine must not propose it.
func TestOfficeDecides(t *testing.T) {
	app := apptest.New(t)
	row, err := app.FindFirstRecordByData("matters", "code", "public_light")
	apptest.Must(t, err)
	row.Set("active", false)
	apptest.Must(t, app.Save(row))
	s, err := catalogue.Classify(app, "单元门口的灯坏了")
	apptest.Must(t, err)
	if s.Matter == "public_light" {
		t.Error("a matter out of use was proposed")
	}
}
