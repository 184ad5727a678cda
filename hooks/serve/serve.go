// Package serve starts the office's program and says where to find it.
package serve

import (
	"errors"
	"fmt"
	"net"
	"net/http"
	"os/exec"
	"runtime"
	"strings"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/apis"
	"github.com/pocketbase/pocketbase/core"
	qrcode "github.com/skip2/go-qrcode"
	"github.com/spf13/cobra"

	"hongguan/hooks/access"
	"hongguan/hooks/audit"
)

// defaultAddr lets phones on the office's network in; superusers are kept to
// private addresses by the guard in access.
const defaultAddr = "0.0.0.0:8090"

// Command is `hongguan serve`, also what a double click runs.
func Command(app core.App, prepare func() error) *cobra.Command {
	var addr string
	cmd := &cobra.Command{
		Use:   "serve",
		Short: "启动程序（双击也是这个）",
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := prepare(); err != nil {
				return fmt.Errorf("数据库打不开：%w", err)
			}
			if access.Maintenance(app) {
				if err := audit.Write(app, access.Program(), audit.Entry{Action: "以维护方式启动程序"}); err != nil {
					return err
				}
			}
			return Run(app, addr, func(base string) { welcome(app, base, addr) })
		},
	}
	cmd.Flags().StringVar(&addr, "http", defaultAddr, "监听地址")
	cmd.Flags().Bool("maintenance", false, "维护方式：开放数据表结构和 SQL（懂技术的人用，会留记录）")
	return cmd
}

// Run serves until the program is stopped. ready is called with the local
// address once the port is open.
func Run(app core.App, addr string, ready func(base string)) error {
	base := "http://" + local(addr)
	app.OnServe().BindFunc(func(e *core.ServeEvent) error {
		e.InstallerFunc = func(app core.App, installer *core.Record, _ string) error {
			return firstStart(installer, base)
		}
		if err := e.Next(); err != nil {
			return err
		}
		ready(base)
		return nil
	})
	err := apis.Serve(app, apis.ServeConfig{HttpAddr: addr})
	if errors.Is(err, http.ErrServerClosed) {
		return nil
	}
	if err != nil && strings.Contains(err.Error(), "address already in use") {
		return fmt.Errorf("端口 %s 已经有程序在用：红管家可能已经启动了，请在浏览器打开 %s", addr, base)
	}
	return err
}

// local is the address as opened on this machine.
func local(addr string) string {
	host, port, err := net.SplitHostPort(addr)
	if err != nil {
		return addr
	}
	if host == "" || host == "0.0.0.0" || host == "::" {
		host = "127.0.0.1"
	}
	return net.JoinHostPort(host, port)
}

// installerPage is the page of PocketBase's admin UI that makes the first account.
const installerPage = "/pbinstall/"

// firstStart opens the page where the secretary's account is made.
func firstStart(installer *core.Record, base string) error {
	token, err := installer.NewStaticAuthToken(30 * 60 * 1e9)
	if err != nil {
		return err
	}
	url := base + "/_/#" + installerPage + token
	fmt.Printf("\n第一次使用：请在这台电脑的浏览器打开下面的网址，为书记建立账号（30 分钟内有效）\n  %s\n", url)
	open(url)
	return nil
}

func welcome(app core.App, base, addr string) {
	fmt.Printf("\n红管家已启动\n  居民页面   %s/\n  工作人员   %s/desk.html\n  书记后台   %s/_/\n", base, base, base)
	lan := lanAddress(addr)
	if lan == "" {
		return
	}
	fmt.Printf("\n同一个局域网里的手机可以打开 %s/ ，或扫下面的码：\n", lan)
	if q, err := qrcode.New(lan+"/", qrcode.Medium); err == nil {
		fmt.Println(q.ToSmallString(false))
	}
	if n, err := app.CountRecords(core.CollectionNameSuperusers, dbx.Not(dbx.HashExp{"email": core.DefaultInstallerEmail})); err == nil && n > 0 {
		fmt.Println("关闭这个窗口，程序就停了。")
	}
}

// lanAddress is where phones on the same network find this machine; empty
// when it listens to itself only.
func lanAddress(addr string) string {
	host, port, err := net.SplitHostPort(addr)
	if err != nil || (host != "" && host != "0.0.0.0" && host != "::") {
		return ""
	}
	addrs, err := net.InterfaceAddrs()
	if err != nil {
		return ""
	}
	for _, a := range addrs {
		if n, ok := a.(*net.IPNet); ok && n.IP.IsPrivate() && n.IP.To4() != nil {
			return "http://" + net.JoinHostPort(n.IP.String(), port)
		}
	}
	return ""
}

// open shows a page in the default browser; where there is none the printed
// address is enough.
func open(url string) {
	switch runtime.GOOS {
	case "windows":
		_ = exec.Command("rundll32", "url.dll,FileProtocolHandler", url).Start()
	case "darwin":
		_ = exec.Command("open", url).Start()
	case "linux":
		if _, err := exec.LookPath("xdg-open"); err == nil {
			_ = exec.Command("xdg-open", url).Start()
		}
	}
}
