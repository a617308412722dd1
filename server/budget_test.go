//go:build browser

package main

import (
	"fmt"
	"net/http"
	"sync/atomic"
	"testing"
)

// The page's download has a budget, in bytes of Brotli. make build makes what it is measured on.
func TestBudget(t *testing.T) {
	b, err := fromFolder("staged", "/")
	if err != nil {
		t.Fatalf("%v; make build makes what is measured", err)
	}
	for name, most := range map[string]int{"app.wasm": 1_700_000, "trainer.wasm": 700_000, "trainer-scalar.wasm": 700_000} {
		size := len(b.files["/web/"+name].as("br").body)
		fmt.Printf("%-22s %8d bytes of Brotli, at most %d\n", name, size, most)
		if size > most {
			t.Errorf("%s has %d bytes of Brotli, want at most %d", name, size, most)
		}
	}
	// A first visit, until the page works offline: the page and its service worker together, headers not counted.
	const most = 2_600_000
	var sent atomic.Int64
	counting := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		r.Header.Set("Accept-Encoding", "br") // which Chromium offers over TLS only
		b.ServeHTTP(&counter{w, &sent}, r)
	})
	tab := open(t, newSite(t, counting), look{width: 800, height: 900, language: "en-US"})
	tab.says(loads, offlineReady)
	tab.runs()
	fmt.Printf("%-22s %8d bytes, at most %d\n", "all of a first visit", sent.Load(), most)
	if sent.Load() > most {
		t.Errorf("a first visit takes %d bytes, want at most %d", sent.Load(), most)
	}
}

// counter counts the bytes of answers.
type counter struct {
	http.ResponseWriter
	sent *atomic.Int64
}

func (c *counter) Write(p []byte) (int, error) {
	n, err := c.ResponseWriter.Write(p)
	c.sent.Add(int64(n))
	return n, err
}
