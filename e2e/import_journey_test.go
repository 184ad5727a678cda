package e2e

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

// TestImportsStaff: the secretary brings in the list of a handling
// organisation and of three colleagues with three faults, mends it, and hands
// out the slips; one of the colleagues logs in with hers.
func TestImportsStaff(t *testing.T) {
	byLot(t)
	boss := newPerson(t, "import", pc)
	boss.entersOffice()
	boss.press("设置")
	boss.press("导入")
	boss.sees("承办单位", "工作人员", "首次密码只显示一次")

	orgs := workbook(t, []any{"单位", "单位类别", "服务小区", "专人", "专人电话"}, []any{"新安物业", "物业", "湖畔花园一期", "严强", "13912345671"})
	boss.attaches("选择文件…", orgs, "一行一家单位")
	boss.sees("共1行：新增1家", "新安物业", "单位类别：物业；服务小区：湖畔花园一期；专人：严**；专人电话：139****5671", "还没有写入")
	boss.press("确认导入", "一行一家单位")
	boss.sees("已导入。共1行：新增1家")

	head := []any{"姓名", "电话", "岗位", "单位", "负责网格", "登录账号"}
	wrong := workbook(t, head, []any{"郁小平", "1391234567", "网格员", "", "01"}, []any{"严强", "13912345671", "物业专人", "新安", "", "2026017"}, []any{"沈小红", "13912345673", "书记"})
	boss.attaches("选择文件…", wrong, "一行一个人")
	boss.sees("3行有问题不导入", "第 2 行：电话：手机号应为11位数字，现在是10位", "第 3 行：没有“新安”这个单位", "第 4 行：岗位“书记”没有这种，请写：网格员")
	boss.pauses()
	boss.picture("faults")
	mended := workbook(t, head, []any{"郁小平", "13912345672", "网格员", "", "01"}, []any{"严强", "13912345671", "物业专人", "新安物业", "", "2026017"}, []any{"沈小红", "13912345673", "社区工作者"})
	boss.attaches("选择文件…", mended, "一行一个人")
	boss.sees("共3行：新增3人，修改0人", "用手机号登录", "负责网格：01")
	boss.misses("有问题不导入")
	boss.pauses()
	boss.picture("mended")
	boss.press("确认导入", "一行一个人")
	boss.sees("已导入。共3行：新增3人", "哪里都不存", "打印密码条", "2026017")
	boss.pauses()
	boss.picture("slips")
	boss.readsChinese()
	password := ask[string](boss, "Array.from(document.querySelectorAll('.hg-slips tbody tr')).find((tr) => tr.innerText.includes('沈小红')).querySelector('.hg-secret').innerText")
	if len(password) != 10 {
		t.Fatalf("the slip shows %q", password)
	}
	boss.look(oldPhone)
	boss.pauses()
	boss.picture("slips-phone")
	if wide := ask[float64](boss, "document.scrollingElement.scrollWidth - innerWidth"); wide > 0 {
		t.Errorf("on a phone the page is %v px too wide", wide)
	}
	boss.look(pc)

	// The page does not keep them, and the same sheet changes nothing.
	boss.open("/_/#/import")
	boss.sees("承办单位")
	boss.attaches("选择文件…", mended, "一行一个人")
	boss.sees("新增0人，修改0人，不变3人")
	if boss.says(password) {
		t.Error("the first password is still on the page")
	}

	shen := newPerson(t, "import-new", phone)
	shen.open("/desk.html")
	shen.fills("账号", "13912345673")
	shen.fills("密码", password)
	shen.press("登录")
	shen.sees("先改个密码")
	shen.fills("新密码", "yu-hou-xin-cha")
	shen.fills("新密码再写一遍", "yu-hou-xin-cha")
	shen.press("改密码")
	shen.press("开始办事")
	shen.sees("待分派")

	boss.press("设置")
	boss.press("操作日志")
	boss.sees("导入工作人员", "新增3，修改0", "导入承办单位")
	if log := ask[string](boss, "Array.from(document.querySelectorAll('.hg-log tbody tr')).filter((tr) => tr.innerText.includes('导入')).map((tr) => tr.innerText).join()"); strings.Contains(log, "沈小红") || strings.Contains(log, "13912345673") {
		t.Errorf("the log names who was brought in: %s", log)
	}
}

// workbook writes rows as an office keeps them and returns the file's path.
func workbook(t *testing.T, rows ...[]any) string {
	t.Helper()
	book := excelize.NewFile()
	defer book.Close()
	for i, row := range rows {
		if err := book.SetSheetRow("Sheet1", fmt.Sprintf("A%d", i+1), &row); err != nil {
			t.Fatal(err)
		}
	}
	path := filepath.Join(t.TempDir(), "名单.xlsx")
	if err := book.SaveAs(path); err != nil {
		t.Fatal(err)
	}
	return path
}
