package bulletin

import (
	"errors"
	"fmt"
	"time"
	"unicode/utf8"

	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/filesystem"
	"github.com/pocketbase/pocketbase/tools/router"

	"hongguan/hooks/access"
	"hongguan/hooks/audit"
	"hongguan/hooks/calendar"
	"hongguan/hooks/places"
	"hongguan/hooks/requests"
	"hongguan/rules/posting"
)

func bindRecord(app core.App) {
	app.OnRecordCreate(table).BindFunc(tidy)
	app.OnRecordUpdate(table).BindFunc(tidy)
	app.OnRecordValidate(table).BindFunc(func(e *core.RecordEvent) error {
		if wrong := check(e.App, e.Record); len(wrong) > 0 {
			return access.RefuseFields(wrong...)
		}
		return e.Next()
	})
	app.OnRecordDelete(table).BindFunc(func(e *core.RecordEvent) error {
		if e.Record.GetString("state") != "draft" {
			return access.Refuse("发布过的不能删除，请点“撤下”：居民就看不到了，发过什么还查得到")
		}
		return e.Next()
	})
	app.OnRecordCreateRequest(table).BindFunc(received)
	app.OnRecordUpdateRequest(table).BindFunc(received)
	app.OnRecordAfterCreateSuccess(table).BindFunc(forget)
	app.OnRecordAfterUpdateSuccess(table).BindFunc(forget)
	app.OnRecordAfterDeleteSuccess(table).BindFunc(forget)
}

// tidy cleans the body and fills in what was left open.
func tidy(e *core.RecordEvent) error {
	r := e.Record
	raw := r.GetString("body")
	if pictured.MatchString(raw) {
		return access.RefuseFields(access.Field{Name: "body", Code: "picture_in_body", Sentence: "正文里有图片，居民的手机上显示不出来。请从正文里删掉，放到下面的“图片”里"})
	}
	r.Set("body", Clean(raw))
	if r.GetString("state") == "" {
		r.Set("state", "draft")
	}
	if r.GetString("state") == "published" && r.GetDateTime("publish_at").IsZero() {
		r.Set("publish_at", calendar.Now(e.App))
	}
	return e.Next()
}

const longest = 20_000 // characters of a body, without its tags

func check(app core.App, r *core.Record) []access.Field {
	var wrong []access.Field
	refuse := func(name, code, sentence string) {
		wrong = append(wrong, access.Field{Name: name, Code: code, Sentence: sentence})
	}
	if n := utf8.RuneCountInString(r.GetString("title")); n == 0 {
		refuse("title", "title_missing", "请写标题")
	} else if n > 60 {
		refuse("title", "title_long", "标题太长了，请写在 60 个字以内")
	}
	switch n := utf8.RuneCountInString(plain(r.GetString("body"))); {
	case n == 0 && len(r.GetStringSlice("pictures")) == 0:
		refuse("body", "body_missing", "请写正文，或者放一张图片")
	case n > longest:
		refuse("body", "body_long", "正文太长了，请精简到两万字以内")
	}
	p := of(r)
	switch {
	case p.Until.IsZero():
	case !p.From.IsZero() && !p.Until.After(p.From):
		refuse("expires_at", "expires_early", "到期时间要晚于发布时间")
	case p.State == "published" && (r.IsNew() || r.Original().GetString("state") != "published") && !p.Until.After(calendar.Now(app)):
		refuse("expires_at", "expires_past", "到期时间已经过了，居民看不到；请先改到期时间再发布")
	}
	if sentence := doubled(app, r); sentence != "" {
		refuse("buildings", "building_in_estate", sentence)
	}
	return wrong
}

// doubled names a building whose whole estate is a target too: either the
// estate was meant or the building, and guessing tells too many or too few.
func doubled(app core.App, r *core.Record) string {
	estates := map[string]bool{}
	for _, id := range r.GetStringSlice("estates") {
		estates[id] = true
	}
	if len(estates) == 0 {
		return ""
	}
	for _, id := range r.GetStringSlice("buildings") {
		if b, err := app.FindRecordById("buildings", id); err == nil && estates[b.GetString("estate")] {
			estate := places.NameOf(app, "estates", b.GetString("estate"))
			return fmt.Sprintf("“发给小区”里已经有%s，再选它的%s就分不清发给谁了：发给整个小区，请去掉楼栋；只发给这几栋，请去掉小区", estate, b.GetString("name"))
		}
	}
	return ""
}

// received prepares the pictures before anything is stored, and writes into
// the log, in one transaction with the post, that it was published or taken
// down.
func received(e *core.RecordRequestEvent) error {
	if err := shrink(e.Record); err != nil {
		return err
	}
	was := e.Record.Original().GetString("state")
	return access.Within(e.RequestEvent, e.Next, func(tx core.App) error {
		action := map[string]string{"published": "发布", "withdrawn": "撤下"}[e.Record.GetString("state")]
		if action == "" || was == e.Record.GetString("state") {
			return nil
		}
		return audit.Write(tx, access.Of(e.RequestEvent), audit.Entry{Action: action + "红管发布", Collection: table, ID: e.Record.Id, Note: e.Record.GetString("title")})
	})
}

// shrink makes the new pictures upright, small, and without the place where
// they were taken; those stored before keep their order among them.
func shrink(r *core.Record) error {
	fresh := r.GetUnsavedFiles("pictures")
	if len(fresh) == 0 {
		return nil
	}
	clean, err := requests.Clean(fresh, false)
	if err != nil {
		var refused *router.ApiError
		if errors.As(err, &refused) {
			return access.RefuseFields(access.Field{Name: "pictures", Code: "picture", Sentence: refused.Message})
		}
		return err
	}
	instead := map[string]*filesystem.File{}
	for i, f := range fresh {
		instead[f.Name] = clean[i]
	}
	var all []any
	raw, _ := r.GetRaw("pictures").([]any)
	for _, v := range raw {
		if f, ok := v.(*filesystem.File); ok {
			v = instead[f.Name]
		}
		all = append(all, v)
	}
	r.Set("pictures", all)
	return nil
}

// of is what the rules want to know of a post.
func of(r *core.Record) posting.Post {
	return posting.Post{
		State: r.GetString("state"), From: moment(r, "publish_at"), Until: moment(r, "expires_at"),
		Estates: r.GetStringSlice("estates"), Buildings: r.GetStringSlice("buildings"),
	}
}

func moment(r *core.Record, field string) time.Time { return r.GetDateTime(field).Time() }
