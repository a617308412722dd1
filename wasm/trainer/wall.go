package trainer

import (
	"time"

	"digitlab/nn32"
	"digitlab/wasm/protocol"
	"digitlab/wasm/trainer/data"
	"digitlab/wasm/trainer/model"
)

// wall is what the page wants to see of all digits, and what it was sent last. Digits are predicted a few at a time, by a network of its own
// with the weights of one moment: those of the run change meanwhile, and so does the moment that is seen.
type wall struct {
	asked  protocol.WatchDigits
	walled [2]*nn32.Tensor // whose pictures were sent: test digits and training digits
	sent   int             // pictures of them
	pass   *pass           // the one in progress; nil: none

	run     *run            // of the last pass that was begun
	past    bool            // and whether it is of an earlier moment
	moment  protocol.Moment // and of which
	stale   bool            // the weights have changed since, in no step of the run
	started time.Time       // when it was
	begun   time.Time       // when some digits were predicted last during a run
	took    time.Duration

	predictor copied // of all digits during a run, and at earlier epochs
	follower  copied // of one digit at earlier epochs
	first     firstRight
	course    course
	unfilled  *run // its missing epochs cannot be computed again, or not be kept
}

// pass is what a network predicts for all digits, as far as it has come.
type pass struct {
	network *model.Network
	report  *protocol.DigitPredictions
	count   int
}

// watchDigits takes what the page wants to see.
func (t *Trainer) watchDigits(asked protocol.WatchDigits) {
	t.wall.asked = asked
	if !asked.On {
		t.wall.run, t.wall.pass, t.wall.course = nil, nil, course{}
	}
}

// wallDue returns what the page waits for first on the wall; nil: nothing.
func (t *Trainer) wallDue() func() error {
	w := &t.wall
	if !w.asked.On {
		return nil
	}
	t.dropStalePass()
	switch {
	case t.picturesDue():
		return t.sendPictures
	case t.passDue():
		return t.predictDigits
	case (w.asked.Forgotten || w.course.of == t.run) && t.gap():
		return t.fill
	case w.asked.Forgotten && t.firstRightDue():
		return t.findFirstRight
	}
	return nil
}

// picturesDue reports whether the page has not got all pictures of the run's data.
func (t *Trainer) picturesDue() bool {
	w, split := &t.wall, &t.run.data
	return w.walled != [2]*nn32.Tensor{split.Test.X, split.Fit.X} || w.sent < split.Walled()
}

// picturesAtOnce is how many pictures are sent in a message.
const picturesAtOnce = 500

// sendSomePictures sends the next pictures.
func (t *Trainer) sendSomePictures() {
	w, split := &t.wall, &t.run.data
	if of := [2]*nn32.Tensor{split.Test.X, split.Fit.X}; w.walled != of {
		w.walled, w.sent, w.run = of, 0, nil
	}
	some := split.From(w.sent, min(picturesAtOnce, split.Walled()-w.sent))
	t.page.Send(&protocol.DigitPictures{Data: t.run.settings.Data, From: w.sent, Count: split.Walled(), Labels: data.Labels(some),
		Pictures: data.Pictures(some)})
	w.sent += some.Len()
}

func (t *Trainer) sendPictures() error {
	for t.wall.asked.On && t.picturesDue() {
		t.sendSomePictures()
		if err := t.yield(); err != nil {
			return err
		}
	}
	return nil
}

// passDue reports whether a pass is in progress, or the viewed network is another than that of the last one.
func (t *Trainer) passDue() bool {
	w := &t.wall
	return w.pass != nil || w.stale || w.run != t.run || w.moment != t.viewedMoment()
}

// dropStalePass gives up the pass in progress if another moment is seen now. But while the slider is moving, and while the run goes on, there
// always is another: then what was begun is finished, so that the wall moves too.
func (t *Trainer) dropStalePass() {
	w := &t.wall
	moves := w.past == t.view.past && (t.view.near || !t.view.past && t.run.phase == protocol.Running)
	if w.pass != nil && (w.stale || w.run != t.run || w.moment != t.viewedMoment() && !moves) {
		w.pass, w.run = nil, nil
	}
}

