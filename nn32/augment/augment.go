// Package augment changes images at random while a network is trained on them (data augmentation), the same way on every machine.
package augment

import (
	"math/rand/v2"

	"github.com/chewxy/math32"

	"digitlab/nn32"
	"digitlab/nn32/internal/distribution"
	"digitlab/nn32/internal/elementary"
	"digitlab/nn32/internal/errfmt"
)

// Warp is an nn32.Augmenter for small images (H, W, C). It warps all channels alike, by a random affine map about the centre and a
// random elastic one, given by the displacements of the points of a coarse grid (Simard et al. 2003 blur a fine one). Values between
// pixels are interpolated bilinearly, and outside of the image they are 0. Then the stroke width may change. All amounts are uniform
// within ± their bound, except Elastic, which is normal. The zero value changes nothing.
type Warp struct {
	Shift       float32 // pixels along each axis
	Rotate      float32 // radians
	Scale       float32 // the size is multiplied by e^-Scale to e^Scale
	Shear       float32 // columns per row
	Elastic     float32 // standard deviation of the grid's displacements, in pixels
	StrokeWidth float32 // probability, 0 to 1, of moving each pixel some way to the maximum, or the minimum, of its 3×3 neighbourhood
	Clean       float32 // share of unchanged samples, 0 to 1

	h, w, c int
	warped  []float32
	rows    []float32 // maxima or minima along the rows
}

const maxShift = 1 << 16 // in pixels

// Prepare returns an error if samples are not (H, W, C) or an option is out of range.
func (a *Warp) Prepare(sample nn32.Shape) error {
	if len(sample) != 3 {
		return errfmt.Errorf("samples %v are not height×width×channels", sample)
	}
	for _, o := range []struct {
		name        string
		value, most float32
	}{{"Shift", a.Shift, maxShift}, {"Rotate", a.Rotate, 7}, {"Scale", a.Scale, 3}, {"Shear", a.Shear, 10}, {"Elastic", a.Elastic, maxShift}} {
		if !(o.value >= 0 && o.value < o.most) {
			return errfmt.Errorf("%s %v must be from 0 to below %v", o.name, o.value, o.most)
		}
	}
	if !(a.StrokeWidth >= 0 && a.StrokeWidth <= 1) || !(a.Clean >= 0 && a.Clean <= 1) {
		return errfmt.Errorf("the shares StrokeWidth %v and Clean %v must be from 0 to 1", a.StrokeWidth, a.Clean)
	}
	a.h, a.w, a.c = sample[0], sample[1], sample[2]
	a.warped, a.rows = make([]float32, sample.Size()), make([]float32, sample.Size())
	return nil
}

// Augment writes a warped copy of the image from into to.
func (a *Warp) Augment(to, from []float32, _ int, rng *rand.Rand) {
	clean, w, width := rng.Float32() < a.Clean, a.draw(rng), float32(0)
	if rng.Float32() < a.StrokeWidth {
		width = between(1, rng)
	}
	switch {
	case clean:
		copy(to, from)
	case width == 0:
		a.warp(to, from, w)
	default:
		a.warp(a.warped, from, w)
		a.changeStrokeWidth(to, a.warped, width)
	}
}

// grid is the number of points of the elastic map along each axis.
const grid = 4

// mapping is a map from positions (row, column), relative to the centre, in the new image to the old one.
type mapping struct {
	linear [2][2]float32
	shift  [2]float32
	bend   [grid][grid][2]float32
}

// between returns a uniform random number from -bound to bound.
func between(bound float32, rng *rand.Rand) float32 {
	return float32((float32(rng.Float32()*2) - 1) * bound)
}

// draw returns a random mapping. The options bound its amounts; the inverse map, from the old image to the new one, has the same bounds.
func (a *Warp) draw(rng *rand.Rand) mapping {
	angle, scale, shear := between(a.Rotate, rng), elementary.Exp(between(a.Scale, rng)), between(a.Shear, rng)
	sin, cos := elementary.Sincos(angle)
	sin, cos = float32(sin*scale), float32(cos*scale)
	w := mapping{
		linear: [2][2]float32{{cos, sin}, {float32(cos*shear) - sin, cos + float32(sin*shear)}},
		shift:  [2]float32{between(a.Shift, rng), between(a.Shift, rng)},
	}
	if a.Elastic > 0 {
		for i := range w.bend {
			for j := range w.bend[i] {
				w.bend[i][j] = [2]float32{float32(distribution.StandardNormal(rng) * a.Elastic), float32(distribution.StandardNormal(rng) * a.Elastic)}
			}
		}
	}
	return w
}

