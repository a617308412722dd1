package data

import (
	"strconv"
	"strings"

	"digitlab/wasm/protocol"
	"digitlab/wasm/ui/dom"
	"digitlab/wasm/ui/i18n"
	"digitlab/wasm/ui/session"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// shownPredictions is the number of predictions that the panel shows. All are in the file that can be saved.
const shownPredictions = 10

// predictHindrance returns why the present network does not predict the opened pictures without labels, or "".
func predictHindrance(s session.Session, t words) string {
	side := s.Data[protocol.Opened].Open.UnlabelledSide
	switch {
	case s.Phase() == protocol.Running || s.Phase() == protocol.Paused:
		return t.PredictLater()
	case s.DataSet().Side() != side:
		return t.TrainOnSide(side)
	case !s.Usable() || len(s.Epochs) == 0:
		return t.TrainFirst()
	}
	return ""
}

// unlabelled shows the opened pictures without labels, and their predictions.
func (c *dataCard) unlabelled() app.UI {
	s, t := c.Sets.lab.Session(), c.Text
	o := s.Data[protocol.Opened].Open
	if o.Unlabelled == 0 {
		return app.Text("")
	}
	hindrance := predictHindrance(s, t)
	return app.Div().ID("unlabelled").Class("data-set").Body(
		app.P().Text(t.Unlabelled(o.UnlabelledName, i18n.Grouped(o.Unlabelled), o.UnlabelledSide)),
		app.If(hindrance != "", func() app.UI { return app.P().Class("help").Text(hindrance) }),
		app.Div().Class("buttons").Body(
			dom.Disabled(app.Button().ID("predict-files").Type("button"), hindrance != "").OnClick(c.predict).Text(t.PredictThem()),
			app.If(c.Sets.predictions != nil, func() app.UI {
				return app.Button().ID("save-predictions").Type("button").OnClick(c.savePredictions).Text(t.SavePredictions())
			}),
		),
		app.Div().Aria("live", "polite").Body(app.If(c.Sets.predictions != nil, func() app.UI { return predictionTable(c.Sets.predictions, t) })),
	)
}

// predictionTable shows the first predictions.
func predictionTable(p *protocol.DataPredictions, t words) app.UI {
	mean := float32(0)
	for _, v := range p.Confidence {
		mean += v / float32(len(p.Confidence))
	}
	n := min(shownPredictions, len(p.Digits))
	return app.Div().Class("data-state").Body(
		app.P().Class("note").Text(t.Predicted(p.Epoch, i18n.Percent(mean))),
		app.Table().Class("predictions").Body(
			app.Caption().Text(t.PredictionsShown(n)),
			app.THead().Body(app.Tr().Body(app.Th().Scope("col").Text(t.PictureColumn()), app.Th().Scope("col").Text(t.DigitColumn()),
				app.Th().Scope("col").Text(t.ConfidenceColumn()))),
			app.TBody().Body(app.Range(p.Digits[:n]).Slice(func(i int) app.UI {
				return app.Tr().Body(app.Td().Text(pictureID(p, i)), app.Td().Text(int(p.Digits[i])), app.Td().Text(i18n.Percent(p.Confidence[i])+" %"))
			})),
		),
	)
}

// pictureID is what a picture is called in the file, or its number from 1.
func pictureID(p *protocol.DataPredictions, i int) string {
	if p.IDs != nil {
		return p.IDs[i]
	}
	return strconv.Itoa(i + 1)
}

func (c *dataCard) predict(app.Context, app.Event) { c.Sets.lab.Post(&protocol.PredictData{}) }

func (c *dataCard) savePredictions(app.Context, app.Event) {
	dom.SaveText("digitlab-predictions.csv", "text/csv", predictionsCSV(c.Sets.predictions))
}

// predictionsCSV is the predictions as a table in the form that Kaggle takes as a submission.
func predictionsCSV(p *protocol.DataPredictions) string {
	var b strings.Builder
	b.WriteString("ImageId,Label\r\n")
	for i, digit := range p.Digits {
		id := pictureID(p, i)
		if strings.ContainsAny(id, ",\"\r\n") {
			id = `"` + strings.ReplaceAll(id, `"`, `""`) + `"`
		}
		b.WriteString(id + "," + strconv.Itoa(int(digit)) + "\r\n")
	}
	return b.String()
}
