package curves

import (
	"time"

	"digitlab/wasm/ui/dom"
	"digitlab/wasm/ui/lab"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// curvesReadout is the small table of the chosen epoch, or of the last. It is a component of its own, because it follows a pointer
// faster than the card follows a run.
type curvesReadout struct {
	app.Compo

	Curves *Curves
	Text   Words

	close []func()
}

func (r *curvesReadout) OnMount(ctx app.Context) {
	r.close = []func(){
		r.Curves.lab.Rerender(ctx, lab.CurvesTopic, 250*time.Millisecond),
		r.Curves.lab.Rerender(ctx, chosenTopic|lab.MomentTopic, 50*time.Millisecond),
	}
}

func (r *curvesReadout) OnDismount() {
	for _, f := range r.close {
		f()
	}
}

func (r *curvesReadout) Render() app.UI {
	t, f := r.Text, r.Curves.figure()
	epoch := r.Curves.epochRead(f)
	when := t.Epoch()
	if epoch > 0 {
		when = t.AtEpoch(epoch)
	}
	var rows []app.UI
	for _, row := range f.Readout(epoch) {
		cells := []app.UI{app.Th().Scope("row").Body(dom.Line(row.Kind.Class()), app.Span().Text(row.Name))}
		for _, v := range row.Values {
			cells = append(cells, app.Td().Text(v))
		}
		rows = append(rows, app.Tr().Body(cells...))
	}
	return app.Div().Class("readout-place").Body(app.Table().Class("readout").Body(
		app.THead().Body(app.Tr().Body(
			app.Th().Scope("col").Text(when), app.Th().Scope("col").Text(t.Loss()), app.Th().Scope("col").Text(t.Accuracy()),
			app.Th().Scope("col").Text(t.Seconds()))),
		app.TBody().Body(rows...),
	))
}
