package drawing

import (
	"encoding/binary"
	"slices"
)

// Bitmap is a drawing. Ink has Width·Height values, row by row: 0 is paper, 255 is full ink.
type Bitmap struct {
	Width, Height int
	Ink           []uint8
}

// valid reports whether the size is in range and agrees with the number of pixels.
func (b Bitmap) valid() bool {
	return b.Width > 0 && b.Height > 0 && b.Width <= 1<<15 && b.Height <= 1<<15 && len(b.Ink) == b.Width*b.Height
}

func (b Bitmap) row(y int) []uint8 { return b.Ink[y*b.Width:][:b.Width] }

// nextInk returns the column of the first pixel with ink from x on, or len(row). It skips paper, which most of a drawing is,
// eight pixels at a time.
func nextInk(row []uint8, x int) int {
	if x < len(row) && row[x] != 0 {
		return x
	}
	for x+8 <= len(row) && binary.LittleEndian.Uint64(row[x:]) == 0 {
		x += 8
	}
	for x < len(row) && row[x] == 0 {
		x++
	}
	return x
}

// box is a rectangle of pixels: left and top are inside, right and bottom are just outside.
type box struct{ left, top, right, bottom int }

func (b box) width() int  { return b.right - b.left }
func (b box) height() int { return b.bottom - b.top }

// union returns the smallest box around two boxes.
func (b box) union(other box) box {
	return box{min(b.left, other.left), min(b.top, other.top), max(b.right, other.right), max(b.bottom, other.bottom)}
}

// threshold returns the least ink of a pixel that belongs to the digit: 128 or, if all ink is fainter, 1. ok is false if there
// is no ink or the bitmap is not valid.
func (b Bitmap) threshold() (threshold uint8, ok bool) {
	if !b.valid() {
		return 0, false
	}
	for _, ink := range b.Ink {
		if ink >= 128 {
			return 128, true
		}
		ok = ok || ink > 0
	}
	return 1, ok
}

// bounds returns the smallest box around the pixels that reach the threshold. There must be at least one.
func (b Bitmap) bounds(threshold uint8) box {
	around := box{b.Width, b.Height, 0, 0}
	for y := range b.Height {
		row := b.row(y)
		left := nextInk(row, 0)
		for left < len(row) && row[left] < threshold {
			left = nextInk(row, left+1)
		}
		if left == len(row) {
			continue
		}
		right := len(row)
		for right > around.right && row[right-1] < threshold {
			right--
		}
		around = box{min(around.left, left), min(around.top, y), max(around.right, right), y + 1}
	}
	return around
}

// crop returns a copy of the pixels in a box.
func (b Bitmap) crop(from box) Bitmap {
	out := Bitmap{from.width(), from.height(), make([]uint8, from.width()*from.height())}
	for y := range out.Height {
		copy(out.row(y), b.row(from.top + y)[from.left:])
	}
	return out
}

// addAreas divides a box into w×h equal parts, which may be smaller than a pixel, and adds to each element of to (w·h) the
// ink in its part. The sums are whole numbers, so that every machine agrees: a part of full ink has 255·width·height of the
// box. line is a buffer for w parts.
func (b Bitmap) addAreas(to []int, from box, w, h int, line []int) {
	width, height := from.width(), from.height()
	line = line[:w]
	for y := range height {
		clear(line)
		row := b.row(from.top + y)[from.left:from.right]
		part, edge := 0, width // the part's right edge; one pixel is w units, one part is width units
		for x := nextInk(row, 0); x < width; x = nextInk(row, x+1) {
			ink, at, end := int(row[x]), x*w, (x+1)*w
			for edge <= at {
				part, edge = part+1, edge+width
			}
			for ; edge < end; part, edge = part+1, edge+width {
				line[part] += (edge - at) * ink
				at = edge
			}
			line[part] += (end - at) * ink
		}
		for at, end := y*h, (y+1)*h; at < end; {
			part := at / height
			next := min(end, (part+1)*height)
			for i, sum := range line {
				to[part*w+i] += (next - at) * sum
			}
			at = next
		}
	}
}

// addStrokes is addAreas for a picture of 0 and 1: it also returns the least sum of a part that is ink. That is half of a full part or, if
// none is full, half of the fullest. Strokes that are thinner than a part fill less than half of most, and how much depends on their
// direction, so that some would vanish. They first grow by half a part to each side.
func (b Bitmap) addStrokes(to []int, from box, w, h int, line []int) (least int) {
	b.addAreas(to, from, w, h, line)
	full, fullest, sum, touched := from.width()*from.height(), 0, 0, 0
	for _, v := range to {
		fullest, sum = max(fullest, v), sum+v
		if v > 0 {
			touched++
		}
	}
	// A stroke as wide as a part touches twice its area, on average.
	reduced, thin := full >= 2*w*h, func(most uint8) bool { return 2*sum < touched*full*int(most) }
	if reduced && thin(255) && thin(slices.Max(b.Ink)) { // most drawings need no search for the most ink
		part := max((from.width()+w-1)/w, (from.height()+h-1)/h)
		grown := b.crop(from).dilated(part/2*2+1, 0)
		clear(to)
		grown.addAreas(to, box{0, 0, grown.Width, grown.Height}, w, h, line)
		fullest = slices.Max(to)
	}
	return (max(1, min(255*full, fullest)) + 1) / 2
}

// areaSums returns what addAreas gives for the whole drawing.
func (b Bitmap) areaSums(w, h int) []int {
	sums := make([]int, w*h)
	b.addAreas(sums, box{0, 0, b.Width, b.Height}, w, h, make([]int, w))
	return sums
}

// Thumbnail returns the drawing scaled down to fit within side×side, with its aspect ratio. A smaller drawing stays as it is.
func (b Bitmap) Thumbnail(side int) Bitmap {
	if !b.valid() || side < 1 || max(b.Width, b.Height) <= side {
		return b
	}
	w, h := fitWithin(b.Width, b.Height, side)
	out := Bitmap{w, h, make([]uint8, w*h)}
	for i, sum := range b.areaSums(w, h) {
		out.Ink[i] = uint8(sum / (b.Width * b.Height))
	}
	return out
}

// fitWithin returns the largest size within side×side that has the aspect ratio of w×h.
func fitWithin(w, h, side int) (int, int) {
	longer := max(w, h)
	return max(1, (2*w*side+longer)/(2*longer)), max(1, (2*h*side+longer)/(2*longer))
}
