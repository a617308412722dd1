package ui

import "github.com/maxence-charriere/go-app/v10/pkg/app"

// focusOn gives an element the focus, also one that is folded away.
func focusOn(id string) {
	element := app.Window().GetElementByID(id)
	if !element.Truthy() {
		return
	}
	if folded := element.Call("closest", "details"); folded.Truthy() {
		folded.Set("open", true)
	}
	element.Call("focus")
	element.Call("scrollIntoView", map[string]any{"block": "nearest"})
}

// focusFirst gives the focus to the first of these elements that is there, where it would be lost because the button that was
// pressed goes. A heading takes it for want of better.
func focusFirst(ids ...string) {
	for _, id := range ids {
		e := app.Window().GetElementByID(id)
		if !e.Truthy() {
			continue
		}
		if text(e.Get("tagName")) == "H2" {
			e.Call("setAttribute", "tabindex", "-1")
		}
		e.Call("focus", map[string]any{"preventScroll": true})
		return
	}
}

// selectText gives a text field the focus and selects what is in it.
func selectText(id string) {
	if field := app.Window().GetElementByID(id); field.Truthy() {
		field.Call("focus")
		field.Call("select")
	}
}
