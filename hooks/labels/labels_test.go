package labels_test

import (
	"compress/gzip"
	"encoding/json"
	"io"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"github.com/pocketbase/pocketbase/core"

	"hongguan/hooks/apptest"
	"hongguan/rules/words"
)

// TestEveryFieldHasAWord compares the label table with the migrated database
// in both directions.
func TestEveryFieldHasAWord(t *testing.T) {
	app := apptest.New(t)
	all, err := app.FindAllCollections()
	apptest.Must(t, err)
	stored := map[string]*core.Collection{}
	for _, c := range all {
		stored[c.Name] = c
		table, ok := words.Collections[c.Name]
		if !ok || table.Label == "" {
			t.Errorf("%s has no word", c.Name)
		}
		for _, f := range c.Fields {
			if table.Fields[f.GetName()] == "" {
				t.Errorf("%s.%s has no word", c.Name, f.GetName())
			}
		}
	}
	for name, table := range words.Collections {
		c := stored[name]
		if c == nil {
			t.Errorf("%s is named but not in the database", name)
			continue
		}
		for f, label := range table.Fields {
			if c.Fields.GetByName(f) == nil && f != "created" && f != "updated" && name[0] != '_' {
				t.Errorf("%s.%s is named %s but not in the database", name, f, label)
			}
			if n := len([]rune(label)); n > 8 {
				t.Errorf("%s.%s: %s is too long for a column header", name, f, label)
			}
		}
	}
}

// TestEveryCodeHasAWord holds every value of every select field against Values.
func TestEveryCodeHasAWord(t *testing.T) {
	app := apptest.New(t)
	all, err := app.FindAllCollections()
	apptest.Must(t, err)
	for _, c := range all {
		for _, f := range c.Fields {
			s, ok := f.(*core.SelectField)
			if !ok {
				continue
			}
			group := words.Group(c.Name, s.Name)
			if group == "" {
				t.Errorf("%s.%s has no group of words", c.Name, s.Name)
			}
			for _, code := range s.Values {
				if !known(group, code) {
					t.Errorf("%s.%s: %q has no word in %q", c.Name, s.Name, code, group)
				}
			}
		}
	}
	for name, fields := range words.Groups {
		c, err := app.FindCollectionByNameOrId(name)
		apptest.Must(t, err)
		for f, group := range fields {
			if c.Fields.GetByName(f) == nil {
				t.Errorf("%s.%s has a group but is not in the database", name, f)
			}
			if len(words.Values[group]) == 0 {
				t.Errorf("%s.%s: no words in %q", name, f, group)
			}
		}
	}
}

func known(group, code string) bool {
	return slices.ContainsFunc(words.Values[group], func(w words.Word) bool { return w.Code == code && w.Label != "" })
}

func TestWordsRoute(t *testing.T) {
	app := apptest.New(t)
	get := func(header ...string) *httptest.ResponseRecorder {
		req := httptest.NewRequest("GET", "/api/words", nil)
		for i := 0; i+1 < len(header); i += 2 {
			req.Header.Set(header[i], header[i+1])
		}
		w := httptest.NewRecorder()
		app.Handler().ServeHTTP(w, req)
		return w
	}

	w := get()
	if w.Code != 200 {
		t.Fatalf("status %d: %s", w.Code, w.Body)
	}
	var got struct {
		Collections map[string]struct {
			Label  string            `json:"label"`
			Fields map[string]string `json:"fields"`
		} `json:"collections"`
		Values map[string]map[string]string `json:"values"`
		Groups map[string]map[string]string `json:"groups"`
	}
	apptest.Must(t, json.Unmarshal(w.Body.Bytes(), &got))
	if s := got.Collections["requests"].Fields["request_no"]; s != "诉求编号" {
		t.Errorf("request_no is %q", s)
	}
	if s := got.Values[got.Groups["orgs"]["kind"]]["property"]; s != "物业" {
		t.Errorf("orgs.kind property is %q", s)
	}
	if !strings.Contains(w.Body.String(), `"status":{"pending":"待受理","accepted":"已受理",`) {
		t.Error("states are not in the order they are offered")
	}

	tag := w.Header().Get("ETag")
	if w := get("If-None-Match", tag); w.Code != 304 || w.Body.Len() > 0 {
		t.Errorf("second visit: %d with %d bytes, want 304 with none", w.Code, w.Body.Len())
	}
	w = get("Accept-Encoding", "gzip")
	z, err := gzip.NewReader(w.Body)
	apptest.Must(t, err)
	plain, err := io.ReadAll(z)
	apptest.Must(t, err)
	if !json.Valid(plain) {
		t.Error("compressed answer is no JSON")
	}
}
