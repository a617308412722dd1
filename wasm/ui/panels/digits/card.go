package digits

import (
	"digitlab/wasm/ui/dom"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// card returns the panel.
func (d *digits) card() app.UI { return &digitsCard{Digits: d, Text: d.text()} }

// digitsCard is the panel: the wall or the map, and the chosen digit.
type digitsCard struct {
	app.Compo

	Digits *digits
	Text   words
}

func (c *digitsCard) OnMount(app.Context) { c.Digits.show(true) }

func (c *digitsCard) OnDismount() { c.Digits.show(false) }

func (c *digitsCard) Render() app.UI {
	t, d := c.Text, c.Digits
	button := func(p part) app.HTMLButton {
		return dom.Pressed(dom.Disabled(app.Button().Type("button"), app.IsServer), d.part == p).Text(t.Part(p))
	}
	return app.Section().Class("card all-digits").Aria("labelledby", "digits-panel-heading").Body(
		app.Div().Class("title").Body(
			app.H2().ID("digits-panel-heading").Text(t.Heading()),
			app.Div().Class("parts").Attr("role", "group").Aria("label", t.Parts()).Body(
				button(wallPart).OnClick(c.wall),
				button(mapPart).OnClick(c.chart),
			),
		),
		app.Div().Class("beside").Body(
			app.Div().Class("layouts").Body(
				app.If(d.part == wallPart, func() app.UI { return &wall{Digits: d, Text: t} }),
				app.If(d.part == mapPart, func() app.UI { return &mapView{Digits: d, Text: t} }),
			),
			&digitCard{Digits: d, Text: t},
		),
		&suspects{Digits: d, Text: t},
	)
}

func (c *digitsCard) wall(app.Context, app.Event)  { c.Digits.part = wallPart }
func (c *digitsCard) chart(app.Context, app.Event) { c.Digits.part = mapPart }
