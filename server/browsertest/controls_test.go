//go:build browser

package browsertest

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
)

// control returns a script that finds a control by its accessible name; byRole does not find select elements.
func control(name string) string {
	return fmt.Sprintf("[...document.querySelectorAll('select, input')].find((e) => e.labels?.[0]?.textContent.trim() === %s)", quote(name))
}

// pick chooses an option of the select with a name.
func (b *browser) pick(name, option string) {
	b.t.Helper()
	b.eventually(loads, control(name)+" && !"+control(name)+".disabled")
	if !eval[bool](b, fmt.Sprintf(`((s) => { const i = [...s.options].findIndex((o) => o.text === %s);
		s.selectedIndex = i; s.dispatchEvent(new Event('change')); return i >= 0 })(%s)`, quote(option), control(name))) {
		b.t.Fatalf("%s has no option %q", name, option)
	}
}

// enter types into the field with a name and leaves it.
func (b *browser) enter(name, value string) {
	b.t.Helper()
	eval[bool](b, fmt.Sprintf("((e) => (e.value = %s, e.dispatchEvent(new Event('input')), e.dispatchEvent(new Event('change')), true))(%s)",
		quote(value), control(name)))
}

// shows waits until the control with a name has a value: its text, or the text of its option.
func (b *browser) shows(name, value string) {
	b.t.Helper()
	b.eventually(loads, fmt.Sprintf("((e) => (e.selectedOptions?.[0].text ?? e.value) === %s)(%s)", quote(value), control(name)))
}

// stacks waits until the editor has exactly these cards.
func (b *browser) stacks(names string) {
	b.t.Helper()
	b.eventually(loads, "[...document.querySelectorAll('.stack .inside strong')].map((e) => e.innerText).join(', ') === "+quote(names))
}

// hash waits until the address has a fragment.
func (b *browser) hash(fragment string) {
	b.t.Helper()
	b.eventually(loads, "location.hash === "+quote("#"+fragment))
}

// total is the end of the summary of the built network.
const total = "document.querySelector('.summary tfoot td').innerText"

// ready waits until training can be started.
func (b *browser) ready() {
	b.t.Helper()
	b.eventually(loads, complete+" && document.getElementById('play') && !document.getElementById('play').disabled")
}

