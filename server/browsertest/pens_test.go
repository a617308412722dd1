//go:build browser

package browsertest

import (
	"bytes"
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"image"
	"image/color"
	"image/gif"
	"math"
	"slices"
	"testing"
	"time"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/page"

	"digitlab/nn32/drawing"
	"digitlab/nn32/drawing/strokes"
)

// noise makes every reading of a canvas noise, as browsers do that resist fingerprinting. Tests read the pixels by realPixels.
const noise = `{
  const canvas = CanvasRenderingContext2D.prototype, real = canvas.getImageData;
  window.realPixels = (c) => real.call(c.getContext('2d'), 0, 0, c.width, c.height).data;
  canvas.getImageData = function (...args) {
    const image = real.apply(this, args);
    crypto.getRandomValues(image.data.subarray(0, Math.min(65536, image.data.length)));
    for (let i = 65536; i < image.data.length; i++) image.data[i] = image.data[i % 65536];
    return image;
  };
}`

// withNoise loads the page again with canvases that cannot be read.
func (b *browser) withNoise() {
	b.t.Helper()
	call(b, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: noise})
	b.visit(b.site.url())
	b.eventually(loads, complete)
}

// units returns strokes in the units in which the page sends them.
func units(drawn []strokes.Stroke) (out []drawing.Stroke) {
	for _, s := range drawn {
		var stroke drawing.Stroke
		for _, p := range s {
			stroke = append(stroke, drawing.Point{X: int16(math.Round(p.X * drawing.PaperUnits)), Y: int16(math.Round(p.Y * drawing.PaperUnits))})
		}
		out = append(out, stroke)
	}
	return out
}

// point makes the canvas take strokes as they are, with events at fractions of a pixel.
func (b *browser) point(drawn []drawing.Stroke) {
	b.t.Helper()
	for _, s := range drawn {
		places := ""
		for _, p := range s {
			places += fmt.Sprintf("[%d,%d],", p.X, p.Y)
		}
		eval[bool](b, `(() => { const c = document.getElementById('canvas'), r = c.getBoundingClientRect();
			const send = (type, [x, y]) => c.dispatchEvent(new PointerEvent(type, { pointerId: 77, pointerType: 'mouse', bubbles: true,
				clientX: r.left + r.width * x / `+fmt.Sprint(drawing.PaperUnits)+`, clientY: r.top + r.width * y / `+fmt.Sprint(drawing.PaperUnits)+` }));
			const places = [`+places+`]; send('pointerdown', places[0]);
			for (const place of places.slice(1)) send('pointermove', place);
			send('pointerup', places[places.length - 1]); return true })()`)
	}
}

// A drawing is read from its strokes, never from a canvas, which in some browsers gives noise. The network sees the same picture, to the
// bit, as this machine makes of the same strokes.
func TestBrowserDrawingNeedsNoCanvas(t *testing.T) {
	t.Parallel()
	b := open(t, newSite(t, builtBundle(t)), look{width: 1280, height: 900, language: "en-US"})
	b.withNoise()
	b.trained(30, "Start training", "Done: ")
	b.openAside("why")
	const values = "[...document.querySelectorAll('.explanation > details .values td')].map((e) => Number(e.innerText))"
	eval[bool](b, "(document.querySelector('.explanation > details summary').click(), true)")
	for _, digit := range []int{3, 0} {
		path := units(strokes.Plain(digit))
		b.point(path)
		b.eventually(loads, fmt.Sprintf(said+".startsWith('Prediction: %d (')", digit))
		b.settles()
		want, _ := drawing.ToPicture(drawing.Rasterise(path, drawing.PaperUnits/15))
		b.eventually(loads, "document.querySelectorAll('.explanation > details .values td').length === 64")
		time.Sleep(500 * time.Millisecond) // the table follows at a legible pace
		if got := eval[[]int](b, values); !slices.EqualFunc(got, want[:], func(a int, b uint8) bool { return a == int(b) }) {
			t.Errorf("the network sees %d as %v, want %v", digit, got, want)
		}
		b.click("button", "Clear")
		b.eventually(loads, said+" === 'Nothing drawn yet'")
	}
	b.noComplaints()
}

// inkAt is true while the canvas has ink at a place, given as shares of its side.
func inkAt(x, y float64) string {
	return fmt.Sprintf("(c => c.getContext('2d').getImageData(c.width * %v, c.height * %v, 1, 1).data[3] > 0)(document.getElementById('canvas'))", x, y)
}

