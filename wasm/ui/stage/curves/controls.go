package curves

import (
	"strconv"
	"time"

	"digitlab/wasm/ui/chart"
	"digitlab/wasm/ui/dom"
	"digitlab/wasm/ui/i18n"
	"digitlab/wasm/ui/lab"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// mostSmoothing is the slider's maximum, in hundredths: with weight 1 the average would never change.
const mostSmoothing = 99

// optionsAside is the ID of the aside with the options of the curves.
const optionsAside = "options"

// options set how the curves are drawn, save them, and list their numbers. They work without a trainer.
type options struct {
	app.Compo

	Curves *Curves
	Text   Words

	listed bool // the table of numbers is open
	stop   func()
}

func (o *options) OnMount(ctx app.Context) {
	o.stop = o.Curves.lab.Rerender(ctx, lab.CurvesTopic, 250*time.Millisecond)
}

func (o *options) OnDismount() { o.stop() }

func (o *options) Render() app.UI {
	t := o.Text
	return app.Div().Class("curve-options").Body(
		o.controls(),
		app.P().Class("help keys").Text(o.hint()),
		o.exports(),
		app.P().Class("help").Text(t.CurvesHelp()),
		app.Details().OnToggle(o.toggle).Body(app.Summary().Text(t.Numbers()), o.numbers()),
	)
}

func (o *options) hint() string {
	if app.IsClient && !app.Window().Get("uPlot").Truthy() {
		return o.Text.ChartMissing()
	}
	return o.Text.CurvesKeys()
}

func (o *options) controls() app.UI {
	t := o.Text
	said := t.Off()
	if o.Curves.smoothing > 0 {
		said = i18n.Weight(o.Curves.smoothing)
	}
	return app.Div().Class("curve-controls").Body(
		app.Div().Class("smoothing").Body(
			app.Label().For("smoothing").Text(t.Smoothing()),
			dom.Disabled(app.Input().ID("smoothing").Type("range"), app.IsServer).Min(0).Max(mostSmoothing).Step(1).
				Value(strconv.Itoa(int(100*o.Curves.smoothing+.5))).Aria("valuetext", said).OnInput(o.smooth),
			dom.Decorative(app.Span()).Class("amount").Text(said),
		),
		app.Label().Class("check").Body(
			dom.Disabled(dom.Checked(app.Input().ID("log-scale").Type("checkbox"), o.Curves.log), app.IsServer).OnChange(o.scale),
			app.Span().Text(t.LogScale()),
		),
		app.Div().Class("row").Attr("role", "group").Aria("label", t.ZoomGroup()).Body(
			button(t.ZoomIn(), app.IsServer, o.zoomIn),
			button(t.ZoomOut(), app.IsServer, o.zoomOut),
			button(t.Fit(), app.IsServer, o.fit),
		),
	)
}

func (o *options) smooth(ctx app.Context, _ app.Event) {
	if hundredths, err := strconv.Atoi(dom.Text(ctx.JSSrc().Get("value"))); err == nil {
		o.Curves.smoothing = float64(min(max(hundredths, 0), mostSmoothing)) / 100
		o.Curves.lab.Invalidate(lab.CurvesTopic)
	}
}

func (o *options) scale(ctx app.Context, _ app.Event) {
	o.Curves.log = ctx.JSSrc().Get("checked").Bool()
	o.Curves.lab.Invalidate(lab.CurvesTopic)
}

// exports save the curves as they are shown, if there are some.
func (o *options) exports() app.UI {
	t, off := o.Text, app.IsServer || o.Curves.figure().Readable() == 0
	return app.Div().Class("row saves").Attr("role", "group").Aria("label", t.ExportGroup()).Body(
		button(t.Save("CSV"), off, o.saveCSV),
		button(t.Save("JSON"), off, o.saveJSON),
		button(t.Save("PNG"), off, o.savePNG),
		button(t.Save("SVG"), off, o.saveSVG),
	)
}

func button(name string, off bool, click app.EventHandler) app.UI {
	return dom.Disabled(app.Button().Type("button"), off).OnClick(click).Text(name)
}

func (o *options) zoomIn(app.Context, app.Event) { o.Curves.zoom(2) }

func (o *options) zoomOut(app.Context, app.Event) { o.Curves.zoom(.5) }

func (o *options) fit(app.Context, app.Event) { o.Curves.show(chart.Span{}) }

func exportName(extension string) string {
	return dom.FileName("curves", time.Now().UnixMilli(), "", extension)
}

func (o *options) saveCSV(app.Context, app.Event) {
	dom.SaveText(exportName(".csv"), "text/csv", csvOf(exportedRuns(o.Curves.lab)))
}

func (o *options) saveJSON(app.Context, app.Event) {
	dom.SaveText(exportName(".json"), "application/json", jsonOf(exportedRuns(o.Curves.lab)))
}

func (o *options) saveSVG(app.Context, app.Event) {
	drawing, _, _ := o.picture()
	dom.SaveText(exportName(".svg"), "image/svg+xml", drawing)
}

func (o *options) savePNG(app.Context, app.Event) {
	drawing, width, height := o.picture()
	dom.SavePNG(exportName(".png"), drawing, width, height)
}

func (o *options) picture() (drawing string, width, height int) {
	present := chart.Overlay{}
	if runs := exportedRuns(o.Curves.lab); len(o.Curves.lab.Session().Epochs) > 0 {
		present = runs[0]
	}
	return o.Curves.figure().Picture(settingsText(present, o.Curves.smoothing, o.Text), o.Curves.lab.Colours())
}
