package answers_test

import (
	"fmt"
	"testing"

	"hongguan/rules/answers"
)

// handbook is a small one; the office's own is tested in hooks/handbook.
var handbook = answers.New([]answers.Case{
	{ID: "card", Title: "老年人优待证怎么办？", Keywords: []string{"老年证", "优待证", "65岁 证"}, Matters: []string{"elder"}},
	{ID: "money", Title: "高龄津贴怎么申请？", Keywords: []string{"高龄津贴", "尊老金"}, Matters: []string{"elder"}},
	{ID: "water", Title: "停水了怎么办、什么时候来水？", Keywords: []string{"停水", "没水"}, Matters: []string{"water"}},
	{ID: "lift", Title: "老房子怎么加装电梯？", Keywords: []string{"加装电梯", "装电梯"}, Matters: []string{"lift_install"}},
	{ID: "waste", Title: "垃圾怎么分类？", Keywords: []string{"垃圾分类"}, Matters: []string{"garbage"}},
	{ID: "empty", Title: "", Keywords: []string{"", " "}},
})

func TestFit(t *testing.T) {
	sure := func(text, kind string, matters ...string) answers.Question {
		return answers.Question{Text: text, Kind: kind, Matters: matters, Sure: true}
	}
	for name, c := range map[string]struct {
		ask  answers.Question
		want string
	}{
		"Asks":              {sure("老年证怎么办", "consult", "elder"), "[card]"},
		"InTwoParts":        {sure("我爸满65岁了，那个证去哪里办", "consult", "elder"), "[card]"},
		"Tells":             {sure("家里停水了", "help", "water"), "[water]"},
		"TellsMuchElse":     {sure("昨天装修队来敲墙把水管挖断，赔钱的事没谈拢，楼下天花板也泡坏，这两天又停水", "help", "neighbour_leak"), "[]"},
		"Complains":         {sure("垃圾分类亭臭得要命没人管", "complaint", "garbage"), "[]"},
		"ComplainsAndAsks":  {sure("垃圾分类亭臭得要命，这到底怎么分", "complaint", "garbage"), "[waste]"},
		"Wishes":            {sure("想加装电梯", "suggestion", "lift_install"), "[lift]"},
		"OtherMatter":       {sure("停水了几天，工地赔不赔", "consult", "construction"), "[]"},
		"SameWordElsewhere": {sure("电梯坏了", "help", "lift_fault"), "[]"},
		"Unknown":           {answers.Question{Text: "直升机场在哪里", Kind: "consult"}, "[]"},
		"Nothing":           {answers.Question{}, "[]"},
		"Thanks":            {sure("谢谢帮我办老年证", "praise", "elder"), "[]"},
		"TraditionalSigns":  {sure("老年證怎麼辦", "consult", "elder"), "[card]"},
	} {
		if got := ids(handbook.Fit(c.ask, 2)); got != c.want {
			t.Errorf("%s: %s, want %s", name, got, c.want)
		}
	}
}

func TestSearch(t *testing.T) {
	for words, want := range map[string]string{"老年证": "[card]", "停水": "[water]", "电梯": "[lift]", "分类": "[waste]", "津贴": "[money]", "老年": "[card]", "直升机": "[]", "": "[]", "？": "[]"} {
		if got := ids(handbook.Search(words, 1)); got != want {
			t.Errorf("%s: %s, want %s", words, got, want)
		}
	}
	if n := len(handbook.Search("怎么", 3)); n > 3 {
		t.Errorf("%d found, asked for 3", n)
	}
}

func TestServe(t *testing.T) {
	for name, c := range map[string]struct {
		ask  answers.Question
		want string
	}{
		"ForItsMatter": {answers.Question{Text: "管子里一滴也流不出来", Kind: "help", Matters: []string{"water"}, Sure: true}, "[water]"},
		"Unsure":       {answers.Question{Text: "管子里一滴也流不出来", Kind: "help", Matters: []string{"water"}}, "[]"},
		"ByName":       {answers.Question{Text: "停水了，家里没水", Kind: "help"}, "[water]"},
		"Thanks":       {answers.Question{Text: "谢谢，水来了", Kind: "praise", Matters: []string{"water"}, Sure: true}, "[]"},
	} {
		if got := ids(handbook.Serve(c.ask, 2)); got != c.want {
			t.Errorf("%s: %s, want %s", name, got, c.want)
		}
	}
}

func ids(found []answers.Found) string {
	list := []string{}
	for _, f := range found {
		list = append(list, f.ID)
	}
	return fmt.Sprint(list)
}
