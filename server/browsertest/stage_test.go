//go:build browser

package browsertest

import (
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
)

// partsOfTheStage are what a person needs to see at once, by name.
var partsOfTheStage = map[string]string{
	"canvas":   "document.getElementById('canvas')",
	"reading":  "document.querySelector('.answer')",
	"shares":   "document.querySelector('.look .shares')",
	"button":   "document.getElementById('play')",
	"progress": "document.querySelector('.progress')",
	"pace":     "document.querySelector('.controls .paces')",
	"preset":   "document.getElementById('preset')",
	"network":  "document.querySelector('section.inside')",
	"loss":     "document.getElementById('loss-plot')",
	"accuracy": "document.getElementById('accuracy-plot')",
	"views":    "document.querySelector('nav.views')",
	"time":     "document.querySelector('.time')",
}

// box is where an element is in the window, in CSS pixels.
type box struct{ Left, Top, Right, Bottom float64 }

// boxes returns where parts of the stage are, without scrolling.
func (b *browser) boxes(names ...string) map[string]box {
	b.t.Helper()
	script := "(() => { const at = {}; let r;\n"
	for _, name := range names {
		script += fmt.Sprintf("r = %s.getBoundingClientRect(); at[%q] = {Left: r.left, Top: r.top, Right: r.right, Bottom: r.bottom};\n", partsOfTheStage[name], name)
	}
	return eval[map[string]box](b, script+"return at })()")
}

// whole fails if one of the parts is not whole in the window, or two of them overlap.
func (b *browser) whole(when string, names ...string) map[string]box {
	b.t.Helper()
	boxes := b.boxes(names...)
	size := eval[[]float64](b, "[innerWidth, innerHeight, scrollY]")
	if size[2] != 0 {
		b.t.Errorf("%s: the page has scrolled by %v", when, size[2])
	}
	for _, name := range names {
		at := boxes[name]
		if at.Left < 0 || at.Top < 0 || at.Right > size[0] || at.Bottom > size[1] || at.Right-at.Left < 40 || at.Bottom-at.Top < 20 {
			b.t.Errorf("%s: the %s is at %.0f, not whole in %v×%v", when, name, at, size[0], size[1])
		}
	}
	for i, name := range names {
		for _, other := range names[i+1:] {
			p, q := boxes[name], boxes[other]
			if min(p.Right, q.Right)-max(p.Left, q.Left) > 1 && min(p.Bottom, q.Bottom)-max(p.Top, q.Top) > 1 {
				b.t.Errorf("%s: the %s at %.0f overlaps the %s at %.0f", when, name, p, other, q)
			}
		}
	}
	return boxes
}

// stays fails if a part has moved or changed its size by more than a pixel.
func (b *browser) stays(when string, before, now map[string]box) {
	b.t.Helper()
	for _, name := range slices.Sorted(maps.Keys(before)) {
		p, q := before[name], now[name]
		for _, d := range []float64{p.Left - q.Left, p.Top - q.Top, p.Right - q.Right, p.Bottom - q.Bottom} {
			if d > 1 || d < -1 {
				b.t.Errorf("%s: the %s was at %.1f and is at %.1f", when, name, p, q)
				break
			}
		}
	}
}

// watchShifts is a script that counts layout shifts, of which a person's own input is no excuse.
const watchShifts = `(() => { window.shifts = [];
new PerformanceObserver((list) => { for (const e of list.getEntries()) for (const s of e.sources) shifts.push((s.node?.outerHTML ?? s.node?.data ?? '?').slice(0, 120) +
  JSON.stringify([s.previousRect, s.currentRect, document.querySelector('.standing')?.innerText])); })
  .observe({ type: 'layout-shift', buffered: false }); return true })()`

