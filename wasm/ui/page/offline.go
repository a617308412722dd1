package page

import (
	"time"

	"digitlab/wasm/protocol"
	"digitlab/wasm/ui/dom"
	"digitlab/wasm/ui/lab"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// offline is how the page stands with its service worker and its server.
type offline struct {
	registration app.Value // of the service worker; nil before it is ready
	ready        bool      // the page works without a network, as its service worker says
	controlled   bool      // a service worker answers for the page
	waiting      bool      // a new version is installed
	activating   bool      // and takes over, as the person asked
	superseded   bool      // it has taken over, as another tab asked; this page goes on with its own version
	unreachable  bool      // there is no network, or no server
}

// update reports whether there is a new version to change to.
func (o offline) update() bool { return o.waiting || o.superseded }

// control takes that another service worker answers for the page. It returns whether the page is to be reloaded: as the
// person asked, and never while a run goes on.
func (o offline) control(running bool) (next offline, reload bool) {
	if !o.controlled { // the first visit: it is of this page's version
		o.controlled = true
		return o, false
	}
	reload = o.activating && !running
	o.activating, o.superseded = false, true
	return o, reload
}

const lookEvery = 30 * time.Second // for the server, and so for a new version

// watchOffline follows the service worker: the page works offline once one controls it, and a new version is there when
// one waits behind it. Looking for a new version also tells whether the server can be reached.
func (p *page) watchOffline(do func(func())) {
	look := func(app.Value) { p.lookForServer(do) }
	p.listen(do, app.Window(), "online", look)
	p.listen(do, app.Window(), "offline", look)
	p.listen(do, app.Window().Get("document"), "visibilitychange", look)
	look(nil)
	container := app.Window().Get("navigator").Get("serviceWorker")
	if !container.Truthy() {
		return
	}
	p.offline.controlled = container.Get("controller").Truthy()
	p.listen(do, container, "controllerchange", func(app.Value) {
		var again bool
		if p.offline, again = p.offline.control(p.lab.Session().Phase() == protocol.Running); again {
			reload()
		}
		p.checkOffline()
	})
	p.listen(do, container, "message", func(e app.Value) {
		if data := e.Get("data"); dom.Text(data.Get("type")) == wholeMessage {
			p.offline.ready = data.Get("whole").Truthy()
			p.lab.Invalidate(lab.NoticeTopic)
		}
	})
	container.Get("ready").Call("then", p.hook(do, func(registration app.Value) {
		p.offline.registration = registration
		follow := func(app.Value) {
			if installing := registration.Get("installing"); installing.Truthy() {
				p.listen(do, installing, "statechange", func(app.Value) { p.checkOffline() })
			}
		}
		follow(registration) // the browser may have found a new version before this program ran
		p.listen(do, registration, "updatefound", follow)
		p.lookForServer(do)
	}))
	p.every(do, lookEvery, func() { p.lookForServer(do) })
}

// every calls f again and again until the page is closed.
func (p *page) every(do func(func()), pause time.Duration, f func()) {
	ticker, closed := time.NewTicker(pause), make(chan struct{})
	p.close = append(p.close, func() { ticker.Stop(); close(closed) })
	go func() {
		for {
			select {
			case <-ticker.C:
				do(f)
			case <-closed:
				return
			}
		}
	}()
}

// wholeMessage asks a service worker whether it has all that the page needs without a network, and is the type of its answer. What the
// browser has lost of it is fetched anew meanwhile.
const wholeMessage = "app:complete"

// checkOffline looks at how the service worker stands. The page is ready only when that says so.
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

// lookForServer has the browser look for a new version, unless the page is hidden, and for what is missing without a network.
func (p *page) lookForServer(do func(func())) {
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
	var hooks [2]app.Func
	for i, yes := range []bool{true, false} {
		hooks[i] = app.FuncOf(func(app.Value, []app.Value) any {
			do(func() {
				reached(yes)
				hooks[0].Release()
				hooks[1].Release()
			})
			return nil
		})
	}
	p.offline.registration.Call("update").Call("then", hooks[0], hooks[1])
}

// activateUpdate has the new version take over; the page is reloaded when it has.
func (p *page) activateUpdate() {
	if p.lab.Session().Phase() == protocol.Running { // its button is about to be disabled
		return
	}
	waiting := p.offline.registration.Get("waiting")
	if !waiting.Truthy() {
		reload() // it has taken over already
		return
	}
	p.offline.activating = true
	waiting.Call("postMessage", map[string]any{"type": "app:activate"})
}

func reload() { app.Window().Get("location").Call("reload") }
