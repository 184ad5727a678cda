package e2e

import (
	"net/url"
	"strconv"
	"strings"
	"testing"
)

// TestAdminTicks ticks a row the moment a list stands: a list that comes after
// another one is read once, and what was ticked stays ticked.
func TestAdminTicks(t *testing.T) {
	byLot(t)
	boss := newReader(t, pc)
	for _, c := range []struct{ name, from, to, rest string }{
		{"ANumber", "#/collections?collection=residents", "requests", "&sort=-received_at&filter=" + url.QueryEscape("status='pending' && lane='normal'")},
		{"PlainList", "#/collections?collection=requests", "posters", ""},
		{"FromWorkbench", "#/desk", "residents", "&filter=" + url.QueryEscape("name~'李'")},
	} {
		t.Run(c.name, func(t *testing.T) {
			boss.t = t
			boss.open("/_/" + c.from)
			boss.pauses()
			stays := ask[string](boss.person, `(async () => {
				const turn = (ms) => new Promise((next) => setTimeout(next, ms)), before = document.querySelector(".records-table tbody tr.handle");
				const plain = window.fetch, wide = [];
				window.fetch = (at, how) => { if (/perPage=40/.test(at) && at.includes("/`+c.to+`/") && /filter=[^&]/.test(at) != `+strconv.FormatBool(c.rest != "")+`) wide.push(at); return plain(at, how); };
				location.hash = `+quote("#/collections?collection="+c.to+c.rest)+`;
				for (const end = performance.now() + 8000; performance.now() < end; await turn(5)) {
					const row = document.querySelector(".records-table tbody tr.handle");
					if (!row || row == before || document.body.dataset.collection != `+quote(c.to)+`) continue;
					row.querySelector(".col-bulk-select label").click();
					await turn(1500);
					window.fetch = plain;
					return document.querySelectorAll(".records-table tbody input:checked").length + " ticked" + (wide.length ? ", the whole list was read first" : "");
				}
				return "no rows came";
			})()`)
			if at := ask[string](boss.person, "location.hash"); !strings.Contains(at, c.to) || c.rest != "" && !strings.Contains(at, "filter=") {
				t.Errorf("the address became %s", at)
			}
			if stays != "1 ticked" {
				t.Errorf("%s after a row was ticked at once, want 1", stays)
			}
		})
	}
	boss.t = t
}
