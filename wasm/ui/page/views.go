package page

import (
	"digitlab/wasm/ui/dom"
	"digitlab/wasm/ui/lab"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// view is the part of the page that a phone shows; a wider screen shows all. style.css reads it from the data-view of the html element.
type view string

const (
	drawView   view = "draw"
	trainView  view = "train"
	insideView view = "inside"
	moreView   view = "more"
)

// views are those in the bar, in its order.
var views = []view{drawView, trainView, insideView, moreView}

// look shows a view.
func (p *page) look(v view) {
	if p.view == v {
		return
	}
	p.view = v
	dom.SetRootData("view", string(v))
	p.lab.Invalidate(viewTopic)
}

// bring brings a place of the stage into view.
func (p *page) bring(place lab.Place) {
	p.look(map[lab.Place]view{lab.DrawPlace: drawView, lab.NetworkPlace: insideView}[place])
	dom.ScrollToTop()
}

// viewBar is the bar of four at the foot of a phone.
type viewBar struct {
	app.Compo

	Page *page
	Text words

	stop func()
}

func (b *viewBar) OnMount(ctx app.Context) { b.stop = b.Page.lab.Rerender(ctx, viewTopic, 0) }

func (b *viewBar) OnDismount() { b.stop() }

func (b *viewBar) Render() app.UI {
	return app.Nav().Class("views").Aria("label", b.Text.Views()).Body(
		app.Range(views).Slice(func(i int) app.UI {
			return &viewButton{Page: b.Page, View: views[i], Name: b.Text.View(views[i]), Chosen: b.Page.view == views[i]}
		}),
	)
}

type viewButton struct {
	app.Compo

	Page   *page
	View   view
	Name   string
	Chosen bool
}

func (b *viewButton) Render() app.UI {
	return dom.Pressed(dom.Disabled(app.Button().Type("button"), app.IsServer), b.Chosen).OnClick(b.choose).Text(b.Name)
}

func (b *viewButton) choose(app.Context, app.Event) {
	b.Page.lab.CloseAside() // which covers the view
	b.Page.look(b.View)
	dom.ScrollToTop()
}