// palmAndPen lays a palm on the canvas, draws with a pen, and has the browser give up a finger. It looks the same before the program
// draws and after.
func (b *browser) palmAndPen() {
	b.t.Helper()
	at := func(x, y float64) windowPoint { return b.onSheet("canvas", []strokes.Stroke{{{X: x, Y: y}}})[0][0] }
	touch := func(kind input.DispatchTouchEventType, x, y float64) {
		p := input.DispatchTouchEventParams{Type: kind, TouchPoints: []*input.TouchPoint{}}
		if kind != input.DispatchTouchEventTypeTouchEnd && kind != input.DispatchTouchEventTypeTouchCancel {
			to := at(x, y)
			p.TouchPoints = append(p.TouchPoints, &input.TouchPoint{X: to.X, Y: to.Y})
		}
		call(b, input.DispatchTouchEvent, p)
	}
	pen := func(kind input.DispatchMouseEventType, x, y float64) {
		to := at(x, y)
		call(b, input.DispatchMouseEvent, input.DispatchMouseEventParams{Type: kind, X: to.X, Y: to.Y, Button: input.MouseButtonLeft, Buttons: 1,
			ClickCount: 1, PointerType: input.DispatchMouseEventPointerTypePen})
	}
	touch(input.DispatchTouchEventTypeTouchStart, .8, .8)
	touch(input.DispatchTouchEventTypeTouchMove, .8, .85)
	b.eventually(loads, inkAt(.8, .82))
	pen(input.DispatchMouseEventTypeMousePressed, .3, .2)
	pen(input.DispatchMouseEventTypeMouseMoved, .3, .5)
	touch(input.DispatchTouchEventTypeTouchMove, .85, .9)
	pen(input.DispatchMouseEventTypeMouseMoved, .3, .7)
	pen(input.DispatchMouseEventTypeMouseReleased, .3, .7)
	touch(input.DispatchTouchEventTypeTouchEnd, 0, 0)
	b.eventually(loads, inkAt(.3, .6)+" && !("+inkAt(.8, .82)+")")

	touch(input.DispatchTouchEventTypeTouchStart, .6, .4)
	b.eventually(loads, inkAt(.6, .4))
	touch(input.DispatchTouchEventTypeTouchCancel, 0, 0)
	b.eventually(loads, inkAt(.3, .6)+" && !("+inkAt(.6, .4)+")")
}

// A pen draws although a palm lies on the screen, and what the palm drew is taken back; so is a stroke that the browser gives up.
func TestBrowserPenAndPalm(t *testing.T) {
	t.Parallel()
	b := open(t, newSite(t, builtBundle(t)), look{width: 1280, height: 900, language: "en-US", touch: true})
	b.eventually(loads, complete+" && document.getElementById('play') && !document.getElementById('play').disabled")
	b.palmAndPen()
	b.settles()
	b.click("button", "Undo") // the pen's stroke
	b.eventually(loads, said+" === 'Nothing drawn yet'")
	b.noComplaints()
}

// The same before the program draws.
func TestBrowserPenAndPalmEarly(t *testing.T) {
	t.Parallel()
	slow := newSite(t, late(builtBundle(t), "/web/app.wasm", 5*time.Second))
	b := open(t, slow, look{width: 1280, height: 900, language: "en-US", touch: true})
	b.eventually(loads, "window.digitlab && document.getElementById('canvas')")
	b.palmAndPen()
	if n := eval[int](b, "digitlab.strokes?.length ?? -1"); n != 1 {
		t.Errorf("there are %d strokes, or the program was up before the drawing was done", n)
	}
	b.noComplaints()
}

// inBytes returns the script of a file's parts for openFile.
func inBytes(file []byte) string {
	return "Promise.resolve([Uint8Array.from(atob('" + base64.StdEncoding.EncodeToString(file) + "'), (c) => c.charCodeAt(0))])"
}

// bar returns a picture of a 1, of dark ink on light paper.
func bar() *image.Paletted {
	im := image.NewPaletted(image.Rect(0, 0, 120, 120), color.Palette{color.Gray{220}, color.Gray{30}})
	for y := 15; y < 105; y++ {
		for x := 54; x < 66; x++ {
			im.SetColorIndex(x, y, 1)
		}
	}
	return im
}

