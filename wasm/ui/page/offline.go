package page

import (
	"time"

	"digitlab/wasm/protocol"
	"digitlab/wasm/ui/dom"
	"digitlab/wasm/ui/lab"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// offline is the state of the service worker and of the connection to the server.
type offline struct {
	registration app.Value // of the service worker; nil before it is ready
	ready        bool      // the page works without a network, according to its service worker
	controlled   bool      // a service worker answers the page's requests
	waiting      bool      // a new version is installed
	activating   bool      // the new version is being activated, because the person asked for it
	superseded   bool      // another tab has activated the new version; this page goes on with its own version
	unreachable  bool      // there is no network or no server
}

// update reports whether there is a new version to change to.
func (o offline) update() bool { return o.waiting || o.superseded }

// control returns the state after another service worker took control of the page, and whether the page must be reloaded: because
// the person asked for it, and never during a run.
func (o offline) control(running bool) (next offline, reload bool) {
	if !o.controlled { // the first visit: the service worker has this page's version
		o.controlled = true
		return o, false
	}
	reload = o.activating && !running
	o.activating, o.superseded = false, true
	return o, reload
}

const lookEvery = 30 * time.Second // interval of the checks for the server and for a new version

// watchOffline follows the state of the service worker. The page works offline after a service worker controls it; a new version is
// there when another one waits behind it. The check for a new version also shows whether the server can be reached.
func (p *page) watchOffline() {
	look := func(app.Value) { p.lookForServer() }
	p.listen(app.Window(), "online", look)
	p.listen(app.Window(), "offline", look)
	p.listen(app.Window().Get("document"), "visibilitychange", look)
	look(nil)
	container := dom.Property(app.Window().Get("navigator"), "serviceWorker")
	if !container.Truthy() {
		return
	}
	p.offline.controlled = container.Get("controller").Truthy()
	p.listen(container, "controllerchange", func(app.Value) {
		var again bool
		if p.offline, again = p.offline.control(p.lab.Session().Phase() == protocol.Running); again {
			reload()
		}
		p.checkOffline()
	})
	p.listen(container, "message", func(e app.Value) {
		if data := e.Get("data"); dom.Text(data.Get("type")) == wholeMessage {
			p.offline.ready = data.Get("whole").Truthy()
			p.lab.Invalidate(lab.NoticeTopic)
		}
	})
	dom.Await(p.do, container.Get("ready"), func(registration app.Value) {
		p.offline.registration = registration
		follow := func(app.Value) {
			if installing := registration.Get("installing"); installing.Truthy() {
				p.listen(installing, "statechange", func(app.Value) { p.checkOffline() })
			}
		}
		follow(registration) // the browser may have found a new version before this program ran
		p.listen(registration, "updatefound", follow)
		p.lookForServer()
	}, func(app.Value) {}) // it is never rejected
	p.every(lookEvery, func() { p.lookForServer() })
}

// every calls f once per pause until the page is closed.
func (p *page) every(pause time.Duration, f func()) {
	ticker, closed := time.NewTicker(pause), make(chan struct{})
	p.close = append(p.close, func() { ticker.Stop(); close(closed) })
	go func() {
		for {
			select {
			case <-ticker.C:
				p.do(f)
			case <-closed:
				return
			}
		}
	}()
}

// wholeMessage asks a service worker whether it has every file that the page needs without a network, and is the type of its
// answer. Before it answers it fetches files that the browser has lost.
const wholeMessage = "app:complete"

// checkOffline asks the service worker for its state. The page is ready for offline use only when the service worker confirms it.
func (p *page) checkOffline() {
	o := &p.offline
	if o.registration == nil {
		return
	}
	if active := o.registration.Get("active"); o.controlled && active.Truthy() {
		active.Call("postMessage", map[string]any{"type": wholeMessage})
	}
	o.waiting = o.controlled && o.registration.Get("waiting").Truthy()
	p.lab.Invalidate(lab.NoticeTopic)
}

// lookForServer makes the browser check for a new version, unless the page is hidden, and the service worker for lost files.
func (p *page) lookForServer() {
	p.checkOffline()
	reached := func(yes bool) {
		if p.offline.unreachable == yes {
			p.offline.unreachable = !yes
			p.lab.Invalidate(lab.NoticeTopic)
		}
	}
	if !app.Window().Get("navigator").Get("onLine").Bool() {
		reached(false)
		return
	}
	if p.offline.registration == nil || !dom.Visible() {
		return
	}
	dom.Await(p.do, p.offline.registration.Call("update"), func(app.Value) { reached(true) }, func(app.Value) { reached(false) })
}

// activateUpdate activates the new version; the page is reloaded afterwards.
func (p *page) activateUpdate() {
	if p.lab.Session().Phase() == protocol.Running { // its button is about to be disabled
		return
	}
	waiting := p.offline.registration.Get("waiting")
	if !waiting.Truthy() {
		reload() // it is active already
		return
	}
	p.offline.activating = true
	waiting.Call("postMessage", map[string]any{"type": "app:activate"})
}

func reload() { app.Window().Get("location").Call("reload") }
