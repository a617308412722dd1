package protocol

// PaperUnits is the side of the paper in the units of Point and Pen.
const PaperUnits = 9600

// Point is a position of the pen, from the paper's upper left corner. It may lie outside of the paper.
type Point struct{ X, Y int16 }

// Stroke is the path of the pen from where it went down to where it went up.
type Stroke []Point

// Drawing is what was drawn with a round pen. It is sent as strokes, which the trainer turns into ink, so that the same strokes give the
// same picture in every browser.
type Drawing struct {
	Strokes []Stroke
	Pen     uint16 // its diameter
}

func (d *Drawing) fields(c *codec) {
	list(c, &d.Strokes, 4, func(s *Stroke) {
		list(c, (*[]Point)(s), 4, func(p *Point) {
			c.int16(&p.X)
			c.int16(&p.Y)
		})
	})
	c.uint16(&d.Pen)
}
