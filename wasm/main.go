// Command wasm is app.wasm, the page.
package main

import (
	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"digitlab/wasm/ui"
)

func main() {
	ui.Register()
	app.RunWhenOnBrowser()
}
