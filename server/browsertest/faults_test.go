//go:build browser

package browsertest

import (
	"bytes"
	"compress/gzip"
	"context"
	"io"
	"maps"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	chrome "github.com/chromedp/cdproto/browser"
	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/storage"
	"github.com/chromedp/chromedp"

	"digitlab/server/site"
)

// forget makes the next visit a first visit.
func (b *browser) forget() {
	b.t.Helper()
	b.do(chromedp.Navigate("about:blank"))
	origin := strings.TrimSuffix(b.site.url(), "/")
	call(b, storage.ClearDataForOrigin, storage.ClearDataForOriginParams{Origin: origin, StorageTypes: "all"})
	call(b, network.ClearBrowserCache, cdp.Empty{})
}

// lostFile is a file that is not delivered, and the page's message.
type lostFile struct {
	address string
	how     func(http.ResponseWriter, *http.Request, *site.File)
	says    string // or "" if the page works without the file
	button  string
}

// Each file in turn is cut off in the middle. The page reports it and offers to try again, which works after the connection is
// back; or it works without the file.
func TestBrowserLostFiles(t *testing.T) {
	t.Parallel()
	c := newChanging(builtBundle(t))
	s := newSite(t, c)
	tab := open(t, s, look{width: 800, height: 900, language: "en-US"})
	const lost, stopped, noData, damaged = "A part of the page did not arrive", "Training stopped. Restart keeps your settings", "The digits could not be fetched", "The file of digits is damaged"
	tests := []lostFile{
		{"/web/app.wasm", cut, lost, "Try again"},
		{"/web/app.wasm", truncated, alteredFile, "Try again"},
		{"/web/app.wasm", missing, lost, "Try again"},
		{"/app.js", cut, lost, "Try again"},
		{"/wasm_exec.js", cut, lost, "Try again"},
		{"/web/style.css", missing, lost, "Try again"},
		{"/web/vendor/uPlot.min.css", missing, lost, "Try again"},
		{"/app.css", missing, lost, "Try again"},
		{"/web/vendor/uPlot.iife.min.js", cut, lost, "Try again"},
		{"/web/worker.js", cut, stopped, "Restart"},
		{"/web/trainer.wasm", cut, stopped, "Restart"},
		{"/web/trainer.wasm", truncated, alteredProgram, "Restart"},
		{"/web/data/digits.csv.gz", cut, noData, "Restart"},
		{"/web/data/digits.csv.gz", missing, noData, "Restart"},
		{"/web/data/digits.csv.gz", truncated, damaged, "Restart"},
		{"/web/page.js", missing, "", ""},
		{"/web/compiler.js", missing, "", ""},
		{"/web/compiler.js", cut, "", ""},
		{"/web/checked.js", missing, stopped, "Restart"},
		{"/manifest.webmanifest", missing, "", ""},
		{"/app-worker.js", missing, "", ""},
	}
	// Every file that a first visit requests must be in the table above. The service worker's requests are tested elsewhere.
	tab.says(loads, offlineReady) // the first visit has every file
	c.losing(missing, "/app-worker.js")
	tab.forget()
	c.asked.Clear()
	tab.do(chromedp.Navigate(s.url()))
	tab.ready()
	c.asked.Range(func(address, _ any) bool {
		if address != "/" && !strings.HasPrefix(address.(string), "/web/icons/") && !slices.ContainsFunc(tests, func(test lostFile) bool { return test.address == address }) {
			t.Errorf("it is not tested what happens when %s is lost", address)
		}
		return true
	})
	for _, test := range tests {
		tab.forget()
		t.Log(test.address, "says:", test.says)
		l := c.losing(test.how, test.address)
		tab.do(chromedp.Navigate(s.url()))
		if test.says != "" {
			tab.says(loads, test.says)
			c.lose.Store(nil)
			tab.click("button", test.button)
		}
		tab.eventually(loads, "byRole('button', 'Start training') && !byRole('button', 'Start training').disabled")
		waitFor(t, test.address+" is asked for", func() bool { return l.met.Load() > 0 }) // by the service worker after the start
	}
	c.lose.Store(nil)
	tab.forget()
	tab.do(chromedp.Navigate(s.url()))
	tab.says(loads, offlineReady)
	s.stop()
	tab.reload()
	tab.says(loads, offlineNow)
	tab.runs()
}

