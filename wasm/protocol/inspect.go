package protocol

// Inspect chooses the picture on which the network is shown at work. An Inspection follows at once, and then whenever the weights or the
// picture have changed, at most one per frame of the screen, until another Inspect. There is none without a network or such a picture.
type Inspect struct {
	Subject Subject
	Digit   int // of SampleSubject: its place among all digits, of which the test digits are first, beginning with the sample; of MeanSubject: the label
	Member  int // of an ensemble, from 0
	Unit    Unit
	Project bool // Unit is projected back to the picture
}

func (*Inspect) command() byte { return 26 }

func (m *Inspect) fields(c *codec) {
	c.uint8((*uint8)(&m.Subject))
	c.int(&m.Digit)
	c.int(&m.Member)
	m.Unit.fields(c)
	c.bool(&m.Project)
}

// Unit is one element of a layer's output, whose arithmetic is shown.
type Unit struct {
	Layer   int // counted from 1, as the picture is 0; 0 for no unit
	Element int // counted row by row with the channels last
}

func (u *Unit) fields(c *codec) {
	c.int(&u.Layer)
	c.int(&u.Element)
}

// Subject is the picture that the network is shown at work on.
type Subject uint8

const (
	NoSubject      Subject = iota // nothing is shown
	DrawingSubject                // the picture that was made of the last drawing
	SampleSubject                 // a digit of the data
	MeanSubject                   // the mean picture of all training digits of a label
)

// Inspection is a network at work on one picture.
type Inspection struct {
	Run           int
	Epoch, Step   int  // trained epochs, and steps of the epoch after them
	Imported      bool // the network was trained elsewhere
	Subject       Subject
	Digit, Member int           // as in Inspect
	Label         int           // what the picture is known to be; -1 of a drawing
	Picture       []byte        // Side × Side values of the run's data set, 0..Most
	Layers        []LayerOutput // each layer, the last one too
	Probabilities []float32     // of the ten digits: the last layer's output, calibrated as a Prediction is
	Terms         Terms         // of the unit that was asked for
	Projection    Projection    // of that unit, if it was asked for
}

func (*Inspection) event() byte { return 20 }

func (m *Inspection) fields(c *codec) {
	c.int(&m.Run)
	c.int(&m.Epoch)
	c.bool(&m.Imported)
	c.int(&m.Step)
	c.uint8((*uint8)(&m.Subject))
	c.int(&m.Digit)
	c.int(&m.Member)
	c.int(&m.Label)
	c.bytes(&m.Picture)
	list(c, &m.Layers, 25, func(l *LayerOutput) {
		c.uint8((*uint8)(&l.Kind))
		c.ints(&l.Shape)
		c.ints(&l.Units)
		c.float32s(&l.Values)
		c.int(&l.Window)
		c.float32s(&l.Kernels)
	})
	c.float32s(&m.Probabilities)
	m.Terms.fields(c)
	m.Projection.fields(c)
}

// Projection is what in the picture makes a unit what it is: the gradient of its largest value with respect to the picture, with three
// ways back through the ReLUs.
type Projection struct {
	Unit      Unit      // none if none was asked for, or the network does not have it; of a map the element where it is largest
	Value     float32   // of that element: as of a Patch
	Gradient  []float32 // for each pixel
	Guided    []float32 // through ReLUs, only what is above 0
	Deconvnet []float32 // all that is above 0, also where the ReLU was not
}

func (p *Projection) fields(c *codec) {
	p.Unit.fields(c)
	c.float32(&p.Value)
	c.float32s(&p.Gradient)
	c.float32s(&p.Guided)
	c.float32s(&p.Deconvnet)
}

// Terms is the arithmetic of a unit. Of Conv2D and Dense the Sum is the Bias and all products of Values and Weights; in other layers a
// unit is made of Values alone. What is said of one kind of layers is 0 or empty for the others.
type Terms struct {
	Unit    Unit      // none if none was asked for, or the network does not have it
	Inputs  []int     // for each term the element of what the layer is given, counted as Unit's
	Values  []float32 // of these elements
	Weights []float32 // of Conv2D and Dense
	Others  int       // how many terms are not here, because they are the smallest of more than MaxTerms
	Rest    float32   // what those add to the sum
	Bias    float32
	Sum     float32 // what the activation is given
	Output  float32 // the element
	Winner  int     // of a max pooling: the place of the largest of Values
	Mean    float32 // of a batch normalisation, whose output is (value - Mean) · Scale + Shift
	Scale   float32
	Shift   float32
	Logits  []float32 // where a softmax follows: the sums of all classes
}

// MaxTerms is the largest number of terms in an Inspection.
const MaxTerms = 256

func (t *Terms) fields(c *codec) {
	t.Unit.fields(c)
	c.ints(&t.Inputs)
	c.float32s(&t.Values)
	c.float32s(&t.Weights)
	c.int(&t.Others)
	c.float32(&t.Rest)
	c.float32(&t.Bias)
	c.float32(&t.Sum)
	c.float32(&t.Output)
	c.int(&t.Winner)
	c.float32(&t.Mean)
	c.float32(&t.Scale)
	c.float32(&t.Shift)
	c.float32s(&t.Logits)
}

// LayerOutput is what a layer makes of a picture. A unit is a channel of an image, or an element of a vector.
type LayerOutput struct {
	Kind    LayerKind
	Shape   []int     // of the whole output
	Units   []int     // that are here, ascending: all, or those of the largest outputs
	Values  []float32 // for each of Units its map, row by row, or its element
	Window  int       // side of Kernels
	Kernels []float32 // of a convolution over one channel, for each of Units: Window × Window weights, row by row
}

// At most so much of a network is in an Inspection, so that it has at most 100 KB.
const (
	MaxMaps      = 16     // of a layer
	MaxElements  = 128    // of a layer that gives a vector
	maxInspected = 20_000 // values of all layers
)

// Inspected returns how many units of each layer are in an Inspection. It depends on the shapes alone, so that the page knows it
// before there is a trainer.
func Inspected(layers []LayerInfo) []int {
	units := make([]int, len(layers))
	for maps := MaxMaps; ; maps-- {
		values := 0
		for i, l := range layers {
			if len(l.Output) == 3 {
				units[i] = min(l.Output[2], maps)
				values += units[i] * l.Output[0] * l.Output[1]
			} else {
				units[i] = min(size(l.Output), MaxElements)
				values += units[i]
			}
		}
		if values <= maxInspected || maps == 1 {
			return units
		}
	}
}
