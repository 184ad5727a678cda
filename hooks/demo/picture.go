package demo

import (
	"bytes"
	"image"
	"image/color"
	"image/jpeg"
	"math/rand"

	"github.com/pocketbase/pocketbase/tools/filesystem"
)

// picture draws a stairwell in the dusk: a photo that shows nobody's home.
func picture(seed int) ([]*filesystem.File, error) {
	rnd := rand.New(rand.NewSource(int64(seed)))
	img := image.NewRGBA(image.Rect(0, 0, 960, 720))
	tint := uint8(rnd.Intn(40))
	for y := range 720 {
		for x := range 960 {
			v := uint8(60 + y/8 + rnd.Intn(6))
			if (x/60+y/60)%2 == 0 && y > 400 { // steps
				v -= 25
			}
			if dx, dy := x-480, y-130; dx*dx+dy*dy < 60*60 { // a lamp that hardly glows
				v += 70
			}
			img.SetRGBA(x, y, color.RGBA{v + tint/2, v, v - tint/2, 255})
		}
	}
	var buf bytes.Buffer
	if err := jpeg.Encode(&buf, img, &jpeg.Options{Quality: 80}); err != nil {
		return nil, err
	}
	f, err := filesystem.NewFileFromBytes(buf.Bytes(), "photo.jpg")
	return []*filesystem.File{f}, err
}
