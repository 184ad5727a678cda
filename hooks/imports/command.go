package imports

import (
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/router"
	"github.com/spf13/cobra"

	"hongguan/hooks/access"
)

// Command is `hongguan import residents|places|orgs|staff FILE.xlsx [--apply]`. prepare
// brings the tables up to date before anything is compared with them.
func Command(app core.App, prepare func() error) *cobra.Command {
	root := &cobra.Command{Use: "import", Short: "从 .xlsx 表格导入居民花名册、房屋、承办单位、工作人员或派单目录（默认只试算，--apply 才写入）"}
	for _, k := range []kind{houses(), orgs(), staff(), residents(), matters()} {
		var apply bool
		cmd := &cobra.Command{
			Use:   k.name + " FILE.xlsx",
			Short: "导入" + k.title + "，表头：" + headline(k.columns),
			Args:  cobra.ExactArgs(1),
			RunE: func(cmd *cobra.Command, args []string) error {
				file, err := open(args[0])
				if err != nil {
					return err
				}
				if err := prepare(); err != nil {
					return fmt.Errorf("数据库打不开：%w", err)
				}
				result, err := Run(app, access.Program(), k.name, file, apply)
				var refused *router.ApiError
				if errors.As(err, &refused) {
					return errors.New(refused.Message)
				}
				if err != nil {
					return err
				}
				result.print(cmd.OutOrStdout())
				return nil
			},
		}
		cmd.Flags().BoolVar(&apply, "apply", false, "写入；不加这个只显示会改什么")
		root.AddCommand(cmd)
	}
	return root
}

func open(name string) ([]byte, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, fmt.Errorf("文件打不开：%w", err)
	}
	defer f.Close()
	return io.ReadAll(io.LimitReader(f, fileLimit+1))
}

func (r *Result) print(w io.Writer) {
	for _, cells := range r.Preview {
		fmt.Fprintln(w, strings.Join(cells, "  "))
	}
	if more := r.New + r.Changed - len(r.Preview); more > 0 {
		fmt.Fprintf(w, "……还有%d行\n", more)
	}
	for _, t := range r.Errors {
		fmt.Fprintf(w, "第%d行：%s\n", t.Row, t.Message)
	}
	fmt.Fprintln(w, r.Sentence)
	if len(r.Slips) > 0 {
		fmt.Fprintln(w, "新账号的首次密码只显示这一次，请抄给本人：")
	}
	for _, s := range r.Slips {
		fmt.Fprintf(w, "%s  账号 %s  首次密码 %s\n", s.Name, s.Account, s.Password)
	}
}
