package ledgers

import (
	"archive/zip"
	"fmt"
	"io"
	"net/http"
	"strings"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/types"

	"hongguan/hooks/access"
	"hongguan/hooks/audit"
	"hongguan/hooks/calendar"
	"hongguan/hooks/catalogue"
	"hongguan/hooks/requests"
	"hongguan/hooks/settings"
	"hongguan/rules/words"
	"hongguan/rules/workday"
	"hongguan/templates"
)

// mostPacked is how many requests one pack holds: more than that nobody reads.
const mostPacked = 2000

// asked is what an inspection wants to see.
type asked struct {
	from, to                time.Time // to is exclusive
	category, matter, words string
}

// readAsked reads the period, the category or matter, and words such as 电梯.
func readAsked(e *core.RequestEvent) (asked, error) {
	q := e.Request.URL.Query()
	var a asked
	for _, d := range []struct {
		name, label string
		at          *time.Time
	}{{"from", "开始", &a.from}, {"to", "结束", &a.to}} {
		day, err := time.ParseInLocation(time.DateOnly, q.Get(d.name), workday.Zone)
		if err != nil {
			return a, access.RefuseFields(access.Field{Name: d.name, Code: d.name + "_missing", Sentence: "请选择" + d.label + "日期"})
		}
		*d.at = day
	}
	if a.to.Before(a.from) {
		return a, access.RefuseFields(access.Field{Name: "to", Code: "to_range", Sentence: "结束日期不能早于开始日期"})
	}
	a.to = a.to.AddDate(0, 0, 1)
	a.category, a.matter, a.words = q.Get("category"), q.Get("matter"), strings.TrimSpace(q.Get("words"))
	if a.category != "" && words.Value("category", a.category) == a.category {
		return a, access.RefuseFields(access.Field{Name: "category", Code: "category_unknown", Sentence: "没有这个诉求类型"})
	}
	if a.matter != "" && catalogue.Matter(e.App, a.matter) == nil {
		return a, access.RefuseFields(access.Field{Name: "matter", Code: "matter_unknown", Sentence: "派单目录里没有这个事项"})
	}
	if len([]rune(a.words)) > 30 {
		return a, access.RefuseFields(access.Field{Name: "words", Code: "words_long", Sentence: "关键词请控制在 30 字以内"})
	}
	return a, nil
}

// sentence says what was asked for, on the first page of the pack.
func (a asked) sentence(app core.App) string {
	parts := []string{templates.Date(a.from) + "—" + templates.Date(a.to.AddDate(0, 0, -1))}
	if a.category != "" {
		parts = append(parts, words.Value("category", a.category))
	}
	if a.matter != "" {
		parts = append(parts, catalogue.Matter(app, a.matter).GetString("name"))
	}
	if a.words != "" {
		parts = append(parts, "“"+a.words+"”")
	}
	return strings.Join(parts, "　")
}

// query finds them. Sealed matter is in another store; what was sealed later and
// whoever reported violence under way are in no pack. A whole that was split is
// filed as its parts.
func (a asked) query(app core.App) *dbx.SelectQuery {
	q := app.RecordQuery("requests").AndWhere(dbx.NewExp(
		"[[requests.received_at]] >= {:from} AND [[requests.received_at]] < {:to} AND [[requests.sealed_at]] = '' AND [[requests.parts]] = 0 AND [[requests.danger]] != 'violence_under_way' AND [[requests.shielded_resident]] = ''",
		dbx.Params{"from": a.from.UTC().Format(types.DefaultDateLayout), "to": a.to.UTC().Format(types.DefaultDateLayout)}))
	if a.category != "" {
		q.AndWhere(dbx.HashExp{"requests.category": a.category})
	}
	if a.matter != "" {
		q.AndWhere(dbx.HashExp{"requests.matter": a.matter})
	}
	if a.words != "" {
		q.LeftJoin("matters m", dbx.NewExp("[[m.id]] = [[requests.matter]]")).
			AndWhere(dbx.Or(dbx.Like("requests.text", a.words), dbx.Like("requests.summary", a.words), dbx.Like("m.name", a.words)))
	}
	return q
}

// lead refuses whoever does not decide for the office: the pack holds photos.
func lead(e *core.RequestEvent) (access.Actor, asked, error) {
	who := access.Of(e)
	if !who.Lead() {
		return who, asked{}, access.Answer(http.StatusForbidden, "迎检资料由社区书记或红管负责人导出")
	}
	a, err := readAsked(e)
	return who, a, err
}

// countRoute says how many there are before anybody downloads them.
func countRoute(e *core.RequestEvent) error {
	_, a, err := lead(e)
	if err != nil {
		return err
	}
	var n int
	if err := a.query(e.App).Select("count(*)").Row(&n); err != nil {
		return fmt.Errorf("count inspection: %w", err)
	}
	sentence := fmt.Sprintf("%s　共 %d 件", a.sentence(e.App), n)
	if n > mostPacked {
		sentence += fmt.Sprintf("，一次最多导出 %d 件，请缩小时间或范围", mostPacked)
	}
	return e.JSON(http.StatusOK, map[string]any{"count": n, "sentence": sentence, "ok": n > 0 && n <= mostPacked})
}

