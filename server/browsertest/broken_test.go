//go:build browser

package browsertest

import (
	"testing"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
)

const (
	stalled, stalledKorean = "Loading has made no progress for half a minute", "30초 동안 불러오기가 진행되지 않았어요"
	ended, endedKorean     = "The page has stopped working", "페이지가 멈춰서 더는 반응하지 않아요"
)

// firstLoad is true in a page that was not loaded again.
const firstLoad = "performance.getEntriesByType('navigation')[0].type !== 'reload'"

// When the page's program ends, however it does, the page says so, and another try helps.
func TestBrowserProgramEnds(t *testing.T) {
	t.Parallel()
	s := newSite(t, builtBundle(t))
	for name, c := range map[string]struct{ before, after string }{
		// The program panics while it makes the page.
		"panic at the start": {before: "if (" + firstLoad + ") Object.defineProperty(window, 'matchMedia', { value: () => { throw new Error('no') } });"},
		// An exception goes through the program, which go.run is not told of.
		"exception at the start": {before: "if (" + firstLoad + ") Object.defineProperty(document, 'hidden', { get() { throw new Error('no') } });"},
		"panic later":            {after: "(Element.prototype.setAttribute = () => { throw new Error('no') }, document.getElementById('tab-data').click(), true)"},
		"exception later":        {after: "(Object.defineProperty(navigator, 'onLine', { get() { throw new Error('no') } }), dispatchEvent(new Event('online')), true)"},
	} {
		for language, says := range map[string][]string{"en-US": {ended, "Try again", "Start training"}, "ko-KR": {endedKorean, "다시 시도", "학습 시작"}} {
			t.Run(name+" "+language, func(t *testing.T) {
				t.Parallel()
				tab := open(t, s, look{width: 360, height: 640, language: language})
				tab.eventually(loads, complete)
				if c.before != "" {
					tab.onEachDocument(c.before)
					tab.do(chromedp.Navigate("about:blank"), chromedp.Navigate(s.url()))
				} else {
					eval[bool](tab, "(scrollTo(0, document.body.scrollHeight), "+c.after+")")
				}
				tab.says(loads, says[0])
				tab.eventually(loads, "(r => r.top >= 0 && r.bottom <= innerHeight)(document.getElementById('try-again').getBoundingClientRect())")
				if eval[bool](tab, "Boolean(document.getElementById('loading')?.checkVisibility({visibilityProperty: true}))") {
					t.Error("it says that it is loading")
				}
				tab.screenshot("ended")
				eval[bool](tab, "(window.old = true)")
				tab.click("button", says[1])
				tab.eventually(loads, "!window.old && "+complete)
				tab.eventually(loads, "byRole('button', "+quote(says[2])+") && !byRole('button', "+quote(says[2])+").disabled && document.getElementById('unloaded').hidden")
			})
		}
	}
}

// hangingCompiler makes the worker that fetches and compiles the page's program one that does nothing, and time pass ten times as fast.
const hangingCompiler = `
if (` + firstLoad + `) {
  const Before = window.Worker;
  window.Worker = function (...args) { return args[0].includes('/compiler.js') ? window.hanging = {} : new Before(...args) };
  const before = window.setInterval;
  window.setInterval = (f, time) => before(f, time / 10);
}
`

// When nothing of the program arrives any more, the page says so, until something does.
func TestBrowserStartStalls(t *testing.T) {
	t.Parallel()
	s := newSite(t, builtBundle(t))
	for language, says := range map[string][]string{"en-US": {stalled, "Try again", "Start training"}, "ko-KR": {stalledKorean, "다시 시도", "학습 시작"}} {
		t.Run(language, func(t *testing.T) {
			t.Parallel()
			tab := open(t, s, look{width: 1280, height: 720, language: language})
			tab.onEachDocument(hangingCompiler)
			tab.do(chromedp.Navigate("about:blank"), chromedp.Navigate(s.url()))
			tab.says(loads, says[0])
			tab.screenshot("stalled")
			eval[bool](tab, "(hanging.onmessage({ data: { loaded: 1000 } }), true)")
			tab.eventually(loads, "document.getElementById('unloaded').hidden")
			tab.says(loads, says[0])
			eval[bool](tab, "(window.old = true)")
			tab.click("button", says[1])
			tab.eventually(loads, "!window.old && byRole('button', "+quote(says[2])+") && !byRole('button', "+quote(says[2])+").disabled")
			tab.noComplaints()
		})
	}
}

// translate does what Chrome's translator does: it puts each text into two elements, and takes the text's own node out of the document.
const translate = `(() => {
  const texts = [], walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) if (walker.currentNode.nodeValue.trim() && !walker.currentNode.parentElement.closest('script')) texts.push(walker.currentNode);
  for (const text of texts) {
    const [outer, inner] = [document.createElement('font'), document.createElement('font')];
    inner.append('«' + text.nodeValue + '»');
    outer.append(inner);
    text.replaceWith(outer);
  }
  return texts.length;
})()`

