package posters

import (
	"net/http"

	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/access"
	"hongguan/hooks/prints"
)

// image sends the code alone, for whoever makes a poster of her own.
func image(e *core.RequestEvent) error {
	r, err := asked(e)
	if err != nil {
		return err
	}
	if r.GetString("state") != Active {
		return access.Answer(http.StatusGone, "这张海报已经停用，请不要再打印")
	}
	svg, err := prints.QR(Link(e, r.GetString("code")))
	if err != nil {
		return err
	}
	e.Response.Header().Set("Cache-Control", "no-cache") // the office may change its public address
	return e.Blob(http.StatusOK, "image/svg+xml", []byte(svg))
}
