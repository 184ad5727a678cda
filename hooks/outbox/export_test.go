package outbox

import "time"

// Take leases a row without sending it, as a program does that dies in between.
var Take = take

// Explain is exported for the table of failures.
var Explain = explain

// ErrHouse is exported for the same table.
var ErrHouse = errHouse

// Patience changes how long a dialogue may be silent until the returned function is called.
func Patience(d time.Duration) func() {
	oldDial, oldTalk := dialTimeout, talkTimeout
	dialTimeout, talkTimeout = d, d
	return func() { dialTimeout, talkTimeout = oldDial, oldTalk }
}

// Digest is exported for the robots' signatures.
var Digest = digest
