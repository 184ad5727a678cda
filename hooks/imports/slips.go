package imports

import (
	"fmt"

	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/access"
	"hongguan/hooks/people"
)

// Slip is what a new colleague is handed to log in with for the first time.
type Slip struct {
	Name     string `json:"name"`
	Account  string `json:"account"`
	Password string `json:"password"`
}

// mostAccounts is how many accounts one file may open: a community has thirty
// colleagues, and each password takes a moment to be hashed.
const mostAccounts = 200

// slips are the first passwords of the accounts a file opens. They are made
// before the transaction, handed out once with the result, and stored nowhere.
type slips struct {
	ready map[string]*secret // by account
	given []Slip
}

type secret struct {
	password string
	hash     *core.PasswordFieldValue
}

// make hashes a password for every account that is not there yet.
func (s *slips) make(app core.App, accounts []string) error {
	if len(accounts) > mostAccounts {
		return access.Refuse(fmt.Sprintf("一次最多新开%d个账号，请分成几个文件导入", mostAccounts))
	}
	s.ready = map[string]*secret{}
	for _, account := range accounts {
		password, hash, err := people.FirstPassword(app)
		if err != nil {
			return fmt.Errorf("make first password: %w", err)
		}
		s.ready[account] = &secret{password, hash}
	}
	return nil
}

// seal puts the password of its account into a new record and keeps the slip.
func (s *slips) seal(r *core.Record) error {
	mine := s.ready[r.GetString("account")]
	if mine == nil {
		return fmt.Errorf("no first password for account")
	}
	people.Lend(r, mine.hash)
	s.given = append(s.given, Slip{r.GetString("name"), r.GetString("account"), mine.password})
	return nil
}
