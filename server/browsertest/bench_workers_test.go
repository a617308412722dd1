//go:build browser

package browsertest

import (
	"encoding/base64"
	"fmt"
	"io"
	"math"
	"net/http"
	"testing"
	"time"

	"digitlab/nn32/drawing/strokes"
	"digitlab/wasm/protocol"
)

// pair is the images a second of a run with helpers, and of one without.
type pair struct {
	Workers         int
	Together, Alone float64
}

// betterRun is a run of the better preset on MNIST.
type betterRun struct {
	Workers           int
	Seconds, Accuracy float64
}

const (
	mnistFit  = 57_000          // digits of an epoch with the presets' validation
	settled   = 5 * time.Second // after workers came, before their speed is measured: the browser compiles in it
	speedTime = 4 * time.Second // of a measurement
)

// benchTab is a trainer without a page, which may spawn helpers; alone, one that may not. Both have MNIST and train at their fastest.
func benchTab(t *testing.T, b *browser, alone bool) tab {
	t.Helper()
	w, script := tab{b, "together"}, "worker.js"
	if alone {
		w, script = tab{b, "alone"}, "alone.js"
	}
	eval[bool](b, fmt.Sprintf("(startTab('%s', '%s'), true)", w.name, script))
	hears[*protocol.Ready](w, nil)
	w.send(&protocol.AllowWarmUp{Allowed: true}, &protocol.SetPace{Pace: protocol.Fastest}, &protocol.FetchData{Data: protocol.MNIST})
	if state := hears(w, func(d *protocol.DataState) bool { return d.Total == 0 }); state.Problem != 0 {
		t.Fatalf("MNIST: %s", state.Detail)
	}
	return w
}

// benchTabs opens an isolated page for such trainers.
func benchTabs(t *testing.T) *browser {
	t.Helper()
	bundle := builtBundle(t)
	mux := http.NewServeMux()
	mux.Handle("/", bundle)
	mux.HandleFunc("/web/alone.js", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/javascript")
		io.WriteString(w, "Object.defineProperty(navigator, 'hardwareConcurrency', {value: 1}); importScripts('worker.js');")
	})
	b := open(t, newSite(t, isolated(blank(mux))), look{width: 400, height: 400, language: "en-US", profile: true})
	b.eventually(loads, "window.database")
	return b
}

// events yields the events of a worker. It asks for them a few times a second, because each question costs time of a core.
func (w tab) events(yield func(protocol.Event) bool) {
	w.b.t.Helper()
	for {
		for _, text := range eval[[]string](w.b, fmt.Sprintf("(() => { const all = []; for (let e; (e = next('%s'));) all.push(e); return all; })()", w.name)) {
			b, err := base64.StdEncoding.DecodeString(text)
			if err != nil {
				w.b.t.Fatal(err)
			}
			e, err := protocol.UnmarshalEvent(b)
			if err != nil {
				w.b.t.Fatal(err)
			}
			if failed, is := e.(*protocol.Failed); is {
				w.b.t.Fatalf("%s failed: %+v", w.name, failed)
			}
			if !yield(e) {
				return
			}
		}
		time.Sleep(300 * time.Millisecond)
	}
}

// speed measures a run on MNIST, in images a second, from when it has had that number of workers for a while (settled).
func (w tab) speed(workers int) float64 {
	w.b.t.Helper()
	images := func(p *protocol.Progress) float64 {
		return mnistFit * (float64(p.Epoch-1) + float64(p.Step)/float64(p.Steps))
	}
	present, left := 0, 0
	var came, since *protocol.Progress // with the workers, and when they have settled
	for e := range w.events {
		switch e := e.(type) {
		case *protocol.Status:
			if present == workers && e.Workers != workers {
				if left++; left == 3 {
					w.b.t.Fatalf("%d workers instead of %d, for the third time: the machine is too busy for this measure", e.Workers, workers)
				}
			}
			if e.Workers != present {
				present, came, since = e.Workers, nil, nil
			}
		case *protocol.Progress:
			switch {
			case present != workers || e.Step == 0 || e.Epoch == 0:
			case came == nil:
				came = e
			case since == nil && e.Elapsed-came.Elapsed >= settled.Seconds():
				since = e
			case since != nil && e.Elapsed-since.Elapsed >= speedTime.Seconds():
				return (images(e) - images(since)) / (e.Elapsed - since.Elapsed)
			}
		}
	}
	panic("unreachable")
}

