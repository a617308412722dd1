// Package network is the part of the stage that shows the network at work: each layer of it, whatever they are, from the picture to the
// ten probabilities, while it is trained and while a person draws. It computes nothing of a network; it tells the trainer what to show
// the network at work on, and draws what comes. What is where is decided in arrange.go, what colour a cell has in pixels.go; both know
// no browser.
package network

import (
	"slices"

	"digitlab/wasm/protocol"
	"digitlab/wasm/ui/lab"
	"digitlab/wasm/ui/scheduler"
	"digitlab/wasm/ui/session"
)

// inside is what the network is shown at work on, and what the trainer has reported last.
type inside struct {
	lab *lab.Lab

	visible bool // the component has a place on the screen; else nothing is asked for
	digit   int  // the chosen digit of the data
	drawing bool // the drawing is looked at, not the digit
	seen    int  // ID of the drawing that was turned to last
	mean    bool // the mean of the training digits is looked at, not one of them
	at      int  // place of the chosen digit among all digits; -1: the first of the sample
	member  int  // of an ensemble, that is looked at
	search  search
	sample  []byte // pictures of the data that at belongs to
	asked   protocol.Inspect
	last    *protocol.Inspection // what the trainer answered to asked; nil until it has
	unit    place                // whose arithmetic is shown in the aside
	slides  bool                 // its window goes on by itself
	focuses bool                 // the arithmetic gets the focus as soon as it is there
	lesson  lesson
	filters filters
	pointed string // the value under the pointer, in words; empty without one
}

var (
	// chosenTopic is what the network is shown at work on.
	chosenTopic = scheduler.NewTopic()
	// workTopic is the network at work: an inspection has come.
	workTopic = scheduler.NewTopic()
	// unitTopic is the unit whose arithmetic is shown.
	unitTopic = scheduler.NewTopic()
	// pointedTopic is the value under the pointer.
	pointedTopic = scheduler.NewTopic()
)

func newInside(l *lab.Lab) *inside {
	i := &inside{lab: l, digit: 7, at: -1, // a seven has few strokes, and every layer shows them
		filters: filters{seed: 1, variation: 20, l2: 10}}
	l.On(i.take)
	l.OnFrame(i.follow)
	l.LendInside(i.lookAt)
	return i
}

// take takes an event of the trainer.
func (i *inside) take(_ session.Session, e protocol.Event) {
	switch e := e.(type) {
	case *protocol.Ready: // a new trainer does not know what is asked for
		i.asked, i.lesson.asked, i.filters.asked = protocol.Inspect{}, false, protocol.Ascend{}
	case *protocol.Built:
		if e.Run == i.lab.Session().Run {
			i.forget(e)
			i.ask()
			i.lab.Invalidate(workTopic | chosenTopic)
		}
	case *protocol.Inspection:
		if e.Run == i.lab.Session().Run && e.Subject == i.asked.Subject && e.Digit == i.asked.Digit && e.Member == i.asked.Member {
			i.last = e
			i.lab.Invalidate(workTopic)
			i.tell()
			if !i.lesson.asked {
				i.learn(nil)
			}
		}
	case *protocol.Learned:
		i.learned(e)
	case *protocol.Found:
		i.found(e)
	case *protocol.Sought, *protocol.Ascended:
		i.sought(e)
	}
}

// follow turns to the drawing as soon as a person draws, and back to the digit when the canvas is cleared.
func (i *inside) follow() {
	s := i.lab.Session()
	switch {
	case s.Wiped == s.Drawing:
		i.turn(false, i.digit)
		i.lesson.said = false
	case s.Drawing > i.seen:
		i.turn(true, i.digit)
	}
	i.seen = s.Drawing
	i.ask()
}

// turn looks at the drawing, or at a digit of the data.
func (i *inside) turn(drawing bool, digit int) {
	if i.drawing == drawing && i.digit == digit || !drawing && i.place(digit) < 0 {
		return
	}
	if i.digit != digit {
		i.at = -1
	}
	i.drawing, i.digit, i.search = drawing, digit, search{}
	i.lab.Invalidate(chosenTopic)
}

// lookAt looks at any digit of the data.
func (i *inside) lookAt(place, label int) {
	i.drawing, i.mean, i.digit, i.at, i.search = false, false, label, place, search{tell: true}
	i.ask()
	i.tell() // it may be the one that is looked at already
	i.lab.Invalidate(chosenTopic)
}

// drawn reports whether there is a drawing to look at.
func (i *inside) drawn() bool { s := i.lab.Session(); return s.Drawing > s.Wiped }

// point shows the value under the pointer, or that there is none.
func (i *inside) point(value string) {
	if i.pointed != value {
		i.pointed = value
		i.lab.Invalidate(pointedTopic)
	}
}

// show tells whether the component has a place on the screen.
func (i *inside) show(visible bool) {
	i.visible = visible
	i.ask()
}

// ask tells the trainer what to show, if that has changed.
func (i *inside) ask() {
	if !i.lab.Session().Usable() {
		return
	}
	var want protocol.Inspect
	switch {
	case !i.visible:
	case i.drawing:
		want.Subject = protocol.DrawingSubject
	case i.mean:
		want.Subject, want.Digit = protocol.MeanSubject, i.digit
	default:
		want.Subject, want.Digit = protocol.SampleSubject, i.present()
	}
	if want.Subject != protocol.NoSubject {
		want.Member = i.looked()
		want.Unit = i.wanted()
		want.Project = i.filters.on && want.Unit.Layer > 0
	}
	if want != i.asked {
		i.asked = want
		i.lab.Post(&want)
		i.learn(nil)
	}
	i.seek()
}

// place returns where the sample has a digit first; -1 if it has none.
func (i *inside) place(digit int) int {
	_, labels := i.lab.Session().LabelledSample()
	return slices.Index(labels, byte(digit))
}

// layers returns the layers of the present network, or of the default one before there is a trainer.
func (i *inside) layers() (infos []protocol.LayerInfo, s protocol.Settings) {
	if built := i.lab.Session().Built; built != nil {
		return built.Layers, built.Settings
	}
	s = protocol.DefaultSettings()
	infos, _ = protocol.Describe(s.Data.Side(), s.Layers)
	return infos, s
}

// shapes returns what is to be drawn of the present network: the picture, and each layer.
func (i *inside) shapes() []shape {
	infos, s := i.layers()
	return shapesOf(infos, s)
}

// work returns the last inspection, if it is one of the present network: while another run is being built, that is the one before.
func (i *inside) work() *protocol.Inspection {
	if built := i.lab.Session().Built; i.last != nil && built != nil && i.last.Run == built.Run && fits(i.last, i.shapes()) {
		return i.last
	}
	return nil
}
