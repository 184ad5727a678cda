package apptest_test

import (
	"testing"

	"hongguan/hooks/apptest"
)

func TestNewStartsMigrated(t *testing.T) {
	app := apptest.New(t)
	if _, err := app.FindCollectionByNameOrId("requests"); err != nil {
		t.Fatal(err)
	}
	if _, err := app.FindCollectionByNameOrId("users"); err == nil {
		t.Fatal("PocketBase's users table must be gone: it allows open sign-up")
	}
}
