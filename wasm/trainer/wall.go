package trainer

import (
	"time"

	"digitlab/nn32"
	"digitlab/wasm/protocol"
	"digitlab/wasm/trainer/data"
	"digitlab/wasm/trainer/history"
	"digitlab/wasm/trainer/model"
)

// wall is what the page wants to see of all digits, and what it was sent last. Digits are read a few at a time. While a run goes on,
// whose weights change meanwhile, that is done by a network of its own with the weights of one moment.
type wall struct {
	asked   protocol.WatchDigits
	walled  [2]*nn32.Tensor // whose pictures were sent: test digits and training digits
	sent    int             // pictures of them
	reading *reading        // the one in progress during a run; nil: none

	run    *run            // of the last reading
	moment protocol.Moment // of the last reading
	stale  bool            // the weights have changed since, in no step of the run
	begun  time.Time       // when digits were read last during a run
	took   time.Duration

	reads    copied // reads all digits during a run, and at earlier epochs
	follows  copied // reads one digit at earlier epochs
	first    firstRight
	course   course
	unfilled *run // its missing epochs cannot be computed again, or not be kept
}

// reading is what a network reads in all digits, as far as it has come.
type reading struct {
	network *model.Network
	report  *protocol.DigitReadings
	count   int
}

// watchDigits takes what the page wants to see.
func (t *Trainer) watchDigits(asked protocol.WatchDigits) {
	t.wall.asked = asked
	if !asked.On {
		t.wall.run, t.wall.reading, t.wall.course = nil, nil, course{}
	}
}

// wallDue returns what the page waits for first on the wall; nil: nothing.
func (t *Trainer) wallDue() func() error {
	w := &t.wall
	if !w.asked.On {
		return nil
	}
	if w.reading != nil { // of a run that rests now
		w.reading, w.run = nil, nil
	}
	switch {
	case t.picturesDue():
		return t.sendPictures
	case t.readingDue():
		return t.readDigits
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
	t.host.Send(&protocol.DigitPictures{Data: t.run.settings.Data, From: w.sent, Count: split.Walled(), Labels: data.Labels(some),
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

// readingDue reports whether the viewed network is another than the one that has read the digits last.
func (t *Trainer) readingDue() bool {
	w := &t.wall
	return w.stale || w.run != t.run || w.moment != t.viewedMoment()
}

// readDigits reads all digits with the viewed network, which stays the same meanwhile.
func (t *Trainer) readDigits() error {
	r := t.beginReading(t.viewed())
	for more := true; more; {
		more = t.readSome(r)
		if err := t.yield(); err != nil {
			t.wall.run = nil // another moment, perhaps
			return err
		}
	}
	return nil
}

// beginReading begins to read the digits as the viewed network does, by a network with its weights.
func (t *Trainer) beginReading(network *model.Network) *reading {
	w, n := &t.wall, t.run.data.Walled()
	w.run, w.moment, w.stale = t.run, t.viewedMoment(), false
	return &reading{network: network, count: n, report: &protocol.DigitReadings{Run: t.run.number, Moment: w.moment,
		Predicted: make([]byte, 0, n), Confidence: make([]float32, 0, n), Margin: make([]float32, 0, n), Probability: make([]float32, 0, n)}}
}

// readSome reads the next digits, and sends what was read in all when it is done. It reports whether there are more.
func (t *Trainer) readSome(r *reading) (more bool) {
	out := r.report
	from := len(out.Predicted)
	some := t.run.data.From(from, min(model.ChunkSize, r.count-from))
	probabilities, err := r.network.Predict(some.X)
	if err != nil {
		return false // a prediction of the drawing reports it
	}
	for i, label := range some.Labels {
		p := probabilities.Data[i*model.Classes:][:model.Classes]
		digit, confidence, margin := readingOf(p)
		out.Predicted, out.Confidence, out.Margin = append(out.Predicted, digit), append(out.Confidence, confidence), append(out.Margin, margin)
		out.Probability = append(out.Probability, p[label])
	}
	if len(out.Predicted) < r.count {
		return true
	}
	t.host.Send(out)
	if t.experiment.taken == 0 || t.view.past { // else no epoch has made these weights
		t.wall.first.take(t.run, out.Moment, out.Predicted)
	}
	if t.wall.asked.Forgotten && t.run.phase == protocol.Running {
		t.reportFirstRight()
	}
	if t.run.phase == protocol.Running {
		t.readCourse()
	}
	return false
}

// readingOf returns the digit of the largest probability, and by how much it is the largest. Those of a run that has diverged are not
// numbers.
func readingOf(probabilities []float32) (digit byte, confidence, margin float32) {
	digit, second := protocol.NoReading, float32(0)
	for d, p := range probabilities {
		switch {
		case !(p-p == 0):
			return protocol.NoReading, 0, 0
		case p > confidence:
			digit, confidence, second = byte(d), p, confidence
		case p > second:
			second = p
		}
	}
	return digit, confidence, confidence - second
}

// wallShare limits what the wall takes of a run to 1/wallShare of its time. Where the run waits for its pace, it may take half of that.
const wallShare = 20

// readDigitsDue reads some digits during a run, if it is time.
func (t *Trainer) readDigitsDue() {
	w := &t.wall
	spare := t.early() / 2
	if !w.asked.On || spare <= 0 && time.Since(w.begun) < wallShare*w.took {
		return
	}
	w.begun = time.Now()
	for {
		switch {
		case t.picturesDue():
			t.sendSomePictures()
		case w.reading != nil && w.run == t.run:
			if !t.readSome(w.reading) {
				w.reading = nil
			}
		case t.readingDue():
			w.reading = t.beginReading(w.reads.with(t.run, history.Copy(t.viewed().Params())))
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
	history.Restore(c.network.Params(), weights)
	return c.network
}
