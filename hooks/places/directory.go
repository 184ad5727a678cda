package places

import (
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/pocketbase/pocketbase/core"

	"hongguan/rules/realname"
)

// Directory is every place of the community, as listed to the pages and as
// searched by somebody who wrote a place in words.
type Directory struct{ Estates []*Estate }

// Estate is a 小区 with its buildings.
type Estate struct {
	ID        string      `json:"id"`
	Name      string      `json:"name"`
	Aliases   []string    `json:"aliases"`
	Buildings []*Building `json:"buildings"`

	former []string
	sort   float64
}

// Building is a 楼栋 with its units.
type Building struct {
	ID    string  `json:"id"`
	Name  string  `json:"name"`
	Units []*Unit `json:"units"`

	key     string
	aliases []string
	former  []string
	sort    float64
}

// Unit is a 单元.
type Unit struct {
	ID   string `json:"id"`
	Name string `json:"name"`

	key  string
	sort float64
}

// Read reads the whole directory, in the order people expect: as the office
// sorted it, then 2幢 before 11幢.
func Read(app core.App) (Directory, error) {
	var d Directory
	estates := map[string]*Estate{}
	buildings := map[string]*Building{}
	if err := each(app, "estates", func(r *core.Record) {
		x := &Estate{ID: r.Id, Name: r.GetString("name"), Aliases: Names(r, "aliases"), Buildings: []*Building{}, former: Names(r, "former_names"), sort: r.GetFloat("sort")}
		estates[r.Id] = x
		d.Estates = append(d.Estates, x)
	}); err != nil {
		return d, err
	}
	if err := each(app, "buildings", func(r *core.Record) {
		x := &Building{ID: r.Id, Name: r.GetString("name"), Units: []*Unit{}, key: r.GetString("key"), aliases: Names(r, "aliases"), former: Names(r, "former_names"), sort: r.GetFloat("sort")}
		buildings[r.Id] = x
		if e := estates[r.GetString("estate")]; e != nil {
			e.Buildings = append(e.Buildings, x)
		}
	}); err != nil {
		return d, err
	}
	if err := each(app, "units", func(r *core.Record) {
		if b := buildings[r.GetString("building")]; b != nil {
			b.Units = append(b.Units, &Unit{ID: r.Id, Name: r.GetString("name"), key: r.GetString("key"), sort: r.GetFloat("sort")})
		}
	}); err != nil {
		return d, err
	}
	slices.SortStableFunc(d.Estates, func(a, b *Estate) int { return order(a.sort, b.sort, a.Name, b.Name) })
	for _, e := range d.Estates {
		slices.SortStableFunc(e.Buildings, func(a, b *Building) int { return order(a.sort, b.sort, a.key, b.key) })
		for _, b := range e.Buildings {
			slices.SortStableFunc(b.Units, func(a, b *Unit) int { return order(a.sort, b.sort, a.key, b.key) })
		}
	}
	if d.Estates == nil {
		d.Estates = []*Estate{}
	}
	return d, nil
}

func each(app core.App, collection string, see func(*core.Record)) error {
	rows, err := app.FindAllRecords(collection)
	if err != nil {
		return fmt.Errorf("read %s: %w", collection, err)
	}
	for _, r := range rows {
		see(r)
	}
	return nil
}

func order(sortA, sortB float64, a, b string) int {
	return cmp.Or(cmp.Compare(sortA, sortB), cmp.Compare(leadingNumber(a), leadingNumber(b)), strings.Compare(a, b))
}

// leadingNumber is the number a key starts with; keys without one come last.
func leadingNumber(key string) int {
	end := strings.IndexFunc(key, func(r rune) bool { return r < '0' || r > '9' })
	if end < 0 {
		end = len(key)
	}
	n, err := strconv.Atoi(key[:end])
	if err != nil {
		return 1 << 30
	}
	return n
}

// Estate finds an estate by its name, an alias or, failing both, a former name.
func (d Directory) Estate(name string) *Estate {
	return byKey(d.Estates, estateKey(name), func(e *Estate) ([]string, []string) {
		return keys(estateKey, append([]string{e.Name}, e.Aliases...)), keys(estateKey, e.former)
	})
}

// Building finds a building of the estate however it is written. An alias goes
// before the rule: where the office says that 老年楼 is 5幢, it is.
func (e *Estate) Building(name string) *Building {
	key := realname.BuildingKey(name)
	for _, b := range e.Buildings {
		if slices.Contains(keys(realname.BuildingKey, b.aliases), key) {
			return b
		}
	}
	return byKey(e.Buildings, key, func(b *Building) ([]string, []string) {
		return []string{b.key}, keys(realname.BuildingKey, b.former)
	})
}

// Unit finds a unit of the building however it is written.
func (b *Building) Unit(name string) *Unit {
	return byKey(b.Units, unitKey(name), func(u *Unit) ([]string, []string) { return []string{u.key}, nil })
}

func byKey[T any](all []*T, key string, names func(*T) (now, before []string)) *T {
	var former *T
	for _, x := range all {
		now, before := names(x)
		if slices.Contains(now, key) {
			return x
		}
		if slices.Contains(before, key) {
			former = x
		}
	}
	return former
}

func keys(key func(string) string, names []string) []string {
	out := make([]string, 0, len(names))
	for _, n := range names {
		out = append(out, key(n))
	}
	return out
}

// estateKey is equal for 湖畔花园一期, 湖畔花园 1期 and 湖畔花园１期; the rule
// for buildings leaves names that are no building number as they are.
func estateKey(name string) string { return realname.BuildingKey(name) }

// unitKey never is empty for a named unit, or two such units would be one.
func unitKey(name string) string { return cmp.Or(realname.UnitKey(name), strings.TrimSpace(name)) }

// Names reads the names in a list field: aliases are plain texts, former names
// carry the day they ended.
func Names(r *core.Record, field string) []string {
	out := []string{}
	var plain []any
	if err := json.Unmarshal([]byte(r.GetString(field)), &plain); err != nil {
		return out
	}
	for _, x := range plain {
		switch x := x.(type) {
		case string:
			out = append(out, x)
		case map[string]any:
			if name, ok := x["name"].(string); ok {
				out = append(out, name)
			}
		}
	}
	return out
}
