package drawing

import (
	"math/rand/v2"

	"digitlab/nn32"
	"digitlab/nn32/augment"
	"digitlab/nn32/drawing/strokes"
	"digitlab/nn32/internal/errfmt"
)

// MNISTAugmentation is an nn32.Augmenter for MNIST's pictures (28, 28, 1). MNIST's digits were written with a pencil by Americans of
// the nineties and scanned. So some samples are replaced by drawings of the same digit, in more forms (strokes.Write), as the
// pipeline makes pictures of them. Others are warped; half of these are normalised again as MNIST was, because every drawing is, and
// the other half stay as crisp as one warp leaves them, and keep their shift and scale.
//
// A drawing takes longer than a training step, so drawings are cached, 784 bytes each. Drawing k of a digit is the same in every
// run. Networks that are trained in turn can share one MNISTAugmentation. It is not safe for concurrent use.
type MNISTAugmentation struct {
	Drawings int     // number of drawings of each digit; zero: 500
	Full     float32 // the value of full ink; zero: 255

	normalised, moved augment.Warp
	drawings          [10][]*MNISTPicture // nil: not drawn yet
	picture           []float32           // a drawing's, to be warped
}

// Shares of the samples, of 1.
const (
	cleanShare      = .15
	drawnShare      = .3
	movedShare      = .25 // the rest is normalised
	warpedDrawings  = .5  // of the drawings
	withStrokeWidth = .5  // of the normalised samples
	drawingSide     = 100 // of the sheet of a drawing, in pixels
)

// Prepare returns an error if samples are not (28, 28, 1) or an option is out of range.
func (a *MNISTAugmentation) Prepare(sample nn32.Shape) error {
	if len(sample) != 3 || sample[0] != MNISTSide || sample[1] != MNISTSide || sample[2] != 1 {
		return errfmt.Errorf("samples %v are not %d×%d×1", sample, MNISTSide, MNISTSide)
	}
	if a.Drawings < 0 || a.Drawings > 1<<16 || !(a.Full >= 0) {
		return errfmt.Errorf("the number Drawings %d must be from 0 to %d, Full %v at least 0", a.Drawings, 1<<16, a.Full)
	}
	if a.picture != nil {
		return nil
	}
	a.normalised = augment.Warp{Rotate: .3, Shear: .35, Elastic: 1.5, StrokeWidth: .5}
	a.moved = augment.Warp{Shift: 1.5, Rotate: .25, Scale: .15, Shear: .3, Elastic: 1.2, StrokeWidth: .5}
	a.picture = make([]float32, len(MNISTPicture{}))
	count := a.Drawings
	if count == 0 {
		count = 500
	}
	for digit := range a.drawings {
		a.drawings[digit] = make([]*MNISTPicture, count)
	}
	if err := a.normalised.Prepare(sample); err != nil {
		return err
	}
	return a.moved.Prepare(sample)
}

// Augment writes a changed copy of the picture from, or another picture of the same digit, into to. It allocates.
func (a *MNISTAugmentation) Augment(to, from []float32, label int, rng *rand.Rand) {
	full := a.Full
	if full == 0 {
		full = 255
	}
	switch v := rng.Float32(); {
	case v < cleanShare:
		copy(to, from)
	case v < cleanShare+drawnShare && label < len(a.drawings):
		p := a.drawing(label, rng.IntN(len(a.drawings[label])))
		for i, ink := range p {
			a.picture[i] = float32(float32(ink)*full) / 255
		}
		if rng.Float32() < warpedDrawings {
			a.moved.Augment(to, a.picture, label, rng)
		} else {
			copy(to, a.picture)
		}
	case v < cleanShare+drawnShare+movedShare:
		a.moved.Augment(to, from, label, rng)
	default:
		a.normalised.Augment(to, from, label, rng)
		pipeline := DefaultPipeline()
		if rng.Float32() >= withStrokeWidth {
			pipeline.StrokeWidth = false
		}
		pipeline.normaliseMNIST(to, full)
	}
}

// drawing returns drawing k of a digit.
func (a *MNISTAugmentation) drawing(digit, k int) *MNISTPicture {
	p := &a.drawings[digit][k]
	if *p == nil {
		rng := rand.New(rand.NewPCG(uint64(digit), uint64(k)))
		drawn, pen := strokes.Write(digit, rng)
		pipeline := DefaultPipeline()
		if rng.IntN(4) == 0 {
			pipeline.StrokeWidth = false
		}
		picture, _ := pipeline.MNISTPicture(Bitmap{drawingSide, drawingSide, strokes.Draw(drawn, drawingSide, pen)})
		*p = &picture
	}
	return *p
}

// normaliseMNIST takes a picture through the pipeline, as a drawing. One without ink stays.
func (p Pipeline) normaliseMNIST(image []float32, full float32) {
	var ink [MNISTSide * MNISTSide]uint8
	for i, v := range image {
		ink[i] = uint8(max(0, min(255, int(float32(v*255)/full+.5))))
	}
	picture, ok := p.MNISTPicture(Bitmap{MNISTSide, MNISTSide, ink[:]})
	if !ok {
		return
	}
	for i, v := range picture {
		image[i] = float32(float32(v)*full) / 255
	}
}