// Presets fill the fields and can be undone; typed values are checked at once; a panel that is opened again has what was typed.
func TestBrowserControlsSettings(t *testing.T) {
	t.Parallel()
	b := open(t, newSite(t, builtBundle(t)), look{width: 1280, height: 900, language: "en-US"})
	b.ready()
	b.openPanel("settings")
	b.enter("Seed", "5")
	b.hash("seed=5&panel=settings")
	b.shows("Preset", "Tutorial CNN")
	b.enter("Epochs", "12")
	b.shows("Preset", "Custom")
	b.pick("Preset", "Better CNN")
	b.shows("Epochs", "100")
	b.shows("Augmentation", "Strong")
	b.shows("Seed", "5")
	b.shows("Batch normalization", "Mixed")
	b.openPanel("layers")
	b.eventually(loads, total+" === '13,898'")
	b.openPanel("settings")
	b.click("button", "Undo preset")
	b.shows("Epochs", "12")
	b.shows("Preset", "Custom")
	b.openPanel("layers")
	b.stacks("Conv2D, MaxPooling2D, Flatten, Dense")
	b.hash("epochs=12&seed=5&panel=layers")

	// A problem is shown beside the field and beside the buttons that it disables, and nothing moves.
	const place = "['#play', '.steps', '.paces', '#preset', '.stage', '#tabs'].map((s) => document.querySelector(s).getBoundingClientRect()).map((r) => [r.x, r.y + scrollY, r.width].map(Math.round).join(' ')).join(', ')"
	b.openPanel("settings")
	eval[bool](b, "(scrollTo(0, 0), true)") // the row stays in sight
	before := eval[string](b, place)
	b.enter("L2 penalty", "2")
	b.eventually(loads, "document.getElementById('hindrance').innerText !== ''")
	if after := eval[string](b, place); after != before {
		t.Errorf("the page moved from %s to %s", before, after)
	}
	b.eventually(loads, control("L2 penalty")+".getAttribute('aria-invalid') === 'true'")
	b.eventually(loads, "byRole('button', 'Start training').disabled && byRole('button', 'Reset').disabled")
	b.says(loads, "L2 penalty: Enter a number from 0 to 1")
	b.openPanel("runs")
	b.click("button", "Show where")
	b.eventually(loads, "document.activeElement.id === 'setting-l2'")
	b.shows("L2 penalty", "2")
	b.enter("L2 penalty", "0.001")
	b.eventually(loads, "!byRole('button', 'Start training').disabled")

	// A batch larger than the data set is one batch.
	b.enter("Batch size", "1500")
	b.says(loads, "More than all 1,005 training digits")
	b.pick("Optimizer", "Nadam")
	b.pick("Activation of all layers", "ELU")
	b.pick("Batch normalization", "Each layer")
	b.enter("Dropout", "0.5")
	b.openPanel("layers")
	b.stacks("Conv2D, BatchNormalization, MaxPooling2D, Flatten, Dense, BatchNormalization 2, Dropout")
	b.openPanel("settings")
	b.pick("Augmentation", "Gentle")
	b.enter("Test share (%)", "40")
	b.enter("Validation share (%)", "10")
	b.enter("Epochs", "3")
	t.Logf("tasks of the page over 50 ms so far, start and length: %v", eval[[][]float64](b, "longTasks"))
	b.hash("epochs=3&batch=1500&seed=5&optimizer=nadam&l2=0.001&augmentation=gentle&test=40&validation=10" +
		"&layers=conv10x3.elu-bn-maxpool2-flatten-dense50.elu-bn-dropout0.5&panel=settings")
	b.says(loads, "Ready to learn from 970 digits")
	b.fastest()
	b.click("button", "Start training")
	b.says(loads, "Done: ")
	b.screenshot("done")

	// A run goes on: changes wait, and their fields say so.
	b.enter("Epochs", "400")
	b.click("button", "Start training")
	b.click("radio", "Slow")
	b.eventually(loads, "byRole('button', 'Pause')")
	b.enter("Dropout", "0")
	b.pick("Optimizer", "SGD")
	b.eventually(loads, "document.getElementById('setting-optimizer-note').innerText === 'Applies on reset'")
	b.eventually(loads, "document.getElementById('setting-dropout-note').innerText === 'Applies on reset'")
	b.openPanel("layers")
	b.eventually(loads, "document.getElementById('built').innerText.startsWith('Applies on reset')")
	b.openPanel("settings")
	b.eventually(loads, "document.getElementById('setting-optimizer-note').innerText === 'Applies on reset'")
	b.enter("Learning rate", "0.01")
	b.eventually(loads, "document.getElementById('setting-rate-note').innerText === 'Current value: 0.01'")
	b.click("button", "Reset")
	b.eventually(loads, "document.getElementById('setting-optimizer-note').innerText !== 'Applies on reset'")
	b.noComplaints()
}

// hindranceIsWhole checks that nothing hides a part of why no run can begin, in windows of some widths. The last one stays.
func (b *browser) hindranceIsWhole(widths ...int64) {
	b.t.Helper()
	for _, wide := range widths {
		call(b, emulation.SetDeviceMetricsOverride, emulation.SetDeviceMetricsOverrideParams{Width: wide, Height: 740, DeviceScaleFactor: 1, Mobile: wide < 700})
		b.eventually(loads, fmt.Sprintf("innerWidth === %d", wide))
		b.screenshot(fmt.Sprint("hindered-", wide))
		b.uncut("#hindrance")
		b.uncut(".controls .remedy button")
	}
}

