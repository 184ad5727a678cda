package requests

import (
	"bytes"
	"fmt"
	"image"
	_ "image/gif" // phones send these too
	_ "image/png"
	"io"
	"path/filepath"
	"strings"

	"github.com/disintegration/imaging"
	"github.com/pocketbase/pocketbase/apis"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/filesystem"
	"github.com/pocketbase/pocketbase/tools/hook"
	_ "golang.org/x/image/webp"

	"hongguan/hooks/access"
)

// What a resident or a handler may send.
const (
	maxFiles  = 6
	maxBytes  = 12 << 20   // of one file, before re-encoding
	maxPixels = 60_000_000 // a hostile picture of few bytes can claim billions
	longSide  = 1600       // pixels kept
	quality   = 82         // JPEG
)

// Upload lets a form be as large as its files may be together; PocketBase's
// own limit is for half of that.
func Upload() *hook.Handler[*core.RequestEvent] { return apis.BodyLimit(maxFiles*maxBytes + 1<<20) }

const (
	photosOnly = false
	anyFile    = true // replies may carry a PDF or a Word file
)

// documents are the other kinds a reply may carry, by the bytes they begin with.
var documents = map[string][]byte{
	".pdf":  []byte("%PDF-"),
	".docx": []byte("PK\x03\x04"),
	".xlsx": []byte("PK\x03\x04"),
}

// encoding allows two pictures at a time: more would starve the lists on an
// office PC.
var encoding = make(chan struct{}, 2)

// Clean re-encodes pictures upright, without place, time and maker of the
// camera, and refuses what is no picture. Call it before any transaction.
func Clean(in []*filesystem.File, any bool) ([]*filesystem.File, error) {
	if len(in) > maxFiles {
		return nil, refusePhoto(fmt.Sprintf("一次最多 %d 张照片", maxFiles))
	}
	var out []*filesystem.File
	for i, f := range in {
		clean, err := cleanOne(f, i+1, any)
		if err != nil {
			return nil, err
		}
		out = append(out, clean)
	}
	return out, nil
}

func cleanOne(f *filesystem.File, n int, any bool) (*filesystem.File, error) {
	if f.Size > maxBytes {
		return nil, refusePhoto(fmt.Sprintf("第 %d 个文件太大了，请换一张小一点的（12 MB 以内）", n))
	}
	r, err := f.Reader.Open()
	if err != nil {
		return nil, fmt.Errorf("open upload: %w", err)
	}
	defer r.Close()
	raw, err := io.ReadAll(io.LimitReader(r, maxBytes+1))
	if err != nil {
		return nil, fmt.Errorf("read upload: %w", err)
	}
	ext := strings.ToLower(filepath.Ext(f.OriginalName))
	if head, ok := documents[ext]; any && ok && bytes.HasPrefix(raw, head) {
		return filesystem.NewFileFromBytes(raw, f.OriginalName)
	}
	cfg, _, err := image.DecodeConfig(bytes.NewReader(raw))
	if err != nil {
		return nil, refusePhoto(fmt.Sprintf("第 %d 个文件不是照片，打不开，请重新拍一张", n))
	}
	if cfg.Width*cfg.Height > maxPixels {
		return nil, refusePhoto(fmt.Sprintf("第 %d 张照片太大了，请换一张", n))
	}
	encoding <- struct{}{}
	defer func() { <-encoding }()
	img, err := imaging.Decode(bytes.NewReader(raw), imaging.AutoOrientation(true))
	if err != nil {
		return nil, refusePhoto(fmt.Sprintf("第 %d 张照片坏了，打不开，请重新拍一张", n))
	}
	if b := img.Bounds(); b.Dx() > longSide || b.Dy() > longSide {
		img = imaging.Fit(img, longSide, longSide, imaging.Lanczos)
	}
	var buf bytes.Buffer
	if err := imaging.Encode(&buf, img, imaging.JPEG, imaging.JPEGQuality(quality)); err != nil {
		return nil, fmt.Errorf("encode photo: %w", err)
	}
	return filesystem.NewFileFromBytes(buf.Bytes(), fmt.Sprintf("photo%d.jpg", n))
}

func refusePhoto(sentence string) error {
	return access.RefuseFields(access.Field{Name: "photos", Code: "photo", Sentence: sentence})
}
