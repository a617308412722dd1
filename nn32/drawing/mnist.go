package drawing

// MNISTSide is the side of MNIST's pictures.
const MNISTSide = 28

// MNISTPicture is a digit as MNIST has them: 28×28, row by row, 0 paper to 255 ink.
type MNISTPicture [MNISTSide * MNISTSide]uint8

// FromDrawingMNIST takes a drawing the way of MNIST's pictures (LeCun et al. 1998): scaled in its proportions until its longer
// side is 20, and laid on 28×28 with its centre of mass in the middle. Before that, strokes that are thin or thick become as
// MNIST's typically are. It returns false when there is no ink, or when the size and the pixels do not agree; with any ink
// the picture is never empty.
func FromDrawingMNIST(b Bitmap) (MNISTPicture, bool) { return DefaultPipeline().MNIST(b) }

// MNIST is ReadMNIST for whom wants the picture alone.
func (p Pipeline) MNIST(b Bitmap) (picture MNISTPicture, ok bool) {
	least, ok := b.level()
	if ok {
		picture = p.mnist(b, least, func(Step, Bitmap) {})
	}
	return picture, ok
}

// ReadMNIST takes a drawing to MNIST's picture and tells all about it but the Picture of 8×8. Its steps are Crop, Even, then
// Stretch, which keeps the proportions here, and Count, which centres; those two cannot be left out.
func (p Pipeline) ReadMNIST(b Bitmap) (picture MNISTPicture, r Reading) {
	least, ok := b.level()
	if !ok {
		return picture, r
	}
	picture = p.mnist(b, least, r.keep)
	r.Finding = OneDigit
	if digits := b.upright().apart(least); len(digits) > 1 {
		r.Finding, r.Digits = SeveralDigits, digits
	}
	return picture, r
}

// mnist takes the steps, of a drawing with at least so much ink somewhere, and passes each stage on.
func (p Pipeline) mnist(b Bitmap, least uint8, keep func(Step, Bitmap)) MNISTPicture {
	if p.Crop {
		b = b.cut(b.tight(least))
		keep(Crop, b)
	}
	if p.Even {
		b = b.even(p.Crop)
		keep(Even, b)
	}
	b = b.scaled()
	keep(Stretch, b)
	picture := b.centre()
	keep(Count, Bitmap{MNISTSide, MNISTSide, picture[:]})
	return picture
}

// longest is the longer side of a digit in MNIST's pictures.
const longest = 20

// scaled returns a drawing in its size in MNIST's pictures, by area.
func (b Bitmap) scaled() Bitmap {
	w, h := fit(b.Width, b.Height, longest)
	out := Bitmap{w, h, make([]uint8, w*h)}
	area := b.Width * b.Height
	for i, sum := range b.sums(w, h) {
		out.Ink[i] = uint8((sum + area - 1) / area) // rounded up, so that ink stays ink
	}
	return out
}

// centre lays a scaled drawing on the picture, its centre of mass as near to the middle as it can be.
func (b Bitmap) centre() (picture MNISTPicture) {
	var ink, sumX, sumY int
	for y, l := range b.lines() {
		ink, sumX, sumY = ink+l.ink, sumX+l.moment, sumY+l.ink*y
	}
	// In MNIST's pictures the middle is pixel 14, not between 13 and 14.
	offset := func(sum, length int) int {
		return max(0, min(MNISTSide-length, floorDiv(MNISTSide*ink-2*sum+ink, 2*ink)))
	}
	left, top := offset(sumX, b.Width), offset(sumY, b.Height)
	for y := range b.Height {
		copy(picture[(top+y)*MNISTSide+left:], b.row(y))
	}
	return picture
}
