// Package hooks binds everything the office does to PocketBase.
//
// This file is the table of contents: one line per feature. Ground packages
// come first, features after the life of a request, pages and admin last.
package hooks

import (
	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/access"
	"hongguan/hooks/admin"
	"hongguan/hooks/audit"
	"hongguan/hooks/bulletin"
	"hongguan/hooks/calendar"
	"hongguan/hooks/cards"
	"hongguan/hooks/catalogue"
	"hongguan/hooks/certificates"
	"hongguan/hooks/departments"
	"hongguan/hooks/duties"
	"hongguan/hooks/handbook"
	"hongguan/hooks/handover"
	"hongguan/hooks/holidays"
	"hongguan/hooks/home"
	"hongguan/hooks/imports"
	"hongguan/hooks/jobs"
	"hongguan/hooks/labels"
	"hongguan/hooks/ledgers"
	"hongguan/hooks/logbook"
	"hongguan/hooks/outbox"
	"hongguan/hooks/overview"
	"hongguan/hooks/pages"
	"hongguan/hooks/paging"
	"hongguan/hooks/people"
	"hongguan/hooks/places"
	"hongguan/hooks/points"
	"hongguan/hooks/posters"
	"hongguan/hooks/presence"
	"hongguan/hooks/prints"
	"hongguan/hooks/receipts"
	"hongguan/hooks/referrals"
	"hongguan/hooks/reminders"
	"hongguan/hooks/replies"
	"hongguan/hooks/reports"
	"hongguan/hooks/requests"
	"hongguan/hooks/rewards"
	"hongguan/hooks/sealed"
	"hongguan/hooks/settings"
	"hongguan/hooks/visits"
	"hongguan/hooks/volunteers"
	"hongguan/hooks/watches"
	"hongguan/hooks/workbench"
	_ "hongguan/pb_migrations"
)

// Config is what the program was started with.
type Config struct {
	Maintenance bool // schema, SQL console and impersonation are open to superusers
}

// Bind ties every feature to the app. It is used by the program and by the
// tests alike.
func Bind(app core.App, config Config) {
	access.Bind(app, access.Config{Maintenance: config.Maintenance})
	settings.Bind(app)
	calendar.Bind(app)
	audit.Bind(app)
	catalogue.Bind(app)
	handbook.Bind(app)
	people.Bind(app)
	watches.Bind(app)
	sealed.Bind(app)
	outbox.Bind(app)
	jobs.Bind(app)
	places.Bind(app)
	points.Bind(app)
	labels.Bind(app)
	workbench.Bind(app)
	prints.Bind(app)
	requests.Bind(app)
	paging.Bind(app)
	holidays.Bind(app)
	presence.Bind(app)
	reminders.Bind(app)
	replies.Bind(app)
	overview.Bind(app)
	ledgers.Bind(app)
	bulletin.Bind(app)
	home.Bind(app, bulletin.Titles)
	departments.Bind(app)
	referrals.Bind(app)
	reports.Bind(app, referrals.Form)
	receipts.Bind(app)
	cards.Bind(app)
	visits.Bind(app)
	duties.Bind(app)
	volunteers.Bind(app)
	certificates.Bind(app)
	rewards.Bind(app)
	handover.Bind(app)
	posters.Bind(app)
	imports.Bind(app)
	logbook.Bind(app) // last: what it writes down is closest to the save
	pages.Bind(app)
	admin.Bind(app)
}

// Prepare migrates the database and writes what a new office starts with.
// It may run any number of times.
func Prepare(app core.App) error {
	if err := app.RunAllMigrations(); err != nil {
		return err
	}
	if err := access.OpenKey(app); err != nil {
		return err
	}
	if err := settings.Seed(app); err != nil {
		return err
	}
	if err := settings.Engine(app); err != nil {
		return err
	}
	if err := catalogue.Seed(app); err != nil {
		return err
	}
	return handbook.Seed(app)
}
