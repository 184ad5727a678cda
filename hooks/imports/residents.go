package imports

import (
	"fmt"
	"regexp"
	"strings"

	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/access"
	"hongguan/hooks/people"
	"hongguan/hooks/places"
	"hongguan/rules/realname"
)

// residents is the roster: who lives where, as the office knows it. It is only
// compared with registrations; nobody gets an account by it, and nobody who is
// missing from the file is taken off it.
func residents() kind {
	return kind{
		name: "residents", title: "居民花名册", counted: "人", collection: "roster_entries",
		columns: columns("姓名*", "电话", "小区", "楼栋*", "单元", "室号", "备注"),
		plan:    planResidents,
		after: func(tx core.App) error {
			_, err := people.MatchRoster(tx)
			return err
		},
	}
}

// entry is one person of the file.
type entry struct{ name, phone, building, unit, room, note, label string }

func (x entry) key() string {
	return strings.Join([]string{x.building, x.unit, x.room, x.name}, "\x1f")
}

func planResidents(app core.App, rows []line) (*plan, error) {
	directory, err := places.Read(app)
	if err != nil {
		return nil, err
	}
	stored, err := roster(app)
	if err != nil {
		return nil, err
	}
	c, err := app.FindCachedCollectionByNameOrId("roster_entries")
	if err != nil {
		return nil, err
	}
	p := &plan{}
	seen := map[string]int{}
	for _, l := range rows {
		x, sentence := parseEntry(directory, l.cells)
		if sentence != "" {
			p.trouble(l.number, "%s", sentence)
			continue
		}
		if first, twice := seen[x.key()]; twice {
			p.trouble(l.number, "和第%d行是同一户同一个人", first)
			continue
		}
		seen[x.key()] = l.number
		v := verdict{row: l.number, cells: []string{realname.MaskName(x.name), realname.MaskPhone(x.phone), x.label, x.room}}
		r := stored[x.key()]
		switch {
		case r == nil:
			v.what = fresh
			r = core.NewRecord(c)
			r.Load(map[string]any{"name": x.name, "phone": x.phone, "building": x.building, "unit": x.unit, "room": x.room, "note": x.note})
		case differs(r, "phone", x.phone) || differs(r, "note", x.note):
			v.what = changed
		}
		p.lines = append(p.lines, v)
		if v.what != same {
			p.writes = append(p.writes, write{l.number, func(tx core.App) error {
				for field, value := range map[string]string{"phone": x.phone, "note": x.note} {
					if value != "" { // an empty cell says nothing about what is known
						r.Set(field, value)
					}
				}
				return access.Own(tx, r)
			}})
		}
	}
	return p, nil
}

func differs(r *core.Record, field, value string) bool {
	return value != "" && r.GetString(field) != value
}

// roster is what is stored, by the key of an entry. Rooms and names typed by
// hand are compared in their normal form.
func roster(app core.App) (map[string]*core.Record, error) {
	rows, err := app.FindAllRecords("roster_entries")
	if err != nil {
		return nil, fmt.Errorf("read roster: %w", err)
	}
	out := make(map[string]*core.Record, len(rows))
	for _, r := range rows {
		x := entry{name: realname.NormalizeName(r.GetString("name")), building: r.GetString("building"), unit: r.GetString("unit"), room: realname.RoomKey(r.GetString("room"))}
		out[x.key()] = r
	}
	return out, nil
}

// parseEntry reads one row; the sentence says what is wrong with it.
func parseEntry(d places.Directory, cells map[string]string) (x entry, sentence string) {
	x.name = realname.NormalizeName(cells["姓名"])
	if x.name == "" {
		return x, "没有写姓名"
	}
	estate, sentence := findEstate(d, cells["小区"])
	if sentence != "" {
		return x, sentence
	}
	if cells["楼栋"] == "" {
		return x, "没有写楼栋"
	}
	building := estate.Building(withWord(cells["楼栋"], "幢"))
	if building == nil {
		return x, fmt.Sprintf("%s没有“%s”，请先导入或添加这栋楼", estate.Name, cells["楼栋"])
	}
	x.building, x.label = building.ID, places.Words(estate.Name, building.Name)
	if name := cells["单元"]; name != "" && !none[name] {
		unit := building.Unit(name)
		if unit == nil {
			return x, fmt.Sprintf("%s%s没有“%s”单元，请先导入或添加", estate.Name, building.Name, strings.TrimSuffix(name, "单元"))
		}
		x.unit, x.label = unit.ID, places.Words(x.label, unit.Name)
	}
	x.room = realname.RoomKey(cells["室号"])
	x.note = cells["备注"]
	return x, x.phones(cells["电话"])
}

var between = regexp.MustCompile(`[/、,，;；|]|\s{2,}|或`)

// phones takes the first number; a second one goes to the note, because a
// registration is compared with one.
func (x *entry) phones(cell string) (sentence string) {
	for i, one := range between.Split(cell, -1) {
		if one = strings.TrimSpace(one); one == "" {
			continue
		}
		number, _, err := realname.Phone(one)
		if err != nil {
			return "电话：" + err.Error()
		}
		if i == 0 || x.phone == "" {
			x.phone = number
		} else if number != x.phone {
			x.note = strings.TrimSpace(x.note + " 另一电话 " + number)
		}
	}
	return ""
}

func findEstate(d places.Directory, name string) (*places.Estate, string) {
	if name == "" && len(d.Estates) == 1 {
		return d.Estates[0], ""
	}
	if name == "" {
		return nil, "没有写小区"
	}
	e := d.Estate(name)
	if e == nil {
		return nil, fmt.Sprintf("没有“%s”这个小区，请先导入或添加", name)
	}
	return e, ""
}
