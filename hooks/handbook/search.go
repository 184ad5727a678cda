package handbook

import (
	"net/http"
	"strings"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/access"
	"hongguan/hooks/catalogue"
	"hongguan/rules/words"
)

const (
	longestQuery = 200
	mostFound    = 10
	mostMatters  = 4
)

// looks is how often one address may look things up: an estate may share it.
var looks = access.Limit{Times: 3000, Within: 10 * time.Minute}

// searchRoute answers the page 查答案: what the office has answered before, what
// its catalogue advises, where else to turn. Without words it shows what is
// asked most. Whoever types of danger is shown whom to call.
func searchRoute(e *core.RequestEvent) error {
	if !access.Take(e.App, "look up "+e.RealIP(), looks) {
		return access.Answer(http.StatusTooManyRequests, "点得太快了，请过几分钟再试")
	}
	q := strings.TrimSpace(e.Request.URL.Query().Get("q"))
	if len([]rune(q)) > longestQuery {
		return access.Refuse("要找的字太多了，请只写几个词")
	}
	b, err := open(e.App)
	if err != nil {
		return err
	}
	out := map[string]any{"lane": "normal", "answers": []any{}, "matters": []any{}, "resources": []any{}}
	if q == "" {
		list := make([]map[string]any, len(b.pinned))
		for i, r := range b.pinned {
			list[i] = answer(r)
		}
		out["answers"] = list
		return e.JSON(http.StatusOK, out)
	}
	s, err := catalogue.Classify(e.App, q)
	if err != nil {
		return err
	}
	if out["lane"] = s.Lane; s.Lane == "emergency" {
		return e.JSON(http.StatusOK, out)
	}
	var found, offers []map[string]any
	for _, f := range b.answers.Search(q, mostFound) {
		found = append(found, answer(b.cases[f.ID]))
	}
	for _, f := range b.offers.Search(q, mostFound) {
		offers = append(offers, offer(b.resources[f.ID]))
	}
	out["answers"], out["resources"], out["matters"] = orNone(found), orNone(offers), orNone(b.advise(q, s))
	return e.JSON(http.StatusOK, out)
}

// advise is what the catalogue says about the matters a query names: what to
// know before one asks, and whom it is not for.
func (b *book) advise(q string, s catalogue.Suggestion) []map[string]any {
	var out []map[string]any
	told := map[string]bool{}
	add := func(id string) {
		if r := b.matters[id]; r != nil && !told[id] && len(out) < mostMatters {
			told[id] = true
			out = append(out, map[string]any{"name": r.GetString("name"), "guidance": r.GetString("guidance"), "not_ours": r.GetString("not_ours")})
		}
	}
	if s.Row != nil && s.Confidence >= 0.5 {
		add(s.Row.Id)
	}
	for _, f := range b.advice.Search(q, mostMatters) {
		add(f.ID)
	}
	return out
}

func answer(r *core.Record) map[string]any {
	return map[string]any{
		"id": r.Id, "question": r.GetString("question"), "answer": r.GetString("answer"),
		"category_label": words.Value("category", r.GetString("category")),
	}
}

func offer(r *core.Record) map[string]any {
	out := map[string]any{"id": r.Id, "kind_label": words.Value("resource_kind", r.GetString("kind"))}
	for _, f := range []string{"name", "offer", "phone", "address", "hours"} {
		out[f] = r.GetString(f)
	}
	return out
}

func orNone(list []map[string]any) any {
	if list == nil {
		return []any{}
	}
	return list
}
