package outbox

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"net"
	"time"

	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/mailer"
	"github.com/wneessen/go-mail"
	"github.com/wneessen/go-mail/log"
)

// Times of one dialogue with the mail server. Only tests change the first two.
var (
	dialTimeout = 20 * time.Second
	talkTimeout = 60 * time.Second // for a letter without attachments
)

const (
	slowestLine = 30 << 10 // bytes per second of the slowest line an office has
	quitTimeout = 3 * time.Second
)

// errHouse marks what stands between us and our mail server: no letter is at
// fault, and every other letter would meet the same.
var errHouse = errors.New("reach the mail server")

func talkTime(bytes int) time.Duration {
	return talkTimeout + time.Duration(bytes*4/3/slowestLine)*time.Second
}

// post hands one letter to the mail server. Once the server has taken it,
// whatever goes wrong afterwards is no error.
func post(ctx context.Context, app core.App, msg *mail.Msg, bytes int, dialogue log.Logger) error {
	var conn net.Conn
	client, err := newClient(app.Settings().SMTP, &conn, dialogue)
	if err != nil {
		return fmt.Errorf("%w: %w", errHouse, err)
	}
	defer func() {
		if conn != nil {
			conn.Close() // the library leaves it open when the greeting or the log-in fails
		}
	}()
	session, err := client.DialToSMTPClientWithContext(ctx)
	if err != nil {
		return fmt.Errorf("%w: %w", errHouse, err)
	}
	stop := context.AfterFunc(ctx, func() { conn.Close() })
	defer stop()
	if err := mail.WithTimeout(talkTime(bytes))(client); err != nil {
		return err
	}
	err = client.SendWithSMTPClient(session, msg)
	if err == nil || msg.IsDelivered() {
		if session.UpdateDeadline(quitTimeout) == nil {
			_ = client.CloseWithSMTPClient(session)
		}
		return nil
	}
	var refused *mail.SendError
	if errors.As(err, &refused) && refused.Reason == mail.ErrConnCheck {
		return fmt.Errorf("%w: %w", errHouse, err)
	}
	return err
}

func newClient(s core.SMTPConfig, conn *net.Conn, dialogue log.Logger) (*mail.Client, error) {
	implicit, policy := encryption(s)
	options := []mail.Option{
		mail.WithPort(s.Port), mail.WithTimeout(dialTimeout), mail.WithTLSPolicy(policy), mail.WithoutSMTPUTF8(),
		mail.WithDialContextFunc(func(ctx context.Context, network, address string) (net.Conn, error) {
			dialer := net.Dialer{Timeout: dialTimeout}
			var err error
			if implicit {
				secure := tls.Dialer{NetDialer: &dialer, Config: &tls.Config{ServerName: s.Host, MinVersion: tls.VersionTLS12}}
				*conn, err = secure.DialContext(ctx, network, address)
			} else {
				*conn, err = dialer.DialContext(ctx, network, address)
			}
			if err != nil {
				*conn = nil
				return nil, err
			}
			return *conn, nil
		}),
	}
	local := s.LocalName
	if local == "" {
		local = "localhost" // an office PC's name may be Chinese
	}
	options = append(options, mail.WithHELO(local))
	if s.Username != "" {
		first, second := mail.SMTPAuthPlain, mail.SMTPAuthLogin
		if s.AuthMethod == mailer.SMTPAuthLogin {
			first, second = second, first
		}
		options = append(options, mail.WithOpportunisticSMTPAuth(first, second),
			mail.WithUsername(s.Username), mail.WithPassword(s.Password))
	}
	if dialogue != nil {
		options = append(options, mail.WithLogger(dialogue), mail.WithDebugLog())
	}
	return mail.NewClient(s.Host, options...)
}

// encryption reads PocketBase's one TLS switch by the port: 465 speaks TLS from
// the first byte, 25 and 587 begin in the clear, and without the switch the
// server decides.
func encryption(s core.SMTPConfig) (implicit bool, policy mail.TLSPolicy) {
	switch {
	case s.Port == 465:
		return true, mail.NoTLS
	case s.TLS && (s.Port == 25 || s.Port == 587):
		return false, mail.TLSMandatory
	case s.TLS:
		return true, mail.NoTLS
	}
	return false, mail.TLSOpportunistic
}
