package outbox

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"net"
	"net/textproto"
	"strconv"
	"strings"
	"syscall"

	"github.com/wneessen/go-mail"
	"github.com/wneessen/go-mail/smtp"
)

// Windows has numbers of its own for these, and texts in the PC's language.
const (
	windowsReset   = syscall.Errno(10054)
	windowsRefused = syscall.Errno(10061)
)

// code is the server's answer behind an error, 0 when it gave none.
func code(err error) int {
	var answer *textproto.Error
	if errors.As(err, &answer) {
		return answer.Code
	}
	var refused *mail.SendError
	if errors.As(err, &refused) {
		return refused.ErrorCode()
	}
	return 0
}

// explain says in Chinese what went wrong and what the office can do about it.
func explain(err error) string {
	if errors.Is(err, errHouse) {
		return explainHouse(err)
	}
	var refused *mail.SendError
	if !errors.As(err, &refused) {
		return "这封信没能写成邮件，请查看附件是否还在"
	}
	n := refused.ErrorCode()
	answer := "（" + strconv.Itoa(n) + "）"
	switch {
	case n == 0 && refused.Reason == mail.ErrSMTPDataClose:
		return "信发到最后连接断了，不知道对方收到没有；会用同一邮件编号再发"
	case n == 0:
		return "发信途中连接断了，会自动再发"
	case n < 500:
		return "邮件服务器暂时不收" + answer + "，会自动再发"
	case refused.Reason == mail.ErrSMTPMailFrom:
		return "邮件服务器不认发件人" + answer + "：发件人地址要和登录的邮箱一致；也可能是今天发得太多"
	case refused.Reason == mail.ErrSMTPRcptTo:
		return "收件邮箱被退回" + answer + "：请核对收件地址；也可能是发得太快，过些时候会再试"
	}
	return "邮件服务器拒收" + answer + "：可能是附件太大、内容被拦截或发得太快，过些时候会再试"
}

func explainHouse(err error) string {
	var (
		name    *net.DNSError
		record  tls.RecordHeaderError
		unknown x509.UnknownAuthorityError
		host    x509.HostnameError
		invalid x509.CertificateInvalidError
		verify  *tls.CertificateVerificationError
		timeout net.Error
	)
	text := err.Error()
	switch n := code(err); {
	case n == 535 || n == 534 || n == 526:
		return fmt.Sprintf("登录发信邮箱没有通过（%d）。多数邮箱这里要填“授权码”而不是登录密码：请在邮箱网页的设置里开启 SMTP 服务，生成授权码后填到密码栏", n)
	case n == 421 || n == 454:
		return fmt.Sprintf("发信服务器正忙或限制了登录次数（%d），过一会儿会再试", n)
	case n == 530 || n == 538:
		return fmt.Sprintf("发信服务器要求先登录或先加密（%d），请填写账号和授权码，并勾选 TLS 加密", n)
	case n != 0:
		return fmt.Sprintf("发信服务器拒绝了连接（%d），请核对服务器地址、账号和授权码", n)
	case errors.As(err, &name):
		return "找不到发信服务器“" + name.Name + "”，请核对服务器地址，并看看这台电脑能不能上网"
	case errors.Is(err, smtp.ErrUnencrypted):
		return "发信服务器没有加密，为免泄露授权码没有登录；请改用 465 端口并勾选 TLS 加密"
	case errors.As(err, &record) || strings.Contains(text, "first record does not look like a TLS"):
		return "加密方式和端口不一致：465 端口请勾选 TLS 加密，25 端口请不要勾选"
	case errors.As(err, &verify) || errors.As(err, &unknown) || errors.As(err, &host) || errors.As(err, &invalid):
		return "发信服务器的安全证书不对，请核对服务器地址和这台电脑的日期；街道内部的服务器请信息人员换成正式证书"
	case strings.Contains(text, "STARTTLS"):
		return "发信服务器这个端口不支持加密，请改用 465 端口"
	case strings.Contains(text, "AUTH"):
		return "发信服务器不接受账号登录，请核对端口，或把账号和密码栏清空"
	case errors.Is(err, syscall.ECONNREFUSED) || errors.Is(err, windowsRefused):
		return "发信服务器拒绝连接，请核对端口：加密一般是 465，不加密一般是 25"
	case errors.As(err, &timeout) && timeout.Timeout() || errors.Is(err, context.DeadlineExceeded):
		return "连接发信服务器超时，请核对地址和端口；网络可能不让用 25 端口，请试 465 端口并勾选 TLS 加密"
	case errors.Is(err, io.EOF) || errors.Is(err, syscall.ECONNRESET) || errors.Is(err, windowsReset):
		return "发信服务器接通后又断开了，请核对端口和加密方式"
	}
	return "连不上发信服务器，请看看这台电脑能不能上网，并核对地址和端口"
}
