package outbox_test

import (
	"bytes"
	"io"
	"mime"
	"mime/multipart"
	"net"
	"net/mail"
	"strings"
	"sync"
	"testing"

	"github.com/emersion/go-sasl"
	"github.com/emersion/go-smtp"
	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/apptest"
)

// postOffice is a mail server on the loopback that can be told to misbehave.
type postOffice struct {
	mu      sync.Mutex
	port    int
	letters []letter
	answers map[string][]error // per step (mail, rcpt, data): what to say next; empty means yes
	hangUp  bool               // take the letter, then drop the line without an answer
	secret  string             // when set, log-in is required with it
	reading func()             // called while a letter comes in
}

type letter struct {
	from string
	to   []string
	raw  []byte
}

func openPostOffice(t *testing.T) *postOffice {
	t.Helper()
	p := &postOffice{answers: map[string][]error{}}
	server := smtp.NewServer(smtp.BackendFunc(func(c *smtp.Conn) (smtp.Session, error) {
		return &counter{office: p, conn: c}, nil
	}))
	server.Domain, server.AllowInsecureAuth, server.ErrorLog = "localhost", true, silent{}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	apptest.Must(t, err)
	p.port = l.Addr().(*net.TCPAddr).Port
	go server.Serve(l)
	t.Cleanup(func() { server.Close() })
	return p
}

type silent struct{}

func (silent) Printf(string, ...any) {}
func (silent) Println(...any)        {}

// use points an app at the post office.
func (p *postOffice) use(app core.App) {
	s := app.Settings()
	s.SMTP.Enabled, s.SMTP.Host, s.SMTP.Port = true, "127.0.0.1", p.port
	s.Meta.SenderName, s.Meta.SenderAddress = "湖畔社区", "hupan@shequ.cn"
}

func (p *postOffice) say(step string, codes ...int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, n := range codes {
		p.answers[step] = append(p.answers[step], &smtp.SMTPError{Code: n, Message: "told to"})
	}
}

func (p *postOffice) next(step string) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	if len(p.answers[step]) == 0 {
		return nil
	}
	err := p.answers[step][0]
	p.answers[step] = p.answers[step][1:]
	return err
}

func (p *postOffice) got() []letter {
	p.mu.Lock()
	defer p.mu.Unlock()
	return append([]letter(nil), p.letters...)
}

// counter serves one connection.
type counter struct {
	office *postOffice
	conn   *smtp.Conn
	letter letter
}

func (c *counter) Reset()        { c.letter = letter{} }
func (c *counter) Logout() error { return nil }

func (c *counter) Mail(from string, _ *smtp.MailOptions) error {
	c.letter.from = from
	return c.office.next("mail")
}

func (c *counter) Rcpt(to string, _ *smtp.RcptOptions) error {
	c.letter.to = append(c.letter.to, to)
	return c.office.next("rcpt")
}

func (c *counter) Data(r io.Reader) error {
	raw, err := io.ReadAll(r)
	if err != nil {
		return err
	}
	if c.office.reading != nil {
		c.office.reading()
	}
	if err := c.office.next("data"); err != nil {
		return err
	}
	c.letter.raw = raw
	c.office.mu.Lock()
	defer c.office.mu.Unlock()
	c.office.letters = append(c.office.letters, c.letter)
	if c.office.hangUp {
		c.conn.Conn().Close()
	}
	return nil
}

func (c *counter) AuthMechanisms() []string {
	if c.office.secret == "" {
		return nil
	}
	return []string{sasl.Plain}
}

func (c *counter) Auth(string) (sasl.Server, error) {
	return sasl.NewPlainServer(func(_, _, password string) error {
		if password != c.office.secret {
			return smtp.ErrAuthFailed
		}
		return nil
	}), nil
}

// parts reads a letter as its reader's mail program would.
func (l letter) parts(t *testing.T) (header mail.Header, bodies map[string]string, files map[string]string) {
	t.Helper()
	m, err := mail.ReadMessage(bytes.NewReader(l.raw))
	apptest.Must(t, err)
	bodies, files = map[string]string{}, map[string]string{}
	walk(t, m.Header.Get("Content-Type"), m.Header.Get("Content-Transfer-Encoding"), "", m.Body, bodies, files)
	return m.Header, bodies, files
}

func walk(t *testing.T, kind, encoding, disposition string, body io.Reader, bodies, files map[string]string) {
	t.Helper()
	media, params, err := mime.ParseMediaType(kind)
	apptest.Must(t, err)
	if strings.HasPrefix(media, "multipart/") {
		for r := multipart.NewReader(body, params["boundary"]); ; {
			p, err := r.NextRawPart()
			if err == io.EOF {
				return
			}
			apptest.Must(t, err)
			walk(t, p.Header.Get("Content-Type"), p.Header.Get("Content-Transfer-Encoding"),
				p.Header.Get("Content-Disposition"), p, bodies, files)
		}
	}
	raw, err := io.ReadAll(body)
	apptest.Must(t, err)
	text := decode(t, encoding, raw)
	if disposition == "" {
		bodies[media] = text
		return
	}
	_, params, err = mime.ParseMediaType(disposition)
	apptest.Must(t, err)
	files[params["filename"]] = text
}
