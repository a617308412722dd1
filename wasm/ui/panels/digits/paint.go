package digits

import (
	"encoding/binary"

	"digitlab/wasm/protocol"
	"digitlab/wasm/ui/dom"
)

// The wall is painted here, into the pixels of a canvas: to have the browser draw ten thousand pictures would take longer than a frame.

// palette has the colours of the wall's pixels.
type palette struct {
	card, ink, right, wrong [3]byte
	digits                  [10][3]byte
}

func paletteOf(c dom.Colours) palette {
	return palette{dom.Channels(c.Card), c.Ink, dom.Channels(c.Test), dom.Channels(c.Validation), c.Digits}
}

// ramp is the colours of one tint, from no ink to all.
type ramp [256][4]byte

// sures is how many tints there are for how sure a prediction is.
const sures = 6

// The ramps: of what is right and of what is wrong, each in the order of sureness; of each digit; without a tint.
const (
	rightRamp = 0
	wrongRamp = rightRamp + sures
	digitRamp = wrongRamp + sures
	plainRamp = digitRamp + 10
	ramps     = plainRamp + 1
)

// rampsOf returns all ramps of a palette.
func rampsOf(p palette) *[ramps]ramp {
	var all [ramps]ramp
	fill := func(at int, back [3]byte) {
		for i := range all[at] {
			c := mix(back, p.ink, i)
			all[at][i] = [4]byte{c[0], c[1], c[2], 255}
		}
	}
	for sure := range sures {
		fill(rightRamp+sure, mix(p.card, p.right, 12+sure*14)) // there are many more of these, so they are paler
		fill(wrongRamp+sure, mix(p.card, p.wrong, 60+sure*20))
	}
	for d, c := range p.digits {
		fill(digitRamp+d, mix(p.card, c, 110))
	}
	fill(plainRamp, p.card)
	return &all
}

// mix returns a colour with a share, in 255 steps, of another.
func mix(a, b [3]byte, share int) (c [3]byte) {
	for i := range c {
		c[i] = byte((int(a[i])*(255-share) + int(b[i])*share + 127) / 255)
	}
	return c
}

// rampOf returns the ramp of a digit's tint.
func (o options) rampOf(f *facts, place int) int {
	digit := none
	switch o.tint {
	case tintLabel:
		digit = int(f.labels[place])
	case tintPredicted:
		digit = f.predicted(place)
	case tintRight:
		if f.predictions == nil || f.predictions.Predicted[place] == protocol.NoPrediction {
			return plainRamp
		}
		sure := min(int(f.predictions.Confidence[place]*sures), sures-1)
		if f.wrong(place) {
			return wrongRamp + sure
		}
		return rightRamp + sure
	}
	if digit > 9 {
		return plainRamp
	}
	return digitRamp + digit
}

// masks are the pictures in the sizes in which they are shown, as shares of ink in 255 steps.
type masks struct {
	of    *byte // the sheet's first pixel
	plain bool
	sides []int
	ink   [][]byte
}

// at returns the mask of a digit.
func (m *masks) at(s *sheet, place, side int, plain bool) []byte {
	if len(s.pictures) == 0 || m.of != &s.pictures[0] || m.plain != plain || len(m.ink) != len(s.labels) {
		*m = masks{sides: make([]int, len(s.labels)), ink: make([][]byte, len(s.labels)), plain: plain}
		if len(s.pictures) > 0 {
			m.of = &s.pictures[0]
		}
	}
	if m.sides[place] != side {
		if cap(m.ink[place]) < side*side {
			m.ink[place] = make([]byte, side*side)
		}
		m.ink[place] = m.ink[place][:side*side]
		switch picture := s.picture(place); {
		case plain:
			glyph(m.ink[place], side, int(s.labels[place]))
		case picture != nil:
			scale(m.ink[place], side, picture, s.of.Side(), s.of.Most())
		default: // it has not come
			clear(m.ink[place])
			return m.ink[place]
		}
		m.sides[place] = side
	}
	return m.ink[place]
}

// scale makes a mask of a picture: each pixel is the mean of those that it covers.
func scale(out []byte, side int, picture []byte, from, most int) {
	for y := range side {
		top, bottom := y*from/side, max(y*from/side+1, (y+1)*from/side)
		for x := range side {
			left, right := x*from/side, max(x*from/side+1, (x+1)*from/side)
			sum := 0
			for v := top; v < bottom; v++ {
				for _, p := range picture[v*from+left : v*from+right] {
					sum += int(p)
				}
			}
			out[y*side+x] = byte(sum * 255 / (most * (bottom - top) * (right - left)))
		}
	}
}

// glyphs are the digits in 3 × 5 pixels, row by row, the first pixel in the highest bit.
var glyphs = [10]uint16{0b111_101_101_101_111, 0b010_110_010_010_111, 0b111_001_111_100_111, 0b111_001_011_001_111, 0b101_101_111_001_001,
	0b111_100_111_001_111, 0b111_100_111_101_111, 0b111_001_010_010_010, 0b111_101_111_101_111, 0b111_101_111_001_111}

// glyph makes a mask of a digit's number, as large as there is room for.
func glyph(out []byte, side, digit int) {
	clear(out)
	dot := (side - 2) / 5
	if dot < 1 || digit > 9 {
		return
	}
	left, top := (side-3*dot)/2, (side-5*dot)/2
	for y := range 5 * dot {
		for x := range 3 * dot {
			if glyphs[digit]>>(14-y/dot*3-x/dot)&1 == 1 {
				out[(top+y)*side+left+x] = 220
			}
		}
	}
}

// screen is the pixels of a canvas, four bytes each.
type screen struct {
	w, h   int
	pixels []byte
}

func (s *screen) resize(w, h int) {
	if s.w != w || s.h != h {
		s.w, s.h, s.pixels = w, h, make([]byte, 4*w*h)
	}
}

// digit paints a digit, and marks it in a corner if it is wrong. What lies beyond the edges is left out.
func (s *screen) digit(at spot, mask []byte, colours *ramp, wrong bool, mark [3]byte) {
	side := inner(at.side)
	corner := 0
	if wrong {
		corner = max(2, side/3)
	}
	for y := range side {
		row := at.y + y
		if row < 0 || row >= s.h {
			continue
		}
		left, right := max(0, -at.x), min(side, s.w-at.x)
		if left >= right {
			return
		}
		out := s.pixels[4*(row*s.w+at.x+left) : 4*(row*s.w+at.x+right)]
		for x, ink := range mask[y*side+left : y*side+right] {
			binary.LittleEndian.PutUint32(out[4*x:], binary.LittleEndian.Uint32(colours[ink][:]))
		}
		for x := max(left, side-corner+y); x < right; x++ {
			copy(out[4*(x-left):], []byte{mark[0], mark[1], mark[2], 255})
		}
	}
}

// inner returns the side of a digit without the gap to the next one.
func inner(side int) int {
	if side < 7 {
		return side
	}
	return side - 1 - side/16
}
