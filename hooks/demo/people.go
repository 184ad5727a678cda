package demo

import (
	"fmt"
	"strings"

	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/people"
)

// password is every demo account's; it is printed and lies in demo.json.
const password = "hupan-2026"

var staffRows = []struct{ role, account, name, org, phone string }{
	{"clerk", "wangmin", "王敏", "湖畔社区居民委员会", "0512-62800002"},
	{"clerk", "zhouting", "周婷", "湖畔社区工作站", "0512-62800003"},
	{"steward", "shenjie", "沈洁", "湖畔社区党委", "0512-62800001"},
	{"grid_worker", "guping", "顾平", "湖畔社区居民委员会", "13900000061"},
	{"property_contact", "chenqiang", "陈强", "安居物业", "13900000071"},
	{"property_contact", "xuguoping", "徐国平", "惠民物业", "13900000072"},
	{"property_contact", "majun", "马军", "绿洲物业", "13900000073"},
	{"property_contact", "tangli", "唐丽", "万合物业", "13900000074"},
	{"committee_contact", "wuguoliang", "吴国良", "湖畔花园一期业委会", "13900000081"},
	{"committee_contact", "zhengfusheng", "郑福生", "纺机宿舍自管小组", "13900000085"},
}

// residentRows: name, phone, unit, room, and a password for those who set one.
var residentRows = []struct {
	name, phone, unit, room string
	password                bool
}{
	{"李秀英", "13900000001", "湖畔花园一期 5幢 2单元", "302", true},
	{"张建国", "13900000002", "湖畔花园一期 5幢 2单元", "501", true},
	{"刘桂兰", "13900000003", "湖畔花园一期 3幢 1单元", "102", false},
	{"陈志远", "13900000004", "星海名邸 3栋 1单元", "1703", true},
	{"杨丽华", "13900000005", "星海名邸 3栋 2单元", "1201", false},
	{"赵文斌", "13900000006", "湖畔花园二期 14幢 1单元", "401", false},
	{"孙玉梅", "13900000007", "莲香新村 7幢 2单元", "201", false},
	{"周阿大", "0512-62801234", "纺机宿舍 3号楼 2单元", "503", false},
	{"吴晓燕", "13900000009", "翡翠公馆 2栋 1单元", "902", true},
	{"徐根宝", "13900000010", "莲香新村 2幢 1单元", "601", false},
	{"朱琴", "13900000011", "湖畔花园一期 8幢 3单元", "404", false},
	{"高明", "13900000012", "湖畔花园二期 16幢 2单元", "302", false},
	{"林静", "13900000013", "星海名邸 5栋 1单元", "2201", false},
	{"郭爱珍", "13900000014", "纺机宿舍 1号楼 1单元", "402", false},
	{"马建华", "13900000015", "莲香新村 11幢 3单元", "101", false},
	{"胡晓峰", "13900000016", "翡翠公馆 4栋 2单元", "1505", false},
	{"沈阿婆", "0512-62805678", "湖畔花园一期 2幢 1单元", "101", false},
	{"梁伟", "13900000018", "星海名邸 1栋 2单元", "803", false},
	{"谢芳", "13900000019", "湖畔花园二期 12幢 1单元", "502", false},
	{"唐建军", "13900000020", "莲香新村 5幢 1单元", "302", false},
	{"许红", "13900000021", "湖畔花园一期 10幢 2单元", "203", false},
	{"邓国华", "13900000022", "翡翠公馆 1栋 1单元", "301", false},
	{"冯秋生", "13900000023", "纺机宿舍 6号楼 3单元", "601", false},
	{"蔡美玲", "13900000024", "莲香新村 9幢 2单元", "402", false},
	{"顾春兰", "13900000025", "莲香新村 11幢 1单元", "201", false},
	{"薛明华", "13900000026", "莲香新村 11幢 2单元", "303", false},
	{"钱桂珍", "13900000027", "莲香新村 10幢 1单元", "502", false},
	{"尤建平", "13900000028", "莲香新村 12幢 1单元", "102", false},
	{"范小红", "13900000029", "莲香新村 8幢 3单元", "601", false},
	{"金阿宝", "13900000030", "莲香新村 3幢 2单元", "404", false},
}

