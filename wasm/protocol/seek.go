package protocol

// Seek asks which training digits excite a unit most and least: a Sought answers it, while no run is going on and the network is the same.
// It takes the place of the one before; without a layer nothing is sought any more. It never delays a run: it waits for its end or a pause.
type Seek struct {
	Run    int
	Member int // of an ensemble, from 0
	Layer  int // counted from 1; 0: none
	Unit   int // a map, or an element
}

func (*Seek) command() byte { return 40 }

func (m *Seek) fields(c *codec) {
	c.int(&m.Run)
	c.int(&m.Member)
	c.int(&m.Layer)
	c.int(&m.Unit)
}

// MaxSought is the largest number of training digits that are looked through, the first of them.
const MaxSought = 5000

// Sought is what a unit looks for in the training digits. A unit of Conv2D and Dense is valued by the sum that its activation is given,
// others by their output; a map where that is largest or smallest.
type Sought struct {
	Seek        Seek
	Epoch, Step int     // of the network, as in Inspection
	Share       float64 // that is looked through: below 1 nothing else is here
	Digits, All int     // that were looked through, and that there are
	Most, Least []Patch // nine, the most extreme first
}

func (*Sought) event() byte { return 40 }

func (m *Sought) fields(c *codec) {
	m.Seek.fields(c)
	c.int(&m.Epoch)
	c.int(&m.Step)
	c.float64(&m.Share)
	c.int(&m.Digits)
	c.int(&m.All)
	patches := func(p *[]Patch) {
		list(c, p, 41, func(p *Patch) {
			c.uint8(&p.Label)
			c.float32(&p.Value)
			c.int(&p.Top)
			c.int(&p.Left)
			c.int(&p.Height)
			c.int(&p.Width)
			c.bytes(&p.Picture)
		})
	}
	patches(&m.Most)
	patches(&m.Least)
}

// Patch is what a unit sees of a digit at one place.
type Patch struct {
	Label                    uint8
	Value                    float32 // of the unit
	Top, Left, Height, Width int     // in the digit
	Picture                  []byte  // Height × Width values, 0..Most of the data set
}

// Ascend asks for a picture that is made to excite a unit: Ascended events show it on the way. It waits, and gives way to another, as Seek.
type Ascend struct {
	Seek           Seek
	Mean           bool   // it begins with the mean of the training digits, not with noise
	Seed           uint64 // of the noise
	TotalVariation float32
	L2             float32
}

func (*Ascend) command() byte { return 41 }

func (m *Ascend) fields(c *codec) {
	m.Seek.fields(c)
	c.bool(&m.Mean)
	c.uint64(&m.Seed)
	c.float32(&m.TotalVariation)
	c.float32(&m.L2)
}

// AscentSteps is the number of steps of an ascent.
const AscentSteps = 60

// Ascended is a picture that is made to excite a unit. It depends on the weights and the Ascend alone.
type Ascended struct {
	Ascend      Ascend
	Epoch, Step int     // of the network, as in Inspection
	Steps       int     // that were taken
	First, Last float32 // the unit's value of the picture at the beginning, and of this one; if Last is no finite number, nothing else is here
	Picture     []byte  // Side × Side values, 0..255, whatever the data set
	Digit       uint8   // that the network reads
	Confidence  float32 // its probability
}

func (*Ascended) event() byte { return 41 }

func (m *Ascended) fields(c *codec) {
	m.Ascend.fields(c)
	c.int(&m.Epoch)
	c.int(&m.Step)
	c.int(&m.Steps)
	c.float32(&m.First)
	c.float32(&m.Last)
	c.bytes(&m.Picture)
	c.uint8(&m.Digit)
	c.float32(&m.Confidence)
}