// Without WebAssembly, with a version too old for Go, and without scripts, the page says so, and its texts can be read.
func TestBrowserNoWebAssembly(t *testing.T) {
	t.Parallel()
	s := newSite(t, builtBundle(t))
	for name, script := range map[string]string{
		"none":       "Object.defineProperty(window, 'WebAssembly', { value: undefined });",
		"too old":    "WebAssembly.validate = () => false;",
		"no scripts": "",
	} {
		for language, says := range map[string][]string{
			"en-US": {"This browser can't run it. You can still read below", "Watch a CNN learn digits, right in your browser", "Draw a digit 0–9", "Nothing drawn yet",
				"Loss and accuracy will appear here", "Press Start training and watch it learn, or draw a digit first.", "My handwriting", "UCI optical recognition of handwritten digits"},
			"ko-KR": {"이 브라우저에서는 실행할 수 없습니다. 아래 글과 그림은 볼 수 있어요", "브라우저 안에서 CNN이 숫자를 배우는 모습을 보세요", "0~9 중 하나를 그려 보세요",
				"아직 그린 것이 없어요", "학습을 시작하면 여기에 손실과 정확도가 그려집니다", "학습 시작을 누르고 배우는 모습을 지켜보세요. 먼저 숫자를 그려 봐도 좋아요.", "내 손글씨",
				"UCI optical recognition of handwritten digits"},
		} {
			t.Run(name+" "+language, func(t *testing.T) {
				t.Parallel()
				tab := open(t, s, look{width: 360, height: 740, language: language})
				call(tab, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: script == ""})
				call(tab, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: script})
				tab.do(chromedp.Reload())
				tab.says(loads, says[0])
				tab.says(loads, says[1])
				if visible := eval[bool](tab, "getComputedStyle(document.getElementById('loading')).visibility !== 'hidden'"); visible && script != "" {
					t.Error("it says that it is loading")
				}
				for _, text := range says[2:] {
					tab.says(loads, text)
				}
				if enabled := eval[[]string](tab, "[...document.querySelectorAll(':is(main, .views) :is(button, input, select)')].filter((e) => !e.disabled && e.className !== 'tool').map((e) => e.outerHTML)"); len(enabled) > 0 {
					t.Errorf("these can be pressed in vain: %q", enabled)
				}
				if width := eval[int](tab, "document.documentElement.scrollWidth"); width > 360 {
					t.Errorf("the page is %d wide in a window of 360", width)
				}
				tab.screenshot("page")
				if name != "none" { // go-app's script fails here
					tab.noComplaints()
				}
			})
		}
	}
}

// A slow machine and a background tab work too.
func TestBrowserSlowAndInTheBackground(t *testing.T) {
	t.Parallel()
	tab := open(t, newSite(t, builtBundle(t)), look{width: 800, height: 900, language: "en-US"})
	tab.fastest()
	call(tab, emulation.SetCPUThrottlingRate, emulation.SetCPUThrottlingRateParams{Rate: 6})
	tab.reload()
	tab.eventually(loads, "byRole('radio', 'Fastest')?.checked") // the choice is kept
	tab.click("button", "Start training")
	tab.says(loads, "Done: ")
	tab.draw(0)
	tab.predicts(0)
	call(tab, emulation.SetCPUThrottlingRate, emulation.SetCPUThrottlingRateParams{Rate: 1})

	tab.click("button", "Reset")
	tab.click("button", "Start training")
	window := call(tab, chrome.GetWindowForTarget, chrome.GetWindowForTargetParams{})
	call(tab, chrome.SetWindowBounds, chrome.SetWindowBoundsParams{WindowID: window.WindowID, Bounds: &chrome.Bounds{WindowState: chrome.WindowStateMinimized}})
	tab.eventually(loads, "document.visibilityState === 'hidden'")
	tab.says(loads, "Done: ")
	tab.noComplaints()
}

// The tab crashes during a run. Opened again, it continues the run from its last checkpoint.
func TestBrowserTabCrash(t *testing.T) {
	t.Parallel()
	s := newSite(t, builtBundle(t))
	tab := open(t, s, look{width: 800, height: 900, language: "en-US"})
	tab.click("radio", "Slow")
	tab.click("button", "Start training")
	tab.says(loads, "Epoch 3 of 100")
	next := tab.newTab() // before the crash, which closes the tab's connection
	crash, cancel := context.WithTimeout(tab.ctx, 2*time.Second)
	chromedp.Call(crash, page.Crash, cdp.Empty{}) // never answered
	cancel()
	next.do(chromedp.Navigate(s.url()))
	next.eventually(loads, "byRole('button', 'Resume') && !byRole('button', 'Resume').disabled")
	next.fastest()
	next.click("button", "Resume")
	next.says(loads, "Done: ")
	if accuracy := next.accuracy(); accuracy < 95 {
		t.Errorf("%v%% on the test digits, want at least 95", accuracy)
	}
	next.noComplaints()
}

