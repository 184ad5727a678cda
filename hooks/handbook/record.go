package handbook

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/access"
)

// Case is an answer made of a request that was answered.
type Case struct {
	Question, Answer, Source string
	Keywords                 []string
	Matter, Category         string // id and code
}

// Add stores a case. What belongs to a person must be gone from it before.
func Add(tx core.App, c Case) (*core.Record, error) {
	switch {
	case c.Question == "":
		return nil, access.RefuseFields(access.Field{Name: "question", Code: "question_missing", Sentence: "请写一句居民会怎么问"})
	case c.Answer == "":
		return nil, access.RefuseFields(access.Field{Name: "answer", Code: "answer_missing", Sentence: "请写怎么回答"})
	case utf8.RuneCountInString(c.Question) > 200:
		return nil, access.RefuseFields(access.Field{Name: "question", Code: "question_long", Sentence: "问题请写成一句话，不超过 200 字"})
	case utf8.RuneCountInString(c.Answer) > 2000:
		return nil, access.RefuseFields(access.Field{Name: "answer", Code: "answer_long", Sentence: "回答请控制在 2000 字以内"})
	}
	table, err := tx.FindCachedCollectionByNameOrId("faq_cases")
	if err != nil {
		return nil, err
	}
	r := core.NewRecord(table)
	r.Load(map[string]any{"question": c.Question, "answer": c.Answer, "keywords": tidy(c.Keywords), "matter": c.Matter, "category": c.Category,
		"source": c.Source, "active": true, "sort": 1000})
	if err := tx.Save(r); err != nil {
		return nil, fmt.Errorf("save case: %w", err)
	}
	return r, nil
}

// tidy are keywords without the empty and the doubled ones.
func tidy(words []string) []string {
	out := []string{}
	for _, w := range words {
		if w = strings.Join(strings.Fields(w), " "); w != "" && !slices.Contains(out, w) {
			out = append(out, w)
		}
	}
	return out
}
