package protocol

// Predict requests the prediction of a drawing. During training the same drawing is predicted again and again, until the next
// Predict. A drawing without ink ends that.
type Predict struct {
	ID            int // returned by the answer
	Source        Source
	Drawing       Drawing // of the source Drawn
	Width, Height int     // of the other sources
	Ink           []byte  // Width × Height values, row by row; their meaning depends on Source
	Skip          Stages  // stages that are left out
	Explain       bool    // the answer also has the stages and the explanation
	Compare       bool    // the answer also has the pretrained network's prediction
	Chosen        int     // if there are several digits side by side: the one that is shown and explained, from 0
}

func (*Predict) command() byte { return 8 }

func (m *Predict) fields(c *codec) {
	c.int(&m.ID)
	c.uint8((*uint8)(&m.Source))
	m.Drawing.fields(c)
	c.int(&m.Width)
	c.int(&m.Height)
	c.bytes(&m.Ink)
	c.uint8((*uint8)(&m.Skip))
	c.bool(&m.Explain)
	c.bool(&m.Compare)
	c.int(&m.Chosen)
}

// Source is the source of a drawing.
type Source uint8

const (
	Drawn  Source = iota // strokes
	Photo                // lightness, 0 black to 255 white
	Edited               // the picture itself, of the side and with the values of the run's data set

	Sources // number of sources
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

// Stage is a stage of preprocessing, from a drawing to its picture.
type Stage uint8

const (
	Deskew Stage = iota
	Crop
	Stretch
	StrokeWidth
	Shear
	Count // cannot be left out; the last
)

// Finding is the content of a drawing.
type Finding uint8

const (
	NoInk         Finding = iota // the rest of the prediction is zero
	OneDigit                     // or something that may be one
	SeveralDigits                // side by side; each is in Digits
	NoDigit                      // a blot or a scribble

	Findings // number of findings
)

// Prediction is what the present network predicts for a drawing. If there are several digits side by side, it is the prediction for the
// chosen one, and Digits has what is predicted for each.
type Prediction struct {
	ID                int // of the Predict that brought the drawing
	Run               int
	Epoch             int  // epochs trained at that time
	Imported          bool // the network was trained elsewhere
	Finding           Finding
	Data              DataSet           // of the run
	Picture           []byte            // the network's input: Side × Side values of the data set, 0..Most
	Probabilities     []float32         // of the ten digits; calibrated after the network has been validated
	Temperature       float32           // of the calibration; 1 changes nothing
	Pretrained        []float32         // of the ten digits, by the pretrained network, if it was requested and is loaded
	PretrainedProblem DataProblem       // why it could not be loaded: Unreachable, NotServed or Altered
	Digits            []DigitPrediction // of SeveralDigits, from left to right
	Chosen            int               // its place in Digits

	// The explanation, if it was requested. A prediction during a run may leave it out.

	Stages    []StageImage // the drawing after each stage that was not left out
	Nearest   []Neighbour  // of the training digits, the nearest first
	Occlusion []float32    // for each pixel, by how much the predicted digit's probability falls without the ink there
}

// Likeliest returns the digit with the largest probability, the first of equal ones.
func Likeliest(probabilities []float32) (digit int, share float32) {
	for d, v := range probabilities {
		if v > share {
			digit, share = d, v
		}
	}
	return digit, share
}

// Guess reports whether the network has not been trained.
func (m *Prediction) Guess() bool { return m.Epoch == 0 && !m.Imported }

func (*Prediction) event() byte { return 8 }

func (m *Prediction) fields(c *codec) {
	c.int(&m.ID)
	c.int(&m.Run)
	c.int(&m.Epoch)
	c.bool(&m.Imported)
	c.uint8((*uint8)(&m.Finding))
	c.uint8((*uint8)(&m.Data))
	c.bytes(&m.Picture)
	c.float32s(&m.Probabilities)
	c.float32(&m.Temperature)
	c.float32s(&m.Pretrained)
	c.uint8((*uint8)(&m.PretrainedProblem))
	list(c, &m.Digits, 9, func(d *DigitPrediction) {
		c.uint8((*uint8)(&d.Finding))
		c.float32s(&d.Probabilities)
		c.float32s(&d.Pretrained)
	})
	c.int(&m.Chosen)
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

// DigitPrediction is what is predicted for one of several digits.
type DigitPrediction struct {
	Finding       Finding   // OneDigit or NoDigit
	Probabilities []float32 // as of a Prediction
	Pretrained    []float32
}

// StageImage is a drawing after a stage.
type StageImage struct {
	Stage         Stage
	Width, Height int
	Ink           []byte // Width × Height, row by row, 0 paper to 255 ink
}

// Neighbour is a training digit.
type Neighbour struct {
	Label    uint8
	Distance float32 // Euclidean, of pictures with values 0..1
	Picture  []byte
}
