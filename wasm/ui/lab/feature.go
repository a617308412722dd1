package lab

import (
	"digitlab/wasm/ui/i18n"
	"digitlab/wasm/ui/sketch"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// Feature is what the page asks of a part of it, which its folder has all of. What is nil is not asked for. Events and topics a
// feature takes from the lab itself.
type Feature struct {
	Stage  []Part                  // always on the screen
	Panels []Panel                 // below the stage, one at a time
	Asides []Panel                 // beside what they explain, one at a time
	Words  func(i18n.Language) any // all that it says

	Open   func(do func(func())) // opens what only a browser has; do runs something on go-app's goroutine
	Close  func()
	Stored func(e app.Value) // another tab has changed what the browser stores
	Shown  func()            // a person comes back to the page
	Hidden func()            // the page is not seen any more
	Spoken func()            // the page has turned to another language

	Clear func() // of the keys that clear and take back what is drawn
	Undo  func()
}

// Place is a place on the stage, in its order there.
type Place int

const (
	ControlsPlace Place = iota // the row that stays in sight
	DrawPlace
	NetworkPlace
	CurvesPlace
	TimePlace // the row below the columns
)

// Part is what a feature has on the stage.
type Part struct {
	Place Place
	Make  func() app.UI
}

// Panel is what a feature shows when a person opens it. It is made then, and again when it is opened again: what a person typed in it
// is kept by the feature.
type Panel struct {
	ID   string        // in the address, where a panel has one, and of its elements
	Name func() string // in the present language
	Make func() app.UI

	Loss func() string // what a person has lost and must hear of while the panel is closed, or ""; may be nil
}

// Slot is a place in the card of one feature that another may fill.
type Slot int

const (
	BelowPrediction Slot = iota
	BelowTestAccuracy

	slots // how many there are
)

// Fill has a slot show something.
func (l *Lab) Fill(s Slot, part func() app.UI) { l.slots[s] = part }

// Slot is what fills a slot, or nothing.
func (l *Lab) Slot(s Slot) app.UI {
	return app.If(l.slots[s] != nil, func() app.UI { return l.slots[s]() })
}

// LendStrokes has Drawn return the strokes on the canvas.
func (l *Lab) LendStrokes(drawn func() []sketch.Stroke) { l.drawn = drawn }

// Drawn returns the strokes on the canvas, or none without one.
func (l *Lab) Drawn() []sketch.Stroke {
	if l.drawn == nil {
		return nil
	}
	return l.drawn()
}
