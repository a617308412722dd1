package ui

import (
	"strconv"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// mostSmoothing is the slider's end, in hundredths: at one the average would never move.
const mostSmoothing = 99

// controls say how the curves are drawn. They work as soon as the page does.
func (c *curvesCard) controls() app.UI {
	t := c.Text
	said := t.Off()
	if c.smoothing > 0 {
		said = weight(c.smoothing)
	}
	return app.Div().Class("curve-controls").Body(
		app.Div().Class("smoothing").Body(
			app.Label().For("smoothing").Text(t.Smoothing()),
			disabled(app.Input().ID("smoothing").Type("range"), app.IsServer).Min(0).Max(mostSmoothing).Step(1).
				Value(strconv.Itoa(int(100*c.smoothing+.5))).Aria("valuetext", said).OnInput(c.smooth),
			decorative(app.Span()).Class("amount").Text(said),
		),
		app.Label().Class("check").Body(
			disabled(checked(app.Input().ID("log-scale").Type("checkbox"), c.log), app.IsServer).OnChange(c.scale),
			app.Span().Text(t.LogScale()),
		),
		app.Div().Class("row").Attr("role", "group").Aria("label", t.ZoomGroup()).Body(
			button(t.ZoomIn(), app.IsServer, c.zoomIn),
			button(t.ZoomOut(), app.IsServer, c.zoomOut),
			button(t.Fit(), app.IsServer, c.fit),
		),
	)
}

func (c *curvesCard) smooth(ctx app.Context, _ app.Event) {
	if hundredths, err := strconv.Atoi(text(ctx.JSSrc().Get("value"))); err == nil {
		c.smoothing = float64(min(max(hundredths, 0), mostSmoothing)) / 100
		c.Lab.invalidate(curvesTopic)
	}
}

func (c *curvesCard) scale(ctx app.Context, _ app.Event) {
	c.log = ctx.JSSrc().Get("checked").Bool()
	c.Lab.invalidate(curvesTopic)
}

// exports save the curves as they are shown, once there are some.
func (c *curvesCard) exports() app.UI {
	t, off := c.Text, app.IsServer || c.figure().readable() == 0
	return app.Div().Class("row saves").Attr("role", "group").Aria("label", t.ExportGroup()).Body(
		button(t.Save("CSV"), off, c.saveCSV),
		button(t.Save("JSON"), off, c.saveJSON),
		button(t.Save("PNG"), off, c.savePNG),
		button(t.Save("SVG"), off, c.saveSVG),
	)
}

func button(name string, off bool, click app.EventHandler) app.UI {
	return disabled(app.Button().Type("button"), off).OnClick(click).Text(name)
}

const exportName = "digit-lab-curves."

func (c *curvesCard) saveCSV(app.Context, app.Event) {
	saveText(exportName+"csv", "text/csv", csvOf(exportedRuns(c.Lab)))
}

func (c *curvesCard) saveJSON(app.Context, app.Event) {
	saveText(exportName+"json", "application/json", jsonOf(exportedRuns(c.Lab)))
}

func (c *curvesCard) saveSVG(app.Context, app.Event) {
	drawing, _, _ := c.picture()
	saveText(exportName+"svg", "image/svg+xml", drawing)
}

func (c *curvesCard) savePNG(app.Context, app.Event) {
	drawing, width, height := c.picture()
	savePNG(exportName+"png", drawing, width, height)
}

func (c *curvesCard) picture() (drawing string, width, height int) {
	present := overlay{}
	if runs := exportedRuns(c.Lab); len(c.Lab.Session().Epochs) > 0 {
		present = runs[0]
	}
	return c.figure().picture(settingsText(present, c.smoothing, c.Text), c.Lab.Colours())
}
