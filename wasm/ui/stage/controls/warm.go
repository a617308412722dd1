package controls

import (
	"slices"

	"digitlab/wasm/protocol"
	"digitlab/wasm/ui/dom"
	"digitlab/wasm/ui/lab"
	"digitlab/wasm/ui/session"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

const (
	// warmUps is the number of warm-ups for a network.
	warmUps = 3
	// betweenWarmUps is the time in milliseconds from one to the next: it takes 400, and the browser compiles in the rest.
	betweenWarmUps = 700
)

// warmer has the trainer warm up for the run that a person is about to begin, while nothing else is to be done.
type warmer struct {
	lab  *lab.Lab
	wait func(then func()) // calls a function after betweenWarmUps, on go-app's goroutine; nil before the page is open
	able func() bool       // whether the page may use the time; nil before the page is open

	left    int                // warm-ups to come
	waiting bool               // for the next one
	warmed  *protocol.Settings // of the network that was warmed up, or trained, last; nil: none
}

func newWarmer(l *lab.Lab) *warmer {
	w := &warmer{lab: l}
	l.On(w.take)
	return w
}

// open gives the warmer what only a browser has.
func (w *warmer) open(do func(func())) {
	w.wait = func(then func()) {
		var f app.Func
		f = app.FuncOf(func(app.Value, []app.Value) any {
			f.Release()
			do(then)
			return nil
		})
		app.Window().Call("setTimeout", f, betweenWarmUps)
	}
	w.able = dom.MayWarmUp
	w.tell()
}

// tell tells the trainer whether it may warm up: itself, and the helpers of a run.
func (w *warmer) tell() {
	if w.able != nil {
		w.lab.Post(&protocol.AllowWarmUp{Allowed: w.able()})
	}
}

// take takes an event of the trainer.
func (w *warmer) take(_ session.Session, e protocol.Event) {
	switch e := e.(type) {
	case *protocol.Ready: // a new trainer is cold
		w.warmed = nil
		w.tell()
	case *protocol.Built:
		if of := w.warmed; e.Run == w.lab.Session().Run && (of == nil || of.Data != e.Settings.Data || !slices.Equal(of.Layers, e.Settings.Layers)) {
			w.warmed, w.left = &e.Settings, warmUps
			w.rest()
		}
	}
}

// rest waits for the next warm-up.
func (w *warmer) rest() {
	if w.wait != nil && w.left > 0 && !w.waiting {
		w.waiting = true
		w.wait(w.next)
	}
}

// next warms up, unless a run is on: that does it too.
func (w *warmer) next() {
	w.waiting = false
	s := w.lab.Session()
	if phase := s.Phase(); phase == protocol.Running || phase == protocol.Paused || !s.Usable() {
		w.left = 0
	}
	if w.left > 0 && w.able() {
		w.lab.Post(&protocol.WarmUp{Run: s.Run})
	}
	w.left--
	w.rest()
}
