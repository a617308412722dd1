package drawing

// MNISTSide is the side of MNIST's pictures.
const MNISTSide = 28

// MNISTPicture is a digit as in MNIST: 28×28 values, row by row, from 0 for paper to 255 for full ink.
type MNISTPicture [MNISTSide * MNISTSide]uint8

// ToMNISTPicture returns the picture of a drawing as MNIST's were made (LeCun et al. 1998): scaled, with its aspect ratio, until its
// longer side is 20 pixels, and placed on 28×28 with its centre of mass in the middle. Before that, thin and thick strokes get
// MNIST's median stroke width. ok is false if the drawing has no ink, or if its size and the number of its pixels differ. The
// picture of any ink has ink.
func ToMNISTPicture(b Bitmap) (picture MNISTPicture, ok bool) {
	return DefaultPipeline().MNISTPicture(b)
}

// MNISTPicture returns the picture, as AnalyseMNIST does, without the analysis; ok is as in ToMNISTPicture.
func (p Pipeline) MNISTPicture(b Bitmap) (picture MNISTPicture, ok bool) {
	threshold, ok := b.threshold()
	if ok {
		picture = p.mnistPicture(b, threshold, func(Stage, Bitmap) {})
	}
	return picture, ok
}

// AnalyseMNIST returns MNIST's picture of a drawing and its analysis, whose Picture stays empty. The stages are Crop, StrokeWidth,
// Stretch, which keeps the aspect ratio here, and Count, which centres. The last two always run.
func (p Pipeline) AnalyseMNIST(b Bitmap) (picture MNISTPicture, a Analysis) {
	threshold, ok := b.threshold()
	if !ok {
		return picture, a
	}
	picture = p.mnistPicture(b, threshold, a.record)
	a.Finding, a.Digits = b.deskew().content(threshold)
	return picture, a
}

// mnistPicture runs the stages and calls record after each. At threshold one pixel of the drawing must reach the threshold.
func (p Pipeline) mnistPicture(b Bitmap, threshold uint8, record func(Stage, Bitmap)) MNISTPicture {
	if p.Crop {
		b = b.crop(b.bounds(threshold))
		record(Crop, b)
	}
	if p.StrokeWidth {
		b = b.normaliseStrokes(p.Crop)
		record(StrokeWidth, b)
	}
	b = b.scaled()
	record(Stretch, b)
	picture := b.centre()
	record(Count, Bitmap{MNISTSide, MNISTSide, picture[:]})
	return picture
}

// mnistDigitSide is the longer side of a digit in MNIST's pictures.
const mnistDigitSide = 20

// scaled returns a drawing in the size that digits have in MNIST's pictures, scaled by area.
func (b Bitmap) scaled() Bitmap {
	w, h := fitWithin(b.Width, b.Height, mnistDigitSide)
	out := Bitmap{w, h, make([]uint8, w*h)}
	area := b.Width * b.Height
	for i, sum := range b.areaSums(w, h) {
		out.Ink[i] = uint8((sum + area - 1) / area) // rounded up, so that every part with ink keeps some
	}
	return out
}

// centre places a scaled drawing on the picture, with its centre of mass as close to the middle as the picture's edges allow.
func (b Bitmap) centre() (picture MNISTPicture) {
	var ink, sumX, sumY int
	for y, r := range b.rowMoments() {
		ink, sumX, sumY = ink+r.ink, sumX+r.moment, sumY+r.ink*y
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
