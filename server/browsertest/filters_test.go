//go:build browser

package browsertest

import (
	"fmt"
	"testing"
)

// filterHelpers read what a unit looks for.
const filterHelpers = `
window.patches = () => [...document.querySelectorAll('#unit-filters .patches')].map((l) => [...l.children].map((p) => ({
	digit: Number(p.querySelector('b').innerText), value: Number(p.querySelector('span').innerText.replace('−', '-')), side: p.querySelector('canvas').width,
	ink: p.querySelector('canvas').getContext('2d').getImageData(0, 0, p.querySelector('canvas').width, p.querySelector('canvas').height).data.some((v) => v > 0) })));
window.made = () => { const c = document.getElementById('made-picture'); return [...c.getContext('2d').getImageData(0, 0, c.width, c.height).data].filter((_, i) => i % 4 == 3).join(' ') };
window.climbed = () => document.getElementById('unit-filters')?.innerText.includes('step 60 of 60');
window.slideTo = (id, v) => { const s = document.getElementById(id); s.value = v; return s.dispatchEvent(new Event('input', { bubbles: true })) };
true
`

// What a unit looks for, after a run: nine patches at each end, the most extreme first, and a picture made for it, which follows its
// sliders. Of the last layer it is digits that are shown, and its own digit that is read.
func TestBrowserFilters(t *testing.T) {
	t.Parallel()
	b := open(t, newSite(t, builtBundle(t)), look{width: 1280, height: 720, language: "en-US"})
	b.eventually(loads, complete)
	eval[bool](b, insideHelpers+filterHelpers)
	b.fastest()
	b.click("button", "Start training")
	b.says(loads, "Done: ")
	b.click("button", "One unit")
	b.click("button", "What it looks for")
	b.eventually(loads, "patches().length === 2 && patches().every((l) => l.length === 9 && l.every((p) => p.side === 3)) && patches()[0].every((p) => p.ink)")
	type patch struct{ Digit, Value, Side float64 }
	lists := eval[[][]patch](b, "patches()")
	for i := range 8 {
		if lists[0][i].Value < lists[0][i+1].Value || lists[1][i].Value > lists[1][i+1].Value || lists[0][8].Value <= lists[1][8].Value {
			t.Errorf("the patches are in the order %v", lists)
		}
	}
	b.eventually(loads, "climbed()")
	b.screenshot("filters-map")

	eval[bool](b, "(() => { const s = document.getElementById('unit-layer'); s.value = '4'; return s.dispatchEvent(new Event('change', { bubbles: true })) })()")
	b.fill("unit-number", "4", true)
	b.eventually(loads, "patches()[0]?.every((p) => p.digit === 3 && p.side === 8 && p.ink) && climbed() && document.getElementById('made-read').innerText.startsWith('The network reads 3 (')")
	b.screenshot("filters-digit")

	b.eventually(loads, "window.last === made() || (window.last = made(), false)") // it is painted after its words
	before := eval[string](b, "made()")
	eval[bool](b, "slideTo('total-variation', 80)")
	b.eventually(loads, fmt.Sprintf("climbed() && made() !== %s", quote(before)))
	smooth := eval[string](b, "made()")
	b.click("button", "Mean digit")
	b.eventually(loads, fmt.Sprintf("climbed() && made() !== %s", quote(smooth)))
	b.click("button", "Noise")
	eval[bool](b, "slideTo('total-variation', 20)")
	b.eventually(loads, fmt.Sprintf("climbed() && made() === %s", quote(before))) // to the bit
	b.click("button", "Other noise")
	b.eventually(loads, fmt.Sprintf("climbed() && made() !== %s", quote(before)))

	b.click("button", "Forward")
	b.eventually(loads, "!document.getElementById('unit-filters') && document.getElementById('unit-figure')")
	b.noComplaints()
}
