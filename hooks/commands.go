package hooks

import (
	"github.com/pocketbase/pocketbase/core"
	"github.com/spf13/cobra"

	"hongguan/hooks/audit"
	"hongguan/hooks/catalogue"
	"hongguan/hooks/demo"
	"hongguan/hooks/home"
	"hongguan/hooks/imports"
	"hongguan/hooks/reports"
	"hongguan/hooks/requests"
	"hongguan/hooks/serve"
)

// Alone returns a command that opens no database, or nil.
func Alone(name string) *cobra.Command {
	switch name {
	case "classify":
		return catalogue.Command()
	}
	return nil
}

// Commands adds the commands that need the database. The result reports
// whether the one that ran has failed: PocketBase leaves it to us to say so.
func Commands(app core.App, root *cobra.Command) (failed func() bool) {
	start := func() error { return Prepare(app) }
	root.AddCommand(
		catalogue.Command(), // for the list of commands; main runs it without a database
		serve.Command(app, start),
		serve.Superuser(app, start),
		demo.Command(app, start),
		home.Command(app, start),
		imports.Command(app, start),
		reports.Command(app, start),
		requests.Command(app, start),
		audit.Command(app, start),
	)
	bad := false
	for _, c := range root.Commands() {
		report(c, &bad)
	}
	root.SilenceErrors, root.SilenceUsage = true, true
	return func() bool { return bad }
}

// report prints a command's error as one sentence and remembers it.
func report(c *cobra.Command, bad *bool) {
	if run := c.RunE; run != nil {
		c.RunE = func(cmd *cobra.Command, args []string) error {
			err := run(cmd, args)
			if err != nil {
				*bad = true
				cmd.PrintErrln(err)
			}
			return err
		}
	}
	for _, sub := range c.Commands() {
		report(sub, bad)
	}
}
