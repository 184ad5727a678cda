package people_test

import (
	"testing"

	"hongguan/hooks/apptest"
	"hongguan/hooks/people"
)

// TestMatchRoster imports the roster after people have registered.
func TestMatchRoster(t *testing.T) {
	app := apptest.New(t)
	town := app.Town()
	li := app.Resident(town, "李秀英", "13900000001")
	other := app.Resident(town, "张三", "13900000002")
	app.Create("roster_entries", "name", "李秀英", "phone", "13900000001", "building", town.Building.Id, "room", "302")
	app.Create("roster_entries", "name", "王五", "phone", "13900000002", "building", town.Building.Id, "room", "302")
	for i, want := range []int{1, 0} {
		if n, err := people.MatchRoster(app); err != nil || n != want {
			t.Errorf("round %d: %d matched, want %d (%v)", i, n, want, err)
		}
	}
	for id, want := range map[string]string{li.Id: "matched", other.Id: "unverified"} {
		r, err := app.FindRecordById("residents", id)
		apptest.Must(t, err)
		if got := r.GetString("real_name"); got != want {
			t.Errorf("%s is %s, want %s", r.GetString("name"), got, want)
		}
	}
}
