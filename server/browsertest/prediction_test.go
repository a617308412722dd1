//go:build browser

package browsertest

import (
	"fmt"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
)

// said is the visible sentence of the card of the prediction.
const said = "document.querySelector('.reading .said').innerText"

// seen returns a script for the values of a canvas: the opacity of each pixel.
func seen(id string) string {
	return fmt.Sprintf("(() => { const c = document.getElementById('%s'); return [...c.getContext('2d').getImageData(0, 0, c.width, c.height).data].filter((_, i) => i %% 4 === 3).join() })()", id)
}

// The places of two views in the bar at the foot of a phone: the one with the canvas, and the one with the panels.
const drawView, moreView = 0, 3

// view shows a view of a phone.
func (b *browser) view(i int) {
	b.t.Helper()
	b.eventually(loads, complete)
	button := fmt.Sprintf("document.querySelectorAll('.views button')[%d]", i)
	eval[bool](b, "("+button+".click(), true)")
	b.eventually(loads, button+".ariaPressed === 'true'")
}

// trained trains a run of the page to its end.
func (b *browser) trained(epochs int, start, done string) {
	b.t.Helper()
	b.eventually(loads, "byRole('button', "+quote(start)+") && !byRole('button', "+quote(start)+").disabled")
	b.openPanel("settings")
	b.fill("setting-epochs", fmt.Sprint(epochs), true)
	b.click("button", start)
	b.says(loads, done)
}

// Scripts for the three ways to give a file to the page; data is a DataTransfer.
const (
	chosen  = "const input = document.getElementById('picture-file'); input.files = data.files; input.dispatchEvent(new Event('change', { bubbles: true }))"
	dropped = "document.getElementById('canvas').dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }))"
	pasted  = "document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }))"
)

// openFile gives the page a file by one of them. parts is a script that resolves to the parts of a Blob.
func (b *browser) openFile(event, name, parts string) {
	b.t.Helper()
	eval[bool](b, fmt.Sprintf("((async () => { window.opened = false; const data = new DataTransfer(); data.items.add(new File(await (%s), %s)); %s; opened = true })(), true)",
		parts, quote(name), event))
	b.eventually(loads, "opened")
}

// drawnPicture returns a script that resolves to a picture of dark strokes on light grey, as a camera sees paper.
func (b *browser) drawnPicture(mime string, w, h int, lines string) string {
	return fmt.Sprintf(`new Promise((done) => { const c = document.createElement('canvas'); c.width = %d; c.height = %d;
		const g = c.getContext('2d'); g.fillStyle = '#d0d0c8'; g.fillRect(0, 0, c.width, c.height);
		g.strokeStyle = '#202040'; g.lineCap = 'round'; g.lineWidth = c.height / 12;
		for (const line of %s) { g.beginPath(); line.forEach(([x, y]) => g.lineTo(x * c.width, y * c.height)); g.stroke(); }
		c.toBlob((blob) => done([blob]), %s) })`, w, h, lines, quote(mime))
}

// The stages of a drawing's preprocessing. A switch leaves a stage out, and the prediction follows at once.
func TestBrowserStages(t *testing.T) {
	t.Parallel()
	b := open(t, newSite(t, builtBundle(t)), look{width: 1280, height: 900, language: "en-US"})
	b.trained(30, "Start training", "Done: ")
	b.draw(2)
	b.eventually(loads, said+".startsWith('Prediction: ')")
	b.openAside("why")
	for stage := range 6 {
		b.eventually(loads, fmt.Sprintf("%s.split(',').some((v) => v > 0)", seen(fmt.Sprintf("stage-%d", stage))))
	}
	b.settles()
	whole := eval[string](b, seen("picture"))
	shares := eval[string](b, "document.querySelector('.shares').innerText")
	for _, name := range []string{"Stand up", "Cut out", "Stretch", "Even out", "Align"} {
		if on := eval[string](b, "byRole('switch', "+quote(name)+").getAttribute('aria-checked')"); on != "true" {
			t.Errorf("%s is %s at first", name, on)
		}
	}
	b.click("switch", "Cut out")
	b.eventually(loads, "document.querySelector('[role=switch][aria-checked=false]')?.innerText.includes('left out')")
	b.eventually(loads, seen("picture")+" !== "+quote(whole))
	b.eventually(loads, "document.querySelector('.shares').innerText !== "+quote(shares))
	b.eventually(loads, seen("stage-1")+" === '0'")
	b.screenshot("left-out")
	b.click("button", "All steps")
	b.eventually(loads, "!document.querySelector('[role=switch][aria-checked=false]')")
	b.eventually(loads, seen("picture")+" === "+quote(whole))
	// By the keyboard: the switch that has the focus.
	eval[bool](b, "(byRole('switch', 'Even out').focus(), true)")
	b.do(chromedp.KeyEvent(" "))
	b.eventually(loads, "document.querySelectorAll('[role=switch][aria-checked=false]').length === 1")
	b.do(chromedp.KeyEvent(" "))
	b.eventually(loads, "document.querySelectorAll('[role=switch][aria-checked=false]').length === 0")
	b.noComplaints()
}

