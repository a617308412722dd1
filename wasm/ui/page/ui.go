// Package page is the frame of the page: header, notices, footer, routes, keys, and the order of the stage and the panels. go-app
// renders it on the server before WebAssembly is there, and in the browser afterwards. It is the only package that knows all
// features; a feature is removed by deleting its folder and its line here.
package page

import (
	"digitlab/wasm/ui/dom"
	"digitlab/wasm/ui/i18n"
	"digitlab/wasm/ui/lesson"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// Register registers the routes. The server's / is in English, and /?lang=ko in Korean. A static host has each page at index.html
// too.
func Register() {
	route := func(address string, page func() app.Composer) {
		app.Route("/"+address, page)
		app.Route("/"+address+"index.html", page)
	}
	route("", func() app.Composer { return newPage() })
	route(lesson.Folder, func() app.Composer { return lesson.Page(i18n.InEnglish) })
	for in := range i18n.LanguageCount {
		route(lesson.Address(in), func() app.Composer { return lesson.Page(in) })
	}
}

// Run runs the page in a browser. In compiler.js's worker, which has no document, it renders the page for nobody: a browser compiles a
// function when it is called first.
func Run() {
	if app.IsClient {
		dom.Yield() // the starts of Go and of the page are two tasks
		if !app.Window().Get("document").Truthy() {
			rehearse(newPage())
			return
		}
	}
	Register()
	app.RunWhenOnBrowser()
}

// rehearse renders a page for nobody, which the slim copy of go-app can.
func rehearse(p app.UI) {
	if slim, able := any(app.Context{}).(interface{ Rehearse(app.UI) }); able {
		slim.Rehearse(p)
	}
}
