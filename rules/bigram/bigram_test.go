package bigram

import (
	"slices"
	"strings"
	"testing"
)

func TestTerms(t *testing.T) {
	for _, c := range []struct{ text, has, lacks string }{
		{"电梯坏了", "电梯 梯坏 坏了 电 了", "电梯坏"},
		{"電梯壞了", "电梯 坏了", "電梯"},
		{"HP-20261123-0007", "hp 20261123 0007", "hp-20261123-0007"},
		{"湖畔花园一期 5栋 2单元", "一期 5 5幢 2 2单 单元", "5栋 期5"},
		{"５号楼门口", "5幢 幢门 门口", "5号"},
		{"停水了，没电", "停水 没电", "了没"},
		{"", "", "电"},
	} {
		got := Terms(c.text)
		for _, w := range strings.Fields(c.has) {
			if !slices.Contains(got, w) {
				t.Errorf("%s: lacks %s in %v", c.text, w, got)
			}
		}
		for _, w := range strings.Fields(c.lacks) {
			if slices.Contains(got, w) {
				t.Errorf("%s: has %s", c.text, w)
			}
		}
	}
}

// TestFound holds what people type into the search box against what is stored.
func TestFound(t *testing.T) {
	stored := []string{"单元门口的灯坏了三天，晚上老人进出看不见", "湖畔花园一期 5幢 2单元", "HP-20261123-0007"}
	for _, c := range []struct {
		typed string
		found bool
	}{
		{"灯坏", true}, {"门口", true}, {"灯", true}, {"老人进出", true}, {"5幢", true}, {"5栋", true}, {"5号楼", true}, {"0007", true}, {"000", true},
		{"HP-20261123-0007", true}, {"hp-20261123-0007", true}, {"20261123", true}, {"5幢 灯坏", true}, {"灯坏 5幢", true}, {"5幢灯坏", true}, {"湖畔花园", true},
		{"5幢2单元", true}, {"老人，进出", true}, {"  ", true}, {"？！", true},
		{"电梯", false}, {"15幢", false}, {"2幢", false}, {"灯坏 电梯", false}, {"HP-20261123-0008", false}, {"门灯", false}, {"5幢电梯", false}, {"0007 5", true}, {"007", false},
		{`" OR 1=1 --`, false}, {`灯坏"`, true}, {"灯坏*", true}, {"NEAR(灯坏)", false},
	} {
		q := Ask(c.typed)
		if got := q.Holds(stored...); got != c.found {
			t.Errorf("%q: found %v, want %v (%s)", c.typed, got, c.found, q.Match())
		}
		if terms := Terms(stored...); q.in(terms) != c.found {
			t.Errorf("%q: the index says otherwise: %s", c.typed, q.Match())
		}
		if q.Empty() != (q.Match() == "") {
			t.Errorf("%q: empty %v but matches %s", c.typed, q.Empty(), q.Match())
		}
	}
}

// in answers as the index does, by terms.
func (q Query) in(terms []string) bool {
	for _, t := range q.terms {
		if !slices.Contains(terms, t) {
			return false
		}
	}
	return q.open == "" || slices.ContainsFunc(terms, func(t string) bool { return strings.HasPrefix(t, q.open) })
}

func TestMatchIsOnlyQuotedWords(t *testing.T) {
	for _, typed := range []string{`a" OR "b`, "x*", "NOT 电梯", "灯:坏", "(灯)", "电梯 ^坏", strings.Repeat("电梯坏了停了响了抖了", 40)} {
		for _, w := range strings.Fields(Ask(typed).Match()) {
			if w = strings.TrimSuffix(w, "*"); len(w) < 3 || w[0] != '"' || w[len(w)-1] != '"' || strings.ContainsAny(w[1:len(w)-1], "\"*^:()") {
				t.Errorf("%q: %s", typed, w)
			}
		}
		if n := len(strings.Fields(Ask(typed).Match())); n > mostTerms+1 {
			t.Errorf("%d terms", n)
		}
	}
}

