package lifecycle

// Who is a set of people in relation to one request.
type Who uint

// The relations. One actor may stand in several: a clerk of the community is
// Office, and Handler too when her station handles the request.
const (
	Owner     Who = 1 << iota // the resident who sent it
	Handler                   // staff or link-holder of the organisation it was given to
	Office                    // clerk, steward, secretary: take in, dispatch, check
	Lead                      // steward and secretary only
	Grid                      // grid worker: sees, supplies, tells
	Program                   // what happens by itself
	Neighbour                 // another resident
	Forwarder                 // the organisation department's link or staff recording its paper
	Overseer                  // the organisation department after it has forwarded: it urges
	Duty                      // the community's own people, grid workers included, while an emergency waits to be handled
)

// Has reports whether any of the wanted relations is among w.
func (w Who) Has(any Who) bool { return w&any != 0 }