// The stack is edited by keyboard, mouse and finger. A stack that cannot be built says why, and what to change.
func TestBrowserControlsEditor(t *testing.T) {
	t.Parallel()
	b := open(t, newSite(t, builtBundle(t)), look{width: 1280, height: 900, language: "en-US"})
	b.ready()
	b.openPanel("layers")
	b.pick("Layer to add", "Conv2D")
	b.click("button", "Add layer")
	b.stacks("Conv2D, MaxPooling2D, Conv2D 2, Flatten, Dense")
	b.says(loads, "Conv2D 2 added as layer 3")
	b.eventually(loads, total+" === '2,916'")

	// The focus moves with the layer, and stays on a button that has nothing more to do.
	focus := func(name string) {
		t.Helper()
		b.eventually(loads, "document.activeElement.getAttribute('aria-label') === "+quote(name))
	}
	eval[bool](b, "(byRole('button', 'Move Conv2D 2 up').focus(), true)")
	b.do(chromedp.KeyEvent("\r"))
	b.stacks("Conv2D, Conv2D 2, MaxPooling2D, Flatten, Dense")
	focus("Move Conv2D 2 up")
	b.do(chromedp.KeyEvent("\r"))
	focus("Move Conv2D up")
	b.do(chromedp.KeyEvent("\r"))
	focus("Move Conv2D up")
	b.click("button", "Remove Flatten")
	focus("Remove Dense")
	b.says(loads, "The layer Dense needs a change; its card says why")
	b.says(loads, "A picture comes in, and this layer needs a row of numbers. Put a Flatten before it")
	b.eventually(loads, "byRole('button', 'Start training').disabled && byRole('button', 'Reset').disabled")
	b.screenshot("wrong")
	b.hindranceIsWhole(700, 850, 1000, 1100, 1280)
	b.openPanel("data")
	b.click("button", "Show where")
	b.eventually(loads, "document.activeElement.id === 'layer-3'")
	b.says(loads, "A picture comes in, and this layer needs a row of numbers. Put a Flatten before it")
	b.click("button", "Insert Flatten")
	b.stacks("Conv2D, Conv2D 2, MaxPooling2D, Flatten, Dense")
	b.eventually(loads, "document.activeElement.id === 'layer-3' && !byRole('button', 'Start training').disabled")

	// Shapes and parameters follow the typed values.
	b.fill("layer-0-number", "600", false)
	b.says(loads, "Enter a whole number from 1 to 512")
	b.eventually(loads, "document.getElementById('layer-0-number').getAttribute('aria-invalid') === 'true'")
	b.fill("layer-0-number", "6", false)
	b.says(loads, "6×6×6 · 60 params")
	b.fill("layer-0-number", "6", true)
	b.pick("Window", "8×8")
	b.says(loads, "The window, 3×3, is larger than what comes in, 1×1")
	b.pick("Padding", "same")
	b.says(loads, "8×8×6 · 390 params")
	for range 6 {
		b.click("button", "Undo layer change")
	}
	b.stacks("Conv2D, Conv2D 2, MaxPooling2D, Flatten, Dense")
	b.click("button", "Undo layer change")
	b.click("button", "Undo layer change")
	b.stacks("Conv2D, MaxPooling2D, Flatten, Dense")
	b.eventually(loads, "document.activeElement && byRole('button', 'Undo layer change').ariaDisabled === 'true'")

	// By the mouse: Conv2D below MaxPooling2D, then a drag that is cancelled.
	grip := func(i int) windowPoint {
		at := eval[[]float64](b, fmt.Sprintf(`(() => { const g = document.querySelectorAll('.grip')[%d]; g.scrollIntoView({block: 'center'});
			const r = g.getBoundingClientRect(); return [r.left + r.width / 2, r.top + r.height / 2] })()`, i))
		return windowPoint{at[0], at[1]}
	}
	mouse := func(kind input.DispatchMouseEventType, p windowPoint, buttons int64) {
		call(b, input.DispatchMouseEvent, input.DispatchMouseEventParams{Type: kind, X: p.X, Y: p.Y, Button: input.MouseButtonLeft,
			Buttons: buttons, ClickCount: 1})
		time.Sleep(50 * time.Millisecond)
	}
	p := grip(0)
	mouse(input.DispatchMouseEventTypeMousePressed, p, 1)
	for y := 0.; y <= 220; y += 20 {
		mouse(input.DispatchMouseEventTypeMouseMoved, windowPoint{p.X, p.Y + y}, 1)
	}
	b.eventually(loads, "document.querySelector('.dragged strong').innerText === 'Conv2D'")
	b.screenshot("dragged")
	mouse(input.DispatchMouseEventTypeMouseReleased, windowPoint{p.X, p.Y + 220}, 0)
	b.stacks("MaxPooling2D, Conv2D, Flatten, Dense")
	b.eventually(loads, "!document.querySelector('.dragged')")
	b.click("button", "Undo layer change")
	b.stacks("Conv2D, MaxPooling2D, Flatten, Dense")
	b.noComplaints()
}

