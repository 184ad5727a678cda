package paging

import (
	"strings"

	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/watches"
)

// reader is somebody who is to be told.
type reader struct {
	Name, Email string
}

// The reasons, as the office reads them.
const (
	onDuty    = "已通知值班的人"
	nobodyOn  = "没有人值班，已通知负责人和书记"
	noMailbox = "值班的人没有填邮箱，也通知了负责人和书记"
	noOneCame = "到时限没有人接手，又通知了负责人和书记"
)

// toYou is a reason as its letter says it.
var toYou = map[string]string{
	nobodyOn:  "现在没有人值班，所以通知您",
	noMailbox: "值班的人没有填邮箱，所以也通知您",
}

// duty is who is told first: everybody on duty. Where that is nobody, or nobody
// a letter can reach, the leads and the secretary are told as well.
func duty(app core.App) ([]reader, string, error) {
	state, err := watches.Look(app)
	if err != nil {
		return nil, "", err
	}
	var to []reader
	for _, p := range state.On {
		to = append(to, reader{p.Name, p.Email})
	}
	if reachable(to) {
		return to, onDuty, nil
	}
	why := noMailbox
	if len(to) == 0 {
		why = nobodyOn
	}
	up, err := leads(app)
	if err != nil {
		return nil, "", err
	}
	return append(to, up...), why, nil
}

func reachable(to []reader) bool {
	for _, r := range to {
		if r.Email != "" {
			return true
		}
	}
	return false
}

// leads are the stewards and the secretary, as far as they have a mailbox.
func leads(app core.App) ([]reader, error) {
	var list []reader
	stewards, err := app.FindRecordsByFilter("staff", "role = 'steward' && active = true", "created", 0, 0)
	if err != nil {
		return nil, err
	}
	for _, r := range stewards {
		list = append(list, reader{r.GetString("name"), r.Email()})
	}
	secretaries, err := app.FindAllRecords(core.CollectionNameSuperusers)
	if err != nil {
		return nil, err
	}
	for _, r := range secretaries {
		if r.Email() != core.DefaultInstallerEmail { // PocketBase's own, until somebody has an account
			list = append(list, reader{"社区书记", r.Email()})
		}
	}
	return list, nil
}

// names lists who was told, each once.
func names(to []reader) string {
	var list []string
	seen := map[string]bool{}
	for _, r := range to {
		if r.Email != "" && !seen[r.Name] {
			seen[r.Name] = true
			list = append(list, r.Name+"（邮件）")
		}
	}
	return strings.Join(list, "、")
}
