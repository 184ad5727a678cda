package settings

import (
	"database/sql"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"hongguan/rules/deadline"
	"hongguan/rules/workday"
)

// Community is the office's one settings record, with defaults where a field
// was left empty.
type Community struct{ *core.Record }

const cacheKey = "hongguan.community"

// Of returns the community this program serves.
func Of(app core.App) Community {
	if r, ok := app.Store().Get(cacheKey).(*core.Record); ok {
		return Community{r}
	}
	r, err := first(app)
	if err != nil {
		app.Logger().Error("read community", "error", err)
		c, findErr := app.FindCollectionByNameOrId("communities")
		if findErr != nil {
			panic(fmt.Sprintf("communities table is missing: %v", findErr))
		}
		return Community{core.NewRecord(c)}
	}
	app.Store().Set(cacheKey, r)
	return Community{r}
}

func first(app core.App) (*core.Record, error) {
	r := &core.Record{}
	err := app.RecordQuery("communities").OrderBy("created").Limit(1).One(r)
	return r, err
}

func (c Community) or(field, standard string) string {
	if v := strings.TrimSpace(c.GetString(field)); v != "" {
		return v
	}
	return standard
}

// Name is the community's name, 湖畔社区.
func (c Community) Name() string { return c.or("name", "本社区") }

// Code is the prefix of every request number, HP.
func (c Community) Code() string { return c.or("code", "SQ") }

// Brand is the name of the service on pages and posters.
func (c Community) Brand() string { return c.or("brand", "红色管家") }

// Slogan is the line under the brand.
func (c Community) Slogan() string { return c.or("slogan", "事事有回应") }

// Phone is the office's telephone number.
func (c Community) Phone() string { return c.GetString("phone") }

// PublicURL is the address residents reach, without a trailing slash.
func (c Community) PublicURL() string { return strings.TrimRight(c.GetString("public_url"), "/") }

// Street is how the street is addressed: 星湖街道（星湖社工委）.
func (c Community) Street() string {
	name, social := c.GetString("street"), c.GetString("social_dept")
	switch {
	case name == "" && social == "":
		return "街道（社工委）"
	case name == "" || social == "":
		return name + social
	}
	return name + "（" + social + "）"
}

// ReferralPrefix is what a referral's number starts with, 湖畔承.
func (c Community) ReferralPrefix() string {
	return c.or("referral_prefix", strings.TrimSuffix(c.Name(), "社区")+"承")
}

// ConsentVersion and ConsentText are what a resident agrees to at sending.
func (c Community) ConsentVersion() string { return c.or("consent_version", "1") }

// ConsentText is the wording of the consent.
func (c Community) ConsentText() string {
	return c.or("consent_text", "您留下的称呼、电话和地址只用来办理这件事和给您回话，由"+c.Name()+"居民委员会保管，办结两年后去掉姓名和电话。您可以随时查看、更正或要求删除。")
}

// number is one the office may set; not set, it is the standard one.
func (c Community) number(field string, standard int) int {
	if n := c.GetInt(field); n > 0 {
		return n
	}
	return standard
}

// ManyHouseholds is from how many households on one trouble should go up.
func (c Community) ManyHouseholds() int { return c.number("many_households", 10) }

// MailCaps are how many letters go out in a minute and in a day. Free mailboxes
// of the Chinese providers close for a day when more comes; an office's letters
// stay far below.
func (c Community) MailCaps() (minute, day int) {
	return c.number("mail_per_minute", 10), c.number("mail_per_day", 200)
}

// Target is what the office wants a rate to reach, in per cent: response,
// resolution, satisfaction or on_time; 0 where it set no number.
func (c Community) Target(rate string) int { return c.GetInt("target_" + rate) }

// Rules are the office's time limits, the standard ones where none was set.
func (c Community) Rules() deadline.Rules {
	r := deadline.Defaults()
	r.ConsultDays = c.number("consult_days", r.ConsultDays)
	r.CommunityDays = c.number("community_days", r.CommunityDays)
	r.DepartmentDays = c.number("department_days", r.DepartmentDays)
	r.HandlingDays = c.number("complex_days", r.HandlingDays)
	r.ComplexDays = c.number("complex_total_days", r.ComplexDays)
	if n := c.GetInt("sign_hours"); n > 0 {
		r.SignHours = time.Duration(n) * time.Hour
	}
	if n := c.GetInt("emergency_minutes"); n > 0 {
		r.CallBack = time.Duration(n) * time.Minute
	}
	r.Hours = c.Hours()
	return r
}

// Hours are the office hours of a working day, 08:30–11:30 and 13:00–17:30
// unless the office set others.
func (c Community) Hours() workday.Hours {
	h, err := workday.ParseHours(c.GetString("office_hours"))
	if err != nil {
		return workday.DefaultHours()
	}
	return h
}

// ErrOne says that the program serves one office.
var ErrOne = errors.New("社区设置只能有一条，请直接修改已有的那条")

func isNone(err error) bool { return errors.Is(err, sql.ErrNoRows) }
