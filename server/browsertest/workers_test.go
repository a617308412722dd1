//go:build browser

package browsertest

import (
	"net/http"
	"slices"
	"testing"

	"digitlab/wasm/protocol"
)

// isolated isolates a page from other origins, as ours is, so that browsers allow shared memory.
func isolated(h http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Cross-Origin-Opener-Policy", "same-origin")
		w.Header().Set("Cross-Origin-Embedder-Policy", "require-corp")
		h.ServeHTTP(w, r)
	})
}

// trainLong trains a run that is large enough for helpers: an ensemble with random numbers and batch statistics. It returns its
// epochs so far and the maximum number of workers, as soon as enough returns true.
func (b *browser) trainLong(enough func(epochs, workers int) bool) (epochs []protocol.Epoch, workers int) {
	b.t.Helper()
	b.eventually(loads, "window.database")
	s := protocol.BetterPreset.Settings()
	s.BatchSize, s.Epochs, s.Members = 128, 1000, 2
	worker := b.tab("worker")
	defer worker.close()
	worker.send(&protocol.Build{Run: 1, Settings: s}, &protocol.SetPace{Pace: protocol.Fastest}, &protocol.Train{Run: 1})
	for !enough(len(epochs), workers) {
		switch e := hears[protocol.Event](worker, nil).(type) {
		case *protocol.Status:
			workers = max(workers, e.Workers)
		case *protocol.Progress:
			for _, ended := range e.Ended {
				ended.Elapsed = 0
				epochs = append(epochs, ended)
			}
		}
	}
	return epochs, workers
}

// A long run is trained by as many workers as there are cores, up to four. Its numbers are the same to the bit as those of a single
// worker, which trains alone where browsers do not allow shared memory.
func TestBrowserWorkers(t *testing.T) {
	b := open(t, newSite(t, isolated(blank(builtBundle(t)))), look{width: 400, height: 400, language: "en-US"})
	cores := eval[int](b, "navigator.hardwareConcurrency")
	came := 0
	many, workers := b.trainLong(func(epochs, workers int) bool {
		if workers < min(cores, 4) {
			came = epochs
		}
		return epochs >= came+10
	})
	t.Logf("%d workers on %d cores, from epoch %d of %d on", workers, cores, came, len(many))
	b.noComplaints()

	one, workers := openBlank(t).trainLong(func(epochs, _ int) bool { return epochs >= len(many) })
	if workers != 1 {
		t.Errorf("%d workers without shared memory", workers)
	}
	if !slices.Equal(one[:len(many)], many) {
		t.Errorf("alone it comes to %+v, by several to %+v", one, many)
	}
}
