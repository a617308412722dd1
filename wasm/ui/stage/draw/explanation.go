package draw

import (
	"strconv"

	"digitlab/wasm/ui/lab"
	"digitlab/wasm/ui/scheduler"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// explanation is the aside that explains the reading: reasons, the pretrained network's reading, and the way from the drawing to the
// picture.
type explanation struct {
	app.Compo

	Board *Board
	Text  Words
}

func (e *explanation) OnMount(app.Context) { e.Board.explain(true) }

func (e *explanation) OnDismount() { e.Board.explain(false) }

func (e *explanation) Render() app.UI {
	t, b := e.Text, e.Board
	return app.Div().Class("explanation").Body(
		b.lab.Slot(lab.BelowPrediction),
		&why{Board: b, Text: t},
		&pretrainedPanel{Board: b, Text: t},
		&stageTiles{Board: b, Text: t},
		&pictureValues{Board: b, Text: t},
	)
}

// pictureValues is the picture that the network sees, in numbers.
type pictureValues struct {
	app.Compo

	Board *Board
	Text  Words

	listed bool // the table is open
	stop   func()
}

func (v *pictureValues) OnMount(ctx app.Context) {
	v.stop = v.Board.lab.RerenderIf(ctx, lab.PredictionTopic|lab.RunTopic, scheduler.LegibleTime, func() bool { return v.listed })
}

func (v *pictureValues) OnDismount() { v.stop() }

func (v *pictureValues) toggle(ctx app.Context, _ app.Event) {
	v.listed = ctx.JSSrc().Get("open").Bool()
}

func (v *pictureValues) Render() app.UI {
	t, data := v.Text, v.Board.lab.Session().DataSet()
	return app.Details().OnToggle(v.toggle).Body(
		app.Summary().Text(t.PictureValues(data.Side()*data.Side())),
		app.P().Class("help").Text(t.PictureHelp(data)),
		app.P().Class("help").Text(t.PredictionHelp()),
		v.table(),
	)
}

// table is the table of the picture's values, if it is open.
func (v *pictureValues) table() app.UI {
	p := v.Board.lab.Session().Prediction
	if !v.listed || p == nil {
		return app.Div().Class("values")
	}
	side := p.Data.Side()
	return valuesTable(v.Text.PictureLabel(side), side, p.Picture, func(v byte) string { return strconv.Itoa(int(v)) })
}
