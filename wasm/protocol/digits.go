package protocol

// All digits of a run's data have places: first the test digits, then those of training, then those of validation. Walled of them, from
// the first on, are on the wall.

// MaxWalled is the largest number of digits on the wall.
const MaxWalled = 10_000

// Walled returns how many digits of a run are on the wall.
func (b *Built) Walled() int { return min(b.Test+b.Fit+b.Validation, MaxWalled) }

// WatchDigits asks for what the viewed network predicts for each digit on the wall: DigitPredictions follows, and again whenever its
// weights have changed, until another WatchDigits. The pictures come before, as DigitPictures, unless they are those that have come last.
type WatchDigits struct {
	On        bool
	Forgotten bool // FirstRight is wanted too
}

func (*WatchDigits) command() byte { return 42 }

func (m *WatchDigits) fields(c *codec) { c.bool(&m.On); c.bool(&m.Forgotten) }

// FollowDigit asks for the way of one digit through all epochs. DigitCourse answers it.
type FollowDigit struct {
	Run   int
	Digit int // its place
}

func (*FollowDigit) command() byte { return 43 }

func (m *FollowDigit) fields(c *codec) { c.int(&m.Run); c.int(&m.Digit) }

// DigitPictures are some pictures of the wall, with their labels. The others follow, in their order. With From 0 a new wall begins.
type DigitPictures struct {
	Data     DataSet
	From     int // place of the first one
	Count    int // on the wall
	Labels   []byte
	Pictures []byte // Side × Side values each, 0..Most
}

func (*DigitPictures) event() byte { return 42 }

func (m *DigitPictures) fields(c *codec) {
	c.uint8((*uint8)(&m.Data))
	c.int(&m.From)
	c.int(&m.Count)
	c.bytes(&m.Labels)
	c.bytes(&m.Pictures)
}

// DigitPredictions is what the viewed network predicts for each digit on the wall, in the order of their places. The probabilities are
// those of Results, without temperature scaling.
type DigitPredictions struct {
	Run         int
	Moment      Moment
	Predicted   []byte    // NoPrediction where the probabilities are not numbers
	Confidence  []float32 // the largest probability
	Margin      []float32 // the largest probability less the second largest
	Probability []float32 // of the label
}

// NoPrediction is the prediction of a network whose probabilities are not numbers, because the run has diverged.
const NoPrediction = 255

func (*DigitPredictions) event() byte { return 43 }

func (m *DigitPredictions) fields(c *codec) {
	c.int(&m.Run)
	m.Moment.fields(c)
	c.bytes(&m.Predicted)
	c.float32s(&m.Confidence)
	c.float32s(&m.Margin)
	c.float32s(&m.Probability)
}

// FirstRight is for each digit on the wall the first epoch after which it was predicted rightly. It is known of the epochs whose weights are
// kept; while some of them are still to be predicted, Share is below 1.
type FirstRight struct {
	Run    int
	Epochs []int // one for each digit; -1: never
	Every  int   // of the epochs this one is kept: 1, 2, 4 …
	Share  float64
}

func (*FirstRight) event() byte { return 44 }

func (m *FirstRight) fields(c *codec) {
	c.int(&m.Run)
	c.ints(&m.Epochs)
	c.int(&m.Every)
	c.float64(&m.Share)
}

// DigitCourse is what was predicted for a digit after each epoch whose weights are kept. Those that are not are computed again, as far as there
// is room for them; while that goes on, Share is below 1, and another DigitCourse follows.
type DigitCourse struct {
	Run         int
	Digit       int
	Epochs      []int
	Probability []float32 // of its label, after each of Epochs
	Predicted   []byte    // after each of Epochs
	Share       float64
	Lost        bool // the others cannot be computed again: other data, or another version of the page
}

func (*DigitCourse) event() byte { return 45 }

func (m *DigitCourse) fields(c *codec) {
	c.int(&m.Run)
	c.int(&m.Digit)
	c.ints(&m.Epochs)
	c.float32s(&m.Probability)
	c.bytes(&m.Predicted)
	c.float64(&m.Share)
	c.bool(&m.Lost)
}
