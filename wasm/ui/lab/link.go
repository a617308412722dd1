package lab

import (
	"slices"
	"strings"

	"digitlab/wasm/protocol"
	"digitlab/wasm/ui/settings"
)

// link is the state of the page's address.
type link struct {
	replace  func(fragment string) // sets the fragment of the address
	push     func(fragment string) // the same, as a new entry in the history
	fragment string                // the settings' part of the last fragment that the page has set
	opened   *protocol.Settings    // settings of the link that the page was opened with, until the first run is built
	reloaded bool                  // the page was reloaded: the fragment was its own, and the stored run goes on
	refused  bool                  // the last link is not valid
}

// panelKey is what names the open panel in a fragment, beside the settings.
const panelKey = "panel="

// splitFragment parts a fragment into that of the settings and the panel that it opens.
func splitFragment(fragment string) (settings, panel string) {
	var rest []string
	for part := range strings.SplitSeq(fragment, "&") {
		if name, ok := strings.CutPrefix(part, panelKey); ok {
			panel = name
		} else if part != "" {
			rest = append(rest, part)
		}
	}
	return strings.Join(rest, "&"), panel
}

// address returns the fragment of the present settings and panel.
func (l *Lab) address() string {
	parts := slices.DeleteFunc([]string{l.link.fragment, panelKey + l.Panel()}, func(p string) bool { return p == "" || p == panelKey })
	return strings.Join(parts, "&")
}

// Open takes the fragment that the page is opened with. If ours, the page has set it before: the page was reloaded, and the stored
// run goes on. Any other fragment is a link, and its settings replace the stored run.
func (l *Lab) Open(fragment string, ours bool) {
	fragment, panel := splitFragment(fragment)
	if panel != "" {
		l.Show(panel)
		if !ours {
			l.Ask()
		}
	}
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

// LinkRefused reports whether the last link was not valid.
func (l *Lab) LinkRefused() bool { return l.link.refused }

// resolveLink decides between the link that the page was opened with and the run that was built first. It reports whether the
// fields keep the link's settings.
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

// Follow takes a fragment that came into the address while the page is open. Its settings begin a run, unless a run is going on. In an
// entry of the history that the page has made, only the panel counts: going back closes a panel, and changes no settings.
func (l *Lab) Follow(fragment string, ours bool) {
	fragment, panel := splitFragment(fragment)
	link := !ours && fragment != "" // which need not say anything of panels
	if !(link && panel == "") && l.Show(panel) && !ours {
		l.Ask()
	}
	if ours || fragment == "" || fragment == l.link.fragment {
		l.link.replace(l.address())
		return
	}
	l.link.fragment = "" // the address has another fragment, which the page has not set
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

// publish puts valid settings into the address. The tutorial's settings are left out, unless others were there before.
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
		l.link.replace(l.address())
	}
}
