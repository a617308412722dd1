package drawing

// Stage is one stage of preprocessing, from a drawing to its picture.
type Stage uint8

const (
	Deskew      Stage = iota // shear the drawing, at its own resolution, until its strokes stand upright
	Crop                     // cut off the paper around the ink
	Stretch                  // scale to 20×32 in a bitmap of 32×32; narrow digits stay narrow, flat ones stay flat
	StrokeWidth              // make strokes about as wide as those of the data
	Shear                    // shift rows until the left ends near the top and the bottom are in one column
	Count                    // count the ink in blocks of 4×4: the picture
)

var stageNames = [...]string{"deskew", "crop", "stretch", "stroke width", "shear", "count"}

func (s Stage) String() string { return stageNames[s] }

// Pipeline is the set of stages that a drawing goes through; Count is always one of them. Without any other, the whole sheet
// is scaled down to the picture.
type Pipeline struct{ Deskew, Crop, Stretch, StrokeWidth, Shear bool }

// DefaultPipeline returns all stages, as the data was made by NIST's form reader (Garris et al. 1997).
func DefaultPipeline() Pipeline { return Pipeline{true, true, true, true, true} }

// Without returns the pipeline without a stage. Count cannot be left out.
func (p Pipeline) Without(s Stage) Pipeline {
	switch s {
	case Deskew:
		p.Deskew = false
	case Crop:
		p.Crop = false
	case Stretch:
		p.Stretch = false
	case StrokeWidth:
		p.StrokeWidth = false
	case Shear:
		p.Shear = false
	}
	return p
}

// ToPicture returns the picture of a drawing after all stages. ok is false if the drawing has no ink, or if its size and the
// number of its pixels differ. The picture of any ink has ink.
func ToPicture(b Bitmap) (picture Picture, ok bool) { return DefaultPipeline().Picture(b) }

// Picture returns the picture of a drawing, as Analyse does, without the rest of the analysis; ok is as in ToPicture.
func (p Pipeline) Picture(b Bitmap) (picture Picture, ok bool) {
	threshold, ok := b.threshold()
	if !ok {
		return Picture{}, false
	}
	if p.Deskew {
		b = b.deskew()
	}
	f := p.normalise(b, threshold, nil)
	return f.picture(), true
}

// Finding is what a drawing contains.
type Finding uint8

const (
	NoInk         Finding = iota // or a size that differs from the number of pixels
	OneDigit                     // or ink that may be one; the network's probabilities tell how likely that is
	SeveralDigits                // side by side
	NoDigit                      // a blot, a scribble or many pieces

	Findings // number of findings
)

// Analysis is the result of the pipeline for one drawing.
type Analysis struct {
	Finding Finding
	Picture Picture       // of all ink together; empty for AnalyseMNIST, which returns its own
	Stages  []StageResult // in the order in which they ran
	Digits  []Bitmap      // for SeveralDigits: each digit alone, from left to right
}

// StageResult is the drawing after a stage. After Count, 255 is a full block.
type StageResult struct {
	Stage Stage
	Bitmap
}

// Analyse returns the picture of a drawing, the drawing after each stage, and what it contains.
func (p Pipeline) Analyse(b Bitmap) (a Analysis) {
	threshold, ok := b.threshold()
	if !ok {
		return a
	}
	deskewed := b.deskew()
	if p.Deskew {
		b = deskewed
		a.record(Deskew, b)
	}
	f := p.normalise(b, threshold, &a)
	a.Picture = f.picture()
	a.record(Count, a.Picture.bitmap())
	a.Finding, a.Digits = deskewed.content(threshold)
	return a
}

// content returns what a deskewed drawing contains, and the digits if there are several.
func (b Bitmap) content(threshold uint8) (Finding, []Bitmap) {
	pieces := b.pieces(threshold, corners)
	if digits := pieces.segment(); len(digits) > 1 {
		return SeveralDigits, digits
	} else if pieces.isNoDigit() {
		return NoDigit, nil
	}
	return OneDigit, nil
}

// record adds the result of a stage. A nil analysis records nothing.
func (a *Analysis) record(s Stage, b Bitmap) {
	if a != nil {
		a.Stages = append(a.Stages, StageResult{s, b})
	}
}

// recordBitmap is record for the later stages.
func (a *Analysis) recordBitmap(s Stage, f bitmap32) {
	if a != nil {
		a.record(s, f.bitmap())
	}
}

// normalise runs the stages from Crop on. At least one pixel of the drawing must reach the threshold. A stage whose result
// would be empty is skipped.
func (p Pipeline) normalise(b Bitmap, threshold uint8, a *Analysis) bitmap32 {
	from := box{0, 0, b.Width, b.Height}
	if p.Crop {
		from = b.bounds(threshold)
		if a != nil {
			a.record(Crop, b.crop(from))
		}
	}
	w, h := fitWithin(from.width(), from.height(), side32)
	if p.Stretch {
		w, h = stretchedSize(from.width(), from.height())
	}
	f := stretch(b, from, w, h)
	a.recordBitmap(Stretch, f)
	for _, stage := range [...]struct {
		Stage
		wanted bool
		apply  func(bitmap32) bitmap32
	}{{StrokeWidth, p.StrokeWidth, evenStrokes}, {Shear, p.Shear, shear}} {
		if !stage.wanted {
			continue
		}
		if next := stage.apply(f); next.count() > 0 {
			f = next
		}
		a.recordBitmap(stage.Stage, f)
	}
	return f
}
