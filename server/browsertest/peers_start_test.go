//go:build browser

package browsertest

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"fmt"
	"io/fs"
	"mime"
	"net/http"
	"os"
	"path"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/storage"
)

// starts are the milliseconds from the start of a visit until a page is usable: of first visits, with empty caches, and of a return
// after each, with everything cached.
type starts struct{ First, Again []float64 }

// ready measures when a page is usable, and cached is true when its service worker has everything. Digit Lab's page is usable when
// training can be started; the smallest page of go-app, when its button counts. Both are looked at once a frame.
const (
	ready = `
window.interactive = 0;
(function look() {
  const play = document.getElementById('play'), count = document.getElementById('count');
  if (play ? !play.disabled : count && count.textContent !== '0') { interactive = performance.now(); return; }
  count?.click();
  requestAnimationFrame(look);
})();
navigator.serviceWorker?.ready.then(() => { window.active = true; });
`
	oursCached  = "document.body.innerText.includes('" + offlineReady + "')"
	theirCached = "window.active" // go-app's is active only when it has everything
)

// startsBeside visits Digit Lab's page and the smallest page of go-app in turn, in one Chromium.
func startsBeside(t *testing.T, visits int) (ours, smallest starts) {
	t.Helper()
	lab, small := newSite(t, packed(t)), newSite(t, zippedFolder(t, *benchmark+"/button"))
	tab := open(t, lab, look{width: 1280, height: 900, language: "en-US", profile: true})
	call(tab, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: ready})
	visit := func(s *server, cached string) float64 {
		tab.visit("about:blank")
		tab.visit(s.url())
		tab.eventually(loads, "window.interactive")
		tab.eventually(loads, cached)
		time.Sleep(time.Second) // what goes on behind the page shall not slow the next visit
		return eval[float64](tab, "interactive")
	}
	for range visits {
		for _, one := range []struct {
			*server
			*starts
			cached string
		}{{lab, &ours, oursCached}, {small, &smallest, theirCached}} {
			tab.visit("about:blank")
			call(tab, storage.ClearDataForOrigin, storage.ClearDataForOriginParams{Origin: "http://" + one.addr, StorageTypes: "all"})
			call(tab, network.ClearBrowserCache, cdp.Empty{})
			one.First = append(one.First, visit(one.server, one.cached))
			one.Again = append(one.Again, visit(one.server, one.cached))
		}
	}
	return ours, smallest
}

// rows are the rows of the benchmark's table.
func (ours starts) rows(smallest starts) [][2]string {
	row := func(ours, smallest []float64, most string) string {
		a, b := median(ours), median(smallest)
		return fmt.Sprintf("median %.0f ms of %d%s; the smallest page of go-app %.0f ms, %.2f times that", a, len(ours), most, b, a/b)
	}
	return [][2]string{
		{"The page interactive, from localhost, on a first visit", row(ours.First, smallest.First, ", at most 1500")},
		{"… when it comes again", row(ours.Again, smallest.Again, "")},
	}
}

// zippedFolder serves the files of a folder as Digit Lab's server serves: from memory, compressed with gzip's best effort, with a
// checksum by which the browser asks again.
func zippedFolder(t *testing.T, dir string) http.Handler {
	t.Helper()
	mux := http.NewServeMux()
	folder := os.DirFS(dir)
	err := fs.WalkDir(folder, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		content, err := fs.ReadFile(folder, name)
		if err != nil {
			return err
		}
		var zipped bytes.Buffer
		w, err := gzip.NewWriterLevel(&zipped, gzip.BestCompression)
		if err != nil {
			return err
		}
		if _, err := w.Write(content); err != nil {
			return err
		}
		if err := w.Close(); err != nil {
			return err
		}
		address := "/" + name
		if name == "index.html" {
			address = "/{$}"
		}
		tag := fmt.Sprintf(`"%x"`, sha256.Sum256(content))
		mux.HandleFunc(address, func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Type", mime.TypeByExtension(path.Ext(name)))
			w.Header().Set("Content-Encoding", "gzip")
			w.Header().Set("Cache-Control", "no-cache")
			w.Header().Set("ETag", tag)
			http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(zipped.Bytes()))
		})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return mux
}

// TestBesideSmallest measures the starts alone: make bench-peers makes what it needs.
func TestBesideSmallest(t *testing.T) {
	if *benchmark == "" {
		t.Skip("make bench runs it, as a part")
	}
	ours, smallest := startsBeside(t, 9)
	for _, row := range ours.rows(smallest) {
		fmt.Println(row[0]+":", row[1])
	}
	fmt.Printf("%.0f\n%.0f\n", ours, smallest)
}
