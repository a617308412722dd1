package trainer

import (
	"slices"
	"time"

	"digitlab/nn32"
	"digitlab/nn32/drawing"
	"digitlab/wasm/protocol"
	"digitlab/wasm/trainer/data"
)

// lastDrawing is the last drawing of the page. The network predicts it again during training.
type lastDrawing struct {
	*protocol.Predict
	of        protocol.DataSet // of the pictures
	pictures  []picture        // one, or that of each digit side by side, from left to right; nil before they are made, or without ink
	came      time.Time
	explained time.Time // when its prediction was last explained
}

// picture is a drawing, or one of its digits, in the form of a data set's pictures.
type picture struct {
	finding protocol.Finding
	ink     drawing.Bitmap // that it was made from
	values  []byte         // side × side, row by row, 0..Most
	x       *nn32.Tensor   // the values, (1, side, side, 1)
	stages  []protocol.StageImage
}

// The protocol knows no package of nn32, so it has names of its own for what package drawing reports. Only these tables relate them.
var (
	stages = [...]protocol.Stage{
		drawing.Deskew:      protocol.Deskew,
		drawing.Crop:        protocol.Crop,
		drawing.Stretch:     protocol.Stretch,
		drawing.StrokeWidth: protocol.StrokeWidth,
		drawing.Shear:       protocol.Shear,
		drawing.Count:       protocol.Count,
	}
	findings = [...]protocol.Finding{
		drawing.NoInk:         protocol.NoInk,
		drawing.OneDigit:      protocol.OneDigit,
		drawing.SeveralDigits: protocol.SeveralDigits,
		drawing.NoDigit:       protocol.NoDigit,
	}
)

// normalise makes the pictures that the makers of a data set would have made from a drawing: one, or one for each digit if there are
// several side by side. Without ink there is none.
func normalise(p *protocol.Predict, of protocol.DataSet) (pictures []picture) {
	if p.Source == protocol.Edited {
		if isPicture(p, of) {
			pictures = []picture{{finding: protocol.OneDigit, ink: inkOf(p), values: p.Ink}}
		}
	} else {
		whole, digits := analyse(p, inkOf(p), of)
		if p.Source == protocol.Drawn {
			if apart := drawing.RasteriseDigits(strokesOf(p.Drawing), p.Drawing.Pen); apart != nil {
				digits = apart
			}
		}
		for _, digit := range digits {
			one, _ := analyse(p, digit, of)
			if one.finding == protocol.SeveralDigits { // its parts are too close for the whole drawing
				one.finding = protocol.OneDigit
			}
			pictures = append(pictures, one)
		}
		if len(digits) == 0 && whole.finding != protocol.NoInk {
			pictures = []picture{whole}
		}
	}
	for i := range pictures {
		pictures[i].x = data.Input(pictures[i].values, of)
	}
	return pictures
}

// analyse makes the picture of all ink together, and returns the ink of each digit if it finds several.
func analyse(p *protocol.Predict, ink drawing.Bitmap, of protocol.DataSet) (out picture, digits []drawing.Bitmap) {
	var analysis drawing.Analysis
	if of.Side() == drawing.MNISTSide {
		var values drawing.MNISTPicture
		values, analysis = pipeline(p.Skip).AnalyseMNIST(ink)
		out.values = values[:]
	} else {
		analysis = pipeline(p.Skip).Analyse(ink)
		out.values = analysis.Picture[:]
	}
	out.finding, out.ink = findings[analysis.Finding], ink
	for _, stage := range analysis.Stages {
		if !p.Explain {
			break
		}
		small := stage.Thumbnail(stageSide)
		out.stages = append(out.stages, protocol.StageImage{Stage: stages[stage.Stage], Width: small.Width, Height: small.Height,
			Ink: small.Ink})
	}
	return out, analysis.Digits
}

// stageSide is the maximum side of a stage's image, in pixels: the page shows no more.
const stageSide = 96

// isPicture reports whether the data set could have a picture that was made cell by cell.
func isPicture(p *protocol.Predict, of protocol.DataSet) bool {
	side := of.Side()
	if p.Width != side || p.Height != side || len(p.Ink) != side*side {
		return false
	}
	most := slices.Max(p.Ink)
	return most > 0 && int(most) <= of.Most()
}

// pipeline returns the pipeline of preprocessing without the stages to skip.
func pipeline(skip protocol.Stages) drawing.Pipeline {
	p := drawing.DefaultPipeline()
	for stage, of := range stages {
		if skip.Has(of) {
			p = p.Without(drawing.Stage(stage))
		}
	}
	return p
}

