package lab

import (
	"digitlab/wasm/protocol"
	"digitlab/wasm/ui/settings"
)

// link is how the lab stands with the address of the page.
type link struct {
	replace  func(fragment string) // puts a fragment into the address
	fragment string                // that of ours in the address
	opened   *protocol.Settings    // of the link that the page was opened with, until the first run is built
	reloaded bool                  // that link was our own: the run goes on beside it
	refused  bool                  // the last link could not be read
}

// Open takes the fragment that the page is opened with. Ours is marked in the history: then the page was reloaded, and the run
// that is stored goes on. Any other is a link, whose settings win over that run.
func (l *Lab) Open(fragment string, ours bool) {
	if fragment == "" {
		return
	}
	s, err := settings.ParseFragment(fragment)
	if err != nil {
		l.link.refused = true
		return
	}
	l.link.opened, l.link.reloaded, l.link.refused = &s, ours, false
	l.fill(settings.FieldsOf(s))
}

// LinkRefused reports whether the last link could not be read.
func (l *Lab) LinkRefused() bool { return l.link.refused }

// resolveLink decides between the link that the page was opened with and the run that was built first. It reports whether the
// fields keep what the link says.
func (l *Lab) resolveLink(first *protocol.Built) bool {
	link := l.link.opened
	l.link.opened = nil
	switch {
	case link == nil || link.Equal(first.Settings):
		return false
	case !l.link.reloaded:
		l.Reset()
	}
	return true
}

// Follow takes a fragment that came into the address while the page is open: its settings begin a run, unless one goes on.
func (l *Lab) Follow(fragment string) {
	if fragment == "" || fragment == l.link.fragment {
		return
	}
	l.link.fragment = "" // the address has another, and is not marked as ours
	l.Invalidate(NoticeTopic | RunTopic)
	if !l.Session().Usable() {
		l.Open(fragment, false)
		return
	}
	s, err := settings.ParseFragment(fragment)
	if err != nil {
		l.link.refused = true
		return
	}
	l.fields = settings.FieldsOf(s)
	l.Commit()
	if l.Session().Phase() == protocol.Done {
		l.Reset()
	}
}

// publish puts the settings into the address, if they are in order. The tutorial's are left out until others were in it.
func (l *Lab) publish() {
	s, ok := l.fields.Settings()
	before := l.link.fragment != "" || l.link.opened != nil || l.link.refused
	if !ok || !before && s.Equal(protocol.DefaultSettings()) {
		return
	}
	l.link.refused = false
	l.Invalidate(NoticeTopic)
	if f := settings.FragmentOf(s); f != l.link.fragment {
		l.link.fragment = f
		l.link.replace(f)
	}
}
