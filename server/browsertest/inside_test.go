//go:build browser

package browsertest

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// insideHelpers count the inspections that come, by their content, and describe what is drawn.
const insideHelpers = `
window.inspections = new Set();
window.sum = (bytes) => bytes.reduce((sum, v) => (sum * 31 + v) >>> 0, 7);
workers.forEach((w) => w.addEventListener('message', (e) => {
  const bytes = e.data instanceof ArrayBuffer && new Uint8Array(e.data);
  if (bytes && bytes[1] === 20) inspections.add(sum(bytes.subarray(26))); // after run, epoch and step
}));
window.atWork = () => {
  const canvas = document.getElementById('inside-work');
  return sum(canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data);
};
window.drawnPixels = () => {
  const canvas = document.getElementById('inside-work');
  return canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data.filter((v, i) => i % 4 === 3 && v).length;
};
window.pictures = new Set();
(function watch() { pictures.add(atWork()); requestAnimationFrame(watch) })();
window.insideSays = () => document.getElementById('inside-said').innerText;
window.pressed = (name) => byRole('button', name).getAttribute('aria-pressed') === 'true';
true
`

// painted waits until the network's picture stands, and returns its hash.
func (b *browser) painted() (hash float64) {
	b.t.Helper()
	b.eventually(loads, "drawnPixels() > 1000")
	for last := -1.; hash != last; time.Sleep(300 * time.Millisecond) {
		last, hash = hash, eval[float64](b, "atWork()")
	}
	return hash
}

// places returns where the parts of the network are on the page, and how large they are.
func (b *browser) places() []float64 {
	b.t.Helper()
	return eval[[]float64](b, `(() => { const top = byRole('group', 'Inside the network').getBoundingClientRect();
		return [...document.querySelectorAll('section.inside, section.inside > *, .flow, .flow canvas, .flow .art, .flow .label > *')].flatMap((e) => {
			const r = e.getBoundingClientRect(); return [r.left - top.left, r.top - top.top, r.width, r.height] }) })()`)
}

// On a low phone the layers are rows, to the ten probabilities; and where the arithmetic of a unit covers the lower ones, those of its lines
// are scrolled to. Its ways are in sight above it.
func TestBrowserInsideOnAPhone(t *testing.T) {
	for _, test := range []struct{ language, view, unit string }{{"en-US", "Inside", "One unit"}, {"ko-KR", "들여다보기", "유닛 하나"}} {
		t.Run(test.language, func(t *testing.T) {
			t.Parallel()
			b := open(t, newSite(t, builtBundle(t)), look{width: 360, height: 640, language: test.language, touch: true})
			b.eventually(loads, complete)
			b.click("button", test.view)
			eval[bool](b, insideHelpers+unitHelpers+`
window.rows = () => [...document.querySelectorAll('.flow .column')].map((e) => e.getBoundingClientRect());
window.edges = (selector) => { const r = document.querySelector(selector).getBoundingClientRect(); return [r.top, r.bottom] };
true`)
			b.painted()
			last := eval[[]float64](b, "[rows().at(-1).right, ...edges('.flow li:last-child .label'), ...edges('.inside-scroll')]")
			if last[0] > 360 || last[1] < last[3] || last[2] > last[4] {
				t.Errorf("the last layer ends at %v of 360, from %v to %v in a place from %v to %v", last[0], last[1], last[2], last[3], last[4])
			}
			for _, width := range []int64{360, 320} {
				call(b, emulation.SetDeviceMetricsOverride, emulation.SetDeviceMetricsOverrideParams{Width: width, Height: 640, DeviceScaleFactor: 1, Mobile: true})
				b.click("button", test.unit)
				b.eventually(loads, "document.getElementById('unit-said')")
				if top := eval[[]float64](b, "[document.querySelector('.aside-content').scrollTop, edges('.ways')[0] - edges('.aside')[0]]"); top[0] != 0 || top[1] < 0 {
					t.Errorf("the unit is scrolled to %v, its ways are %v below its edge", top[0], top[1])
				}
				for layer, name := range []string{"Conv2D", "MaxPooling2D", "Flatten", "Dense", "Dense"} {
					b.chooseLayer(layer, name)
					b.eventually(loads, fmt.Sprintf("rows()[%d].top >= 0 && rows()[%d].bottom <= edges('.aside')[0] + 1", layer, layer+1))
				}
				b.screenshot(fmt.Sprint(width))
				b.do(chromedp.KeyEvent(kb.Escape))
				b.eventually(loads, "!document.querySelector('.aside')")
			}
			b.noComplaints()
		})
	}
}

