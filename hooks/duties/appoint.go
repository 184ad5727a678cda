package duties

import (
	"net/http"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/access"
	"hongguan/hooks/audit"
	"hongguan/hooks/people"
	"hongguan/hooks/places"
	"hongguan/rules/realname"
	"hongguan/rules/term"
	"hongguan/rules/watch"
	"hongguan/rules/words"
)

// Appointment is what is filled in to appoint somebody.
type Appointment struct {
	Kind        string   `json:"kind"`
	Title       string   `json:"title"`
	Staff       string   `json:"staff"`
	Resident    string   `json:"resident"`
	Name        string   `json:"name"` // of whoever is neither
	Phone       string   `json:"phone"`
	Building    string   `json:"building"`
	Grid        string   `json:"grid"`
	Org         string   `json:"org"`
	FromDay     string   `json:"from_day"`
	UntilDay    string   `json:"until_day"`
	AppointedBy string   `json:"appointed_by"`
	Shown       bool     `json:"shown"`
	Days        []string `json:"days"`
	FromTime    string   `json:"from_time"`
	ToTime      string   `json:"to_time"`
	Place       string   `json:"place"`
	Note        string   `json:"note"`
	LookUp      bool     `json:"look_up"` // whether name and phone are those of a registered resident
}

// lead refuses whoever does not decide for the office.
func lead(e *core.RequestEvent) (access.Actor, error) {
	return access.Let(e, access.Actor.Lead, "任职由社区书记或红管负责人办理")
}

func appointRoute(e *core.RequestEvent) error {
	who, err := lead(e)
	if err != nil {
		return err
	}
	var a Appointment
	if err := e.BindBody(&a); err != nil {
		return access.Refuse("提交的内容看不懂，请刷新页面再试")
	}
	var made *core.Record
	err = e.App.RunInTransaction(func(tx core.App) error {
		made, err = Appoint(tx, who, a, "")
		return err
	})
	if err != nil {
		return err
	}
	return e.JSON(http.StatusOK, made)
}

// Appoint gives somebody a duty. succeeds is the duty she takes over, or empty.
func Appoint(tx core.App, who access.Actor, a Appointment, succeeds string) (*core.Record, error) {
	if err := a.check(tx); err != nil {
		return nil, err
	}
	c, err := tx.FindCachedCollectionByNameOrId(table)
	if err != nil {
		return nil, err
	}
	r := core.NewRecord(c)
	r.Load(map[string]any{
		"kind": a.Kind, "title": a.Title, "staff": a.Staff, "resident": a.Resident, "name": a.Name, "phone": a.Phone, "building": a.Building, "grid": a.Grid, "org": a.Org,
		"from_day": a.FromDay, "until_day": a.UntilDay, "appointed_by": a.AppointedBy, "shown": a.Shown, "days": a.Days, "from_time": a.FromTime, "to_time": a.ToTime,
		"place": a.Place, "note": a.Note, "succeeds": succeeds,
	})
	r.Set("title", title(tx, r)) // as it is printed, whatever the house is called later
	if err := alone(tx, r); err != nil {
		return nil, err
	}
	if err := save(tx, r); err != nil {
		return nil, err
	}
	return r, audit.Write(tx, who, audit.Entry{Action: "任命", Collection: table, ID: r.Id, Note: title(tx, r)})
}

// wrongs collects what is wrong, the first sentence of each field.
type wrongs []access.Field

func (w *wrongs) add(name, sentence string) {
	*w = append(*w, access.Field{Name: name, Code: "duty_" + name, Sentence: sentence})
}

func (w wrongs) has(name string) bool {
	return slices.ContainsFunc(w, func(f access.Field) bool { return f.Name == name })
}

func (w wrongs) err() error {
	if len(w) == 0 {
		return nil
	}
	return access.RefuseFields(w...)
}

// check puts an appointment right and names all that is wrong with it.
func (a *Appointment) check(app core.App) error {
	var w wrongs
	if words.Value("duty_kind", a.Kind) == a.Kind {
		w.add("kind", "请选什么任职")
		return w.err()
	}
	a.Title, a.AppointedBy = strings.TrimSpace(a.Title), strings.TrimSpace(a.AppointedBy)
	a.checkPerson(app, &w)
	a.checkCharge(app, &w)
	_, a.FromDay = day(&w, "from_day", a.FromDay)
	from, _ := watch.ParseDate(a.FromDay)
	until, text := day(&w, "until_day", a.UntilDay)
	a.UntilDay = text
	switch {
	case a.FromDay == "" && !w.has("from_day"):
		w.add("from_day", "任期从哪天起？")
	case !until.IsZero() && until.Before(from):
		w.add("until_day", "任期的最后一天在第一天前面，请核对")
	case text == "" && !w.has("until_day") && (a.Kind == BuildingHead || a.Kind == PartTimeGrid):
		w.add("until_day", "楼长、兼职网格员要有任期，请填到哪天止")
	}
	if a.AppointedBy == "" {
		w.add("appointed_by", "谁任命的？如：社区党委、居民代表会议")
	}
	for name, text := range map[string]string{"title": a.Title, "appointed_by": a.AppointedBy, "place": a.Place, "note": a.Note} {
		if utf8.RuneCountInString(text) > 100 {
			w.add(name, "太长了，请控制在 100 字以内")
		}
	}
	return w.err()
}