// Without IndexedDB, or without space in it, everything works but storing runs, and the page says so.
func TestBrowserNothingKept(t *testing.T) {
	t.Parallel()
	built := builtBundle(t)
	for name, script := range map[string]string{
		"no IndexedDB": "Object.defineProperty(self, 'indexedDB', { value: undefined });\n",
		"denied":       "IDBFactory.prototype.open = () => { throw new DOMException('denied', 'SecurityError'); };\n",
		"no room":      "IDBObjectStore.prototype.put = () => { throw new DOMException('full', 'QuotaExceededError'); };\n",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			tab := open(t, newSite(t, inWorker(t, built, script)), look{width: 800, height: 900, language: "en-US"})
			tab.openPanel("settings")
			tab.fill("setting-epochs", "5", true)
			tab.fastest()
			tab.click("button", "Start training")
			tab.says(loads, "This model is not saved in the browser")
			tab.says(loads, "Done: ")
		})
	}
}

// limitMemory limits a program's memory to 120 pages of 64 kB, a little more than it has at the start. It adds a maximum to the
// memory section of the module.
const limitMemory = `
WebAssembly.instantiateStreaming = async (source, imports) => {
  const module = new Uint8Array(await (await source).arrayBuffer());
  let at = 8;
  const number = () => {
    let value = 0, shift = 1, byte;
    do { byte = module[at++]; value += (byte & 127) * shift; shift *= 128; } while (byte & 128);
    return value;
  };
  const bytes = (value) => value < 128 ? [value] : [value & 127 | 128, ...bytes(value >> 7)];
  while (module[at] !== 5) { at++; const size = number(); at += size; }
  const begin = at++, end = number() + at;
  at += 2; // one memory, without a maximum
  const limits = [1, 1, ...bytes(number()), ...bytes(120)];
  return WebAssembly.instantiate(await new Blob([module.slice(0, begin), new Uint8Array([5, limits.length, ...limits]),
    module.slice(end)]).arrayBuffer(), imports);
};
`

// A worker whose script throws, and one whose program has no memory left: the page reports it, a new worker replaces it, and the
// run goes on.
func TestBrowserWorkerTraps(t *testing.T) {
	t.Parallel()
	for name, script := range map[string]string{
		"error":     "new BroadcastChannel('trap').onmessage = () => { throw new Error('unreachable'); };\n",
		"no memory": limitMemory,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			built, once := inWorker(t, builtBundle(t), "importScripts('/trap.js');\n"), sync.Once{}
			tab := open(t, newSite(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				if r.URL.Path != "/trap.js" {
					built.ServeHTTP(w, r)
					return
				}
				maps.Copy(w.Header(), site.SecurityHeaders)
				w.Header().Set("Content-Type", "text/javascript")
				once.Do(func() { io.WriteString(w, script) })
			})), look{width: 800, height: 900, language: "en-US"})
			if name == "no memory" {
				tab.ready()
				tab.enter("Preset", "1") // to show it at work needs more memory than that
				tab.shows("Preset", "Better CNN")
			} else {
				tab.click("radio", "Slow")
				tab.click("button", "Start training")
				tab.says(loads, "Epoch 3 of 100")
				eval[bool](tab, "(new BroadcastChannel('trap').postMessage(''), true)")
			}
			tab.says(loads, "Training stopped. Restart keeps your settings")
			t.Log(eval[string](tab, "document.querySelector('[role=alert]:not(#unloaded)').innerText"))
			tab.click("button", "Restart")
			tab.fastest()
			tab.openPanel("settings")
			tab.fill("setting-epochs", "5", true)
			tab.eventually(loads, "!document.getElementById('play').disabled")
			tab.click("button", eval[string](tab, "document.getElementById('play').innerText"))
			tab.says(loads, "Done: ")
		})
	}
}

// tellMemory makes a program report the size of its memory, which never shrinks.
const tellMemory = `
const tells = (instance) => {
  const memory = instance.exports.mem;
  new BroadcastChannel('memory').onmessage = (e) => {
    if (e.data === 'how much') new BroadcastChannel('memory').postMessage([self.document ? 'page' : 'trainer', memory.buffer.byteLength]);
  };
};
const { instantiate, instantiateStreaming } = WebAssembly;
WebAssembly.instantiateStreaming = async (...args) => { // as worker.js does
  const program = await instantiateStreaming(...args);
  tells(program.instance);
  return program;
};
WebAssembly.instantiate = async (...args) => { // as page.js does, with a module
  const instance = await instantiate(...args);
  tells(instance);
  return instance;
};
`

// openTelling opens the page with programs that report their memory.
func openTelling(t *testing.T) *browser {
	t.Helper()
	tab := open(t, newSite(t, inWorker(t, builtBundle(t), tellMemory)), look{width: 800, height: 900, language: "en-US"})
	call(tab, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: tellMemory})
	tab.reload()
	tab.ready()
	return tab
}

