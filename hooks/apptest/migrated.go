package apptest

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"
)

var (
	migrateOnce sync.Once
	migratedDir string
	migrateErr  error
)

// migrated is a folder with a migrated database, to be copied. Migrating takes
// seconds, and every package of hooks has a test binary: the first to come
// leaves it for the others, under the hash of all it was made from.
func migrated(t testing.TB) string {
	t.Helper()
	migrateOnce.Do(func() { migratedDir, migrateErr = template() })
	if migrateErr != nil {
		t.Fatalf("migrate test database: %v", migrateErr)
	}
	return migratedDir
}

// templates is the folder of the migrated databases; one not used for a day is
// of an older state of the sources, and goes.
func templates() string {
	cache, err := os.UserCacheDir()
	if err != nil {
		cache = os.TempDir()
	}
	return filepath.Join(cache, "hongguan-test")
}

const unused = 24 * time.Hour

func template() (string, error) {
	key, err := sources()
	if err != nil {
		return "", err
	}
	dir := filepath.Join(templates(), key)
	if os.Chtimes(dir, time.Time{}, time.Now()) == nil {
		return dir, nil
	}
	if err := os.MkdirAll(templates(), 0o700); err != nil {
		return "", err
	}
	sweep()
	fresh, err := os.MkdirTemp(templates(), "new-")
	if err != nil {
		return "", err
	}
	defer os.RemoveAll(fresh)
	app, err := start(fresh, time.Now)
	if err != nil {
		return "", err
	}
	if err := app.ResetBootstrapState(); err != nil {
		return "", err
	}
	// Another binary may have been faster: then its folder is as good.
	if err := os.Rename(fresh, dir); err != nil {
		if _, there := os.Stat(dir); there != nil {
			return "", err
		}
	}
	return dir, nil
}

// sweep removes what nobody used for a day.
func sweep() {
	old, _ := os.ReadDir(templates())
	for _, d := range old {
		if i, err := d.Info(); err == nil && time.Since(i.ModTime()) > unused {
			_ = os.RemoveAll(filepath.Join(templates(), d.Name()))
		}
	}
}

// sources is the hash of everything that decides what a migrated database
// holds: the program without its tests and pages, and its libraries' versions.
func sources() (string, error) {
	root, err := os.Getwd()
	if err != nil {
		return "", err
	}
	for {
		if _, err := os.Stat(filepath.Join(root, "go.mod")); err == nil {
			break
		}
		up := filepath.Dir(root)
		if up == root {
			return "", errors.New("no go.mod above the test's folder")
		}
		root = up
	}
	h := sha256.New()
	for _, part := range []string{"go.mod", "go.sum", "pb_migrations", "hooks", "rules", "templates"} {
		err := filepath.WalkDir(filepath.Join(root, part), func(path string, d fs.DirEntry, err error) error {
			switch {
			case err != nil:
				return err
			case d.IsDir() && d.Name() == "testdata":
				return fs.SkipDir
			case d.IsDir() || strings.HasSuffix(path, "_test.go"):
				return nil
			}
			return add(h, root, path)
		})
		if err != nil {
			return "", err
		}
	}
	return hex.EncodeToString(h.Sum(nil))[:32], nil
}

// add takes a file into a hash, with its name and length, so that no two trees
// run into one another.
func add(h hash.Hash, root, path string) error {
	b, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	rel, err := filepath.Rel(root, path)
	if err != nil {
		return err
	}
	fmt.Fprintf(h, "%s %d\n", filepath.ToSlash(rel), len(b))
	_, err = h.Write(b)
	return err
}
