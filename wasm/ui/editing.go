package ui

import "digitlab/wasm/protocol"

// editing is what a person is doing with the layers.
type editing struct {
	lab  *lab
	news string // of the last change
	drag drag   // of a layer's card
}

func newEditing(l *lab) *editing { return &editing{lab: l} }

// stack is the layers as they stand in their cards.
func (e *editing) stack() drafts { return e.lab.Fields().layers }

// change takes another stack, and what is to be said of that.
func (e *editing) change(d drafts, news string) {
	e.news = news
	e.lab.setLayers(d)
}

// undo takes back the last change of the stack, whichever control made it.
func (e *editing) undo() {
	if e.lab.undoLayers() {
		e.news = ""
	}
}

// insertFlatten puts a Flatten before a layer that needs one, and gives it the focus: the button that did it is gone.
func (e *editing) insertFlatten(at int) {
	e.change(e.stack().inserted(at, newLayer(protocol.Flatten)), "")
	e.lab.focus(layerID(at))
}