// bmp returns a picture as a BMP of 24 bits.
func bmp(im image.Image) []byte {
	w, h := im.Bounds().Dx(), im.Bounds().Dy() // w is a multiple of 4
	var b bytes.Buffer
	b.WriteString("BM")
	for _, v := range []uint32{uint32(54 + 3*w*h), 0, 54, 40, uint32(w), uint32(h), 1 | 24<<16, 0, uint32(3 * w * h), 2835, 2835, 0, 0} {
		binary.Write(&b, binary.LittleEndian, v)
	}
	for y := h - 1; y >= 0; y-- {
		for x := range w {
			v := color.GrayModel.Convert(im.At(x, y)).(color.Gray).Y
			b.Write([]byte{v, v, v})
		}
	}
	return b.Bytes()
}

// What phones and programs save as pictures is opened; what no browser here decodes is named, with what to do.
func TestBrowserPicturesOfManyKinds(t *testing.T) {
	t.Parallel()
	b := open(t, newSite(t, builtBundle(t)), look{width: 1280, height: 900, language: "en-US"})
	b.trained(30, "Start training", "Done: ")
	const one = "[[[.5, .15], [.5, .85]]]"
	var animated bytes.Buffer
	if err := gif.EncodeAll(&animated, &gif.GIF{Image: []*image.Paletted{bar()}, Delay: []int{0}}); err != nil {
		t.Fatal(err)
	}
	onNothing := func(ink string) string { // as programs for drawing save it
		return `new Promise((done) => { const c = document.createElement('canvas'); c.width = c.height = 280; const g = c.getContext('2d');
			g.strokeStyle = '` + ink + `'; g.lineWidth = 24; g.lineCap = 'round'; g.moveTo(140, 40); g.lineTo(140, 240); g.stroke(); c.toBlob((blob) => done([blob])) })`
	}
	for _, c := range [][2]string{
		{"one.webp", b.drawnPicture("image/webp", 300, 300, one)},
		{"one.gif", inBytes(animated.Bytes())},
		{"one.bmp", inBytes(bmp(bar()))},
		{"white.png", onNothing("white")},
		{"black.png", onNothing("black")},
		{"grey.png", onNothing("#e0e0e0")},
	} {
		b.openFile(chosen, c[0], c[1])
		b.eventually(loads, said+".startsWith('Prediction: 1 (') || document.getElementById('picture-problem').innerText")
		if problem := eval[string](b, "document.getElementById('picture-problem').innerText"); problem != "" {
			t.Errorf("%s: %s", c[0], problem)
		}
		b.screenshot(c[0])
		b.click("button", "Clear")
		b.eventually(loads, said+" === 'Nothing drawn yet'")
	}
	heic := "\x00\x00\x00\x1cftypheic\x00\x00\x00\x00mif1heicmiaf\x00\x00\x00\x14ispe\x00\x00\x00\x00\x00\x00\x01\x18\x00\x00\x01\x18"
	b.openFile(chosen, "IMG_0001.HEIC", inBytes([]byte(heic)))
	b.eventually(loads, "document.getElementById('picture-problem').innerText.includes('Settings → Camera → Formats → Most Compatible')")
	if accept := eval[string](b, "document.getElementById('picture-file').accept"); accept != "image/*" {
		t.Errorf("the input accepts %q", accept)
	}
}

// Where pixels read from a canvas are noise, the page says so when a picture is opened, and what to allow.
func TestBrowserHiddenPixels(t *testing.T) {
	t.Parallel()
	b := open(t, newSite(t, builtBundle(t)), look{width: 1280, height: 900, language: "en-US"})
	b.withNoise()
	b.eventually(loads, "!document.getElementById('play').disabled")
	picture := b.drawnPicture("image/png", 300, 300, "[[[.5, .15], [.5, .85]]]")
	b.openFile(chosen, "one.png", picture)
	b.eventually(loads, "document.getElementById('picture-problem').innerText.includes('“Extract canvas data”')")
	if still := eval[string](b, said); still != "Nothing drawn yet" {
		t.Errorf("of noise the card says %q", still)
	}
	b.click("button", "한국어")
	b.eventually(loads, "document.getElementById('picture-problem').innerText.includes('‘캔버스 데이터 추출’')")
	b.screenshot("hidden")
	b.draw(7)
	b.eventually(loads, said+" === '아직 배우지 않았어요. 지금은 찍는 중입니다' && document.getElementById('picture-problem').innerText === ''")
}

