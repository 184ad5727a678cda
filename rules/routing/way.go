package routing

// The ways a request travels to its handler (办理途径).
const (
	ByLink   = "link"   // 办理链接发给专人
	ByLetter = "letter" // 发函
	ByFriday = "friday" // 随周五周报上报
	ByOwn    = "own"    // 本社区自己办
	ByOrder  = "order"  // 志愿者点单
)

// Ways lists them in the order they are offered.
var Ways = []string{ByLink, ByLetter, ByFriday, ByOwn, ByOrder}

// WayTo says how one organisation would get a request, whoever chose it: the
// Decision without who and why.
func WayTo(in Input, orgs []Org, org string) Decision {
	r := route{in: in, orgs: orgs}
	d := Decision{Tier: r.tier(), Days: r.days()}
	d.Urge, d.Ask = r.pressed()
	if o := r.byID(org); o != nil {
		d.Org, d.OrgName, d.Kind, d.Contact = o.ID, o.Name, o.Kind, o.Contact
		r.way(&d, *o)
	}
	return d
}

// way says by which way the handler gets the request, and what the person who
// confirms has to do for it.
func (r route) way(d *Decision, org Org) {
	switch {
	case d.Tier == "complex":
		d.Channel, d.How = ByFriday, "不用单独派单，到周五随《民意诉求周报》上报"
		if org.Kind != OrgDept {
			d.How += "；社区还没有登记组织部"
		}
	case org.Kind == OrgDept:
		d.Channel, d.How = ByFriday, "请点“上报（提高层面）”，随周五《民意诉求周报》报给"+org.Name
	case org.Kind == Department || d.Tier == "department" && (org.Kind == Police || org.Kind == Street):
		r.letter(d, org)
	case r.forVolunteers() && (org.Kind == Volunteers || r.home(org)):
		d.Channel, d.How = ByOrder, "由"+org.Name+"发起志愿者点单"
	case r.home(org):
		d.Channel, d.How = ByOwn, "本社区自己办，"+withContact(org, "由")
	default:
		d.Channel, d.How = ByLink, "把办理链接"+withContact(org, "发给")
	}
}

// letter is the 部门转办函 with its copies. In mode B the street passes it on,
// unless the street is itself the addressee or complained about.
func (r route) letter(d *Decision, org Org) {
	d.Channel = ByLetter
	street := r.first(Street)
	byStreet := r.in.ByStreet && org.Kind == Department
	switch {
	case byStreet && street != nil:
		d.Via = street.ID
		d.How = "社区拟好函，请" + street.Name + "转给" + org.Name
	case byStreet && !r.accusedKind(Street):
		d.How = "社区拟好函，请街道转给" + org.Name
	default:
		d.How = "社区发函给" + org.Name
	}
	if d.Tier == "department" {
		// 部门转办: the letter always goes with a copy to the organisation department.
		if upper := r.first(OrgDept); upper != nil {
			d.Copies = append(d.Copies, upper.ID)
			d.How += "，抄送" + upper.Name
		}
	}
	if d.Via == "" && !org.Mailbox && (!byStreet || r.accusedKind(Street)) {
		d.How += "；没有登记邮箱，请打印盖章送去"
	}
}

func (r route) accusedKind(kind string) bool {
	for _, o := range r.orgs {
		if o.Kind == kind && r.accused(o.ID) {
			return true
		}
	}
	return false
}

func (r route) forVolunteers() bool {
	return r.in.HandlerKind == Volunteers || r.in.HandlerKind == "" && r.in.Category == "public_welfare"
}

// withContact names the designated 专人, or says that none is recorded.
func withContact(o Org, verb string) string {
	if o.Contact == "" {
		return verb + o.Name + "（还没有登记专人，请在“单位”里补上）"
	}
	return verb + o.Name + "的专人" + o.Contact
}