// checkPerson settles who it is: one of the staff, a resident who is known for
// who she is, or a name for whoever has no account here.
func (a *Appointment) checkPerson(app core.App, w *wrongs) {
	a.Name = realname.NormalizeName(a.Name)
	if a.LookUp {
		a.lookUp(app)
	}
	if p := strings.TrimSpace(a.Phone); p != "" {
		phone, _, err := realname.Phone(p)
		if err != nil {
			w.add("phone", err.Error())
		}
		a.Phone = phone
	}
	switch {
	case a.Staff != "" && a.Resident != "":
		w.add("person", "工作人员和居民只选一位")
	case a.Staff != "":
		r, err := app.FindRecordById("staff", a.Staff)
		if err != nil || !r.GetBool("active") {
			w.add("person", "这位工作人员不在岗，请重新选择")
			return
		}
		a.Name = r.GetString("name")
	case a.Resident != "":
		r, err := people.First(app, a.Resident)
		switch {
		case err != nil || !r.GetBool("active"):
			w.add("person", "没有找到这位居民的登记，请重新选择")
			return
		case r.GetString("real_name") != "confirmed":
			w.add("person", "这位居民还没有通过实名，请先核对本人，再任命")
			return
		}
		a.Resident, a.Name = r.Id, r.GetString("name")
	case a.Name == "":
		w.add("person", "任命谁？请找一位工作人员、居民，或者写姓名")
	case utf8.RuneCountInString(a.Name) > 20:
		w.add("person", "姓名太长了，请只写姓名")
	}
}

// checkCharge asks for what the kind of duty is about, and takes away the rest.
func (a *Appointment) checkCharge(app core.App, w *wrongs) {
	needs := map[string]string{BuildingHead: "building", GridWorker: "grid", PartTimeGrid: "grid", Contact: "org"}[a.Kind]
	for field, charge := range map[string]struct {
		id              *string
		table, sentence string
	}{
		"building": {&a.Building, "buildings", "是哪幢楼的楼长？"}, "grid": {&a.Grid, "grids", "负责哪个网格？"}, "org": {&a.Org, "orgs", "是哪个单位的专人？"},
	} {
		switch {
		case field != needs && !(field == "org" && a.Kind == Team):
			*charge.id = ""
		case *charge.id == "" && field == needs, *charge.id != "" && places.NameOf(app, charge.table, *charge.id) == "":
			w.add(field, charge.sentence)
		}
	}
	if a.Kind == Team && a.Title == "" {
		w.add("title", "在团队里是什么职务？如：党委书记、社区民警")
	}
	if a.Kind != Reception {
		a.Days, a.FromTime, a.ToTime, a.Place = nil, "", "", ""
		return
	}
	if len(a.Days) == 0 {
		w.add("days", "星期几接访？")
	}
	for _, d := range a.Days {
		if words.Value("watch_day", d) == d {
			w.add("days", "没有这一天，请重新选择")
		}
	}
	var clocks [2]watch.Clock
	for i, f := range []struct {
		name string
		text *string
	}{{"from_time", &a.FromTime}, {"to_time", &a.ToTime}} {
		c, err := watch.ParseClock(*f.text)
		if err != nil {
			w.add(f.name, err.Error())
			return
		}
		*f.text, clocks[i] = c.String(), c
	}
	if clocks[1] <= clocks[0] {
		w.add("to_time", "接访结束的时间在开始前面，请核对")
	}
}

// day reads a date and writes it the one way it is stored.
func day(w *wrongs, field, text string) (time.Time, string) {
	t, err := watch.ParseDate(strings.TrimSpace(text))
	if err != nil {
		w.add(field, err.Error())
		return t, ""
	}
	if t.IsZero() {
		return t, ""
	}
	return t, t.Format(time.DateOnly)
}

// alone refuses a second head of one building for the same time: residents
// would not know whom to ask, and neither would the two.
func alone(app core.App, r *core.Record) error {
	if r.GetString("kind") != BuildingHead {
		return nil
	}
	others, err := app.FindAllRecords(table, dbx.HashExp{"kind": BuildingHead, "building": r.GetString("building")})
	if err != nil {
		return err
	}
	for _, o := range others {
		if o.Id != r.Id && termOf(o).Meets(termOf(r)) {
			return access.RefuseFields(access.Field{Name: "from_day", Code: "duty_overlap",
				Sentence: where(app, r) + "这段时间已经有楼长了（" + o.GetString("name") + "，" + spoken(termOf(o)) + "），请先结束或交接那一任"})
		}
	}
	return nil
}

// spoken is a term as it is said: 2026年12月1日至2027年11月30日.
func spoken(t term.Term) string {
	const date = "2006年1月2日"
	if t.Until.IsZero() {
		return t.From.Format(date) + "起"
	}
	return t.From.Format(date) + "至" + t.Until.Format(date)
}
