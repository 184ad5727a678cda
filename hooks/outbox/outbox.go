// Package outbox sends what leaves the house: letters by mail and notes to
// group robots.
//
// Nobody sends anything directly. A row is written by [Queue] in the same
// transaction as the thing it tells about, so that either both exist or
// neither; a worker hands the rows to the mail server afterwards, as often as
// it takes, and what a machine cannot solve waits for a person. A letter may
// reach its reader twice when a connection breaks at the worst moment, but
// then both copies carry the same Message-ID.
package outbox

import (
	"sync"

	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/access"
)

// Bind reserves the table, takes over PocketBase's own mails, adds the routes
// and starts the worker when the program serves.
func Bind(app core.App) {
	access.Keep(app, collection, "发信箱由程序记录，请用“重发”或“取消”")
	app.OnRecordAfterCreateSuccess(collection).BindFunc(func(e *core.RecordEvent) error {
		of(e.App).nudge()
		return e.Next()
	})
	app.OnMailerSend().BindFunc(takeOver)
	bindRoutes(app)
	bindErased(app)
	bindWorker(app)
}

// SetFolder makes an app without a mail server write its letters to dir as
// .eml files; the demo does so. An empty dir undoes it.
func SetFolder(app core.App, dir string) {
	b := of(app)
	b.mu.Lock()
	defer b.mu.Unlock()
	b.folder = dir
}

// box is what one app's outbox keeps in memory.
type box struct {
	wake chan struct{} // holds one wake-up, so that nudging never waits

	mu     sync.Mutex
	folder string
}

const boxKey = "hongguan.outbox"

func of(app core.App) *box {
	return app.Store().GetOrSet(boxKey, func() any {
		return &box{wake: make(chan struct{}, 1)}
	}).(*box)
}

func (b *box) nudge() {
	select {
	case b.wake <- struct{}{}:
	default:
	}
}

func (b *box) dir() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.folder
}
