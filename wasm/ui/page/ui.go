// Package page is the frame of the page: header, notices, footer, routes, keys, and the order of the stage and the panels. go-app
// renders it on the server before WebAssembly is there, and in the browser afterwards. It is the only package that knows all
// features; a feature is removed by deleting its folder and its line here.
package page

import (
	"digitlab/wasm/ui/dom"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// Register registers the routes. The server's / is in English, and /?lang=ko in Korean. A static host has the page at /index.html
// too.
func Register() {
	app.Route("/", func() app.Composer { return newPage() })
	app.Route("/index.html", func() app.Composer { return newPage() })
}

// Run runs the page in a browser. In compiler.js's worker, which has no document, it renders the page for nobody: a browser compiles a
// function when it is called first.
func Run() {
	if app.IsClient {
		dom.Yield() // the starts of Go and of the page are two tasks
		if !app.Window().Get("document").Truthy() {
			app.HTMLString(newPage())
			return
		}
	}
	Register()
	app.RunWhenOnBrowser()
}
