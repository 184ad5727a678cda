package access

import (
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/pocketbase/pocketbase/core"
)

// Alphabet has no 0 O 1 I L: codes are read aloud on the telephone.
const Alphabet = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"

const (
	keyFile = "link.key"
	keyName = "hongguan.key"
)

// OpenKey reads the office's secret from a file beside the database, made at
// the first start. Links and query codes are derived from it, so none of them
// is stored: whoever reads a copy of the database alone can use none.
func OpenKey(app core.App) error {
	path := filepath.Join(app.DataDir(), keyFile)
	key, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		key = make([]byte, 32)
		if _, err := rand.Read(key); err != nil {
			return err
		}
		err = os.WriteFile(path, key, 0o600)
	}
	if err != nil {
		return fmt.Errorf("open link key: %w", err)
	}
	if len(key) < 32 {
		return fmt.Errorf("link key %s is damaged; restore it from a backup, without it all mailed links end", path)
	}
	app.Store().Set(keyName, key)
	return nil
}

func derive(app core.App, purpose, id string) []byte {
	key, ok := app.Store().Get(keyName).([]byte)
	if !ok {
		panic("access.OpenKey was not called")
	}
	mac := hmac.New(sha256.New, key)
	mac.Write([]byte(purpose + "\x00" + id))
	return mac.Sum(nil)
}

// Token is the secret part of a link: 22 characters, 128 bits.
func Token(app core.App, purpose, id string) string {
	return base64.RawURLEncoding.EncodeToString(derive(app, purpose, id)[:16])
}

// Code is a short secret for people: 8 characters of Alphabet.
func Code(app core.App, purpose, id string) string {
	return spell(derive(app, purpose, id), 8)
}

// LongCode is a short secret for what no one of the office may open: 12
// characters, too many to be tried out on a copy of the database.
func LongCode(app core.App, purpose, id string) string {
	return spell(derive(app, purpose, id), 12)
}

// Mark stands for a person where she must not be named: who knows the person
// finds the mark, nobody finds the person by it without the office's secret.
func Mark(app core.App, purpose, id string) string {
	return hex.EncodeToString(derive(app, purpose, id))
}

// RandomCode is a code that nothing can derive again.
func RandomCode(n int) string {
	b := make([]byte, n)
	if _, err := rand.Read(b); err != nil {
		panic(err) // the operating system has no randomness: nothing safe can be done
	}
	return spell(b, n)
}

// spell writes bytes in the alphabet. 256 is no multiple of 31, the small
// bias does not matter for codes that are tried through a lock.
func spell(b []byte, n int) string {
	var s strings.Builder
	for _, x := range b[:n] {
		s.WriteByte(Alphabet[int(x)%len(Alphabet)])
	}
	return s.String()
}

// Hash is how a secret is looked up without being stored.
func Hash(secret string) string {
	sum := sha256.Sum256([]byte(secret))
	return hex.EncodeToString(sum[:])
}

// Same compares two secrets in constant time, forgiving case and spaces.
func Same(a, b string) bool {
	a, b = Plain(a), Plain(b)
	return a != "" && hmac.Equal([]byte(a), []byte(b))
}

// Plain is a code as it was printed, however it was typed.
func Plain(code string) string { return strings.ToUpper(strings.Join(strings.Fields(code), "")) }
