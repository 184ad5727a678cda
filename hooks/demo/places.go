package demo

import (
	"fmt"

	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/access"
)

// estateRow is one estate of the fictional community.
type estateRow struct {
	name, kind          string
	year, first, last   int // numbers of the buildings
	suffix              string
	units, households   int
	property, committee string
	aliases             []string
	grids               []string
}

var estateRows = []estateRow{
	{"湖畔花园一期", "商品房", 2003, 1, 10, "幢", 3, 780, "安居物业", "湖畔花园一期业委会", []string{"湖花一期", "老湖畔"}, []string{"01", "02", "03"}},
	{"湖畔花园二期", "商品房（产证遗留问题）", 2008, 11, 18, "幢", 2, 640, "安居物业", "湖畔花园二期业委会筹备组", []string{"湖花二期"}, []string{"04", "05"}},
	{"莲香新村", "动迁小区", 2005, 1, 12, "幢", 3, 860, "惠民物业", "莲香新村业委会", []string{"莲香"}, []string{"06", "07", "08"}},
	{"星海名邸", "高层", 2015, 1, 6, "栋", 2, 720, "绿洲物业", "星海名邸业委会", []string{"星海"}, []string{"09", "10"}},
	{"翡翠公馆", "高层带商铺", 2018, 1, 5, "栋", 2, 420, "万合物业", "", []string{"翡翠"}, []string{"11"}},
	{"纺机宿舍", "老公房，无电梯", 1986, 1, 7, "号楼", 3, 180, "", "纺机宿舍自管小组", []string{"纺机厂宿舍"}, []string{"12"}},
}

// orgRow is one organisation. Mail addresses end in .example: nothing the demo
// writes can reach anybody.
type orgRow struct {
	name, kind, department, contact, phone, email string
	review                                        bool
}

var orgRows = []orgRow{
	{"湖畔社区党委", "party_org", "", "沈洁", "0512-62800001", "dangwei@hupan.example", false},
	{"湖畔社区居民委员会", "committee", "", "王敏", "0512-62800002", "juwei@hupan.example", false},
	{"湖畔社区工作站", "station", "", "周婷", "0512-62800003", "zhan@hupan.example", false},
	{"湖畔社区人民调解委员会", "mediation", "", "陆建明", "0512-62800004", "tiaojie@hupan.example", false},
	{"安居物业", "property", "", "陈强", "13900000071", "anju@wuye.example", true},
	{"惠民物业", "property", "", "徐国平", "13900000072", "huimin@wuye.example", true},
	{"绿洲物业", "property", "", "马军", "13900000073", "lvzhou@wuye.example", true},
	{"万合物业", "property", "", "唐丽", "13900000074", "wanhe@wuye.example", true},
	{"星湖城市服务公司", "property", "", "何伟", "13900000075", "xinghu@wuye.example", true},
	{"湖畔花园一期业委会", "owners_committee", "", "吴国良", "13900000081", "", true},
	{"湖畔花园二期业委会筹备组", "owners_committee", "", "杨静", "13900000082", "", true},
	{"莲香新村业委会", "owners_committee", "", "钱根林", "13900000083", "", true},
	{"星海名邸业委会", "owners_committee", "", "潘磊", "13900000084", "", true},
	{"纺机宿舍自管小组", "owners_committee", "", "郑福生", "13900000085", "", true},
	{"星湖街道社会工作办公室", "street", "", "孙科长", "0512-62810001", "shegong@xinghu.example", false},
	{"区党工委组织部", "org_dept", "", "李处长", "0512-66600001", "zuzhibu@qu.example", false},
	{"区党政办公室", "department", "党政办", "", "0512-66600002", "dangzheng@qu.example", false},
	{"区纪工委", "department", "纪工委", "", "0512-66600003", "jiwei@qu.example", false},
	{"区民政局", "department", "民政", "", "0512-66600004", "minzheng@qu.example", false},
	{"区人社局（劳动监察）", "department", "人社", "", "0512-66600005", "renshe@qu.example", false},
	{"区住建局", "department", "住建", "", "0512-66600006", "zhujian@qu.example", false},
	{"区城市管理局（综合执法）", "department", "城管", "", "0512-66600007", "chengguan@qu.example", false},
	{"区市场监管局", "department", "市场监管", "", "0512-66600008", "shijian@qu.example", false},
	{"区教育局", "department", "教育", "", "0512-66600009", "jiaoyu@qu.example", false},
	{"区卫健委", "department", "卫健", "", "0512-66600010", "weijian@qu.example", false},
	{"区生态环境局", "department", "生态环境", "", "0512-66600011", "huanbao@qu.example", false},
	{"区水务局", "department", "水务", "", "0512-66600012", "shuiwu@qu.example", false},
	{"星湖派出所", "police", "派出所", "", "0512-66600013", "paichusuo@qu.example", false},
	{"星湖消防救援站", "department", "消防救援站", "", "0512-66600014", "xiaofang@qu.example", false},
	{"交警二中队", "department", "交警", "", "0512-66600015", "jiaojing@qu.example", false},
	{"燃气公司", "department", "燃气公司", "", "0512-66600016", "ranqi@qu.example", false},
	{"供电公司", "department", "供电公司", "", "0512-66600017", "gongdian@qu.example", false},
	{"自来水公司", "department", "自来水公司", "", "0512-66600018", "shui@qu.example", false},
	{"星湖司法所", "department", "司法所", "", "0512-66600019", "sifa@qu.example", false},
	{"区住建局党委", "party_org", "", "赵主任", "0512-66600020", "zhujian-dw@qu.example", false},
}

