package protocol

// MapMethod is a way to lay digits out in two dimensions.
type MapMethod uint8

const (
	PCA MapMethod = iota
	TSNE

	MapMethods // number of methods
)

// WatchMap asks for a map of the digits on the wall: the outputs of the last hidden layer of the viewed network, of an ensemble its first
// network, in two dimensions. DigitMap follows, and again whenever that network has changed, until another WatchMap; MapPlace follows
// each prediction of the drawing.
type WatchMap struct {
	On         bool
	Method     MapMethod
	Perplexity float32 // of t-SNE, MinPerplexity..MaxPerplexity
	Iterating  bool    // t-SNE goes on, as long as no run needs the time; otherwise it rests where it is
	Anew       int     // another number begins t-SNE anew, from the principal components
}

const (
	MinPerplexity     = 2
	MaxPerplexity     = 100
	DefaultPerplexity = 30
)

// MaxMapUnits is the largest number of outputs that a map is made of: of a layer with more it takes those that vary most.
const MaxMapUnits = 256

func (*WatchMap) command() byte { return 46 }

func (m *WatchMap) fields(c *codec) {
	c.bool(&m.On)
	c.uint8((*uint8)(&m.Method))
	c.float32(&m.Perplexity)
	c.bool(&m.Iterating)
	c.int(&m.Anew)
}

// DigitMap is where each digit of the wall lies, in the order of their places. t-SNE reports several times on its way.
type DigitMap struct {
	Run       int
	Moment    Moment
	Method    MapMethod
	Positions []float32 // x and y of each digit; none if the layer's outputs are not numbers, because the run has diverged
	Units     int       // outputs of the layer
	Variances []float32 // of PCA, along x and y, as shares of the whole

	Waits bool // the next one is made when no run goes on

	Preparing             bool // t-SNE looks for neighbours
	Iteration, Iterations int  // of t-SNE
}

func (*DigitMap) event() byte { return 46 }

func (m *DigitMap) fields(c *codec) {
	c.int(&m.Run)
	m.Moment.fields(c)
	c.uint8((*uint8)(&m.Method))
	c.float32s(&m.Positions)
	c.int(&m.Units)
	c.float32s(&m.Variances)
	c.bool(&m.Waits)
	c.bool(&m.Preparing)
	c.int(&m.Iteration)
	c.int(&m.Iterations)
}

// MapPlace is where the drawing lies on the last map: with PCA exactly, with t-SNE among the digits whose outputs are nearest to its own.
type MapPlace struct {
	Run     int
	ID      int  // of the Predict
	Known   bool // false if there is no drawing, or no map
	X, Y    float32
	Nearest []int // places of the nearest digits by their outputs, the nearest first
}

func (*MapPlace) event() byte { return 47 }

func (m *MapPlace) fields(c *codec) {
	c.int(&m.Run)
	c.int(&m.ID)
	c.bool(&m.Known)
	c.float32(&m.X)
	c.float32(&m.Y)
	c.ints(&m.Nearest)
}
