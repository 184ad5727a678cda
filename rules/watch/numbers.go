package watch

// Number is a telephone number to call at once.
type Number struct {
	Name string `json:"name"`
	Tel  string `json:"tel"`
}

// The numbers that are the same everywhere in China.
var (
	police    = Number{"报警", "110"}
	fireHelp  = Number{"火警", "119"}
	ambulance = Number{"急救", "120"}
	traffic   = Number{"交通事故", "122"}
	fraudLine = Number{"反诈", "96110"}
	heartLine = Number{"心理援助", "12356"}
	powerLine = Number{"供电抢修", "95598"}
)

// Local are the numbers that differ from place to place; an empty one is not shown.
type Local struct {
	Gas      string // the gas company's repair line
	Property string // the estate's property company, which holds the keys of the lift
}

// first says whom to call about a danger, the most fitting first. An office without its gas company's number still
// shows the fire brigade.
func first(danger string, at Local) []Number {
	gas, property := Number{"燃气抢修", at.Gas}, Number{"物业（电梯救援）", at.Property}
	switch danger {
	case "fire", "collapse":
		return []Number{fireHelp, ambulance}
	case "medical":
		return []Number{ambulance}
	case "gas_leak":
		return []Number{gas, fireHelp}
	case "violence_under_way":
		return []Number{police, ambulance}
	case "fraud_under_way":
		return []Number{fraudLine, police}
	case "suicide_risk":
		return []Number{police, heartLine, ambulance}
	case "missing_person":
		return []Number{police}
	case "live_wire":
		return []Number{powerLine, fireHelp}
	case "trapped":
		return []Number{fireHelp, property}
	}
	return nil
}

// Numbers lists the emergency numbers, those that a danger calls for in front; an unknown danger keeps the usual
// order, the police first. Each number stands once, and none is empty.
func Numbers(danger string, at Local) []Number {
	usual := []Number{police, fireHelp, ambulance, traffic, {"燃气抢修", at.Gas}, fraudLine, heartLine, powerLine}
	seen := map[string]bool{"": true}
	list := []Number{}
	for _, n := range append(first(danger, at), usual...) {
		if !seen[n.Tel] {
			seen[n.Tel] = true
			list = append(list, n)
		}
	}
	return list
}