// memory returns the memory of the "page" and of the "trainer", in MiB.
func (b *browser) memory() map[string]float64 {
	b.t.Helper()
	eval[bool](b, `(window.sizes = {}, window.asking ??= Object.assign(new BroadcastChannel('memory'), {onmessage: (e) => {
		if (Array.isArray(e.data)) sizes[e.data[0]] = e.data[1] / 2 ** 20 }}),
		new BroadcastChannel('memory').postMessage('how much'), true)`)
	b.eventually(loads, "sizes.page && sizes.trainer")
	return eval[map[string]float64](b, "sizes")
}

// Small files with large contents are refused before they take much memory, in every place where a file can be chosen.
func TestBrowserBombs(t *testing.T) {
	tab := openTelling(t)
	var bomb bytes.Buffer
	zip, err := gzip.NewWriterLevel(&bomb, gzip.BestSpeed)
	if err != nil {
		t.Fatal(err)
	}
	zip.Write([]byte{0, 0, 8, 3, 0, 0, 0, 200, 0, 0, 0, 28, 0, 0, 0, 28}) // 200 pictures; then the zeros
	for range 512 {
		zip.Write(make([]byte, 1<<20))
	}
	zip.Close()
	labels := append([]byte{0, 0, 8, 1, 0, 0, 0, 200}, make([]byte, 200)...)
	before := tab.memory()
	for _, test := range []struct {
		panel, input, says string // no panel: the file is chosen on the stage
		files              [][]byte
	}{
		{"data", "files", "It is cut or damaged", [][]byte{bomb.Bytes(), labels}},
		{"runs", "run-file", "This is not the file of a run", [][]byte{bomb.Bytes()}},
		{"handwriting", "mine-file", "The file is not JSON", [][]byte{bomb.Bytes()}},
		{"handwriting", "mine-file", "The file is not JSON", [][]byte{bytes.Repeat([]byte("["), 8<<20)}},
		{"", "picture-file", "This is not a picture of a kind that can be opened", [][]byte{bomb.Bytes()}},
	} {
		tab.openPanel("handwriting")
		tab.choose("mine-file", "none.json", []byte(`{"kind":"handwriting","version":1,"samples":[]}`)) // a valid file
		tab.eventually(loads, "!document.getElementById('mine-problem')?.innerText")
		if test.panel != "" {
			tab.openPanel(test.panel)
		}
		tab.chooseAll(test.input, "bomb.gz", test.files...)
		tab.says(loads, test.says)
	}
	after := tab.memory()
	t.Logf("%d bytes that are 512 MiB; MiB of memory before %v, after %v", bomb.Len(), before, after)
	for program, most := range map[string]float64{"trainer": 160, "page": 128} { // pictures of 64 MB would be accepted
		if after[program] > before[program]+most {
			t.Errorf("the %s's memory grows from %.0f MiB to %.0f", program, before[program], after[program])
		}
	}
	tab.draw(3)
	tab.eventually(loads, status+" === 'Not trained yet: this is a guess'")
	tab.noComplaints()
}

// A hundred runs take no more memory than the first few, and one of a thousand epochs no more than its kept moments: 64 MB.
func TestBrowserMemoryStays(t *testing.T) {
	tab := openTelling(t)
	tab.fastest()
	tab.openPanel("settings")
	train := func(epochs string, seed int) {
		t.Helper()
		tab.fill("setting-epochs", epochs, true)
		tab.fill("setting-seed", strconv.Itoa(seed), true)
		tab.click("button", "Reset")
		tab.eventually(loads, "document.getElementById('progress-text').textContent.startsWith('Ready')")
		tab.click("button", "Start training")
		tab.eventually(loads, "document.getElementById('progress-text').textContent.startsWith('Done')")
	}
	for seed := range 20 {
		train("1", seed)
	}
	before := tab.memory()
	for seed := range 80 {
		train("1", 100+seed)
	}
	after := tab.memory()
	train("1000", 1)
	long := tab.memory()
	t.Logf("MiB after 20 runs %v, after 100 runs %v, after 1,000 epochs more %v", before, after, long)
	for program, size := range before {
		if after[program] > 1.25*size {
			t.Errorf("the %s's memory grows from %.0f MiB after 20 runs to %.0f after 100", program, size, after[program])
		}
		if program == "trainer" {
			long[program] -= 64
		}
		if long[program] > 1.5*size {
			t.Errorf("the %s's memory grows from %.0f MiB to %.0f by 1,000 epochs", program, size, long[program])
		}
	}
	tab.noComplaints()
}