// warp writes the image from, interpolated at the positions of w, into to.
func (a *Warp) warp(to, from []float32, w mapping) {
	middleY, middleX := float32(a.h-1)/2, float32(a.w-1)/2
	for row := range a.h {
		for column := range a.w {
			bend := w.bendAt(share(row, a.h), share(column, a.w))
			y, x := float32(row)-middleY+w.shift[0], float32(column)-middleX+w.shift[1]
			fromY := float32(w.linear[0][0]*y) + float32(w.linear[0][1]*x) + bend[0] + middleY
			fromX := float32(w.linear[1][0]*y) + float32(w.linear[1][1]*x) + bend[1] + middleX
			a.sample(to[(row*a.w+column)*a.c:][:a.c], from, fromY, fromX)
		}
	}
}

// share returns the position of pixel i in a row of n, from 0 to 1.
func share(i, n int) float32 { return float32(i) / float32(max(1, n-1)) }

// bendAt returns the displacement at a position of the image; y and x are from 0 to 1.
func (w *mapping) bendAt(y, x float32) (bend [2]float32) {
	y, x = float32(y*(grid-1)), float32(x*(grid-1))
	i, j := min(int(y), grid-2), min(int(x), grid-2)
	y, x = y-float32(i), x-float32(j)
	for k := range bend {
		bend[k] = mix(mix(w.bend[i][j][k], w.bend[i][j+1][k], x), mix(w.bend[i+1][j][k], w.bend[i+1][j+1][k], x), y)
	}
	return bend
}

// mix interpolates between a, for share 0, and b, for share 1.
func mix(a, b, share float32) float32 { return float32(a*(1-share)) + float32(b*share) }

// sample sets all channels of a pixel by bilinear interpolation at (y, x) of the image.
func (a *Warp) sample(to, from []float32, y, x float32) {
	if !(y > -1 && x > -1 && y < float32(a.h) && x < float32(a.w)) {
		clear(to)
		return
	}
	top, left := int(y+1)-1, int(x+1)-1
	y, x = y-float32(top), x-float32(left)
	for c := range to {
		to[c] = mix(mix(a.at(from, top, left, c), a.at(from, top, left+1, c), x),
			mix(a.at(from, top+1, left, c), a.at(from, top+1, left+1, c), x), y)
	}
}

// at returns a channel of a pixel, or 0 outside of the image.
func (a *Warp) at(image []float32, row, column, channel int) float32 {
	if row < 0 || column < 0 || row >= a.h || column >= a.w {
		return 0
	}
	return image[(row*a.w+column)*a.c+channel]
}

// changeStrokeWidth moves each pixel the share by of the way to the maximum of its 3×3 neighbourhood or, for negative by, the share
// -by of the way to the minimum. It takes the extremes of each row first, and then those of these.
func (a *Warp) changeStrokeWidth(to, from []float32, by float32) {
	line := a.w * a.c
	extreme := func(x, y, z float32) float32 { return max(x, y, z) }
	if by < 0 {
		extreme = func(x, y, z float32) float32 { return min(x, y, z) }
	}
	extremes(a.rows, from, a.c, line, extreme)
	extremes(to, a.rows, line, len(from), extreme)
	for i, v := range from {
		to[i] = mix(v, to[i], math32.Abs(by))
	}
}

// extremes sets each element of to to the extreme of the element of from, the one step before and the one step after. Each length
// elements are a line, and outside of it there are zeros.
func extremes(to, from []float32, step, length int, extreme func(x, y, z float32) float32) {
	for start := 0; start < len(from); start += length {
		from, to := from[start:][:length], to[start:][:length]
		for i, v := range from {
			var before, after float32
			if i >= step {
				before = from[i-step]
			}
			if i+step < length {
				after = from[i+step]
			}
			to[i] = extreme(before, v, after)
		}
	}
}
