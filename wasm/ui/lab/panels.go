package lab

// opened is what the person has opened besides the stage.
type opened struct {
	panel string // ID of the open panel, or ""
	aside string // ID of the open aside, or ""
	focus string // ID of the element in the panel that gets the focus once it is there
	asked bool   // the panel was asked for, and is not in view yet
}

// Panel returns the ID of the open panel, or "".
func (l *Lab) Panel() string { return l.opened.panel }

// OpenPanel opens a panel in place of the one that is open. The browser's back button closes it.
func (l *Lab) OpenPanel(id string) { l.Reveal(id, "") }

// Reveal opens a panel and focuses an element in it, or none for "".
func (l *Lab) Reveal(panel, element string) {
	write := l.link.replace
	if l.opened.panel == "" {
		write = l.link.push
	}
	changed := l.showPanel(panel)
	l.opened.focus, l.opened.asked = element, true
	if changed {
		write(l.address())
	}
}

// ClosePanel closes the open panel.
func (l *Lab) ClosePanel() {
	if l.showPanel("") {
		l.link.replace(l.address())
	}
}

// showPanel changes the open panel, and nothing in the address.
func (l *Lab) showPanel(id string) (changed bool) {
	changed = l.opened.panel != id
	l.opened.panel, l.opened.focus, l.opened.asked = id, "", false
	l.Invalidate(PanelTopic)
	return changed
}

// TakeAsked reports, once, whether the person has asked for the open panel, and which element in it gets the focus.
func (l *Lab) TakeAsked() (focus string, asked bool) {
	focus, asked = l.opened.focus, l.opened.asked
	l.opened.focus, l.opened.asked = "", false
	return focus, asked
}

// Aside returns the ID of the open aside, or "".
func (l *Lab) Aside() string { return l.opened.aside }

// OpenAside opens an aside in place of the one that is open.
func (l *Lab) OpenAside(id string) {
	l.opened.aside = id
	l.Invalidate(PanelTopic)
}

// CloseAside closes the open aside.
func (l *Lab) CloseAside() { l.OpenAside("") }