// inkOf returns a drawing as coverages, whatever its source.
func inkOf(d *protocol.Predict) drawing.Bitmap {
	b := drawing.Bitmap{Width: d.Width, Height: d.Height, Ink: d.Ink}
	switch {
	case d.Source == protocol.Drawn:
		return rasterise(d.Drawing)
	case d.Source == protocol.Photo:
		return drawing.FromPhoto(b)
	case d.Source == protocol.Edited && d.Width == protocol.Digits.Side():
		b.Ink = make([]byte, len(d.Ink))
		for i, v := range d.Ink {
			b.Ink[i] = byte(255 / protocol.Digits.Most() * int(v))
		}
	}
	return b
}

// rasterise returns the ink of strokes.
func rasterise(d protocol.Drawing) drawing.Bitmap { return drawing.Rasterise(strokesOf(d), d.Pen) }

func strokesOf(d protocol.Drawing) []drawing.Stroke {
	strokes := make([]drawing.Stroke, len(d.Strokes))
	for i, s := range d.Strokes {
		strokes[i] = make(drawing.Stroke, len(s))
		for k, p := range s {
			strokes[i][k] = drawing.Point(p)
		}
	}
	return strokes
}

// setDrawing takes a drawing and predicts it, if there is a network.
func (t *Trainer) setDrawing(p *protocol.Predict) {
	t.drawing = &lastDrawing{Predict: p, came: time.Now()}
	t.predictDrawing()
	t.inspector.stale = true
}

// drawnUntil is the time after a drawing in which another is expected.
const drawnUntil = 100 * time.Millisecond

// isDrawn reports whether a person draws at present and waits for each prediction.
func (t *Trainer) isDrawn() bool { return t.drawing != nil && time.Since(t.drawing.came) < drawnUntil }

// prepare makes the pictures of a drawing for a data set, if they are not made yet.
func (d *lastDrawing) prepare(of protocol.DataSet) {
	if d.pictures == nil || d.of != of {
		d.of, d.pictures = of, normalise(d.Predict, of)
	}
}

// chosen returns the place of the digit that is shown and explained.
func (d *lastDrawing) chosen() int { return min(max(0, d.Chosen), len(d.pictures)-1) }

// predictDrawing reports the viewed network's prediction of the drawing. A drawing without ink has no prediction and is forgotten.
func (t *Trainer) predictDrawing() {
	d, r := t.drawing, t.run
	if d == nil || r == nil {
		return
	}
	d.prepare(r.settings.Data)
	if len(d.pictures) == 0 {
		t.drawing = nil
		t.page.Send(&protocol.Prediction{ID: d.ID, Finding: protocol.NoInk})
		t.placeDrawing()
		return
	}
	prediction, err := t.prediction(d)
	if err != nil {
		t.page.Send(&protocol.Failed{Run: r.number, Reason: protocol.Diverged, Detail: err.Error()})
		return
	}
	t.compare(d, prediction)
	t.page.Send(prediction)
	t.placeDrawing()
}

// prediction predicts a prepared drawing, and adds the explanation if it is due.
func (t *Trainer) prediction(d *lastDrawing) (*protocol.Prediction, error) {
	r := t.run
	temperature := t.temperature()
	p := &protocol.Prediction{ID: d.ID, Run: r.number, Epoch: t.begun(), Imported: r.checkpoint.Info.Imported(), Finding: protocol.SeveralDigits, Data: d.of,
		Temperature: float32(temperature), Chosen: d.chosen()}
	for _, one := range d.pictures {
		probabilities, err := t.viewed().Predict(one.x)
		if err != nil {
			return nil, err
		}
		temperature.Apply(probabilities.Data)
		p.Digits = append(p.Digits, protocol.DigitPrediction{Finding: one.finding, Probabilities: probabilities.Data})
	}
	p.Picture, p.Probabilities = d.pictures[p.Chosen].values, p.Digits[p.Chosen].Probabilities
	if len(d.pictures) == 1 {
		p.Finding, p.Digits = d.pictures[0].finding, nil
	}
	hurried := r.phase == protocol.Running || t.view.past && t.view.near
	if !d.Explain || hurried && time.Since(d.explained) < betweenExplanations {
		return p, nil
	}
	d.explained = time.Now()
	return p, t.explain(&d.pictures[p.Chosen], p)
}

// begun returns the number of epochs for a prediction: 1 already in the first epoch, because the network has begun to learn.
func (t *Trainer) begun() int {
	m := t.viewedMoment()
	if m.Epoch == 0 && m.Step > 0 {
		return 1
	}
	return m.Epoch
}
