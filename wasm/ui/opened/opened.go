// Package opened is what the person has opened besides the stage: a panel, which has a place in the address, and an aside. It knows
// which by their IDs only, and renders nothing.
package opened

// Opened is the open panel and the open aside.
type Opened struct {
	changed func()          // called after each change
	write   func(push bool) // writes the panel into the address, as a new entry in the history if push is true

	panel string // ID, or ""
	aside string // ID, or ""
	focus string // ID of the element in the panel that gets the focus once it is there
	asked bool   // the panel was asked for, and is not in view yet
}

// New returns a state with nothing open.
func New(changed func(), write func(push bool)) *Opened {
	return &Opened{changed: changed, write: write}
}

// Panel returns the ID of the open panel, or "".
func (o *Opened) Panel() string { return o.panel }

// OpenPanel opens a panel in place of the one that is open. The browser's back button closes it.
func (o *Opened) OpenPanel(id string) { o.Reveal(id, "") }

// Reveal opens a panel and focuses an element in it, or none for "".
func (o *Opened) Reveal(panel, element string) {
	push := o.panel == ""
	changed := o.Show(panel)
	o.focus, o.asked = element, true
	if changed {
		o.write(push)
	}
}

// ClosePanel closes the open panel.
func (o *Opened) ClosePanel() {
	if o.Show("") {
		o.write(false)
	}
}

// TogglePanel opens a panel, or closes it if it is open.
func (o *Opened) TogglePanel(id string) {
	if o.panel == id {
		o.ClosePanel()
	} else {
		o.OpenPanel(id)
	}
}

// Show changes the open panel, and nothing in the address.
func (o *Opened) Show(id string) (changed bool) {
	changed = o.panel != id
	o.panel, o.focus, o.asked = id, "", false
	o.changed()
	return changed
}

// Ask marks the open panel as asked for: by a link.
func (o *Opened) Ask() { o.asked = o.panel != "" }

// TakeAsked reports, once, whether the person has asked for the open panel, and which element in it gets the focus.
func (o *Opened) TakeAsked() (focus string, asked bool) {
	focus, asked = o.focus, o.asked
	o.focus, o.asked = "", false
	return focus, asked
}

// Aside returns the ID of the open aside, or "".
func (o *Opened) Aside() string { return o.aside }

// OpenAside opens an aside in place of the one that is open.
func (o *Opened) OpenAside(id string) {
	o.aside = id
	o.changed()
}

// ToggleAside opens an aside, or closes it if it is open.
func (o *Opened) ToggleAside(id string) {
	if o.aside == id {
		id = ""
	}
	o.OpenAside(id)
}

// CloseAside closes the open aside.
func (o *Opened) CloseAside() { o.OpenAside("") }
