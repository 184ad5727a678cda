package pb_migrations

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
	m "github.com/pocketbase/pocketbase/migrations"
	"github.com/pocketbase/pocketbase/tools/types"
)

// The log gets numbers of its own, a digest of the words that may be erased,
// and a place in every Friday report for its head. The rows that are there are
// chained anew once, after the old chain was checked; an entry says so.
func init() {
	m.Register(func(app core.App) error {
		log, err := app.FindCollectionByNameOrId("audit_entries")
		if err != nil {
			return err
		}
		if err := freeAudit(app); err != nil {
			return err
		}
		log.Fields.Add(
			number("seq", "序号，从 1 起不断号"),
			text("words_digest", "称呼和说明的摘要；文字按本人要求删除后，摘要还在"),
			text("salt", "摘要的随机数，和文字一起删除", hidden),
		)
		// PocketBase's own times would be two more columns that the chain does not hold.
		log.Fields.RemoveByName("created")
		log.Fields.RemoveByName("updated")
		if err := app.Save(log); err != nil {
			return err
		}
		if err := chainAnew(app); err != nil {
			return err
		}
		log.AddIndex("idx_audit_seq", true, "seq", "")
		log.AddIndex("idx_audit_action", false, "action", "")
		if err := app.Save(log); err != nil {
			return err
		}
		if err := appendOnly(app, "audit_entries",
			[]string{"id", "seq", "at", "actor_kind", "actor_id", "action", "target_collection", "target_id", "words_digest", "digest"},
			[]string{"actor_label", "note", "salt"}); err != nil {
			return err
		}
		reports, err := app.FindCollectionByNameOrId("weekly_reports")
		if err != nil {
			return err
		}
		reports.Fields.Add(
			number("audit_count", "生成周报时操作日志共几条"),
			text("audit_head", "那时操作日志的尾号，印在周报页脚"),
		)
		return app.Save(reports)
	}, func(app core.App) error {
		reports, err := app.FindCollectionByNameOrId("weekly_reports")
		if err != nil {
			return err
		}
		reports.Fields.RemoveByName("audit_count")
		reports.Fields.RemoveByName("audit_head")
		if err := app.Save(reports); err != nil {
			return err
		}
		log, err := app.FindCollectionByNameOrId("audit_entries")
		if err != nil {
			return err
		}
		if err := freeAudit(app); err != nil {
			return err
		}
		log.RemoveIndex("idx_audit_seq")
		log.RemoveIndex("idx_audit_action")
		for _, f := range []string{"seq", "words_digest", "salt"} {
			log.Fields.RemoveByName(f)
		}
		log.Fields.Add(stamps()...)
		if err := app.Save(log); err != nil {
			return err
		}
		return appendOnly(app, "audit_entries",
			[]string{"id", "at", "actor_kind", "actor_id", "action", "target_collection", "target_id", "digest"},
			[]string{"actor_label", "note"})
	})
}

// freeAudit lets the step change the log.
func freeAudit(app core.App) error {
	for _, sql := range []string{"DROP TRIGGER IF EXISTS {{audit_entries_no_change}}", "DROP TRIGGER IF EXISTS {{audit_entries_no_delete}}"} {
		if _, err := app.DB().NewQuery(sql).Execute(); err != nil {
			return err
		}
	}
	return nil
}

// auditRow is a row of the log as it was before this step.
type auditRow struct {
	ID         string `db:"id"`
	At         string `db:"at"`
	Kind       string `db:"actor_kind"`
	Actor      string `db:"actor_id"`
	Label      string `db:"actor_label"`
	Action     string `db:"action"`
	Collection string `db:"target_collection"`
	Target     string `db:"target_id"`
	Note       string `db:"note"`
	Digest     string `db:"digest"`
}

// chainAnew numbers the rows in the order they were written and chains them.
func chainAnew(app core.App) error {
	var rows []auditRow
	err := app.DB().Select("id", "at", "actor_kind", "actor_id", "actor_label", "action", "target_collection", "target_id", "note", "digest").
		From("audit_entries").OrderBy("_rowid_").All(&rows)
	if err != nil || len(rows) == 0 {
		return err
	}
	said := "原来的链核对无误"
	last := ""
	for i, r := range rows {
		if r.Digest != oldDigest(last, r) {
			said = fmt.Sprintf("原来的链在第 %d 条断开", i+1)
			break
		}
		last = r.Digest
	}
	rows = append(rows, auditRow{ID: core.GenerateDefaultRandomId(), At: types.NowDateTime().String(), Kind: "system", Label: "系统",
		Action: "操作日志改为编号成链", Collection: "audit_entries", Note: fmt.Sprintf("原有 %d 条，%s", len(rows), said)})
	before := ""
	for i, r := range rows {
		random := make([]byte, 16)
		if _, err := rand.Read(random); err != nil {
			return err
		}
		salt := hex.EncodeToString(random)
		words := jsonDigest(salt, r.Label, r.Note)
		before = jsonDigest(before, strconv.Itoa(i+1), r.ID, r.At, r.Kind, r.Actor, r.Action, r.Collection, r.Target, words)
		values := dbx.Params{"seq": i + 1, "salt": salt, "words_digest": words, "digest": before}
		if i < len(rows)-1 {
			_, err = app.DB().Update("audit_entries", values, dbx.HashExp{"id": r.ID}).Execute()
		} else {
			for name, v := range map[string]string{"id": r.ID, "at": r.At, "actor_kind": r.Kind, "actor_id": "", "actor_label": r.Label, "action": r.Action,
				"target_collection": r.Collection, "target_id": "", "note": r.Note} {
				values[name] = v
			}
			_, err = app.DB().Insert("audit_entries", values).Execute()
		}
		if err != nil {
			return err
		}
	}
	_, err = app.DB().NewQuery("INSERT INTO {{_counters}} ([[name]], [[value]]) VALUES ('audit entries', {:n}) ON CONFLICT([[name]]) DO UPDATE SET [[value]] = {:n}").
		Bind(dbx.Params{"n": len(rows)}).Execute()
	return err
}

// oldDigest is how the chain was made before this step.
func oldDigest(last string, r auditRow) string {
	at, err := types.ParseDateTime(r.At)
	if err != nil {
		at = types.DateTime{}
	}
	sum := sha256.Sum256([]byte(strings.Join([]string{last, at.String(), r.Kind, r.Actor, r.Action, r.Collection, r.Target}, "\x1f")))
	return hex.EncodeToString(sum[:])
}

func jsonDigest(parts ...string) string {
	text, err := json.Marshal(parts)
	if err != nil {
		panic(err) // texts always become JSON
	}
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:])
}
