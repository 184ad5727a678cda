package lifecycle

// After says what a rating does: the first dissatisfaction reopens with the
// same handler, from the second the secretary decides.
//
// A resident is dissatisfied with at most two stars, or when the matter is
// not solved. before is how often that happened already.
func After(stars int, solved string, before int) (to Status, dissatisfied bool) {
	if stars > 2 && solved != "no" {
		return Closed, false
	}
	if before == 0 {
		return InProgress, true
	}
	return Accepted, true
}
