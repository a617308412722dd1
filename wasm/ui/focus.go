package ui

import "github.com/maxence-charriere/go-app/v10/pkg/app"

// moveFocus puts the focus, once the page is rendered, on the first of these IDs that is there: where it would be lost because
// the button that was pressed goes. A heading takes it for want of better.
func (l *lab) moveFocus(ids ...string) {
	l.afterRender(func() {
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
	})
}

// selectText puts the focus on a text field, once the page is rendered, and selects what is in it.
func (l *lab) selectText(id string) {
	l.afterRender(func() {
		if field := app.Window().GetElementByID(id); field.Truthy() {
			field.Call("focus")
			field.Call("select")
		}
	})
}
