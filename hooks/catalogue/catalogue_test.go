package catalogue_test

import (
	"strings"
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

// TestSeedAfterUpdate: matters the program has gained come in, in use; the rows
// of the office stay as they are, also those it took out of use.
func TestSeedAfterUpdate(t *testing.T) {
	app := apptest.New(t)
	all, err := app.CountRecords("matters")
	apptest.Must(t, err)
	light := matter(t, app, "public_light")
	light.Set("name", "楼道的灯")
	light.Set("keywords", []string{"灯"})
	apptest.Must(t, app.Save(light))
	meal := matter(t, app, "meal")
	meal.Set("active", false)
	apptest.Must(t, app.Save(meal))

	// The office's table as it was before the update: two matters fewer, one of
	// them made by the office itself under the same name.
	for _, code := range []string{"lift_fault", "fitness"} {
		_, err := app.DB().NewQuery("DELETE FROM matters WHERE code = '" + code + "'").Execute()
		apptest.Must(t, err)
	}
	own := app.Create("matters", "code", "own_fitness", "name", "健身器材、儿童游乐设施", "category", "market_service", "tier", "community", "active", true)
	apptest.Must(t, catalogue.Seed(app))
	apptest.Must(t, catalogue.Seed(app))

	if n, _ := app.CountRecords("matters"); n != all+1 {
		t.Errorf("%d matters, want %d", n, all+1)
	}
	if r := matter(t, app, "public_light"); r.GetString("name") != "楼道的灯" || len(list(r, "keywords")) != 1 {
		t.Errorf("the office's edit is gone: %s %v", r.GetString("name"), list(r, "keywords"))
	}
	if matter(t, app, "meal").GetBool("active") {
		t.Error("taken out of use, and back again")
	}
	lift := matter(t, app, "lift_fault")
	lines := history(t, app, lift.Id)
	if !lift.GetBool("active") || len(lines) != 1 || lines[0].GetString("action") != "seed" || lines[0].GetString("note") != "程序更新时新增" {
		t.Errorf("the new matter: %v, %v", lift, lines)
	}
	if r := matter(t, app, "fitness"); r.GetString("name") != "健身器材、儿童游乐设施（程序自带）" {
		t.Errorf("two of one name: %s", r.GetString("name"))
	}
	if r, err := app.FindRecordById("matters", own.Id); err != nil || r.GetString("name") != "健身器材、儿童游乐设施" {
		t.Errorf("the office's own: %v", err)
	}
}

// TestBefore: a matter older than its history gets its first state written down
// at the first change.
func TestBefore(t *testing.T) {
	app := apptest.New(t)
	light := matter(t, app, "public_light")
	for _, sql := range []string{"DROP TRIGGER matter_history_no_delete", "DELETE FROM matter_history"} {
		_, err := app.DB().NewQuery(sql).Execute()
		apptest.Must(t, err)
	}
	light.Set("days", 4)
	apptest.Must(t, app.Save(light))
	lines := history(t, app, light.Id)
	if len(lines) != 2 || lines[0].GetString("action") != "before" || !strings.Contains(lines[0].GetString("snapshot"), `"days":0`) || !strings.Contains(lines[1].GetString("snapshot"), `"days":4`) {
		t.Errorf("%d lines: %v", len(lines), lines)
	}
}
