package requests

import (
	"encoding/json"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/filesystem"

	"hongguan/hooks/access"
	"hongguan/rules/workday"
)

// Input is what was filled in for a verb.
type Input struct {
	Values map[string]any
	Files  []*filesystem.File // re-encoded already
	Link   string             // id of the assignment whose link is used, for a link actor

	quiet bool // of several at once: whoever asked for all of them tells the others
}

// longest is the number of characters any one text may have.
const longest = 5000

// Text is a value as trimmed text. A list or an object is none: nobody types one.
func (in Input) Text(name string) string {
	switch v := in.Values[name].(type) {
	case string:
		return strings.TrimSpace(v)
	case bool:
		return strconv.FormatBool(v)
	case int:
		return strconv.Itoa(v)
	case float64:
		return strconv.FormatFloat(v, 'f', -1, 64)
	}
	return ""
}

// Group is a value that holds others, as an object or as its JSON in a form.
func (in Input) Group(name string) Input {
	switch v := in.Values[name].(type) {
	case map[string]any:
		return Input{Values: v}
	case string:
		var m map[string]any
		if json.Unmarshal([]byte(v), &m) == nil {
			return Input{Values: m}
		}
	}
	return Input{}
}

// Int is a value as a whole number; 0 when it is none.
func (in Input) Int(name string) int {
	n, err := strconv.Atoi(in.Text(name))
	if err != nil {
		return 0
	}
	return n
}

// Bool is a value as yes or no; Chinese forms send true, on or 1.
func (in Input) Bool(name string) bool {
	switch in.Text(name) {
	case "true", "1", "on", "yes":
		return true
	}
	return false
}

// Solved reads the answer to 解决了吗, which a handler may also give as a bool.
func (in Input) Solved() string {
	switch v := in.Text("solved"); v {
	case "yes", "partly", "no":
		return v
	case "true":
		return "yes"
	case "false":
		return "no"
	}
	return ""
}

// Day is a value as a date in the office's zone; zero when it is none.
func (in Input) Day(name string) time.Time {
	s := in.Text(name)
	if len(s) > 10 {
		s = s[:10]
	}
	t, err := time.ParseInLocation("2006-01-02", s, workday.Zone)
	if err != nil {
		return time.Time{}
	}
	return t
}

// Lines are the parts of a split: a list of {text}, or one per line.
func (in Input) Lines(name string) []string {
	var lines []string
	add := func(s string) {
		if s = strings.TrimSpace(s); s != "" {
			lines = append(lines, s)
		}
	}
	switch v := in.Values[name].(type) {
	case string:
		for _, l := range strings.Split(v, "\n") {
			add(l)
		}
	case []any:
		for _, p := range v {
			if m, ok := p.(map[string]any); ok {
				p = m["text"]
			}
			if line, ok := p.(string); ok {
				add(line)
			}
		}
	}
	return lines
}

// tooLong names the first value that is longer than the tables take.
func (in Input) tooLong() error {
	for name := range in.Values {
		if max(utf8.RuneCountInString(in.Text(name)), utf8.RuneCountInString(strings.Join(in.Lines(name), "\n"))) > longest {
			return access.RefuseFields(access.Field{Name: name, Code: "too_long", Sentence: "内容太长了，请控制在 5000 字以内"})
		}
	}
	return nil
}

// ReadInput takes a verb's JSON or multipart body.
func ReadInput(e *core.RequestEvent) (Input, error) {
	in := Input{Values: map[string]any{}}
	if err := e.BindBody(&in.Values); err != nil {
		return Input{}, access.Refuse("提交的内容看不懂，请刷新页面再试")
	}
	if strings.HasPrefix(e.Request.Header.Get("Content-Type"), "multipart/") {
		raw, err := e.FindUploadedFiles("files")
		if err == nil {
			if in.Files, err = Clean(raw, anyFile); err != nil {
				return in, err
			}
		}
		delete(in.Values, "files")
	}
	return in, in.tooLong()
}
