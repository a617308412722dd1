//go:build browser

package browsertest

import (
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
)

// mapHelpers read the map: what it says, what is painted, and when its messages come.
const mapHelpers = `
window.mapSays = () => document.getElementById('map-state')?.innerText ?? '';
window.mapInk = () => { // a number that differs between pictures; 0 without ink
  const c = document.getElementById('map-canvas'), data = c.getContext('2d').getImageData(0, 0, c.width, c.height).data;
  let sum = 0;
  for (let i = 3; i < data.length; i += 4) sum = (sum * 31 + data[i] * (i % 9973)) % 1000000007;
  return sum;
};
window.onMap = (x, y) => {
  const r = document.getElementById('map-canvas').getBoundingClientRect();
  return { clientX: r.left + x, clientY: r.top + y, bubbles: true, cancelable: true };
};
window.wheel = (turn) => !document.getElementById('map-canvas').dispatchEvent(new WheelEvent('wheel', { ...onMap(150, 150), ...turn }));
window.pointers = (down, ...moves) => { // presses pointers, moves them, and lets them go
  window.heading = document.getElementById('digit-heading').innerText;
  const send = (kind, [pointerId, x, y]) => document.getElementById('map-canvas').dispatchEvent(new PointerEvent(kind, { pointerId, ...onMap(x, y) }));
  down.forEach((p) => send('pointerdown', p));
  moves.forEach((m) => m.forEach((p) => send('pointermove', p)));
  down.forEach((p) => send('pointerup', p));
  return true;
};
window.reached = () => document.activeElement.getAttribute('aria-label');
true
`

// The map by PCA is there at once, moves with the time machine, has the drawing's place, and is walked over, zoomed and saved. t-SNE goes
// to its end, can be stopped, and begins at another moment from where it is.
func TestBrowserMap(t *testing.T) {
	t.Parallel()
	b := open(t, newSite(t, builtBundle(t)), look{width: 1280, height: 900, language: "en-US"})
	b.trainFast("20")
	eval[bool](b, mapHelpers)
	eval[bool](b, keepSaved+"; true")
	b.openPanel("all-digits")
	b.click("button", "Map")
	b.eventually(loads, "mapSays().startsWith('Epoch 20: the 50 outputs of the last hidden layer') && mapInk() > 0")
	b.screenshot("pca")

	// Another moment.
	eval[bool](b, "(document.getElementById('time-machine').focus(), true)")
	b.press("Home", 36)
	b.eventually(loads, "mapSays().startsWith('Untrained: ')")
	b.press("End", 35)
	b.eventually(loads, "mapSays().startsWith('Epoch 20: ')")

	// The drawing.
	b.draw(3)
	b.settles()
	b.eventually(loads, "/labels ([0-9], )*3\\b/.test(document.getElementById('map-drawing').innerText) && document.getElementById('map-drawing').innerText.endsWith('Its place is exact.')")
	b.screenshot("drawing")

	// By the keyboard.
	eval[bool](b, "(document.querySelector('#map-grid [tabindex=\"0\"]').focus(), window.first = reached(), true)")
	b.eventually(loads, "first.startsWith('No. ')")
	b.press("ArrowRight", 39)
	b.eventually(loads, "reached() !== first && reached().startsWith('No. ')")
	if in := eval[int](b, "document.querySelectorAll('#map-grid [tabindex=\"0\"]').length"); in != 1 {
		t.Errorf("%d cells are in the order of the Tab key, want 1", in)
	}
	eval[bool](b, "(window.whole = mapInk(), true)")
	b.press("+", 187)
	b.eventually(loads, "mapInk() !== whole && !document.getElementById('map-whole').ariaDisabled")
	b.press("0", 48)
	b.eventually(loads, "document.getElementById('map-whole').ariaDisabled === 'true'")
	name := eval[string](b, "reached()")
	b.press("Enter", 13)
	b.eventually(loads, "document.activeElement.id === 'digit-heading' && document.activeElement.innerText.startsWith("+quote(strings.Split(name, ",")[0])+")")

	// By the mouse: the digit that is under it is said, and opened.
	eval[bool](b, `(() => { const cell = document.querySelector('#map-grid [tabindex="0"]').getBoundingClientRect(), canvas = document.getElementById('map-canvas');
		for (const kind of ['pointermove', 'pointerdown', 'pointerup'])
			canvas.dispatchEvent(new PointerEvent(kind, { pointerId: 1, clientX: cell.left + cell.width / 2, clientY: cell.top + cell.height / 2, bubbles: true }));
		return true })()`)
	b.eventually(loads, "document.getElementById('map-pointed').innerText.startsWith('No. ') && document.getElementById('digit-heading').innerText.startsWith(document.getElementById('map-pointed').innerText.split(',')[0])")

	// Zoomed by the wheel, moved, zoomed out by two fingers, and whole again. Without the focus and without Control the wheel is the page's.
	const whole = "document.getElementById('map-whole').ariaDisabled === 'true'"
	eval[bool](b, "(document.activeElement.blur(), window.whole = mapInk(), true)")
	if stopped := eval[bool](b, "wheel({ deltaY: -100 })"); stopped {
		t.Error("the wheel zooms a map without the focus")
	}
	if stopped := eval[bool](b, "wheel({ deltaY: -300, ctrlKey: true })"); !stopped {
		t.Error("the wheel with Control is the page's")
	}
	b.eventually(loads, "!("+whole+") && mapInk() !== whole")
	eval[bool](b, "(window.whole = mapInk(), pointers([[1, 200, 200]], [[1, 260, 240]]))")
	b.eventually(loads, "mapInk() !== whole")
	if eval[bool](b, "document.getElementById('digit-heading').innerText !== heading") {
		t.Error("a digit was opened by moving the map")
	}
	eval[bool](b, "pointers([[1, 100, 200], [2, 300, 200]], [[1, 190, 200]], [[2, 210, 200]])")
	b.eventually(loads, whole)

	// In numbers, and as files.
	eval[bool](b, "(document.querySelector('#map-numbers summary').click(), true)")
	b.eventually(loads, "document.querySelectorAll('#map-numbers tbody tr').length === 10")
	table := string(b.saveMap("Save CSV", "csv"))
	if lines := strings.Split(strings.TrimSpace(table), "\n"); len(lines) != 1798 || strings.Count(lines[1], ",") != 6 {
		t.Errorf("the table has %d lines, the second is %q", len(lines), lines[1])
	}
	picture := b.saveMap("Save SVG", "svg")
	b.keep("map.svg", picture)
	if digits := strings.Count(string(picture), `text-anchor="middle"`); digits != 1797 {
		t.Errorf("the picture has %d digits, want 1797", digits)
	}

	// t-SNE.
	begin := time.Now()
	b.click("button", "t-SNE")
	b.eventually(loads, "/iteration [0-9]+ of 500/.test(mapSays())")
	b.click("button", "Stop")
	b.eventually(loads, "/stopped after [0-9]+ of 500/.test(mapSays())")
	b.click("button", "Run t-SNE")
	b.eventually(2*loads, "mapSays().endsWith('done after 500 iterations.')")
	t.Logf("t-SNE took %v with a stop", time.Since(begin).Round(time.Millisecond))
	b.eventually(loads, "document.getElementById('map-drawing').innerText.includes('in the middle of those')")
	b.screenshot("tsne")
	eval[bool](b, "(document.getElementById('time-machine').focus(), true)")
	b.press("PageDown", 34)
	b.eventually(2*loads, "/^Epoch 1?[0-9]: t-SNE .*done after 200 iterations.$/.test(mapSays())")
	b.noComplaints()
}

