package people

import (
	"fmt"
	"net/http"
	"regexp"
	"strings"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/access"
	"hongguan/hooks/audit"
	"hongguan/hooks/places"
)

const (
	mostFound   = 8  // residents of one search: who needs more types more
	fewestDigit = 4  // of a number, so that nobody leafs through all of them
	mostTyped   = 30 // characters
)

var digits = regexp.MustCompile(`^[\d\s-]+$`)

// Found is a resident as a search names them: enough to know the right one, and
// no number to dial.
type Found struct {
	ID        string `json:"id"`
	Name      string `json:"name"`
	Phone     string `json:"phone_masked"`
	Place     string `json:"place"`
	RealName  string `json:"real_name"`
	LinkState string `json:"link_state"`
}

// searchRoute finds residents by a part of their name or by digits of their
// number, for the secretary, who alone reads whole names in lists. Each search
// is in the log, without what was typed: that is a name or a number itself.
func searchRoute(e *core.RequestEvent) error {
	who := access.Of(e)
	if who.Kind != access.Superuser {
		return access.Answer(http.StatusForbidden, "按姓名、电话查找居民由社区书记使用")
	}
	typed := strings.TrimSpace(e.Request.URL.Query().Get("q"))
	if len([]rune(typed)) > mostTyped {
		return access.Refuse("要找的字太多了，请只写姓名，或号码中的几位")
	}
	found, by, err := find(e.App, typed)
	if err != nil {
		return err
	}
	if by != "" {
		entry := audit.Entry{Action: "查找居民", Collection: "residents", Note: fmt.Sprintf("按%s，找到%d人", by, len(found))}
		if err := audit.Write(e.App, who, entry); err != nil {
			return err
		}
	}
	return e.JSON(http.StatusOK, map[string]any{"items": found})
}

// find reads the residents that fit and says what was looked for; nothing where
// too little was typed to look for anybody.
func find(app core.App, typed string) (found []Found, by string, err error) {
	found = []Found{}
	var where dbx.Expression
	order := "name"
	switch plain := strings.NewReplacer(" ", "", "-", "").Replace(typed); {
	case plain == "":
		return found, "", nil
	case digits.MatchString(typed) && len(plain) < fewestDigit:
		return found, "", nil
	case digits.MatchString(typed):
		where, by = dbx.Like("phone", plain), "号码"
		order = "(phone LIKE '%" + plain + "') DESC" // digits only; people know the end of a number
	default:
		where, by = dbx.Like("name", typed), "姓名"
	}
	rows := []*core.Record{}
	err = app.RecordQuery("residents").AndWhere(where).AndWhere(dbx.HashExp{"erased_at": "", "active": true}).
		OrderBy(order, "name", "created").Limit(mostFound).All(&rows)
	if err != nil {
		return nil, "", fmt.Errorf("search residents: %w", err)
	}
	for _, r := range rows {
		_, phone := Masked(r)
		found = append(found, Found{ID: r.Id, Name: r.GetString("name"), Phone: phone, RealName: r.GetString("real_name"), LinkState: r.GetString("link_state"),
			Place: places.Words(places.Label(app, r.GetString("estate"), r.GetString("building"), r.GetString("unit")), r.GetString("room"))})
	}
	return found, by, nil
}
