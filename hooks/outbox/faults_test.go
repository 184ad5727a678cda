package outbox_test

import (
	"database/sql"
	"errors"
	"flag"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/apptest"
	"hongguan/hooks/outbox"
)

var long = flag.Bool("long", false, "send 10 000 letters through a faulty mail server instead of 200")

// TestFaultyServer sends letters through a mail server that fails in one dialogue out of three, by a program that dies
// in the middle of a letter now and then. No letter is lost, and a second copy comes only where the first may have been
// lost on the line, under the same Message-ID.
func TestFaultyServer(t *testing.T) {
	const seed, most, hang = 20261126, 10_000, 150 * time.Millisecond
	letters := 200
	if *long {
		letters = most
	}
	defer outbox.Patience(hang)()
	app := apptest.New(t)
	caps(t, app, most*10, most*10)
	server := openFaulty(t, seed, 0.33, hang, app.Clock.Now)
	server.use(app)
	random := rand.New(rand.NewPCG(seed, 2))

	ids, hands, deaths := map[string]string{}, 0, 0
	for n := 0; ; {
		for ; n < letters && random.IntN(8) > 0; n++ {
			key := fmt.Sprint("letter", n)
			r := queue(t, app, outbox.Mail{Key: key, To: []string{"zzb@qu.gov.cn"}, Subject: key, Text: "正文"})
			ids[key] = r.GetString("message_id")
		}
		if random.IntN(20) == 0 {
			if _, err := outbox.Take(app.BaseApp); err == nil {
				deaths++ // the program ends here, before or after the letter went out
			} else if !errors.Is(err, sql.ErrNoRows) {
				t.Fatal(err)
			}
		}
		deliver(t, app)
		for _, r := range inState(t, app, outbox.Human) { // somebody looks into the list, now and then
			if _, err := outbox.Resend(app, r.Id, "", false); err != nil {
				t.Fatal(err)
			}
			hands++
		}
		if n == letters && len(inState(t, app, outbox.Queued, outbox.Sending)) == 0 {
			break
		}
		app.Clock.Add(time.Duration(1+random.IntN(30)) * time.Minute)
	}

	server.mu.Lock()
	defer server.mu.Unlock()
	doubles := 0
	for key, id := range ids {
		copies, doubt := server.kept[id], server.doubt[id]
		if copies == 0 {
			t.Errorf("%s is lost", key)
		}
		// Each copy but the last was kept without this side knowing.
		if copies > 1 {
			doubles++
			if copies > doubt+1 {
				t.Errorf("%s came %d times, %d of them in doubt", key, copies, doubt)
			}
		}
	}
	if len(server.kept) != letters {
		t.Errorf("%d Message-IDs for %d letters", len(server.kept), letters)
	}
	for f, n := range server.met {
		if n == 0 {
			t.Errorf("fault %d was never met", f)
		}
	}
	t.Logf("seed %d: %d letters, %d Message-IDs came, %d doubled, %d by hand, %d deaths, dialogues by fault %v", seed, letters, len(server.kept), doubles, hands, deaths, server.met)
}

// TestServerAwayForAWeek closes the mail server for a week in which the office goes on writing; when it is back, every
// letter comes, in the order it was written, as fast as the caps allow and no faster.
func TestServerAwayForAWeek(t *testing.T) {
	app := apptest.New(t)
	server := openFaulty(t, 1, 0, time.Second, app.Clock.Now)
	server.use(app)
	server.listener.Close() // the port is dead from here on
	var want []string
	for minute := range 7 * 24 * 60 {
		if minute%30 == 0 { // 336 letters, more than a day's cap
			r := queue(t, app, outbox.Mail{Key: fmt.Sprint("letter", minute), To: []string{"zzb@qu.gov.cn"}, Subject: "事情", Text: "正文"})
			want = append(want, r.GetString("message_id"))
		}
		if minute%13 == 0 {
			deliver(t, app)
		}
		app.Clock.Add(time.Minute)
	}
	if h, err := outbox.Look(app.BaseApp); err != nil || h.Waiting != len(want) || h.Human != 0 || h.Sentence == "" {
		t.Fatalf("after a week: %+v %v", h, err)
	}

	back := openFaulty(t, 1, 0, time.Second, app.Clock.Now)
	back.use(app)
	returned := app.Clock.Now()
	for app.Clock.Now().Before(returned.Add(50 * time.Hour)) {
		before := len(back.got())
		deliver(t, app)
		step := 10 * time.Minute // nothing may go out now
		if len(back.got()) > before {
			step = time.Minute
		}
		app.Clock.Add(step)
	}
	back.mu.Lock()
	defer back.mu.Unlock()
	if !slices.Equal(back.order, want) {
		t.Fatalf("%d of %d letters came, or out of order", len(back.order), len(want))
	}
	for i, at := range back.times {
		for _, limit := range []struct {
			n    int
			span time.Duration
		}{{10, time.Minute}, {200, 24 * time.Hour}} {
			if i >= limit.n && at.Sub(back.times[i-limit.n]) < limit.span {
				t.Fatalf("letter %d came %v after the %dth before it", i, at.Sub(back.times[i-limit.n]), limit.n)
			}
		}
	}
	if wait := back.times[0].Sub(returned); wait > time.Hour {
		t.Errorf("the first letter came %v after the server was back", wait)
	}
	if took := back.times[len(want)-1].Sub(returned); took > 26*time.Hour {
		t.Errorf("the last letter came %v after the server was back", took)
	}
}

func inState(t *testing.T, app core.App, states ...any) []*core.Record {
	t.Helper()
	var rows []*core.Record
	apptest.Must(t, app.RecordQuery("outbox").AndWhere(dbx.In("state", states...)).OrderBy("queued_at").All(&rows))
	return rows
}
