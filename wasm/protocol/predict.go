package protocol

// Predict asks for the prediction of a drawing. As training goes on the same drawing is predicted again, until the next Predict;
// one without ink ends that.
type Predict struct {
	ID            int // returned by the answer
	Source        Source
	Width, Height int
	Ink           []byte // Width × Height values, row by row; what they are depends on Source
	Skip          Stages // stages that are left out
	Explain       bool   // the answer also has the stages and why
	Compare       bool   // and what the pretrained network predicts
}

func (*Predict) command() byte { return 8 }

func (m *Predict) fields(c *codec) {
	c.int(&m.ID)
	c.uint8((*uint8)(&m.Source))
	c.int(&m.Width)
	c.int(&m.Height)
	c.bytes(&m.Ink)
	c.uint8((*uint8)(&m.Skip))
	c.bool(&m.Explain)
	c.bool(&m.Compare)
}

// Source is where a drawing comes from.
type Source uint8

const (
	Drawn  Source = iota // coverages, 0 paper to 255 ink
	Photo                // lightness, 0 black to 255 white
	Edited               // the picture itself, of the side and with the values of the run's data set

	Sources // how many there are
)

// Stages is a set of stages: 1<<Deskew and so on.
type Stages uint8

// Has reports whether the set has a stage.
func (s Stages) Has(stage Stage) bool { return s>>stage&1 != 0 }

// With returns the set with a stage or without it.
func (s Stages) With(stage Stage, on bool) Stages {
	if on {
		return s | 1<<stage
	}
	return s &^ (1 << stage)
}

// Stage is one stage of preprocessing, from a drawing to its picture; the names are those of package drawing.
type Stage uint8

const (
	Deskew Stage = iota
	Crop
	Stretch
	StrokeWidth
	Shear
	Count // cannot be left out
)

// Finding is what a drawing holds.
type Finding uint8

const (
	NoInk         Finding = iota // the rest of the prediction is zero
	OneDigit                     // or what may be one
	SeveralDigits                // side by side
	NoDigit                      // a blot or a scribble
)

// Prediction is what the present network predicts for a drawing.
type Prediction struct {
	ID                int // of the Predict that brought the drawing
	Run               int
	Epoch             int // epochs trained at that time; 0 is a guess
	Finding           Finding
	Picture           []byte    // what the network sees, Side × Side values of the run's data set, 0..Most
	Probabilities     []float32 // of the ten digits, calibrated once the network has been validated
	Temperature       float32   // by which they were calibrated; 1 changes nothing
	Pretrained        []float32 // of the ten digits, by the pretrained network, if that was asked for and has come
	PretrainedFailure string    // why it could not be had

	// What explains it, if that was asked for; a prediction during a run may leave it out.

	Stages    []StageImage // the drawing after each stage that was not left out
	Nearest   []Neighbour  // of the digits trained on, the nearest first
	Occlusion []float32    // of each place of the picture, by how much the winner's probability falls without the ink there
}

func (*Prediction) event() byte { return 8 }

func (m *Prediction) fields(c *codec) {
	c.int(&m.ID)
	c.int(&m.Run)
	c.int(&m.Epoch)
	c.uint8((*uint8)(&m.Finding))
	c.bytes(&m.Picture)
	c.float32s(&m.Probabilities)
	c.float32(&m.Temperature)
	c.float32s(&m.Pretrained)
	c.string(&m.PretrainedFailure)
	list(c, &m.Stages, 21, func(s *StageImage) {
		c.uint8((*uint8)(&s.Stage))
		c.int(&s.Width)
		c.int(&s.Height)
		c.bytes(&s.Ink)
	})
	list(c, &m.Nearest, 9, func(n *Neighbour) {
		c.uint8(&n.Label)
		c.float32(&n.Distance)
		c.bytes(&n.Picture)
	})
	c.float32s(&m.Occlusion)
}

// StageImage is a drawing after a stage.
type StageImage struct {
	Stage         Stage
	Width, Height int
	Ink           []byte // Width × Height, row by row, 0 paper to 255 ink
}

// Neighbour is a digit of the data.
type Neighbour struct {
	Label    uint8
	Distance float32 // Euclidean, of pictures whose values are 0..1
	Picture  []byte
}
