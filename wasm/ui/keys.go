package ui

import "github.com/maxence-charriere/go-app/v10/pkg/app"

// key obeys a keydown event when no control has the focus: then it belongs to the page's body or to the canvas.
func (p *page) key(e app.Value) {
	target := e.Get("target")
	if tag := text(target.Get("tagName")); e.Get("defaultPrevented").Bool() || tag != "BODY" && tag != "CANVAS" {
		return
	}
	switch keyOf(e).shortcut() {
	case noShortcut:
		return
	case playShortcut:
		p.lab.play()
	case stepShortcut:
		p.lab.step()
	case clearShortcut:
		p.board.clear()
	case undoShortcut:
		p.board.undo()
	}
	e.Call("preventDefault")
}
