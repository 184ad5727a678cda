package access_test

import (
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"hongguan/hooks/access"
	"hongguan/hooks/apptest"
)

func TestOpenKey(t *testing.T) {
	app := apptest.New(t)
	path := filepath.Join(app.DataDir(), "link.key")
	first, err := os.ReadFile(path)
	apptest.Must(t, err)
	if len(first) != 32 {
		t.Errorf("key of %d bytes", len(first))
	}
	token := access.Token(app.BaseApp, "assignment", "a1")
	t.Run("Again", func(t *testing.T) {
		apptest.Must(t, access.OpenKey(app.BaseApp))
		if again, _ := os.ReadFile(path); string(again) != string(first) || access.Token(app.BaseApp, "assignment", "a1") != token {
			t.Error("a second start made another key: all mailed links would end")
		}
	})
	for name, damaged := range map[string][]byte{"Empty": {}, "Short": first[:20]} {
		t.Run(name, func(t *testing.T) {
			apptest.Must(t, os.WriteFile(path, damaged, 0o600))
			if err := access.OpenKey(app.BaseApp); err == nil || !strings.Contains(err.Error(), "damaged") {
				t.Errorf("a damaged key was taken: %v", err)
			}
			if now, _ := os.ReadFile(path); len(now) != len(damaged) {
				t.Error("the damaged file was overwritten: what is left of it is lost")
			}
		})
	}
	t.Run("Missing", func(t *testing.T) {
		apptest.Must(t, os.Remove(path))
		apptest.Must(t, access.OpenKey(app.BaseApp))
		if access.Token(app.BaseApp, "assignment", "a1") == token {
			t.Error("the new key is the old one")
		}
		if info, err := os.Stat(path); err != nil || runtime.GOOS != "windows" && info.Mode().Perm() != 0o600 {
			t.Errorf("others on this PC may read the key: %v (%v)", info.Mode(), err)
		}
	})
}

func TestCodes(t *testing.T) {
	app := apptest.New(t)
	code := access.Code(app.BaseApp, "request", "r1")
	if len(code) != 8 || strings.ContainsAny(code, "01OIL") || code == access.Code(app.BaseApp, "sealed", "r1") || code == access.Code(app.BaseApp, "request", "r2") {
		t.Errorf("code %s", code)
	}
	for _, typed := range []string{code, strings.ToLower(code), " " + code[:4] + " " + code[4:] + "\n"} {
		if !access.Same(typed, code) {
			t.Errorf("%q is not taken for %s", typed, code)
		}
	}
	if access.Same("", "") || access.Same(code[:7], code) {
		t.Error("an empty or short code passes")
	}
}

// TestKeep tries to write a kept table as everybody who is not its owner.
func TestKeep(t *testing.T) {
	app := apptest.New(t)
	access.Keep(app.BaseApp, "grids", "网格由程序登记", "note")
	c, err := app.FindCollectionByNameOrId("grids")
	apptest.Must(t, err)
	g := app.Create("grids", "no", "03", "note", "a")
	super := app.Super()
	path := "/api/collections/grids/records"
	app.Chinese("create", app.Call(super, "POST", path, map[string]any{"no": "04"}), 400)
	app.Chinese("update", app.Call(super, "PATCH", path+"/"+g.Id, map[string]any{"no": "05"}), 400)
	app.Chinese("delete", app.Call(super, "DELETE", path+"/"+g.Id, nil), 400)
	if got := app.Call(super, "PATCH", path+"/"+g.Id, map[string]any{"note": "b"}); got.Code != 200 {
		t.Errorf("a free field: HTTP %d %s", got.Code, got.Raw)
	}
	g, err = app.FindRecordById(c, g.Id)
	apptest.Must(t, err)
	g.Set("no", "06")
	if app.Save(g) == nil {
		t.Error("careless code wrote a kept table")
	}
	apptest.Must(t, access.Own(app.BaseApp, g))
	apptest.Must(t, access.Remove(app.BaseApp, g))
}