// On one screen a person sees what they do and what comes of it, before, during and after a run, and nothing of it moves.
func TestBrowserStage(t *testing.T) {
	wide := []string{"canvas", "reading", "shares", "button", "progress", "pace", "preset", "network", "loss", "accuracy", "time"}
	for _, test := range []struct {
		look
		parts []string
	}{
		{look{width: 1280, height: 720, language: "en-US"}, wide},
		{look{width: 1280, height: 720, language: "ko-KR", dark: true}, wide},
		{look{width: 1024, height: 768, language: "en-US", dark: true}, wide},
		{look{width: 1024, height: 768, language: "ko-KR"}, wide},
		{look{width: 768, height: 1024, language: "en-US", touch: true}, []string{"canvas", "reading", "shares", "button", "progress", "loss", "accuracy"}},
		{look{width: 768, height: 1024, language: "ko-KR"}, []string{"canvas", "reading", "shares", "button", "progress", "loss", "accuracy"}},
	} {
		t.Run(fmt.Sprintf("%dx%d-%s", test.width, test.height, test.language), func(t *testing.T) {
			t.Parallel()
			b := open(t, newSite(t, builtBundle(t)), test.look)
			b.eventually(loads, complete+" && !document.getElementById('play').disabled && document.querySelectorAll('.uplot').length === 2")
			eval[bool](b, watchShifts)
			// Whether the page works offline is said some time after it is usable.
			b.eventually(loads, "document.getElementById('offline').textContent")
			idle := b.whole("before a run", test.parts...)
			b.screenshot("idle")
			if moved := eval[bool](b, `((mark, at) => { const said = mark.textContent, before = at(); mark.textContent = ''; const without = at();
				mark.textContent = said; return JSON.stringify(before) !== JSON.stringify(without) })(document.getElementById('offline'),
				() => document.querySelector('.titles').getBoundingClientRect())`); moved {
				t.Error("what the page says of working offline moves its title")
			}
			b.draw(7)
			b.settles()
			b.stays("with a drawing", idle, b.whole("with a drawing", test.parts...))
			eval[bool](b, "(document.getElementById('play').click(), true)")
			for i := 0; !eval[bool](b, "Boolean(document.getElementById('computing').textContent)"); i++ {
				if i < 5 {
					b.stays("during a run", idle, b.whole("during a run", test.parts...))
				}
				time.Sleep(200 * time.Millisecond)
			}
			b.stays("after a run", idle, b.whole("after a run", test.parts...))
			b.screenshot("done")
			eval[bool](b, "(document.querySelectorAll('.tools > button')[0].click(), true)") // clear
			b.draw(3)
			b.settles()
			b.stays("with another drawing", idle, b.whole("with another drawing", test.parts...))
			if shifts := eval[[]string](b, "shifts"); len(shifts) > 0 {
				t.Errorf("the layout has shifted: %q", shifts)
			}
			b.noComplaints()
		})
	}
}

// A phone shows one of four views, with the main button, the progress and the bar of four in reach.
func TestBrowserStageOnAPhone(t *testing.T) {
	t.Parallel()
	b := open(t, newSite(t, builtBundle(t)), look{width: 360, height: 640, language: "ko-KR", touch: true})
	b.eventually(loads, complete+" && !document.getElementById('play').disabled")
	inReach := []string{"button", "progress", "views"}
	draws := append(slices.Clone(inReach), "canvas", "reading", "shares")
	idle := b.whole("before drawing", draws...)
	b.drawByTouch(7)
	b.settles()
	b.stays("with a drawing", idle, b.whole("with a drawing", draws...))
	b.screenshot("draw")

	b.click("button", "학습")
	b.eventually(loads, "document.querySelectorAll('.uplot').length === 2")
	trains := append(slices.Clone(inReach), "loss", "accuracy", "pace", "time")
	before := b.whole("before a run", trains...)
	eval[bool](b, watchShifts)
	b.click("button", "학습 시작")
	b.says(loads, "에포크 ")
	b.stays("during a run", before, b.whole("during a run", trains...))
	b.screenshot("train")
	b.eventually(loads, "document.getElementById('computing').textContent")
	b.stays("after a run", before, b.whole("after a run", trains...))
	if shifts := eval[[]string](b, "shifts"); len(shifts) > 0 {
		t.Errorf("the layout has shifted: %q", shifts)
	}

	b.click("button", "들여다보기")
	b.whole("inside", append(slices.Clone(inReach), "network", "time")...)
	b.screenshot("inside")
	b.click("button", "더 보기")
	b.whole("more", inReach...)
	for _, tab := range []string{"설정", "층", "결과", "실행 기록", "일곱 가지 방법", "내 손글씨", "데이터"} {
		if !eval[bool](b, "byRole('tab', "+quote(tab)+")?.checkVisibility() ?? false") {
			t.Errorf("more has no tab %s", tab)
		}
	}
	b.click("button", "그리기")
	b.stays("drawing again", idle, b.whole("drawing again", draws...))
	b.noComplaints()
}

