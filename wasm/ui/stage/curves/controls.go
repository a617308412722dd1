package curves

import (
	"strconv"

	"digitlab/wasm/ui/chart"
	"digitlab/wasm/ui/dom"
	"digitlab/wasm/ui/i18n"
	"digitlab/wasm/ui/lab"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// mostSmoothing is the slider's maximum, in hundredths: with weight 1 the average would never change.
const mostSmoothing = 99

// controls set how the curves are drawn. They work without a trainer.
func (c *Card) controls() app.UI {
	t := c.Text
	said := t.Off()
	if c.smoothing > 0 {
		said = i18n.Weight(c.smoothing)
	}
	return app.Div().Class("curve-controls").Body(
		app.Div().Class("smoothing").Body(
			app.Label().For("smoothing").Text(t.Smoothing()),
			dom.Disabled(app.Input().ID("smoothing").Type("range"), app.IsServer).Min(0).Max(mostSmoothing).Step(1).
				Value(strconv.Itoa(int(100*c.smoothing+.5))).Aria("valuetext", said).OnInput(c.smooth),
			dom.Decorative(app.Span()).Class("amount").Text(said),
		),
		app.Label().Class("check").Body(
			dom.Disabled(dom.Checked(app.Input().ID("log-scale").Type("checkbox"), c.log), app.IsServer).OnChange(c.scale),
			app.Span().Text(t.LogScale()),
		),
		app.Div().Class("row").Attr("role", "group").Aria("label", t.ZoomGroup()).Body(
			button(t.ZoomIn(), app.IsServer, c.zoomIn),
			button(t.ZoomOut(), app.IsServer, c.zoomOut),
			button(t.Fit(), app.IsServer, c.fit),
		),
	)
}

func (c *Card) smooth(ctx app.Context, _ app.Event) {
	if hundredths, err := strconv.Atoi(dom.Text(ctx.JSSrc().Get("value"))); err == nil {
		c.smoothing = float64(min(max(hundredths, 0), mostSmoothing)) / 100
		c.Lab.Invalidate(lab.CurvesTopic)
	}
}

func (c *Card) scale(ctx app.Context, _ app.Event) {
	c.log = ctx.JSSrc().Get("checked").Bool()
	c.Lab.Invalidate(lab.CurvesTopic)
}

// exports save the curves as they are shown, if there are some.
func (c *Card) exports() app.UI {
	t, off := c.Text, app.IsServer || c.figure().Readable() == 0
	return app.Div().Class("row saves").Attr("role", "group").Aria("label", t.ExportGroup()).Body(
		button(t.Save("CSV"), off, c.saveCSV),
		button(t.Save("JSON"), off, c.saveJSON),
		button(t.Save("PNG"), off, c.savePNG),
		button(t.Save("SVG"), off, c.saveSVG),
	)
}

func button(name string, off bool, click app.EventHandler) app.UI {
	return dom.Disabled(app.Button().Type("button"), off).OnClick(click).Text(name)
}

const exportName = "digit-lab-curves."

func (c *Card) saveCSV(app.Context, app.Event) {
	dom.SaveText(exportName+"csv", "text/csv", csvOf(exportedRuns(c.Lab)))
}

func (c *Card) saveJSON(app.Context, app.Event) {
	dom.SaveText(exportName+"json", "application/json", jsonOf(exportedRuns(c.Lab)))
}

func (c *Card) saveSVG(app.Context, app.Event) {
	drawing, _, _ := c.picture()
	dom.SaveText(exportName+"svg", "image/svg+xml", drawing)
}

func (c *Card) savePNG(app.Context, app.Event) {
	drawing, width, height := c.picture()
	dom.SavePNG(exportName+"png", drawing, width, height)
}

func (c *Card) picture() (drawing string, width, height int) {
	present := chart.Overlay{}
	if runs := exportedRuns(c.Lab); len(c.Lab.Session().Epochs) > 0 {
		present = runs[0]
	}
	return c.figure().Picture(settingsText(present, c.smoothing, c.Text), c.Lab.Colours())
}
