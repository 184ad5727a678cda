package outbox

import (
	"net/mail"
	"strings"

	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/settings"
)

// split takes apart what people type between addresses, Chinese punctuation included.
func split(s string) []string {
	var list []string
	for _, a := range strings.FieldsFunc(s, func(c rune) bool { return strings.ContainsRune(",，;；、\r\n", c) }) {
		if a = strings.TrimSpace(a); a != "" {
			list = append(list, a)
		}
	}
	return list
}

// join stores a list of addresses in one readable line.
func join(list []string) string { return strings.Join(split(strings.Join(list, ",")), ", ") }

// parse reads one address as stored. Names are taken as they are, so that the
// row stays readable: 『组织部（区）<a@x.cn>』.
func parse(s string) (mail.Address, bool) {
	name, address := "", strings.TrimSpace(s)
	if i := strings.LastIndex(address, "<"); i >= 0 && strings.HasSuffix(address, ">") {
		name, address = strings.Trim(strings.TrimSpace(address[:i]), `"`), address[i+1:len(address)-1]
	}
	parsed, err := mail.ParseAddress(address)
	if err != nil || parsed.Address != address {
		return mail.Address{}, false
	}
	for _, c := range address {
		if c > 126 { // few of the mail servers of the offices take other letters
			return mail.Address{}, false
		}
	}
	return mail.Address{Name: name, Address: address}, true
}

// misspelt names the first address that cannot be one.
func misspelt(lists ...string) string {
	for _, l := range lists {
		for _, a := range split(l) {
			if _, ok := parse(a); !ok {
				return a
			}
		}
	}
	return ""
}

// addresses reads a stored line whose addresses were found well spelt.
func addresses(s string) []*mail.Address {
	var list []*mail.Address
	for _, one := range split(s) {
		if a, ok := parse(one); ok {
			list = append(list, &a)
		}
	}
	return list
}

// sender is who the letters come from. PocketBase starts with support@example.com;
// until somebody changes that, the mailbox that logs in is the sender, because
// Chinese providers refuse any other.
func sender(app core.App) mail.Address {
	s := app.Settings()
	a := mail.Address{Name: s.Meta.SenderName, Address: s.Meta.SenderAddress}
	if a.Address == "" || strings.HasSuffix(a.Address, "@example.com") && strings.Contains(s.SMTP.Username, "@") {
		a.Address = s.SMTP.Username
	}
	if a.Name == "" || a.Name == "Support" {
		a.Name = settings.Of(app).Name()
	}
	return a
}
