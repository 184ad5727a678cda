package catalogue

import (
	"bufio"
	"fmt"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"hongguan/rules/classify"
)

// Command is `hongguan classify`: one text per line in, one tab-separated
// line each out. It opens no database and uses the catalogue the program ships.
func Command() *cobra.Command {
	return &cobra.Command{
		Use:   "classify",
		Short: "逐行判断诉求：通道、种类、类型、层面、事项、理由（从标准输入读）",
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			c := classify.New(classify.Defaults())
			out := bufio.NewWriter(os.Stdout)
			defer out.Flush()
			in := bufio.NewScanner(os.Stdin)
			in.Buffer(make([]byte, 64<<10), 1<<20)
			for in.Scan() {
				r := c.Classify(in.Text())
				fmt.Fprintln(out, strings.Join([]string{r.Lane, r.Kind, r.Category, r.Tier, r.Matter, r.Reason}, "\t"))
			}
			return in.Err()
		},
	}
}