// The explanation of a prediction: neighbours, the map and its numbers, the second choice.
func TestBrowserWhy(t *testing.T) {
	t.Parallel()
	b := open(t, newSite(t, builtBundle(t)), look{width: 1280, height: 900, language: "en-US"})
	b.trained(30, "Start training", "Done: ")
	b.openAside("why")
	b.says(loads, "Draw a digit, and the reasons appear here.")
	b.draw(0)
	b.says(loads, "First choice 0 (")
	b.eventually(loads, "document.querySelectorAll('.nearest li').length === 5")
	if nearest := eval[string](b, "[...document.querySelectorAll('.nearest .spoken')].map((e) => e.textContent).join('; ')"); !strings.HasPrefix(nearest, "0, distance ") {
		t.Errorf("the nearest digits to a 0 are %s", nearest)
	}
	b.eventually(loads, seen("near-4")+".split(',').some((v) => v > 0)")
	b.eventually(loads, seen("occlusion")+".split(',').some((v) => v > 0)")
	b.eventually(loads, "document.getElementById('occlusion').getAttribute('aria-label') === document.querySelector('.occlusion figcaption').innerText")
	eval[bool](b, "(document.querySelector('.reasons summary').click(), true)")
	b.eventually(loads, "document.querySelectorAll('.reasons td').length === 64")
	b.screenshot("why")
	b.settles()
	before := eval[string](b, seen("occlusion"))
	b.click("button", "Clear")
	b.draw(4)
	b.eventually(loads, seen("occlusion")+" !== "+quote(before))
	b.noComplaints()
}

