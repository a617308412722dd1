package ui

import (
	"time"

	"digitlab/wasm/protocol"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// curvesReadout is the small table of the chosen epoch, or of the last. It follows a pointer faster than the card follows a
// run.
type curvesReadout struct {
	app.Compo

	Lab  *lab
	Text curvesWords
	Card *curvesCard

	close []func()
}

func (r *curvesReadout) OnMount(ctx app.Context) {
	r.close = []func(){
		r.Lab.rerender(ctx, curvesTopic, 250*time.Millisecond),
		r.Lab.rerender(ctx, chosenTopic, 50*time.Millisecond),
	}
}

func (r *curvesReadout) OnDismount() {
	for _, f := range r.close {
		f()
	}
}

func (r *curvesReadout) Render() app.UI {
	t, f := r.Text, r.Card.figure()
	epoch := r.Card.readEpoch(f)
	when := t.Epoch()
	if epoch > 0 {
		when = t.AtEpoch(epoch)
	}
	var rows []app.UI
	for _, row := range f.readout(epoch) {
		cells := []app.UI{app.Th().Scope("row").Body(line(row.kind.class()), app.Span().Text(row.name))}
		for _, v := range row.values {
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

// readoutRow is a line of the table: loss, accuracy and time, as they are written.
type readoutRow struct {
	kind   lineKind
	name   string
	values [3]string
}

// readout is what the table says of an epoch, unsmoothed. The test digits are there for a whole run only.
func (f figure) readout(epoch int) []readoutRow {
	t := f.text
	row := func(kind lineKind, name string, known bool, lossOf, accuracyOf float32, elapsed float64) readoutRow {
		if !known {
			return readoutRow{kind, name, [3]string{"–", "–", "–"}}
		}
		return readoutRow{kind, name, [3]string{loss(lossOf), percent(accuracyOf) + "%", seconds(elapsed)}}
	}
	at := func(epochs []protocol.Epoch) (protocol.Epoch, bool) {
		if epoch < 1 || epoch > len(epochs) {
			return protocol.Epoch{}, false
		}
		return epochs[epoch-1], true
	}
	e, known := at(f.epochs)
	tested := protocol.Tested{}
	if f.tested != nil {
		tested = *f.tested
	}
	rows := []readoutRow{
		row(trainingLine, t.Training(), known, e.Loss, e.Accuracy, e.Elapsed),
		row(validationLine, t.Validation(), known, e.ValidationLoss, e.ValidationAccuracy, e.Elapsed),
		row(testPoint, t.Test(), f.tested != nil, tested.Loss, tested.Accuracy, tested.Elapsed),
	}
	for i, o := range f.compared {
		e, known := at(o.Epochs)
		rows = append(rows, row(o.kind(i), t.ValidationOf(shorten(o.Name)), known, e.ValidationLoss, e.ValidationAccuracy, e.Elapsed))
	}
	return rows
}