// With a finger, on a narrow screen, in Korean.
func TestBrowserControlsEditorByTouch(t *testing.T) {
	t.Parallel()
	b := open(t, newSite(t, builtBundle(t)), look{width: 360, height: 740, language: "ko-KR", touch: true, dark: true})
	b.ready()
	b.click("button", "더 보기")
	b.openPanel("layers")
	at := eval[[]float64](b, `(() => { const g = document.querySelectorAll('.grip')[1]; g.scrollIntoView({block: 'center'});
		const r = g.getBoundingClientRect(); return [r.left + r.width / 2, r.top + r.height / 2] })()`)
	touch := func(kind input.DispatchTouchEventType, points ...*input.TouchPoint) {
		call(b, input.DispatchTouchEvent, input.DispatchTouchEventParams{Type: kind, TouchPoints: append([]*input.TouchPoint{}, points...)})
		time.Sleep(50 * time.Millisecond)
	}
	touch(input.DispatchTouchEventTypeTouchStart, &input.TouchPoint{X: at[0], Y: at[1]})
	for y := 0.; y <= 300; y += 20 {
		touch(input.DispatchTouchEventTypeTouchMove, &input.TouchPoint{X: at[0], Y: at[1] - y})
	}
	touch(input.DispatchTouchEventTypeTouchEnd)
	b.stacks("MaxPooling2D, Conv2D, Flatten, Dense")
	b.click("button", "Conv2D 빼기")
	b.stacks("MaxPooling2D, Flatten, Dense")
	b.click("button", "Flatten 빼기")
	b.says(loads, "이 층 앞에 Flatten을 넣으세요")
	fits := func(where string) {
		t.Helper()
		if width := eval[int](b, "document.documentElement.scrollWidth"); width > 360 {
			t.Errorf("%s: the page is %d wide in a window of 360", where, width)
		}
		small := eval[[]string](b, `[...document.querySelectorAll(':is(.controls, .panels, .views) :is(button, select, summary, input[type=text], .pace)')]
			.filter((e) => e.checkVisibility({visibilityProperty: true}) && !e.matches('.spoken'))
			.filter((e) => { const r = e.getBoundingClientRect(); return r.width < 44 || r.height < 44 }).map((e) => e.id + e.innerText)`)
		if len(small) > 0 {
			t.Errorf("%s: targets under 44 px: %q", where, small)
		}
	}
	b.screenshot("wrong")
	fits("layers")
	b.openPanel("settings")
	b.screenshot("settings")
	fits("settings")
	b.click("button", "학습")
	b.eventually(loads, "!document.getElementById('panel').checkVisibility() && document.getElementById('preset').checkVisibility()")
	b.screenshot("train")
	fits("train")
	b.hindranceIsWhole(320, 360)
	// The problem and the way to it are in reach in every view.
	b.click("button", "어디인지 보기")
	b.eventually(loads, "document.activeElement.id === 'layer-1' && document.activeElement.checkVisibility()")
	b.noComplaints()
}

