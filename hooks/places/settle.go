package places

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/access"
	"hongguan/hooks/calendar"
	"hongguan/rules/realname"
	"hongguan/rules/workday"
)

// settle completes a place before it is stored: a clean name, its key, the
// name it had before. The same house under another name is refused, naming the
// one that exists, because two records of one house split its history.
func settle(e *core.RecordEvent) error {
	r := e.Record
	name := strings.Join(strings.Fields(r.GetString("name")), " ")
	r.Set("name", name)
	if name != "" { // an empty one is refused by the field itself
		var err error
		switch r.Collection().Name {
		case "estates":
			err = settleEstate(e.App, r)
		case "buildings":
			err = settleBuilding(e.App, r)
		case "units":
			err = settleUnit(e.App, r)
		}
		if err != nil {
			return err
		}
	}
	if !r.IsNew() && r.Collection().Name != "units" {
		// Read again: Original is empty for a record that was created just now.
		stored, err := e.App.FindRecordById(r.Collection(), r.Id)
		if err != nil {
			return fmt.Errorf("read %s before renaming: %w", r.Collection().Name, err)
		}
		if before := stored.GetString("name"); before != name {
			remember(r, before, calendar.Now(e.App).In(workday.Zone).Format("2006-01-02"))
		}
	}
	return e.Next()
}

func settleEstate(app core.App, r *core.Record) error {
	if err := aliases(r); err != nil {
		return err
	}
	others, err := app.FindAllRecords("estates")
	if err != nil {
		return fmt.Errorf("read estates: %w", err)
	}
	mine := keys(estateKey, append(Names(r, "aliases"), r.GetString("name")))
	for _, o := range others {
		if o.Id == r.Id {
			continue
		}
		if both := common(mine, keys(estateKey, append(Names(o, "aliases"), o.GetString("name")))); both != "" {
			return taken(fmt.Sprintf("已经有小区“%s”了，名称或别名和它相同，请直接修改那一条", o.GetString("name")))
		}
	}
	return nil
}

func settleBuilding(app core.App, r *core.Record) error {
	if err := aliases(r); err != nil {
		return err
	}
	r.Set("key", realname.BuildingKey(r.GetString("name")))
	others, err := app.FindAllRecords("buildings", hashExp("estate", r.GetString("estate")))
	if err != nil {
		return fmt.Errorf("read buildings: %w", err)
	}
	mine := append(keys(realname.BuildingKey, Names(r, "aliases")), r.GetString("key"))
	for _, o := range others {
		if o.Id == r.Id {
			continue
		}
		theirs := append(keys(realname.BuildingKey, Names(o, "aliases")), o.GetString("key"))
		if common(mine, theirs) != "" {
			estate := Label(app, r.GetString("estate"), "", "")
			return taken(fmt.Sprintf("%s已经有“%s”了，和“%s”是同一栋，请直接修改那一条", estate, o.GetString("name"), r.GetString("name")))
		}
	}
	return nil
}

func settleUnit(app core.App, r *core.Record) error {
	r.Set("key", unitKey(r.GetString("name")))
	others, err := app.FindAllRecords("units", hashExp("building", r.GetString("building")))
	if err != nil {
		return fmt.Errorf("read units: %w", err)
	}
	for _, o := range others {
		if o.Id != r.Id && o.GetString("key") == r.GetString("key") {
			building := Label(app, "", r.GetString("building"), "")
			return taken(fmt.Sprintf("%s已经有“%s”了，请不要重复添加", building, o.GetString("name")))
		}
	}
	return nil
}

func taken(sentence string) error {
	return access.RefuseFields(access.Field{Name: "name", Code: "already_there", Sentence: sentence})
}

func common(a, b []string) string {
	for _, x := range a {
		if x != "" && slices.Contains(b, x) {
			return x
		}
	}
	return ""
}

// aliases checks that the office wrote a list of names.
func aliases(r *core.Record) error {
	raw := strings.TrimSpace(r.GetString("aliases"))
	if raw == "" || raw == "null" {
		r.Set("aliases", []string{})
		return nil
	}
	var list []string
	if err := json.Unmarshal([]byte(raw), &list); err != nil {
		return access.RefuseFields(access.Field{Name: "aliases", Code: "not_a_list", Sentence: `别名请写成 ["湖花一期","老年楼"] 这样的格式`})
	}
	return nil
}

// remember adds the name a place had, so that an old print or a habit of
// decades still finds it.
func remember(r *core.Record, before, day string) {
	var list []any
	_ = json.Unmarshal([]byte(r.GetString("former_names")), &list) // what is no list is replaced by one
	r.Set("former_names", append(list, map[string]string{"name": before, "until": day}))
}
