package outbox_test

import (
	"bufio"
	"fmt"
	"math/rand/v2"
	"net"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/apptest"
)

// The faults of a mail server, as they are met in the field.
type fault int

const (
	fine       fault = iota
	busy             // 4xx at one of the steps
	refusing         // 5xx at one of the steps
	closing          // 421 and gone, at one of the steps
	unwelcome        // 554 instead of a greeting
	mute             // takes the connection and says nothing
	dropBefore       // takes half the letter and drops the line
	hangBefore       // takes the letter, keeps nothing, answers nothing
	dropAfter        // keeps the letter and drops the line before its 250
	hangAfter        // keeps the letter and answers nothing
	lateDrop         // keeps the letter, says 250, drops the line
	slow             // answers in pieces
	faults
)

// ambiguous is where nobody on this side of the line can know whether the letter was kept.
func (f fault) ambiguous() bool { return f == dropAfter || f == hangAfter }

// faulty is a mail server on the loopback that fails by seed.
type faulty struct {
	listener net.Listener
	hang     time.Duration

	mu     sync.Mutex
	random *rand.Rand
	share  float64        // of the dialogues that meet a fault
	met    [faults]int    // dialogues by fault
	kept   map[string]int // copies by Message-ID
	doubt  map[string]int // copies kept without the sender knowing
	order  []string       // Message-IDs as they came
	times  []time.Time
	now    func() time.Time
}

func openFaulty(t *testing.T, seed uint64, share float64, hang time.Duration, now func() time.Time) *faulty {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	apptest.Must(t, err)
	s := &faulty{listener: l, hang: hang, random: rand.New(rand.NewPCG(seed, 1)), share: share,
		kept: map[string]int{}, doubt: map[string]int{}, now: now}
	t.Cleanup(func() { l.Close() })
	go s.serve(l)
	return s
}

func (s *faulty) serve(l net.Listener) {
	for {
		c, err := l.Accept()
		if err != nil {
			return
		}
		go s.talk(c)
	}
}

func (s *faulty) use(app core.App) {
	p := app.Settings()
	p.SMTP.Enabled, p.SMTP.Host, p.SMTP.Port = true, "127.0.0.1", s.listener.Addr().(*net.TCPAddr).Port
	p.Meta.SenderName, p.Meta.SenderAddress = "湖畔社区", "hupan@shequ.cn"
}

// fate draws what happens to a dialogue, and at which step.
func (s *faulty) fate() (fault, string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	f := fine
	if s.random.Float64() < s.share {
		f = 1 + fault(s.random.IntN(int(faults)-1))
	}
	s.met[f]++
	return f, []string{"MAIL", "RCPT", "DATA", "."}[s.random.IntN(4)]
}

func (s *faulty) keep(id string, f fault) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.kept[id]++
	if f.ambiguous() {
		s.doubt[id]++
	}
	s.order, s.times = append(s.order, id), append(s.times, s.now())
}

// got are the Message-IDs that came, in their order.
func (s *faulty) got() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.order
}

// talk is one dialogue.
func (s *faulty) talk(c net.Conn) {
	defer c.Close()
	f, at := s.fate()
	say := func(line string) {
		if f == slow {
			for _, piece := range []string{line[:2], line[2:]} {
				fmt.Fprint(c, piece)
				time.Sleep(s.hang / 50)
			}
			fmt.Fprint(c, "\r\n")
			return
		}
		fmt.Fprint(c, line+"\r\n")
	}
	// trouble answers a step with the fault; it says whether the dialogue is over.
	trouble := func(step string) (answered, over bool) {
		if step != at {
			return false, false
		}
		switch f {
		case busy:
			say("451 told to")
			return true, false
		case refusing:
			say("550 told to")
			return true, false
		case closing:
			say("421 told to")
			return true, true
		}
		return false, false
	}
	switch f {
	case mute:
		time.Sleep(3 * s.hang)
		return
	case unwelcome:
		say("554 told to")
		return
	}
	say("220 faulty")
	lines := bufio.NewScanner(c)
	unheard := "" // the letter kept last, until the sender goes on
	for lines.Scan() {
		unheard = ""
		verb, _, _ := strings.Cut(strings.ToUpper(lines.Text()), " ")
		switch verb {
		case "EHLO", "HELO", "RSET", "NOOP":
			say("250 ok")
			continue
		case "QUIT":
			say("221 bye")
			return
		}
		if answered, over := trouble(verb); over {
			return
		} else if answered {
			continue
		}
		if verb != "DATA" {
			say("250 ok")
			continue
		}
		say("354 go on")
		id, n, whole := "", 0, false
		for lines.Scan() {
			if whole = lines.Text() == "."; whole {
				break
			}
			if name, value, ok := strings.Cut(lines.Text(), ": "); ok && strings.EqualFold(name, "Message-ID") {
				id = strings.Trim(value, "<> ")
			}
			if n++; f == dropBefore && n > 3 {
				return
			}
		}
		if !whole {
			return // the sender gave up in the middle: no server keeps half a letter
		}
		if answered, over := trouble("."); over {
			return
		} else if answered {
			continue
		}
		switch f {
		case hangBefore:
			time.Sleep(3 * s.hang)
			return
		case dropAfter:
			s.keep(id, f)
			return
		case hangAfter:
			s.keep(id, f)
			time.Sleep(3 * s.hang)
			return
		}
		s.keep(id, f)
		say("250 kept")
		if f == lateDrop {
			return
		}
		unheard = id
	}
	// The sender hung up without another word: on a busy machine it had given up before it read the 250.
	if unheard != "" {
		s.mu.Lock()
		defer s.mu.Unlock()
		s.doubt[unheard]++
	}
}