// A 1 is drawn and changed by the keys alone; the pointer paints as well.
func TestBrowserGrid(t *testing.T) {
	t.Parallel()
	b := open(t, newSite(t, builtBundle(t)), look{width: 360, height: 740, language: "en-US"})
	b.trained(30, "Start training", "Done: ")
	b.view(drawView)
	b.click("button", "Cell by cell")
	b.eventually(loads, "document.querySelectorAll('[role=grid] [role=gridcell]').length === 64")
	eval[bool](b, "(document.querySelector('[role=gridcell][tabindex=\"0\"]').focus(), true)")
	b.eventually(loads, focused+" === 'Row 1, column 1: 0 of 16'")
	for range 3 {
		b.press("ArrowRight", 39)
	}
	for range 8 {
		b.do(chromedp.KeyEvent(" "))
		b.press("ArrowRight", 39)
		b.do(chromedp.KeyEvent("1"), chromedp.KeyEvent("2"))
		b.press("ArrowLeft", 37)
		b.press("ArrowDown", 40)
	}
	b.eventually(loads, focused+" === 'Row 8, column 4: 16 of 16'")
	b.eventually(loads, said+".startsWith('Prediction: 1 (')")
	b.screenshot("keys")
	if cells := eval[string](b, "[...document.querySelectorAll('[role=row]')].map((r) => [...r.children].map((e) => e.className.match(/v(\\d+)/)[1]).join(' ')).join()"); cells != strings.TrimSuffix(strings.Repeat("0 0 0 16 12 0 0 0,", 8), ",") {
		t.Errorf("the cells are %s", cells)
	}
	b.press("Home", 36)
	b.eventually(loads, focused+" === 'Row 8, column 1: 0 of 16'")
	b.do(chromedp.KeyEvent("+"), chromedp.KeyEvent("+"), chromedp.KeyEvent("-"))
	b.eventually(loads, focused+" === 'Row 8, column 1: 1 of 16'")
	b.press("Backspace", 8)
	b.eventually(loads, focused+" === 'Row 8, column 1: 0 of 16'")
	if one := eval[int](b, "document.querySelectorAll('[role=gridcell][tabindex=\"0\"]').length"); one != 1 {
		t.Errorf("%d cells are in the order of the Tab key, want 1", one)
	}
	box := eval[[]float64](b, "(() => { const e = document.getElementById('level-0'); e.scrollIntoView({block: 'center'}); const r = e.getBoundingClientRect(); return [r.left, r.top, r.width, r.height] })()")
	if box[2] < 24 || box[3] < 24 {
		t.Errorf("a cell is %v×%v in a window of 360, want at least 24", box[2], box[3])
	}
	// Two cells in one movement of the mouse; one undo removes both.
	mouse := func(kind input.DispatchMouseEventType, x float64, buttons int64) {
		call(b, input.DispatchMouseEvent, input.DispatchMouseEventParams{Type: kind, X: x, Y: box[1] + box[3]/2, Button: input.MouseButtonLeft, Buttons: buttons, ClickCount: 1})
	}
	mouse(input.DispatchMouseEventTypeMousePressed, box[0]+box[2]/2, 1)
	mouse(input.DispatchMouseEventTypeMouseMoved, box[0]+box[2]*3/2, 1)
	mouse(input.DispatchMouseEventTypeMouseReleased, box[0]+box[2]*3/2, 0)
	const corner = "document.getElementById('level-0').getAttribute('aria-label') + document.getElementById('level-1').getAttribute('aria-label')"
	b.eventually(loads, corner+" === 'Row 1, column 1: 16 of 16Row 1, column 2: 16 of 16'")
	b.click("button", "Undo")
	b.eventually(loads, corner+" === 'Row 1, column 1: 0 of 16Row 1, column 2: 0 of 16'")
	b.click("button", "Clear")
	b.eventually(loads, "document.querySelectorAll('.grid .v0').length === 64 && "+said+" === 'Nothing drawn yet'")
	// The grid shows what the pen has drawn.
	b.click("button", "Pen")
	b.eventually(loads, "document.getElementById('canvas').clientWidth > 200 && document.getElementById('canvas').width > 200")
	b.draw(7)
	b.eventually(loads, said+" !== 'Nothing drawn yet'")
	b.click("button", "Cell by cell")
	b.eventually(loads, "document.querySelectorAll('.grid .level:not(.v0)').length > 5")
	b.noComplaints()
}

// The same in Korean, by touch, with dark colours.
func TestBrowserPredictionKorean(t *testing.T) {
	t.Parallel()
	b := open(t, newSite(t, builtBundle(t)), look{width: 360, height: 740, language: "ko-KR", touch: true, dark: true})
	b.trained(30, "학습 시작", "학습 끝: ")
	b.view(drawView)
	b.drawByTouch(3)
	b.eventually(loads, said+".startsWith('예측: ')")
	b.openAside("why")
	b.click("switch", "늘리기")
	b.eventually(loads, "document.querySelector('[role=switch][aria-checked=false]')?.innerText.includes('뺌')")
	b.click("button", "모든 단계 쓰기")
	b.eventually(loads, "document.querySelectorAll('.nearest li').length === 5")
	b.eventually(loads, seen("near-0")+".split(',').some((v) => v > 0) && "+seen("occlusion")+".split(',').some((v) => v > 0)")
	b.screenshot("why")
	b.click("button", "닫기")
	b.eventually(loads, "!document.querySelector('.aside') && document.activeElement.id === 'open-why'")
	b.click("button", "한 칸씩")
	b.eventually(loads, "document.querySelectorAll('.grid .level:not(.v0)').length > 5")
	b.screenshot("cells")
	if width := eval[int](b, "document.documentElement.scrollWidth"); width > 360 {
		t.Errorf("the page is %d wide in a window of 360", width)
	}
	b.noComplaints()
}

