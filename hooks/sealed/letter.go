package sealed

import (
	"strings"
	"time"
	"unicode/utf8"

	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/access"
	"hongguan/rules/realname"
)

// Next is what somebody reads who has sent a letter.
const Next = "信已经收好，只有社区书记能看到。请记下查询码，凭它可以看到答复；我们不记录您是谁"

// NextOfRequest is what somebody reads whose request turned out to be about a
// person. She gave a name and number; the page must not say that none is kept.
const NextOfRequest = "这件事涉及具体的人，已按保密来信收好，只有社区书记能看到。请记下查询码，凭它可以看到答复"

// post takes in a letter to the secretary or an opinion about conduct. Guests
// are welcome, names are not asked for.
func post(e *core.RequestEvent) error {
	var f struct {
		Kind    string `json:"kind"`
		Text    string `json:"text"`
		About   string `json:"about"`
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
	if f.About != "" {
		text = "关于：" + f.About + "\n" + text
	}
	if f.Website != "" {
		return e.JSON(200, map[string]string{"query_code": access.RandomCode(8), "next": Next})
	}
	key := ""
	if f.Key != "" {
		// The text is part of it: who guesses another's key must not be given
		// her query code, and two letters of one key are two letters.
		key = "letter:" + f.Key + ":" + access.Hash(text)
	}
	code, err := Receive(e.App, Report{Kind: f.Kind, Text: text, Person: person, Phone: f.Phone, Key: key})
	if err != nil {
		return err
	}
	return e.JSON(200, map[string]string{"query_code": code, "next": Next})
}

// guesses is how often one address may ask for letters: a whole estate may
// share it, and a code has 31^8 values.
var guesses = access.Limit{Times: 300, Within: time.Hour}

// track shows the answer to whoever holds the query code, and nothing else.
func track(e *core.RequestEvent) error {
	if !access.Take(e.App, "letter "+e.RealIP(), guesses) {
		return access.Answer(429, "试的次数太多了，请过一会儿再试")
	}
	r, err := e.App.FindFirstRecordByData("sealed_reports", "query_code_hash", access.Hash(access.Plain(e.Request.PathValue("code"))))
	if err != nil {
		return access.Answer(404, "没有找到这个查询码，请核对后再试")
	}
	label := map[string]string{"received": "已收到，等书记阅看", "read": "书记已阅看", "replied": "已答复"}[r.GetString("state")]
	return e.JSON(200, map[string]any{"state_label": label, "received_at": r.GetDateTime("received_at"), "reply_text": r.GetString("reply_text"), "replied_at": r.GetDateTime("replied_at")})
}