// packRoute sends the pack: 目录, 台账, a timeline per request, the photos.
func packRoute(e *core.RequestEvent) error {
	who, a, err := lead(e)
	if err != nil {
		return err
	}
	rows := []*core.Record{}
	if err := a.query(e.App).OrderBy("requests.received_at", "requests.request_no").Limit(mostPacked + 1).All(&rows); err != nil {
		return fmt.Errorf("read inspection: %w", err)
	}
	switch {
	case len(rows) == 0:
		return access.Refuse("这个范围内没有诉求，请换一个时间或类型")
	case len(rows) > mostPacked:
		return access.Refuse(fmt.Sprintf("超过 %d 件，请缩小时间或范围，分几次导出", mostPacked))
	}
	p, err := gather(e.App, a, who, rows)
	if err != nil {
		return err
	}
	if err := audit.Write(e.App, who, audit.Entry{Action: "导出迎检资料", Collection: "requests", Note: p.view.Sentence()}); err != nil {
		return err
	}
	attach(e, "迎检资料 "+templates.Date(a.from)+"至"+templates.Date(a.to.AddDate(0, 0, -1))+".zip")
	e.Response.Header().Set("Content-Type", "application/zip")
	e.Response.WriteHeader(http.StatusOK)
	return p.write(e.App, e.Response)
}

// pack is what goes into the zip; photos are read only while it is written.
type pack struct {
	view   templates.InspectionView
	photos map[string]string // stored key by name in the pack
	order  []string
}

func gather(app core.App, a asked, who access.Actor, rows []*core.Record) (*pack, error) {
	p := &pack{photos: map[string]string{}, view: templates.InspectionView{
		Community: settings.Of(app).Name(), Asked: a.sentence(app), MadeAt: calendar.Now(app), MadeBy: who.Label,
	}}
	for _, r := range rows {
		row, ok := requests.Row(app, r)
		if !ok || requests.Shielded(r) {
			continue
		}
		var err error
		if row.Steps, err = requests.Steps(app, r); err != nil {
			return nil, fmt.Errorf("timeline of %s: %w", row.RequestNo, err)
		}
		pictures, err := requests.Pictures(app, r)
		if err != nil {
			return nil, fmt.Errorf("photos of %s: %w", row.RequestNo, err)
		}
		for i, picture := range pictures {
			name := fmt.Sprintf("照片/%s/%02d%s", row.RequestNo, i+1, picture.Ending)
			row.Photos = append(row.Photos, name)
			p.photos[name] = picture.Key
			p.order = append(p.order, name)
		}
		p.view.Rows = append(p.view.Rows, row)
	}
	return p, nil
}

// write streams the zip. The papers come first, so that a broken download still
// opens with them.
func (p *pack) write(app core.App, to io.Writer) error {
	z := zip.NewWriter(to)
	put := func(name string, method uint16, data []byte) error {
		w, err := z.CreateHeader(&zip.FileHeader{Name: name, Method: method, Modified: p.view.MadeAt})
		if err != nil {
			return err
		}
		_, err = w.Write(data)
		return err
	}
	ledger, err := templates.InspectionLedger(p.view)
	if err != nil {
		return err
	}
	index, err := templates.InspectionIndex(p.view)
	if err != nil {
		return err
	}
	if err := put("目录.html", zip.Deflate, []byte(index)); err != nil {
		return err
	}
	if err := put("台账.xlsx", zip.Store, ledger); err != nil {
		return err
	}
	for _, row := range p.view.Rows {
		page, err := templates.Timeline(p.view, row)
		if err != nil {
			return err
		}
		if err := put(templates.TimelineName(row.RequestNo), zip.Deflate, []byte(page)); err != nil {
			return err
		}
	}
	if err := p.writePhotos(app, z); err != nil {
		return err
	}
	return z.Close()
}

// writePhotos adds the pictures. One that is gone from the disk leaves a note in
// its place: the rest of the pack is needed tomorrow.
func (p *pack) writePhotos(app core.App, z *zip.Writer) error {
	fsys, err := app.NewFilesystem()
	if err != nil {
		return err
	}
	defer fsys.Close()
	for _, name := range p.order {
		from, err := fsys.GetReader(p.photos[name])
		if err != nil {
			app.Logger().Error("inspection photo", "name", name, "error", err)
			w, err := z.Create(name + " 没有读到.txt")
			if err != nil {
				return err
			}
			if _, err := io.WriteString(w, "这张照片在电脑上没有找到。\r\n"); err != nil {
				return err
			}
			continue
		}
		w, err := z.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Store, Modified: p.view.MadeAt})
		if err == nil {
			_, err = io.Copy(w, from)
		}
		from.Close()
		if err != nil {
			return err
		}
	}
	return nil
}
