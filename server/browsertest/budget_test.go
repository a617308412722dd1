//go:build browser

package browsertest

import (
	"fmt"
	"net/http"
	"os"
	"sync/atomic"
	"testing"
	"time"

	"digitlab/server/site"
)

// download is the size of a part of the page, and its limit.
type download struct {
	Name        string
	Bytes, Most int // compressed with Brotli
}

func (d download) String() string {
	return fmt.Sprintf("%d bytes of Brotli, at most %d", d.Bytes, d.Most)
}

// packed returns the bundle that make build packed.
func packed(t *testing.T) *site.Bundle {
	t.Helper()
	archive, err := os.ReadFile("../site/staged/page.zip")
	if err != nil {
		t.Fatalf("%v; make build makes what is measured", err)
	}
	b, err := site.FromArchive(archive, "/", time.Time{})
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// downloads measures a bundle: its programs, and a first visit until the page works offline. The visit includes the requests of the
// page and of its service worker, without headers.
func downloads(t *testing.T, b *site.Bundle) (all []download) {
	t.Helper()
	for _, d := range []download{{"app.wasm", 0, 1_600_000}, {"trainer.wasm", 0, 760_000}, {"trainer-scalar.wasm", 0, 760_000}} {
		d.Bytes = len(b.Files["/web/"+d.Name].As("br").Body)
		all = append(all, d)
	}
	var sent atomic.Int64
	counting := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		r.Header.Set("Accept-Encoding", "br") // Chromium offers br over TLS only
		b.ServeHTTP(&counter{w, &sent}, r)
	})
	tab := open(t, newSite(t, counting), look{width: 800, height: 900, language: "en-US", profile: true})
	tab.says(loads, offlineReady)
	tab.runs()
	return append(all, download{"all of a first visit", int(sent.Load()), 2_600_000})
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

// The page's download has a limit.
func TestBudget(t *testing.T) {
	for _, d := range downloads(t, packed(t)) {
		fmt.Printf("%-22s %v\n", d.Name, d)
		if d.Bytes > d.Most {
			t.Errorf("%s has %v", d.Name, d)
		}
	}
	// To compile it is what takes time before the page is usable.
	const most = 10_000_000
	size := len(packed(t).Files["/web/app.wasm"].Plain.Body)
	fmt.Printf("%-22s %d bytes, at most %d\n", "app.wasm, unpacked", size, most)
	if size > most {
		t.Errorf("unpacked the page's program has %d bytes, at most %d", size, most)
	}
}
