package drawing

// Step is a part of the way from a drawing to its picture.
type Step uint8

const (
	Upright Step = iota // the drawing is sheared until it stands, at its own resolution
	Crop                // what is around the ink is cut off
	Stretch             // it becomes 20×32 in a bitmap of 32×32; narrow digits stay narrow, flat ones flat
	Even                // its strokes become about as thick as those of the data
	Shear               // its left ends near top and bottom come to stand above one another
	Count               // its ink is counted in blocks of 4×4: the picture
)

var stepNames = [...]string{"upright", "crop", "stretch", "even", "shear", "count"}

func (s Step) String() string { return stepNames[s] }

// Pipeline says which steps a drawing takes on its way to a picture; without any, the whole sheet is shrunk.
type Pipeline struct{ Upright, Crop, Stretch, Even, Shear bool }

// DefaultPipeline takes all steps, the way that the data was made (NIST's form reader, Garris et al. 1997).
func DefaultPipeline() Pipeline { return Pipeline{true, true, true, true, true} }

// Without returns the pipeline with a step left out. Count cannot be.
func (p Pipeline) Without(s Step) Pipeline {
	switch s {
	case Upright:
		p.Upright = false
	case Crop:
		p.Crop = false
	case Stretch:
		p.Stretch = false
	case Even:
		p.Even = false
	case Shear:
		p.Shear = false
	}
	return p
}

// FromDrawing takes a drawing all the way. It returns false when there is no ink, or when the size and the pixels do
// not agree; with any ink the picture is never empty.
func FromDrawing(b Bitmap) (Picture, bool) { return DefaultPipeline().Picture(b) }

// Picture is Read for whom wants the picture alone.
func (p Pipeline) Picture(b Bitmap) (Picture, bool) {
	least, ok := b.level()
	if !ok {
		return Picture{}, false
	}
	if p.Upright {
		b = b.upright()
	}
	f := p.normalise(b, least, nil)
	return f.picture(), true
}

// Finding is what a drawing holds.
type Finding uint8

const (
	NoInk         Finding = iota // or a size and pixels that do not agree
	OneDigit                     // or what may be one: who reads it must say how sure it is
	SeveralDigits                // side by side
	NoDigit                      // a blot or a scribble
)

// Reading is what becomes of a drawing.
type Reading struct {
	Finding Finding
	Picture Picture  // of all ink together
	Stages  []Stage  // the drawing after each step that was taken
	Digits  []Bitmap // of several digits each for itself, from left to right
}

// Stage is a drawing after a step. The last, after Count, has 255 where a block is full.
type Stage struct {
	Step Step
	Bitmap
}

// Read takes a drawing through the pipeline and tells all about it.
func (p Pipeline) Read(b Bitmap) (r Reading) {
	least, ok := b.level()
	if !ok {
		return r
	}
	stood := b.upright()
	if p.Upright {
		b = stood
		r.keep(Upright, b)
	}
	f := p.normalise(b, least, &r)
	r.Picture = f.picture()
	r.keep(Count, r.Picture.bitmap())
	r.Finding = OneDigit
	if digits := stood.apart(least); len(digits) > 1 {
		r.Finding, r.Digits = SeveralDigits, digits
	} else if stood.noDigit(least) {
		r.Finding = NoDigit
	}
	return r
}

func (r *Reading) keep(s Step, b Bitmap) {
	if r != nil {
		r.Stages = append(r.Stages, Stage{s, b})
	}
}

// normalise takes the steps from Crop on, of a drawing with at least so much ink somewhere. A step that would leave
// nothing is not taken.
func (p Pipeline) normalise(b Bitmap, least uint8, r *Reading) form {
	around := box{0, 0, b.Width, b.Height}
	if p.Crop {
		around = b.tight(least)
		if r != nil {
			r.keep(Crop, b.cut(around))
		}
	}
	w, h := fit(around.width(), around.height(), size)
	if p.Stretch {
		w, h = proportions(around.width(), around.height())
	}
	f := stretch(b, around, w, h)
	r.keepForm(Stretch, f)
	for _, step := range [...]struct {
		Step
		taken bool
		apply func(form) form
	}{{Even, p.Even, even}, {Shear, p.Shear, shear}} {
		if !step.taken {
			continue
		}
		if next := step.apply(f); next.count() > 0 {
			f = next
		}
		r.keepForm(step.Step, f)
	}
	return f
}

func (r *Reading) keepForm(s Step, f form) {
	if r != nil {
		r.keep(s, f.bitmap())
	}
}
