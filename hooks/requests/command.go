package requests

import (
	"github.com/pocketbase/pocketbase/core"
	"github.com/spf13/cobra"
)

// Command is `hongguan index`: it reads the words of all requests anew, should
// the search ever find less than there is. The program may run meanwhile.
func Command(app core.App, prepare func() error) *cobra.Command {
	return &cobra.Command{
		Use:   "index",
		Short: "重建诉求的查找索引（找不到明明有的诉求时用）",
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := prepare(); err != nil {
				return err
			}
			if err := Reread(app); err != nil {
				return err
			}
			n, err := ReadWords(cmd.Context(), app)
			if err != nil {
				return err
			}
			cmd.Printf("重建好了，共 %d 件诉求。\n", n)
			return nil
		},
	}
}
