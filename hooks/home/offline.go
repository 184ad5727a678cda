package home

import (
	"fmt"
	"os"

	"github.com/pocketbase/pocketbase/core"
	"github.com/spf13/cobra"

	"hongguan/hooks/calendar"
	"hongguan/hooks/places"
	"hongguan/hooks/settings"
	"hongguan/hooks/watches"
	"hongguan/templates"
)

// Command is `hongguan offline-page`: the page that the proxy shows while this
// PC is off. It may run while the server does.
func Command(app core.App, prepare func() error) *cobra.Command {
	var out string
	c := &cobra.Command{
		Use:     "offline-page",
		Short:   "写出关机时由代理显示的页面：电话、受理时间，一个文件，电话变了再写一次",
		Example: "  hongguan offline-page --out offline.html",
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := prepare(); err != nil {
				return err
			}
			page, err := Offline(app)
			if err != nil {
				return err
			}
			if out == "-" {
				_, err = fmt.Fprint(cmd.OutOrStdout(), page)
				return err
			}
			if err := os.WriteFile(out, []byte(page), 0o644); err != nil {
				return fmt.Errorf("写不进 %s：%w", out, err)
			}
			_, err = fmt.Fprintf(cmd.OutOrStdout(), "已写出 %s，请放到代理（frp、Caddy、nginx）上，设成打不开时显示的页面\n", out)
			return err
		},
	}
	c.Flags().StringVar(&out, "out", "offline.html", "写到哪个文件；- 是写到屏幕")
	return c
}

// Offline is the page itself.
func Offline(app core.App) (string, error) {
	c := settings.Of(app)
	if c.Phone() == "" {
		return "", fmt.Errorf("还没有填社区电话，这一页没有用处；请先在“开办向导”里填写")
	}
	view := templates.OfflineView{
		Community: c.Name(), Brand: c.Brand(), Phone: c.Phone(), Hours: c.GetString("phone_hours"), Online: c.GetString("online_hours"),
		Address: c.GetString("address"), MadeAt: calendar.Now(app),
	}
	for _, n := range watches.Numbers(app, "", places.Place{}) {
		view.Urgent = append(view.Urgent, templates.OfflineNumber{Name: n.Name, Tel: n.Tel})
	}
	list, err := places.Properties(app)
	if err != nil {
		return "", err
	}
	for _, p := range list {
		view.Others = append(view.Others, templates.OfflineNumber{Name: p.Estate + " " + p.Name, Tel: p.Phone})
	}
	return templates.Offline(view)
}
