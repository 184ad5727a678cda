package visits

import (
	"fmt"
	"net/http"

	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/access"
	"hongguan/hooks/calendar"
	"hongguan/hooks/places"
	"hongguan/hooks/requests"
	"hongguan/rules/realname"
)

// turn makes a request of a visit: its words, place and person as they were
// written down. Only a telephone number may be missing; without one nobody could
// be told how it ended.
func turn(e *core.RequestEvent) error {
	who := access.Of(e)
	if !who.Community() {
		return access.Answer(http.StatusForbidden, "走访记录由社区工作人员转为诉求")
	}
	var more struct{ Name, Phone string }
	if err := e.BindBody(&more); err != nil {
		return access.Refuse("提交的内容看不懂，请刷新页面再试")
	}
	var got requests.Received
	err := e.App.RunInTransaction(func(tx core.App) error {
		visit, err := tx.FindRecordById(table, e.Request.PathValue("id"))
		if err != nil {
			return access.Answer(http.StatusNotFound, "没有找到这条走访记录")
		}
		if err := open(tx, visit); err != nil {
			return err
		}
		if err := complete(visit, more.Name, more.Phone); err != nil {
			return err
		}
		s := submission(tx, visit, who)
		if s.Photos, err = photosOf(tx, visit); err != nil {
			return err
		}
		if got, err = requests.TakeIn(tx, s); err != nil {
			return err
		}
		if got.Sealed || requests.Shielded(got.Record) {
			return remove(tx, visit)
		}
		return turned(tx, visit, got.Record, who)
	})
	if err != nil {
		return err
	}
	return requests.Answer(e, got)
}

// open refuses a visit that is a request already, or of which nothing is left.
func open(app core.App, visit *core.Record) error {
	switch {
	case visit.GetString("request") != "":
		no := ""
		if req, err := app.FindRecordById("requests", visit.GetString("request")); err == nil {
			no = " " + req.GetString("request_no")
		}
		return access.Refuse("这条已经转为诉求" + no + "，不用再转")
	case visit.GetString("said") == "":
		return access.Refuse("这条没有写说了什么，转不成诉求")
	}
	return nil
}

// complete adds what the visit lacks of the person.
func complete(visit *core.Record, name, phone string) error {
	if name = realname.NormalizeName(name); name != "" && visit.GetString("person") == "" {
		visit.Set("person", name)
	}
	if phone != "" && visit.GetString("phone") == "" {
		normal, _, err := realname.Phone(phone)
		if err != nil {
			return access.RefuseFields(access.Field{Name: "phone", Code: "visit_phone", Sentence: err.Error()})
		}
		visit.Set("phone", normal)
	}
	if visit.GetString("kind") == "patrol" && visit.GetString("person") == "" {
		return nil // what the office saw for itself is nobody's
	}
	if visit.GetString("person") == "" {
		return access.RefuseFields(access.Field{Name: "name", Code: "visit_name", Sentence: "请补上是谁反映的：姓，或者姓名"})
	}
	if visit.GetString("phone") == "" {
		return access.RefuseFields(access.Field{Name: "phone", Code: "visit_phone", Sentence: "请补上电话，办好了才能告诉人家"})
	}
	return nil
}

func submission(app core.App, visit *core.Record, who access.Actor) requests.Submission {
	s := requests.Submission{By: who, Channel: visit.GetString("kind"), Text: visit.GetString("said"), Room: visit.GetString("room"),
		Received: visit.GetDateTime("at").Time(), Key: "visit " + visit.Id}
	s.Place, _ = places.From(app, places.Asked{Estate: visit.GetString("estate"), Building: visit.GetString("building"), Unit: visit.GetString("unit")}) // a place that is gone by now is none
	s.Caller.Name, s.Caller.Phone = visit.GetString("person"), visit.GetString("phone")
	return s
}

// turned notes at the visit what became of it. Its photos are the request's
// now, and are shown, handed on and erased there.
func turned(tx core.App, visit, req *core.Record, who access.Actor) error {
	visit.Load(map[string]any{"request": req.Id, "resident": req.GetString("resident"), "turned_at": calendar.Now(tx), "turned_by": who.Label, "photos": nil})
	if err := access.Own(tx, visit); err != nil {
		return fmt.Errorf("link visit to its request: %w", err)
	}
	return nil
}
