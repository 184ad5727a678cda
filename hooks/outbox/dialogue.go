package outbox

import (
	"fmt"
	"strings"
	"sync"

	"github.com/wneessen/go-mail/log"
)

// recorder keeps a dialogue for people. The library leaves out the log-in
// already; the password is blotted out once more because some servers repeat
// what they were sent.
type recorder struct {
	mu     sync.Mutex
	text   []string
	secret string
}

func (r *recorder) add(line string) {
	line = strings.ReplaceAll(line, "<SMTP auth data redacted>", "（账号和授权码不显示）")
	if r.secret != "" {
		line = strings.ReplaceAll(line, r.secret, "***")
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	r.text = append(r.text, strings.Split(strings.TrimSpace(line), "\n")...)
}

func (r *recorder) lines() []string {
	r.mu.Lock()
	defer r.mu.Unlock()
	return append([]string{}, r.text...)
}

func (r *recorder) log(l log.Log) {
	side := "← "
	if l.Direction == log.DirClientToServer {
		side = "→ "
	}
	r.add(side + fmt.Sprintf(l.Format, l.Messages...))
}

func (r *recorder) Debugf(l log.Log) { r.log(l) }
func (r *recorder) Infof(l log.Log)  { r.log(l) }
func (r *recorder) Warnf(l log.Log)  { r.log(l) }
func (r *recorder) Errorf(l log.Log) { r.log(l) }
