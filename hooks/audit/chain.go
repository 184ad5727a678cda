package audit

import (
	"crypto/rand"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/types"
)

// row is a line of the log exactly as it is stored: a date that was written in
// another way is another text, though it is the same day.
type row struct {
	Seq, ID, At, ActorKind, ActorID, Action, Collection, Target string

	Label, Note, Salt string // erasable: the chain holds only their digest
	WordsDigest       string
	Digest            string
}

// columns are those of row, in its order.
var columns = []string{"seq", "id", "at", "actor_kind", "actor_id", "action", "target_collection", "target_id", "actor_label", "note", "salt", "words_digest", "digest"}

func (r *row) fields() []*string {
	return []*string{&r.Seq, &r.ID, &r.At, &r.ActorKind, &r.ActorID, &r.Action, &r.Collection, &r.Target, &r.Label, &r.Note, &r.Salt, &r.WordsDigest, &r.Digest}
}

// rowOf is a record as it will be stored.
func rowOf(r *core.Record) row {
	return row{
		Seq: strconv.Itoa(r.GetInt("seq")), ID: r.Id, At: r.GetDateTime("at").String(), ActorKind: r.GetString("actor_kind"), ActorID: r.GetString("actor_id"),
		Action: r.GetString("action"), Collection: r.GetString("target_collection"), Target: r.GetString("target_id"),
		Label: r.GetString("actor_label"), Note: r.GetString("note"), Salt: r.GetString("salt"), WordsDigest: r.GetString("words_digest"),
	}
}

// scan reads a line from the database.
func scan(rows *dbx.Rows) (row, error) {
	var r row
	fields := r.fields()
	cells, into := make([]sql.NullString, len(fields)), make([]any, len(fields))
	for i := range cells {
		into[i] = &cells[i]
	}
	if err := rows.Scan(into...); err != nil {
		return r, err
	}
	for i, c := range cells {
		*fields[i] = c.String
	}
	return r, nil
}

// link is the digest of a row that follows the one with the digest before. The
// parts are written as JSON, so that nothing moves from one column into the next.
func (r row) link(before string) string {
	return digest(before, r.Seq, r.ID, r.At, r.ActorKind, r.ActorID, r.Action, r.Collection, r.Target, r.WordsDigest)
}

// wordsDigest covers what may be erased. The salt goes with the words: without
// it nobody can try out which name the digest belongs to.
func wordsDigest(salt, label, note string) string { return digest(salt, label, note) }

func digest(parts ...string) string {
	text, err := json.Marshal(parts)
	if err != nil {
		panic(err) // texts always become JSON
	}
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:])
}

func newSalt() (string, error) {
	b := make([]byte, 16)
	if _, err := rand.Read(b); err != nil {
		return "", fmt.Errorf("salt: %w", err)
	}
	return hex.EncodeToString(b), nil
}

// next is the number of the next row and the digest it follows. The number
// comes from a counter of its own, so that rows taken off the end leave a gap.
func next(tx core.App) (n int, before string, err error) {
	err = tx.DB().NewQuery("INSERT INTO {{_counters}} ([[name]], [[value]]) VALUES ({:n}, 1) ON CONFLICT([[name]]) DO UPDATE SET [[value]] = [[value]] + 1 RETURNING [[value]]").
		Bind(dbx.Params{"n": counter}).Row(&n)
	if err != nil {
		return 0, "", fmt.Errorf("number audit entry: %w", err)
	}
	last, err := Last(tx)
	return n, last.Digest, err
}

// Head is how far the log has come: what a Friday report bears.
type Head struct {
	Rows   int
	Digest string
}

// Short is the part of the digest that is printed.
func (h Head) Short() string { return short(h.Digest) }

const shortLength = 12

func short(digest string) string { return digest[:min(shortLength, len(digest))] }

// Last reads the head of the log.
func Last(app core.App) (Head, error) {
	var h Head
	err := app.DB().Select("seq", "digest").From(table).OrderBy("seq DESC").Limit(1).Row(&h.Rows, &h.Digest)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return h, fmt.Errorf("read head of audit log: %w", err)
	}
	return h, nil
}

// time reads the stored time; zero for one that is none.
func (r row) time() time.Time {
	t, err := types.ParseDateTime(r.At)
	if err != nil {
		return time.Time{}
	}
	return t.Time()
}
