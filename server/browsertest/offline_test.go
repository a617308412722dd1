//go:build browser

package browsertest

import (
	"encoding/json"
	"io"
	"maps"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"digitlab/server/servertest"
	"digitlab/server/site"
)

// changing is a server whose bundle can be replaced, and some of whose files can be lost.
type changing struct {
	asked  sync.Map // requested addresses
	bundle atomic.Pointer[site.Bundle]
	lose   atomic.Pointer[loss]
}

// loss is the loss of some files: how answers instead of them.
type loss struct {
	addresses map[string]bool
	how       func(w http.ResponseWriter, r *http.Request, f *site.File)
	met       atomic.Int64
}

func newChanging(b *site.Bundle) *changing {
	c := &changing{}
	c.bundle.Store(b)
	return c
}

func (c *changing) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	c.asked.Store(r.URL.Path, true)
	b := c.bundle.Load()
	if l := c.lose.Load(); l != nil && l.addresses[r.URL.Path] {
		l.met.Add(1)
		maps.Copy(w.Header(), site.SecurityHeaders)
		l.how(w, r, b.Files[r.URL.Path])
		return
	}
	b.ServeHTTP(w, r)
}

// losing makes files be lost in one way. The returned loss counts the requests that met it.
func (c *changing) losing(how func(http.ResponseWriter, *http.Request, *site.File), addresses ...string) *loss {
	l := &loss{addresses: map[string]bool{}, how: how}
	for _, a := range addresses {
		l.addresses[a] = true
	}
	c.lose.Store(l)
	return l
}

// The ways in which a file is lost.
func missing(w http.ResponseWriter, _ *http.Request, _ *site.File) {
	http.Error(w, "gone", http.StatusNotFound)
}
func cut(w http.ResponseWriter, _ *http.Request, f *site.File) { // half of it, then the connection breaks
	w.Header().Set("Content-Type", f.ContentType)
	w.Header().Set("Content-Length", strconv.Itoa(len(f.Plain.Body)))
	w.Write(f.Plain.Body[:len(f.Plain.Body)/2])
	panic(http.ErrAbortHandler)
}
func truncated(w http.ResponseWriter, _ *http.Request, f *site.File) { // half of it, as if that were the whole file
	w.Header().Set("Content-Type", f.ContentType)
	w.Write(f.Plain.Body[:len(f.Plain.Body)/2])
}

// otherVersion returns the built bundle with another style sheet.
func otherVersion(t *testing.T) *site.Bundle {
	t.Helper()
	dir := t.TempDir()
	if err := os.CopyFS(dir, os.DirFS("../../static")); err != nil {
		t.Fatal(err)
	}
	servertest.Write(t, filepath.Join(dir, "style/page.css"), servertest.Read(t, "../../static/style/page.css")+"\n/* another */\n")
	return bundleFrom(t, dir)
}

// runs returns the version of the page. The page's worker must have the same.
func (b *browser) runs() string {
	b.t.Helper()
	b.eventually(loads, "byRole('button', 'Reset') && !byRole('button', 'Reset').disabled")
	version := eval[string](b, "goappGetenv('GOAPP_VERSION')")
	for _, address := range eval[[]string](b, "workerAddresses") {
		if !strings.Contains(address, "?v="+version+"#") {
			b.t.Errorf("the page is of version %s, its worker at %s", version, address)
		}
	}
	return version
}

const newVersion, offlineNow, offlineReady = "New version · Reload", "You are offline", "Ready to use offline"

// A new version is activated when the person asks for it: never during a run, never incomplete, and other tabs keep their version.
func TestBrowserUpdate(t *testing.T) {
	t.Parallel()
	a, b := builtBundle(t), otherVersion(t)
	c := newChanging(a)
	s := newSite(t, c)
	tab := open(t, s, look{width: 1000, height: 900, language: "en-US"})
	tab.says(loads, offlineReady)

	// A file of B is missing, then one is cut off: A stays, and works offline.
	c.bundle.Store(b)
	for _, how := range []func(http.ResponseWriter, *http.Request, *site.File){missing, cut, truncated} {
		lost := c.losing(how, "/web/trainer.wasm")
		tab.reload()
		waitFor(t, "the new version's file is asked for", func() bool { return lost.met.Load() > 0 })
		tab.eventually(loads, "registrationIs('', 'waiting') && registrationIs('', 'installing')")
		if version := tab.runs(); version != a.Version {
			t.Errorf("with a new version that lacks a file the page is of %s, want %s", version, a.Version)
		}
	}
	s.stop()
	tab.reload()
	tab.says(loads, offlineNow)
	if version := tab.runs(); version != a.Version {
		t.Errorf("offline, after a new version that lacked a file, the page is of %s, want %s", version, a.Version)
	}

	// B is complete. During a run nothing happens, and the button is disabled.
	c.lose.Store(nil)
	s.start()
	other := tab.newTab()
	other.do(chromedp.Navigate(s.url()))
	other.runs()
	tab.click("radio", "Slow")
	tab.click("button", "Start training")
	tab.eventually(loads, "byRole('button', 'Pause')")
	tab.says(loads, newVersion)
	eval[bool](tab, "window.same = true")
	tab.eventually(loads, "byRole('button', "+quote(newVersion)+").disabled")
	time.Sleep(2 * time.Second)
	if !eval[bool](tab, "window.same && Boolean(byRole('button', 'Pause'))") {
		t.Error("the page was reloaded in a run")
	}
	tab.click("button", "Pause")
	tab.eventually(loads, "byRole('button', 'Resume')")
	tab.click("button", newVersion)
	tab.eventually(loads, "!window.same")
	if version := tab.runs(); version != b.Version {
		t.Errorf("after the update the page is of %s, want %s", version, b.Version)
	}

	// The other tab was not reloaded. It can still start a worker of its own version, also without a network.
	s.stop()
	other.says(loads, newVersion)
	eval[bool](other, "(workers[0].terminate(), true)")
	other.click("button", "Restart")
	other.eventually(loads, "workers.length === 2")
	if version := other.runs(); version != a.Version {
		t.Errorf("the other tab is of %s, want %s", version, a.Version)
	}
	other.click("button", newVersion)
	other.eventually(loads, "goappGetenv('GOAPP_VERSION') === "+quote(b.Version))
	other.runs()
	tab.noComplaints()
}

