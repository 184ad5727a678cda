package overview_test

import (
	"encoding/json"
	"testing"

	"hongguan/hooks/apptest"
)

type rate struct {
	Label         string
	Rate          *float64
	N             int
	Participation *float64
	Sentence      string
}

func rates(t *testing.T, a answer) map[string]rate {
	t.Helper()
	out := map[string]rate{}
	for key, raw := range a.Rates {
		if key == "period" {
			continue
		}
		var r rate
		apptest.Must(t, json.Unmarshal(raw, &r))
		out[key] = r
	}
	return out
}

// TestRatesOfNothing: no rate is better than 0 % or 100 % of nobody.
func TestRatesOfNothing(t *testing.T) {
	app := apptest.New(t)
	for key, r := range rates(t, look(t, app, app.Town().Clerk)) {
		if r.Rate != nil || r.N != 0 || r.Sentence == "" || r.Label == "" {
			t.Errorf("%s: %+v", key, r)
		}
	}
}

func TestRates(t *testing.T) {
	app := apptest.New(t)
	town := app.Town()
	scene(t, app, town)
	got := rates(t, look(t, app, town.Clerk))
	for key, want := range map[string]string{
		"response":     "77%（收到 9 件，已受理或已答复 7 件）",
		"resolution":   "50%（2 人评价，参评率 40%）",
		"satisfaction": "50%（2 人评价，参评率 40%）",
		"call_back":    "100%（回访 1 次，与居民自己的评价分开计）",
	} {
		if got[key].Sentence != want {
			t.Errorf("%s: %q, want %q", key, got[key].Sentence, want)
		}
	}
	if r := got["satisfaction"]; r.N != 2 || r.Rate == nil || *r.Rate != 0.5 || *r.Participation != 0.4 {
		t.Errorf("satisfaction %+v", r)
	}
}
