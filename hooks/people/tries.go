package people

import (
	"time"

	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/access"
)

// Limits per number rather than per address: a whole estate shares one
// address behind its Wi-Fi or its carrier.
var (
	secrets   = access.Limit{Times: 5, Within: 15 * time.Minute} // wrong ones in a row, then nobody may try that number
	fromOne   = access.Limit{Times: 300, Within: time.Hour}      // registrations from one address
	oneNumber = access.Limit{Times: 6, Within: 24 * time.Hour}   // registrations of one number: a large family
)

// parallelHashes is how many passwords are hashed at once, so that lists stay
// fast meanwhile.
const parallelHashes = 2

const hashKey = "hongguan.people.hashes"

// hashing waits for one of the few places for password hashing; call the
// result to free it.
func hashing(app core.App) func() {
	places := app.Store().GetOrSet(hashKey, func() any { return make(chan struct{}, parallelHashes) }).(chan struct{})
	places <- struct{}{}
	return func() { <-places }
}
