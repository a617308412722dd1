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
	picture   picture
	x         *nn32.Tensor // the picture, (1, side, side, 1); nil before it is made
	came      time.Time
	explained time.Time // when its prediction was last explained
}

// picture is a drawing in the form of a data set's pictures.
type picture struct {
	data    protocol.DataSet
	finding protocol.Finding
	values  []byte // side × side, row by row, 0..Most
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

// normalise makes the picture that the makers of a data set would have made from a drawing.
func normalise(p *protocol.Predict, of protocol.DataSet) picture {
	if p.Source == protocol.Edited {
		return picture{data: of, finding: edited(p, of), values: p.Ink}
	}
	out, ink := picture{data: of}, inkOf(p)
	var analysis drawing.Analysis
	if of.Side() == drawing.MNISTSide {
		var values drawing.MNISTPicture
		values, analysis = pipeline(p.Skip).AnalyseMNIST(ink)
		out.values = values[:]
	} else {
		analysis = pipeline(p.Skip).Analyse(ink)
		out.values = analysis.Picture[:]
	}
	out.finding = findings[analysis.Finding]
	for _, stage := range analysis.Stages {
		if !p.Explain {
			break
		}
		small := stage.Thumbnail(stageSide)
		out.stages = append(out.stages, protocol.StageImage{Stage: stages[stage.Stage], Width: small.Width, Height: small.Height,
			Ink: small.Ink})
	}
	return out
}

// stageSide is the maximum side of a stage's image, in pixels: the page shows no more.
const stageSide = 96

// edited returns the finding of a picture that was made cell by cell: NoInk if the data set could not have it.
func edited(p *protocol.Predict, of protocol.DataSet) protocol.Finding {
	side := of.Side()
	if p.Width != side || p.Height != side || len(p.Ink) != side*side {
		return protocol.NoInk
	}
	if most := slices.Max(p.Ink); most == 0 || int(most) > of.Most() {
		return protocol.NoInk
	}
	return protocol.OneDigit
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

// prepare makes the picture of a drawing for a data set, if it is not made yet.
func (d *lastDrawing) prepare(of protocol.DataSet) {
	if d.x != nil && d.picture.data == of {
		return
	}
	d.picture = normalise(d.Predict, of)
	if d.x = nil; d.picture.finding != protocol.NoInk {
		d.x = data.Input(d.picture.values, of)
	}
}

// predictDrawing reports the viewed network's prediction of the drawing. A drawing without ink has no prediction and is forgotten.
func (t *Trainer) predictDrawing() {
	d, r := t.drawing, t.run
	if d == nil || r == nil {
		return
	}
	d.prepare(r.settings.Data)
	if d.picture.finding == protocol.NoInk {
		t.drawing = nil
		t.host.Send(&protocol.Prediction{ID: d.ID, Finding: protocol.NoInk})
		return
	}
	prediction, err := t.prediction(d)
	if err != nil {
		t.host.Send(&protocol.Failed{Run: r.number, Reason: protocol.Diverged, Detail: err.Error()})
		return
	}
	t.compare(d.Predict, prediction)
	t.host.Send(prediction)
}

// prediction predicts a prepared drawing, and adds the explanation if it is due.
func (t *Trainer) prediction(d *lastDrawing) (*protocol.Prediction, error) {
	r := t.run
	probabilities, err := t.viewed().Predict(d.x)
	if err != nil {
		return nil, err
	}
	temperature := t.temperature()
	temperature.Apply(probabilities.Data)
	p := &protocol.Prediction{ID: d.ID, Run: r.number, Epoch: t.begun(), Finding: d.picture.finding, Data: d.picture.data,
		Picture: d.picture.values, Probabilities: probabilities.Data, Temperature: float32(temperature)}
	hurried := r.phase == protocol.Running || t.view.past && t.view.near
	if !d.Explain || hurried && time.Since(d.explained) < betweenExplanations {
		return p, nil
	}
	d.explained = time.Now()
	return p, t.explain(d, p)
}

// begun returns the number of epochs for a prediction: 1 already in the first epoch, because the network has begun to learn.
func (t *Trainer) begun() int {
	m := t.viewedMoment()
	if m.Epoch == 0 && m.Step > 0 {
		return 1
	}
	return m.Epoch
}
