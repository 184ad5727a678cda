// Hongguan 红管家 is one neighbourhood office's program: residents ask by
// scanning a poster, staff handle, hard matters are reported upward every
// Friday, and everybody gets an answer.
package main

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	_ "time/tzdata" // the office PC may have no time zone data

	"github.com/pocketbase/pocketbase"
	"github.com/pocketbase/pocketbase/tools/osutils"
	"github.com/spf13/cobra"

	"hongguan/hooks"
)

func main() {
	cobra.MousetrapHelpText = "" // a double click on Windows starts the program instead of a notice
	name := command(os.Args[1:])
	if name == "" && !slices.ContainsFunc(os.Args, isHelp) {
		name = "serve"
		os.Args = slices.Insert(os.Args, 1, name)
	}
	if cmd := hooks.Alone(name); cmd != nil { // needs no data, must not create any
		cmd.SetArgs(slices.DeleteFunc(slices.Clone(os.Args[1:]), func(a string) bool { return a == name }))
		exit(cmd.Execute())
		return
	}
	dir, err := dataDir(name)
	exit(err)
	app := pocketbase.NewWithConfig(pocketbase.Config{
		DefaultDataDir:  dir,
		HideStartBanner: true,
		DBConnect:       hooks.Connect,
	})
	app.RootCmd.Use, app.RootCmd.Short = "hongguan", "红管家：社区民意诉求办理"
	hooks.Bind(app, hooks.Config{Maintenance: slices.Contains(os.Args, "--maintenance")})
	failed := hooks.Commands(app, app.RootCmd)
	if _, _, err := app.RootCmd.Find(os.Args[1:]); err != nil {
		exit(fmt.Errorf("没有“%s”这个命令，hongguan --help 列出全部命令", name))
	}
	exit(app.Execute())
	if failed() {
		os.Exit(1)
	}
}

func isHelp(arg string) bool {
	return arg == "-h" || arg == "--help" || arg == "-v" || arg == "--version"
}

// command is the first word that is neither a flag nor a flag's value.
func command(args []string) string {
	for i := 0; i < len(args); i++ {
		switch a := args[i]; {
		case a == "--dir" || a == "--encryptionEnv" || a == "--queryTimeout" || a == "--http":
			i++
		case !strings.HasPrefix(a, "-"):
			return a
		}
	}
	return ""
}

// dataDir is where the records lie unless --dir says otherwise: beside the
// program, or a fresh temporary folder for the demo, which never touches the
// office's own.
func dataDir(command string) (string, error) {
	given := slices.ContainsFunc(os.Args, func(a string) bool { return a == "--dir" || strings.HasPrefix(a, "--dir=") })
	if command == "demo" && !given {
		return os.MkdirTemp("", "hongguan-demo-")
	}
	if osutils.IsProbablyGoRun() {
		return filepath.Abs("pb_data")
	}
	exe, err := os.Executable()
	return filepath.Join(filepath.Dir(exe), "pb_data"), err
}

func exit(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
