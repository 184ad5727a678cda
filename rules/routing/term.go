package routing

// Terms are the working days of the tiers, from acceptance, as the office has
// set them. A field that is zero means the default: the published project gives a
// set time but no number, so the figures are our own.
type Terms struct {
	Consult    int // a question is answered the next working day
	Community  int // 社区协调
	Department int // 部门转办
	Complex    int // 复杂承办, counted after the organisation department has forwarded it
}

var defaults = Terms{Consult: 1, Community: 5, Department: 7, Complex: 5}

func (r route) days() int {
	t, d := r.in.Terms, defaults
	switch {
	case r.in.Days > 0:
		return r.in.Days
	case r.tier() == "department":
		return or(t.Department, d.Department)
	case r.tier() == "complex":
		return or(t.Complex, d.Complex)
	case r.in.Kind == "consult":
		return or(t.Consult, d.Consult)
	}
	return or(t.Community, d.Community)
}

func or(n, standard int) int {
	if n > 0 {
		return n
	}
	return standard
}