func TestRank(t *testing.T) {
	q := Ask("灯坏 5幢")
	if whole, part, none := q.Rank("灯坏了 5幢"), q.Rank("灯坏了"), q.Rank("灯又坏"); whole != 1 || part != 0.5 || none != 0 {
		t.Errorf("ranks %v %v %v", whole, part, none)
	}
}

// Alike is from where on two texts of one matter are taken to speak of one thing.
const alike = 0.12

// TestLikeness holds pairs a neighbour would call the same thing, or not.
func TestLikeness(t *testing.T) {
	for _, c := range []struct {
		a, b string
		same bool
	}{
		{"单元门口的灯坏了三天，晚上老人进出看不见", "楼道灯不亮", true},
		{"单元门口的灯坏了三天", "单元门的灯坏了", true},
		{"电梯坏了", "3栋1单元左边电梯晚上老是咯噔咯噔响，有次还停在半中间几秒钟", true},
		{"电梯又停了", "电梯停运两天了", true},
		{"垃圾桶满了没人收", "5幢后面垃圾桶满了两天没人收，苍蝇乱飞", true},
		{"垃圾没人清", "垃圾桶满了两天没人收", true},
		{"门禁刷卡没反应", "16幢2单元门禁坏了一个多星期，谁都能进来", true},
		{"楼道灯不亮了，摸黑上楼", "单元门口的灯坏了三天，晚上老人进出看不见，我住302，电话13900000001", true},
		{"停水了", "家里从早上开始停水", true},
		{"保安不认真", "垃圾桶满了", false},
		{"楼道灯不亮", "电梯坏了", false},
		{"小区里有人遛狗不牵绳", "小区物业费太贵", false},
		{"我们小区的问题请尽快处理", "我们小区门口请尽快处理", false},
		{"", "电梯坏了", false},
		{"12345", "12345", false},
	} {
		got := Read(c.a).Likeness(Read(c.b))
		if back := Read(c.b).Likeness(Read(c.a)); back != got {
			t.Errorf("%s / %s: %.2f but %.2f the other way", c.a, c.b, got, back)
		}
		if (got >= alike) != c.same {
			t.Errorf("%s / %s: %.2f", c.a, c.b, got)
		}
	}
}

func TestShared(t *testing.T) {
	for _, c := range []struct{ a, b, want string }{
		{"3栋1单元左边电梯停运了", "电梯停运两天", "电梯停运"},
		{"垃圾桶满了没人收，电梯也坏了", "电梯边上垃圾桶满了", "垃圾桶满 电梯"},
		{"楼道灯不亮", "灯坏了", ""},
	} {
		if got := strings.Join(Read(c.a).Shared(Read(c.b), 3), " "); got != c.want {
			t.Errorf("%s / %s: %q, want %q", c.a, c.b, got, c.want)
		}
	}
}

func BenchmarkLikeness(b *testing.B) {
	t := Read("单元门口的灯坏了三天，晚上老人进出看不见")
	for b.Loop() {
		t.Likeness(Read("楼道三楼到四楼之间的声控灯不亮了，晚上上下楼看不见台阶，昨天差点踩空"))
	}
}

func BenchmarkHolds(b *testing.B) {
	q := Ask("5幢 电梯")
	for b.Loop() {
		q.Holds("HP-20261123-0007", "单元门口的灯坏了三天，晚上老人进出看不见", "单元门口的灯坏了三天，晚上老人进出看不见", "湖畔花园一期 5幢 2单元")
	}
}

func BenchmarkTerms(b *testing.B) {
	for b.Loop() {
		Terms("HP-20261123-0007", "单元门口的灯坏了三天，晚上老人进出看不见", "单元门口的灯坏了三天，晚上老人进出看不见", "湖畔花园一期 5幢 2单元")
	}
}
