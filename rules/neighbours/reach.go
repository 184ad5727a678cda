package neighbours

import "strings"

// How far a matter reaches: whose trouble it may be besides the one's who
// reports it. What reaches no further than a household is shown to nobody
// else: that somebody in the building asks for relief, or complains of those
// above her, is nobody's business.
const (
	Household = "household" // 一户
	// Building and Estate serve here too.
)

// reaches are the matters whose reach does not follow from their category.
var reaches = func() map[string]string {
	all := map[string]string{}
	for reach, codes := range map[string]string{
		Household: "other trapped neighbour_noise neighbour_leak neighbour_dispute family_dispute praise_property praise_work praise_volunteer party_gov " +
			"school_place school_conduct wages market_rights health_service police_matter legal_aid lease_tax conduct conduct_lead domestic_violence system_feedback",
		Building: "structure_damage group_rental corridor_clutter ebike_upstairs decoration_noise high_throwing lift_install repair_fund group_life odour_religion " +
			"public_light lift_fault gate_access cleaning sewer_blocked common_leak outer_wall water_pressure fire_equipment network air_conditioner",
		Estate: "garbage decoration_waste estate_road greening guard_security camera property_fee property_service water_supply power_supply gas_supply " +
			"parking_facility charging fitness express_locker dogs square_dance parking_rules fire_lane owners_committee change_property green_damage " +
			"public_space house_rules council_topic new_facility title_deed demolition old_estate_renewal developer",
	} {
		for _, code := range strings.Fields(codes) {
			all[code] = reach
		}
	}
	return all
}()

// Reach proposes how far a matter reaches. The office may decide otherwise in
// its catalogue.
func Reach(code, category, tier string) string {
	if r, ok := reaches[code]; ok {
		return r
	}
	switch {
	case category == "market_service" || category == "self_governance":
		return Building
	case category == "government" && tier != "community":
		return Estate // the street, the river, the noise from outside are everybody's
	}
	return Household
}

// spots are places an estate has one or few of.
var spots = strings.Fields("大门 东门 南门 西门 北门 正门 后门 车库 地库 广场 儿童乐园 篮球场 凉亭 河边 岗亭 门卫")

// SameSpot reports whether two texts name the same of an estate's places, so
// that they may mean one thing although they come from two buildings.
func SameSpot(a, b string) bool {
	for _, s := range spots {
		if strings.Contains(a, s) && strings.Contains(b, s) {
			return true
		}
	}
	return false
}
