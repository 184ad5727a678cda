package apptest

import (
	"bytes"
	"encoding/json"
	"io"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"strings"
	"unicode"

	"github.com/pocketbase/pocketbase/core"
)

// Answer is what the program said to one HTTP request.
type Answer struct {
	Code int
	Body map[string]any
	Raw  string
	Head http.Header
}

// Message is the sentence of an error.
func (a Answer) Message() string { s, _ := a.Body["message"].(string); return s }

// Text is a field of the answer as text.
func (a Answer) Text(name string) string { s, _ := a.Body[name].(string); return s }

// Call sends JSON as somebody, nil for a guest, from the office's own PC.
func (a *App) Call(who *core.Record, method, path string, body any) Answer {
	a.t.Helper()
	return a.With(a.session(who), method, path, body)
}

// With sends JSON with the token of a session, which may have ended.
func (a *App) With(token, method, path string, body any) Answer {
	a.t.Helper()
	var r io.Reader
	if body != nil {
		b, err := json.Marshal(body)
		Must(a.t, err)
		r = bytes.NewReader(b)
	}
	req := httptest.NewRequest(method, path, r)
	if body != nil {
		req.Header.Set("Content-Type", "application/json")
	}
	return a.send(token, req)
}

// File is an upload of a form.
type File struct {
	Field, Name string
	Data        []byte
}

// Form sends a multipart form as somebody.
func (a *App) Form(who *core.Record, path string, values map[string]string, files ...File) Answer {
	a.t.Helper()
	var buf bytes.Buffer
	w := multipart.NewWriter(&buf)
	for k, v := range values {
		Must(a.t, w.WriteField(k, v))
	}
	for _, f := range files {
		p, err := w.CreateFormFile(f.Field, f.Name)
		Must(a.t, err)
		_, err = p.Write(f.Data)
		Must(a.t, err)
	}
	Must(a.t, w.Close())
	req := httptest.NewRequest(http.MethodPost, path, &buf)
	req.Header.Set("Content-Type", w.FormDataContentType())
	return a.send(a.session(who), req)
}

// session is the token of somebody, none of a guest.
func (a *App) session(who *core.Record) string {
	a.t.Helper()
	if who == nil {
		return ""
	}
	return a.Token(who)
}

func (a *App) send(token string, req *http.Request) Answer {
	a.t.Helper()
	if token != "" {
		req.Header.Set("Authorization", token)
	}
	req.RemoteAddr, req.Host = "127.0.0.1:50000", "localhost:8090"
	rec := httptest.NewRecorder()
	a.Handler().ServeHTTP(rec, req)
	out := Answer{Code: rec.Code, Raw: rec.Body.String(), Head: rec.Header()}
	if json.Unmarshal(rec.Body.Bytes(), &out.Body) != nil {
		out.Body = map[string]any{}
	}
	return out
}

// Chinese fails the test unless a refusal is a Chinese sentence for people,
// without PocketBase's English full stop.
func (a *App) Chinese(what string, got Answer, code int) {
	a.t.Helper()
	m := got.Message()
	if got.Code != code {
		a.t.Errorf("%s: HTTP %d, want %d: %s", what, got.Code, code, got.Raw)
		return
	}
	han := strings.ContainsFunc(m, func(r rune) bool { return unicode.Is(unicode.Han, r) })
	if !han || strings.HasSuffix(m, ".") {
		a.t.Errorf("%s: message %q is no sentence for a resident", what, m)
	}
}
