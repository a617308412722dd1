package layers

import (
	"digitlab/wasm/protocol"
	"digitlab/wasm/ui/lab"
	"digitlab/wasm/ui/opened"
	"digitlab/wasm/ui/settings"
)

// editing is what a person is doing with the layers.
type editing struct {
	lab  *lab.Lab
	news string             // of the last change
	drag drag               // of a layer's card
	kind protocol.LayerKind // chosen to be added
}

func newEditing(l *lab.Lab) *editing { return &editing{lab: l} }

// stack is the layers as they stand in their cards.
func (e *editing) stack() settings.Drafts { return e.lab.Fields().Layers }

// change takes another stack, and what is to be said of that.
func (e *editing) change(d settings.Drafts, news string) {
	e.news = news
	e.lab.SetLayers(d)
}

// undo takes back the last change of the stack, whichever control made it.
func (e *editing) undo() {
	if e.lab.UndoLayers() {
		e.news = ""
	}
}

// insertFlatten puts a Flatten before a layer that needs one, and gives it the focus: the button that did it is gone.
func (e *editing) insertFlatten(at int) {
	e.change(e.stack().Inserted(at, protocol.NewLayer(protocol.Flatten)), "")
	e.lab.Focus(opened.LayerID(at))
}