// beside returns digits written side by side.
func beside(digits ...int) (out []strokes.Stroke) {
	share := 1 / float64(len(digits))
	for i, digit := range digits {
		for _, s := range strokes.Plain(digit) {
			var moved strokes.Stroke
			for _, p := range s {
				moved = append(moved, strokes.Point{X: (float64(i) + .5 + 1.1*(p.X-.5)) * share, Y: .5 + (p.Y-.5)*2*share})
			}
			out = append(out, moved)
		}
	}
	return out
}

// Several digits are each read. The one whose probabilities and reasons are shown is chosen by a click or a key.
func TestBrowserSeveralDigits(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		look                                            look
		view                                            int
		start, done, fastest, guess, reads, first, last string
	}{
		"wide":  {look{width: 1280, height: 720, language: "en-US"}, -1, "Start training", "Done: ", "Fastest", "Not trained yet: this is a guess", "Prediction: ", "Digit 1 of 4: ", "Digit 4 of 4: "},
		"phone": {look{width: 360, height: 640, language: "ko-KR", touch: true, dark: true}, drawView, "학습 시작", "학습 끝: ", "최고 속도", "아직 배우지 않았어요. 지금은 찍는 중입니다", "예측: ", "4개 가운데 1번째 숫자: ", "4개 가운데 4번째 숫자: "},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := open(t, newSite(t, builtBundle(t)), c.look)
			b.eventually(loads, complete+" && !document.getElementById('play').disabled")
			if c.view >= 0 {
				b.view(c.view)
			}
			b.mouse(b.onSheet("canvas", beside(2, 0, 2, 6)))
			b.eventually(loads, said+" === "+quote(c.guess)+" && document.querySelector('.answer .large').innerText === '?'")
			b.click("radio", c.fastest)
			b.click("button", c.start)
			b.says(loads, c.done)
			if c.view >= 0 {
				b.view(c.view)
			}
			b.eventually(loads, "document.querySelector('.answer .large').innerText === '2026'")
			b.eventually(loads, "/^"+c.reads+"2026 \\(\\d+%, \\d+%, \\d+%, \\d+%\\)$/.test("+status+")")
			b.screenshot("read")
			button := func(name string) string {
				return "[...document.querySelectorAll('.digits button')].find((e) => e.ariaLabel.startsWith(" + quote(name) + "))"
			}
			shown := "[" + seen("picture") + ", document.querySelector('.shares .winner .digit').innerText].join()"
			first := eval[string](b, shown)
			b.eventually(loads, button(c.first)+".ariaPressed === 'true' && document.querySelector('.shares .winner .digit').innerText === '2'")
			eval[bool](b, "("+button(c.last)+".focus(), true)")
			call(b, input.DispatchKeyEvent, input.DispatchKeyEventParams{Type: input.DispatchKeyEventTypeKeyDown, Key: "Enter", Code: "Enter", WindowsVirtualKeyCode: 13, Text: "\r"})
			call(b, input.DispatchKeyEvent, input.DispatchKeyEventParams{Type: input.DispatchKeyEventTypeKeyUp, Key: "Enter", Code: "Enter", WindowsVirtualKeyCode: 13})
			b.eventually(loads, button(c.last)+".ariaPressed === 'true' && document.querySelector('.shares .winner .digit').innerText === '6' && document.activeElement === "+button(c.last))
			if eval[string](b, shown) == first {
				t.Error("the picture of the first digit is shown for the last")
			}
			if wide := eval[int](b, "document.documentElement.scrollWidth"); wide > int(c.look.width) {
				t.Errorf("the page is %d wide", wide)
			}
			if c.view < 0 && !eval[bool](b, "document.querySelector('.shares').getBoundingClientRect().bottom <= document.querySelector('.row-time').getBoundingClientRect().top") {
				t.Error("the shares reach below the stage")
			}
			b.screenshot("chosen")
			b.noComplaints()
		})
	}
}