// first returns a server of a bundle as the first service worker of all cached it, with other names and rules.
func first(t *testing.T, b *site.Bundle) http.Handler {
	t.Helper()
	addresses := slices.DeleteFunc(slices.Sorted(maps.Keys(b.Files)), func(address string) bool { return strings.HasPrefix(address, "/web/data/mnist/") })
	list, err := json.Marshal(addresses)
	if err != nil {
		t.Fatal(err)
	}
	script := strings.NewReplacer("{{.Version}}", b.Version, "{{.ResourcesToCache}}", string(list)).Replace(servertest.Read(t, "testdata/first-service-worker.js"))
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/app-worker.js" {
			b.ServeHTTP(w, r)
			return
		}
		maps.Copy(w.Header(), site.SecurityHeaders)
		w.Header().Set("Content-Type", "text/javascript; charset=utf-8")
		io.WriteString(w, script)
	})
}

// A browser with the first service worker and its cache gets today's version and keeps its runs; nothing of the old cache is left.
func TestBrowserUpdateFromTheFirst(t *testing.T) {
	t.Parallel()
	a, b := builtBundle(t), otherVersion(t)
	var now atomic.Pointer[http.Handler]
	serve := func(h http.Handler) { now.Store(&h) }
	serve(first(t, a))
	s := newSite(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { (*now.Load()).ServeHTTP(w, r) }))
	tab := open(t, s, look{width: 1000, height: 900, language: "en-US"})
	tab.eventually(loads, "navigator.serviceWorker.controller && registrationIs('activated', 'active')")
	if eval[bool](tab, "document.body.innerText.includes("+quote(offlineReady)+")") {
		t.Error("the page says that all is there offline, of which the first service worker knows nothing")
	}
	tab.trainFast("2")
	accuracy := tab.accuracy()
	tab.eventually(loads, rowCount+" === 1")
	caches := func(want string) {
		t.Helper()
		eval[bool](tab, "(window.names = '', caches.keys().then((all) => { window.names = all.filter((name) => name !== 'digitlab.data').join() }), true)")
		tab.eventually(loads, "names !== ''")
		if names := eval[string](tab, "names"); names != want {
			t.Errorf("the caches are %s, want %s", names, want)
		}
	}
	caches("digitlab-" + a.Version)

	serve(b)
	tab.reload()
	tab.click("button", newVersion)
	tab.eventually(loads, "window.goappGetenv?.('GOAPP_VERSION') === "+quote(b.Version))
	tab.runs()
	tab.eventually(loads, rowCount+" === 1")
	if again := tab.accuracy(); again != accuracy {
		t.Errorf("the run comes to %v%%, before the update to %v%%", again, accuracy)
	}
	s.stop()
	tab.visit("about:blank") // no page is open
	tab.visit(s.url())
	tab.says(loads, offlineNow)
	if version := tab.runs(); version != b.Version {
		t.Errorf("offline the page is of %s, want %s", version, b.Version)
	}
	caches("digitlab:/:" + b.Version)
	tab.noComplaints()
}

