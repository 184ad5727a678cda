package watches

import (
	"net/mail"
	"strings"
	"time"

	validation "github.com/pocketbase/ozzo-validation/v4"
	"github.com/pocketbase/pocketbase/core"

	"hongguan/rules/realname"
	"hongguan/rules/watch"
)

// check puts right what can be put right without asking, and says of each
// wrong field what is wrong with it.
func check(app core.App, r *core.Record) error {
	wrong := validation.Errors{}
	refuse := func(field, sentence string) {
		if wrong[field] == nil {
			wrong[field] = validation.NewError("validation_"+field, sentence)
		}
	}
	checkPerson(app, r, refuse)
	checkTimes(r, refuse)
	checkDates(r, refuse)
	if len(wrong) > 0 {
		return wrong
	}
	return nil
}

func checkPerson(app core.App, r *core.Record, refuse func(field, sentence string)) {
	r.Set("name", strings.TrimSpace(r.GetString("name")))
	old := r.Original()
	if !r.IsNew() && r.GetString("staff") != old.GetString("staff") && r.GetString("name") == old.GetString("name") {
		r.Set("name", "") // it was the other one's
	}
	if id := r.GetString("staff"); id != "" {
		switch person, err := app.FindRecordById("staff", id); {
		case err != nil:
			refuse("staff", "没有找到这位工作人员，请重新选择")
		case strings.HasSuffix(person.GetString("role"), "_contact"):
			refuse("staff", "物业、业委会的专人不能排进社区的值班表，请选社区自己的工作人员，或者只写姓名和电话")
		case r.GetString("name") == "":
			r.Set("name", person.GetString("name"))
		}
	}
	if r.GetString("name") == "" {
		refuse("name", "谁值班？请选一位工作人员，或者写姓名")
	}
	if raw := strings.TrimSpace(r.GetString("phone")); raw != "" {
		phone, _, err := realname.Phone(raw)
		if err != nil {
			refuse("phone", "值班电话："+err.Error())
		} else {
			r.Set("phone", phone)
		}
	}
	if email := strings.TrimSpace(r.GetString("email")); email != "" {
		r.Set("email", email)
		if a, err := mail.ParseAddress(email); err != nil || a.Address != email {
			refuse("email", "邮箱写得不对，请写成 wangmin@163.com 这样；几个人值班请各写一行")
		}
	}
}

func checkTimes(r *core.Record, refuse func(field, sentence string)) {
	read := func(field string) (watch.Clock, bool) {
		c, err := watch.ParseClock(r.GetString(field))
		if err != nil {
			refuse(field, err.Error())
			return 0, false
		}
		r.Set(field, c.String())
		return c, true
	}
	from, ok := read("from_time")
	to, too := read("to_time")
	switch {
	case !ok || !too:
	case from == 24*60:
		refuse("from_time", "从半夜零点开始请写 00:00")
	case from == to:
		refuse("to_time", "开始和结束是同一个时间；整天值班请写 00:00 到 24:00")
	}
}

func checkDates(r *core.Record, refuse func(field, sentence string)) {
	read := func(field string) (t time.Time) {
		t, err := watch.ParseDate(r.GetString(field))
		switch {
		case err != nil:
			refuse(field, err.Error())
		case !t.IsZero():
			r.Set(field, t.Format(time.DateOnly))
		}
		return t
	}
	from, to := read("from_day"), read("to_day")
	switch {
	case r.GetString("from_day") == "" && r.GetString("to_day") == "" && len(r.GetStringSlice("days")) == 0:
		refuse("days", "请选哪些天值班；节假日单独排班的，请写起止日期")
	case len(r.GetStringSlice("days")) == 0 && r.GetString("to_day") == "":
		refuse("to_day", "单独排班请写到哪天为止，只有一天就写同一天")
	case len(r.GetStringSlice("days")) == 0 && r.GetString("from_day") == "":
		refuse("from_day", "单独排班请写从哪天起")
	case !from.IsZero() && !to.IsZero() && to.Before(from):
		refuse("to_day", "截止日期在起始日期前面，请核对")
	}
}
