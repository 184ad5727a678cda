package sealed

import (
	"fmt"
	"io"

	"filippo.io/age"
	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/filesystem"

	"hongguan/hooks/access"
	"hongguan/hooks/calendar"
)

// Who may read a report.
const (
	audienceSecretary = "secretary"
	audienceUpper     = "upper"
)

// What a report speaks of. The classifier's matters of the sealed lane are
// among them; staff who seal a request choose one.
const (
	Conduct  = "conduct"           // 工作人员、网格员、物业、业委会
	Leaders  = "conduct_lead"      // 社区书记或主任: for the upper contact
	Violence = "domestic_violence" // 家庭暴力
	Minor    = "minor"             // 未成年人受到侵害
	Other    = "other"             // 其他不便公开的事
)

// Report is something to be sealed.
type Report struct {
	Kind          string // letter, conduct, request
	Concerns      string // decides who reads it; empty: the secretary
	Text          string
	Photos        []*filesystem.File // re-encoded already
	PlaceLabel    string
	Person, Phone string // both may be empty
	Reason        string // why it was sealed
	Earlier       string // what was done with it while it was a request
	Key           string // resident and client_key: the same key gives back the same code
}

// Receipt is what whoever sent a report may know of it.
type Receipt struct {
	Code     string // query code
	Concerns string
	Upper    bool // only the upper contact reads it
	Held     bool // and there is none yet
}

// Receive stores a report and returns the receipt for whoever sent it. It
// writes nothing anywhere else: no number that leaves a gap, no index, no mail.
func Receive(app core.App, in Report) (Receipt, error) {
	if in.Key == "" {
		in.Key = access.RandomCode(24)
	}
	if in.Concerns != Other {
		in.Concerns = ofMatter(in.Concerns)
	}
	var out Receipt
	err := app.RunInTransaction(func(tx core.App) error {
		var known bool
		if out, known = Find(tx, in.Key); known {
			return nil
		}
		r, err := in.store(tx)
		if err != nil {
			return err
		}
		out = receipt(tx, r, in.Key)
		verb := "receive"
		if in.Earlier != "" {
			verb = "move"
		}
		return note(tx, r, verb, "")
	})
	return out, err
}

// Find is the receipt of the report that was sent under a key.
func Find(app core.App, key string) (Receipt, bool) {
	r, err := app.FindFirstRecordByData("sealed_reports", "client_key_hash", access.Hash(key))
	if err != nil {
		return Receipt{}, false
	}
	return receipt(app, r, key), true
}

func receipt(app core.App, r *core.Record, key string) Receipt {
	upper := r.GetString("audience") == audienceUpper
	return Receipt{
		Code: codeOf(app, key, upper), Concerns: r.GetString("concerns"),
		Upper: upper, Held: upper && r.GetString("contact") == "",
	}
}

// codeOf derives the query code. The one of a report for the upper contact is
// longer: it also opens the answer, and must not be found by trying.
func codeOf(app core.App, key string, upper bool) string {
	if upper {
		return access.LongCode(app, "sealed", key)
	}
	return access.Code(app, "sealed", key)
}

func (in Report) store(tx core.App) (*core.Record, error) {
	c, err := tx.FindCachedCollectionByNameOrId("sealed_reports")
	if err != nil {
		return nil, err
	}
	r := core.NewRecord(c)
	upper := in.Concerns == Leaders
	code := codeOf(tx, in.Key, upper)
	r.Load(map[string]any{
		"report_no": access.RandomCode(10), "query_code_hash": access.Hash(code), "client_key_hash": access.Hash(in.Key),
		"kind": in.Kind, "concerns": in.Concerns, "audience": audienceSecretary, "state": "received", "received_at": calendar.Now(tx),
	})
	if upper {
		err = in.lock(tx, r, code)
	} else {
		r.Load(map[string]any{"text": in.Text, "place_label": in.PlaceLabel, "person": in.Person, "phone": in.Phone, "reason": in.Reason, "earlier": in.Earlier})
		if len(in.Photos) > 0 {
			r.Set("photos", in.Photos)
		}
	}
	if err != nil {
		return nil, err
	}
	return r, access.Own(tx, r)
}

