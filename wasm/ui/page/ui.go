// Package page is the page: components that go-app renders on the server before WebAssembly is there, and in the browser
// afterwards.
//
// One lab holds what the page knows: the session, which is a fold over the trainer's events, and what the person typed. Each feature
// has a state of its own beside it, and one line in the list of features. Each component subscribes to topics of the lab. Charts and
// canvases draw outside go-app's tree, which is not rendered for every message.
package page

import "github.com/maxence-charriere/go-app/v10/pkg/app"

// Register registers the routes. On the server / is in English, and /?lang=ko in Korean. A static host has the page at
// /index.html too.
func Register() {
	app.Route("/", func() app.Composer { return newPage() })
	app.Route("/index.html", func() app.Composer { return newPage() })
}

// Rehearse renders the page for nobody: a browser compiles functions when they are called first.
func Rehearse() { app.HTMLString(newPage()) }
