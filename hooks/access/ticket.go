package access

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/rand"
	"encoding/base64"
	"encoding/binary"
	"time"

	"github.com/pocketbase/pocketbase/core"
)

// Ticket is an id that only this program can read again, and only until a
// time: it lets a stranger act on something without learning what it is. Two
// tickets of one id have nothing in common.
func Ticket(app core.App, purpose, id string, until time.Time) string {
	seal := sealer(app, purpose)
	nonce := make([]byte, seal.NonceSize(), 64)
	if _, err := rand.Read(nonce); err != nil {
		panic(err) // the operating system has no randomness: nothing safe can be done
	}
	plain := append(binary.BigEndian.AppendUint64(nil, uint64(until.Unix())), id...)
	return base64.RawURLEncoding.EncodeToString(seal.Seal(nonce, nonce, plain, nil))
}

// OpenTicket returns the id of a ticket that is still good.
func OpenTicket(app core.App, purpose, ticket string, now time.Time) (id string, ok bool) {
	raw, err := base64.RawURLEncoding.DecodeString(ticket)
	seal := sealer(app, purpose)
	if err != nil || len(raw) < seal.NonceSize() {
		return "", false
	}
	plain, err := seal.Open(nil, raw[:seal.NonceSize()], raw[seal.NonceSize():], nil)
	if err != nil || len(plain) < 8 || now.Unix() > int64(binary.BigEndian.Uint64(plain)) {
		return "", false
	}
	return string(plain[8:]), true
}

func sealer(app core.App, purpose string) cipher.AEAD {
	block, err := aes.NewCipher(derive(app, "ticket", purpose))
	if err != nil {
		panic(err) // the key is a digest: its length is always right
	}
	seal, err := cipher.NewGCM(block)
	if err != nil {
		panic(err)
	}
	return seal
}
