package docx

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// marker matches {{名称}}. The full-width braces are what a Chinese input method
// gives when the office edits the template, so they are the same.
var marker = regexp.MustCompile(`(?:\{\{|｛｛)([^{}｛｝\x00]+)(?:\}\}|｝｝)`)

// Markers lists the markers of a template in the order they appear, each once,
// without braces; a picture's marker in its alternative text counts too.
func Markers(template []byte) ([]string, error) {
	parts, err := open(template)
	if err != nil {
		return nil, err
	}
	var names []string
	add := func(name string) {
		if name = strings.TrimSpace(name); !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	for _, p := range parts {
		if !isText(p.name) {
			continue
		}
		found, err := scan(p.data)
		if err != nil {
			return nil, fmt.Errorf("scan %s: %w", p.name, err)
		}
		for _, para := range found.paragraphs {
			for _, match := range marker.FindAllStringSubmatch(joined(para), -1) {
				add(match[1])
			}
		}
		for _, pic := range pictures(p.data) {
			add(pic.name)
		}
	}
	return names, nil
}

// Check compares a template the office made with the markers the program fills.
// It returns one Chinese sentence per fault, none when the template may be used.
// required is the part of known without which the form is not complete.
func Check(template []byte, known, required []string) []string {
	names, err := Markers(template)
	if err != nil {
		return []string{sentence(err)}
	}
	var faults []string
	for _, name := range names {
		if !slices.Contains(known, name) {
			faults = append(faults, fmt.Sprintf("模板里的标记“{{%s}}”程序不认识，请改成清单里的标记，或者删去。", name))
		}
	}
	for _, name := range required {
		if !slices.Contains(names, name) {
			faults = append(faults, fmt.Sprintf("模板里缺少标记“{{%s}}”，这一项会印不出来，请补上。", name))
		}
	}
	if err := checkRows(template); err != nil {
		faults = append(faults, sentence(err))
	}
	return faults
}

// sentence is what the office reads of a template that cannot be read at all.
func sentence(err error) string {
	var row rowError
	if errors.Is(err, ErrNotWord) || errors.As(err, &row) {
		return err.Error() + "。"
	}
	return "这个 Word 文档读不出来，请在 Word 或 WPS 里打开，另存一份后再上传。"
}

// checkRows looks for rows that the filler could not repeat.
func checkRows(template []byte) error {
	parts, err := open(template)
	if err != nil {
		return err
	}
	for _, p := range parts {
		if !isText(p.name) {
			continue
		}
		found, err := scan(p.data)
		if err != nil {
			return err
		}
		if _, err := listRows(found); err != nil {
			return err
		}
	}
	return nil
}

// joined is the paragraph's text as one string, whatever runs it is split into.
func joined(p paragraph) string {
	var whole strings.Builder
	for _, piece := range p.pieces {
		whole.WriteString(piece.text)
	}
	return whole.String()
}

// listRows finds the table rows to repeat, with the list each belongs to.
func listRows(found layout) (map[int]string, error) {
	lists := map[int]string{}
	for _, p := range found.paragraphs {
		for _, match := range marker.FindAllStringSubmatch(joined(p), -1) {
			list, _, dotted := strings.Cut(strings.TrimSpace(match[1]), ".")
			if !dotted {
				continue
			}
			if p.row < 0 {
				return nil, rowError(fmt.Sprintf("标记“{{%s}}”要放在表格的一行里", match[1]))
			}
			if before, ok := lists[p.row]; ok && before != list {
				return nil, rowError(fmt.Sprintf("同一行里不能同时放“%s”和“%s”两个列表", before, list))
			}
			lists[p.row] = list
		}
	}
	return lists, nil
}

// rowError is a fault of a list row, worded for the office.
type rowError string

func (e rowError) Error() string { return string(e) }
