package people

import (
	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/access"
)

// FirstPassword gives a new account of the staff a password that nobody
// chooses and nothing can derive again: it is returned for the slip that is
// handed over, and the account holds its hash alone. Hashing takes long: call
// it before a transaction.
func FirstPassword(app core.App) (password string, hash *core.PasswordFieldValue, err error) {
	c, err := app.FindCachedCollectionByNameOrId("staff")
	if err != nil {
		return "", nil, err
	}
	defer hashing(app)()
	password = access.RandomCode(10) // short enough to be typed from paper; the lock after five failures does the rest
	r := core.NewRecord(c)
	r.SetPassword(password)
	return password, &core.PasswordFieldValue{Hash: r.GetString(core.FieldNamePassword + ":hash")}, nil
}