// The first page is small, and no panel is part of it before it is opened. Each opens by its tab, by the keyboard and by a link, and the
// back button closes it.
func TestBrowserPanels(t *testing.T) {
	t.Parallel()
	site := newSite(t, builtBundle(t))
	b := open(t, site, look{width: 1280, height: 720, language: "en-US"})
	b.eventually(loads, complete+" && !document.getElementById('play').disabled")
	if n := eval[int](b, "document.querySelectorAll('*').length"); n > 700 {
		t.Errorf("the first page has %d elements", n)
	}
	const open = "(document.getElementById('panel')?.getAttribute('aria-labelledby') ?? '')"
	ids := []string{"settings", "layers", "results", "runs", "methods", "handwriting", "data"}
	for _, id := range ids {
		b.click("tab", eval[string](b, "document.getElementById('tab-"+id+"').innerText"))
		b.eventually(loads, open+" === 'tab-"+id+"' && location.hash === '#panel="+id+"'")
		if n := eval[int](b, "document.querySelectorAll('.card').length"); n != 1 {
			t.Errorf("with %s open there are %d panels", id, n)
		}
		// It was asked for, and so it is in view.
		b.eventually(loads, "(top => top >= 0 && top < 400)(document.getElementById('tabs').getBoundingClientRect().top)")
	}
	eval[bool](b, "(history.back(), true)") // one step, however many were opened one after the other
	b.eventually(loads, open+" === '' && location.hash === ''")

	eval[bool](b, "(document.getElementById('tab-settings').focus(), true)")
	b.press("ArrowRight", 39)
	b.press("ArrowRight", 39)
	call(b, input.DispatchKeyEvent, input.DispatchKeyEventParams{Type: input.DispatchKeyEventTypeKeyDown, Key: "Enter", Code: "Enter", Text: "\r", WindowsVirtualKeyCode: 13})
	b.eventually(loads, open+" === 'tab-results' && document.activeElement.id === 'tab-results'")
	b.press("Home", 36)
	b.press("ArrowLeft", 37)
	b.eventually(loads, "document.activeElement.id === 'tab-settings'")

	tab := b.newTab()
	for _, id := range ids {
		tab.visit(site.url() + "#panel=" + id)
		tab.eventually(loads, complete+" && "+open+" === 'tab-"+id+"'")
	}
	tab.visit(site.url() + "#panel=none-such")
	tab.eventually(loads, complete+" && "+open+" === ''")
	tab.noComplaints()
	b.noComplaints()
}

// What is typed in a panel outlives it.
func TestBrowserPanelsKeepWhatIsTyped(t *testing.T) {
	t.Parallel()
	b := open(t, newSite(t, builtBundle(t)), look{width: 1280, height: 720, language: "en-US"})
	b.eventually(loads, complete+" && !document.getElementById('play').disabled")
	b.openPanel("settings")
	b.fill("setting-epochs", "7x", true)
	b.says(loads, "Enter a whole number")
	b.openPanel("layers")
	eval[bool](b, "(e => (e.value = '4', e.dispatchEvent(new Event('change')), true))(document.getElementById('kind'))")
	b.openPanel("data")
	b.openPanel("layers")
	if v := eval[string](b, "document.getElementById('kind').value"); v != "4" {
		t.Errorf("the layer to add was 4 and is %s", v)
	}
	b.openPanel("settings")
	if v := eval[string](b, "document.getElementById('setting-epochs').value"); v != "7x" {
		t.Errorf("the epochs were typed as 7x and are %s", v)
	}
	// Who is led to a problem finds its panel open, and the field with the focus.
	b.openPanel("runs")
	b.click("button", "Show where")
	b.eventually(loads, "document.activeElement.id === 'setting-epochs'")
	b.noComplaints()
}

// late serves an address after a time.
func late(h http.Handler, address string, after time.Duration) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == address {
			time.Sleep(after)
		}
		h.ServeHTTP(w, r)
	})
}

// inked is true while a canvas has something on it.
func inked(id string) string {
	return `(c => { const d = c.width && c.getContext('2d').getImageData(0, 0, c.width, c.height).data; return d && d.some((v) => v > 0) })(document.getElementById('` + id + `'))`
}

// What a person draws before the program is up is kept, and read once it is.
func TestBrowserDrawnEarly(t *testing.T) {
	t.Parallel()
	slow := newSite(t, late(builtBundle(t), "/web/app.wasm", 3*time.Second))
	b := open(t, slow, look{width: 1280, height: 720, language: "en-US"})
	b.eventually(loads, "window.digitlab && document.getElementById('canvas')")
	eval[bool](b, `((sheet, strokes) => { Object.defineProperty(digitlab, 'strokes', { get: () => strokes,
		set: (to) => { strokes = to; window.deadPen = sheet.isConnected } }); return true })(document.getElementById('canvas'), digitlab.strokes)`)
	b.draw(7)
	if eval[bool](b, complete) {
		t.Fatal("the program was up before the drawing was done")
	}
	if !eval[bool](b, inked("canvas")) {
		t.Error("the drawing is not seen before the program is up")
	}
	b.eventually(loads, complete+" && document.querySelector('.answer .said').innerText.includes('guess')")
	if !eval[bool](b, inked("canvas")) {
		t.Error("the drawing is gone")
	}
	if eval[bool](b, "deadPen !== false") {
		t.Error("the strokes were taken while the first canvas was there, on which nothing more could be drawn")
	}
	b.click("button", "Start training")
	b.eventually(loads, "document.querySelector('.answer .large').innerText === '7'")
	b.noComplaints()
}