// lock puts the report into a box for the upper contact, or for the holding
// key while nobody has agreed. The answer will be locked for the sender, whose
// key is kept in a box that her query code opens.
func (in Report) lock(tx core.App, r *core.Record, code string) error {
	to, contact, err := recipient(tx)
	if err != nil {
		return err
	}
	c := content{Text: in.Text, Place: in.PlaceLabel, Person: in.Person, Phone: in.Phone, Reason: in.Reason, Earlier: in.Earlier}
	var files []*filesystem.File
	for i, f := range in.Photos {
		b, err := contentOf(f)
		if err != nil {
			return err
		}
		locked, err := lockFile(b, i, to)
		if err != nil {
			return err
		}
		files, c.Files = append(files, locked), append(c.Files, f.OriginalName)
	}
	box, err := c.lock(to)
	if err != nil {
		return err
	}
	sender, err := age.GenerateX25519Identity()
	if err != nil {
		return err
	}
	own, err := lockByCode([]byte(sender.String()), code)
	if err != nil {
		return err
	}
	r.Load(map[string]any{"audience": audienceUpper, "contact": contact, "box": box, "sender_key": sender.Recipient().String(), "sender_box": own})
	if len(files) > 0 {
		r.Set("photos", files)
	}
	return nil
}

// lockFile encrypts a photo. Its name tells nothing, the real one is in the box.
func lockFile(b []byte, n int, to age.Recipient) (*filesystem.File, error) {
	locked, err := lock(b, to)
	if err != nil {
		return nil, err
	}
	return filesystem.NewFileFromBytes(locked, fmt.Sprintf("file%02d.age", n+1))
}

func contentOf(f *filesystem.File) ([]byte, error) {
	r, err := f.Reader.Open()
	if err != nil {
		return nil, fmt.Errorf("open %s: %w", f.Name, err)
	}
	defer r.Close()
	return io.ReadAll(r)
}

// stored reads the files of a report as they lie on the disk, in their order.
func stored(app core.App, r *core.Record) ([][]byte, error) {
	names := r.GetStringSlice("photos")
	if len(names) == 0 {
		return nil, nil
	}
	fsys, err := app.NewFilesystem()
	if err != nil {
		return nil, err
	}
	defer fsys.Close()
	out := make([][]byte, 0, len(names))
	for _, n := range names {
		f, err := fsys.GetReader(r.BaseFilesPath() + "/" + n)
		if err != nil {
			return nil, fmt.Errorf("open %s of sealed report: %w", n, err)
		}
		b, err := io.ReadAll(f)
		f.Close()
		if err != nil {
			return nil, err
		}
		out = append(out, b)
	}
	return out, nil
}

// relock turns a box of the holding key into one of the contact's; the old
// files go with the transaction.
func relock(tx core.App, r, contact *core.Record, plain []byte, from age.Identity, to age.Recipient) error {
	box, err := lockText(plain, to)
	if err != nil {
		return err
	}
	locked, err := stored(tx, r)
	if err != nil {
		return err
	}
	var files []*filesystem.File
	for i, b := range locked {
		photo, err := unlock(b, from)
		if err != nil {
			return fmt.Errorf("open photo %d of sealed report %s: %w", i+1, r.Id, err)
		}
		f, err := lockFile(photo, i, to)
		if err != nil {
			return err
		}
		files = append(files, f)
	}
	r.Load(map[string]any{"contact": contact.Id, "box": box})
	r.Set("photos", files)
	if err := access.Own(tx, r); err != nil {
		return err
	}
	return note(tx, r, "hand_over", "")
}

func note(tx core.App, r *core.Record, verb, label string) error {
	c, err := tx.FindCachedCollectionByNameOrId("sealed_events")
	if err != nil {
		return err
	}
	e := core.NewRecord(c)
	e.Load(map[string]any{"report": r.Id, "at": calendar.Now(tx), "verb": verb, "actor_label": label})
	return access.Own(tx, e)
}

// Count is how many reports wait for an answer, the secretary's and the upper
// contact's: numbers are all the workbench shows.
func Count(app core.App) (secretary, upper int64, err error) {
	err = app.DB().Select(
		"coalesce(sum([[audience]] <> '"+audienceUpper+"'), 0)", "coalesce(sum([[audience]] = '"+audienceUpper+"'), 0)",
	).From("sealed_reports").Where(dbx.Not(dbx.HashExp{"state": "replied"})).Row(&secretary, &upper)
	return secretary, upper, err
}

// few is how many must be together before staff read an exact number: of one or
// two letters a colleague could guess whose they are.
const few = 5

// Rough is a count as everybody but the secretary reads it: exact from five on.
func Rough(n int64) (exact *int64, label string) {
	if n < few {
		return nil, fmt.Sprintf("少于 %d 件", few)
	}
	return &n, fmt.Sprintf("%d 件", n)
}
