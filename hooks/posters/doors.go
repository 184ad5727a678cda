package posters

import (
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/access"
	"hongguan/hooks/places"
	"hongguan/hooks/prints"
	"hongguan/hooks/settings"
	"hongguan/rules/realname"
	"hongguan/templates"
)

// doors makes the codes of a stairwell's doors, one for each household. A door
// that has one keeps it.
func doors(e *core.RequestEvent) error {
	var form struct {
		Building string `json:"building"`
		Unit     string `json:"unit"`
		Rooms    string `json:"rooms"` // 101-104 201-204, 301、302
	}
	if err := e.BindBody(&form); err != nil {
		return access.Refuse("没有看懂这次提交，请刷新页面再试")
	}
	rooms, err := roomsOf(form.Rooms)
	if err != nil {
		return err
	}
	codes, created := []string{}, 0
	err = e.App.RunInTransaction(func(tx core.App) error {
		p, err := places.Find(tx, form.Building, form.Unit)
		if err != nil {
			return err
		}
		for _, room := range rooms {
			p.Room = room // beside the label, never in it: labels stand in lists
			r, there := at(tx, Door, p)
			if !there {
				if r, err = New(tx, Door, p); err != nil {
					return err
				}
				created++
			}
			codes = append(codes, r.GetString("code"))
		}
		return nil
	})
	if err != nil {
		return err
	}
	return e.JSON(http.StatusOK, map[string]any{
		"codes": codes, "created": created, "sheets": (len(codes) + templates.PlatesPerSheet - 1) / templates.PlatesPerSheet,
		"sentence": fmt.Sprintf("共%d户，新做%d个码，其余沿用原来的码", len(codes), created),
	})
}

// mostRooms is more than any stairwell has; a slip such as 101-99999 makes no
// ninety thousand codes.
const mostRooms = 500

// roomsOf reads rooms as people write them down: 101-104 is four doors.
func roomsOf(typed string) ([]string, error) {
	wrong := func(sentence string) error {
		return access.RefuseFields(access.Field{Name: "rooms", Code: "rooms_form", Sentence: sentence})
	}
	split := func(r rune) bool { return strings.ContainsRune(" ,，、；;\n\t　", r) }
	var rooms []string
	add := func(room string) {
		if room = realname.RoomKey(room); room != "" && !slices.Contains(rooms, room) {
			rooms = append(rooms, room)
		}
	}
	for _, part := range strings.FieldsFunc(strings.NewReplacer("—", "-", "–", "-", "~", "-", "～", "-", "至", "-", "－", "-").Replace(typed), split) {
		from, to, ranged := strings.Cut(part, "-")
		if !ranged {
			add(part)
			continue
		}
		a, errA := strconv.Atoi(realname.RoomKey(from))
		b, errB := strconv.Atoi(realname.RoomKey(to))
		if errA != nil || errB != nil || b < a || b-a >= mostRooms {
			return nil, wrong("“" + part + "”看不懂，请写成 101-104 这样，从小到大")
		}
		for n := a; n <= b; n++ {
			add(strconv.Itoa(n))
		}
	}
	switch {
	case len(rooms) == 0:
		return nil, wrong("请写室号，如：101-104 201-204")
	case len(rooms) > mostRooms:
		return nil, wrong(fmt.Sprintf("一次最多做%d户，请分几次做", mostRooms))
	}
	for _, room := range rooms {
		if len([]rune(room)) > 8 {
			return nil, wrong("室号“" + room + "”太长了，请核对")
		}
	}
	return rooms, nil
}

// plates prints the doors of a list of codes on label sheets.
func plates(e *core.RequestEvent, id string) (string, error) {
	if err := mustBeCommunity(e); err != nil {
		return "", err
	}
	office := settings.Of(e.App)
	var views []templates.PlateView
	for code := range strings.SplitSeq(id, ",") {
		r, ok := ByCode(e.App, code)
		if !ok || r.GetString("scope") != Door {
			return "", access.Answer(404, "没有楼道码是 "+code+" 的门牌")
		}
		if r.GetString("state") != Active {
			return "", access.Refuse("门牌 " + r.GetString("code") + " 已经停用，请不要再打印")
		}
		link := Link(e, r.GetString("code"))
		qr, err := prints.QR(link)
		if err != nil {
			return "", err
		}
		views = append(views, templates.PlateView{
			Brand: office.Brand(), Place: places.OfPoster(e.App, r).Label, Room: r.GetString("room") + "室", Code: r.GetString("code"),
			Phone: office.Phone(), QR: qr, Trial: prints.Trial(link),
		})
	}
	if len(views) > most {
		return "", access.Refuse(fmt.Sprintf("一次最多打印%d张门牌", most))
	}
	return templates.Plates(views)
}
