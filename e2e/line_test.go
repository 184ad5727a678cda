package e2e

import (
	"io"
	"net"
	"strings"
	"sync/atomic"
	"testing"
)

// line is the way from one telephone to the office, as it breaks in a lift: it
// may be cut in the middle of an upload, or swallow the answer after the office
// has everything. Chromium's own emulation breaks between requests only.
type line struct {
	url     string
	cutsAt  atomic.Int64 // the connection breaks after so many bytes of one upload; 0 is never
	swallow atomic.Bool  // nothing comes back any more, though everything arrives
	down    atomic.Bool  // the office's PC is off
}

func newLine(t *testing.T) *line {
	t.Helper()
	needBrowser(t)
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	n := &line{url: "http://" + l.Addr().String()}
	go func() {
		for {
			phone, err := l.Accept()
			if err != nil {
				return
			}
			go n.carry(phone)
		}
	}()
	return n
}

func (n *line) carry(phone net.Conn) {
	defer phone.Close()
	if n.down.Load() {
		return
	}
	office, err := net.Dial("tcp", strings.TrimPrefix(office.url, "http://"))
	if err != nil {
		return
	}
	defer office.Close()
	go func() {
		io.Copy(watched{phone, func(int) bool { return !n.swallow.Load() && !n.down.Load() }}, office)
		phone.Close()
	}()
	sent := int64(0)
	io.Copy(watched{office, func(more int) bool {
		sent += int64(more)
		most := n.cutsAt.Load()
		return !n.down.Load() && (most == 0 || sent < most)
	}}, phone)
}

// watched writes as long as it may.
type watched struct {
	io.Writer
	may func(bytes int) bool
}

func (w watched) Write(b []byte) (int, error) {
	if !w.may(len(b)) {
		return 0, io.ErrClosedPipe
	}
	return w.Writer.Write(b)
}
