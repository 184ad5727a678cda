package reports

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"

	"github.com/pocketbase/pocketbase/core"
	"github.com/spf13/cobra"

	"hongguan/hooks/calendar"
	"hongguan/rules/schedule"
)

// Command is `hongguan report`. It may run while the server does: it is a
// second process on the same database, whose transactions wait their turn.
func Command(app core.App, prepare func() error) *cobra.Command {
	var week, out string
	var send bool
	weekly := &cobra.Command{
		Use:     "weekly",
		Short:   "《民意诉求周报》：写出台账、承办单和正文；加 --send 放进发信箱，每周只有一次",
		Example: "  hongguan report weekly --week 2026-W47 --out 周报\n  hongguan report weekly --send",
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := prepare(); err != nil {
				return err
			}
			w := schedule.WeekOf(calendar.Now(app))
			if week != "" {
				var err error
				if w, err = schedule.ParseISOWeek(week); err != nil {
					return err
				}
			}
			if send {
				if err := sendOnce(app, w, cmd.OutOrStdout()); err != nil {
					return err
				}
				if out == "" {
					return nil
				}
			}
			if out == "" {
				out = "周报-" + w.String()
			}
			return Write(app, w, out, cmd.OutOrStdout())
		},
	}
	weekly.Flags().StringVar(&week, "week", "", "哪一周，如 2026-W47；不写就是本周")
	weekly.Flags().StringVar(&out, "out", "", "文件写到哪个文件夹；不写就是 周报-<周次>")
	weekly.Flags().BoolVar(&send, "send", false, "定格这一周的周报并放进发信箱；已经发过的不会再发")
	report := &cobra.Command{Use: "report", Short: "生成报表"}
	report.AddCommand(weekly)
	return report
}

// sendOnce makes and queues a week's report; a second time it only says so.
func sendOnce(app core.App, week schedule.ISOWeek, say io.Writer) error {
	r, err := find(app, week)
	if err != nil {
		return err
	}
	if frozen(r) && r.GetString("state") != held {
		_, err := fmt.Fprintf(say, "第%d周的周报先前已经生成，没有重复发送。%s\n", week.Week, sentence(app, r, r.GetDateTime("slot_at").Time(), calendar.Now(app)))
		return err
	}
	if err := Send(app, week); err != nil {
		return err
	}
	if r, err = find(app, week); err != nil {
		return err
	}
	_, err = fmt.Fprintf(say, "已放进发信箱：%s\n", r.GetString("subject"))
	return err
}

// Write stores a week's files in a folder: ledger, a form for each complex
// request that is in hand, and the letter as text for OA or a chat window.
func Write(app core.App, week schedule.ISOWeek, dir string, say io.Writer) error {
	list, err := collect(app, week)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return fmt.Errorf("不能建立文件夹 %s：%w", dir, err)
	}
	for _, f := range list {
		path := filepath.Join(dir, f.Name)
		if err := os.WriteFile(path, f.Data, 0o644); err != nil {
			return fmt.Errorf("文件 %s 写不进去（是不是正开着？）：%w", path, err)
		}
		if _, err := fmt.Fprintln(say, path); err != nil {
			return err
		}
	}
	return nil
}

// collect is what Write stores: as it was made, or as it would be made now.
func collect(app core.App, week schedule.ISOWeek) ([]paper, error) {
	r, err := open(app, week)
	if err != nil {
		return nil, err
	}
	var list []paper
	var items []Item
	if frozen(r) {
		made, err := unpack(app, r)
		if err != nil {
			return nil, err
		}
		if list, err = papers(app, r); err != nil {
			return nil, err
		}
		if err := r.UnmarshalJSONField("items", &items); err != nil {
			return nil, err
		}
		list = append(list, paper{letterName(made.View), []byte(made.View.Subject() + "\n\n" + made.Text)})
	} else {
		b, err := draftOf(app, r, week)
		if err != nil {
			return nil, err
		}
		items = b.items
		list = append(b.papers, paper{letterName(b.view), []byte(b.letter.Subject + "\n\n" + b.letter.Text)})
	}
	more, err := forms(app, items, all)
	if err != nil {
		return nil, err
	}
	for _, f := range more {
		if !slices.ContainsFunc(list, func(p paper) bool { return p.Name == f.Name }) {
			list = append(list, f)
		}
	}
	return list, nil
}
