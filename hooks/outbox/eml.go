package outbox

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"time"

	"github.com/wneessen/go-mail"

	"hongguan/rules/workday"
)

// file writes a letter into the folder. A letter that is written again
// replaces its file, so that the folder holds no doubles.
func file(dir, key string, now time.Time, msg *mail.Msg) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return fmt.Errorf("make mail folder: %w", err)
	}
	name := slug(key) + ".eml"
	path := filepath.Join(dir, now.In(workday.Zone).Format("20060102-150405")+"_"+name)
	if old, _ := filepath.Glob(filed(dir, key)); len(old) > 0 {
		path = old[0]
	}
	f, err := os.CreateTemp(dir, ".mail-*")
	if err != nil {
		return fmt.Errorf("write mail file: %w", err)
	}
	defer os.Remove(f.Name()) // is gone already when the rename went well
	if _, err := msg.WriteTo(f); err != nil {
		f.Close()
		return fmt.Errorf("write mail file: %w", err)
	}
	if err := f.Close(); err != nil {
		return fmt.Errorf("write mail file: %w", err)
	}
	return os.Rename(f.Name(), path)
}

// filed is the pattern of a letter's file: whenever it was written.
func filed(dir, key string) string {
	return filepath.Join(escape(dir), "????????-??????_"+slug(key)+".eml")
}

var (
	unfit    = regexp.MustCompile(`[^\p{L}\p{N}.-]+`)
	wildcard = regexp.MustCompile(`[\[\]*?\\]`)
)

// slug makes a file name of a key; the sum keeps apart what would look alike.
func slug(key string) string {
	sum := sha256.Sum256([]byte(key))
	return cut(unfit.ReplaceAllString(key, "-"), 40) + "-" + hex.EncodeToString(sum[:3])
}

// escape keeps a folder's own name out of the pattern. On Windows the
// backslash separates folders and nothing can be escaped.
func escape(dir string) string {
	if os.PathSeparator == '\\' {
		return dir
	}
	return wildcard.ReplaceAllString(dir, `\$0`)
}
