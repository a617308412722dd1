//go:build browser

package browsertest

import (
	"encoding/json"
	"fmt"
	"slices"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

func marshal(v any) string {
	b, _ := json.Marshal(v)
	return string(b)
}

// filterHelpers read what a unit looks for.
const filterHelpers = `
window.patches = () => [...document.querySelectorAll('#unit-filters .patches')].map((l) => [...l.children].map((p) => ({
	digit: Number(p.querySelector('b').innerText), value: Number(p.querySelector('span').innerText.replace('−', '-')), side: p.querySelector('canvas').width,
	ink: p.querySelector('canvas').getContext('2d').getImageData(0, 0, p.querySelector('canvas').width, p.querySelector('canvas').height).data.some((v) => v > 0) })));
window.made = () => { const c = document.getElementById('made-picture'); return [...c.getContext('2d').getImageData(0, 0, c.width, c.height).data].filter((_, i) => i % 4 == 3).join(' ') };
window.climbed = () => document.getElementById('unit-filters')?.innerText.includes('step 60 of 60');
window.projected = () => ['picture', 'gradient', 'guided', 'deconvnet'].map((name) => { const c = document.getElementById('projected-' + name);
	return c.width < 8 ? '' : [...c.getContext('2d').getImageData(0, 0, c.width, c.height).data].join(' ') });
window.differ = (pictures) => pictures.every((p) => p && /[1-9]/.test(p)) && new Set(pictures).size === pictures.length;
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
	if columns := eval[[]int](b, "[...document.querySelectorAll('#unit-filters .patches')].map((l) => new Set([...l.children].map((p) => Math.round(p.getBoundingClientRect().left))).size)"); !slices.Equal(columns, []int{3, 3}) {
		t.Errorf("the patches stand in %v columns", columns)
	}
	if beside := eval[bool](b, "(([a, b]) => a.top === b.top && a.right <= b.left)([...document.querySelectorAll('#unit-filters .patches')].map((l) => l.getBoundingClientRect()))"); !beside {
		t.Error("the most and the least exciting patches do not stand beside each other")
	}
	b.screenshot("filters-map")

	eval[bool](b, "(() => { const s = document.getElementById('unit-layer'); s.value = '4'; return s.dispatchEvent(new Event('change', { bubbles: true })) })()")
	b.fill("unit-number", "3", true)
	b.eventually(loads, "patches()[0]?.every((p) => p.digit === 3 && p.side === 8 && p.ink) && climbed() && document.getElementById('made-read').innerText.startsWith('The network reads 3 (')")
	b.screenshot("filters-digit")

	// What comes back to the picture that is looked at, whatever that is.
	b.eventually(loads, "differ(projected()) && document.getElementById('projected-said').innerText.startsWith('Digit 3 has the sum ')")
	eval[bool](b, "(document.querySelectorAll('#unit-filters summary').forEach((s) => s.click()), document.getElementById('unit-projected').scrollIntoView(), true)")
	b.screenshot("filters-projected")
	if rows := eval[[]int](b, "[...document.querySelectorAll('#unit-filters details table')].map((t) => t.tBodies[0].rows.length)"); !slices.Equal(rows, []int{9, 8}) {
		t.Errorf("the tables have %v rows", rows)
	}
	seven := eval[[]string](b, "projected()")
	b.click("button", "Digit 3 of the data")
	b.eventually(loads, fmt.Sprintf("differ(projected()) && projected().every((p, i) => p !== %s[i])", marshal(seven)))
	b.draw(3)
	b.settles()
	three := eval[[]string](b, "projected()")
	b.draw(1)
	b.eventually(loads, fmt.Sprintf("differ(projected()) && projected().every((p, i) => p !== %s[i])", marshal(three)))

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

// On a phone, in Korean, dark, and with forced colours all of it is in reach of a finger, and by keyboard alone; Escape goes out.
func TestBrowserFiltersOnAPhone(t *testing.T) {
	t.Parallel()
	b := open(t, newSite(t, builtBundle(t)), look{width: 360, height: 640, language: "ko-KR", touch: true, dark: true})
	b.eventually(loads, complete)
	eval[bool](b, filterHelpers)
	eval[bool](b, "(document.querySelectorAll('nav.views button')[2].click(), true)")
	b.click("button", "유닛 하나")
	b.eventually(loads, "document.activeElement.id === 'unit-figure'")
	eval[bool](b, "(document.querySelectorAll('.unit .ways button')[2].focus(), true)")
	b.do(chromedp.KeyEvent(kb.Enter))
	b.eventually(loads, "patches().length === 2 && patches()[0].length === 9 && projected().every((p) => /[1-9]/.test(p)) && document.getElementById('made-read')")
	small := eval[[]string](b, `[...document.querySelectorAll('.unit .ways button, .unit select, .unit input, #unit-filters summary')]
		.filter((e) => e.checkVisibility() && e.getBoundingClientRect().height < 44).map((e) => e.id + e.innerText)`)
	if len(small) > 0 {
		t.Errorf("targets under 44 px: %q", small)
	}
	if wide := eval[[]int](b, "[document.documentElement.scrollWidth, ...[...document.querySelectorAll('#unit-filters *')].map((e) => Math.round(e.getBoundingClientRect().right))]"); slices.Max(wide) > 360 {
		t.Errorf("something is %d px wide", slices.Max(wide))
	}
	if beside := eval[bool](b, "(([a, b]) => a.right <= b.left && a.top < b.bottom && b.top < a.bottom)(['total-variation + .amount', 'total-variation'].reverse().map((s) => document.querySelector('#' + s).getBoundingClientRect()))"); !beside {
		t.Error("the weight does not stand beside its slider")
	}
	for _, id := range []string{"total-variation", "projected-said"} {
		eval[bool](b, fmt.Sprintf("(document.getElementById(%q).scrollIntoView({ block: 'center' }), true)", id))
		b.screenshot("filters-phone-" + id)
	}
	before := eval[string](b, "made()")
	eval[bool](b, "(document.getElementById('total-variation').focus(), true)")
	b.press("End", 35)
	b.eventually(loads, fmt.Sprintf("document.getElementById('total-variation').value === '100' && made() !== %s", quote(before)))
	call(b, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{{Name: "forced-colors", Value: "active"}}})
	b.eventually(loads, "projected().every((p) => /[1-9]/.test(p))")
	if colours := eval[[]string](b, "[...document.querySelectorAll('.unit .ways button:not(:disabled, [aria-disabled=true])')].map((e) => getComputedStyle(e).color)"); len(slices.Compact(colours)) != 1 {
		t.Errorf("the texts of the buttons have the colours %q; that of the pressed one is seen on nothing but its background", colours)
	}
	b.screenshot("filters-phone-forced")
	b.press("Escape", 27)
	b.eventually(loads, "!document.getElementById('unit-filters')")
	b.noComplaints()
}
