package imports

import (
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// column is one thing a table may tell, by its usual header and the others
// that offices write.
type column struct {
	name   string
	others []string
	must   bool
	long   int // characters a cell may hold; 0: cellLimit
}

func columns(names ...string) []column {
	others := map[string]string{
		"姓名":    "名字 户主 户主姓名 住户姓名 居民姓名 业主 业主姓名",
		"电话":    "手机 手机号 手机号码 电话号码 联系电话 联系方式 联系手机 移动电话",
		"小区":    "小区名称 小区名 所属小区 所在小区",
		"楼栋":    "楼号 幢号 栋号 幢 栋 楼 楼幢 楼栋号 楼栋名称 幢别",
		"单元":    "单元号 单元名称",
		"室号":    "室 房号 房间号 房间 门牌号 户号 房室号",
		"备注":    "说明 备注说明",
		"网格":    "网格号 网格编号 所属网格 网格名称",
		"户数":    "总户数 住户数 住宅户数 户",
		"事项":    "事项名称 名称",
		"代码":    "事项代码",
		"类型":    "诉求类型 类别",
		"层面":    "涉及层面",
		"承办":    "承办类别 承办单位类别 谁办",
		"部门":    "职能部门",
		"时限":    "办理时限 时限工作日 工作日",
		"例句":    "例子 举例",
		"提示":    "提交前提示 居民提示",
		"不属时去处": "去处 可以打的电话",
		"在用":    "启用 是否在用",
		"单位":    "单位全称 单位名称 承办单位 承办单位名称 组织名称 名称 所在单位 工作单位 所属单位",
		"单位类别":  "类别 类型 单位类型 单位性质",
		"职能":    "职能简称 职能部门 部门",
		"服务小区":  "小区 服务的小区 负责小区 小区名称",
		"对外电话":  "单位电话 报修电话 值班电话 服务电话 电话",
		"专人":    "专人姓名 对接人 联系人 联系人姓名 负责人",
		"专人电话":  "对接人电话 联系人电话 联系电话 手机 手机号 手机号码",
		"邮箱":    "收函邮箱 电子邮箱 电子邮件 邮件 单位邮箱",
		"先审后发":  "答复审核 答复先审后发 审核答复",
		"岗位":    "职务 角色 岗位名称",
		"负责网格":  "网格 网格号 网格编号 所属网格 网格名称",
		"登录账号":  "账号 帐号 登录帐号 工号",
		"在岗":    "是否在岗 在职 是否在职",
	}
	out := make([]column, 0, len(names))
	for _, n := range names {
		name, must := strings.CutSuffix(n, "*")
		out = append(out, column{name: name, others: strings.Fields(others[name]), must: must})
	}
	return out
}

var (
	aside    = regexp.MustCompile(`[(（\[【][^)）\]】]*[)）\]】]`)
	notWords = regexp.MustCompile(`[^\p{Han}\p{L}]`)
)

// match finds the columns in a head line, however it is spelt: 『*手机号码
// （选填）』 is 电话. It returns nil when a column that must be there is not.
func match(cells []string, columns []column) (at map[int]string, unused []string) {
	at = map[int]string{}
	taken := map[string]bool{}
	for i, cell := range cells {
		header := notWords.ReplaceAllString(aside.ReplaceAllString(cell, ""), "")
		if header == "" {
			continue
		}
		found := slices.IndexFunc(columns, func(c column) bool { return c.name == header || slices.Contains(c.others, header) })
		if found < 0 || taken[columns[found].name] {
			if r := []rune(header); len(unused) < 8 {
				unused = append(unused, string(r[:min(len(r), 12)]))
			}
			continue
		}
		at[i] = columns[found].name
		taken[columns[found].name] = true
	}
	for _, c := range columns {
		if c.must && !taken[c.name] {
			return nil, nil
		}
	}
	return at, unused
}

func headline(columns []column) string {
	names := make([]string, 0, len(columns))
	for _, c := range columns {
		names = append(names, c.name)
	}
	return strings.Join(names, "、")
}

var scientific = regexp.MustCompile(`^\d+(?:\.\d+)?(?:[eE]\+?\d{1,2})?$`)

// plainNumber writes 1.3900000001E10 and 302.0 as the digits they are.
func plainNumber(cell string) string {
	if !strings.ContainsAny(cell, ".eE") || !scientific.MatchString(cell) {
		return cell
	}
	f, err := strconv.ParseFloat(cell, 64)
	if err != nil || f != math.Trunc(f) || f > 1e15 {
		return cell
	}
	return strconv.FormatFloat(f, 'f', 0, 64)
}
