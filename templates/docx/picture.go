package docx

import (
	"encoding/xml"
	"fmt"
	"path"
	"regexp"
	"strings"
)

// picture is a drawing whose alternative text is a marker. Alternative text
// survives when the office saves the template again; file names inside the
// document do not.
type picture struct{ name, relation string }

var (
	drawing     = regexp.MustCompile(`(?s)<w:drawing>.*?</w:drawing>`)
	description = regexp.MustCompile(`<wp:docPr\b[^>]*\bdescr="([^"]*)"`)
	embedded    = regexp.MustCompile(`<a:blip\b[^>]*\br:embed="([^"]+)"`)
)

// pictures lists the marked drawings of a part.
func pictures(data []byte) []picture {
	var found []picture
	for _, d := range drawing.FindAll(data, -1) {
		name, file := description.FindSubmatch(d), embedded.FindSubmatch(d)
		if name == nil || file == nil {
			continue
		}
		if mark := marker.FindSubmatch(name[1]); mark != nil {
			found = append(found, picture{strings.TrimSpace(string(mark[1])), string(file[1])})
		}
	}
	return found
}

// Place puts PNG pictures where the template has a drawing whose alternative text
// is the marker: images["二维码"] replaces the picture described as {{二维码}}. The
// drawing keeps its size. Markers without a picture keep the one in the template.
func Place(doc []byte, images map[string][]byte) ([]byte, error) {
	parts, err := open(doc)
	if err != nil {
		return nil, err
	}
	for _, p := range parts {
		if !isText(p.name) {
			continue
		}
		for _, pic := range pictures(p.data) {
			png, ok := images[pic.name]
			if !ok {
				continue
			}
			target, err := target(parts, p.name, pic.relation)
			if err != nil {
				return nil, err
			}
			for i := range parts {
				if parts[i].name == target {
					parts[i].data = png
				}
			}
		}
	}
	return pack(parts)
}

// target resolves a relation of a part to the name of the part it points to.
func target(parts []part, from, relation string) (string, error) {
	file := path.Dir(from) + "/_rels/" + path.Base(from) + ".rels"
	for _, p := range parts {
		if p.name != file {
			continue
		}
		var list struct {
			Items []struct {
				ID     string `xml:"Id,attr"`
				Target string `xml:"Target,attr"`
			} `xml:"Relationship"`
		}
		if err := xml.Unmarshal(p.data, &list); err != nil {
			return "", fmt.Errorf("read %s: %w", file, err)
		}
		for _, item := range list.Items {
			if item.ID == relation {
				if strings.HasPrefix(item.Target, "/") {
					return item.Target[1:], nil
				}
				return path.Join(path.Dir(from), item.Target), nil
			}
		}
	}
	return "", fmt.Errorf("picture relation %s of %s not found", relation, from)
}
