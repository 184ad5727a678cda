// Package labels hands the office's words to the pages and the admin UI, so
// that no page has a word of its own for a status, a kind or a column.
package labels

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"net/http"

	"github.com/pocketbase/pocketbase/apis"
	"github.com/pocketbase/pocketbase/core"

	"hongguan/rules/words"
)

// Bind opens GET /api/words. The words change with the program only, so they
// are written once, at start.
func Bind(app core.App) {
	app.OnServe().BindFunc(func(e *core.ServeEvent) error {
		body, err := json.Marshal(all())
		if err != nil {
			return fmt.Errorf("write words: %w", err)
		}
		sum := sha256.Sum256(body)
		tag := `"` + base64.RawURLEncoding.EncodeToString(sum[:12]) + `"`
		e.Router.GET("/api/words", func(e *core.RequestEvent) error {
			h := e.Response.Header()
			h.Set("ETag", tag)
			// Asked about again each time: an update of the program must not
			// leave a page with last month's words.
			h.Set("Cache-Control", "public, no-cache")
			if e.Request.Header.Get("If-None-Match") == tag {
				return e.NoContent(http.StatusNotModified)
			}
			return e.Blob(http.StatusOK, "application/json; charset=utf-8", body)
		}).Bind(apis.Gzip(), apis.SkipSuccessActivityLog())
		return e.Next()
	})
}

func all() map[string]any {
	collections := map[string]any{}
	for name, t := range words.Collections {
		collections[name] = map[string]any{"label": t.Label, "fields": t.Fields}
	}
	values := map[string]ordered{}
	for group, list := range words.Values {
		values[group] = list
	}
	return map[string]any{"collections": collections, "values": values, "groups": words.Groups}
}

// ordered writes codes and words as one JSON object in the order in which they
// are offered; a Go map would sort 已办结 before 待受理.
type ordered []words.Word

// MarshalJSON implements [json.Marshaler].
func (o ordered) MarshalJSON() ([]byte, error) {
	var b bytes.Buffer
	b.WriteByte('{')
	for i, w := range o {
		code, err := json.Marshal(w.Code)
		if err != nil {
			return nil, err
		}
		label, err := json.Marshal(w.Label)
		if err != nil {
			return nil, err
		}
		if i > 0 {
			b.WriteByte(',')
		}
		b.Write(code)
		b.WriteByte(':')
		b.Write(label)
	}
	b.WriteByte('}')
	return b.Bytes(), nil
}
