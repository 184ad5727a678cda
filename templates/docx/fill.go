package docx

import (
	"encoding/xml"
	"fmt"
	"sort"
	"strings"

	"hongguan/rules/printable"
)

// Fill puts the view into the template and returns the finished document.
//
// view gives the text for each marker, without braces. rows gives, for each list,
// the entries by the part of the marker after the dot: rows["经过"][0]["时间"] fills
// {{经过.时间}}. A list without entries leaves one empty row, so that the printed
// form still has a line to write on. Line breaks in values are kept. Text that
// looks like a marker inside a value stays text.
//
// A marker that neither map knows is an error: a form that is half filled must
// not leave the house.
func Fill(template []byte, view map[string]string, rows map[string][]map[string]string) ([]byte, error) {
	parts, err := open(template)
	if err != nil {
		return nil, err
	}
	for i, p := range parts {
		if !isText(p.name) {
			continue
		}
		if parts[i].data, err = fillPart(p.data, view, rows); err != nil {
			return nil, fmt.Errorf("fill %s: %w", p.name, err)
		}
	}
	return pack(parts)
}

// edit replaces one range of a part.
type edit struct {
	place span
	text  string
}

// fillPart fills one part in a single pass, so that nothing a resident typed is
// ever read as a marker.
func fillPart(data []byte, view map[string]string, rows map[string][]map[string]string) ([]byte, error) {
	found, err := scan(data)
	if err != nil {
		return nil, err
	}
	lists, err := listRows(found)
	if err != nil {
		return nil, err
	}
	var edits []edit
	var done []span
	for i, row := range found.rows {
		list, ok := lists[i]
		if !ok || inside(row.from, done) {
			continue
		}
		entries, ok := rows[list]
		if !ok {
			return nil, fmt.Errorf("模板里的列表“%s”程序不认识", list)
		}
		if len(entries) == 0 {
			entries = []map[string]string{nil}
		}
		var repeated strings.Builder
		for _, entry := range entries {
			filled, err := fillRow(data[row.from:row.to], view, list, entry)
			if err != nil {
				return nil, err
			}
			repeated.Write(filled)
		}
		edits = append(edits, edit{row, repeated.String()})
		done = append(done, row)
	}
	for _, p := range found.paragraphs {
		if inside(p.at, done) {
			continue
		}
		changed, err := fillParagraph(p, func(name string) (string, bool) {
			value, ok := view[name]
			return value, ok
		})
		if err != nil {
			return nil, err
		}
		edits = append(edits, changed...)
	}
	return apply(data, edits), nil
}

// fillRow fills one copy of a repeated row. An entry may leave fields out: they
// print empty.
func fillRow(row []byte, view map[string]string, list string, entry map[string]string) ([]byte, error) {
	found, err := scan(row)
	if err != nil {
		return nil, err
	}
	var edits []edit
	for _, p := range found.paragraphs {
		changed, err := fillParagraph(p, func(name string) (string, bool) {
			if field, ok := strings.CutPrefix(name, list+"."); ok {
				return entry[field], true
			}
			value, ok := view[name]
			return value, ok
		})
		if err != nil {
			return nil, err
		}
		edits = append(edits, changed...)
	}
	return apply(row, edits), nil
}

// fillParagraph replaces the markers of one paragraph. The value takes the place,
// and so the looks, of the run in which the marker begins.
func fillParagraph(p paragraph, value func(string) (string, bool)) ([]edit, error) {
	whole := joined(p)
	marks := marker.FindAllStringSubmatchIndex(whole, -1)
	if len(marks) == 0 {
		return nil, nil
	}
	var edits []edit
	at := 0 // where the piece begins in the whole text
	next := 0
	for _, piece := range p.pieces {
		end := at + len(piece.text)
		var text strings.Builder
		changed := false
		for pos := at; pos < end; {
			for next < len(marks) && marks[next][1] <= pos {
				next++
			}
			if next == len(marks) || marks[next][0] >= end {
				text.WriteString(whole[pos:end])
				break
			}
			mark := marks[next]
			changed = true
			if mark[0] >= pos {
				text.WriteString(whole[pos:mark[0]])
				name := strings.TrimSpace(whole[mark[2]:mark[3]])
				filled, ok := value(name)
				if !ok {
					return nil, fmt.Errorf("模板里的标记“{{%s}}”程序不认识", name)
				}
				text.WriteString(filled)
			}
			pos = min(mark[1], end)
		}
		if changed && piece.place.to > 0 {
			edits = append(edits, edit{piece.place, textElement(text.String())})
		}
		at = end
	}
	return edits, nil
}

// apply makes the edits, which never overlap, and keeps every other byte.
func apply(data []byte, edits []edit) []byte {
	sort.Slice(edits, func(i, j int) bool { return edits[i].place.from < edits[j].place.from })
	var out []byte
	at := 0
	for _, e := range edits {
		out = append(out, data[at:e.place.from]...)
		out = append(out, e.text...)
		at = e.place.to
	}
	return append(out, data[at:]...)
}

// textElement writes a value as <w:t>, each line break as <w:br/>.
func textElement(value string) string {
	const begin, end = `<w:t xml:space="preserve">`, `</w:t>`
	lines := strings.Split(printable.Text(value), "\n")
	for i, line := range lines {
		lines[i] = begin + escape(line) + end
	}
	return strings.Join(lines, "<w:br/>")
}

// escape makes text safe inside XML. A tab is set as a space: in a cell of a form
// it would jump to who knows where.
func escape(text string) string {
	var out strings.Builder
	xml.EscapeText(&out, []byte(strings.ReplaceAll(printable.Text(text), "\t", " "))) // a strings.Builder never fails
	return out.String()
}

// inside reports whether the byte lies in one of the finished ranges.
func inside(at int, done []span) bool {
	for _, d := range done {
		if at >= d.from && at < d.to {
			return true
		}
	}
	return false
}
