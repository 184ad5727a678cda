package realname_test

import (
	"testing"

	"hongguan/rules/realname"
)

// same checks that all spellings of one row share a key and that no two rows do.
func same(t *testing.T, key func(string) string, rows map[string][]string) {
	t.Helper()
	for want, spellings := range rows {
		for _, raw := range spellings {
			if got := key(raw); got != want {
				t.Errorf("key of %q is %q, want %q", raw, got, want)
			}
		}
	}
}

func TestBuildingKey(t *testing.T) {
	same(t, realname.BuildingKey, map[string][]string{
		"5":    {"5幢", "5栋", "5号楼", "五号楼", "五幢", "第5幢", "05幢", "５幢", "5 幢", "5#", "5#楼", "5座", "5", "５＃楼"},
		"15":   {"15幢", "十五号楼", "15栋"},
		"10":   {"十幢", "10号楼", "一〇幢"},
		"23":   {"二十三栋", "23幢"},
		"105":  {"一百零五幢", "105栋"},
		"11-1": {"11-1幢", "11－1栋", "十一之一号楼", "11—1号楼"},
		"5甲":   {"5幢甲", "5甲幢", "五号楼甲"},
		"5乙":   {"5乙幢"},
		"甲5":   {"甲5幢"},
		"甲":    {"甲幢", "甲栋"},
		"A":    {"A座", "a栋", "Ａ座"},
		"A3":   {"A3幢", "a3栋"},
		"5号":   {"5号", "五号"}, // may be an entrance
		"5楼":   {"5楼"},       // may be a floor
		"5/商铺": {"5幢商铺", "5号楼商铺"},
		"5/车库": {"5幢车库", "5栋 车库"},
		"商铺5":  {"商铺5"},
		"车库5":  {"车库5", "车库五"},
		"地下车库": {"地下车库"},
		"门卫室":  {"门卫室"},
		"":     {"", " "},
	})
}

func TestUnitKey(t *testing.T) {
	same(t, realname.UnitKey, map[string][]string{
		"2": {"2单元", "二单元", "02单元", "第二单元", "2", "２ 单元"},
		"乙": {"乙单元", "乙"},
		"东": {"东单元"},
		"A": {"a单元", "A"},
		"":  {""},
	})
}

func TestRoomKey(t *testing.T) {
	same(t, realname.RoomKey, map[string][]string{
		"302":   {"302", "0302", "3-302", "302室", "302房", "３０２", "三〇二", "5-3-302", "5幢2单元302室", "2单元302", "3楼302", "302号"},
		"1201":  {"1201", "1201室", "2-1201"},
		"302A":  {"302A", "302a室"},
		"302-1": {"302-1"}, // a room split in two
		"12":    {"12室", "012", "12"},
		"3楼东":   {"三楼东"},
		"东户":    {"2单元东户"},
		"阁楼":    {"阁楼"},
		"车库3":   {"车库3"},
		"":      {"", " "},
	})
}
