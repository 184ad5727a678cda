package outbox

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"net/url"
	"strconv"
	"strings"
	"time"
)

// brand is whose robot an address belongs to. The path tells it, so that an
// office's own gateway before the robot is known, too.
type brand int

const (
	wecom brand = iota // 企业微信; its address is its secret
	dingtalk
	feishu
)

func brandOf(address string) brand {
	u, err := url.Parse(address)
	switch {
	case err != nil:
		return wecom
	case strings.HasSuffix(u.Path, "/robot/send"):
		return dingtalk
	case strings.Contains(u.Path, "/open-apis/bot/"):
		return feishu
	}
	return wecom
}

// sign adds the signature that a robot set to 加签 (钉钉) or 签名校验 (飞书) asks
// for, to the address of the one and to the message of the other. Both are good
// for an hour around the robot's own time, so the real clock signs.
func sign(address string, message map[string]any, secret string, now time.Time) string {
	if secret == "" {
		return address
	}
	switch brandOf(address) {
	case dingtalk:
		stamp := strconv.FormatInt(now.UnixMilli(), 10)
		u, err := url.Parse(address)
		if err != nil {
			return address
		}
		q := u.Query()
		q.Set("timestamp", stamp)
		q.Set("sign", digest(secret, stamp+"\n"+secret))
		u.RawQuery = q.Encode()
		return u.String()
	case feishu:
		stamp := strconv.FormatInt(now.Unix(), 10)
		message["timestamp"] = stamp
		message["sign"] = digest(stamp+"\n"+secret, "")
	}
	return address
}

func digest(key, text string) string {
	mac := hmac.New(sha256.New, []byte(key))
	mac.Write([]byte(text))
	return base64.StdEncoding.EncodeToString(mac.Sum(nil))
}
