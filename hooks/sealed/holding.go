package sealed

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"filippo.io/age"
	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
)

// holdingFile lies beside link.key. What comes for the upper contact while
// there is none is encrypted to it, and no page or route opens it: the program
// needs it once, to hand the reports over. It is burnt then.
const holdingFile = "holding.key"

func holdingPath(app core.App) string { return filepath.Join(app.DataDir(), holdingFile) }

// holding is the key that keeps reports nobody may read yet, made when the
// first of them comes. Call it in a write transaction: those wait for one
// another, in other processes too.
func holding(tx core.App) (*age.X25519Identity, error) {
	id, err := openHolding(tx)
	if !errors.Is(err, fs.ErrNotExist) {
		return id, err
	}
	if id, err = age.GenerateX25519Identity(); err != nil {
		return nil, fmt.Errorf("make holding key: %w", err)
	}
	return id, writeWhole(holdingPath(tx), []byte(id.String()+"\n"))
}

func openHolding(app core.App) (*age.X25519Identity, error) {
	b, err := os.ReadFile(holdingPath(app))
	if err != nil {
		return nil, fmt.Errorf("open holding key: %w", err)
	}
	return age.ParseX25519Identity(strings.TrimSpace(string(b)))
}

// writeWhole leaves either the whole file or none when the power fails.
func writeWhole(path string, data []byte) error {
	f, err := os.OpenFile(path+".new", os.O_CREATE|os.O_WRONLY|os.O_TRUNC, 0o600)
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	if err = errors.Join(err, f.Sync(), f.Close()); err != nil {
		return fmt.Errorf("write %s: %w", filepath.Base(path), err)
	}
	return os.Rename(path+".new", path)
}

// burnHolding removes the key once nothing is kept with it: what may be left of
// the old boxes in files and copies can be opened by nobody then.
func burnHolding(app core.App) error {
	return app.RunInTransaction(func(tx core.App) error {
		n, err := heldCount(tx)
		if err != nil || n > 0 {
			return err
		}
		if err := os.Remove(holdingPath(tx)); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("burn holding key: %w", err)
		}
		return nil
	})
}

var held = dbx.HashExp{"audience": audienceUpper, "contact": ""}

func heldCount(app core.App) (int, error) {
	var n int
	err := app.DB().Select("count(*)").From("sealed_reports").Where(held).Row(&n)
	return n, err
}

// handOver encrypts what was held for the contact who has just agreed. A
// report that cannot be opened, because the key was lost with a disk, stays
// where it is and is counted.
func handOver(tx core.App, contact *core.Record, to age.Recipient) (moved, stuck int, err error) {
	rows := []*core.Record{}
	if err := tx.RecordQuery("sealed_reports").AndWhere(held).OrderBy("received_at").All(&rows); err != nil || len(rows) == 0 {
		return 0, 0, err
	}
	id, err := openHolding(tx)
	if err != nil {
		tx.Logger().Error("hand over sealed reports", "error", err)
		return 0, len(rows), nil
	}
	for _, r := range rows {
		plain, err := unlockText(r.GetString("box"), id)
		if err != nil {
			tx.Logger().Error("hand over sealed report", "id", r.Id, "error", err)
			stuck++
			continue
		}
		if err := relock(tx, r, contact, plain, id, to); err != nil {
			return moved, stuck, err
		}
		moved++
	}
	return moved, stuck, nil
}
