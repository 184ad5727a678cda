package people

import (
	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/access"
)

// FirstPassword makes a password for an account of the staff that nobody
// chooses and nothing can derive again: it is returned for the slip that is
// handed over, and the account holds its hash alone; see Lend. Hashing takes
// long: call it before a transaction.
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

// Lend puts a first password into an account: whoever was logged in with it
// before is so no more, and who comes with the new one is asked to change it.
func Lend(r *core.Record, hash *core.PasswordFieldValue) {
	r.SetRaw(core.FieldNamePassword, hash)
	r.RefreshTokenKey()
	r.Set("first_password", true)
}
