package access_test

import (
	"testing"
	"time"

	"hongguan/hooks/access"
	"hongguan/hooks/apptest"
)

func TestTicket(t *testing.T) {
	app := apptest.New(t)
	now := apptest.Monday
	good := access.Ticket(app, "join", "abcdefghijklmno", now.Add(time.Hour))
	if other := access.Ticket(app, "join", "abcdefghijklmno", now.Add(time.Hour)); other == good {
		t.Error("two tickets of one id can be told to be the same")
	}
	bent := []byte(good)
	bent[len(bent)-3] ^= 1
	for name, c := range map[string]struct {
		purpose, ticket string
		at              time.Time
		ok              bool
	}{
		"OK":         {"join", good, now, true},
		"LastMoment": {"join", good, now.Add(time.Hour), true},
		"Late":       {"join", good, now.Add(time.Hour + time.Second), false},
		"Elsewhere":  {"read", good, now, false},
		"Bent":       {"join", string(bent), now, false},
		"Short":      {"join", "abc", now, false},
		"ID":         {"join", "abcdefghijklmno", now, false},
		"Empty":      {"join", "", now, false},
	} {
		id, ok := access.OpenTicket(app, c.purpose, c.ticket, c.at)
		if ok != c.ok || ok && id != "abcdefghijklmno" || !ok && id != "" {
			t.Errorf("%s: %q %v", name, id, ok)
		}
	}
}
