package pages

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"regexp"
	"slices"
	"strings"
	"sync/atomic"
)

// hashLength is how many hex digits name the assets of one version.
const hashLength = 12

// site is all files, ready to be sent. With disk set it holds nothing and
// reads each file when asked.
type site struct {
	hash  string
	files map[string]*file
	disk  fs.FS
}

// file is one file as sent.
type file struct {
	body, packed []byte // packed is empty where gzip gains nothing
	etag, mime   string
	page, fresh  bool // fresh: read from disk just now, never to be kept
	called       atomic.Pointer[calling]
}

// prepare reads, hashes, rewrites and compresses everything once.
func prepare(from fs.FS) (*site, error) {
	raw, err := read(from)
	if err != nil {
		return nil, err
	}
	s := &site{hash: assetsHash(raw), files: map[string]*file{}}
	zip, err := gzip.NewWriterLevel(nil, gzip.BestCompression)
	if err != nil {
		return nil, err
	}
	for name, body := range raw {
		page := strings.HasSuffix(name, ".html")
		if page {
			body = rewrite(body, s.hash, raw)
		}
		f := newFile(name, body)
		if f.packed, err = pack(zip, body); err != nil {
			return nil, fmt.Errorf("compress %s: %w", name, err)
		}
		s.files[name] = f
	}
	return s, nil
}

func newFile(name string, body []byte) *file {
	sum := sha256.Sum256(body)
	// Weak, because the same tag stands for the plain and the compressed bytes.
	return &file{body: body, etag: `W/"` + hex.EncodeToString(sum[:16]) + `"`, mime: mimeOf(name), page: strings.HasSuffix(name, ".html")}
}

// read collects every file whose kind we know; a stray README stays inside.
func read(from fs.FS) (map[string][]byte, error) {
	raw := map[string][]byte{}
	err := fs.WalkDir(from, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || mimeOf(name) == "" {
			return err
		}
		raw[name], err = fs.ReadFile(from, name)
		return err
	})
	if err != nil {
		return nil, err
	}
	for name, body := range generated() {
		raw[name] = body
	}
	return raw, nil
}

// assetsHash changes when any asset does. One hash for all keeps the relative
// imports of the modules inside one folder.
func assetsHash(raw map[string][]byte) string {
	names := make([]string, 0, len(raw))
	for name := range raw {
		if !strings.HasSuffix(name, ".html") {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	h := sha256.New()
	for _, name := range names {
		fmt.Fprintf(h, "%s %d\n", name, len(raw[name]))
		h.Write(raw[name])
	}
	return hex.EncodeToString(h.Sum(nil))[:hashLength]
}

var assetAddress = regexp.MustCompile(`(\s(?:href|src)=")/([^"?#]+)"`)

// rewrite points a page at the assets of this very version. Addresses that are
// no asset of ours (other pages, the API) stay as they are.
func rewrite(page []byte, hash string, raw map[string][]byte) []byte {
	return assetAddress.ReplaceAllFunc(page, func(found []byte) []byte {
		m := assetAddress.FindSubmatch(found)
		name := string(m[2])
		if _, ok := raw[name]; !ok || strings.HasSuffix(name, ".html") {
			return found
		}
		return fmt.Appendf(nil, `%s/a/%s/%s"`, m[1], hash, name)
	})
}

// pack compresses at the highest level: it is done once and saves each visitor
// bytes. The writer is used again for each file because a new one costs more
// than the work itself.
func pack(zip *gzip.Writer, body []byte) ([]byte, error) {
	var out bytes.Buffer
	zip.Reset(&out)
	if _, err := zip.Write(body); err != nil {
		return nil, err
	}
	if err := zip.Close(); err != nil {
		return nil, err
	}
	if out.Len() >= len(body) {
		return nil, nil
	}
	return out.Bytes(), nil
}

// find returns the file of a name. Names come from the address: from memory
// only exact names exist, and on disk fs.ValidPath refuses dots that climb.
func (s *site) find(name string) (*file, bool) {
	if s.disk == nil {
		f, ok := s.files[name]
		return f, ok
	}
	if body, ok := generated()[name]; ok {
		f := newFile(name, body)
		f.fresh = true
		return f, true
	}
	if mimeOf(name) == "" || !fs.ValidPath(name) {
		return nil, false
	}
	body, err := fs.ReadFile(s.disk, name)
	if err != nil {
		return nil, false
	}
	f := newFile(name, body)
	f.fresh = true
	return f, true
}