// measureTogether measures the page's trainer with its helpers, from when these have settled, and one worker of the same page in the same
// run before and after that.
func measureTogether(t *testing.T, m *measured) {
	b := benchTabs(t)
	s := protocol.MNISTPreset.Settings()
	s.Epochs = protocol.MaxEpochs
	workers := min(eval[int](b, "navigator.hardwareConcurrency"), s.MicroBatches())
	alone, together := benchTab(t, b, true), benchTab(t, b, false)
	measure := func(w tab, workers int) float64 {
		w.send(&protocol.Train{Run: 1})
		speed := w.speed(workers)
		w.send(&protocol.Pause{Run: 1})
		hears(w, func(s *protocol.Status) bool { return s.Phase == protocol.Paused })
		return speed
	}
	for _, w := range []tab{alone, together} {
		w.send(&protocol.Build{Run: 1, Settings: s})
	}
	before := measure(alone, 1)
	for range 3 {
		p := pair{Workers: workers, Together: measure(together, workers)}
		after := measure(alone, 1)
		p.Alone, before = (before+after)/2, after
		m.Beside = append(m.Beside, p)
	}
	medianOf := func(of func(pair) float64) float64 {
		var all []float64
		for _, p := range m.Beside {
			all = append(all, of(p))
		}
		return median(all)
	}
	m.MNIST = append(m.MNIST, speed{Name: fmt.Sprintf("Digit Lab's page, Chromium, %d workers", workers), Images: medianOf(func(p pair) float64 { return p.Together })},
		speed{Name: "Digit Lab's page, Chromium, one worker beside them", Images: medianOf(func(p pair) float64 { return p.Alone })})
	m.row(fmt.Sprintf("The page's run on MNIST by %d workers, 5 s after they came", workers), fmt.Sprintf("%.2f times one worker of the same page, in the median of %d", medianOf(func(p pair) float64 { return p.Together / p.Alone }), len(m.Beside)))
}

// measureBetter trains the better preset on MNIST to its end.
func measureBetter(t *testing.T, m *measured) {
	w := benchTab(t, benchTabs(t), false)
	w.send(&protocol.Build{Run: 1, Settings: protocol.MNISTBetterPreset.Settings()}, &protocol.Train{Run: 1})
	m.Better.Workers = 1
	for e := range w.events {
		switch e := e.(type) {
		case *protocol.Status:
			m.Better.Workers = max(m.Better.Workers, e.Workers)
		case *protocol.Tested:
			m.Better.Seconds, m.Better.Accuracy = e.Elapsed, float64(e.Accuracy)
			m.row("The preset Better MNIST CNN, three epochs", fmt.Sprintf("%.1f s with up to %d workers; %.2f %% of the test digits are right", e.Elapsed, m.Better.Workers, 100*e.Accuracy))
			return
		}
	}
}

// measureDelay measures how much longer the steps of a run take for each drawing that is predicted: the run goes on with drawings and
// without, in turn. A person draws, so that a drawing follows a frame of the screen after the one before.
func measureDelay(t *testing.T, m *measured) {
	b := benchTabs(t)
	w := benchTab(t, b, true)
	s := protocol.DefaultSettings()
	s.Epochs = protocol.MaxEpochs
	run := 0
	// train returns the seconds of an epoch, and the number of drawings that were predicted in each.
	train := func(draws bool) (seconds, predicted float64) {
		run++
		w.send(&protocol.Build{Run: run, Settings: s}, &protocol.Train{Run: run})
		if draws {
			drawing := protocol.MarshalCommand(&protocol.Predict{Drawing: plainDrawing(7), Explain: true, Compare: true})
			eval[bool](b, fmt.Sprintf("(window.drawing = setInterval(() => send('%s', '%s'), 16), true)", w.name, base64.StdEncoding.EncodeToString(drawing)))
			defer eval[bool](b, "(clearInterval(drawing), true)")
		}
		var since *protocol.Progress
		count := 0.
		for e := range w.events {
			switch e := e.(type) {
			case *protocol.Prediction:
				count++
			case *protocol.Progress:
				switch {
				case e.Run != run || e.Epoch <= 100: // the browser compiles
				case since == nil:
					since, count = e, 0
				case e.Epoch >= 500:
					epochs := float64(e.Epoch-since.Epoch) + float64(e.Step)/float64(e.Steps) - float64(since.Step)/float64(since.Steps)
					return (e.Elapsed - since.Elapsed) / epochs, count / epochs
				}
			}
		}
		panic("unreachable")
	}
	train(true)
	for range 5 {
		without, _ := train(false)
		with, predicted := train(true)
		m.Delays = append(m.Delays, 1000*(with-without)/predicted)
	}
	m.row("A step of a run delayed by a drawing that is predicted and explained", fmt.Sprintf("%.2f ms, in the median of %d pairs of runs", median(m.Delays), len(m.Delays)))
}

// plainDrawing returns a plainly drawn digit as the page sends it.
func plainDrawing(digit int) protocol.Drawing {
	units := func(v float64) int16 { return int16(math.Round(v * protocol.PaperUnits)) }
	d := protocol.Drawing{Pen: uint16(units(.07))}
	for _, s := range strokes.Plain(digit) {
		var stroke protocol.Stroke
		for _, p := range s {
			stroke = append(stroke, protocol.Point{X: units(p.X), Y: units(p.Y)})
		}
		d.Strokes = append(d.Strokes, stroke)
	}
	return d
}
