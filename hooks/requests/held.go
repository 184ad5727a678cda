package requests

import (
	"encoding/base64"
	"fmt"
	"html/template"
	"io"
	"strconv"
	"strings"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/filesystem"

	"hongguan/hooks/access"
	"hongguan/hooks/people"
	"hongguan/rules/lifecycle"
	"hongguan/rules/words"
	"hongguan/templates"
)

// bindHeld answers for the requests when a resident asks for her own data.
func bindHeld(app core.App) {
	people.Hold(app, people.Holder{Look: heldOf, Export: exportOf, Erase: func(tx core.App, ids []any) ([]string, error) {
		sweepAfter(tx, app)
		return eraseOf(tx, ids)
	}})
}

// ofPerson are the requests of one person's registrations, shielded ones
// included. What was sealed is not among them: it lies in the sealed store,
// where nobody's name leads to it.
func ofPerson(app core.App, ids []any) ([]*core.Record, error) {
	var rows []*core.Record
	for _, column := range []string{"resident", "shielded_resident"} { // one at a time: each has its index
		var some []*core.Record
		if err := app.RecordQuery("requests").AndWhere(dbx.In(column, ids...)).OrderBy("received_at").All(&some); err != nil {
			return nil, fmt.Errorf("requests of a person: %w", err)
		}
		rows = append(rows, some...)
	}
	return rows, nil
}

// inHand reports whether somebody still works on a request, or on the one it
// was merged into.
func inHand(app core.App, req *core.Record) bool {
	status := lifecycle.Status(req.GetString("status"))
	if status == lifecycle.Merged {
		lead, err := app.FindRecordById("requests", req.GetString("merged_into"))
		return err == nil && lifecycle.Status(lead.GetString("status")).Open()
	}
	return status.Open()
}

func heldOf(app core.App, ids []any) (takes, hinders []string, err error) {
	rows, err := ofPerson(app, ids)
	if err != nil {
		return nil, nil, err
	}
	var open []string
	photos := 0
	for _, r := range rows {
		photos += len(r.GetStringSlice("photos"))
		if inHand(app, r) {
			open = append(open, r.GetString("request_no"))
		}
	}
	if n := len(rows); n > 0 {
		pictures := "照片"
		if photos > 0 {
			pictures = fmt.Sprintf("%d 张照片", photos)
		}
		takes = append(takes, fmt.Sprintf("您反映过的 %d 件事里的姓名、原话、%s、答复和评价；只留“哪栋楼、什么事、哪天办完”用来统计", n, pictures))
	}
	if n := len(open); n > 0 {
		hinders = append(hinders, fmt.Sprintf("还有 %d 件没有办完（%s），请等办完，或先撤回", n, strings.Join(open[:min(n, 3)], "、")))
	}
	return takes, hinders, nil
}

func eraseOf(tx core.App, ids []any) (notes []string, err error) {
	rows, err := ofPerson(tx, ids)
	if err != nil {
		return nil, err
	}
	for _, r := range rows {
		more, err := Anonymise(tx, r)
		if err != nil {
			return nil, err
		}
		notes = append(notes, more...)
	}
	return notes, forgetShells(tx, ids)
}

// forgetShells takes away the marks by which she found what was sealed.
func forgetShells(tx core.App, ids []any) error {
	marks := make([]any, len(ids))
	for i, id := range ids {
		marks[i] = ownerMark(tx, fmt.Sprint(id))
	}
	_, err := tx.DB().Update("requests", dbx.Params{"sealed_for": "", "client_key": ""}, dbx.And(dbx.In("sealed_for", marks...), dbx.NewExp("[[sealed_for]] != ''"))).Execute()
	return err
}

// exportOf writes her requests down as she reads them herself. One that shields
// her is only named: a page on a telephone may be read by the one she fears.
func exportOf(app core.App, ids []any) ([]templates.Chapter, error) {
	rows, err := ofPerson(app, ids)
	if err != nil {
		return nil, err
	}
	files, err := app.NewFilesystem()
	if err != nil {
		return nil, err
	}
	defer files.Close()
	own := templates.Chapter{Title: fmt.Sprintf("反映过的事（%d 件）", len(rows))}
	targets := make([]any, 0, len(rows))
	for _, r := range rows {
		targets = append(targets, r.Id)
		entry, err := exported(app, files, r)
		if err != nil {
			return nil, err
		}
		own.Entries = append(own.Entries, entry)
	}
	seen := templates.Chapter{Title: "谁看过您的电话和受保护的内容", Hint: "每次打开您的完整电话都有记录。"}
	if len(targets) > 0 {
		if seen.Entries, err = people.Log(app, "requests", targets, "查看"); err != nil {
			return nil, err
		}
	}
	if len(seen.Entries) == 0 {
		seen.Hint = "没有人看过。"
	}
	return []templates.Chapter{own, seen}, nil
}

func exported(app core.App, files *filesystem.System, r *core.Record) (templates.Entry, error) {
	e := templates.Entry{Title: r.GetString("request_no")}
	at := func(field string) string { return templates.Moment(r.GetDateTime(field).Time()) }
	e.Fact("反映时间", at("received_at"))
	if Shielded(r) {
		e.Fact("内容", "这件事受保护，这一页不写内容。要看请用手机登录，在“我的诉求”里看")
		return e, nil
	}
	e.Fact("原话", r.GetString("text"))
	e.Fact("地点", strings.TrimSpace(r.GetString("place_label")+" "+r.GetString("room")))
	e.Fact("替谁反映", strings.Join(strings.Fields(r.GetString("on_behalf_relation")+" "+r.GetString("on_behalf_name")+" "+r.GetString("on_behalf_phone")), " "))
	e.Fact("事项", matterName(app, r.GetString("matter")))
	e.Fact("现在", StatusLabel(app, r, true))
	events, err := Events(app, r.Id)
	if err != nil {
		return e, err
	}
	var way []string
	for _, ev := range events {
		line := templates.Moment(ev.GetDateTime("at").Time()) + "　" + said(ev)
		if note := ev.GetString("note"); note != "" && ev.GetString("actor_kind") == access.Resident {
			line += "（您写的：" + note + "）" // only the office saw it beside her
		}
		way = append(way, line)
	}
	e.Fact("办理经过", strings.Join(way, "\n"))
	e.Fact("答复", r.GetString("reply_text"))
	if stars := r.GetInt("stars"); stars > 0 {
		e.Fact("您的评价", strings.TrimSpace(words.Value("stars", strconv.Itoa(stars))+"　"+words.Value("solved", r.GetString("solved"))+"　"+r.GetString("rating_text")))
	}
	for _, name := range r.GetStringSlice("photos") {
		picture, err := inline(files, r.BaseFilesPath()+"/"+name)
		if err != nil {
			e.Fact("照片", name+" 读不出来")
			continue
		}
		e.Pictures = append(e.Pictures, picture)
	}
	return e, nil
}

// inline is a stored photo as an address that needs no second file. Photos were
// re-encoded as JPEG when they came in.
func inline(files *filesystem.System, key string) (template.URL, error) {
	f, err := files.GetReader(key)
	if err != nil {
		return "", err
	}
	defer f.Close()
	raw, err := io.ReadAll(f)
	if err != nil {
		return "", err
	}
	return template.URL("data:image/jpeg;base64," + base64.StdEncoding.EncodeToString(raw)), nil
}
