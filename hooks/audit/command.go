package audit

import (
	"errors"
	"fmt"

	"github.com/pocketbase/pocketbase/core"
	"github.com/spf13/cobra"
)

// Command is `hongguan audit`. It may run while the server does.
func Command(app core.App, prepare func() error) *cobra.Command {
	var head string
	verify := &cobra.Command{
		Use:     "verify",
		Short:   "核对操作日志：有没有被改过、删过；--head 用周报上印的尾号核对",
		Example: "  hongguan audit verify\n  hongguan audit verify --head 3f2a9c01b7de",
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := prepare(); err != nil {
				return err
			}
			found, err := Verify(app, head)
			if err != nil {
				return err
			}
			if found.Broken != nil {
				return errors.New(found.Sentence())
			}
			if _, err := fmt.Fprintln(cmd.OutOrStdout(), found.Sentence()); err != nil || found.At == 0 {
				return err
			}
			_, err = fmt.Fprintf(cmd.OutOrStdout(), "尾号 %s 是第 %d 条，到那时为止的记录和纸上印的一致\n", head, found.At)
			return err
		},
	}
	verify.Flags().StringVar(&head, "head", "", "周报页脚印的操作日志尾号（12 位）")
	log := &cobra.Command{Use: "audit", Short: "操作日志"}
	log.AddCommand(verify)
	return log
}
