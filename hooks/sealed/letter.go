package sealed

import (
	"strings"
	"time"
	"unicode/utf8"

	"filippo.io/age"
	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/access"
	"hongguan/hooks/catalogue"
	"hongguan/rules/realname"
)

// post takes in a letter to the secretary or an opinion about conduct. Guests
// are welcome, names are not asked for. What speaks of the community's own
// leaders goes to the upper contact, whether its writer chose so or the
// classifier sees it.
func post(e *core.RequestEvent) error {
	var f struct {
		Kind    string `json:"kind"`
		Text    string `json:"text"`
		About   string `json:"about"`
		Target  string `json:"target"` // leader: about 社区书记或主任
		Name    string `json:"name"`
		Phone   string `json:"phone"`
		Key     string `json:"client_key"`
		Website string `json:"website"` // no person sees this field; a program fills it in
	}
	if err := e.BindBody(&f); err != nil {
		return access.Refuse("提交的内容不完整，请重新填写")
	}
	text := strings.TrimSpace(f.Text)
	switch n := utf8.RuneCountInString(text); {
	case n == 0:
		return access.RefuseFields(access.Field{Name: "text", Code: "text_missing", Sentence: "请写下您想说的话"})
	case n > 4800: // with what it is about, 5000
		return access.RefuseFields(access.Field{Name: "text", Code: "text_long", Sentence: "内容太长了，请控制在 4800 字以内"})
	}
	if f.Kind != "conduct" {
		f.Kind = "letter"
	}
	if f.Phone != "" {
		phone, _, err := realname.Phone(f.Phone)
		if err != nil {
			return access.RefuseFields(access.Field{Name: "phone", Code: "phone_form", Sentence: err.Error()})
		}
		f.Phone = phone
	}
	person := realname.NormalizeName(f.Name)
	if utf8.RuneCountInString(person) > 40 || utf8.RuneCountInString(f.About) > 100 {
		return access.RefuseFields(access.Field{Name: "name", Code: "name_long", Sentence: "姓名或对象太长了，请写短一些"})
	}
	guess, err := catalogue.Classify(e.App, text)
	if err != nil {
		return err
	}
	if f.About != "" {
		text = "关于：" + f.About + "\n" + text
	}
	in := Report{Kind: f.Kind, Text: text, Person: person, Phone: f.Phone, Concerns: ofMatter(guess.Matter)}
	switch {
	case f.Target == "leader":
		in.Concerns = Leaders
	case f.Kind == "conduct" && in.Concerns == "":
		in.Concerns = Conduct
	}
	if f.Website != "" {
		return e.JSON(200, map[string]string{"query_code": access.RandomCode(8), "next": Next(e.App, Receipt{}, f.Kind)})
	}
	if f.Key != "" {
		// The text is part of it: who guesses another's key must not be given
		// her query code, and two letters of one key are two letters.
		in.Key = "letter:" + f.Key + ":" + access.Hash(text)
	}
	got, err := Receive(e.App, in)
	if err != nil {
		return err
	}
	return e.JSON(200, map[string]string{"query_code": got.Code, "next": Next(e.App, got, f.Kind)})
}

// ofMatter is what a matter of the sealed lane speaks of; empty for any other.
func ofMatter(matter string) string {
	switch matter {
	case Conduct, Leaders, Violence, Minor:
		return matter
	}
	return ""
}

// guesses is how often one address may ask for letters: a whole estate may
// share it, and a code has 31^8 values.
var guesses = access.Limit{Times: 300, Within: time.Hour}

// track shows the answer to whoever holds the query code, and nothing else.
func track(e *core.RequestEvent) error {
	if !access.Take(e.App, "letter "+e.RealIP(), guesses) {
		return access.Answer(429, "试的次数太多了，请过一会儿再试")
	}
	code := access.Plain(e.Request.PathValue("code"))
	r, err := e.App.FindFirstRecordByData("sealed_reports", "query_code_hash", access.Hash(code))
	if err != nil {
		return access.Answer(404, "没有找到这个查询码，请核对后再试")
	}
	text, reader := r.GetString("reply_text"), "书记"
	if r.GetString("audience") == audienceUpper {
		reader = "上级联系人"
		if text, err = answerFor(r, code); err != nil {
			return err
		}
	}
	label := map[string]string{"received": "已收到，等" + reader + "阅看", "read": reader + "已阅看", "replied": "已答复"}[r.GetString("state")]
	if r.GetString("audience") == audienceUpper && r.GetString("contact") == "" {
		label = "已锁存，现在谁也打不开；等上级联系人同意接收以后由本人阅看"
	}
	e.Response.Header().Set("Cache-Control", "no-store")
	return e.JSON(200, map[string]any{"state_label": label, "received_at": r.GetDateTime("received_at"), "reply_text": text, "replied_at": r.GetDateTime("replied_at")})
}

// answerFor opens the upper contact's answer with the sender's query code.
func answerFor(r *core.Record, code string) (string, error) {
	if r.GetString("reply_box") == "" {
		return "", nil
	}
	key, err := unlockByCode(r.GetString("sender_box"), code)
	if err != nil {
		return "", err
	}
	id, err := age.ParseX25519Identity(string(key))
	if err != nil {
		return "", err
	}
	b, err := unlockText(r.GetString("reply_box"), id)
	return string(b), err
}
