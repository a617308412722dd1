package page

import (
	"slices"

	"digitlab/wasm/ui/dom"
	"digitlab/wasm/ui/lab"
	"digitlab/wasm/ui/scheduler"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// panels is the row of tabs below the stage, and the open panel, which alone exists.
type panels struct {
	app.Compo

	Page *page
	Text words

	at   string // ID of the panel whose tab the Tab key reaches
	stop func()
}

func (p *panels) OnMount(ctx app.Context) {
	l := p.Page.lab
	redraw := l.Redraw(ctx)
	p.stop = l.Add(&scheduler.Subscription{Topics: lab.PanelTopic, Renders: true, Show: func() {
		redraw()
		l.AfterRender(p.show)
	}})
	l.Invalidate(lab.PanelTopic)
}

// show brings the open panel into view if the person has asked for it, and focuses what they are led to.
func (p *panels) show() {
	focus, asked := p.Page.lab.TakeAsked()
	if !asked {
		return
	}
	p.Page.look(moreView)
	dom.ScrollTo("tabs")
	if focus != "" {
		dom.FocusOn(focus)
	}
}

func (p *panels) OnDismount() { p.stop() }

// panels returns the panels of all features.
func (p *page) panels() (all []lab.Panel) {
	for _, feature := range p.features {
		all = append(all, feature.Panels...)
	}
	return all
}

// find returns the panel with an ID; one of another version of the page may not exist.
func find(all []lab.Panel, id string) (lab.Panel, bool) {
	i := slices.IndexFunc(all, func(p lab.Panel) bool { return p.ID == id })
	if i < 0 {
		return lab.Panel{}, false
	}
	return all[i], true
}

func tabID(panel string) string { return "tab-" + panel }

func (p *panels) Render() app.UI {
	all := p.Page.panels()
	open, isOpen := find(all, p.Page.lab.Panel())
	reached := p.at
	if _, ok := find(all, reached); !ok {
		reached = all[0].ID
	}
	if isOpen && p.at == "" {
		reached = open.ID
	}
	tabs := make([]app.UI, len(all))
	for i, panel := range all {
		tabs[i] = &tab{Panels: p, ID: panel.ID, Name: panel.Name(), Open: isOpen && panel.ID == open.ID, Reached: panel.ID == reached}
	}
	return app.Div().Class("panels").Body(
		app.Div().ID("tabs").Class("tabs").Attr("role", "tablist").Aria("label", p.Text.Panels()).OnKeyDown(p.key).Body(tabs...),
		app.If(isOpen, func() app.UI {
			return &panelFrame{Page: p.Page, ID: open.ID, Close: p.Text.Close()}
		}),
	)
}

// key moves the focus along the tabs; Enter or Space opens one, as a click does.
func (p *panels) key(ctx app.Context, e app.Event) {
	all := p.Page.panels()
	at := slices.IndexFunc(all, func(panel lab.Panel) bool { return dom.Text(e.Get("target").Get("id")) == tabID(panel.ID) })
	_, to, ok := dom.MovedByKey(0, at, len(all), dom.Text(e.Get("key")))
	if at < 0 || !ok {
		ctx.PreventUpdate()
		return
	}
	e.PreventDefault()
	p.at = all[to].ID
	app.Window().GetElementByID(tabID(p.at)).Call("focus")
}

// tab opens a panel, or closes it when it is open.
type tab struct {
	app.Compo

	Panels  *panels
	ID      string
	Name    string
	Open    bool
	Reached bool // by the Tab key
}

func (t *tab) Render() app.UI {
	index := -1
	if t.Reached {
		index = 0
	}
	b := dom.Disabled(app.Button().ID(tabID(t.ID)).Type("button"), app.IsServer).Attr("role", "tab").TabIndex(index).OnClick(t.choose).Text(t.Name)
	if app.IsServer {
		return b.Attr("aria-selected", "false")
	}
	return b.Attr("aria-selected", map[bool]string{true: "true", false: "false"}[t.Open]).Aria("controls", "panel")
}

func (t *tab) choose(app.Context, app.Event) {
	t.Panels.at = t.ID
	t.Panels.Page.lab.TogglePanel(t.ID)
}

// panelFrame is the open panel, and the button that closes it.
type panelFrame struct {
	app.Compo

	Page  *page
	ID    string
	Close string // the button's name
}

func (f *panelFrame) Render() app.UI {
	panel, _ := find(f.Page.panels(), f.ID)
	return app.Div().ID("panel").Class("panel").Attr("role", "tabpanel").Aria("labelledby", tabID(f.ID)).TabIndex(-1).Body(
		&content{Make: panel.Make},
		app.Button().Class("close").Type("button").Aria("label", f.Close).Title(f.Close).OnClick(f.close).Text("×"),
	)
}

func (f *panelFrame) close(app.Context, app.Event) {
	f.Page.lab.ClosePanel()
	f.Page.lab.MoveFocus(tabID(f.ID))
}

// asides is the open aside: it explains something on the stage, beside it.
type asides struct {
	app.Compo

	Page *page
	Text words

	stop func()
}

func (a *asides) OnMount(ctx app.Context) { a.stop = a.Page.lab.Rerender(ctx, lab.PanelTopic, 0) }

func (a *asides) OnDismount() { a.stop() }

func (a *asides) Render() app.UI {
	var all []lab.Panel
	for _, feature := range a.Page.features {
		all = append(all, feature.Asides...)
	}
	open, ok := find(all, a.Page.lab.Aside())
	if !ok {
		return app.Div().Class("hidden")
	}
	return app.Aside().Class("aside").DataSet("aside", open.ID).Aria("labelledby", "aside-heading").OnKeyDown(a.key).Body(
		app.Div().Class("head").Body(
			app.H2().ID("aside-heading").Text(open.Name()),
			app.Button().Class("close").Type("button").Aria("label", a.Text.Close()).Title(a.Text.Close()).OnClick(a.close).Text("×"),
		),
		app.Div().Class("aside-content").TabIndex(0).Attr("role", "region").Aria("labelledby", "aside-heading").Body(
			&content{Make: open.Make},
		),
	)
}

func (a *asides) close(app.Context, app.Event) { a.end() }

// end closes the aside. The focus goes back to the button that has opened it.
func (a *asides) end() {
	id := a.Page.lab.Aside()
	a.Page.lab.CloseAside()
	a.Page.lab.MoveFocus("open-" + id)
}

// key closes the aside with Escape.
func (a *asides) key(ctx app.Context, e app.Event) {
	if dom.Text(e.Get("key")) != "Escape" || e.Get("defaultPrevented").Bool() {
		ctx.PreventUpdate()
		return
	}
	e.PreventDefault()
	a.end()
}

// content is what a panel or an aside makes.
type content struct {
	app.Compo

	Make func() app.UI
}

func (c *content) Render() app.UI { return c.Make() }
