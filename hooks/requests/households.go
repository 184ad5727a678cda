package requests

import (
	"cmp"
	"fmt"
	"strings"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/access"
	"hongguan/hooks/settings"
	"hongguan/rules/lifecycle"
	"hongguan/rules/neighbours"
)

// homes are the households behind requests: their own and those of all who
// joined or were merged. Two of one room are one household; who left no room
// is one by herself.
func homes(app core.App, requests ...string) (map[string][]string, error) {
	of := map[string][]string{}
	if len(requests) == 0 {
		return of, nil
	}
	ids := toAny(requests)
	for _, root := range []string{"id", "merged_into"} {
		var rows []struct {
			Root     string `db:"root"`
			ID       string `db:"id"`
			Building string `db:"building"`
			Unit     string `db:"unit"`
			Room     string `db:"room"`
			Resident string `db:"resident"`
		}
		q := app.DB().Select(root+" AS root", "id", "building", "unit", "room", "resident").From("requests").Where(dbx.In(root, ids...))
		if root == "merged_into" {
			q.AndWhere(dbx.NewExp("[[merged_into]] != '' AND [[status]] != 'withdrawn'")) // the first half lets SQLite use the index
		}
		if err := q.All(&rows); err != nil {
			return nil, fmt.Errorf("households of requests: %w", err)
		}
		for _, r := range rows {
			home := r.Resident
			switch {
			case r.Room != "":
				home = strings.Join([]string{r.Building, r.Unit, r.Room}, " ")
			case home == "":
				home = r.ID
			}
			of[r.Root] = append(of[r.Root], home)
		}
	}
	return of, nil
}

// distinct counts the households of some requests together.
func distinct(of map[string][]string, requests ...string) int {
	all := map[string]bool{}
	for _, r := range requests {
		for _, home := range of[r] {
			all[home] = true
		}
	}
	return len(all)
}

// Households counts those who reported the same trouble under one request.
func Households(app core.App, request string) (int, error) {
	of, err := homes(app, request)
	return distinct(of, request), err
}

// householdsKey is where a list keeps the count of each of its requests.
const householdsKey = "@households"

// bringHouseholds counts for a whole list at once.
func bringHouseholds(app core.App, list []*core.Record) error {
	ids := make([]string, len(list))
	for i, r := range list {
		ids[i] = r.Id
	}
	of, err := homes(app, ids...)
	if err != nil {
		return err
	}
	for _, r := range list {
		r.SetRaw(householdsKey, distinct(of, r.Id))
		r.Hide(householdsKey)
	}
	return nil
}

func households(app core.App, req *core.Record) int {
	if n, ok := req.GetRaw(householdsKey).(int); ok {
		return n
	}
	n, err := Households(app, req.Id)
	if err != nil {
		app.Logger().Error("count households", "id", req.Id, "error", err)
	}
	return n
}

// suggestRaise looks, after somebody joined or was merged, whether so many
// households share the trouble that it should go up. The program only marks
// the request and says so: an accepted request of the highest tier travels
// with the next Friday report, and what goes there a person must have decided,
// with what was done before, by the verb escalate.
func (s *step) suggestRaise() error {
	if s.in.quiet || s.verb.Name != "join" && s.verb.Name != "merge" {
		return nil
	}
	root := s.req.Id
	if s.verb.Name == "merge" { // or it stayed, and took others in
		root = cmp.Or(s.req.GetString("merged_into"), root)
	}
	req, err := s.tx.FindRecordById("requests", root)
	if err != nil {
		return err
	}
	if req.GetBool("raise_suggested") || req.GetString("tier") == "complex" || req.GetString("lane") == "emergency" || !lifecycle.Status(req.GetString("status")).Open() {
		return nil
	}
	n, err := Households(s.tx, root)
	if err != nil || n < settings.Of(s.tx).ManyHouseholds() {
		return err
	}
	_, err = apply(s.tx, access.Program(), root, "raise", Input{Values: map[string]any{"households": n}})
	return err
}

func (s *step) raise() {
	n := s.in.Int("households")
	s.req.Set("raise_suggested", true)
	s.ev.Sentence = neighbours.Many(n)
	s.ev.Data = map[string]any{"households": n}
}
