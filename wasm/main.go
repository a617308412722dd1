// Command wasm is app.wasm, the page.
package main

import (
	"runtime/debug"
	"time"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"digitlab/wasm/ui"
)

func main() {
	ui.Register()
	if app.IsClient {
		debug.SetGCPercent(400)      // collecting garbage blocks the page, whose heap is small
		time.Sleep(time.Millisecond) // so that Go's start and the page's are two tasks of the browser
	}
	app.RunWhenOnBrowser()
}
