package outbox

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/calendar"
	"hongguan/hooks/settings"
)

// Note is a line for a group robot of 企业微信, 钉钉 or 飞书. A group has many
// readers: its text never holds a name, a phone number or what a resident wrote.
type Note struct {
	Key     string // what makes it one
	URL     string // the robot's address
	Text    string
	Request string // id of the request it is about
	About   string
	Urgent  bool
}

// QueueGroup stores a line for the office's own group. Robots that pass on only
// what holds a word agreed on get it when they know us by a signature instead:
// the word is 紧急, and an ordinary line must not cry wolf.
func QueueGroup(tx core.App, key, text, about string) error {
	c := settings.Of(tx)
	address := strings.TrimSpace(c.GetString("robot_url"))
	if address == "" || brandOf(address) != wecom && strings.TrimSpace(c.GetString("robot_secret")) == "" {
		return nil
	}
	_, err := QueueNote(tx, Note{Key: key, URL: address, Text: text, About: about})
	return err
}

const ringTimeout = 15 * time.Second

// QueueNote stores a note in the caller's transaction, as [Queue] does a letter.
func QueueNote(tx core.App, n Note) (*core.Record, error) {
	if r, err := findByKey(tx, n.Key); err == nil {
		return r, nil
	}
	c, err := tx.FindCollectionByNameOrId(collection)
	if err != nil {
		return nil, err
	}
	r := core.NewRecord(c)
	now := calendar.Now(tx)
	r.Load(map[string]any{
		"kind": kindWebhook, "dedup_key": n.Key, "to": n.URL, "subject": cut(n.Text, 300), "body_text": n.Text,
		"request": n.Request, "about": n.About, "state": Queued, "queued_at": now, "next_at": now,
		"urgent": n.Urgent,
	})
	return r, save(tx, r)
}

// errRobot is a robot's refusal; the answer goes to the log only.
var errRobot = errors.New("group robot refused")

// ring posts a note. The three robots take the same message under two names
// and answer code or errcode 0 when they passed it on; HTTP says 200 either way.
//
// A secret signs it for the two that ask for a signature; it is read when the
// note is sent and stands in no row of the outbox.
func ring(ctx context.Context, address, text, secret string, now time.Time) error {
	message := map[string]any{
		"msgtype": "text", "text": map[string]string{"content": text}, // 企业微信, 钉钉
		"msg_type": "text", "content": map[string]string{"text": text}, // 飞书
	}
	address = sign(address, message, strings.TrimSpace(secret), now)
	body, err := json.Marshal(message)
	if err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(ctx, ringTimeout)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, address, bytes.NewReader(body))
	if err != nil {
		return fmt.Errorf("%w: %w", errRobot, err)
	}
	req.Header.Set("Content-Type", "application/json")
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		return fmt.Errorf("%w: %w", errRobot, err)
	}
	defer res.Body.Close()
	data, err := io.ReadAll(io.LimitReader(res.Body, 64<<10))
	if err != nil {
		return fmt.Errorf("%w: %w", errRobot, err)
	}
	var answer struct {
		ErrCode *int `json:"errcode"`
		Code    *int `json:"code"`
	}
	if err := json.Unmarshal(data, &answer); err != nil {
		return fmt.Errorf("%w: HTTP %d", errRobot, res.StatusCode)
	}
	for _, n := range []*int{answer.ErrCode, answer.Code} {
		if n != nil && *n == 0 {
			return nil
		}
	}
	return fmt.Errorf("%w: %s", errRobot, cut(string(data), 300))
}

func explainAny(err error) string {
	if errors.Is(err, errRobot) {
		return "群机器人没有收下这条消息，请核对机器人地址；会自动再发"
	}
	return explain(err)
}
