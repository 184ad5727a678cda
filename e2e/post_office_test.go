package e2e

import (
	"encoding/base64"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net"
	"net/mail"
	"strings"
	"testing"

	"github.com/emersion/go-smtp"
)

// postOffice is a mail server on the loopback that takes every letter.
type postOffice struct {
	port    int
	letters chan letter
}

// letter is a mail as its reader's program shows it.
type letter struct {
	to, cc        []string
	subject, text string
}

func openPostOffice(t *testing.T) *postOffice {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	p := &postOffice{port: l.Addr().(*net.TCPAddr).Port, letters: make(chan letter, 200)}
	server := smtp.NewServer(smtp.BackendFunc(func(*smtp.Conn) (smtp.Session, error) { return &counter{office: p}, nil }))
	server.Domain = "localhost"
	go server.Serve(l)
	t.Cleanup(func() { server.Close() })
	return p
}

// counter serves one connection.
type counter struct{ office *postOffice }

func (c *counter) Reset()                                    {}
func (c *counter) Logout() error                             { return nil }
func (c *counter) Mail(string, *smtp.MailOptions) error      { return nil }
func (c *counter) Rcpt(to string, _ *smtp.RcptOptions) error { return nil }

func (c *counter) Data(r io.Reader) error {
	l, err := read(r)
	if err != nil {
		return err // the program is told and keeps the letter with the reason
	}
	c.office.letters <- l
	return nil
}

// read opens a letter as a mail program does.
func read(r io.Reader) (letter, error) {
	var l letter
	m, err := mail.ReadMessage(r)
	if err != nil {
		return l, err
	}
	for _, field := range []struct {
		name string
		to   *[]string
	}{{"To", &l.to}, {"Cc", &l.cc}} {
		list, err := m.Header.AddressList(field.name)
		if err != nil && err != mail.ErrHeaderNotPresent {
			return l, err
		}
		for _, a := range list {
			*field.to = append(*field.to, a.Address)
		}
	}
	if l.subject, err = new(mime.WordDecoder).DecodeHeader(m.Header.Get("Subject")); err != nil {
		return l, err
	}
	l.text, err = plain(m.Header.Get("Content-Type"), m.Header.Get("Content-Transfer-Encoding"), m.Body)
	return l, err
}

// plain is the text part of a body.
func plain(kind, encoding string, body io.Reader) (string, error) {
	media, params, err := mime.ParseMediaType(kind)
	if err != nil {
		return "", err
	}
	if strings.HasPrefix(media, "multipart/") {
		for parts := multipart.NewReader(body, params["boundary"]); ; {
			p, err := parts.NextRawPart()
			if err == io.EOF {
				return "", nil
			}
			if err != nil {
				return "", err
			}
			text, err := plain(p.Header.Get("Content-Type"), p.Header.Get("Content-Transfer-Encoding"), p)
			if err != nil || text != "" {
				return text, err
			}
		}
	}
	if media != "text/plain" {
		return "", nil
	}
	switch strings.ToLower(encoding) {
	case "base64":
		body = base64.NewDecoder(base64.StdEncoding, body)
	case "quoted-printable":
		body = quotedprintable.NewReader(body)
	}
	b, err := io.ReadAll(body)
	return string(b), err
}
