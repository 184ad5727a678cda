package imports

import (
	"cmp"
	"fmt"
	"strconv"
	"strings"

	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/access"
	"hongguan/hooks/places"
)

// houses is the list of houses: one row per unit, or per building without any.
func houses() kind {
	return kind{
		name: "places", title: "房屋", counted: "行", collection: "buildings",
		columns: columns("小区*", "楼栋*", "单元", "网格", "户数"),
		plan:    planHouses,
	}
}

// town is the directory as it grows while the rows are read. What is new has
// no id yet; saving fills it in, so the writes must run in order.
type town struct {
	plan      *plan
	directory places.Directory
	grids     map[string]*grid
	buildings map[*places.Building]*building
}

type grid struct{ id, no, estate string }

// building is what the rows say about one house beside its name.
type building struct {
	record     *core.Record // nil while it is new
	row        int          // the first that names it
	line       int          // its place in plan.lines
	grid       *grid
	households int
	counted    bool
}

func planHouses(app core.App, rows []line) (*plan, error) {
	t := &town{plan: &plan{}, grids: map[string]*grid{}, buildings: map[*places.Building]*building{}}
	if err := t.load(app); err != nil {
		return nil, err
	}
	for _, l := range rows {
		t.row(l)
	}
	t.finish()
	return t.plan, nil
}

func (t *town) load(app core.App) (err error) {
	if t.directory, err = places.Read(app); err != nil {
		return err
	}
	records, err := app.FindAllRecords("buildings")
	if err != nil {
		return fmt.Errorf("read buildings: %w", err)
	}
	byID := map[string]*core.Record{}
	for _, r := range records {
		byID[r.Id] = r
	}
	for _, e := range t.directory.Estates {
		for _, b := range e.Buildings {
			t.buildings[b] = &building{record: byID[b.ID]}
		}
	}
	grids, err := app.FindAllRecords("grids")
	if err != nil {
		return fmt.Errorf("read grids: %w", err)
	}
	for _, r := range grids {
		no := gridNo(r.GetString("no"))
		t.grids[no] = &grid{id: r.Id, no: no}
	}
	return nil
}

// row takes one row: it names a house, its units, its grid and how many
// households the row stands for.
func (t *town) row(l line) {
	units, sentence := unitNames(l.cells["单元"])
	households, err := strconv.Atoi(strings.TrimSuffix(cmp.Or(l.cells["户数"], "0"), "户"))
	switch {
	case l.cells["小区"] == "":
		t.plan.trouble(l.number, "没有写小区")
		return
	case l.cells["楼栋"] == "" && l.cells["单元"] != "":
		t.plan.trouble(l.number, "写了单元，没有写楼栋")
		return
	case sentence != "":
		t.plan.trouble(l.number, "%s", sentence)
		return
	case err != nil || households < 0 || households > 100000:
		t.plan.trouble(l.number, "户数请写数字")
		return
	}
	no := gridNo(l.cells["网格"])
	if none[no] {
		no = ""
	}
	e := t.directory.Estate(l.cells["小区"])
	if before := t.gridOf(e, l.cells["楼栋"]); no != "" && before != nil && before.no != no {
		t.plan.trouble(l.number, "同一栋楼前面写的是%s网格，一栋楼只能归一个网格", before.no)
		return
	}
	v := verdict{row: l.number, what: same}
	if e == nil {
		e = t.directory.AddEstate(l.cells["小区"])
		v.what = fresh
		t.create(l.number, "estates", &e.ID, func() map[string]any { return map[string]any{"name": e.Name} })
	}
	label := e.Name
	if name := l.cells["楼栋"]; name != "" {
		b := e.Building(withWord(name, "幢"))
		if b == nil {
			b = e.AddBuilding(withWord(name, "幢"))
			t.buildings[b] = &building{}
			v.what = fresh
			t.create(l.number, "buildings", &b.ID, func() map[string]any { return map[string]any{"name": b.Name, "estate": e.ID} })
		}
		for _, name := range units {
			if b.Unit(name) == nil {
				u := b.AddUnit(name)
				v.what = fresh
				t.create(l.number, "units", &u.ID, func() map[string]any { return map[string]any{"name": u.Name, "building": b.ID} })
			}
		}
		label = places.Words(e.Name, b.Name, strings.Join(units, " "))
		about := t.buildings[b]
		if about.row == 0 {
			about.row, about.line = l.number, len(t.plan.lines)
		}
		if l.cells["户数"] != "" {
			about.households += households
			about.counted = true
		}
		if no != "" {
			about.grid = t.grid(l.number, no, e)
		}
	}
	v.cells = []string{label, l.cells["网格"], l.cells["户数"]}
	t.plan.lines = append(t.plan.lines, v)
}

// gridOf is the grid that an earlier row gave the house.
func (t *town) gridOf(e *places.Estate, name string) *grid {
	if e == nil || name == "" {
		return nil
	}
	if b := e.Building(withWord(name, "幢")); b != nil {
		return t.buildings[b].grid
	}
	return nil
}

// grid finds a grid by its number or makes it.
func (t *town) grid(row int, no string, e *places.Estate) *grid {
	if g := t.grids[no]; g != nil {
		return g
	}
	g := &grid{no: no}
	t.grids[no] = g
	t.create(row, "grids", &g.id, func() map[string]any { return map[string]any{"no": no, "estate": e.ID} })
	return g
}

// finish settles what only all rows of a house together say.
func (t *town) finish() {
	for _, e := range t.directory.Estates {
		for _, b := range e.Buildings {
			about := t.buildings[b]
			if about.row == 0 || !about.moved() {
				continue
			}
			if v := &t.plan.lines[about.line]; v.what == same {
				v.what = changed
			}
			t.plan.writes = append(t.plan.writes, write{about.row, func(tx core.App) error {
				r, err := tx.FindRecordById("buildings", b.ID)
				if err != nil {
					return err
				}
				if about.grid != nil {
					r.Set("grid", about.grid.id)
				}
				if about.counted {
					r.Set("households", about.households)
				}
				return access.Own(tx, r)
			}})
		}
	}
}

// moved reports whether the rows change the house's grid or households.
func (b *building) moved() bool {
	if b.record == nil {
		return b.grid != nil || b.counted
	}
	return b.grid != nil && (b.grid.id == "" || b.record.GetString("grid") != b.grid.id) || b.counted && b.record.GetInt("households") != b.households
}

func (t *town) create(row int, collection string, id *string, values func() map[string]any) {
	t.plan.writes = append(t.plan.writes, write{row, func(tx core.App) error {
		c, err := tx.FindCachedCollectionByNameOrId(collection)
		if err != nil {
			return err
		}
		r := core.NewRecord(c)
		r.Load(values())
		if err := access.Own(tx, r); err != nil {
			return err
		}
		*id = r.Id
		return nil
	}})
}
