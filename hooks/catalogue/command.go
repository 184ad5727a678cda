package catalogue

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"runtime"
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
			return classifyLines(classify.New(classify.Defaults()), os.Stdin, os.Stdout)
		},
	}
}

// longestLine is how many bytes one text may have; the pages allow a tenth.
const longestLine = 1 << 20

// classifyLines answers line by line, in order, on all cores; what is typed by
// hand is answered at once.
func classifyLines(c *classify.Classifier, r io.Reader, w io.Writer) error {
	type asked struct {
		text   string
		answer chan string
	}
	todo, order := make(chan asked), make(chan chan string, 256)
	for range runtime.NumCPU() {
		go func() {
			for a := range todo {
				r := c.Classify(a.text)
				a.answer <- strings.Join([]string{r.Lane, r.Kind, r.Category, r.Tier, r.Matter, r.Reason}, "\t")
			}
		}()
	}
	in := bufio.NewScanner(r)
	in.Buffer(make([]byte, 64<<10), longestLine)
	go func() {
		defer close(order)
		defer close(todo)
		for in.Scan() {
			a := asked{in.Text(), make(chan string, 1)}
			order <- a.answer
			todo <- a
		}
	}()
	out := bufio.NewWriter(w)
	for answer := range order {
		fmt.Fprintln(out, <-answer)
		if len(order) == 0 {
			if err := out.Flush(); err != nil {
				return err
			}
		}
	}
	if err := out.Flush(); err != nil {
		return err
	}
	return in.Err()
}
