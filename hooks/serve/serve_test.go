package serve

import (
	"io/fs"
	"strings"
	"testing"

	"github.com/pocketbase/pocketbase/ui"
)

// TestInstallerPage looks the first-start page up in PocketBase's own admin UI:
// a wrong name ends at a log-in nobody has an account for.
func TestInstallerPage(t *testing.T) {
	scripts, err := fs.Glob(ui.DistDirFS, "assets/index-*.js")
	if err != nil || len(scripts) == 0 {
		t.Fatalf("no admin UI in PocketBase: %v", err)
	}
	for _, name := range scripts {
		b, err := fs.ReadFile(ui.DistDirFS, name)
		if err != nil {
			t.Fatal(err)
		}
		if strings.Contains(string(b), "#"+installerPage+"{token}") {
			return
		}
	}
	t.Errorf("PocketBase's admin UI has no page #%s{token}", installerPage)
}

func TestLocal(t *testing.T) {
	for addr, want := range map[string]string{"0.0.0.0:8090": "127.0.0.1:8090", ":8090": "127.0.0.1:8090", "127.0.0.1:1": "127.0.0.1:1", "192.168.1.5:80": "192.168.1.5:80"} {
		if got := local(addr); got != want {
			t.Errorf("%s is opened as %s, want %s", addr, got, want)
		}
	}
}
