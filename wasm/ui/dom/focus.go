package dom

import "github.com/maxence-charriere/go-app/v10/pkg/app"

// FocusOn focuses an element. A folded part of the page around it is opened.
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

// FocusFirst focuses the first of these elements that exists. It is for buttons that disappear when they are pressed: without it
// the focus would be lost. The last of the elements is often a heading.
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

// SelectText focuses a text field and selects its text.
func SelectText(id string) {
	if field := app.Window().GetElementByID(id); field.Truthy() {
		field.Call("focus")
		field.Call("select")
	}
}

// ScrollTo scrolls the page until an element is at its top, as far as style.css has it.
func ScrollTo(id string) {
	if e := app.Window().GetElementByID(id); e.Truthy() {
		e.Call("scrollIntoView", map[string]any{"block": "start"})
	}
}

// ScrollToTop scrolls the page to its beginning.
func ScrollToTop() { app.Window().Call("scrollTo", 0, 0) }
