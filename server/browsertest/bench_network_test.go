//go:build browser

package browsertest

import (
	"encoding/base64"
	"fmt"
	"slices"
	"testing"
	"time"

	"digitlab/wasm/protocol"
)

// inside is what the network's column does and costs.
type inside struct {
	Run, Stroke, Both float64   // frames a second in which the network is drawn anew: while a run is on, while a person draws, and with both
	Drag              float64   // moments a second that are shown while the time machine is dragged
	Cost              []float64 // time of a run with the network on the screen, divided by that of one without
}

// paintedScript counts the frames in which the network is drawn anew.
const paintedScript = `
window.painted = 0;
let anew = false;
for (const name of ['putImageData', 'drawImage', 'clearRect']) {
  const paint = CanvasRenderingContext2D.prototype[name];
  CanvasRenderingContext2D.prototype[name] = function (...all) { anew ||= this.canvas.id === 'inside-work'; return paint.apply(this, all); };
}
(function frame() { if (anew) { painted++; anew = false; } requestAnimationFrame(frame); })();
window.rate = (ms) => new Promise((done) => { const before = painted, begin = performance.now();
  setTimeout(() => done((painted - before) / (performance.now() - begin) * 1e3), ms); });
true
`

// measureInside measures in pages of their own.
func measureInside(t *testing.T, all *measured) {
	m, bundle := &all.Inside, builtBundle(t)
	long := func(l look, epochs int) *browser {
		b := open(t, newSite(t, isolated(bundle)), l)
		b.eventually(loads, complete)
		b.visit(fmt.Sprintf("%s#epochs=%d", b.site.url(), epochs))
		b.reload()
		b.eventually(loads, complete)
		return b
	}
	wide := long(look{width: 1280, height: 720, language: "en-US", softwareGPU: true}, protocol.MaxEpochs)
	eval[bool](wide, paintedScript+timeHelpers)
	wide.fastest()
	start := func() {
		wide.click("button", "Start training")
		wide.eventually(loads, "byRole('button', 'Pause')")
	}
	start()
	m.Run = awaitFor[float64](wide, "rate(1500)")
	wide.click("button", "Reset")
	start()
	strokes := func() float64 {
		eval[bool](wide, "(window.begin = performance.now(), window.before = painted, true)")
		for digit := range 4 {
			wide.draw(digit)
		}
		return eval[float64](wide, "(painted - before) / (performance.now() - begin) * 1e3")
	}
	m.Both = strokes()
	wide.click("button", "Pause")
	wide.eventually(loads, "byRole('button', 'Resume')")
	m.Stroke = strokes()
	eval[bool](wide, "(messages.shown = 0, drag(240, 3000), true)")
	wide.eventually(loads, "dragged")
	m.Drag = eval[float64](wide, "messages.shown / dragged * 1e3")

	// On a phone the network has a view of its own.
	narrow := long(look{width: 360, height: 640, language: "en-US", softwareGPU: true}, 600)
	narrow.fastest()
	run := func(view int) float64 {
		eval[bool](narrow, fmt.Sprintf("(document.querySelectorAll('nav.views button')[%d].click(), true)", view))
		return narrow.runTime()
	}
	run(1)
	for range 7 {
		without := run(1)
		m.Cost = append(m.Cost, run(2)/without)
	}
	all.rows = append(all.rows, m.rows()...)
}

// runTime returns the seconds of a run, from the click to the page that says that it is done.
func (b *browser) runTime() float64 {
	b.t.Helper()
	b.click("button", "Reset")
	b.eventually(loads, "byRole('button', 'Start training') && !document.querySelector('.progress').innerText.includes('Done: ')")
	return awaitFor[float64](b, `new Promise((done) => {
		const begin = performance.now(), says = () => document.querySelector('.progress').innerText.includes('Done: ');
		new MutationObserver((_, o) => { if (says()) { o.disconnect(); done((performance.now() - begin) / 1e3); } }).observe(document.body, {subtree: true, childList: true, characterData: true, attributes: true});
		byRole('button', 'Start training').click();
	})`)
}

// measureFirstRuns measures the first ten runs of some visits, whose first begins 3 s after the page is there. Each visit has a Chromium of
// its own: another visit in the same one finds the functions that it has compiled.
func measureFirstRuns(t *testing.T, m *measured) {
	for range 5 {
		t.Run("visit", func(t *testing.T) {
			b := open(t, newSite(t, isolated(builtBundle(t))), look{width: 1280, height: 720, language: "en-US", softwareGPU: true, profile: true})
			b.eventually(loads, complete)
			time.Sleep(3 * time.Second)
			b.fastest()
			eval[bool](b, testedScript)
			var seen, computed []float64
			for range 10 {
				seen = append(seen, b.runTime())
				computed = append(computed, b.computingTime())
			}
			m.FirstRuns, m.FirstComputed = append(m.FirstRuns, seen), append(m.FirstComputed, computed)
		})
	}
	for _, visits := range []struct {
		of      string
		seconds [][]float64
	}{{"from the click to the page that says that it is done", m.FirstRuns}, {"of computing", m.FirstComputed}} {
		var first, tenth, ratio []float64
		for _, s := range visits.seconds {
			first, tenth, ratio = append(first, s[0]), append(tenth, s[9]), append(ratio, s[0]/slices.Min(s[1:6]))
		}
		m.row("The first run, 3 s after the page is there", fmt.Sprintf("%.2f s %s; %.2f times the best of the next five", median(first), visits.of, median(ratio)))
		m.row("The tenth run", fmt.Sprintf("%.2f s %s", median(tenth), visits.of))
	}
}

// testedScript keeps the last message of the trainer's about the end of a run, in Base64.
var testedScript = fmt.Sprintf(`(workers.forEach((w) => w.addEventListener('message', (e) => {
	if (e.data instanceof ArrayBuffer && new Uint8Array(e.data)[1] === %d) window.tested = btoa(String.fromCharCode(...new Uint8Array(e.data)));
})), true)`, protocol.MarshalEvent(&protocol.Tested{})[1])

// computingTime returns the seconds that the trainer computed for the last run.
func (b *browser) computingTime() float64 {
	b.t.Helper()
	message, err := base64.StdEncoding.DecodeString(eval[string](b, "tested"))
	if err != nil {
		b.t.Fatal(err)
	}
	e, err := protocol.UnmarshalEvent(message)
	if err != nil {
		b.t.Fatal(err)
	}
	return e.(*protocol.Tested).Elapsed
}

func (m inside) rows() [][2]string {
	return [][2]string{
		{"The network drawn anew, while a run is on", fmt.Sprintf("%.0f frames a second", m.Run)},
		{"The network drawn anew, while a person draws", fmt.Sprintf("%.0f frames a second, %.0f in a run", m.Stroke, m.Both)},
		{"The time machine dragged", fmt.Sprintf("%.0f moments shown a second", m.Drag)},
		{"A run with the network on the screen", fmt.Sprintf("%.2f times one without, in the median of %d pairs", median(m.Cost), len(m.Cost))},
	}
}
