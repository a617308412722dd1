package trainer

import (
	"slices"
	"time"

	"digitlab/nn32"
	"digitlab/nn32/drawing"
	"digitlab/wasm/protocol"
)

// lastDrawing is what the page last asked to read. It is kept and read again as training goes on.
type lastDrawing struct {
	*protocol.Predict
	seen      sight
	x         *nn32.Tensor // the picture, (1, side, side, 1); nil before it was seen
	came      time.Time
	explained time.Time // when it was last told why it is read so
}

// sight is what a network sees of a drawing: a picture of its data set.
type sight struct {
	data    protocol.DataSet
	finding protocol.Finding
	picture []byte // side × side values, row by row, 0..Most
	stages  []protocol.StageImage
}

// see takes a drawing the way that a data set was made.
func see(p *protocol.Predict, data protocol.DataSet) sight {
	if p.Source == protocol.Edited {
		return sight{data: data, finding: edited(p, data), picture: p.Ink}
	}
	s, drawn := sight{data: data}, inkOf(p)
	var reading drawing.Reading
	if data.Side() == drawing.MNISTSide {
		var picture drawing.MNISTPicture
		picture, reading = pipeline(p.Skip).ReadMNIST(drawn)
		s.picture = picture[:]
	} else {
		reading = pipeline(p.Skip).Read(drawn)
		s.picture = reading.Picture[:]
	}
	s.finding = protocol.Finding(reading.Finding)
	for _, stage := range reading.Stages {
		small := stage.Thumbnail(stageSide)
		s.stages = append(s.stages, protocol.StageImage{Stage: protocol.Stage(stage.Step), Width: small.Width, Height: small.Height,
			Ink: small.Ink})
	}
	return s
}

// stageSide is the most pixels that a stage has in a direction when it is told: as many as the page shows.
const stageSide = 96

// edited says what a picture holds that was made cell by cell. One that the data set could not have holds nothing.
func edited(p *protocol.Predict, data protocol.DataSet) protocol.Finding {
	side := data.Side()
	if p.Width != side || p.Height != side || len(p.Ink) != side*side {
		return protocol.NoInk
	}
	if most := slices.Max(p.Ink); most == 0 || int(most) > data.Most() {
		return protocol.NoInk
	}
	return protocol.OneDigit
}

// pipeline is the whole way less some steps.
func pipeline(skip protocol.Stages) drawing.Pipeline {
	p := drawing.DefaultPipeline()
	for step := range protocol.Count {
		if skip.Has(step) {
			p = p.Without(drawing.Step(step))
		}
	}
	return p
}

// draw takes a drawing, to be read as soon as there is a network.
func (t *Trainer) draw(p *protocol.Predict) {
	t.drawing = &lastDrawing{Predict: p, came: time.Now()}
	t.read()
}

// calm is how long no drawing has come when none is to be expected.
const calm = 100 * time.Millisecond

// isDrawn reports whether a person draws at present, who waits for each reading.
func (t *Trainer) isDrawn() bool { return t.drawing != nil && time.Since(t.drawing.came) < calm }

// look makes the picture of a drawing for a data set, if it has not been made.
func (d *lastDrawing) look(data protocol.DataSet) {
	if d.x != nil && d.seen.data == data {
		return
	}
	d.seen = see(d.Predict, data)
	if d.x = nil; d.seen.finding != protocol.NoInk {
		d.x = input(d.seen.picture, data)
	}
}

// input is pictures of a data set as a network takes them, (N, side, side, 1).
func input(pictures []byte, data protocol.DataSet) *nn32.Tensor {
	side := data.Side()
	x := &nn32.Tensor{Shape: nn32.Shape{len(pictures) / (side * side), side, side, 1}}
	if data != protocol.Digits {
		x.Pixels = pictures
		return x
	}
	x.Data = make([]float32, len(pictures))
	for i, v := range pictures {
		x.Data[i] = float32(v)
	}
	return x
}

// read reports what the present network reads in the drawing; one without ink claims nothing and is forgotten.
func (t *Trainer) read() {
	d, r := t.drawing, t.run
	if d == nil || r == nil {
		return
	}
	d.look(r.settings.Data)
	if d.seen.finding == protocol.NoInk {
		t.drawing = nil
		t.host.Send(&protocol.Prediction{ID: d.ID, Finding: protocol.NoInk})
		return
	}
	prediction, err := t.predict(d)
	if err != nil {
		t.host.Send(&protocol.Failed{Run: r.number, Reason: protocol.Diverged, Detail: err.Error()})
		return
	}
	t.compare(d.Predict, prediction)
	t.host.Send(prediction)
}

// predict reads a drawing that has been looked at, and explains it if that is due.
func (t *Trainer) predict(d *lastDrawing) (*protocol.Prediction, error) {
	r := t.run
	probabilities, err := r.network.Predict(d.x)
	if err != nil {
		return nil, err
	}
	temperature := t.temperature()
	temperature.Apply(probabilities.Data)
	p := &protocol.Prediction{ID: d.ID, Run: r.number, Epoch: r.trained(), Finding: d.seen.finding, Picture: d.seen.picture,
		Probabilities: probabilities.Data, Temperature: float32(temperature)}
	if !d.Explain || r.phase == protocol.Running && time.Since(d.explained) < explainEvery {
		return p, nil
	}
	d.explained = time.Now()
	return p, t.explain(d, p)
}

// trained is after how many epochs a network reads; one in its first epoch has begun to learn.
func (r *run) trained() int {
	if len(r.epochs) == 0 && r.step > 0 {
		return 1
	}
	return len(r.epochs)
}
