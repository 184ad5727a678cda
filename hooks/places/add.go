package places

import "hongguan/rules/realname"

// AddEstate puts an estate that is about to be saved into the directory, so
// that the next line of a list already finds it. Its ID stays empty until then.
func (d *Directory) AddEstate(name string) *Estate {
	e := &Estate{Name: name}
	d.Estates = append(d.Estates, e)
	return e
}

// AddBuilding puts a building that is about to be saved into its estate.
func (e *Estate) AddBuilding(name string) *Building {
	b := &Building{Name: name, key: realname.BuildingKey(name)}
	e.Buildings = append(e.Buildings, b)
	return b
}

// AddUnit puts a unit that is about to be saved into its building.
func (b *Building) AddUnit(name string) *Unit {
	u := &Unit{Name: name, key: unitKey(name)}
	b.Units = append(b.Units, u)
	return u
}