// Without a network every address leads to the page, in both languages, and the page says that it is offline.
func TestBrowserOfflineAddresses(t *testing.T) {
	t.Parallel()
	s := newSite(t, builtBundle(t))
	tab := open(t, s, look{width: 800, height: 900, language: "en-US", profile: true}) // without a profile nothing can be installed
	tab.says(loads, offlineReady)
	if problems := call(tab, page.GetInstallabilityErrors, cdp.Empty{}); len(problems.InstallabilityErrors) > 0 {
		for _, p := range problems.InstallabilityErrors {
			t.Errorf("it cannot be installed: %s %v", p.ErrorID, p.ErrorArguments)
		}
	}
	s.stop()
	for _, address := range []string{"", "#state", "?from=elsewhere", "?lang=ko#state", "index.html", "elsewhere", "deep/er/address?x=1#state"} {
		tab.do(chromedp.Navigate("about:blank"))
		tab.do(chromedp.Navigate(s.url() + address))
		tab.eventually(loads, "document.getElementById('play') && !document.getElementById('play').disabled")
		want, lang := offlineNow, "en"
		if strings.Contains(address, "lang=ko") {
			want, lang = "오프라인이에요", "ko"
		}
		tab.says(loads, want)
		if got := eval[string](tab, "document.documentElement.lang"); got != lang {
			t.Errorf("%s: lang is %s, want %s", address, got, lang)
		}
		if fragment := strings.Contains(address, "#state"); fragment != (eval[string](tab, "location.hash") == "#state") {
			t.Errorf("%s leads to %s", address, eval[string](tab, "location.href"))
		}
	}
	s.start()
	eval[bool](tab, "(window.dispatchEvent(new Event('online')), true)") // or half a minute later
	tab.says(loads, offlineReady)
	tab.noComplaints()
}

// Files that the browser has lost from the cache are fetched again before the page says that it works offline. If they cannot be
// fetched, the page does not say so.
func TestBrowserLostCache(t *testing.T) {
	t.Parallel()
	c := newChanging(builtBundle(t))
	s := newSite(t, c)
	tab := open(t, s, look{width: 800, height: 900, language: "ko-KR"})
	const ready, now, vain = "이제 인터넷 없이도 쓸 수 있어요", "오프라인이에요 · 그대로 모두 쓸 수 있어요", "오프라인이에요 · 계속하려면 이 페이지를 열어 두세요"
	tab.says(loads, ready)
	kept := func() (addresses []string) {
		t.Helper()
		eval[bool](tab, `(window.keptNow = null, caches.keys().then(async (names) => {
			const cache = await caches.open(names.find((name) => name.startsWith('digitlab:')));
			window.keptNow = (await cache.keys()).map(({ url }) => new URL(url).pathname).sort();
		}), true)`)
		tab.eventually(loads, "keptNow")
		return eval[[]string](tab, "keptNow")
	}
	remove := func(addresses string) {
		t.Helper()
		eval[bool](tab, `(window.removed = false, caches.keys().then(async (names) => {
			const cache = await caches.open(names.find((name) => name.startsWith('digitlab:')));
			await Promise.all(`+addresses+`.map((address) => cache.delete(address)));
			window.removed = true;
		}), true)`)
		tab.eventually(loads, "removed")
	}
	whole := kept()

	// With a network, lost files are restored, whatever a page in that state does.
	for _, lost := range []string{"['/web/trainer.wasm', '/web/data/digits.csv.gz']", "['/', '/app.js', '/web/style.css']", "(await cache.keys())"} {
		remove(lost)
		tab.reload()
		tab.says(loads, ready)
		if again := kept(); !slices.Equal(again, whole) {
			t.Errorf("the page says that it is ready after %s were lost, with %q of %q", lost, again, whole)
		}
	}
	// While a file is missing or wrong, the page does not say that it works offline; afterwards it does.
	for _, how := range []func(http.ResponseWriter, *http.Request, *site.File){missing, truncated} {
		remove("['/web/data/digits.csv.gz', '/web/icons/icon.svg']")
		lost := c.losing(how, "/web/icons/icon.svg")
		tab.reload()
		waitFor(t, "the file is asked for", func() bool { return lost.met.Load() > 0 })
		tab.ready()
		waitFor(t, "the other file comes back", func() bool { return len(kept()) == len(whole)-1 })
		time.Sleep(time.Second)
		if eval[bool](tab, "document.body.innerText.includes("+quote(ready)+")") {
			t.Error("the page says that it is ready, and a file is not there")
		}
		c.lose.Store(nil)
		eval[bool](tab, "(window.dispatchEvent(new Event('online')), true)") // or half a minute later
		tab.says(loads, ready)
	}
	// Without a network nothing is restored.
	remove("['/web/icons/icon.svg']")
	s.stop()
	tab.reload()
	tab.says(loads, vain)
	s.start()
	eval[bool](tab, "(window.dispatchEvent(new Event('online')), true)")
	tab.says(loads, ready)
	s.stop()
	tab.reload()
	tab.says(loads, now)
	tab.eventually(loads, "document.getElementById('play') && !document.getElementById('play').disabled")
}

func waitFor(t *testing.T, what string, holds func() bool) {
	t.Helper()
	for deadline := time.Now().Add(loads); !holds(); time.Sleep(20 * time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatalf("it does not happen that %s", what)
		}
	}
}
