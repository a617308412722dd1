package nn32

import (
	"math/rand/v2"

	"github.com/chewxy/math32"

	"digitlab/nn32/internal/errfmt"
)

// Augmenter makes a changed copy of a sample, so that a network sees more than there is. FitOptions.Augment takes one.
type Augmenter interface {
	// Prepare checks that samples have a shape it can change, and makes its memory.
	Prepare(sample Shape) error
	// Augment writes into to what becomes of from, as rng decides. It allocates nothing.
	Augment(to, from []float32, rng *rand.Rand)
}

// Augmentation warps small images (H, W, C), all channels alike: one affine map about the centre, and an elastic one by
// the displacement of the points of a coarse grid (Simard et al. 2003, who blur a fine one), sampled between
// pixels in straight lines, with zeros outside. Then strokes may become thicker or thinner. Each amount is uniform
// within its bounds. The zero value changes nothing.
type Augmentation struct {
	Shift     float32 // along each axis, at most so many pixels
	Rotate    float32 // at most so many radians
	Scale     float32 // the size is multiplied by e^-Scale to e^Scale
	Shear     float32 // at most so many columns to the side for each row up
	Elastic   float32 // standard deviation of the displacement of the grid's points, pixels
	Thickness float32 // how often, 0..1, each pixel goes a part of the way to the largest, or the smallest, of it and its 8 neighbours
	Clean     float32 // how many samples, 0..1, stay as they are

	h, w, c int
	warped  []float32
}

func (a *Augmentation) Prepare(sample Shape) error {
	if len(sample) != 3 {
		return errfmt.Errorf("samples %v are not height×width×channels", sample)
	}
	for _, o := range []struct {
		name        string
		value, most float32
	}{{"Shift", a.Shift, maxSide}, {"Rotate", a.Rotate, 7}, {"Scale", a.Scale, 3}, {"Shear", a.Shear, 10}, {"Elastic", a.Elastic, maxSide}} {
		if err := within(o.name, o.value, 0, o.most); err != nil {
			return err
		}
	}
	if !(a.Thickness >= 0 && a.Thickness <= 1) || !(a.Clean >= 0 && a.Clean <= 1) {
		return errfmt.Errorf("the shares Thickness %v and Clean %v must be from 0 to 1", a.Thickness, a.Clean)
	}
	a.h, a.w, a.c = sample[0], sample[1], sample[2]
	a.warped = make([]float32, sample.Size())
	return nil
}

func (a *Augmentation) Augment(to, from []float32, rng *rand.Rand) {
	clean, w, thicker := rng.Float32() < a.Clean, a.draw(rng), float32(0)
	if rng.Float32() < a.Thickness {
		thicker = between(1, rng)
	}
	switch {
	case clean:
		copy(to, from)
	case thicker == 0:
		a.warp(to, from, w)
	default:
		a.warp(a.warped, from, w)
		a.thicken(to, a.warped, thicker)
	}
}

// grid is how many points the elastic map has along each axis.
const grid = 4

// warp is where the pixels of the new image come from, as (row, column) from the centre.
type warp struct {
	linear [2][2]float32
	shift  [2]float32
	bend   [grid][grid][2]float32
}

// between returns a uniform number from -most to most.
func between(most float32, rng *rand.Rand) float32 {
	return float32((float32(rng.Float32()*2) - 1) * most)
}

// draw draws a map, from the new image to the old one: the inverse of what the options say, which is as random.
func (a *Augmentation) draw(rng *rand.Rand) warp {
	angle, scale, shear := between(a.Rotate, rng), math32.Exp(between(a.Scale, rng)), between(a.Shear, rng)
	sin, cos := float32(math32.Sin(angle)*scale), float32(math32.Cos(angle)*scale)
	w := warp{
		linear: [2][2]float32{{cos, sin}, {float32(cos*shear) - sin, cos + float32(sin*shear)}},
		shift:  [2]float32{between(a.Shift, rng), between(a.Shift, rng)},
	}
	if a.Elastic > 0 {
		for i := range w.bend {
			for j := range w.bend[i] {
				w.bend[i][j] = [2]float32{float32(normal(rng) * a.Elastic), float32(normal(rng) * a.Elastic)}
			}
		}
	}
	return w
}

// warp samples from at the places of w.
func (a *Augmentation) warp(to, from []float32, w warp) {
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

// share is how far i is of the way through n pixels, 0..1.
func share(i, n int) float32 { return float32(i) / float32(max(1, n-1)) }

// bendAt returns the displacement at a place of the image, each coordinate 0..1.
func (w *warp) bendAt(y, x float32) (bend [2]float32) {
	y, x = float32(y*(grid-1)), float32(x*(grid-1))
	i, j := min(int(y), grid-2), min(int(x), grid-2)
	y, x = y-float32(i), x-float32(j)
	for k := range bend {
		bend[k] = mix(mix(w.bend[i][j][k], w.bend[i][j+1][k], x), mix(w.bend[i+1][j][k], w.bend[i+1][j+1][k], x), y)
	}
	return bend
}

// mix is a at 0 and b at 1.
func mix(a, b, share float32) float32 { return float32(a*(1-share)) + float32(b*share) }

// sample sets a pixel to what the image has between the four pixels about a place.
func (a *Augmentation) sample(to, from []float32, y, x float32) {
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

// at returns a channel of a pixel, 0 outside.
func (a *Augmentation) at(image []float32, row, column, channel int) float32 {
	if row < 0 || column < 0 || row >= a.h || column >= a.w {
		return 0
	}
	return image[(row*a.w+column)*a.c+channel]
}

// thicken moves each pixel the part by of the way to the largest of it and its neighbours, or for negative by to the
// smallest.
func (a *Augmentation) thicken(to, from []float32, by float32) {
	for row := range a.h {
		for column := range a.w {
			for c := range a.c {
				v := a.at(from, row, column, c)
				most, least := v, v
				for i := row - 1; i <= row+1; i++ {
					for j := column - 1; j <= column+1; j++ {
						n := a.at(from, i, j, c)
						most, least = max(most, n), min(least, n)
					}
				}
				if by < 0 {
					most = least
				}
				to[(row*a.w+column)*a.c+c] = mix(v, most, math32.Abs(by))
			}
		}
	}
}
