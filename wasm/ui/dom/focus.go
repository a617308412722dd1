package dom

import "github.com/maxence-charriere/go-app/v10/pkg/app"

// FocusOn gives an element the focus, also one that is folded away.
func FocusOn(id string) {
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

// FocusFirst gives the focus to the first of these elements that is there, where it would be lost because the button that was
// pressed goes. A heading takes it for want of better.
func FocusFirst(ids ...string) {
	for _, id := range ids {
		e := app.Window().GetElementByID(id)
		if !e.Truthy() {
			continue
		}
		if Text(e.Get("tagName")) == "H2" {
			e.Call("setAttribute", "tabindex", "-1")
		}
		e.Call("focus", map[string]any{"preventScroll": true})
		return
	}
}

// SelectText gives a text field the focus and selects what is in it.
func SelectText(id string) {
	if field := app.Window().GetElementByID(id); field.Truthy() {
		field.Call("focus")
		field.Call("select")
	}
}
