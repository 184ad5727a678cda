package e2e

import (
	"regexp"
	"testing"
)

// TestPlates: a clerk and the secretary make plates for the doors of a
// stairwell; who scans the one at her door has said where she lives.
func TestPlates(t *testing.T) {
	byLot(t)
	wang := newPerson(t, "clerk", pc)
	wang.logsIn("wangmin")
	wang.press("海报")
	wang.press("做门牌贴")
	wang.sees("哪个小区")
	wang.chooses("哪个小区", "湖畔花园一期")
	wang.sees("哪幢楼")
	wang.chooses("哪幢楼", "5幢")
	wang.sees("哪个单元")
	wang.chooses("哪个单元", "2单元")
	wang.fills("有哪些室", "204-201")
	wang.press("生成门牌码")
	wang.sees("从小到大")
	wang.refused()
	wang.fills("有哪些室", "101-104 201-204、301室")
	wang.press("生成门牌码")
	wang.sees("共9户", "1 张 A4 标签纸")
	wang.picture("made")
	wang.press("打开打印页")
	wang.sees("门牌贴（共 1 张纸）", "湖畔花园一期 5幢 2单元", "101室", "301室", "只能在办公室里试用")
	wang.picture("plates")
	link := wang.scans()
	if !regexp.MustCompile(`/s/[A-Z0-9]{6}$`).MatchString(link) {
		t.Fatalf("a plate says %q", link)
	}
	p := newPerson(t, "resident", oldPhone)
	p.open(link)
	p.sees("已按您扫的码填好", stairs)

	shuji := newPerson(t, "secretary", pc)
	shuji.logsInAsSecretary()
	shuji.press("海报")
	shuji.press("门牌贴")
	shuji.sees("有哪些室")
	shuji.chooses("哪个单元", "湖畔花园一期 5幢 2单元")
	shuji.fills("有哪些室", "101-102")
	shuji.picture("door-plates")
	paper := shuji.opensTab("做门牌并打印", "/print.html#plates/")
	paper.sees("门牌贴（共 1 张纸）", "102室")
}
