package templates_test

import (
	"strings"
	"testing"

	"hongguan/templates"
)

func TestResultText(t *testing.T) {
	whole := templates.ResultView{
		Community: "湖畔社区", Source: "12345", SourceNo: "SZ20261123-00071", RequestNo: "HP-20261123-0007", Matter: "楼道照明", Place: "湖畔花园一期 5幢",
		ReceivedAt: at(11, 23, 9, 12), Handler: "安居物业", SignedAt: at(11, 23, 10, 40), RepliedAt: at(11, 25, 15, 0),
		Reply: "已更换 5 幢楼道灯 3 盏，试亮正常。\n下周再查一次。", Told: "11月25日 16:00 电话", Solved: "解决了", Rating: "满意", Closed: true,
	}
	nasty := whole
	nasty.Reply, nasty.Place, nasty.Matter = tall(4000), marks+rare, formula
	tests := []struct {
		name string
		view templates.ResultView
	}{
		{"whole", whole},
		{"own", templates.ResultView{Community: "湖畔社区", RequestNo: "HP-20261123-0007", Matter: "楼道照明", ReceivedAt: at(11, 23, 9, 12), RepliedAt: at(11, 25, 15, 0), Reply: "已修好。"}},
		{"nasty", nasty},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			text := templates.ResultText(test.view)
			clean(t, "result", text)
			if strings.Contains(text, "：\n") {
				t.Error("a label without a matter")
			}
			golden(t, "result-"+test.name+".txt", []byte(text))
		})
	}
}
