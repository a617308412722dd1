package ui

import (
	"digitlab/wasm/protocol"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// share is how the lab stands with the address of the page.
type share struct {
	replace  func(fragment string) // puts a fragment into the address
	fragment string                // that of ours in the address
	opened   *protocol.Settings    // of the link that the page was opened with, until the first run is built
	reloaded bool                  // that link was our own: the run goes on beside it
	refused  bool                  // the last link could not be read
}

// open takes the fragment that the page is opened with. Ours is marked in the history: then the page was reloaded, and the run
// that is stored goes on. Any other is a link, whose settings win over that run.
func (l *lab) open(fragment string, ours bool) {
	if fragment == "" {
		return
	}
	s, err := parseFragment(fragment)
	if err != nil {
		l.share.refused = true
		return
	}
	l.share.opened, l.share.reloaded, l.share.refused = &s, ours, false
	l.fill(fieldsOf(s))
}

// heedLink decides between the link that the page was opened with and the run that was built first. It reports whether the
// fields keep what the link says.
func (l *lab) heedLink(first *protocol.Built) bool {
	link := l.share.opened
	l.share.opened = nil
	switch {
	case link == nil || link.Equal(first.Settings):
		return false
	case !l.share.reloaded:
		l.reset()
	}
	return true
}

// follow takes a fragment that came into the address while the page is open: its settings begin a run, unless one goes on.
func (l *lab) follow(fragment string) {
	if fragment == "" || fragment == l.share.fragment {
		return
	}
	l.share.fragment = "" // the address has another, and is not marked as ours
	l.invalidate(noticeTopic | runTopic)
	if !l.Session().built() {
		l.open(fragment, false)
		return
	}
	s, err := parseFragment(fragment)
	if err != nil {
		l.share.refused = true
		return
	}
	l.fields = fieldsOf(s)
	l.commit()
	if l.Session().phase() == protocol.Done {
		l.reset()
	}
}

// publish puts the settings into the address, if they are in order. The tutorial's are left out until others were in it.
func (l *lab) publish() {
	s, ok := l.fields.settings()
	before := l.share.fragment != "" || l.share.opened != nil || l.share.refused
	if !ok || !before && s.Equal(protocol.DefaultSettings()) {
		return
	}
	l.share.refused = false
	l.invalidate(noticeTopic)
	if f := fragmentOf(s); f != l.share.fragment {
		l.share.fragment = f
		l.share.replace(f)
	}
}

// readAddress returns the fragment in the address, and whether it is marked as ours.
func readAddress() (fragment string, ours bool) {
	if hash := text(app.Window().Get("location").Get("hash")); hash != "" {
		fragment = hash[1:]
	}
	state := app.Window().Get("history").Get("state")
	return fragment, state.Type() == app.TypeObject && text(state.Get("digitlab")) == "ours"
}

// replaceFragment puts a fragment into the address without a step in the history, and marks it as ours.
func replaceFragment(fragment string) {
	replaceAddress(map[string]any{"digitlab": "ours"}, text(app.Window().Get("location").Get("search")), "#"+fragment)
}

// dropQuery takes the query out of the address and leaves the fragment and its mark.
func dropQuery() {
	replaceAddress(app.Window().Get("history").Get("state"), "", text(app.Window().Get("location").Get("hash")))
}

// replaceAddress may be refused by a browser that counts how often it is called: then the address lags behind.
func replaceAddress(state any, search, hash string) {
	defer func() { _ = recover() }()
	path := text(app.Window().Get("location").Get("pathname"))
	app.Window().Get("history").Call("replaceState", state, "", path+search+hash)
}
