package words

// Group is the group of Values that a field's codes belong to, such as
// Group("orgs", "kind") = "org_kind"; empty for a field that holds no codes.
func Group(collection, field string) string { return Groups[collection][field] }

// Code is the office's word for a code stored in a field.
func Code(collection, field, code string) string {
	if g := Group(collection, field); g != "" {
		return Value(g, code)
	}
	return code
}

// Groups lists the fields that hold codes, by table: every select field, and
// the text and number fields that hold a code all the same.
var Groups = map[string]map[string]string{
	"communities":    {"letter_mode": "letter_mode", "report_mode": "mode"},
	"orgs":           {"kind": "org_kind"},
	"staff":          {"role": "role"},
	"residents":      {"phone_kind": "phone_kind", "real_name": "real_name", "link_state": "link_state"},
	"matter_history": {"action": "matter_action", "actor_kind": "actor_kind"},
	"matters":        {"category": "category", "tier": "tier", "handler_kind": "org_kind", "reach": "reach"},
	"posters":        {"scope": "scope", "state": "poster_state"},
	"faq_cases":      {"category": "category"},
	"resources":      {"kind": "resource_kind"},
	"posts":          {"kind": "post_kind", "state": "post_state"},
	"requests": {
		"kind": "kind", "channel": "channel", "lane": "lane", "category": "category", "tier": "tier", "status": "status",
		"solved_by_handler": "solved", "solved": "solved", "stars": "stars", "friday": "friday",
		"danger": "danger", "found": "found",
		"suggestion": "suggestion",
	},
	"corrections": {
		"from_lane": "lane", "to_lane": "lane", "from_kind": "kind", "to_kind": "kind", "from_category": "category", "to_category": "category",
		"from_tier": "tier", "to_tier": "tier", "from_suggestion": "suggestion",
	},
	"duties":            {"kind": "duty_kind", "days": "watch_day"},
	"point_rules":       {"trigger": "point_trigger", "per": "point_per"},
	"point_entries":     {"kind": "point_kind", "trigger": "point_trigger"},
	"point_adjustments": {"state": "adjust_state"},
	"rewards":           {"kind": "reward_kind", "class": "reward_class"},
	"redemptions":       {"state": "redemption_state"},
	"stock_moves":       {"kind": "stock_kind"},
	"visits":            {"kind": "visit_kind", "outcome": "visit_outcome"},
	"watches":           {"days": "watch_day"},
	"alerts":            {"step": "alert_step"},
	"reminders":         {"rung": "rung"},
	"request_events":    {"verb": "verb", "from_status": "status", "to_status": "status", "actor_kind": "actor_kind"},
	"assignments":       {"kind": "assign_kind", "state": "assign_state"},
	"replies":           {"solved": "solved", "state": "reply_state"},
	"call_backs":        {"solved": "solved", "stars": "stars"},
	"weekly_reports":    {"state": "report_state"},
	"referrals":         {"urgency": "urgency", "outcome": "outcome", "state": "referral_state"},
	"sealed_reports":    {"kind": "sealed_kind", "state": "sealed_state", "audience": "audience", "concerns": "concerns", "duty_to": "duty_to"},
	"upper_contacts":    {"state": "contact_state"},
	"sealed_events":     {"verb": "sealed_verb"},
	"outbox":            {"kind": "outbox_kind", "state": "outbox_state"},
	"job_runs":          {"state": "job_state"},
	"audit_entries":     {"actor_kind": "actor_kind"},

	"volunteers":      {"kind": "volunteer_kind", "skills": "skill", "times": "free_time", "state": "volunteer_state"},
	"orders":          {"path": "order_path", "skills": "skill", "state": "order_state"},
	"claims":          {"state": "claim_state", "in_how": "sign_how", "out_how": "sign_how", "confirmed_how": "confirm_how", "quality": "service_quality"},
	"service_records": {"quality": "service_quality", "state": "record_state", "wish_state": "wish_state"},
	"projects":        {"state": "project_state"},
	"certificates":    {"state": "certificate_state"},
}
