package pages

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"html"
	"strings"
)

// onPoster is what a page says as long as the office has not entered its
// telephone number.
const onPoster = "楼道海报上的社区电话"

// calling is a page that names the office's number.
type calling struct {
	phone string
	file  *file
}

// calls writes the office's number into what a page says before and without
// its scripts: who cannot open it can call at once.
func (f *file) calls(phone string) *file {
	if !f.page || phone == "" || !bytes.Contains(f.body, []byte(onPoster)) {
		return f
	}
	if c := f.called.Load(); c != nil && c.phone == phone {
		return c.file
	}
	main, _, _ := strings.Cut(phone, "转") // an extension is asked for by voice
	dial := strings.Map(func(r rune) rune {
		if strings.ContainsRune("+0123456789", r) {
			return r
		}
		return -1
	}, main)
	link := fmt.Sprintf(`社区电话 <a class="link" href="tel:%s">%s</a>`, dial, html.EscapeString(phone))
	named := newFile(".html", bytes.ReplaceAll(f.body, []byte(onPoster), []byte(link)))
	named.fresh = f.fresh
	if zip, err := gzip.NewWriterLevel(nil, gzip.BestCompression); err == nil {
		named.packed, _ = pack(zip, named.body) // writing to memory does not fail; unpacked it would be sent as well
	}
	f.called.Store(&calling{phone, named})
	return named
}
