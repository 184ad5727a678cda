package cards_test

import (
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"regexp"
	"strconv"

	"github.com/makiuchi-d/gozxing"
	"github.com/makiuchi-d/gozxing/qrcode"
)

// decode reads a code as drawn on paper: n modules across, its dark runs.
func decode(n, path string) string {
	size, _ := strconv.Atoi(n)
	const module = 8 // pixels
	img := image.NewGray(image.Rect(0, 0, size*module, size*module))
	draw.Draw(img, img.Bounds(), image.White, image.Point{}, draw.Src)
	for _, m := range regexp.MustCompile(`M(\d+) (\d+)h(\d+)v1h-\d+z`).FindAllStringSubmatch(path, -1) {
		x, _ := strconv.Atoi(m[1])
		y, _ := strconv.Atoi(m[2])
		w, _ := strconv.Atoi(m[3])
		for py := y * module; py < (y+1)*module; py++ {
			for px := x * module; px < (x+w)*module; px++ {
				img.SetGray(px, py, color.Gray{})
			}
		}
	}
	bitmap, err := gozxing.NewBinaryBitmapFromImage(img)
	if err != nil {
		return fmt.Sprint(err)
	}
	text, err := qrcode.NewQRCodeReader().Decode(bitmap, nil)
	if err != nil {
		return fmt.Sprint(err)
	}
	return text.GetText()
}
