// Package digits is the panel with all digits of the data: the wall, which has them in groups, and the map, which has them where the
// network sees them. What the network reads in them the trainer computes; what is where on the wall is decided in layout.go and order.go,
// which know no browser.
package digits

import (
	"slices"

	"digitlab/wasm/protocol"
	"digitlab/wasm/ui/lab"
	"digitlab/wasm/ui/opened"
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

// digits is the panel's state. The wall and the map share the sheet, the predictions and the chosen digit.
type digits struct {
	lab *lab.Lab

	part        part
	options     options
	sheet       sheet
	predictions *protocol.DigitPredictions // of the moment that is shown, or the last that came before it; nil without
	first       *protocol.FirstRight       // nil while it is not asked for
	chosen      int                        // place of the digit that is shown large; -1: none
	near        []int                      // places of the digits that look most like it
	course      *protocol.DigitCourse      // of the chosen digit; nil while it has not come
	asked       protocol.WatchDigits       // the trainer was told
	followed    protocol.FollowDigit       // the trainer was told
	open        bool                       // the panel is
	mapping     *mapping
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
	d := &digits{lab: l, chosen: -1, options: options{group: byLabel, all: true}}
	d.mapping = newMapping(d)
	l.On(d.take)
	l.LendWall(d.showCell)
	return d
}

func (d *digits) text() words { return texts.In(d.lab.Language()) }

// take takes an event of the trainer.
func (d *digits) take(_ session.Session, e protocol.Event) {
	run := d.lab.Session().Run
	switch e := e.(type) {
	case *protocol.Ready: // a new trainer knows nothing of the wall
		d.asked, d.followed = protocol.WatchDigits{}, protocol.FollowDigit{}
	case *protocol.Built:
		if e.Run == run {
			d.predictions, d.first, d.course = nil, nil, nil
			d.ask()
			d.lab.Invalidate(digitsTopic)
		}
	case *protocol.DigitPictures:
		d.takePictures(e)
	case *protocol.DigitPredictions:
		if e.Run == run && len(e.Predicted) == len(d.sheet.labels) {
			d.predictions = e
			d.lab.Invalidate(digitsTopic)
		}
	case *protocol.FirstRight:
		if e.Run == run && len(e.Epochs) == len(d.sheet.labels) {
			d.first = e
			d.lab.Invalidate(digitsTopic)
		}
	case *protocol.DigitCourse:
		if e.Run == run && e.Digit == d.chosen {
			d.course = e
			d.lab.Invalidate(digitsTopic)
		}
	}
}

// forget leaves what belongs to another sheet.
func (d *digits) forget() {
	d.predictions, d.first, d.course, d.chosen, d.near = nil, nil, nil, -1, nil
}

// facts returns what is known of the digits; there are none while those of the present run have not come.
func (d *digits) facts() *facts {
	built := d.lab.Session().Built
	if built == nil || built.Walled() != len(d.sheet.labels) || built.Settings.Data != d.sheet.of {
		return &facts{}
	}
	f := &facts{labels: d.sheet.labels, predictions: d.predictions, imported: d.lab.Session().Imported(),
		ends: [splits]int{built.Test, built.Test + built.Fit, built.Test + built.Fit + built.Validation}}
	if d.first != nil {
		f.first = d.first.Epochs
	}
	return f
}

// takePictures puts some pictures on the sheet.
func (d *digits) takePictures(e *protocol.DigitPictures) {
	size := e.Data.Side() * e.Data.Side()
	s := &d.sheet
	if e.From == 0 {
		*s = sheet{of: e.Data, labels: make([]byte, e.Count), pictures: make([]byte, 0, e.Count*size)}
		d.forget()
	}
	if e.From != s.have || e.Data != s.of || s.have+len(e.Labels) > len(s.labels) || len(e.Pictures) != len(e.Labels)*size {
		return
	}
	copy(s.labels[s.have:], e.Labels)
	s.pictures = append(s.pictures, e.Pictures...)
	s.have += len(e.Labels)
	d.lab.Invalidate(digitsTopic)
}

// ask tells the trainer what the panel needs, if that has changed.
func (d *digits) ask() {
	if !d.lab.Session().Usable() {
		return
	}
	if want := (protocol.WatchDigits{On: d.open, Forgotten: d.open && d.options.forgotten}); want != d.asked {
		d.asked = want
		d.lab.Post(&want)
	}
	if want := (protocol.FollowDigit{Run: d.lab.Session().Run, Digit: d.chosen}); d.open && d.chosen >= 0 && want != d.followed {
		d.followed = want
		d.lab.Post(&want)
	}
}

// show tells whether the panel is open.
func (d *digits) show(open bool) {
	d.open = open
	if !open {
		d.followed = protocol.FollowDigit{} // the trainer follows no digit then
	}
	d.ask()
}

// choose shows a digit large; -1 shows none.
func (d *digits) choose(place int) {
	if place >= len(d.sheet.labels) {
		return
	}
	d.chosen, d.course, d.near = place, nil, nil
	if place >= 0 {
		d.near = d.sheet.nearest(place, 5)
	}
	d.ask()
	d.lab.Invalidate(digitsTopic | wallTopic)
}

// set sets the options.
func (d *digits) set(o options) {
	regrouped := o != d.options
	d.options = o
	d.ask()
	d.lab.Invalidate(digitsTopic | wallTopic) // at once, as a person has asked for it
	if regrouped {
		d.lab.Announce(d.sentence(d.text()))
	}
}

// showCell shows the digits of a cell of the confusion matrix, which has the test digits.
func (d *digits) showCell(label, predicted int) {
	o := d.options
	o.all, o.part, o.wrong, o.forgotten = false, testDigits, false, false
	o.celled, o.cell = true, cell{label, predicted}
	d.part = wallPart
	d.set(o)
	d.lab.Reveal(opened.DigitsPanel, "")
}

// lookInside shows the network at work on the chosen digit.
func (d *digits) lookInside() {
	if d.chosen >= 0 {
		d.lab.LookInside(d.chosen, int(d.sheet.labels[d.chosen]))
	}
}

// drawOver makes the chosen digit the drawing.
func (d *digits) drawOver() {
	if picture := d.sheet.picture(d.chosen); picture != nil {
		d.lab.DrawOver(slices.Clone(picture), d.sheet.of)
	}
}
