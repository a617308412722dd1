package protocol

// Find asks for another test digit: the next one after From of a label, or the one before it, or the next one that the viewed network
// predicts wrongly. After the last digit comes the first. A Found answers it.
type Find struct {
	Run    int
	From   int  // place of a digit; after one that is no test digit comes the first
	Label  int  // of the digits that are looked for, unless Wrong
	Back   bool // the one before From; not with Wrong
	Wrong  bool
	Member int // of an ensemble, from 0, that predicts
	Passed int // digits after From that are known to be predicted rightly
}

func (*Find) command() byte { return 36 }

func (m *Find) fields(c *codec) {
	c.int(&m.Run)
	c.int(&m.From)
	c.int(&m.Label)
	c.bool(&m.Back)
	c.bool(&m.Wrong)
	c.int(&m.Member)
	c.int(&m.Passed)
}

// Found is the digit that a Find asked for. At most MaxSearched digits are predicted for one answer, so that a run, and a person who
// draws, need not wait: while Passed is below Tests the page may ask on.
type Found struct {
	Run    int
	Found  bool
	Digit  int // place among the test digits
	Label  int
	From   int // as in Find
	Wrong  bool
	Member int
	Passed int // digits after From that are predicted rightly
	Tests  int // number of test digits
}

// MaxSearched is the largest number of digits that are predicted for one Found.
const MaxSearched = 256

func (*Found) event() byte { return 28 }

func (m *Found) fields(c *codec) {
	c.int(&m.Run)
	c.bool(&m.Found)
	c.int(&m.Digit)
	c.int(&m.Label)
	c.int(&m.From)
	c.bool(&m.Wrong)
	c.int(&m.Member)
	c.int(&m.Passed)
	c.int(&m.Tests)
}
