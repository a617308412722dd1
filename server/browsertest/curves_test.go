//go:build browser

package browsertest

import (
	"bytes"
	"encoding/base64"
	"encoding/csv"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"image/png"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// curvesHelpers finds the controls of the curves by their names, and counts the painted pixels of a chart.
const curvesHelpers = keepSaved + `
window.control = (name) => [...document.querySelectorAll('.curve-options input')].find((e) => e.labels[0].innerText.trim() === name);
window.slider = (name) => document.querySelector('.curves [role=slider][aria-label="' + name + '"]');
window.drawn = () => document.querySelectorAll('.uplot canvas').length === 2; // they are made anew one after the other
window.ink = (chart) => {
  const canvas = document.querySelectorAll('.uplot canvas')[chart];
  const pixels = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;
  return pixels.reduce((sum, v, i) => (sum * 31 + v) >>> 0, 7);
};
true
`

// changes runs act and waits until the given charts look different.
func (b *browser) changes(what string, charts []int, act func()) {
	b.t.Helper()
	b.eventually(loads, "drawn()")
	before := eval[[]float64](b, "[ink(0), ink(1)]")
	act()
	for _, chart := range charts {
		b.eventually(loads, fmt.Sprintf("drawn() && ink(%d) !== %.0f", chart, before[chart]))
	}
	b.t.Logf("%s changed charts %v", what, charts)
}

// save clicks the button for a format and returns the file.
func (b *browser) save(button, format string) []byte {
	b.t.Helper()
	b.click("button", button)
	return b.savedFile("curves", format)
}

// savedFile takes the file of a kind that the page has saved since keepSaved. Its name is as on any system and has the time.
func (b *browser) savedFile(kind, format string) []byte {
	b.t.Helper()
	name := fmt.Sprintf("Object.keys(saved).find((name) => /^digit-lab-%s-\\d{4}-\\d\\d-\\d\\dT\\d{6}[-a-z0-9]*\\.%s$/.test(name))", kind, format)
	b.eventually(loads, name)
	content, err := base64.StdEncoding.DecodeString(eval[string](b, "((name) => { const file = saved[name]; delete saved[name]; return file })("+name+")"))
	if err != nil {
		b.t.Fatal(err)
	}
	return content
}

// keep writes a file beside the screenshots, if they are wanted.
func (b *browser) keep(name string, content []byte) {
	b.t.Helper()
	if dir := os.Getenv("SCREENSHOTS"); dir != "" {
		if err := os.WriteFile(filepath.Join(dir, b.t.Name()+"-"+name), content, 0o644); err != nil {
			b.t.Error(err)
		}
	}
}

// trainFast trains a run with the given number of epochs to its end.
func (b *browser) trainFast(epochs string) {
	b.t.Helper()
	b.eventually(loads, "byRole('button', 'Start training') && !byRole('button', 'Start training').disabled")
	b.openPanel("settings")
	b.fill("setting-epochs", epochs, true)
	b.fastest()
	b.click("button", "Start training")
	b.says(loads, "Done: ")
	if eval[bool](b, "document.querySelector('.views').checkVisibility()") { // a phone
		b.click("button", "Train")
	}
	b.eventually(loads, "document.querySelectorAll('.uplot canvas').length === 2")
}

// Smoothing, log scale, zoom and the readout of an epoch, by mouse and by keyboard.
func TestBrowserCurves(t *testing.T) {
	t.Parallel()
	b := open(t, newSite(t, builtBundle(t)), look{width: 1280, height: 900, language: "en-US"})
	b.says(loads, "Loss and accuracy will appear here")
	b.trainFast("40")
	eval[bool](b, curvesHelpers)
	b.eventually(loads, "document.querySelector('.readout').innerText.includes('Epoch 40')")
	b.screenshot("trained")

	b.openAside("options")
	b.changes("smoothing", []int{0, 1}, func() {
		eval[bool](b, "(control('Smoothing').focus(), true)")
		for range 60 {
			b.do(chromedp.KeyEvent(kb.ArrowRight))
		}
	})
	b.eventually(loads, "control('Smoothing').getAttribute('aria-valuetext') === '0.60'")
	b.screenshot("smoothed")
	b.changes("log scale", []int{0}, func() {
		eval[bool](b, "(control('Log scale for loss').click(), true)")
	})
	b.screenshot("log")
	b.changes("zooming in", []int{0, 1}, func() { b.click("button", "Zoom in") })
	b.screenshot("zoomed")
	b.changes("fitting", []int{0, 1}, func() { b.click("button", "Fit") })

	// What is set stays when the options are closed, and is there when they are opened again.
	smooth := eval[[]float64](b, "[ink(0), ink(1)]")
	eval[bool](b, "(control('Smoothing').focus(), true)")
	b.do(chromedp.KeyEvent(kb.Escape))
	b.eventually(loads, "!document.querySelector('.aside') && document.activeElement.id === 'open-options' && document.activeElement.ariaExpanded === 'false'")
	b.openAside("why")
	b.openAside("options")
	b.eventually(loads, "control('Smoothing').value === '60' && control('Log scale for loss').checked")
	b.eventually(loads, fmt.Sprintf("drawn() && ink(0) === %.0f && ink(1) === %.0f", smooth[0], smooth[1]))

	eval[bool](b, "(slider('Epoch to read the values of').focus(), true)")
	b.do(chromedp.KeyEvent(kb.Home))
	b.eventually(loads, "document.querySelector('.readout').innerText.includes('Epoch 1')")
	b.do(chromedp.KeyEvent(kb.ArrowRight))
	b.eventually(loads, "document.querySelector('.readout').innerText.includes('Epoch 2')")
	b.eventually(loads, "slider('Epoch to read the values of').getAttribute('aria-valuetext').startsWith('After epoch 2 ')")
	b.eventually(loads, `new Set([...document.querySelectorAll('.u-cursor-x')].map((e) => e.style.transform)).size === 1 &&
		!document.querySelector('.u-cursor-x').style.transform.includes('-10')`)
	b.screenshot("chosen")
	b.changes("the key +", []int{0, 1}, func() { b.do(chromedp.KeyEvent("+")) })
	b.changes("the key -", []int{0, 1}, func() { b.do(chromedp.KeyEvent("-")) })
	b.changes("the key +", []int{0, 1}, func() { b.do(chromedp.KeyEvent("+")) })
	b.do(chromedp.KeyEvent(kb.End)) //: it comes in sight
	b.eventually(loads, "document.querySelector('.readout').innerText.includes('Epoch 40')")
	b.changes("the key 0", []int{0, 1}, func() { b.do(chromedp.KeyEvent("0")) })

	// Dragging over a part zooms to it on both charts. A double click shows everything.
	box := eval[[]float64](b, `(() => { const o = document.querySelector('.u-over'); o.scrollIntoView({block: 'center'});
		const r = o.getBoundingClientRect(); return [r.left, r.top, r.width, r.height] })()`)
	mouse := func(kind input.DispatchMouseEventType, x float64, buttons, clicks int64) {
		call(b, input.DispatchMouseEvent, input.DispatchMouseEventParams{Type: kind, X: box[0] + x*box[2], Y: box[1] + box[3]/2,
			Button: input.MouseButtonLeft, Buttons: buttons, ClickCount: clicks})
	}
	b.changes("dragging", []int{0, 1}, func() {
		mouse(input.DispatchMouseEventTypeMouseMoved, .25, 0, 0)
		mouse(input.DispatchMouseEventTypeMousePressed, .25, 1, 1)
		mouse(input.DispatchMouseEventTypeMouseMoved, .4, 1, 0)
		mouse(input.DispatchMouseEventTypeMouseMoved, .5, 1, 0)
		mouse(input.DispatchMouseEventTypeMouseReleased, .5, 0, 1)
	})
	mouse(input.DispatchMouseEventTypeMouseMoved, .5, 0, 0)
	b.eventually(loads, "/Epoch 1[456]/.test(document.querySelector('.readout').innerText)")
	b.screenshot("dragged")
	b.changes("a double click", []int{0, 1}, func() {
		for clicks := int64(1); clicks <= 2; clicks++ {
			mouse(input.DispatchMouseEventTypeMousePressed, .5, 1, clicks)
			mouse(input.DispatchMouseEventTypeMouseReleased, .5, 0, clicks)
		}
	})

	// The previous run stays, dotted and named, and is in the readout.
	b.click("button", "Reset")
	b.eventually(loads, "document.querySelector('.readout').innerText.includes('Previous run · validation')")
	b.screenshot("reset")
	b.noComplaints()
}

// Exported files have what is shown; the pictures have settings and legend too.
func TestBrowserCurvesExport(t *testing.T) {
	t.Parallel()
	b := open(t, newSite(t, builtBundle(t)), look{width: 1280, height: 900, language: "en-US", dark: true})
	b.trainFast("12")
	eval[bool](b, curvesHelpers)
	b.openAside("options")

	rows, err := csv.NewReader(bytes.NewReader(b.save("Save CSV", "csv"))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	if len(rows) != 13 || rows[0][2] != "loss" || rows[12][1] != "12" {
		t.Errorf("%q", rows)
	}
	var file struct {
		Runs []struct {
			Name     string
			Settings map[string]any
			Epochs   []map[string]float64
		}
	}
	if err := json.Unmarshal(b.save("Save JSON", "json"), &file); err != nil {
		t.Fatal(err)
	}
	if len(file.Runs) != 1 || len(file.Runs[0].Epochs) != 12 || file.Runs[0].Settings["epochs"] != 12. || file.Runs[0].Epochs[11]["accuracy"] < .5 {
		t.Errorf("%+v", file)
	}
	drawing := b.save("Save SVG", "svg")
	for d := xml.NewDecoder(bytes.NewReader(drawing)); ; {
		if _, err := d.Token(); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			t.Fatal(err)
		}
	}
	for _, want := range []string{"Digit Lab: loss and accuracy", "Epochs 12 · Batch size 50 · Learning rate 0.001 · Seed 777", ">Validation<", ">Test<"} {
		if !strings.Contains(string(drawing), want) {
			t.Errorf("the SVG does not say %q", want)
		}
	}
	picture := b.save("Save PNG", "png")
	pixels, err := png.Decode(bytes.NewReader(picture))
	if err != nil {
		t.Fatal(err)
	}
	colours := map[string]int{}
	size := pixels.Bounds()
	for y := size.Min.Y; y < size.Max.Y; y++ {
		for x := size.Min.X; x < size.Max.X; x++ {
			r, g, b, _ := pixels.At(x, y).RGBA()
			colours[fmt.Sprintf("#%02x%02x%02x", r>>8, g>>8, b>>8)]++
		}
	}
	if size.Dx() != 1920 || colours["#1c1d20"] < size.Dx()*size.Dy()/2 || colours["#56b4e9"] < 500 || colours["#e69f00"] < 500 {
		t.Errorf("the PNG is %v with %d of the card, %d of training, %d of validation", size, colours["#1c1d20"], colours["#56b4e9"], colours["#e69f00"])
	}
	b.keep("curves.png", picture)
	b.keep("curves.svg", drawing)
	b.noComplaints()
}

// On a phone a finger reads out the curves, and nothing is wider than the screen.
func TestBrowserCurvesTouch(t *testing.T) {
	t.Parallel()
	b := open(t, newSite(t, builtBundle(t)), look{width: 360, height: 740, language: "en-US", touch: true})
	b.trainFast("20")
	eval[bool](b, curvesHelpers)
	box := eval[[]float64](b, `(() => { const o = document.querySelector('.u-over'); o.scrollIntoView({block: 'center'});
		const r = o.getBoundingClientRect(); return [r.left, r.top, r.width, r.height] })()`)
	touch := func(kind input.DispatchTouchEventType, points ...*input.TouchPoint) {
		call(b, input.DispatchTouchEvent, input.DispatchTouchEventParams{Type: kind, TouchPoints: append([]*input.TouchPoint{}, points...)})
	}
	touch(input.DispatchTouchEventTypeTouchStart, &input.TouchPoint{X: box[0] + box[2]*.8, Y: box[1] + 40})
	for _, x := range []float64{.7, .6, .5} {
		touch(input.DispatchTouchEventTypeTouchMove, &input.TouchPoint{X: box[0] + box[2]*x, Y: box[1] + 40})
	}
	b.eventually(loads, "document.querySelector('.readout').innerText.includes('Epoch 10')")
	touch(input.DispatchTouchEventTypeTouchEnd)
	b.screenshot("english")
	b.click("button", "Reset")
	b.eventually(loads, "document.querySelector('.readout').innerText.includes('Previous run · validation')")
	b.fits()
	b.openAside("options")
	b.screenshot("options")
	b.fits()
	b.click("button", "한국어")
	b.says(loads, "평활화")
	b.screenshot("korean")
	b.fits()
	b.click("button", "닫기")
	b.eventually(loads, "!document.querySelector('.aside')")
	b.fits()
	b.noComplaints()
}

// fits fails if a part of the curves, of their options or of the controls is wider than a narrow screen.
func (b *browser) fits() {
	b.t.Helper()
	for _, wide := range []int64{360, 320} {
		call(b, emulation.SetDeviceMetricsOverride, emulation.SetDeviceMetricsOverrideParams{Width: wide, Height: 740, DeviceScaleFactor: 1, Mobile: true})
		b.eventually(loads, fmt.Sprintf("innerWidth === %d", wide))
		wider := fmt.Sprintf(`[...document.querySelectorAll('.curves, .curves *, .aside, .aside *, .controls, .controls *')].filter((e) => !e.closest('.uplot, .spoken')).filter((e) =>
			e.getBoundingClientRect().right > %d || e.scrollWidth > e.clientWidth + 1 && e.clientWidth > 0 && !e.closest('svg') &&
			getComputedStyle(e).display !== 'inline').map((e) => e.tagName + '.' + e.className).join(' ')`, wide)
		time.Sleep(300 * time.Millisecond) // the charts adapt to the window
		if over := eval[string](b, wider); over != "" {
			b.t.Errorf("in a window of %d these are too wide: %s", wide, over)
		}
		b.uncut("h1")
	}
}

// uncut fails if an element is cut off by what is around it, or by its own edge.
func (b *browser) uncut(element string) {
	b.t.Helper()
	if cut := eval[string](b, `((e) => {
		const own = e.getBoundingClientRect();
		const needs = ', needs ' + e.scrollWidth + '×' + e.scrollHeight;
		if (e.scrollWidth > e.clientWidth + 1 || e.scrollHeight > e.clientHeight + 1) {
			return 'it has ' + e.clientWidth + '×' + e.clientHeight + needs;
		}
		for (let around = e.parentElement; around !== document.body; around = around.parentElement) {
			const r = around.getBoundingClientRect();
			if (getComputedStyle(around).overflowY !== 'visible' && (own.bottom > r.bottom + 1 || own.right > r.right + 1)) {
				return around.className + ' has ' + r.width + '×' + r.height + needs;
			}
		}
		return own.right > innerWidth ? 'it ends at ' + own.right : '';
	})(document.querySelector(`+quote(element)+`))`); cut != "" {
		b.t.Errorf("in a window of %d %s is cut off: %s", eval[int](b, "innerWidth"), element, cut)
	}
}

// A run of a hundred epochs at the fastest pace does not block the page.
func TestBrowserCurvesLongTasks(t *testing.T) {
	b := open(t, newSite(t, builtBundle(t)), look{width: 1280, height: 900, language: "en-US"})
	b.trainFast("100")
	b.click("button", "Reset")
	b.eventually(loads, "document.getElementById('progress-text').textContent.startsWith('Ready')")
	begin := eval[float64](b, "performance.now()")
	b.click("button", "Start training") // with the previous run beside it
	b.eventually(loads, "document.getElementById('progress-text').textContent.startsWith('Done')")
	took := eval[float64](b, "performance.now()") - begin
	tasks := eval[[][]float64](b, fmt.Sprintf("longTasks.filter(([at]) => at >= %f)", begin))
	t.Logf("tasks over 50 ms during the %.0f ms of the run, start and length: %v", took, tasks)
	var blocked float64
	for _, task := range tasks {
		blocked += task[1]
	}
	if blocked > took/2 { // a share, because it does not depend on the machine's speed
		t.Errorf("the page was blocked for %.0f of %.0f ms", blocked, took)
	}
}

// The system's colours are used if the person forces them.
func TestBrowserCurvesForcedColours(t *testing.T) {
	t.Parallel()
	b := open(t, newSite(t, builtBundle(t)), look{width: 1280, height: 900, language: "en-US"})
	b.eventually(loads, "byRole('button', 'Start training') && !byRole('button', 'Start training').disabled")
	call(b, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{
		{Name: "forced-colors", Value: "active"}, {Name: "prefers-color-scheme", Value: "dark"}}})
	b.trainFast("12")
	eval[bool](b, curvesHelpers)
	b.screenshot("forced")
	b.openAside("options")
	drawing := string(b.save("Save SVG", "svg"))
	if strings.Contains(drawing, "#0072b2") || strings.Contains(drawing, "CanvasText") {
		t.Error("the picture has colours of the page, or words for colours")
	}
	b.noComplaints()
}