// predictDigits predicts all digits.
func (t *Trainer) predictDigits() error {
	for more := true; more; {
		more = t.predictSome()
		if err := t.yield(); err != nil {
			return err
		}
	}
	return nil
}

// beginPass begins to predict the digits by the viewed network.
func (t *Trainer) beginPass() *pass {
	w, n := &t.wall, t.run.data.Walled()
	w.run, w.past, w.moment, w.stale, w.started = t.run, t.view.past, t.viewedMoment(), false, time.Now()
	return &pass{network: w.predictor.with(t.run, nn32.AppendValues(nil, t.viewed().Params())), count: n, report: &protocol.DigitPredictions{
		Run: t.run.number, Moment: w.moment, Predicted: make([]byte, 0, n), Confidence: make([]float32, 0, n), Margin: make([]float32, 0, n),
		Probability: make([]float32, 0, n)}}
}

// predictSome predicts the next digits, and sends the predictions of all when it is done. It reports whether there are more.
func (t *Trainer) predictSome() (more bool) {
	w := &t.wall
	if w.pass == nil {
		w.pass = t.beginPass()
	}
	r, out := w.pass, w.pass.report
	from := len(out.Predicted)
	some := t.run.data.From(from, min(model.ChunkSize, r.count-from))
	probabilities, err := r.network.Predict(some.X)
	if err != nil {
		w.pass = nil
		return false // a prediction of the drawing reports it
	}
	for i, label := range some.Labels {
		p := probabilities.Data[i*model.Classes:][:model.Classes]
		digit, confidence, margin := predictionOf(p)
		out.Predicted, out.Confidence, out.Margin = append(out.Predicted, digit), append(out.Confidence, confidence), append(out.Margin, margin)
		out.Probability = append(out.Probability, p[label])
	}
	if len(out.Predicted) < r.count {
		return true
	}
	w.pass = nil
	t.page.Send(out)
	if t.experiment.taken == 0 || w.past { // else no epoch has made these weights
		t.wall.first.take(t.run, out.Moment, out.Predicted)
	}
	if t.wall.asked.Forgotten && t.run.phase == protocol.Running {
		t.reportFirstRight()
	}
	if t.run.phase == protocol.Running {
		t.predictCourse()
	}
	return false
}

// predictionOf returns the digit of the largest probability, and by how much it is the largest. Those of a run that has diverged are not
// numbers.
func predictionOf(probabilities []float32) (digit byte, confidence, margin float32) {
	digit, second := protocol.NoPrediction, float32(0)
	for d, p := range probabilities {
		switch {
		case !(p-p == 0):
			return protocol.NoPrediction, 0, 0
		case p > confidence:
			digit, confidence, second = byte(d), p, confidence
		case p > second:
			second = p
		}
	}
	return digit, confidence, confidence - second
}

const (
	// wallShare limits what the wall takes of a run to 1/wallShare of its time. Where the run waits for its pace, it may take half of that.
	wallShare = 20
	// betweenPasses is the minimum time between the beginnings of two passes during a run. Each is a wall that the page must paint.
	betweenPasses = 100 * time.Millisecond
)

// predictDigitsDue predicts some digits during a run, if it is time.
func (t *Trainer) predictDigitsDue() {
	w := &t.wall
	spare := t.early() / 2
	if !w.asked.On || spare <= 0 && time.Since(w.begun) < wallShare*w.took {
		return
	}
	w.begun = time.Now()
	t.dropStalePass()
	for {
		switch {
		case t.picturesDue():
			t.sendSomePictures()
		case w.pass != nil || t.passDue() && time.Since(w.started) >= betweenPasses:
			t.predictSome()
		default:
			return
		}
		if w.took = time.Since(w.begun); w.took >= max(frame/wallShare, min(spare, frame/2)) {
			return
		}
	}
}

// copied is a network whose weights are copied from elsewhere.
type copied struct {
	network *model.Network
	of      *run
}

// with returns the network with other weights of a run.
func (c *copied) with(r *run, weights []float32) *model.Network {
	if c.of != r {
		network, err := model.New(r.settings)
		if err != nil {
			return r.network // the same settings have made it, so there is no error
		}
		c.network, c.of = network, r
	}
	nn32.SetValues(c.network.Params(), weights)
	return c.network
}