func (b *browser) saveMap(button, format string) []byte {
	b.t.Helper()
	b.click("button", button)
	return b.savedFile("map", format)
}

// While t-SNE goes on, a drawing is predicted as fast as without it, and a run that begins ends it.
func TestBrowserMapDelaysNothing(t *testing.T) {
	t.Parallel()
	b := open(t, newSite(t, builtBundle(t)), look{width: 1280, height: 900, language: "en-US"})
	b.trainFast("10")
	eval[bool](b, mapHelpers)
	b.openPanel("all-digits")
	b.click("button", "Map")
	b.click("button", "t-SNE")
	b.eventually(loads, "/iteration [0-9]+ of 500/.test(mapSays())")
	b.draw(7)
	b.settles()
	b.eventually(loads, "document.querySelector('.answer').innerText.startsWith('7')")
	if !eval[bool](b, "/iteration [0-9]+ of 500/.test(mapSays())") {
		t.Log("t-SNE was done before the drawing was")
	}
	b.click("button", "Start training")
	b.eventually(loads, "mapSays().startsWith('Training has the first turn') || mapSays().startsWith('Epoch 10: ')")
	b.says(loads, "Done: ")
	b.eventually(2*loads, "/^Epoch 10: t-SNE .*done after (200|500) iterations.$/.test(mapSays())")
	b.noComplaints()
}

// The map on a phone, in Korean and in the dark.
func TestBrowserMapOnPhone(t *testing.T) {
	t.Parallel()
	b := open(t, newSite(t, builtBundle(t)), look{width: 360, height: 640, language: "ko-KR", dark: true})
	b.eventually(loads, complete+" && !document.getElementById('play').disabled")
	eval[bool](b, mapHelpers)
	b.openPanel("all-digits")
	b.click("button", "지도")
	b.eventually(loads, "mapSays().startsWith('학습 전:') && mapInk() > 0")
	b.fits()
	b.screenshot("pca")
	b.click("button", "t-SNE")
	b.eventually(2*loads, "/500번 반복해서 끝났습니다/.test(mapSays())")
	b.fits()
	b.screenshot("tsne")
	// With forced colours the canvas stays as it is, so the legend must too.
	call(b, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{{Name: "forced-colors", Value: "active"}}})
	b.eventually(loads, "matchMedia('(forced-colors: active)').matches")
	if n := eval[int](b, "new Set([...document.querySelectorAll('.map-legend li[class^=digit]')].map((e) => getComputedStyle(e).color)).size"); n != 10 {
		t.Errorf("the legend has %d colours, want 10", n)
	}
	b.noComplaints()
}
