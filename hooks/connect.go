package hooks

import (
	"github.com/pocketbase/dbx"
	_ "modernc.org/sqlite" // the pure Go driver: one executable, no C compiler
)

// Connect opens a database file. It is PocketBase's own set of pragmas with
// three differences: synchronous(FULL), because a power cut in an office is
// normal and an acknowledged request must survive it, and immediate
// transactions, because a command such as `report` may write while the server
// runs, and secure_delete, which writes zeros over what is deleted or replaced:
// the words of a request that was sealed later must not stand in free pages.
// busy_timeout stays first: it must hold before WAL is switched on.
func Connect(path string) (*dbx.DB, error) {
	return dbx.Open("sqlite", path+
		"?_pragma=busy_timeout(10000)"+
		"&_pragma=journal_mode(WAL)"+
		"&_pragma=journal_size_limit(200000000)"+
		"&_pragma=synchronous(FULL)"+
		"&_pragma=secure_delete(ON)"+
		"&_pragma=foreign_keys(ON)"+
		"&_pragma=temp_store(MEMORY)"+
		"&_pragma=cache_size(-32000)"+
		"&_txlock=immediate")
}