// A run at the first pace can be watched: it takes seconds, the curves and the network change all the time, and how long the computing
// itself took is told. Another pace is remembered.
func TestBrowserWatch(t *testing.T) {
	t.Parallel()
	b := open(t, newSite(t, builtBundle(t)), look{width: 1280, height: 720, language: "en-US"})
	b.eventually(loads, complete+" && !document.getElementById('play').disabled && document.querySelector('#loss-plot canvas')")
	eval[bool](b, `(() => { window.changes = { curves: 0 }; const plot = document.querySelector('#loss-plot canvas').getContext('2d'), real = plot.clearRect;
		plot.clearRect = function (...args) { changes.curves++; real.apply(this, args) }; return true })()`)
	begin := time.Now()
	b.click("button", "Start training")
	// The second click of a double click does not pause it.
	eval[bool](b, "document.getElementById('play').dispatchEvent(new MouseEvent('click', { bubbles: true, detail: 2 }))")
	b.eventually(loads, "document.getElementById('computing').textContent")
	took := time.Since(begin)
	if took < 3*time.Second {
		t.Errorf("the run was over after %v", took)
	}
	if n := eval[int](b, "changes.curves"); n < 20 {
		t.Errorf("the curves were drawn %d times in %v", n, took)
	}
	if said := eval[string](b, "document.getElementById('computing').textContent"); !strings.HasSuffix(said, "s of computing") {
		t.Errorf("it says %q", said)
	}
	b.fastest()
	b.reload()
	b.eventually(loads, complete+" && byRole('radio', 'Fastest').checked")
	b.noComplaints()
}

// At twice the size, on the narrowest screen, printed, and with forced colours nothing is cut off or beyond reach.
func TestBrowserReflow(t *testing.T) {
	for _, test := range []struct {
		name string
		look
	}{
		{"320", look{width: 320, height: 568, language: "ko-KR"}},
		{"320-en", look{width: 320, height: 568, language: "en-US", touch: true}},
		{"zoomed", look{width: 640, height: 360, language: "en-US"}}, // 1280×720 at 200 %
		{"zoomed-ko", look{width: 512, height: 384, language: "ko-KR"}},
		{"low", look{width: 1280, height: 500, language: "en-US"}},
		{"forced", look{width: 1024, height: 768, language: "en-US"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			b := open(t, newSite(t, builtBundle(t)), test.look)
			if test.name == "forced" {
				call(b, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{{Name: "forced-colors", Value: "active"},
					{Name: "prefers-reduced-motion", Value: "reduce"}}})
			}
			b.eventually(loads, complete+" && !document.getElementById('play').disabled")
			for _, view := range []int{0, 1, 2, 3} {
				eval[bool](b, fmt.Sprintf("(document.querySelectorAll('nav.views button')[%d].click(), true)", view))
				b.nothingCut(fmt.Sprintf("view %d", view))
			}
			for _, id := range []string{"settings", "layers", "results", "runs", "methods", "handwriting", "data"} {
				b.openPanel(id)
				b.nothingCut("the panel " + id)
			}
			b.screenshot("panel")
		})
	}
}

// nothingCut fails if the page is wider than the window, or a control is cut off at its side without a way to scroll to it.
func (b *browser) nothingCut(when string) {
	b.t.Helper()
	if wide := eval[[]float64](b, "[document.documentElement.scrollWidth, innerWidth]"); wide[0] > wide[1] {
		b.t.Errorf("%s: the page is %v wide in a window of %v", when, wide[0], wide[1])
	}
	beyond := eval[[]string](b, `(() => {
		const scrolls = (e) => e && (['auto', 'scroll'].includes(getComputedStyle(e).overflowX) || scrolls(e.parentElement));
		return [...document.querySelectorAll('button, input, select, canvas, h1, h2, p, label')].filter((e) => e.checkVisibility({visibilityProperty: true}) &&
			!e.closest('.spoken, .uplot') && e.type !== 'file' && !scrolls(e.parentElement)).filter((e) => { const r = e.getBoundingClientRect();
			return r.width > 0 && (r.left < -1 || r.right > innerWidth + 1) }).map((e) => e.outerHTML.slice(0, 100)) })()`)
	if len(beyond) > 0 {
		b.t.Errorf("%s: beyond the window: %q", when, beyond)
	}
}
