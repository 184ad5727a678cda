package routing

// roleWords are what residents call an organisation without knowing its name.
var roleWords = []struct {
	kind  string
	words []string
}{
	{Property, []string{"物业公司", "物业", "物管", "管理处"}},
	{OwnersCommittee, []string{"业委会", "业主委员会", "筹备组", "自管小组"}},
	{Committee, []string{"居委会", "居委", "居民委员会"}},
	{Station, []string{"工作站", "办事大厅", "服务大厅"}},
	{PartyOrg, []string{"党组织", "党支部", "党总支", "党委"}},
	{Mediation, []string{"调解委员会", "调委会"}},
	{Street, []string{"街道办"}}, // 街道 alone is mostly a road
	{Police, []string{"派出所"}},
}

// bureaus are the departments that nobody calls by the short name alone: 水务 is
// a subject, 水务局 an organisation.
var bureaus = []string{"教育", "卫健", "民政", "人社", "住建", "水务", "生态环境", "市场监管"}

// slow is what is said of an organisation that leaves its work undone. It must
// stand close behind its name: 『物业不修灯』 complains about the property company,
// 『灯坏了，请物业来修』 asks it for a repair.
var slow = []string{
	"不修", "不来", "不处理", "不解决", "不接", "没人接", "没人来", "没人修", "没来", "没修", "没反应", "没动静", "没处理", "没解决", "没回复", "没回音", "没下文",
	"打不通", "一直没", "从来没", "从来不", "就是不", "没人管", "没人理", "不管", "不理", "没结果", "没弄好", "修不好", "没修好", "没用",
	"拖着", "拖了", "拖延", "拖到", "再拖", "老拖", "拖拉",
}

// blame is what is said of it otherwise.
var blame = []string{
	"不作为", "不公示", "不公开", "不负责", "不肯", "不办", "不退", "不给", "不履行", "不通知", "不受理", "不出警", "不立案", "不闻不问", "不答复", "不开发票",
	"太差", "很差", "差劲", "差评", "真差", "这么差", "越来越差", "服务差", "质量差", "卫生差", "管理差", "服务不", "态度",
	"乱收", "多收", "涨价", "强制", "收钱", "只收", "只知道收", "就知道收", "只会", "推诿", "推来推去", "踢皮球", "敷衍",
	"失职", "坑人", "太坑", "坑业主", "黑心", "黑幕", "太黑", "贪污", "侵占", "私吞", "挪用", "霸占", "糊弄", "忽悠", "不合理", "违规", "违约", "违法",
	"睡觉", "偏心", "偏袒", "说话不算", "言而无信", "应付", "装聋作哑", "爱理不理", "磨洋工", "不像话", "搞鬼", "刁难", "报复", "偷工减料", "偷懒", "偷偷",
	"擅自", "私自", "没问过", "没征求", "没经过",
}

// acts are done by anybody: they blame an organisation only in its own clause.
var acts = []string{"骂", "打人", "威胁", "欺负", "骗"}

// bodyBlame is what is said of the community's own bodies, before whose door
// much happens that is not their doing.
var bodyBlame = []string{
	"不作为", "不公示", "不公开", "不负责", "不肯", "不办", "不给", "不受理", "不闻不问", "不答复", "太差", "差劲", "态度", "推诿", "推来推去", "踢皮球", "敷衍",
	"失职", "糊弄", "忽悠", "偏心", "偏袒", "说话不算", "言而无信", "应付", "装聋作哑", "爱理不理", "不像话", "刁难", "报复", "私吞", "挪用", "只会", "没人管事",
}

// nobody in particular: 『流浪狗在社区没人管』 complains about no body of it.
var anybody = []string{"没人管", "没人理", "没人修", "没人来"}

// complain are words that come before the one complained about.
var complain = []string{"投诉", "反映", "不满意", "曝光", "状告", "要告", "起诉"}

// discontent makes 对 such a word: 『对物业很不满意』.
var discontent = []string{"不满", "意见", "失望", "无语", "气愤", "愤怒", "投诉"}

// asking are words that make the organisation the one asked for help.
var asking = []string{"请", "叫", "让", "麻烦", "求", "希望", "通知", "联系", "告诉", "跟", "向", "找", "问", "建议", "感谢", "表扬", "谢谢", "帮", "报", "给"}

// asked are words that tell that the asking is past: 『叫了物业三次都没来』.
var (
	askedBefore = []string{"了", "过"}
	askedBehind = []string{"说了", "讲了", "说过", "讲过", "反映", "报修", "报过", "报了", "打了", "打过", "投诉", "两次", "三次", "好几次", "几次", "多次", "好多次", "几遍", "好几遍", "无数次"}
)

// things are what stands behind a name that then names no organisation: 物业费
// is a fee, 居委会门口 a place, 安居工程 a policy.
var things = []string{
	"费", "用房", "楼", "合同", "证", "门口", "旁", "边上", "对面", "后面", "前面", "附近", "隔壁", "停车场", "广场", "乐业", "工程", "政策",
}
