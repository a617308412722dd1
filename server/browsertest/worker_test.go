//go:build browser

package browsertest

import (
	"encoding/base64"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/storage"

	"digitlab/wasm/protocol"
)

// tabScript starts workers without the page; for IndexedDB and Web Locks each is a tab. next returns a worker's next event in
// Base64, or nothing.
const tabScript = `
window.tabs = {};
window.startTab = (name, script = 'worker.js') => {
  const worker = new Worker('/web/' + script), events = [];
  worker.onmessage = (e) => { if (e.data instanceof ArrayBuffer) events.push(e.data); };
  tabs[name] = { worker, events };
};
window.next = (name) => {
  const event = tabs[name].events.shift();
  return event ? btoa(new Uint8Array(event).reduce((s, b) => s + String.fromCharCode(b), '')) : '';
};
window.send = (name, command) => tabs[name].worker.postMessage(Uint8Array.from(atob(command), (c) => c.charCodeAt(0)).buffer);
window.database = (version, use, upgrade) => new Promise((resolve, reject) => {
  const request = indexedDB.open('digitlab', version);
  request.onupgradeneeded = () => upgrade?.(request.result);
  request.onerror = () => reject(request.error);
  request.onsuccess = () => { Promise.resolve(use(request.result)).then(resolve, reject); };
});
// The database in version 1, with a run in the old format. It stays open unless close is true.
window.old = (close) => database(1, (db) => {
  window.oldDatabase = db;
  db.transaction('runs', 'readwrite').objectStore('runs').put(new ArrayBuffer(50), 'last');
  if (close) db.close();
  return true;
}, (db) => db.createObjectStore('runs'));
window.damage = (id) => database(2, (db) => new Promise((resolve) => {
  const store = db.transaction('checkpoints', 'readwrite').objectStore('checkpoints'), get = store.get(id);
  get.onsuccess = () => {
    new Uint8Array(get.result)[200] ^= 1;
    store.put(get.result, id).onsuccess = () => { db.close(); resolve(true); };
  };
}));
`

// awaits waits for a promise.
func (b *browser) awaits(promise string) {
	b.t.Helper()
	eval[bool](b, "(window.kept = false, "+promise+".then(() => { window.kept = true; }), true)")
	b.eventually(loads, "kept")
}

// tab is a worker without a page.
type tab struct {
	b    *browser
	name string
}

// blank serves an empty page for workers, and h's files.
func blank(h http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/" {
			w.Header().Set("Content-Type", "text/html")
			fmt.Fprintf(w, "<!doctype html><title>blank</title><link rel=icon href=data:,><script>%s</script>", tabScript)
			return
		}
		h.ServeHTTP(w, r)
	})
}

func openBlank(t *testing.T) *browser {
	b := open(t, newSite(t, blank(builtBundle(t))), look{width: 400, height: 400, language: "en-US"})
	b.eventually(loads, "window.database")
	return b
}

func (b *browser) tab(name string) tab {
	b.t.Helper()
	eval[bool](b, fmt.Sprintf("(startTab(%q), true)", name))
	t := tab{b, name}
	hears[*protocol.Ready](t, nil)
	return t
}

func (t tab) send(commands ...protocol.Command) {
	t.b.t.Helper()
	for _, c := range commands {
		eval[bool](t.b, fmt.Sprintf("(send(%q, %q), true)", t.name, base64.StdEncoding.EncodeToString(protocol.MarshalCommand(c))))
	}
}

func (t tab) close() { eval[bool](t.b, fmt.Sprintf("(tabs[%q].worker.terminate(), true)", t.name)) }

