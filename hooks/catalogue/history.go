package catalogue

import (
	"encoding/json"
	"fmt"
	"reflect"
	"slices"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/access"
	"hongguan/hooks/calendar"
)

// changeKey is where a matter on its way to the database carries who sends it.
const changeKey = "@change"

// Change is who changes the catalogue and how, as its history tells it.
type Change struct {
	By     access.Actor
	Action string // create, update, restore, import, seed
	Note   string
}

// Save stores a matter for somebody, with a line in the history.
func Save(app core.App, matter *core.Record, change Change) error {
	carry(matter, change)
	return app.Save(matter)
}

func carry(r *core.Record, change Change) {
	r.SetRaw(changeKey, change)
	r.Hide(changeKey)
}

func carried(r *core.Record, action string) Change {
	change, ok := r.GetRaw(changeKey).(Change)
	r.SetRaw(changeKey, nil)
	if !ok {
		change.By = access.Program()
	}
	if change.Action == "" {
		change.Action = action
	}
	return change
}

// bindHistory writes a line with every change of a matter or a rule, in the
// transaction of the change: what is not in the history has not happened.
func bindHistory(app core.App) {
	access.Keep(app, "matter_history", "派单目录的历史由程序记录，不能手工增加、修改或删除")
	sender := func(e *core.RecordRequestEvent) error {
		carry(e.Record, Change{By: access.Of(e.RequestEvent)})
		return e.Next()
	}
	for _, table := range []string{"matters", "routes"} {
		app.OnRecordCreateRequest(table).BindFunc(sender)
		app.OnRecordUpdateRequest(table).BindFunc(sender)
		app.OnRecordDeleteRequest(table).BindFunc(sender)
	}
	for table, write := range map[string]func(tx core.App, r, before *core.Record, action string) error{"matters": matterLine, "routes": ruleLine} {
		app.OnRecordCreate(table).BindFunc(within(func(e *core.RecordEvent) error {
			if err := e.Next(); err != nil {
				return err
			}
			return write(e.App, e.Record, nil, "create")
		}))
		app.OnRecordUpdate(table).BindFunc(within(func(e *core.RecordEvent) error {
			before, err := e.App.FindRecordById(table, e.Record.Id)
			if err != nil {
				return err
			}
			if err := e.Next(); err != nil {
				return err
			}
			return write(e.App, e.Record, before, "update")
		}))
		app.OnRecordDelete(table).BindFunc(within(func(e *core.RecordEvent) error {
			if err := e.Next(); err != nil {
				return err
			}
			return write(e.App, e.Record, e.Record, "delete")
		}))
	}
}

// within runs a hook in one transaction with the save it belongs to.
func within(run func(e *core.RecordEvent) error) func(e *core.RecordEvent) error {
	return func(e *core.RecordEvent) error {
		outer := e.App
		defer func() { e.App = outer }()
		return outer.RunInTransaction(func(tx core.App) error {
			e.App = tx
			return run(e)
		})
	}
}

// kept are the fields of a matter that the history compares and a restore
// brings back. The code is none: it never changes once it is used.
var kept = []string{"name", "category", "tier", "handler_kind", "department", "days", "keywords", "examples", "guidance", "not_ours", "active", "sort"}

// Difference is one field of a matter before and after. Of a list it tells what
// was added and removed: a hundred keywords twice tell nobody anything.
type Difference struct {
	Field   string   `json:"field"`
	From    any      `json:"from,omitempty"`
	To      any      `json:"to,omitempty"`
	Added   []string `json:"added,omitempty"`
	Removed []string `json:"removed,omitempty"`
}

func matterLine(tx core.App, r, before *core.Record, action string) error {
	change := carried(r, action)
	if action == "delete" {
		return write(tx, r, change, "delete", nil)
	}
	if before == nil {
		return write(tx, r, change, change.Action, nil)
	}
	differences := compare(before, r)
	if len(differences) == 0 {
		return nil
	}
	// A matter older than the history: its state before the first change.
	lines, err := tx.CountRecords("matter_history", dbx.HashExp{"matter": r.Id}, dbx.NewExp("[[action]] <> 'rule'"))
	if err != nil {
		return err
	}
	if lines == 0 {
		if err := write(tx, before, Change{By: access.Program()}, "before", nil); err != nil {
			return err
		}
	}
	return write(tx, r, change, change.Action, differences)
}

func compare(before, after *core.Record) (differences []Difference) {
	was, is := snapshot(before), snapshot(after)
	for _, f := range kept {
		if reflect.DeepEqual(was[f], is[f]) {
			continue
		}
		d := Difference{Field: f, From: was[f], To: is[f]}
		if old, ok := was[f].([]string); ok {
			now := is[f].([]string)
			d = Difference{Field: f, Added: without(now, old), Removed: without(old, now)}
		}
		differences = append(differences, d)
	}
	return differences
}

func without(list, gone []string) (rest []string) {
	for _, w := range list {
		if !slices.Contains(gone, w) {
			rest = append(rest, w)
		}
	}
	return rest
}

// snapshot is a matter in full.
func snapshot(r *core.Record) map[string]any {
	all := map[string]any{}
	for _, f := range kept {
		switch f {
		case "keywords", "examples":
			all[f] = append([]string{}, list(r, f)...)
		case "days", "sort":
			all[f] = r.GetInt(f)
		case "active":
			all[f] = r.GetBool(f)
		default:
			all[f] = r.GetString(f)
		}
	}
	return all
}

// ruleLine tells of a rule in the history of its matter; of both when a rule
// moves to another.
func ruleLine(tx core.App, r, before *core.Record, action string) error {
	change := carried(r, action)
	was, is := ruleWords(tx, before), ruleWords(tx, r)
	if action == "delete" {
		is = ""
	}
	if was == is && before.GetString("matter") == r.GetString("matter") {
		return nil
	}
	if before != nil && before.GetString("matter") != r.GetString("matter") {
		if err := ruleMoved(tx, before.GetString("matter"), change, was, ""); err != nil {
			return err
		}
		was = ""
	}
	return ruleMoved(tx, r.GetString("matter"), change, was, is)
}

func ruleMoved(tx core.App, matter string, change Change, from, to string) error {
	m, err := tx.FindRecordById("matters", matter)
	if err != nil {
		return err
	}
	return write(tx, m, change, "rule", []Difference{{Field: "routes", From: from, To: to}})
}

func write(tx core.App, matter *core.Record, change Change, action string, differences []Difference) error {
	c, err := tx.FindCachedCollectionByNameOrId("matter_history")
	if err != nil {
		return err
	}
	if differences == nil {
		differences = []Difference{}
	}
	full, err := json.Marshal(snapshot(matter))
	if err != nil {
		return err
	}
	by := change.By
	label := by.Label
	if by.Kind == access.Superuser {
		label = "社区书记 " + by.Name
	}
	r := core.NewRecord(c)
	r.Load(map[string]any{
		"matter": matter.Id, "code": matter.GetString("code"), "name": matter.GetString("name"), "at": calendar.Now(tx), "action": action,
		"actor_kind": by.Kind, "actor_id": by.ID, "actor_label": label, "changes": differences, "snapshot": string(full), "note": change.Note,
	})
	if err := access.Own(tx, r); err != nil {
		return fmt.Errorf("history of matter %s: %w", matter.GetString("code"), err)
	}
	return nil
}
