//go:build browser

package main

import (
	"net/http"
	"reflect"
	"testing"

	"digitlab/wasm/protocol"
)

// isolated is a page that browsers trust with memory that is shared between workers, as ours is.
func isolated(h http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Cross-Origin-Opener-Policy", "same-origin")
		w.Header().Set("Cross-Origin-Embedder-Policy", "require-corp")
		h.ServeHTTP(w, r)
	})
}

// longRun is worth other workers' help: an ensemble of what has chance and batch statistics.
func longRun() protocol.Settings {
	s := protocol.BetterPreset.Settings()
	s.BatchSize, s.Epochs, s.Members = 128, 100, 2
	return s
}

// A long run is trained by as many workers as there are cores, up to four, and comes to the same numbers to the bit as by one alone, which
// is how it is where browsers do not let workers share memory.
func TestBrowserWorkers(t *testing.T) {
	want := openBlank(t).train(longRun())
	if want.Workers != 1 {
		t.Errorf("%d workers without shared memory", want.Workers)
	}
	b := open(t, newSite(t, isolated(blank(builtBundle(t)))), look{width: 400, height: 400, language: "en-US"})
	got := b.train(longRun())
	cores := eval[int](b, "navigator.hardwareConcurrency")
	t.Logf("%.1f s alone, %.1f s by %d workers", want.took, got.took, got.Workers)
	if got.Workers != min(cores, 4) {
		t.Errorf("%d workers on %d cores", got.Workers, cores)
	}
	got.Workers, got.took = want.Workers, want.took
	if !reflect.DeepEqual(got, want) {
		t.Errorf("by several workers it comes to %+v, alone to %+v", got.Tested, want.Tested)
	}
	b.noComplaints()
}
