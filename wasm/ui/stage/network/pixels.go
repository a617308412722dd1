package network

import (
	"math"

	"digitlab/wasm/protocol"
)

// palette is what the values are drawn with: the ink of a picture, and a hue for each sign. The more of a value there is, the less shows
// through of what is behind it, so that nothing is zero in both themes.
type palette struct{ ink, positive, negative [3]byte }

// opacities are the opacities of values 0..1, in 255 steps: a little more than in proportion, so that small values are seen.
var opacities = func() (o [256]byte) {
	for i := range o {
		root := math.Sqrt(float64(i) / 255)
		o[i] = byte(math.Round(255 * root * math.Sqrt(root))) // the power of 0.75; math.Pow would be slow enough to delay the start
	}
	return o
}()

// opacity returns the opacity of a value's size as a share of the largest. Nothing else is drawn of a value that is not a number.
func opacity(share float32) byte {
	if !(share > 0) {
		return 0
	}
	return opacities[int(255*min(share, 1))]
}

// fill draws the values of an inspection on the sheet, four bytes a pixel.
func (p *plan) fill(sheet []byte, work *protocol.Inspection, most int, c palette) {
	outputs, kernels := make([]float32, len(work.Layers)), make([]float32, len(work.Layers)) // the largest of each layer
	for i := range work.Layers {
		outputs[i], kernels[i] = largestOf(work.Layers[i].Values), largestOf(work.Layers[i].Kernels)
	}
	for i := range p.tiles {
		t := &p.tiles[i]
		if t.shape == 0 {
			for k, v := range work.Picture {
				put(sheet[p.at(t, k):], c.ink, byte(int(v)*255/most))
			}
			continue
		}
		largest := outputs[t.shape-1]
		if t.part == kernelPart {
			largest = kernels[t.shape-1]
		}
		values := valuesOf(t, work)
		for row := 0; row < len(values); row += t.from.w {
			at := p.at(t, row)
			c.tint(sheet[at:], values[row:min(row+t.from.w, len(values))], largest)
		}
	}
}

// tint draws values as shares of the largest, four bytes a pixel.
func (c palette) tint(pixels []byte, values []float32, largest float32) {
	for k, v := range values {
		if v < 0 {
			put(pixels[4*k:], c.negative, opacity(-v/largest))
		} else {
			put(pixels[4*k:], c.positive, opacity(v/largest))
		}
	}
}

// at returns where on the sheet the pixel of a tile's value begins.
func (p *plan) at(t *tile, value int) int {
	return 4 * ((t.from.y+value/t.from.w)*p.sheetW + t.from.x + value%t.from.w)
}

// put sets a pixel.
func put(pixel []byte, colour [3]byte, opacity byte) {
	_ = pixel[3]
	pixel[0], pixel[1], pixel[2], pixel[3] = colour[0], colour[1], colour[2], opacity
}

// valuesOf returns the values of a tile that is not the picture.
func valuesOf(t *tile, work *protocol.Inspection) []float32 {
	l := &work.Layers[t.shape-1]
	switch t.part {
	case vectorPart:
		return l.Values
	case kernelPart:
		return l.Kernels[t.slot*t.values:][:t.values]
	}
	return l.Values[t.slot*t.values:][:t.values]
}

// largestOf returns the size of the largest value, and 1 where all are zero.
func largestOf(values []float32) float32 {
	var most float32
	for _, v := range values {
		if v < 0 {
			v = -v
		}
		if v > most { // the built-in max would return what is not a number
			most = v
		}
	}
	if !(most > 0) || math.IsInf(float64(most), 0) {
		return 1
	}
	return most
}

// isNumber reports whether a value is a number, and finite: those of a run that has diverged are not.
func isNumber(v float32) bool { return v-v == 0 }

// best returns the place of the largest value, of probabilities the digit.
func best(probabilities []float32) int {
	at := 0
	for d, v := range probabilities {
		if v > probabilities[at] {
			at = d
		}
	}
	return at
}
