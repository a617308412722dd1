package drawing

import (
	"encoding/binary"
	"math/rand/v2"

	"digitlab/nn32"
	"digitlab/nn32/internal/errfmt"
)

// StrokeAugmentation is an nn32.Augmenter for pictures of the digits (8, 8, 1). From a picture it estimates the bitmap of 32×32 that
// the picture was counted from, distorts the bitmap, and counts again. Half of the copies are distorted slightly, and some of them
// get another stroke width; the other half are distorted strongly and then go through the pipeline, as the data did.
//
// A copy takes about as long as a training step, so copies are cached, 64 bytes each. Copy k of a picture is the same in every run.
// The networks of an ensemble that are trained in turn can share one StrokeAugmentation. It is not safe for concurrent use.
type StrokeAugmentation struct {
	Copies int     // number of copies of each picture; zero: 20
	Clean  float32 // share of unchanged samples, 0 to 1; zero: .2
	Full   float32 // the value of a block of full ink; zero: 16, as in the data

	cache  map[uint64]*pictureCopies // by the picture's hash
	source *rand.PCG
	rng    *rand.Rand
	ink    [maxSheet * maxSheet]uint8
}

// pictureCopies has the copies of one picture.
type pictureCopies struct {
	picture  Picture
	hash     uint64 // of the picture; seeds its copies
	bitmap   bitmap32
	made     []bool // which of pictures are ready; nil if the copies are not cached
	pictures []Picture
}

// maxCached is the number of pictures whose copies are cached: twice the data set. Copies of other pictures are made each time.
const maxCached = 4096

var (
	slight = distortion{side: 32, rotate: .12, scale: .08, shear: .12, shift: .8, elastic: .64}
	strong = distortion{side: 48, rotate: .25, shear: .35, elastic: 2.9}
)

// Prepare returns an error if samples are not (8, 8, 1) or an option is out of range.
func (a *StrokeAugmentation) Prepare(sample nn32.Shape) error {
	if len(sample) != 3 || sample[0] != pictureSide || sample[1] != pictureSide || sample[2] != 1 {
		return errfmt.Errorf("samples %v are not %d×%d×1, counts of ink", sample, pictureSide, pictureSide)
	}
	if a.Copies < 0 || a.Copies > 1<<16 || !(a.Clean >= 0 && a.Clean <= 1) || !(a.Full >= 0) {
		return errfmt.Errorf("the number Copies %d must be from 0 to %d, the share Clean %v from 0 to 1, Full %v at least 0", a.Copies, 1<<16, a.Clean, a.Full)
	}
	if a.cache == nil {
		a.cache = map[uint64]*pictureCopies{}
		a.source = rand.NewPCG(0, 0)
		a.rng = rand.New(a.source)
	}
	return nil
}

// Augment writes one of the copies of the picture from, or from itself, into to. It allocates only for a picture that it has not met.
func (a *StrokeAugmentation) Augment(to, from []float32, _ int, rng *rand.Rand) {
	clean, copies, full := a.Clean, a.Copies, a.Full
	if clean == 0 {
		clean = .2
	}
	if copies == 0 {
		copies = 20
	}
	if full == 0 {
		full = 16
	}
	unchanged, k := rng.Float32() < clean, rng.IntN(copies)
	if unchanged {
		copy(to, from)
		return
	}
	var p Picture
	for i, v := range from {
		p[i] = uint8(max(0, min(16, int(float32(v*16)/full+.5))))
	}
	p = a.pictureCopy(p, k, copies)
	for i, count := range p {
		to[i] = float32(float32(count)*full) / 16
	}
}

// pictureCopy returns copy k of a picture.
func (a *StrokeAugmentation) pictureCopy(p Picture, k, count int) Picture {
	h := hash(&p)
	c := a.cache[h]
	if c == nil || c.picture != p {
		c = &pictureCopies{picture: p, hash: h, bitmap: upscale(&p)}
		if len(a.cache) < maxCached && a.cache[h] == nil {
			c.made, c.pictures = make([]bool, count), make([]Picture, count)
			a.cache[h] = c
		}
	}
	if k >= len(c.made) {
		return a.makeCopy(c, k)
	}
	if !c.made[k] {
		c.pictures[k], c.made[k] = a.makeCopy(c, k), true
	}
	return c.pictures[k]
}

// hash returns a hash of a picture, taken eight counts at a time.
func hash(p *Picture) (hash uint64) {
	for i := 0; i < len(p); i += 8 {
		hash = (hash ^ binary.LittleEndian.Uint64(p[i:])) * 0x9e3779b97f4a7c15
		hash ^= hash >> 32
	}
	return hash
}

// makeCopy returns copy k. If that would have no ink, it returns the picture of the undistorted bitmap.
func (a *StrokeAugmentation) makeCopy(c *pictureCopies, k int) Picture {
	a.source.Seed(c.hash, uint64(k))
	f := c.bitmap
	if k%2 == 0 {
		slight.apply(a.ink[:], &c.bitmap, a.rng)
		f = bitmap32{}
		for i, ink := range a.ink[:side32*side32] {
			f[i/side32] |= uint32(ink>>7) << (i % side32)
		}
		if a.rng.IntN(2) == 0 {
			f = f.rankFilter(3 + a.rng.IntN(5))
		}
	} else {
		strong.apply(a.ink[:], &c.bitmap, a.rng)
		sheet := Bitmap{strong.side, strong.side, a.ink[:]}
		if threshold, ok := sheet.threshold(); ok {
			f = Pipeline{Crop: true, Stretch: true, StrokeWidth: true, Shear: true}.normalise(sheet, threshold, nil)
		}
	}
	if f.count() == 0 {
		f = c.bitmap
	}
	return f.picture()
}
