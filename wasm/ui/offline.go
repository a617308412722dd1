package ui

import "github.com/maxence-charriere/go-app/v10/pkg/app"

// watchOffline follows the service worker: the page works offline once one controls it, and a new version is there when
// one waits behind it.
func (p *page) watchOffline(do func(func())) {
	container := app.Window().Get("navigator").Get("serviceWorker")
	if !container.Truthy() {
		return
	}
	p.listen(do, container, "controllerchange", func(app.Value) {
		if p.lab.activating {
			app.Window().Get("location").Call("reload")
			return
		}
		p.lab.checkOffline()
	})
	container.Get("ready").Call("then", p.hook(do, func(registration app.Value) {
		p.lab.registration = registration
		p.lab.checkOffline()
		p.listen(do, registration, "updatefound", func(app.Value) {
			if installing := registration.Get("installing"); installing.Truthy() {
				p.listen(do, installing, "statechange", func(app.Value) { p.lab.checkOffline() })
			}
		})
	}))
}

// checkOffline looks at how the service worker stands.
func (l *lab) checkOffline() {
	if l.registration == nil {
		return
	}
	controlled := app.Window().Get("navigator").Get("serviceWorker").Get("controller").Truthy()
	l.offline = controlled && l.registration.Get("active").Truthy()
	l.update = controlled && l.registration.Get("waiting").Truthy()
	l.touch(noticePart)
}

// activateUpdate has the new version take over; the page reloads when it has.
func (l *lab) activateUpdate() {
	waiting := l.registration.Get("waiting")
	if !waiting.Truthy() {
		l.checkOffline()
		return
	}
	l.activating = true
	waiting.Call("postMessage", map[string]any{"type": "app:activate"})
}
