package drawing_test

import (
	"testing"

	"digitlab/nn32/drawing"
	"digitlab/nn32/drawing/strokes"
)

// Strokes that are thinner than a pixel of the picture stay whole in every direction.
func TestThinStrokes(t *testing.T) {
	network := thePretrained(t)
	difference := 0
	for digit := range 10 {
		ways := strokes.Ways(digit)
		for _, way := range ways {
			common, _ := drawing.ToPicture(drawing.Bitmap{Width: 300, Height: 300, Ink: strokes.Draw(way, 300, .07)})
			for _, side := range []int{100, 280, 600} {
				for _, pen := range []float64{1.2, 2} { // in pixels
					thin := drawing.Bitmap{Width: side, Height: side, Ink: strokes.Draw(way, side, pen/float64(side))}
					if got := read(network, thin); got != digit {
						t.Errorf("a %d on %d×%d pixels by a pen of %v pixels is read as %d", digit, side, side, pen, got)
					}
					picture, _ := drawing.ToPicture(thin)
					for i, v := range picture {
						difference += max(int(v)-int(common[i]), int(common[i])-int(v)) / len(ways)
					}
				}
			}
		}
	}
	if mean := difference / 60; mean > 85 {
		t.Errorf("a thin digit's picture of 8×8 differs from that of a common pen by %d of some 313 pixels", mean)
	}
}