// contrasts is a script for what is written on an element: contrast returns the ratio of its text to what is behind it.
const contrasts = `
window.contrast = (element) => {
  const context = Object.assign(document.createElement('canvas'), { width: 1, height: 1 }).getContext('2d', { willReadFrequently: true });
  const behind = [];
  for (let e = element; e; e = e.parentElement) behind.unshift(getComputedStyle(e).backgroundColor);
  const over = (colours) => {
    context.clearRect(0, 0, 1, 1);
    for (const c of colours) { context.fillStyle = c; context.fillRect(0, 0, 1, 1); }
    return [...context.getImageData(0, 0, 1, 1).data].slice(0, 3);
  };
  const light = (rgb) => rgb.map((v) => v / 255).map((v) => v <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4)
    .reduce((sum, v, i) => sum + v * [.2126, .7152, .0722][i], 0);
  const a = light(over(['#fff', ...behind])), b = light(over(['#fff', ...behind, getComputedStyle(element).color]));
  return (Math.max(a, b) + .05) / (Math.min(a, b) + .05);
};
window.pressables = () => [...document.querySelectorAll('button, [role=tab], .file-button, .pace span')].filter((e) => {
  const r = e.getBoundingClientRect();
  return r.width && e.innerText.trim() && getComputedStyle(e).visibility === 'visible' && !e.closest('[hidden]');
});
`

// What is written on a button can be read under the pointer and beside it, whatever its state, in both themes.
func TestBrowserButtonsCanBeRead(t *testing.T) {
	t.Parallel()
	for _, dark := range []bool{false, true} {
		t.Run(map[bool]string{false: "light", true: "dark"}[dark], func(t *testing.T) {
			t.Parallel()
			b := open(t, newSite(t, builtBundle(t)), look{width: 1280, height: 900, language: "en-US", dark: dark})
			b.trained(5, "Start training", "Done: ")
			b.draw(7)
			eval[bool](b, "(() => {"+contrasts+"return true })()")
			checked := 0
			check := func(where string) {
				t.Helper()
				for i := range eval[int](b, "pressables().length") {
					box := eval[[]float64](b, fmt.Sprintf(`(e => { if (!e) return [-1, -1]; e.scrollIntoView({ block: 'center', inline: 'nearest' });
						const r = e.getBoundingClientRect(); return [r.left + r.width / 2, r.top + r.height / 2] })(pressables()[%d])`, i))
					if box[0] < 0 {
						continue
					}
					call(b, input.DispatchMouseEvent, input.DispatchMouseEventParams{Type: input.DispatchMouseEventTypeMouseMoved, X: box[0], Y: box[1]})
					found := eval[struct {
						Hovered  bool
						Name     string
						Contrast float64
					}](b, fmt.Sprintf(`(e => ({ hovered: e.matches(':hover'), contrast: contrast(e),
						name: e.innerText.trim() + ' ' + e.className + ' ' + [...e.attributes].filter((a) => a.name.startsWith('aria-')).map((a) => a.name + '=' + a.value) }))(pressables()[%d])`, i))
					if found.Hovered {
						checked++
					}
					if found.Contrast < 4.5 {
						t.Errorf("%s, under the pointer %v: %s has a contrast of %.2f", where, found.Hovered, found.Name, found.Contrast)
					}
				}
			}
			check("the stage")
			for _, panel := range []string{"settings", "layers", "results", "runs", "methods", "handwriting", "data"} {
				b.openPanel(panel)
				check(panel)
			}
			if checked < 50 {
				t.Errorf("only %d buttons were under the pointer", checked)
			}
			b.screenshot("pressed")
		})
	}
}

// A touch screen leaves no hover look on what was tapped.
func TestBrowserNoHoverAfterATap(t *testing.T) {
	t.Parallel()
	b := open(t, newSite(t, builtBundle(t)), look{width: 360, height: 640, language: "en-US", touch: true})
	b.view(drawView)
	at := eval[[]float64](b, "(r => [r.left + r.width / 2, r.top + r.height / 2])(byRole('button', 'Clear').getBoundingClientRect())")
	call(b, input.DispatchTouchEvent, input.DispatchTouchEventParams{Type: input.DispatchTouchEventTypeTouchStart, TouchPoints: []*input.TouchPoint{{X: at[0], Y: at[1]}}})
	call(b, input.DispatchTouchEvent, input.DispatchTouchEventParams{Type: input.DispatchTouchEventTypeTouchEnd, TouchPoints: []*input.TouchPoint{}})
	b.eventually(loads, "byRole('button', 'Clear').matches(':hover')")
	if looks := eval[[]string](b, "['Clear', 'Undo'].map((name) => getComputedStyle(byRole('button', name)).backgroundColor)"); looks[0] != looks[1] {
		t.Errorf("after a tap on Clear the buttons are %v", looks)
	}
}
