package lab

import (
	"slices"
	"strconv"
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
	linked   linked                // the last link that was followed
}

// linked is a link that was followed.
type linked struct {
	fragment string // its settings, as the page writes them; "" without a link
	weights  uint64 // the hash of the weights that the link's sender got; 0 if it has none
}

// Beside the settings a fragment has which panel is open, and in a copied link the hash of the trained weights.
const (
	panelKey   = "panel="
	weightsKey = "weights="
)

// parts are those of a fragment.
type parts struct{ settings, panel, weights string }

func splitFragment(fragment string) (p parts) {
	var rest []string
	for part := range strings.SplitSeq(fragment, "&") {
		if panel, ok := strings.CutPrefix(part, panelKey); ok {
			p.panel = panel
		} else if weights, ok := strings.CutPrefix(part, weightsKey); ok {
			p.weights = weights
		} else if part != "" {
			rest = append(rest, part)
		}
	}
	p.settings = strings.Join(rest, "&")
	return p
}

// parse returns the settings of a link and what the page remembers of it.
func (p parts) parse() (s protocol.Settings, of linked, ok bool) {
	s, err := settings.ParseFragment(p.settings)
	if err != nil {
		return s, of, false
	}
	of.fragment = settings.FragmentOf(s)
	if p.weights != "" {
		of.weights, err = strconv.ParseUint(p.weights, 16, 64)
		if err != nil || weightsPart(of.weights) != weightsKey+p.weights {
			return s, linked{}, false
		}
	}
	return s, of, true
}

// weightsPart returns the part of a fragment with the hash of weights, or "" without one.
func weightsPart(weights uint64) string {
	if weights == 0 {
		return ""
	}
	digits := strconv.FormatUint(weights, 16)
	return weightsKey + strings.Repeat("0", 16-len(digits)) + digits
}

// join returns a fragment of those parts that are not empty.
func join(parts ...string) string {
	return strings.Join(slices.DeleteFunc(parts, func(p string) bool { return p == "" || p == panelKey }), "&")
}

// address returns the fragment of the present settings and panel.
func (l *Lab) address() string {
	weights := ""
	if l.link.linked.fragment == l.link.fragment {
		weights = weightsPart(l.link.linked.weights)
	}
	return join(l.link.fragment, weights, panelKey+l.Panel())
}

// LinkFragment returns the fragment of a link to the settings in the fields, or "" if they are not valid. If the present run has trained
// them to the end, the link has the hash of its weights, so that who opens it sees whether the same network comes out.
func (l *Lab) LinkFragment() string {
	s, ok := l.fields.Settings()
	if !ok {
		return ""
	}
	weights := ""
	if tested := l.session.Tested; tested != nil && l.session.Built.Settings.Equal(s) {
		weights = weightsPart(tested.Weights)
	}
	return join(settings.FragmentOf(s), weights)
}

// MayPromise reports whether a link to the settings in the fields has the hash of weights.
func (l *Lab) MayPromise() bool { return strings.Contains(l.LinkFragment(), weightsKey) }

// Linked reports whether the settings in the fields are those of a link that was followed, and returns them.
func (l *Lab) Linked() (s protocol.Settings, is bool) {
	s, ok := l.fields.Settings()
	return s, ok && l.link.linked.fragment == settings.FragmentOf(s)
}

// Reproduction is whether a network came out as a link has it.
type Reproduction uint8

const (
	NothingToReproduce Reproduction = iota // without a link, or one without weights
	NotTrainedYet
	ReproducedExactly
	NotReproduced
)

// Reproduction compares the present run's weights with those of the link whose settings it has.
func (l *Lab) Reproduction() Reproduction {
	link, s := l.link.linked, l.session
	switch {
	case link.weights == 0:
		return NothingToReproduce
	case s.Tested == nil || s.Built == nil || settings.FragmentOf(s.Built.Settings) != link.fragment:
		return NotTrainedYet
	case s.Tested.Weights == link.weights:
		return ReproducedExactly
	}
	return NotReproduced
}

// Open takes the fragment that the page is opened with. If ours, the page has set it before: the page was reloaded, and the stored
// run goes on. Any other fragment is a link, and its settings replace the stored run.
func (l *Lab) Open(fragment string, ours bool) {
	p := splitFragment(fragment)
	if p.panel != "" {
		l.Show(p.panel)
		if !ours {
			l.Ask()
		}
	}
	if p.settings != "" {
		l.open(p, ours)
	}
}

func (l *Lab) open(p parts, ours bool) {
	s, of, ok := p.parse()
	if !ok {
		l.link.refused = true
		return
	}
	if !ours || of.weights != 0 { // after a reload the page's own settings are no link any more
		l.link.linked = of
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
	p := splitFragment(fragment)
	link := !ours && p.settings != "" // which need not say anything of panels
	if !(link && p.panel == "") && l.Show(p.panel) && !ours {
		l.Ask()
	}
	if !link || p.settings == l.link.fragment && p.weights == "" {
		l.link.replace(l.address())
		return
	}
	l.link.fragment = "" // the address has another fragment, which the page has not set
	l.Invalidate(NoticeTopic | RunTopic)
	if !l.Session().Usable() {
		l.open(p, false)
		return
	}
	s, of, ok := p.parse()
	if !ok {
		l.link.refused = true
		return
	}
	l.link.linked = of
	l.fields = settings.FieldsOf(s)
	l.Commit()
	if l.Session().Phase() == protocol.Done && !s.Equal(l.Session().Built.Settings) {
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
