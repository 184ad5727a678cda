package handbook

import (
	_ "embed"
	"fmt"
	"strings"

	"github.com/pocketbase/pocketbase/core"
)

//go:embed cases.tsv
var shipped string

// Line is one answer as this program ships it.
type Line struct {
	Question, Answer, Matter string
	Keywords                 []string
	Pinned                   bool
}

// Shipped are the answers of a new handbook.
func Shipped() []Line {
	var lines []Line
	for row := range strings.SplitSeq(shipped, "\n") {
		if row == "" || row[0] == '#' {
			continue
		}
		f := append(strings.Split(row, "\t"), "", "", "", "") // editors cut trailing tabs
		lines = append(lines, Line{Question: f[0], Answer: f[1], Keywords: strings.Split(f[2], "、"), Matter: f[3], Pinned: f[4] == "1"})
	}
	return lines
}

// Seed fills an empty handbook with the answers this program ships. The
// catalogue must be there: each answer belongs to one of its matters.
func Seed(app core.App) error {
	n, err := app.CountRecords("faq_cases")
	if err != nil || n > 0 {
		return err
	}
	c, err := app.FindCollectionByNameOrId("faq_cases")
	if err != nil {
		return err
	}
	rows, err := app.FindAllRecords("matters")
	if err != nil {
		return err
	}
	byCode := map[string]*core.Record{}
	for _, m := range rows {
		byCode[m.GetString("code")] = m
	}
	return app.RunInTransaction(func(tx core.App) error {
		for i, l := range Shipped() {
			r := core.NewRecord(c)
			r.Load(map[string]any{"question": l.Question, "answer": l.Answer, "keywords": l.Keywords, "pinned": l.Pinned, "active": true, "sort": (i + 1) * 10, "source": "随程序带来，请按本地规定修改"})
			if m := byCode[l.Matter]; m != nil {
				r.Set("matter", m.Id)
				r.Set("category", m.GetString("category"))
			}
			if err := tx.Save(r); err != nil {
				return fmt.Errorf("seed answer %s: %w", l.Question, err)
			}
		}
		return nil
	})
}
