package drawing

import (
	"encoding/binary"
	"math/rand/v2"

	"digitlab/nn32"
	"digitlab/nn32/internal/errfmt"
)

// StrokeAugmentation is an nn32.Augmenter that writes the digits of the data anew: it makes the bitmap that a picture of
// counts may come from, moves its strokes, and counts again. Half of the copies are moved a little, and their strokes
// made thicker or thinner; the other half are moved much and then normalised as the data was.
//
// Copies are made when they are first asked for, and kept, 64 bytes each: they cost as much as a step of training. Copy k
// of a picture is the same in every run. Use one StrokeAugmentation for the networks of an ensemble that are
// trained one after the other; it is not for several goroutines at once.
type StrokeAugmentation struct {
	Copies int     // of each picture; zero: 20
	Clean  float32 // how many samples, 0..1, stay as they are; zero: .2
	Full   float32 // the value of a block that is all ink; zero: 16, as in the data

	seen   map[uint64]*copies // by number
	source *rand.PCG
	rng    *rand.Rand
	ink    [sheetMost * sheetMost]uint8
}

// copies are those of a picture that are made.
type copies struct {
	picture  Picture
	number   uint64 // of the picture; their randomness starts from it
	form     form
	made     []bool
	pictures []Picture
}

// remembered is how many pictures may keep their copies: the digits, and as many again. Those of others are made anew each
// time.
const remembered = 4096

var (
	little = distortion{sheet: 32, rotate: .12, scale: .08, shear: .12, shift: .8, elastic: .64}
	much   = distortion{sheet: 48, rotate: .25, shear: .35, elastic: 2.9}
)

func (a *StrokeAugmentation) Prepare(sample nn32.Shape) error {
	if len(sample) != 3 || sample[0] != side || sample[1] != side || sample[2] != 1 {
		return errfmt.Errorf("samples %v are not %d×%d×1, counts of ink", sample, side, side)
	}
	if a.Copies < 0 || a.Copies > 1<<16 || !(a.Clean >= 0 && a.Clean <= 1) || !(a.Full >= 0) {
		return errfmt.Errorf("the number Copies %d must be from 0 to %d, the share Clean %v from 0 to 1, Full %v at least 0", a.Copies, 1<<16, a.Clean, a.Full)
	}
	if a.seen == nil {
		a.seen = map[uint64]*copies{}
		a.source = rand.NewPCG(0, 0)
		a.rng = rand.New(a.source)
	}
	return nil
}

// Augment makes room for the copies of a picture that it sees for the first time; else it allocates nothing.
func (a *StrokeAugmentation) Augment(to, from []float32, rng *rand.Rand) {
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
	stays, k := rng.Float32() < clean, rng.IntN(copies)
	if stays {
		copy(to, from)
		return
	}
	var p Picture
	for i, v := range from {
		p[i] = uint8(max(0, min(16, int(float32(v*16)/full+.5))))
	}
	p = a.copy(p, k, copies)
	for i, count := range p {
		to[i] = float32(float32(count)*full) / 16
	}
}

// copy returns copy k of a picture.
func (a *StrokeAugmentation) copy(p Picture, k, of int) Picture {
	n := number(&p)
	c := a.seen[n]
	if c == nil || c.picture != p {
		c = &copies{picture: p, number: n, form: enlarge(&p)}
		if len(a.seen) < remembered && a.seen[n] == nil {
			c.made, c.pictures = make([]bool, of), make([]Picture, of)
			a.seen[n] = c
		}
	}
	if k >= len(c.made) {
		return a.write(c, k)
	}
	if !c.made[k] {
		c.pictures[k], c.made[k] = a.write(c, k), true
	}
	return c.pictures[k]
}

// number hashes a picture, eight counts at a time.
func number(p *Picture) (hash uint64) {
	for i := 0; i < len(p); i += 8 {
		hash = (hash ^ binary.LittleEndian.Uint64(p[i:])) * 0x9e3779b97f4a7c15
		hash ^= hash >> 32
	}
	return hash
}

// write makes copy k. One that would be without ink is the picture itself.
func (a *StrokeAugmentation) write(c *copies, k int) Picture {
	a.source.Seed(c.number, uint64(k))
	f := c.form
	if k%2 == 0 {
		little.apply(a.ink[:], &c.form, a.rng)
		f = form{}
		for i, ink := range a.ink[:size*size] {
			f[i/size] |= uint32(ink>>7) << (i % size)
		}
		if a.rng.IntN(2) == 0 {
			f = f.thicken(3 + a.rng.IntN(5))
		}
	} else {
		much.apply(a.ink[:], &c.form, a.rng)
		sheet := Bitmap{much.sheet, much.sheet, a.ink[:]}
		if least, ok := sheet.level(); ok {
			f = Pipeline{Crop: true, Stretch: true, Even: true, Shear: true}.normalise(sheet, least, nil)
		}
	}
	if f.count() == 0 {
		f = c.form
	}
	return f.picture()
}