// A browser's translator is asked to leave the page alone. After one that does not, each text that changes is the page's own again, and nothing ends
// when parts of the page come and go.
func TestBrowserTranslated(t *testing.T) {
	t.Parallel()
	tab := open(t, newSite(t, builtBundle(t)), look{width: 1280, height: 720, language: "en-US"})
	tab.eventually(loads, "byRole('button', 'Start training') && !byRole('button', 'Start training').disabled")
	if eval[bool](tab, "document.documentElement.translate") {
		t.Error("the page may be translated")
	}
	tab.click("radio", "Slow")
	if n := eval[int](tab, translate); n < 50 {
		t.Fatalf("only %d texts are translated", n)
	}
	eval[bool](tab, "(document.getElementById('play').click(), true)")
	tab.eventually(loads, "document.getElementById('play').innerText.includes('Pause')")
	tab.eventually(loads, "document.getElementById('progress-text').textContent.startsWith('Epoch 2 of 100')")
	eval[int](tab, translate)
	tab.eventually(loads, "document.getElementById('progress-text').textContent.startsWith('Epoch 4 of 100')")
	tab.draw(3)
	tab.eventually(loads, "!"+status+".includes('«') && /^(Prediction|Not sure)/.test("+status+")")
	eval[int](tab, translate)
	eval[bool](tab, "(document.getElementById('play').click(), true)")
	tab.eventually(loads, "document.getElementById('play').innerText.includes('Resume')")
	for _, panel := range []string{"settings", "layers", "results", "runs", "methods", "handwriting", "data"} {
		tab.openPanel(panel)
		eval[int](tab, translate)
	}
	eval[bool](tab, "([...document.querySelectorAll('.languages button')].find((e) => e.lang === 'ko').click(), true)")
	tab.eventually(loads, "document.getElementById('play').innerText === '계속'")
	tab.eventually(loads, "!document.body.innerText.includes('«Draw')")
	tab.screenshot("translated")
	tab.noComplaints()
}

// losesDatabase makes the connection to the database one that is lost, when it is told to by a message: "throws" or "aborts", as browsers differ, or
// "for good", when no other connection helps.
const losesDatabase = `
{
  const transaction = IDBDatabase.prototype.transaction, dead = new Set();
  let how = '';
  new BroadcastChannel('lose').onmessage = ({ data }) => { how = data; };
  IDBDatabase.prototype.transaction = function (...args) {
    const lost = how === 'for good' || dead.has(this);
    if (how === 'throws' && dead.size === 0 || lost) {
      dead.add(this);
      throw new DOMException('The database connection is closing.', 'InvalidStateError');
    }
    const begun = transaction.apply(this, args);
    if (how === 'aborts') {
      how = 'throws';
      dead.add(this);
      Object.defineProperty(begun, 'error', { value: new DOMException('Connection to Indexed Database server lost.', 'UnknownError') });
      setTimeout(() => begun.abort());
    }
    return begun;
  };
}
`

// A connection to the database that is lost, as by WebKit after the device slept, is opened again. Where that does not help the page says so.
func TestBrowserDatabaseLost(t *testing.T) {
	t.Parallel()
	built := builtBundle(t)
	for _, how := range []string{"throws", "aborts", "for good"} {
		t.Run(how, func(t *testing.T) {
			t.Parallel()
			tab := open(t, newSite(t, inWorker(t, built, losesDatabase)), look{width: 1280, height: 720, language: "en-US"})
			tab.openPanel("settings")
			tab.fill("setting-epochs", "5", true)
			tab.fastest()
			tab.click("button", "Start training")
			tab.says(loads, "Done: ")
			tab.openPanel("runs")
			tab.eventually(loads, rowCount+" === 1")

			eval[bool](tab, "(new BroadcastChannel('lose').postMessage("+quote(how)+"), true)")
			tab.click("button", "Start training")
			const notSaved = "document.body.innerText.includes('This model is not saved')"
			if how != "for good" {
				tab.eventually(loads, rowCount+" === 2")
				if eval[bool](tab, notSaved) {
					t.Error("the run is stored, and said not to be")
				}
				tab.reload()
				tab.openPanel("runs")
				tab.eventually(loads, rowCount+" === 2")
				return
			}
			tab.eventually(loads, notSaved)
			eval[bool](tab, "(new BroadcastChannel('lose').postMessage(''), true)")
			tab.click("button", "Start training")
			tab.eventually(loads, "!"+notSaved)
		})
	}
}

// While a Korean input method is on, the browser tells of keys by their places only. Space and . do the same then.
func TestBrowserKeysWithInputMethod(t *testing.T) {
	t.Parallel()
	tab := open(t, newSite(t, builtBundle(t)), look{width: 1280, height: 720, language: "ko-KR"})
	press := func(code string) {
		t.Helper()
		for _, kind := range []input.DispatchKeyEventType{input.DispatchKeyEventTypeRawKeyDown, input.DispatchKeyEventTypeKeyUp} {
			call(tab, input.DispatchKeyEvent, input.DispatchKeyEventParams{Type: kind, Key: "Process", Code: code, WindowsVirtualKeyCode: 229})
		}
	}
	play := func(name string) {
		t.Helper()
		tab.eventually(loads, "document.getElementById('play').innerText === "+quote(name)+" && !document.getElementById('play').disabled && "+complete)
	}
	play("학습 시작")
	press("Period")
	tab.eventually(loads, "document.getElementById('progress-text').textContent.includes('1/100')")
	play("계속")
	press("Space")
	play("일시정지")
	press("Space")
	play("계속")

	eval[bool](tab, "(document.querySelectorAll('.tool')[1].click(), true)") // the grid
	tab.eventually(loads, "document.querySelector('[role=gridcell]')")
	eval[bool](tab, "(document.querySelector('[role=gridcell][tabindex=\"0\"]').focus(), true)")
	press("Space")
	tab.eventually(loads, "document.activeElement.classList.contains('v16')")
	if top := eval[float64](tab, "scrollY"); top != 0 {
		t.Errorf("the page is scrolled by %v", top)
	}
	tab.noComplaints()
}
