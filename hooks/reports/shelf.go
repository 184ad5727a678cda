package reports

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"io"
	"path"
	"strings"

	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/filesystem"
	"github.com/pocketbase/pocketbase/tools/security"

	"hongguan/templates"
)

// frame is a report as it was made, so that a signature given later changes
// the signature and nothing else.
type frame struct {
	View       templates.WeeklyView
	HTML, Text string
}

// frameName is the stored file that nobody downloads.
const frameName = "frame.json.gz"

// shelve puts the files of a report on its record under plain names.
func shelve(r *core.Record, f *figures, papers []paper, made frame) error {
	packed, err := pack(made)
	if err != nil {
		return err
	}
	var stored []any
	for i, p := range append(papers, paper{frameName, packed}) {
		file, err := filesystem.NewFileFromBytes(p.Data, p.Name)
		if err != nil {
			return err
		}
		ending := path.Ext(p.Name)
		if p.Name == frameName {
			ending = ".gz"
		}
		file.Name = fmt.Sprintf("%02d_%s%s", i+1, strings.ToLower(security.RandomString(10)), ending)
		stored = append(stored, file)
		f.Files = append(f.Files, storedFile(file.Name, p.Name))
	}
	r.Set("files", stored)
	return nil
}

func storedFile(stored, name string) file { return file{Stored: stored, Name: name} }

func pack(made frame) ([]byte, error) {
	var out bytes.Buffer
	z := gzip.NewWriter(&out)
	if err := json.NewEncoder(z).Encode(made); err != nil {
		return nil, err
	}
	err := z.Close()
	return out.Bytes(), err
}

// unpack reads a report as it was made.
func unpack(app core.App, r *core.Record) (frame, error) {
	var made frame
	data, err := read(app, r, frameName)
	if err != nil {
		return made, err
	}
	z, err := gzip.NewReader(bytes.NewReader(data))
	if err != nil {
		return made, fmt.Errorf("open frame of %s: %w", r.GetString("week"), err)
	}
	return made, json.NewDecoder(z).Decode(&made)
}

// papers are the files people get, in the order of the letter.
func papers(app core.App, r *core.Record) ([]paper, error) {
	var list []paper
	for _, f := range figuresOf(r).Files {
		if f.Name == frameName {
			continue
		}
		data, err := read(app, r, f.Name)
		if err != nil {
			return nil, err
		}
		list = append(list, paper{f.Name, data})
	}
	return list, nil
}

// read returns a stored file by its proper name.
func read(app core.App, r *core.Record, name string) ([]byte, error) {
	for _, f := range figuresOf(r).Files {
		if f.Name != name {
			continue
		}
		fsys, err := app.NewFilesystem()
		if err != nil {
			return nil, err
		}
		defer fsys.Close()
		reader, err := fsys.GetReader(r.BaseFilesPath() + "/" + f.Stored)
		if err != nil {
			return nil, fmt.Errorf("open %s of %s: %w", name, r.GetString("week"), err)
		}
		defer reader.Close()
		return io.ReadAll(reader)
	}
	return nil, fmt.Errorf("report %s has no file %s", r.GetString("week"), name)
}
