// Package demo fills an empty folder with the fictional 湖畔社区 and serves it,
// so that anybody can see the whole product in one command.
package demo

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/pocketbase/pocketbase/core"
	"github.com/spf13/cobra"

	"hongguan/hooks/outbox"
	"hongguan/hooks/serve"
	"hongguan/hooks/settings"
	"hongguan/rules/words"
)

// defaultAddr is reached from this machine only: the passwords are public.
const defaultAddr = "127.0.0.1:8090"

// Command is `hongguan demo`.
func Command(app core.App, prepare func() error) *cobra.Command {
	var addr string
	cmd := &cobra.Command{
		Use:   "demo",
		Short: "演示：在临时文件夹里生成一个虚构社区并启动，不碰正式数据",
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := prepare(); err != nil {
				return err
			}
			outbox.SetFolder(app, filepath.Join(app.DataDir(), "mail"))
			guide, err := Open(app, "http://"+addr)
			if err != nil {
				return err
			}
			if err := setAddress(app, guide.URL); err != nil {
				return err
			}
			return serve.Run(app, addr, func(string) { guide.print(app.DataDir()) })
		},
	}
	cmd.Flags().StringVar(&addr, "http", defaultAddr, "监听地址")
	return cmd
}

// Guide says where to look and how to log in; it is written to demo.json.
type Guide struct {
	URL       string          `json:"url"`
	Superuser Login           `json:"superuser"`
	Staff     []StaffLogin    `json:"staff"`
	Residents []ResidentLogin `json:"residents"`
	Posters   []PosterPlace   `json:"posters"`
}

// Login is a superuser's.
type Login struct {
	Email    string `json:"email"`
	Password string `json:"password"`
}

// StaffLogin is one member of staff.
type StaffLogin struct {
	Role     string `json:"role"`
	Account  string `json:"account"`
	Password string `json:"password"`
	Name     string `json:"name"`
}

// ResidentLogin is one resident with a password of her own.
type ResidentLogin struct {
	Phone    string `json:"phone"`
	Password string `json:"password"`
	Name     string `json:"name"`
}

// PosterPlace is a poster and where it hangs.
type PosterPlace struct {
	Code     string `json:"code"`
	Building string `json:"building"`
	Unit     string `json:"unit"`
}

// ErrForeign protects real data.
var ErrForeign = errors.New("这个文件夹里已经有别的数据，演示不会动它；请换一个空文件夹")

const guideName = "demo.json"

// Open returns the guide of a folder's demo, filling the folder first if it is
// empty. A folder with anybody's real data is refused.
func Open(app core.App, url string) (Guide, error) {
	path := filepath.Join(app.DataDir(), guideName)
	if b, err := os.ReadFile(path); err == nil {
		var g Guide
		if err := json.Unmarshal(b, &g); err != nil {
			return g, fmt.Errorf("read %s: %w", path, err)
		}
		g.URL = url
		return g, write(path, g)
	}
	for _, table := range []string{"requests", "residents", "orgs", "estates"} {
		if n, err := app.CountRecords(table); err != nil {
			return Guide{}, err
		} else if n > 0 {
			return Guide{}, ErrForeign
		}
	}
	// Made-up words need not survive a power cut while they are told; what
	// somebody types into the demo afterwards is waited for as in an office.
	if err := synchronous(app, "OFF"); err != nil {
		return Guide{}, err
	}
	g, err := Fill(app)
	if err != nil {
		return g, fmt.Errorf("fill demo: %w", err)
	}
	if err := synchronous(app, "FULL"); err != nil {
		return g, err
	}
	g.URL = url
	return g, write(path, g)
}

func synchronous(app core.App, how string) error {
	if _, err := app.NonconcurrentDB().NewQuery("PRAGMA synchronous=" + how).Execute(); err != nil {
		return fmt.Errorf("synchronous %s: %w", how, err)
	}
	return nil
}

// setAddress makes links, letters and codes of the demo lead to where it runs
// this time. The posters warn that such an address is for trying out only.
func setAddress(app core.App, url string) error {
	c := settings.Of(app).Record.Fresh()
	if c.GetString("public_url") == url {
		return nil
	}
	c.Set("public_url", url)
	return app.Save(c)
}

func write(path string, g Guide) error {
	b, err := json.MarshalIndent(g, "", "  ")
	if err != nil {
		return err
	}
	if err := os.WriteFile(path+".new", b, 0o600); err != nil {
		return err
	}
	return os.Rename(path+".new", path)
}

func (g Guide) print(dir string) {
	fmt.Printf("\n红管家演示（虚构的湖畔社区）\n  居民扫码   %s/s/%s\n  居民首页   %s/\n  工作人员   %s/desk.html\n  书记后台   %s/_/      %s  %s\n\n", g.URL, g.Posters[0].Code, g.URL, g.URL, g.URL, g.Superuser.Email, g.Superuser.Password)
	fmt.Println("  工作人员账号（密码都是 " + password + "）")
	for _, s := range g.Staff {
		fmt.Printf("    %-12s %s（%s）\n", s.Account, s.Name, words.Value("role", s.Role))
	}
	fmt.Printf("  居民账号     %s  %s  %s\n\n  数据和登录信息在 %s\n  按 Ctrl+C 结束。\n", g.Residents[0].Phone, g.Residents[0].Password, g.Residents[0].Name, dir)
}