// The network is shown at work before it is trained, while it is trained, and on what a person draws; nothing of that moves anything.
func TestBrowserInside(t *testing.T) {
	t.Parallel()
	b := open(t, newSite(t, builtBundle(t)), look{width: 1280, height: 900, language: "en-US"})
	b.eventually(loads, complete)
	b.eventually(loads, "document.getElementById('inside-said').innerText.startsWith('Digit 7 of the data, untrained: it guesses ')")
	eval[bool](b, insideHelpers)
	before := b.painted()
	b.screenshot("untrained")
	places := b.places()
	same := func(when string) {
		t.Helper()
		if now := b.places(); !slices.Equal(now, places) {
			t.Errorf("%s something has moved: %v, before %v", when, now, places)
		}
	}

	b.click("button", "Digit 3 of the data")
	b.eventually(loads, "insideSays().startsWith('Digit 3 of the data') && pressed('Digit 3 of the data') && !pressed('Digit 7 of the data')")
	b.eventually(loads, fmt.Sprintf("atWork() !== %.0f", before))
	same("with another digit")

	eval[bool](b, "(inspections.clear(), pictures.clear(), true)")
	b.click("radio", "Watch")
	b.click("button", "Start training")
	b.eventually(loads, "insideSays().startsWith('Digit 3 of the data, epoch ')")
	same("in a run")
	b.says(loads, "Done: ")
	b.eventually(loads, "insideSays().startsWith('Digit 3 of the data, epoch 100: it predicts 3 (')")
	inspected, drawn := eval[int](b, "inspections.size"), eval[int](b, "pictures.size")
	t.Logf("in a run of 4 s %d inspections and %d pictures differ", inspected, drawn)
	if inspected < 20 || drawn < 5 { // of 100 epochs
		t.Errorf("in a run %d inspections and %d pictures differ", inspected, drawn)
	}
	same("after the run")
	b.screenshot("trained")

	before = b.painted()
	b.draw(2)
	b.settles()
	b.eventually(loads, "insideSays().startsWith('Your drawing, epoch 100: it predicts ') && pressed('My drawing')")
	b.eventually(loads, fmt.Sprintf("atWork() !== %.0f", before))
	same("with a drawing")
	drawing := b.painted()
	b.click("button", "Digit 3 of the data")
	b.eventually(loads, fmt.Sprintf("atWork() === %.0f", before))
	b.click("button", "My drawing")
	b.eventually(loads, fmt.Sprintf("atWork() === %.0f", drawing))
	b.click("button", "Clear")
	b.eventually(loads, fmt.Sprintf("insideSays().startsWith('Digit 3 of the data') && atWork() === %.0f", before))
	same("after clearing")

	pointed := "document.querySelector('.inside .caption').lastElementChild.innerText"
	point := func(event string, part int) {
		eval[bool](b, fmt.Sprintf(`(() => { const r = document.querySelectorAll('.inside .art')[%d].getBoundingClientRect();
			return document.getElementById('inside-work').dispatchEvent(new PointerEvent('%s', { clientX: r.left + r.width / 2, clientY: r.top + r.height / 2 })) })()`, part, event))
	}
	point("pointermove", 0)
	b.eventually(loads, pointed+".startsWith('Picture, row 5, column 5: ')")
	point("pointermove", 5)
	b.eventually(loads, pointed+".startsWith('Digit 5: ')")
	same("with the pointer on it")
	point("pointerleave", 0)
	b.eventually(loads, pointed+" === ''")

	if tables := eval[int](b, "document.querySelectorAll('.inside .numbers table').length"); tables != 0 {
		t.Errorf("%d tables before anybody opens them", tables)
	}
	eval[bool](b, "(document.querySelector('.inside .numbers summary').click(), true)")
	b.eventually(loads, "document.querySelectorAll('.inside .numbers table').length === 3 && document.querySelector('.inside .numbers').innerText.includes('6×6×10')")
	same("with the tables")
	b.noComplaints()
}
