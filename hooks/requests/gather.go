package requests

import (
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/filesystem"

	"hongguan/hooks/sealed"
	"hongguan/rules/words"
	"hongguan/rules/workday"
)

// collect reads everything a request and its relatives say, as one report: the
// first is the one that is sealed.
func (s *step) collect(family []*core.Record) (sealed.Report, error) {
	req := family[0]
	out := sealed.Report{Kind: "request", Text: req.GetString("text"), PlaceLabel: strings.TrimSpace(req.GetString("place_label") + " " + req.GetString("room"))}
	if r, err := s.tx.FindRecordById("residents", req.GetString("resident")); err == nil {
		out.Person, out.Phone = r.GetString("name"), r.GetString("phone")
	}
	var story strings.Builder
	fmt.Fprintf(&story, "由%s于%s转入\n", s.who.Label, spokenAt(s.now))
	for _, r := range family {
		if err := s.recount(&story, r); err != nil {
			return out, err
		}
		more, err := filesOf(s.tx, r)
		if err != nil {
			return out, err
		}
		out.Photos = append(out.Photos, more...)
	}
	out.Earlier = cutTo(story.String(), 60000)
	return out, nil
}

func spokenAt(t time.Time) string { return t.In(workday.Zone).Format("1月2日 15:04") }

// recount writes down one request: what was said, done and answered.
func (s *step) recount(out *strings.Builder, r *core.Record) error {
	at := func(r *core.Record, field string) string { return spokenAt(r.GetDateTime(field).Time()) }
	line := func(label, text string) {
		if text != "" {
			fmt.Fprintf(out, "%s：%s\n", label, text)
		}
	}
	fmt.Fprintf(out, "\n【%s】%s收到，%s，当时是“%s”\n", r.GetString("request_no"), at(r, "received_at"), words.Value("channel", r.GetString("channel")), words.Value("status", r.GetString("status")))
	if r.Id != s.req.Id {
		line("内容", r.GetString("text"))
	}
	line("替谁反映", strings.TrimSpace(strings.Join([]string{r.GetString("on_behalf_name"), r.GetString("on_behalf_relation"), r.GetString("on_behalf_phone")}, " ")))
	line("承办单位", orgName(s.tx, r.GetString("handler_org")))
	line("分类理由", r.GetString("reason"))
	line("已做协调", r.GetString("prior_note"))
	if stars := r.GetInt("stars"); stars > 0 {
		line("居民评价", words.Value("stars", strconv.Itoa(stars))+"，"+words.Value("solved", r.GetString("solved"))+colon(r.GetString("rating_text")))
	}
	events, err := Events(s.tx, r.Id)
	if err != nil {
		return err
	}
	for _, e := range events {
		fmt.Fprintf(out, "%s %s %s：%s\n", at(e, "at"), words.Value("verb", e.GetString("verb")), e.GetString("actor_label"), said(e))
		line("  内部", e.GetString("note"))
	}
	for _, table := range []string{"replies", "call_backs"} {
		rows, err := s.tx.FindRecordsByFilter(table, "request = {:r}", "at,@rowid", 0, 0, dbx.Params{"r": r.Id})
		if err != nil {
			return err
		}
		for _, x := range rows {
			line(at(x, "at")+" "+words.Label(table)+" "+x.GetString("by_label"), x.GetString("text")+x.GetString("words"))
		}
	}
	return nil
}

// filesOf reads the photos of a request and the files of its replies.
func filesOf(tx core.App, req *core.Record) ([]*filesystem.File, error) {
	replies, err := tx.FindAllRecords("replies", dbx.HashExp{"request": req.Id})
	if err != nil {
		return nil, err
	}
	fsys, err := tx.NewFilesystem()
	if err != nil {
		return nil, err
	}
	defer fsys.Close()
	var out []*filesystem.File
	read := func(r *core.Record, field string) error {
		for _, name := range r.GetStringSlice(field) {
			f, err := fsys.GetReader(r.BaseFilesPath() + "/" + name)
			if err != nil {
				tx.Logger().Warn("seal: a file is missing", "record", r.Id, "file", name, "error", err)
				continue // lost before: that must not keep the words where they are
			}
			b, err := io.ReadAll(f)
			f.Close()
			if err != nil {
				return fmt.Errorf("read %s: %w", name, err)
			}
			file, err := filesystem.NewFileFromBytes(b, name)
			if err != nil {
				return err
			}
			out = append(out, file)
		}
		return nil
	}
	if err := read(req, "photos"); err != nil {
		return nil, err
	}
	for _, r := range replies {
		if err := read(r, "files"); err != nil {
			return nil, err
		}
	}
	return out, nil
}

func cutTo(text string, n int) string {
	if r := []rune(text); len(r) > n {
		return string(r[:n-1]) + "…"
	}
	return text
}