// hears waits for the next event of a type for which ok returns true.
func hears[E protocol.Event](t tab, ok func(E) bool) E {
	t.b.t.Helper()
	for begin := time.Now(); time.Since(begin) < loads; {
		text := eval[string](t.b, fmt.Sprintf("next(%q)", t.name))
		if text == "" {
			pause(begin)
			continue
		}
		b, err := base64.StdEncoding.DecodeString(text)
		if err != nil {
			t.b.t.Fatal(err)
		}
		event, err := protocol.UnmarshalEvent(b)
		if err != nil {
			t.b.t.Fatal(err)
		}
		if e, is := event.(E); is && (ok == nil || ok(e)) {
			return e
		}
		if failed, is := event.(*protocol.Failed); is {
			t.b.t.Fatalf("tab %s failed: %+v", t.name, failed)
		}
	}
	t.b.t.Fatalf("tab %s says no %T", t.name, *new(E))
	panic("unreachable")
}

func threeEpochs() protocol.Settings {
	s := protocol.DefaultSettings()
	s.Epochs = 3
	return s
}

func listed(r *protocol.Runs) (ids []string) {
	for _, r := range r.Runs {
		ids = append(ids, r.ID)
	}
	return ids
}

// Runs are stored in IndexedDB, which is upgraded from its first version, and Web Locks protect them from other tabs.
func TestBrowserStoredRuns(t *testing.T) {
	t.Parallel()
	b := openBlank(t)
	b.awaits("old(true)")

	first := b.tab("first")
	first.send(&protocol.Restore{Run: 1, Settings: threeEpochs()}, &protocol.ListRuns{})
	built := hears[*protocol.Built](first, nil)
	if runs := hears[*protocol.Runs](first, nil); built.Restored || len(runs.Runs) > 0 || runs.Failure != "" {
		t.Errorf("with the old database: %+v, %+v", built, runs)
	}
	first.send(&protocol.StepEpoch{Run: 1})
	if saved := hears[*protocol.Saved](first, nil); saved.Problem != protocol.NoStorageProblem {
		t.Errorf("saved %+v", saved)
	}
	if got := listed(hears[*protocol.Runs](first, nil)); !slices.Equal(got, []string{built.ID}) {
		t.Errorf("runs %v, want %s", got, built.ID)
	}

	second := b.tab("second")
	second.send(&protocol.Restore{Run: 1, Settings: threeEpochs()})
	if other := hears[*protocol.Built](second, nil); other.Restored || other.ID == built.ID {
		t.Errorf("the second tab has %+v", other)
	}
	second.send(&protocol.OpenRun{Run: 2, ID: built.ID})
	copied := hears[*protocol.Built](second, nil)
	if !copied.Restored || copied.ID == built.ID {
		t.Errorf("the second tab opens %+v, want a copy", copied)
	}
	second.send(&protocol.Train{Run: 2})
	hears[*protocol.Results](second, nil)
	two := hears(second, func(r *protocol.Runs) bool { return len(r.Runs) == 2 && r.Runs[0].Tested })
	if got := listed(two); !slices.Equal(got, []string{copied.ID, built.ID}) {
		t.Errorf("runs %v", got)
	}

	// The tab of the first run crashes. The run goes on in another tab, where the second, newer run is still open.
	first.close()
	third := b.tab("third")
	third.send(&protocol.Restore{Run: 1, Settings: threeEpochs()})
	if again := hears[*protocol.Built](third, nil); !again.Restored || again.ID != built.ID {
		t.Errorf("the third tab has %+v, want %s", again, built.ID)
	}
	third.send(&protocol.Train{Run: 1})
	x := hears[*protocol.Tested](third, nil)
	if y := two.Runs[0]; x.Accuracy != y.Accuracy || x.Loss != y.Loss {
		t.Errorf("the run and its copy come to %+v and %+v", x, y)
	}
	hears(third, func(r *protocol.Runs) bool { return r.Runs[1].Tested })

	// Names, deletion, undo.
	third.send(&protocol.NameRun{ID: copied.ID, Name: "이름"}, &protocol.DeleteRun{ID: copied.ID, Deleted: true})
	if r := hears(third, func(r *protocol.Runs) bool { return r.Runs[0].Deleted }); r.Runs[0].Name != "이름" || r.Failure != "" {
		t.Errorf("runs %+v", r)
	}
	third.send(&protocol.DeleteRun{ID: copied.ID})
	hears(third, func(r *protocol.Runs) bool { return !r.Runs[0].Deleted })
	third.send(&protocol.ReadRun{ID: copied.ID})
	if c := hears[*protocol.RunCurves](third, nil); c.Info.Name != "이름" || len(c.Epochs) != 3 {
		t.Errorf("curves %+v", c)
	}

	// A damaged checkpoint is reported, and the present run goes on.
	b.awaits(fmt.Sprintf("damage(%q)", copied.ID))
	third.send(&protocol.OpenRun{Run: 2, ID: copied.ID})
	if again := hears[*protocol.Built](third, nil); again.Run != 2 || again.ID != built.ID {
		t.Errorf("built %+v", again)
	}
	if u := hears[*protocol.Unopened](third, nil); u.Run != 2 || u.Problem != protocol.RunDamaged {
		t.Errorf("it is told %+v", u)
	}
	b.noComplaints()
}