// public is the number residents may call: a company's desk, not its
// contact's own mobile.
func (o orgRow) public() string {
	if o.kind == "property" {
		return "0512-628100" + o.phone[len(o.phone)-2:]
	}
	if o.phone[0] == '0' {
		return o.phone
	}
	return ""
}

// town builds places and organisations and returns them by name.
type town struct {
	app  core.App
	orgs map[string]*core.Record
	// buildings by "湖畔花园一期 5幢", units by "湖畔花园一期 5幢 2单元"
	buildings, units, estates map[string]*core.Record
}

func (t *town) save(table string, values map[string]any) (*core.Record, error) {
	c, err := t.app.FindCachedCollectionByNameOrId(table)
	if err != nil {
		return nil, err
	}
	r := core.NewRecord(c)
	r.Load(values)
	if err := access.Own(t.app, r); err != nil {
		return nil, fmt.Errorf("%s %v: %w", table, values["name"], err)
	}
	return r, nil
}

func build(app core.App) (*town, error) {
	t := &town{app: app, orgs: map[string]*core.Record{}, buildings: map[string]*core.Record{}, units: map[string]*core.Record{}, estates: map[string]*core.Record{}}
	for i, o := range orgRows {
		r, err := t.save("orgs", map[string]any{"name": o.name, "kind": o.kind, "department": o.department, "contact_name": o.contact,
			"contact_phone": o.phone, "email": o.email, "phone": o.public(), "reply_review": o.review, "active": true, "pass_code": fmt.Sprint(2601 + i*7)})
		if err != nil {
			return nil, err
		}
		t.orgs[o.name] = r
	}
	for i, e := range estateRows {
		if err := t.estate(i, e); err != nil {
			return nil, err
		}
	}
	return t, nil
}

func (t *town) estate(i int, e estateRow) error {
	id := func(name string) string {
		if o := t.orgs[name]; o != nil {
			return o.Id
		}
		return ""
	}
	estate, err := t.save("estates", map[string]any{"name": e.name, "aliases": e.aliases, "kind": e.kind, "built_year": e.year, "households": e.households,
		"property": id(e.property), "committee": id(e.committee), "sort": i})
	if err != nil {
		return err
	}
	t.estates[e.name] = estate
	for _, org := range []string{e.property, e.committee} {
		if o := t.orgs[org]; o != nil {
			o.Set("estates+", estate.Id)
			if err := t.app.Save(o); err != nil {
				return err
			}
		}
	}
	var grids []*core.Record
	for _, no := range e.grids {
		g, err := t.save("grids", map[string]any{"no": no, "name": e.name + no + "网格", "estate": estate.Id})
		if err != nil {
			return err
		}
		grids = append(grids, g)
	}
	for n := e.first; n <= e.last; n++ {
		name := fmt.Sprintf("%d%s", n, e.suffix)
		b, err := t.save("buildings", map[string]any{"estate": estate.Id, "name": name, "sort": n, "grid": grids[(n-e.first)*len(grids)/(e.last-e.first+1)].Id,
			"households": e.households / (e.last - e.first + 1)})
		if err != nil {
			return err
		}
		t.buildings[e.name+" "+name] = b
		for u := 1; u <= e.units; u++ {
			unit := fmt.Sprintf("%d单元", u)
			r, err := t.save("units", map[string]any{"building": b.Id, "name": unit, "sort": u})
			if err != nil {
				return err
			}
			t.units[e.name+" "+name+" "+unit] = r
		}
	}
	return nil
}
