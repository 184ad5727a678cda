package requests

import (
	"net/http"
	"net/url"
	"strings"

	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/access"
	"hongguan/rules/lifecycle"
	"hongguan/rules/realname"
)

// Violence under way is an emergency first: whoever is on duty sees the place
// and the danger. She does not see who reported it. The one who hits may be
// standing beside the telephone, may work for the property company, may be a
// cousin of the clerk; and a call at the wrong moment makes it worse.
//
// So such a request holds its person in shielded_resident and her words in
// shielded_text, hidden fields that no list, filter, relation or other feature
// leads to; the ordinary fields hold nothing of her. She sees her own request
// whole. The secretary opens it by the contact route, which writes down that
// she did. Staff of the community read her words with herself masked, so that
// they can repeat them to the police; other organisations do not.
//
// A wish to die is not shielded: there is nobody to hide from, and minutes
// spent asking the secretary for the telephone number may cost a life.

// veiled is what stands for a shielded request's words wherever they would be read.
const veiled = "为保护反映人，这里只写地点和险情，不显示原话"

// shieldedLabel stands for the person.
const shieldedLabel = "反映人受保护"

// Shelter is said to whoever wants to know who reported violence.
const Shelter = "反映人受保护，姓名、电话和原话只有社区书记能看，每次查看都有记录。有危险请直接拨 110，说明地点和险情；不要打电话核实，可能让她更危险"

// Shielded reports whether a request hides who reported it. A part of a
// shielded request does as well.
func Shielded(req *core.Record) bool {
	return req.GetString("danger") == violence || req.GetString("shielded_resident") != ""
}

// shield moves the person and her words out of sight. Call it before the
// request gets its summary.
func shield(req *core.Record) {
	if !Shielded(req) {
		return
	}
	if r := req.GetString("resident"); r != "" {
		if key := req.GetString("client_key"); key != "" {
			req.Set("client_key", shieldedKey(r, key))
		}
		req.Load(map[string]any{"shielded_resident": r, "resident": ""})
	}
	if text := req.GetString("text"); req.GetString("danger") == violence && text != veiled {
		// The reason quotes her words: 提到“我老公”“打我”.
		req.Load(map[string]any{"shielded_text": text, "text": veiled, "reason": "从原话判断可能是" + Danger(req) + "，请立即拨打 110"})
	}
	if rel := req.GetString("on_behalf_relation"); rel != "" {
		req.Load(map[string]any{"shielded_relation": rel, "on_behalf_relation": ""})
	}
	req.Set("poster", "") // one on a door would name the room
}

// shieldedKey tells one resident's keys from another's where the resident is not there to do it.
func shieldedKey(resident, key string) string { return "shielded " + access.Hash(resident+" "+key) }

// owner is the registration a request belongs to, shielded or not; empty for
// one of a guest or of somebody erased.
func owner(req *core.Record) string {
	if id := req.GetString("resident"); id != "" {
		return id
	}
	return req.GetString("shielded_resident")
}

// veil masks what the owner of a shielded request writes into a later step,
// before it stands in the timeline.
func (s *step) veil() {
	if !Shielded(s.req) || !s.rel.Has(lifecycle.Owner) {
		return
	}
	for _, f := range s.verb.Fields {
		if f.Type == "text" || f.Type == "textarea" {
			s.in.Values[f.Name] = maskedSelf(s.tx, s.req, s.in.Text(f.Name))
		}
	}
}

func maskedSelf(app core.App, req *core.Record, text string) string {
	names := []string{req.GetString("on_behalf_name")}
	if r, err := app.FindRecordById("residents", owner(req)); err == nil {
		names = append(names, r.GetString("name"))
		text = strings.ReplaceAll(text, r.GetString("phone"), "****")
	}
	if phone := req.GetString("on_behalf_phone"); phone != "" {
		text = strings.ReplaceAll(text, phone, "****")
	}
	return realname.MaskSelf(text, req.GetString("room"), names...)
}

// enrichShielded shows a shielded request as far as its viewer may see it.
func enrichShielded(app core.App, req *core.Record, who access.Actor) {
	req.Set("shielded", true)
	if owns(who, req) {
		req.Unhide("room", "on_behalf_name")
		req.Set("on_behalf_relation", req.GetString("shielded_relation"))
		if r, ok := person(app, req); ok {
			req.Set("resident_label", r.GetString("name"))
		}
		if text := req.GetString("shielded_text"); text != "" {
			req.Set("text", text)
		}
		return
	}
	req.Set("resident_label", shieldedLabel)
	if text := req.GetString("shielded_text"); text != "" && who.Community() {
		req.Set("text", maskedSelf(app, req, text))
	}
	hideShielded(req)
}

// hideShielded also undoes what PocketBase shows a superuser: her look at the
// person is written down, so it has a door of its own.
func hideShielded(req *core.Record) {
	req.Hide("photos", "room", "on_behalf_name", "on_behalf_phone", "shielded_resident", "shielded_relation", "shielded_text", "client_key")
}

// openShielded fills in a contact from the hidden fields, her own words and the
// names of her photos included.
func openShielded(app core.App, who access.Actor, req *core.Record, c *Contact) error {
	if who.Kind != access.Superuser {
		return access.Answer(http.StatusForbidden, Shelter)
	}
	if r, err := app.FindRecordById("residents", owner(req)); err == nil {
		c.Name, c.Phone = r.GetString("name"), r.GetString("phone")
	}
	c.Relation, c.Text, c.Photos = req.GetString("shielded_relation"), req.GetString("shielded_text"), req.GetStringSlice("photos")
	return nil
}

// bindShield closes the ways around the door: PocketBase's own file route, and
// filters and orders by the hidden fields, which are a superuser's alone.
func bindShield(app core.App) {
	app.OnFileDownloadRequest("requests").BindFunc(func(e *core.FileDownloadRequestEvent) error {
		if Shielded(e.Record) {
			return access.Answer(http.StatusNotFound, noPhoto)
		}
		return e.Next()
	})
	app.OnServe().BindFunc(func(e *core.ServeEvent) error {
		e.Router.BindFunc(func(e *core.RequestEvent) error {
			if strings.HasPrefix(e.Request.URL.Path, "/api/collections/") {
				q := e.Request.URL.Query()
				if strings.Contains(q.Get("filter")+q.Get("sort"), "shielded_") {
					return access.Answer(http.StatusForbidden, "不能按受保护的反映人查找或排序")
				}
			}
			return e.Next()
		})
		return e.Next()
	})
	app.OnRealtimeSubscribeRequest().BindFunc(func(e *core.RealtimeSubscribeRequestEvent) error {
		for _, s := range e.Subscriptions {
			if plain, err := url.QueryUnescape(s); err != nil || strings.Contains(plain, "shielded_") {
				return access.Answer(http.StatusForbidden, "不能按受保护的反映人订阅")
			}
		}
		return e.Next()
	})
}
