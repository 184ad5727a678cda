package requests

import (
	"strings"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/access"
	"hongguan/hooks/places"
)

// bare is how many dangers without a name may come from one address. Behind a
// tunnel the whole estate has one; more than this in an hour is no accident.
var bare = access.Limit{Times: 20, Within: time.Hour}

// shortestKey is how long a guest's key must be to be hers alone: whoever has
// the key gets the query code.
const shortestKey = 16

// dangerRoute takes word of a danger from somebody who leaves neither name nor
// number: registration must not stand between her and the telephone. Whatever
// is no danger is refused with the fields that are missing.
func dangerRoute(e *core.RequestEvent) error {
	who := access.Of(e)
	if who.Kind != access.Guest && who.Kind != access.Resident {
		return access.Refuse("请用“代登记”为居民登记")
	}
	s := Submission{By: who, Channel: "web"}
	if who.Kind == access.Resident {
		s.Resident = e.Auth
	}
	in, err := s.read(e)
	if err != nil {
		return err
	}
	if strings.TrimSpace(s.Text) == "" {
		return refuseField("text", "text_missing", "请写一句出了什么事")
	}
	if s.Resident == nil && len(s.Key) < shortestKey {
		s.Key = ""
	}
	if _, known := byKey(e.App, s); !known && !access.Take(e.App, "danger "+e.RealIP(), bare) {
		return access.Answer(429, "这里一小时里收到的太多了。有危险请直接拨打 110、119 或 120，也可以留下姓和电话再发")
	}
	if s.Place, err = places.From(e.App, places.Asked{Poster: in.Text("poster"), Estate: in.Text("estate"), Building: in.Text("building"), Unit: in.Text("unit")}); err != nil {
		s.Place = places.Place{} // a wrong place must not lose the words
	}
	if s.Place.Poster != "" {
		s.Channel = "qr"
	}
	got, err := Receive(e.App, s)
	if err != nil {
		return err
	}
	return Answer(e, got)
}