// Full storage is reported. Training goes on, and its result is stored as soon as there is space. (Chromium checks the quota again
// only when it seems to be used up, so the quota is small from the beginning.)
func TestBrowserFullStorage(t *testing.T) {
	t.Parallel()
	b := openBlank(t)
	small, origin := 1000., strings.TrimSuffix(b.site.url(), "/")
	call(b, storage.OverrideQuotaForOrigin, storage.OverrideQuotaForOriginParams{Origin: origin, QuotaSize: &small})
	a := b.tab("a")
	a.send(&protocol.Build{Run: 1, Settings: threeEpochs()}, &protocol.Train{Run: 1})
	hears[*protocol.Tested](a, nil)
	if saved := hears[*protocol.Saved](a, nil); saved.Problem != protocol.StorageFull {
		t.Errorf("saved %+v", saved)
	}
	call(b, storage.OverrideQuotaForOrigin, storage.OverrideQuotaForOriginParams{Origin: origin})
	a.send(&protocol.Build{Run: 2, Settings: threeEpochs()}, &protocol.Train{Run: 2})
	if runs := hears(a, func(r *protocol.Runs) bool { return len(r.Runs) > 0 && r.Runs[0].Tested }); runs.Failure != "" {
		t.Errorf("runs %+v", runs)
	}
}

// Another tab with an old version of the page keeps the database at its version. The page waits for it without blocking.
func TestBrowserOldVersionInAnotherTab(t *testing.T) {
	t.Parallel()
	b := openBlank(t)
	b.awaits("old(false)")
	a := b.tab("a")
	a.send(&protocol.Restore{Run: 1, Settings: threeEpochs()})
	hears[*protocol.Built](a, nil)
	if saved := hears[*protocol.Saved](a, nil); saved.Problem != protocol.StorageBlocked {
		t.Errorf("saved %+v", saved)
	}
	eval[bool](b, "(oldDatabase.close(), true)")
	a.send(&protocol.Train{Run: 1})
	hears(a, func(r *protocol.Runs) bool { return len(r.Runs) == 1 && r.Runs[0].Tested })
}

// The better preset, at the speed of this machine's browser.
func TestBrowserBetterPreset(t *testing.T) {
	t.Parallel()
	b := openBlank(t)
	a := b.tab("a")
	s := protocol.BetterPreset.Settings()
	a.send(&protocol.Build{Run: 1, Settings: s}, &protocol.StepEpoch{Run: 1})
	hears(a, func(e *protocol.Status) bool { return e.Phase == protocol.Paused })
	a.send(&protocol.Trial{ID: 1, Settings: s, Members: 1})
	if done := hears[*protocol.TrialDone](a, nil); done.Failure == "" {
		t.Errorf("a trial beside a run: %+v", done)
	}
	trials := b.tab("trials")
	trials.send(&protocol.Trial{ID: 2, Settings: s, Members: 1})
	done := hears[*protocol.TrialDone](trials, nil)
	if done.Failure != "" || done.Accuracy < .97 {
		t.Errorf("trial %+v", done)
	}
	t.Logf("%d epochs of the better preset take %.1f s; test accuracy %.4f", s.Epochs, done.Elapsed, done.Accuracy)
}
