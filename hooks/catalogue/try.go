package catalogue

import (
	"encoding/json"
	"net/http"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/access"
	"hongguan/hooks/places"
	"hongguan/rules/classify"
	"hongguan/rules/routing"
	"hongguan/rules/words"
)

const longestTry = 2000 // characters, as a resident may write

// Proposal is what the machine would propose for a text, in words.
type Proposal struct {
	Lane         string   `json:"lane"`
	LaneWord     string   `json:"lane_label"`
	KindWord     string   `json:"kind_label"`
	CategoryWord string   `json:"category_label"`
	TierWord     string   `json:"tier_label"`
	Matter       string   `json:"matter"`
	MatterName   string   `json:"matter_name"`
	Confidence   float64  `json:"confidence"`
	Reason       string   `json:"reason"`
	Words        []string `json:"words"`
	Near         []string `json:"near"`
	Org          string   `json:"org_name"`
	Contact      string   `json:"contact_name"`
	Way          string   `json:"way_label"`
	How          string   `json:"how"`
	Days         int      `json:"days"`
	RouteReason  string   `json:"route_reason"`
	Guidance     string   `json:"guidance"`
	NotOurs      string   `json:"not_ours"`
}

// tryRoute lets the office try a text on the catalogue (试一试), and, with a
// draft of one matter, on the catalogue as it would be once the draft is saved.
// Nothing is stored.
func tryRoute(e *core.RequestEvent) error {
	if !access.Of(e).Office() {
		return access.Answer(http.StatusForbidden, "试一试由社区工作人员使用")
	}
	var f struct {
		Text   string         `json:"text"`
		Estate string         `json:"estate"`
		Draft  map[string]any `json:"draft"`
	}
	if err := e.BindBody(&f); err != nil {
		return access.Refuse("没有看懂，请刷新页面再试")
	}
	text := strings.TrimSpace(f.Text)
	switch {
	case text == "":
		return access.RefuseFields(access.Field{Name: "text", Code: "text_missing", Sentence: "请写一句居民可能会说的话"})
	case utf8.RuneCountInString(text) > longestTry:
		return access.RefuseFields(access.Field{Name: "text", Code: "text_long", Sentence: "太长了，请控制在 2000 字以内"})
	}
	b, err := open(e.App)
	if err != nil {
		return err
	}
	out := map[string]any{}
	if out["now"], err = b.propose(e.App, text, f.Estate); err != nil {
		return err
	}
	if len(f.Draft) > 0 {
		with, err := b.with(e.App, f.Draft)
		if err != nil {
			return err
		}
		if out["draft"], err = with.propose(e.App, text, f.Estate); err != nil {
			return err
		}
	}
	return e.JSON(http.StatusOK, out)
}

// with is the catalogue with one matter as it stands in a form.
func (b *book) with(app core.App, draft map[string]any) (*book, error) {
	c, err := app.FindCachedCollectionByNameOrId("matters")
	if err != nil {
		return nil, err
	}
	id, _ := draft["id"].(string)
	r := core.NewRecord(c)
	if old := b.byID[id]; old != nil {
		r = old.Fresh()
	}
	for _, field := range append([]string{"code"}, kept...) {
		v, ok := draft[field]
		if !ok {
			continue
		}
		if field == "keywords" || field == "examples" { // nothing but a list of words may reach the classifier
			raw, err := json.Marshal(v)
			var words []string
			if err != nil || json.Unmarshal(raw, &words) != nil {
				return nil, access.RefuseFields(access.Field{Name: field, Code: field + "_form", Sentence: "关键词、例句没有看懂，请一行写一个"})
			}
		}
		r.Set(field, v)
	}
	if r.GetString("code") == "" {
		r.Set("code", "m_draft")
	}
	for field, longest := range map[string]int{"keywords": longestKeyword, "examples": longestExample} {
		if wrong := checkWords(r, field, longest, map[string]int{"keywords": mostKeywords, "examples": mostExamples}[field]); len(wrong) > 0 {
			return nil, access.RefuseFields(wrong...)
		}
	}
	with := &book{rows: map[string]*core.Record{}, byID: b.byID, rules: b.rules}
	rows := slices.Clone(b.all)
	if at := slices.IndexFunc(rows, func(row *core.Record) bool { return row.Id == r.Id }); at >= 0 {
		rows[at] = r
	} else {
		rows = append(rows, r)
	}
	var matters []classify.Matter
	for _, row := range rows {
		if row.GetBool("active") {
			m := matterOf(row)
			matters, with.rows[m.Code] = append(matters, m), row
		}
	}
	with.classifier = sync.OnceValue(func() *classify.Classifier { return classify.New(matters) })
	return with, nil
}

func (b *book) propose(app core.App, text, estate string) (Proposal, error) {
	s := b.classifier().Classify(text)
	row := b.rows[s.Matter]
	p := Proposal{
		Lane: s.Lane, LaneWord: words.Value("lane", s.Lane), KindWord: words.Value("kind", s.Kind), CategoryWord: words.Value("category", s.Category),
		TierWord: words.Value("tier", s.Tier), Matter: s.Matter, MatterName: s.Matter, Confidence: s.Confidence, Reason: s.Reason, Words: s.Words, Near: []string{},
	}
	for _, code := range s.Near {
		if m := b.rows[code]; m != nil && code != s.Matter {
			p.Near = append(p.Near, m.GetString("name"))
		}
	}
	facts := Facts{Lane: s.Lane, Kind: s.Kind, Category: s.Category, Tier: s.Tier, Estate: estate, Text: text}
	if row != nil {
		p.MatterName, p.Guidance, p.NotOurs = row.GetString("name"), row.GetString("guidance"), row.GetString("not_ours")
		facts.Matter = row.Id
	}
	if s.Lane == classify.LaneSealed {
		p.RouteReason = "单独保密存放，不派单，只有书记能看"
		return p, nil
	}
	d, err := decide(app, facts, row)
	if err != nil {
		return p, err
	}
	p.say(app, d)
	return p, nil
}

func (p *Proposal) say(app core.App, d routing.Decision) {
	p.Org, p.Contact, p.Way, p.How, p.Days, p.RouteReason = d.OrgName, d.Contact, words.Value("route", d.Channel), d.How, d.Days, d.Reason
	if o, ok := places.Org(app, d.Org); ok && p.Contact != "" && o.ContactPhone != "" {
		p.Contact += " " + o.ContactPhone
	}
}
