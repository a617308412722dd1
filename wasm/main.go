// Command wasm is app.wasm, the page.
package main

import (
	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"digitlab/wasm/ui/page"
)

func main() {
	if app.IsClient {
		breathe()
		if !app.Window().Get("document").Truthy() { // in compiler.js
			page.Rehearse()
			return
		}
	}
	page.Register()
	app.RunWhenOnBrowser()
}

// breathe lets the browser work, so that the starts of Go and of the page are two tasks. A timer of Go would not do that if it
// ended before Go had nothing else to do.
func breathe() {
	breathed := make(chan struct{})
	hook := app.FuncOf(func(app.Value, []app.Value) any {
		close(breathed)
		return nil
	})
	defer hook.Release()
	app.Window().Call("setTimeout", hook)
	<-breathed
}
