package drawing

import "encoding/binary"

// Bitmap is a drawing: how much of each pixel is ink, 0 paper to 255, row by row.
type Bitmap struct {
	Width, Height int
	Ink           []uint8
}

func (b Bitmap) valid() bool {
	return b.Width > 0 && b.Height > 0 && b.Width <= 1<<15 && b.Height <= 1<<15 && len(b.Ink) == b.Width*b.Height
}

func (b Bitmap) row(y int) []uint8 { return b.Ink[y*b.Width:][:b.Width] }

// inked returns the first pixel with any ink from x on, or the length. Most of a drawing is paper, which it passes over
// eight pixels at a time.
func inked(row []uint8, x int) int {
	for x+8 <= len(row) && binary.LittleEndian.Uint64(row[x:]) == 0 {
		x += 8
	}
	for x < len(row) && row[x] == 0 {
		x++
	}
	return x
}

// box is the pixels from (left, top) up to, not including, (right, bottom).
type box struct{ left, top, right, bottom int }

func (b box) width() int  { return b.right - b.left }
func (b box) height() int { return b.bottom - b.top }

// level is how much ink makes a pixel part of the digit: half or, when no pixel has as much, any. ok is false without ink,
// or when the size and the pixels do not agree.
func (b Bitmap) level() (least uint8, ok bool) {
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

// tight returns the smallest box around the pixels of at least so much ink, of which there must be some.
func (b Bitmap) tight(least uint8) box {
	around := box{b.Width, b.Height, 0, 0}
	for y := range b.Height {
		row := b.row(y)
		left := inked(row, 0)
		for left < len(row) && row[left] < least {
			left = inked(row, left+1)
		}
		if left == len(row) {
			continue
		}
		right := len(row)
		for right > around.right && row[right-1] < least {
			right--
		}
		around = box{min(around.left, left), min(around.top, y), max(around.right, right), y + 1}
	}
	return around
}

// cut returns a copy of a box.
func (b Bitmap) cut(from box) Bitmap {
	out := Bitmap{from.width(), from.height(), make([]uint8, from.width()*from.height())}
	for y := range out.Height {
		copy(out.row(y), b.row(from.top + y)[from.left:])
	}
	return out
}

// shrink adds to each of w×h equal parts of a box the ink in it, in whole numbers: 255 · the pixels of the box fill a
// part. Parts may be smaller than a pixel. line is room for one row of parts.
func (b Bitmap) shrink(to []int, from box, w, h int, line []int) {
	width, height := from.width(), from.height()
	line = line[:w]
	for y := range height {
		clear(line)
		row := b.row(from.top + y)[from.left:from.right]
		part, edge := 0, width // where it ends, in parts of 1/w of a pixel, of which it has width
		for x := inked(row, 0); x < width; x = inked(row, x+1) {
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

// sums is shrink for a whole drawing.
func (b Bitmap) sums(w, h int) []int {
	sums := make([]int, w*h)
	b.shrink(sums, box{0, 0, b.Width, b.Height}, w, h, make([]int, w))
	return sums
}

// Thumbnail returns a drawing in its proportions as a picture of at most side×side; one that is as small stays as it is.
func (b Bitmap) Thumbnail(side int) Bitmap {
	if !b.valid() || side < 1 || max(b.Width, b.Height) <= side {
		return b
	}
	w, h := fit(b.Width, b.Height, side)
	out := Bitmap{w, h, make([]uint8, w*h)}
	for i, sum := range b.sums(w, h) {
		out.Ink[i] = uint8(sum / (b.Width * b.Height))
	}
	return out
}

// fit returns the largest size within side×side in the proportions of w×h.
func fit(w, h, side int) (int, int) {
	longer := max(w, h)
	return max(1, (2*w*side+longer)/(2*longer)), max(1, (2*h*side+longer)/(2*longer))
}
