// Package hooks binds everything the office does to PocketBase.
//
// This file is the table of contents: one line per feature. Ground packages
// come first, features after the life of a request, pages and admin last.
package hooks

import (
	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/calendar"
	"hongguan/hooks/outbox"
	"hongguan/hooks/pages"
	"hongguan/hooks/places"
	"hongguan/hooks/prints"
	"hongguan/hooks/settings"
	_ "hongguan/pb_migrations"
)

// Config is what the program was started with.
type Config struct {
	Maintenance bool // schema, SQL console and impersonation are open to superusers
}

// Bind ties every feature to the app. It is used by the program and by the
// tests alike.
func Bind(app core.App, config Config) {
	settings.Bind(app)
	calendar.Bind(app)
	outbox.Bind(app)
	places.Bind(app)
	prints.Bind(app)
	pages.Bind(app)
}

// Prepare migrates the database and writes what a new office starts with.
// It may run any number of times.
func Prepare(app core.App) error {
	if err := app.RunAllMigrations(); err != nil {
		return err
	}
	return settings.Seed(app)
}
