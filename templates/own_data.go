package templates

import (
	"html/template"
	"time"
)

// OwnDataView is everything the office holds about one resident, written for
// herself (个人信息保护法 第四十五条: to see and copy). It is the one page whose names
// and numbers are not masked: they are hers.
type OwnDataView struct {
	Community string
	Name      string
	MadeAt    time.Time
	Until     time.Time // the page's address opens until then
	Contact   string    // who answers for personal data; may be empty
	Phone     string
	Font      int // pixels of the text: 18, 22 or 30
	Chapters  []Chapter
}

// Chapter is one kind of thing that is held.
type Chapter struct {
	Title   string
	Hint    string
	Facts   []Fact
	Entries []Entry
}

// Entry is one thing of a chapter: a request, a look at her number.
type Entry struct {
	Title    string
	Facts    []Fact
	Pictures []template.URL // data: addresses, so that the page is one file
}

// Fact is a name and what stands there. Empty ones are left out.
type Fact struct{ Name, Text string }

// Fact adds a fact unless there is nothing to say.
func (e *Entry) Fact(name, text string) {
	if text != "" {
		e.Facts = append(e.Facts, Fact{name, text})
	}
}

// OwnData is the whole page in one file: it opens in WeChat, can be kept, and
// needs nothing else.
func OwnData(view OwnDataView) (string, error) { return fragment("own_data", view) }
