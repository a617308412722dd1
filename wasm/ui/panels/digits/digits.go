// Package digits is the panel with all digits of the data: the wall, which has them in groups, and the map, which has them where the
// network sees them. What the network reads in them the trainer computes; what is where on the wall is decided in layout.go and order.go,
// which know no browser.
package digits

import (
	"digitlab/wasm/protocol"
	"digitlab/wasm/ui/lab"
	"digitlab/wasm/ui/scheduler"
	"digitlab/wasm/ui/session"
)

// part is what of the panel is shown.
type part int

const (
	wallPart part = iota
	mapPart

	parts
)

// digits is the panel's state. The wall and the map share the sheet, the readings and the chosen digit.
type digits struct {
	lab *lab.Lab

	part     part
	sheet    sheet
	readings *protocol.DigitReadings // of the moment that is shown, or the last that came before it; nil without
	chosen   int                     // place of the digit that is shown large; -1: none
	asked    protocol.WatchDigits    // the trainer was told
	open     bool                    // the panel is
}

// sheet is the pictures of all digits on the wall, by their places.
type sheet struct {
	of       protocol.DataSet
	labels   []byte
	pictures []byte
	have     int // pictures that have come
}

// picture returns the picture at a place; nil if it has not come.
func (s *sheet) picture(place int) []byte {
	size := s.of.Side() * s.of.Side()
	if place < 0 || place >= s.have {
		return nil
	}
	return s.pictures[place*size:][:size]
}

// whole reports whether all pictures are there.
func (s *sheet) whole() bool { return len(s.labels) > 0 && s.have == len(s.labels) }

// digitsTopic is everything that the panel shows.
var digitsTopic = scheduler.NewTopic()

func newDigits(l *lab.Lab) *digits {
	d := &digits{lab: l, chosen: -1}
	l.On(d.take)
	return d
}

func (d *digits) text() words { return texts.In(d.lab.Language()) }

// take takes an event of the trainer.
func (d *digits) take(_ session.Session, e protocol.Event) {
	switch e := e.(type) {
	case *protocol.Ready: // a new trainer knows nothing of the wall
		d.asked = protocol.WatchDigits{}
	case *protocol.Built:
		if e.Run == d.lab.Session().Run {
			d.readings = nil
			d.ask()
			d.lab.Invalidate(digitsTopic)
		}
	case *protocol.DigitPictures:
		d.takePictures(e)
	case *protocol.DigitReadings:
		if e.Run == d.lab.Session().Run && len(e.Predicted) == len(d.sheet.labels) {
			d.readings = e
			d.lab.Invalidate(digitsTopic)
		}
	}
}

// takePictures puts some pictures on the sheet.
func (d *digits) takePictures(e *protocol.DigitPictures) {
	if e.Run != d.lab.Session().Run {
		return
	}
	of := d.lab.Session().DataSet()
	size := of.Side() * of.Side()
	s := &d.sheet
	if e.From == 0 {
		*s = sheet{of: of, labels: make([]byte, e.Count), pictures: make([]byte, 0, e.Count*size)}
		d.readings, d.chosen = nil, -1
	}
	if e.From != s.have || s.have+len(e.Labels) > len(s.labels) || len(e.Pictures) != len(e.Labels)*size {
		return
	}
	copy(s.labels[s.have:], e.Labels)
	s.pictures = append(s.pictures, e.Pictures...)
	s.have += len(e.Labels)
	d.lab.Invalidate(digitsTopic)
}

// ask tells the trainer what the panel needs, if that has changed.
func (d *digits) ask() {
	want := protocol.WatchDigits{On: d.open}
	if d.lab.Session().Usable() && want != d.asked {
		d.asked = want
		d.lab.Post(&want)
	}
}

// show tells whether the panel is open.
func (d *digits) show(open bool) {
	d.open = open
	d.ask()
}

// choose shows a digit large; -1 shows none.
func (d *digits) choose(place int) {
	d.chosen = place
	d.lab.Invalidate(digitsTopic)
}
