package sealed

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode"

	"filippo.io/age"
	"filippo.io/age/armor"

	"hongguan/hooks/access"
)

// content is what a report says. For the upper contact all of it is encrypted;
// the names are Chinese because whoever opens a box without this program reads
// it as it stands.
type content struct {
	Text    string   `json:"内容"`
	Place   string   `json:"地点,omitempty"`
	Person  string   `json:"来信人,omitempty"`
	Phone   string   `json:"电话,omitempty"`
	Reason  string   `json:"保密理由,omitempty"`
	Earlier string   `json:"转入前的经过,omitempty"`
	Files   []string `json:"附件,omitempty"`
}

// lock encrypts for every recipient, in the public age format: the program age
// opens it too, should this one be gone.
func lock(plain []byte, to ...age.Recipient) ([]byte, error) {
	var out bytes.Buffer
	w, err := age.Encrypt(&out, to...)
	if err != nil {
		return nil, fmt.Errorf("encrypt: %w", err)
	}
	if _, err := w.Write(plain); err != nil {
		return nil, fmt.Errorf("encrypt: %w", err)
	}
	err = w.Close()
	return out.Bytes(), err
}

func unlock(locked []byte, with ...age.Identity) ([]byte, error) {
	r, err := age.Decrypt(bytes.NewReader(locked), with...)
	if err != nil {
		return nil, err
	}
	return io.ReadAll(r)
}

// lockText is a box as text, as it stands in the database.
func lockText(plain []byte, to ...age.Recipient) (string, error) {
	locked, err := lock(plain, to...)
	if err != nil {
		return "", err
	}
	var out strings.Builder
	w := armor.NewWriter(&out)
	if _, err := w.Write(locked); err != nil {
		return "", err
	}
	err = w.Close()
	return out.String(), err
}

func unlockText(box string, with ...age.Identity) ([]byte, error) {
	locked, err := io.ReadAll(armor.NewReader(strings.NewReader(box)))
	if err != nil {
		return nil, err
	}
	return unlock(locked, with...)
}

func (c content) lock(to ...age.Recipient) (string, error) {
	plain, err := json.MarshalIndent(c, "", "  ")
	if err != nil {
		return "", err
	}
	return lockText(plain, to...)
}

func openContent(box string, with age.Identity) (content, error) {
	var c content
	plain, err := unlockText(box, with)
	if err != nil {
		return c, err
	}
	return c, json.Unmarshal(plain, &c)
}

// effort is how hard a query code is to try, as a power of two. The code alone
// has 31^12 values; more work would only slow the office PC.
const effort = 12

// lockByCode encrypts for whoever holds a query code.
func lockByCode(plain []byte, code string) (string, error) {
	to, err := age.NewScryptRecipient(code)
	if err != nil {
		return "", err
	}
	to.SetWorkFactor(effort)
	return lockText(plain, to)
}

func unlockByCode(box, code string) ([]byte, error) {
	with, err := age.NewScryptIdentity(code)
	if err != nil {
		return nil, err
	}
	with.SetMaxWorkFactor(effort)
	return unlockText(box, with)
}

const keyBegin = "AGE-SECRET-KEY-1"

// readKey takes a private key as it was typed, pasted or scanned from the
// paper. Its letters carry a checksum, so that a slip is told from a wrong key.
func readKey(typed string) (*age.X25519Identity, error) {
	if len(typed) > 400 {
		return nil, refuseKey("key_form", "密钥太长了，请只填纸上的那一串")
	}
	key := strings.Map(func(r rune) rune {
		switch {
		case r >= '！' && r <= '～': // typed with a Chinese keyboard
			r -= '！' - '!'
		case r == '—' || r == '–' || r == '‐' || r == '－' || r == '_':
			r = '-'
		case unicode.IsSpace(r) || r == '·':
			return -1
		}
		return unicode.ToUpper(r)
	}, typed)
	if key == "" {
		return nil, refuseKey("key_missing", "请填写密钥纸上的密钥")
	}
	if !strings.HasPrefix(key, keyBegin) {
		key = keyBegin + key // the first groups are the same on every paper
	}
	id, err := age.ParseX25519Identity(key)
	if err != nil {
		return nil, refuseKey("key_form", "密钥抄得不对，请照着纸上一组一组核对：不能多字、少字")
	}
	return id, nil
}

func refuseKey(code, sentence string) error {
	return access.RefuseFields(access.Field{Name: "key", Code: code, Sentence: sentence})
}

// isWrongKey reports whether a box is whole but belongs to another key.
func isWrongKey(err error) bool {
	var none *age.NoIdentityMatchError
	return errors.As(err, &none)
}

// groups writes a key in groups of four for the eye.
func groups(key string) []string {
	var out []string
	rest := strings.TrimPrefix(key, keyBegin)
	for len(rest) > 4 {
		out, rest = append(out, rest[:4]), rest[4:]
	}
	return append(out, rest)
}
