package serve

import (
	"errors"
	"fmt"
	"strings"

	"github.com/pocketbase/pocketbase/core"
	"github.com/spf13/cobra"

	"hongguan/hooks/access"
	"hongguan/hooks/audit"
	"hongguan/rules/password"
)

// Superuser is `hongguan superuser`: what somebody before the office PC does
// when the secretary is locked out. Whoever runs it holds the data anyway; the
// log keeps that it happened.
func Superuser(app core.App, prepare func() error) *cobra.Command {
	root := &cobra.Command{Use: "superuser", Short: "书记账号：改密码、取消登录地址限制（在红管家的电脑上用）"}
	root.AddCommand(
		&cobra.Command{
			Use:   "update 邮箱 新密码",
			Short: "给书记账号换一个密码，原来的登录全部失效",
			RunE: func(cmd *cobra.Command, args []string) error {
				if len(args) != 2 {
					return errors.New("要写邮箱和新密码，例如：hongguan superuser update shuji@example.cn 新密码")
				}
				if err := prepare(); err != nil {
					return fmt.Errorf("数据库打不开：%w", err)
				}
				if err := newPassword(app, args[0], args[1]); err != nil {
					return err
				}
				cmd.Println("密码已经改好，请用新密码登录。")
				return nil
			},
		},
		&cobra.Command{
			Use:   "ips",
			Short: "取消“后台登录地址限制”，任何内网电脑都能再登录",
			Args:  cobra.NoArgs,
			RunE: func(cmd *cobra.Command, args []string) error {
				if err := prepare(); err != nil {
					return fmt.Errorf("数据库打不开：%w", err)
				}
				if err := anyAddress(app); err != nil {
					return err
				}
				cmd.Println("登录地址限制已经取消。")
				return nil
			},
		},
	)
	return root
}

func newPassword(app core.App, email, chosen string) error {
	r, err := app.FindAuthRecordByEmail(core.CollectionNameSuperusers, strings.TrimSpace(email))
	if err != nil {
		return fmt.Errorf("没有邮箱是“%s”的书记账号", email)
	}
	if w := password.Length(chosen, password.Office); w.Code != "" {
		return errors.New(w.Sentence)
	}
	return app.RunInTransaction(func(tx core.App) error {
		r.SetPassword(chosen)
		r.RefreshTokenKey()
		if err := tx.Save(r); err != nil {
			return fmt.Errorf("密码没有改成：%w", err)
		}
		return audit.Write(tx, access.Program(), audit.Entry{Action: "在电脑上重设书记密码", Collection: core.CollectionNameSuperusers, ID: r.Id})
	})
}

func anyAddress(app core.App) error {
	s, err := app.Settings().Clone()
	if err != nil {
		return err
	}
	s.SuperuserIPs = nil
	if err := app.Save(s); err != nil {
		return fmt.Errorf("登录地址限制没有取消：%w", err)
	}
	return audit.Write(app, access.Program(), audit.Entry{Action: "在电脑上取消登录地址限制", Collection: core.CollectionNameSuperusers})
}
