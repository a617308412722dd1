//go:build browser

package browsertest

import (
	"reflect"
	"slices"
	"testing"
	"time"

	"digitlab/wasm/protocol"
)

// otherBrowsers have the most important tests only; make test-browsers runs them.
var otherBrowsers = []struct {
	name string
	open func(*testing.T, *server) *browser
}{{"Firefox", openFirefox}, {"WebKitGTK", openWebKit}}

// The main journey in other browsers: train, draw, and both again without a network.
func TestOthersTrainDrawOffline(t *testing.T) {
	for _, other := range otherBrowsers {
		t.Run(other.name, func(t *testing.T) {
			s := newSite(t, builtBundle(t))
			b := other.open(t, s)
			b.says(loads, "Watch a CNN learn digits, right in your browser")
			b.eventually(loads, "byRole('button', 'Start training') && !byRole('button', 'Start training').disabled")
			b.draw(3)
			b.eventually(loads, status+" === 'Not trained yet: this is a guess'")
			b.click("button", "Clear")
			b.click("radio", "Fastest")
			b.click("button", "Start training")
			b.says(2*time.Minute, "Done: ")
			accuracy := b.accuracy()
			if curves := eval[int](b, "document.querySelectorAll('.uplot canvas').length"); curves != 2 {
				t.Errorf("there are %d charts, want 2", curves)
			}
			b.draw(3)
			b.predicts(3)
			b.screenshot("trained")
			b.says(loads, offlineReady)

			s.stop()
			b.reload()
			b.says(loads, "Done: ")
			b.says(loads, offlineNow)
			if again := b.accuracy(); again != accuracy {
				t.Errorf("after the reload %v%%, before %v%%", again, accuracy)
			}
			b.draw(2)
			b.predicts(2)
			b.click("button", "Reset")
			b.eventually(loads, "document.getElementById('progress-text').textContent.startsWith('Ready')")
			b.click("button", "Start training")
			b.says(2*time.Minute, "Done: ")
			if again := b.accuracy(); again != accuracy {
				t.Errorf("the same settings and seed give %v%%, before %v%%", again, accuracy)
			}
			b.screenshot("offline")
			b.visit(s.url() + "elsewhere?x=1")
			b.says(loads, "Done: ")
			if alerts := eval[string](b, "[...document.querySelectorAll('[role=alert]:not(#unloaded)')].map((e) => e.innerText).join('')"); alerts != "" {
				t.Errorf("the page complains: %s", alerts)
			}
			b.noComplaints()
		})
	}
}

// trained is the result of a run, without its times.
type trained struct {
	Epochs []protocol.Epoch
	Tested protocol.Tested
	Shares []float32 // for each test digit
}

// train runs the tutorial's job in a worker.
func (b *browser) train() (r trained) {
	b.t.Helper()
	b.eventually(loads, "window.database")
	worker := b.tab("worker")
	worker.send(&protocol.Build{Run: 1, Settings: protocol.DefaultSettings()}, &protocol.SetPace{Pace: protocol.Fastest}, &protocol.Train{Run: 1})
	for len(r.Epochs) < protocol.DefaultSettings().Epochs {
		r.Epochs = append(r.Epochs, hears[*protocol.Progress](worker, nil).Ended...)
	}
	r.Tested = *hears[*protocol.Tested](worker, nil)
	r.Shares = hears[*protocol.Results](worker, nil).Confidence
	worker.close()
	r.Tested.Elapsed = 0
	for i := range r.Epochs {
		r.Epochs[i].Elapsed = 0
	}
	return r
}

// With the same settings and seed, losses and shares are the same to the bit as in Chromium: with the trainer that uses SIMD, which
// both browsers support, and with the one that does not.
func TestOthersSameToTheBit(t *testing.T) {
	want := openBlank(t).train()
	for _, other := range otherBrowsers {
		for _, trainer := range []string{"trainer.wasm", "trainer-scalar.wasm"} {
			t.Run(other.name+" "+trainer, func(t *testing.T) {
				files := &fetches{bundle: builtBundle(t)}
				if trainer == "trainer-scalar.wasm" {
					files.bundle = inWorker(t, files.bundle, withoutVectors)
				}
				b := other.open(t, newSite(t, blank(files)))
				if got := b.train(); !reflect.DeepEqual(got, want) {
					t.Errorf("it trains to %+v, Chromium to %+v", got.Tested, want.Tested)
				}
				if names := files.trainers(); !slices.Equal(names, []string{trainer}) {
					t.Errorf("%v was fetched, want %s", names, trainer)
				}
				b.noComplaints()
			})
		}
	}
}
