package lesson

import (
	"slices"
	"strconv"
	"time"

	"digitlab/wasm/protocol"
	"digitlab/wasm/ui/dom"
	"digitlab/wasm/ui/i18n"
	"digitlab/wasm/ui/lab"
	"digitlab/wasm/ui/session"
	"digitlab/wasm/ui/sketch"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// run is a run whose curves are drawn: the recorded one, or one that this browser trains.
type run struct {
	rows       [4][]float32 // after each epoch
	planned    int          // epochs
	here       bool         // in this browser
	goes       bool
	failed     bool
	accuracy   float32 // on the test digits
	seconds    float64 // of computing
	of         protocol.Settings
	fit        int        // digits that it is trained on
	prediction prediction // of the first test digit
}

// prediction is that of one digit.
type prediction struct {
	digit, label byte
	confidence   float32
}

func recordedRun() run {
	return run{rows: recorded, planned: len(recorded[0]), of: tutorial, fit: split(tutorial.Data.Count(), tutorial.TestPercent, tutorial.ValidationPercent).fit,
		accuracy: recordedAccuracy, prediction: recordedPrediction}
}

// runOf returns what a session tells of its run.
func runOf(s session.Session) run {
	r := run{planned: s.Planned(), here: true, goes: s.Tested == nil, failed: s.Failed != nil}
	if s.Built != nil {
		r.of, r.fit = s.Built.Settings, s.Built.Fit
	}
	for _, e := range s.Epochs {
		for row, v := range [4]float32{e.Loss, e.Accuracy, e.ValidationLoss, e.ValidationAccuracy} {
			r.rows[row] = append(r.rows[row], v)
		}
	}
	if s.Tested != nil {
		r.accuracy, r.seconds = s.Tested.Accuracy, s.Tested.Elapsed
	}
	if s.Results != nil {
		r.prediction = prediction{s.Results.Predicted[0], s.Results.Labels[0], s.Results.Confidence[0]}
	}
	r.goes = r.goes && !r.failed
	return r
}

// done reports whether the run was trained here to its end.
func (r run) done() bool { return r.here && !r.goes && !r.failed && r.epochs() > 0 }

// overfits reports whether the validation loss has clearly risen again while the training loss went on falling.
func (r run) overfits() bool {
	if !r.done() {
		return false
	}
	training, validation := r.rows[trainingLoss], r.rows[validationLoss]
	last, best := len(validation)-1, slices.Index(validation, slices.Min(validation))
	return validation[last] >= overfits*validation[best] && training[last] < training[best]
}

// epochs returns how many epochs of the run are done.
func (r run) epochs() int { return len(r.rows[trainingLoss]) }

// says is the sentence about the run.
func (r run) says(l *labels) string {
	done := r.epochs()
	switch {
	case r.failed:
		return l.RunFailed
	case !r.here:
		return l.RunRecorded
	case r.goes && done == 0:
		return l.RunBegins
	case r.goes:
		return fill(l.RunGoes, "epoch", whole(done), "epochs", whole(r.planned), "accuracy", i18n.Percent(r.rows[validationAccuracy][done-1]))
	}
	return fill(l.RunDone, "epochs", whole(r.planned), "seconds", i18n.Seconds(r.seconds), "accuracy", i18n.Percent(r.accuracy))
}

// trainer trains the tutorial's network for a figure, as the lab does: with its worker, at its pace, and among its runs.
type trainer struct {
	lab   *lab.Lab
	wants *protocol.Settings // a run to be made as soon as the worker is ready
	ends  bool               // which is to be trained to its end
	looks look               // of the run
	drawn *sketch.Content    // to be read then
	sent  int                // drawings that were sent
	begun bool               // a run was begun here
	shown time.Time

	show func(run)
	tell func(looked)
	read func(way int, p *protocol.Prediction)
}

// start starts the worker, and reports whether it is ready.
func (t *trainer) start(do func(func())) (ready bool) {
	switch {
	case t.lab == nil:
		t.lab = lab.New()
		t.lab.On(t.take)
		t.lab.Connect(do)
	case t.lab.Session().Stopped():
		t.lab.Reconnect()
	}
	return t.lab.Session().Usable()
}

// train trains with some settings.
func (t *trainer) train(s protocol.Settings, do func(func())) {
	t.make(s, true, do)
}

// look makes an untrained run with some settings.
func (t *trainer) look(s protocol.Settings, do func(func())) {
	t.make(s, false, do)
}

func (t *trainer) make(s protocol.Settings, ends bool, do func(func())) {
	t.wants, t.ends = &s, ends
	if t.start(do) {
		t.begin(s)
	}
}

// predict has the network read a drawing.
func (t *trainer) predict(drawn sketch.Content, do func(func())) {
	t.drawn = &drawn
	if t.start(do) {
		t.send()
	}
}

// send sends the drawing in both ways. The number of a way is in the ID of its answer. A picture that was set cell by cell is the network's
// input in both.
func (t *trainer) send() {
	without := [wayCount]protocol.Stages{onlyShrunk: 1<<protocol.Count - 1}
	t.sent++
	for way := range wayCount {
		p := &protocol.Predict{ID: wayCount*t.sent + way, Skip: without[way]}
		if t.drawn.Cells != nil {
			p.Source, p.Width, p.Height, p.Ink = protocol.Edited, sketch.GridSide, sketch.GridSide, t.drawn.Cells
		} else {
			p.Drawing = sketch.OnPaper(t.drawn.Strokes)
		}
		t.lab.Post(p)
	}
	t.drawn = nil
}

// begin makes a new run, whatever the worker has restored.
func (t *trainer) begin(s protocol.Settings) {
	t.wants, t.begun = nil, true
	before := t.lab.Session().Run
	t.lab.Typed(protocol.SeedSetting, strconv.FormatUint(s.Seed, 10)) // which a choice of settings leaves as it is
	t.lab.ChooseSettings(s)
	if t.lab.Session().Run == before { // else a run that had not begun was built again
		t.lab.Reset()
	}
	t.looks.begin(t.lab)
}

// shownEvery is the least time between two drawings of the curves.
const shownEvery = 60 * time.Millisecond

// take takes an event of the trainer.
func (t *trainer) take(_ session.Session, e protocol.Event) {
	s := t.lab.Session()
	if p, ok := e.(*protocol.Prediction); ok {
		if p.ID/wayCount == t.sent { // and not of an earlier drawing
			t.read(p.ID%wayCount, p)
		}
		return
	}
	if told, ok := t.looks.take(t.lab, e); ok {
		t.tell(told)
		if told.here && t.ends {
			t.lab.Post(&protocol.Train{Run: s.Run})
		}
	}
	if s.Usable() && t.drawn != nil {
		t.send()
	}
	switch {
	case t.wants != nil && s.Usable():
		t.begin(*t.wants)
		return
	case t.wants != nil && s.Stopped():
		t.wants = nil
		t.tell(looked{})
	case t.wants != nil || !t.begun:
		return // it is the run that the worker has restored
	case !t.ends:
		return
	}
	r := runOf(s)
	if _, goesOn := e.(*protocol.Progress); goesOn && r.goes && time.Since(t.shown) < shownEvery {
		return
	}
	t.shown = time.Now()
	t.show(r)
}

// trainButton is the button that trains, and what becomes of it.
func (f *figure) trainButton(r run, l *labels) app.UI {
	spoken := "polite"
	if r.goes {
		spoken = "off" // it would be told of each epoch
	}
	return app.Div().Class("trains beside").Body(
		dom.Idle(app.Button().ID(f.Of.id()+"-train").Class("primary").Type("button"), app.IsServer, r.goes).OnClick(f.train).Text(l.Train),
		app.P().ID(f.Of.id()+"-says").Aria("live", spoken).Text(r.says(l)),
	)
}

func (f *figure) train(ctx app.Context, _ app.Event) {
	ctx.PreventUpdate()
	if !f.lesson.state.run.goes {
		f.lesson.train(f.Of)
	}
}