func (t *town) staff() ([]StaffLogin, map[string]*core.Record, error) {
	var logins []StaffLogin
	byAccount := map[string]*core.Record{}
	grids, err := t.app.FindRecordsByFilter("grids", "no = '01' || no = '02'", "no", 0, 0)
	if err != nil {
		return nil, nil, err
	}
	for _, s := range staffRows {
		values := map[string]any{"account": s.account, "name": s.name, "role": s.role, "org": t.orgs[s.org].Id, "phone": s.phone, "active": true, "password": password}
		if s.role == "grid_worker" {
			values["grids"] = []string{grids[0].Id, grids[1].Id}
		}
		r, err := t.save("staff", values)
		if err != nil {
			return nil, nil, err
		}
		byAccount[s.account] = r
		logins = append(logins, StaffLogin{Role: s.role, Account: s.account, Password: password, Name: s.name})
	}
	return logins, byAccount, nil
}

// watchRows is the duty roster: somebody is there at every hour, and a holiday
// has rows of its own.
var watchRows = []struct{ account, name, phone, email, days, from, to, fromDay, toDay, note string }{
	{"wangmin", "", "", "wangmin@hupan.example", "workday", "08:30", "17:30", "", "", ""},
	{"shenjie", "", "13900000062", "shenjie@hupan.example", "workday", "17:30", "08:30", "", "", "夜里打手机"},
	{"zhouting", "", "", "zhouting@hupan.example", "restday", "08:30", "17:30", "", "", ""},
	{"guping", "", "", "guping@hupan.example", "restday", "17:30", "08:30", "", "", ""},
	{"", "社区民警 丁警官", "0512-62801110", "", "workday restday", "00:00", "24:00", "", "", "电话 24 小时有人接"},
	{"shenjie", "", "13900000062", "shenjie@hupan.example", "", "08:30", "20:30", "2027-02-05", "2027-02-11", "春节带班，按街道值班安排"},
	{"wangmin", "", "13900000063", "wangmin@hupan.example", "", "20:30", "08:30", "2027-02-05", "2027-02-11", "春节夜班"},
}

func (t *town) roster(byAccount map[string]*core.Record) error {
	for _, w := range watchRows {
		values := map[string]any{"name": w.name, "phone": w.phone, "email": w.email, "days": strings.Fields(w.days), "from_time": w.from, "to_time": w.to,
			"from_day": w.fromDay, "to_day": w.toDay, "active": true, "note": w.note}
		if s := byAccount[w.account]; s != nil {
			values["staff"] = s.Id
		}
		if _, err := t.save("watches", values); err != nil {
			return fmt.Errorf("watch of %s%s: %w", w.account, w.name, err)
		}
	}
	return nil
}

func (t *town) residents() ([]ResidentLogin, map[string]*core.Record, error) {
	var logins []ResidentLogin
	byName := map[string]*core.Record{}
	for i, row := range residentRows {
		building, _, _ := cutLast(row.unit)
		estate, _, _ := cutLast(building)
		p := people.Person{Name: row.name, Phone: row.phone, Estate: t.estates[estate].Id, Building: t.buildings[building].Id, Unit: t.units[row.unit].Id, Room: row.room, ConsentVersion: "1"}
		if i%3 == 0 { // every third household is on the roster already
			if _, err := t.save("roster_entries", map[string]any{"name": row.name, "phone": row.phone, "building": p.Building, "unit": p.Unit, "room": row.room}); err != nil {
				return nil, nil, err
			}
		}
		if row.password {
			p.Password = password
			logins = append(logins, ResidentLogin{Phone: row.phone, Password: password, Name: row.name})
		}
		r, err := people.Register(t.app, p)
		if err != nil {
			return nil, nil, fmt.Errorf("resident %s: %w", row.name, err)
		}
		byName[row.name] = r
	}
	return logins, byName, nil
}

func cutLast(s string) (before, after string, ok bool) {
	i := strings.LastIndex(s, " ")
	if i < 0 {
		return s, "", false
	}
	return s[:i], s[i+1:], true
}