// Pictures from files are predicted. Other files are refused with a message, and the content of the canvas stays.
func TestBrowserOpenedPictures(t *testing.T) {
	t.Parallel()
	b := open(t, newSite(t, builtBundle(t)), look{width: 1280, height: 900, language: "en-US", dark: true})
	b.trained(30, "Start training", "Done: ")
	const one, two = "[[[.5, .15], [.5, .85]]]", "[[[.2, .15], [.2, .85]], [[.7, .15], [.7, .85]]]"
	b.openFile(chosen, "photo.jpg", b.drawnPicture("image/jpeg", 1600, 1200, one))
	b.eventually(loads, said+".startsWith('Prediction: 1 (')")
	b.screenshot("photo")
	for _, bad := range [][3]string{
		{"notes.txt", "Promise.resolve(['not a picture'])", "This is not a picture of a kind that can be opened"},
		{"evil.svg", `Promise.resolve(['<svg xmlns="http://www.w3.org/2000/svg" onload="window.evil = true"><script>window.evil = true</script></svg>'])`, "This is not a picture of a kind that can be opened"},
		{"evil.png", `Promise.resolve(['<!doctype html><script>window.evil = true</script>'])`, "This is not a picture of a kind that can be opened"},
		{"heavy.png", "Promise.resolve([new Uint8Array(21 << 20)])", "more than 20 MB"},
		{"huge.png", "Promise.resolve([new Uint8Array([137, 80, 78, 71, 13, 10, 26, 10, 0, 0, 0, 13, 73, 72, 68, 82, 0, 1, 0, 0, 0, 1, 0, 0, 8, 0, 0, 0, 0])])", "more than 64 million pixels"},
		{"broken.png", "Promise.resolve([new Uint8Array([137, 80, 78, 71, 13, 10, 26, 10, 0, 0, 0, 13, 73, 72, 68, 82, 0, 0, 1, 0, 0, 0, 1, 0, 8, 0, 0, 0, 0])])", "This picture is damaged"},
	} {
		b.openFile(chosen, bad[0], bad[1])
		b.eventually(loads, "document.getElementById('picture-problem').innerText.includes("+quote(bad[2])+")")
		if still := eval[string](b, said); !strings.HasPrefix(still, "Prediction: 1 (") {
			t.Errorf("after %s the card says %q", bad[0], still)
		}
	}
	if eval[bool](b, "Boolean(window.evil || document.querySelector('.draw svg, .draw img, .draw iframe, .draw object'))") {
		t.Error("a file became part of the page")
	}
	b.openFile(dropped, "two.png", b.drawnPicture("image/png", 300, 300, two))
	b.eventually(loads, said+" === 'Prediction: 11'")
	b.eventually(loads, "/^Prediction: 11 \\(\\d+%, \\d+%\\)$/.test("+status+")")
	b.eventually(loads, "document.getElementById('picture-problem').innerText === ''")
	b.screenshot("several")
	b.openFile(pasted, "grey.png", b.drawnPicture("image/png", 300, 300, "[]"))
	b.eventually(loads, said+" === 'No digit found. Try one that is larger, in even light' && "+status+" === "+said)
	b.click("button", "Clear")
	b.openFile(pasted, "dot.png", b.drawnPicture("image/png", 300, 300, "[[[.5, .5], [.5, .51]]]"))
	b.eventually(loads, "["+quote("Not sure. Try thicker and larger")+", 'No digit found. Try one that is larger, in even light'].includes("+said+")")

	// A picture that is decoded too late does not take the place of what was drawn meanwhile.
	eval[bool](b, `(() => {
		const decode = window.createImageBitmap;
		const drawn = new Promise((go) => window.decodeNow = go);
		window.createImageBitmap = (file) => drawn.then(() => decode(file)).finally(() => window.decoded = true);
		return true })()`)
	b.openFile(pasted, "late.png", b.drawnPicture("image/png", 300, 300, two))
	b.click("button", "Clear")
	b.eventually(loads, said+" === 'Nothing drawn yet'")
	b.draw(0)
	b.eventually(loads, said+".startsWith('Prediction: 0 (')")
	eval[bool](b, "(decodeNow(), true)")
	b.eventually(loads, "window.decoded")
	b.click("button", "Clear") // after what the picture would have done
	b.eventually(loads, said+" === 'Nothing drawn yet'")
	b.click("button", "Undo")
	b.eventually(loads, said+".startsWith('Prediction: 0 (')")
	b.noComplaints()
}