// A link sets the settings and the seed and replaces the stored run. An invalid link changes nothing.
func TestBrowserControlsLink(t *testing.T) {
	t.Parallel()
	s := newSite(t, builtBundle(t))
	b := open(t, s, look{width: 1280, height: 900, language: "en-US"})
	b.ready()
	b.openPanel("settings")
	b.enter("Epochs", "4")
	b.fastest()
	b.click("button", "Start training")
	b.says(loads, "Done: ")
	accuracy := b.accuracy()

	// Language, theme and a reload keep the run and the address.
	const open4 = "epochs=4&panel=settings"
	b.hash(open4)
	b.click("button", "한국어")
	b.says(loads, "학습 끝")
	b.shows("에포크 (epochs)", "4")
	b.click("button", "English")
	b.shows("Epochs", "4")
	b.click("button", "Theme: automatic")
	b.hash(open4)
	b.reload()
	b.says(loads, "Done: ")
	if again := b.accuracy(); again != accuracy {
		t.Errorf("after the reload %v%%, before %v%%", again, accuracy)
	}
	b.shows("Epochs", "4") // the panel is still open
	b.hash(open4)

	// The language in an address is used once, and the fragment stays.
	b.do(chromedp.Navigate("about:blank"))
	b.do(chromedp.Navigate(s.url() + "?lang=ko#epochs=4"))
	b.says(loads, "학습 끝")
	b.click("button", "English")
	b.says(loads, "Done: ")
	b.hash("epochs=4")
	if search := eval[string](b, "location.search"); search != "" {
		t.Errorf("the address still asks %q", search)
	}

	// A link to other settings begins a new run.
	link := "epochs=6&rate=0.01&seed=9&optimizer=momentum&layers=conv4x3.same.tanh-maxpool2-flatten-dense12"
	b.do(chromedp.Navigate("about:blank"))
	b.do(chromedp.Navigate(s.url() + "#" + link))
	b.ready()
	b.openPanel("settings")
	b.shows("Epochs", "6")
	b.shows("Seed", "9")
	b.shows("Optimizer", "SGD momentum")
	b.openPanel("layers")
	b.stacks("Conv2D, MaxPooling2D, Flatten, Dense")
	b.shows("Activation", "tanh")
	b.eventually(loads, total+" === '950'")
	b.says(loads, "Ready to learn from 1,005 digits")

	// Another link while the page is open; it opens a panel too.
	eval[bool](b, "(location.hash = 'epochs=7&panel=settings', true)")
	b.shows("Epochs", "7")
	b.hash("epochs=7&panel=settings")
	b.openPanel("layers")
	b.eventually(loads, total+" === '5,160'")
	b.hash("epochs=7&panel=layers")

	// An invalid link is refused with a message and changes nothing. The last one would end go-app.
	for _, hostile := range []string{"epochs=NaN", "epochs=-1", "unknown=1", `"><img src=x onerror=alert(1)>`, "epochs=5%zz",
		"seed=" + strings.Repeat("1", 5000), "layers=" + strings.Repeat("flatten-", 100) + "flatten", "%E0%A4%A"} {
		eval[bool](b, "(location.hash = 'epochs=7', true)")
		b.eventually(loads, "document.querySelector('[role=alert]:not(#unloaded)').innerText === ''")
		eval[bool](b, "(location.hash = "+quote(hostile)+", true)")
		b.eventually(loads, "document.querySelector('[role=alert]:not(#unloaded)').innerText.includes('nothing was changed')")
		b.openPanel("settings")
		if epochs := eval[string](b, control("Epochs")+".value"); epochs != "7" {
			t.Errorf("%.40q changed the epochs to %s", hostile, epochs)
		}
	}
	b.noComplaints()
	b.do(chromedp.Navigate("about:blank"))
	b.do(chromedp.Navigate(s.url() + "#epochs=5%zz"))
	b.ready()
	b.eventually(loads, "document.querySelector('[role=alert]:not(#unloaded)').innerText.includes('nothing was changed')")
	b.says(loads, "Done: ") // the stored run
	b.screenshot("refused")
	b.openPanel("settings")
	b.enter("Epochs", "8")
	b.eventually(loads, "document.querySelector('[role=alert]:not(#unloaded)').innerText === ''")
	b.hash("epochs=8&panel=settings")
	b.noComplaints()

	// The clipboard is allowed, then denied.
	eval[bool](b, `(Object.defineProperty(navigator, 'clipboard', {configurable: true, value: {writeText: async (t) => { window.copied = t }}}), true)`)
	b.click("button", "Copy link")
	b.says(loads, "Link copied.")
	if copied := eval[string](b, "copied"); copied != s.url()+"#epochs=8" {
		t.Errorf("copied %q", copied)
	}
	eval[bool](b, `(navigator.clipboard.writeText = async () => { throw new Error('denied') }, true)`)
	b.click("button", "Copy link")
	b.eventually(loads, "document.activeElement.id === 'link' && getSelection().toString().endsWith('#epochs=8')")
	b.screenshot("by-hand")
	b.enter("Epochs", "nine")
	b.click("button", "Copy link")
	b.says(loads, "Correct the settings first")
}
