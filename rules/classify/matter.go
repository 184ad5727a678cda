package classify

import (
	"embed"
	"fmt"
	"strconv"
	"strings"
)

// Matter is one row of the dispatch catalogue 派单目录. The office edits its
// matters as records; Defaults only fills the table once.
type Matter struct {
	Code, Name  string   // stable english code, Chinese name
	Category    string   // government|self_governance|market_service|public_welfare
	Tier        string   // community|department|complex
	HandlerKind string   // kind of organisation that usually handles it
	Department  string   // for tier department: which functional department by default
	Days        int      // working days, 0 = default of the tier
	Kind        string   // what people usually want with it when their words do not say, may be empty
	Keywords    []string // words that speak for it; see pattern for + > - ? and {sets}
	Examples    []string // a few texts as residents write them
	Guidance    string   // shown to the resident before sending, may be empty
	NotOurs     string   // "not ours: call …" sentence, may be empty
}

//go:embed matters/*.tsv
var matterFiles embed.FS

// columns of matters/*.tsv, in order; the category is the file's name.
const matterColumns = 11

// Defaults returns the built-in catalogue of a lakeside community near Suzhou.
// The slice is fresh on every call.
func Defaults() []Matter {
	var all []Matter
	for _, category := range []string{Government, SelfGovernance, MarketService, PublicWelfare} {
		file, err := matterFiles.ReadFile("matters/" + category + ".tsv")
		if err != nil {
			panic("classify: " + err.Error()) // broken embed
		}
		for _, line := range dataLines(string(file)) {
			m, err := parseMatter(category, line)
			if err != nil {
				panic("classify: matters/" + category + ".tsv: " + err.Error())
			}
			all = append(all, m)
		}
	}
	return all
}

// parseMatter reads one line: code, name, tier, handler kind, department, days,
// kind, keywords (spaces between), examples (／ between), guidance, not ours.
func parseMatter(category, line string) (Matter, error) {
	f := strings.Split(line, "\t")
	if len(f) > matterColumns {
		return Matter{}, fmt.Errorf("%s: %d columns, want %d", f[0], len(f), matterColumns)
	}
	for len(f) < matterColumns {
		f = append(f, "") // editors cut trailing tabs
	}
	days := 0
	if f[5] != "" {
		n, err := strconv.Atoi(f[5])
		if err != nil {
			return Matter{}, fmt.Errorf("%s: days: %w", f[0], err)
		}
		days = n
	}
	return Matter{
		Code: f[0], Name: f[1], Category: category, Tier: f[2], HandlerKind: f[3], Department: f[4], Days: days, Kind: f[6],
		Keywords: strings.Fields(f[7]), Examples: fieldsBy(f[8], "／"), Guidance: f[9], NotOurs: f[10],
	}, nil
}

func fieldsBy(s, sep string) []string {
	var list []string
	for part := range strings.SplitSeq(s, sep) {
		if part = strings.TrimSpace(part); part != "" {
			list = append(list, part)
		}
	}
	return list
}
