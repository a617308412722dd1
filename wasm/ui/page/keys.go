package page

import (
	"digitlab/wasm/ui/dom"
	"digitlab/wasm/ui/lab"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// key handles a keydown event if no control has the focus, but the page's body or the canvas.
func (p *page) key(e app.Value) {
	target := e.Get("target")
	if dom.Text(e.Get("key")) == "Escape" && dom.Text(target.Get("ariaExpanded")) == "true" { // the button that has opened an aside or a panel
		target.Call("click")
		e.Call("preventDefault")
		return
	}
	if tag := dom.Text(target.Get("tagName")); e.Get("defaultPrevented").Bool() || tag != "BODY" && tag != "CANVAS" {
		return
	}
	switch dom.KeyOf(e).Shortcut() {
	case dom.NoShortcut:
		return
	case dom.PlayShortcut:
		p.lab.Play()
	case dom.StepShortcut:
		p.lab.Step()
	case dom.ClearShortcut:
		if p.lab.Aside() != "" && dom.Text(e.Get("key")) == "Escape" {
			p.lab.CloseAside()
			break
		}
		p.each(func(f lab.Feature) func() { return f.Clear })
	case dom.UndoShortcut:
		p.each(func(f lab.Feature) func() { return f.Undo })
	}
	e.Call("preventDefault")
}
