//go:build browser

package browsertest

import (
	"bytes"
	"fmt"
	"os"
	"strconv"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/page"

	"digitlab/nn32/drawing/strokes"
	"digitlab/wasm/ui/lesson/lessontest"
)

// openLesson opens the lesson in a language, and waits until its program has started.
func openLesson(t *testing.T, s *server, l look, language string) *browser {
	t.Helper()
	b := open(t, s, l)
	b.visit(s.url() + "lesson/" + language + "/")
	b.eventually(loads, complete)
	return b
}

// notLaidOut is a script: how many texts are not laid out.
const notLaidOut = "[...document.querySelectorAll('.prose, .cells')].filter(e => !e.firstElementChild.checkVisibility({contentVisibilityAuto: true})).length"

// sectionOf returns the section's ID in the ID of a question.
func sectionOf(question string) string {
	section, _, _ := strings.Cut(question, "-q")
	return section
}

// come scrolls to a section, and waits until its figure is alive.
func (b *browser) come(section string) {
	b.t.Helper()
	eval[bool](b, "(document.getElementById("+quote(section)+").scrollIntoView(), true)")
	b.eventually(loads, "document.querySelector("+quote("#figure-"+section+" .place-of-figure > div > .living")+")")
}

// set sets a control of a figure, as its slider or its choice does when a person changes it.
func (b *browser) set(section string, s lessontest.Setting) {
	b.t.Helper()
	id := section + "-" + strconv.Itoa(s.Control)
	eval[bool](b, fmt.Sprintf("(e => (e.value = %d, e.dispatchEvent(new Event(e.tagName === 'SELECT' ? 'change' : 'input', {bubbles: true})), true))(document.getElementById(%s))", s.Value, quote(id)))
	b.eventually(loads, fmt.Sprintf("document.getElementById(%s).value === '%d'", quote(id), s.Value))
}

// trainBy scrolls to a button that trains, as its figure is drawn again only near the screen, presses it, and waits until it may be pressed
// again and the figure shows something else.
func (b *browser) trainBy(button string) {
	b.t.Helper()
	script := "(b => [b.textContent, b.getAttribute('aria-disabled') ?? '', b.closest('.living').innerHTML])(document.getElementById(" + quote(button) + "))"
	before := eval[[]string](b, script)
	eval[bool](b, "((b) => (b.scrollIntoView({block: 'center'}), b.click(), true))(document.getElementById("+quote(button)+"))")
	b.eventually(loads, fmt.Sprintf("(([name, off, shown]) => name === %s && off !== 'true' && shown !== %s)(%s)", quote(before[0]), quote(before[2]), script))
}

// drawOnPad draws a digit on the pad of the lesson, or a dot for a point.
func (b *browser) drawOnPad(what string) {
	b.t.Helper()
	eval[bool](b, "(document.getElementById('clear-pad').click(), true)")
	b.eventually(loads, "!document.querySelector('#figure-draw .pen')")
	drawn := []strokes.Stroke{{{X: .5, Y: .5}, {X: .51, Y: .5}}}
	if what != "." {
		drawn = strokes.Plain(int(what[0] - '0'))
	}
	b.mouse(b.onSheet("pad", drawn))
}

// Each question refuses a wrong answer and takes the right one. What was answered is still there on another visit.
func TestBrowserLessonQuestions(t *testing.T) {
	for _, language := range []string{"en", "ko"} {
		t.Run(language, func(t *testing.T) {
			t.Parallel()
			b := openLesson(t, newSite(t, builtBundle(t)), look{width: 1280, height: 720, language: "en-US"}, language)
			answered := 0
			for _, id := range eval[[]string](b, "[...document.querySelectorAll('.question')].map(e => e.id)") {
				want := lessontest.Answers[id]
				q := "document.getElementById(" + quote(id) + ")"
				state := q + ".dataset.answered"
				check := func() { eval[bool](b, "("+q+".querySelector('[data-check]').click(), true)") }
				if want.Done() {
					b.come(sectionOf(id))
				}
				if eval[string](b, state+" ?? ''") == "" { // a control of another question may have answered it
					check()
					b.eventually(loads, state+" === 'wrong' && "+q+".querySelector('.verdict').textContent === "+q+".querySelector('.verdict').dataset.wrong")
				}
				for _, s := range want.Set {
					b.set(sectionOf(id), s)
				}
				if want.Typed != "" {
					eval[bool](b, fmt.Sprintf("(%s.querySelector('input').value = %s, true)", q, quote(want.Typed)))
				}
				if want.Choice > 0 {
					eval[bool](b, fmt.Sprintf("(%s.querySelectorAll('input')[%d].click(), true)", q, want.Choice-1))
				}
				for _, button := range want.Press {
					b.trainBy(button)
				}
				for _, s := range want.Then {
					b.set(sectionOf(id), s)
				}
				if want.Draw != "" {
					b.drawOnPad(want.Draw)
				}
				if !want.Done() {
					check()
				}
				b.eventually(loads, state+" === 'right' && "+q+".querySelector('.verdict').textContent === "+q+".querySelector('.verdict').dataset.right")
				answered++
			}
			if answered != len(lessontest.Answers) {
				t.Errorf("%d questions, want %d", answered, len(lessontest.Answers))
			}
			b.reload()
			b.eventually(loads, complete)
			b.eventually(loads, fmt.Sprintf("document.querySelectorAll('.question[data-answered=right]').length === %d", answered))
			if said := eval[string](b, "document.getElementById('answered').textContent"); strings.Count(said, strconv.Itoa(answered)) != 2 {
				t.Errorf("it says %q after %d answers", said, answered)
			}
			b.noComplaints()
		})
	}
}

// Each figure is made when it comes near, in the place of the server's and as high; each control is moved by the keyboard, and says what it
// has done.
func TestBrowserLessonFigures(t *testing.T) {
	t.Parallel()
	b := openLesson(t, newSite(t, builtBundle(t)), look{width: 1280, height: 720, language: "en-US"}, "en")
	b.eventually(loads, notLaidOut+" === 0")
	heights := eval[map[string]float64](b, "Object.fromEntries([...document.querySelectorAll('[data-figure]')].map(e => [e.id.slice(7), e.offsetHeight]))")
	if far := eval[bool](b, "Boolean(document.querySelector('#figure-methods .place-of-figure > div > .living'))"); far {
		t.Error("a figure that is far away is made at the start")
	}
	for _, section := range eval[[]string](b, "[...document.querySelectorAll('[data-figure]')].map(e => e.id.slice(7))") {
		before := eval[float64](b, "document.documentElement.scrollHeight")
		b.come(section)
		if after := eval[float64](b, "document.documentElement.scrollHeight"); after != before {
			t.Errorf("%s: the document was %v high, and is %v", section, before, after)
		}
		if h := eval[float64](b, "document.getElementById('figure-"+section+"').offsetHeight"); h != heights[section] {
			t.Errorf("%s: the figure is %v high, and was %v", section, h, heights[section])
		}
		says := "document.querySelector('#figure-" + section + " .says').textContent"
		for _, id := range eval[[]string](b, "[...document.querySelectorAll('#figure-"+section+" :is(input, select)')].map(e => e.id)") {
			control := "document.getElementById(" + quote(id) + ")"
			value, said := eval[string](b, control+".value"), eval[string](b, says+" + document.querySelector('#figure-"+section+" .living').innerHTML")
			key := "ArrowRight"
			if eval[bool](b, control+".tagName === 'INPUT' && "+control+".value === "+control+".max") {
				key = "ArrowLeft"
			}
			if eval[bool](b, control+".tagName === 'SELECT'") {
				key = "ArrowDown"
				if eval[bool](b, control+".selectedIndex === "+control+".options.length - 1") {
					key = "ArrowUp"
				}
			}
			eval[bool](b, "("+control+".focus({preventScroll: true}), true)")
			b.press(key, codes[key])
			b.eventually(loads, control+".value !== "+quote(value))
			b.eventually(loads, says+" + document.querySelector('#figure-"+section+" .living').innerHTML !== "+quote(said))
			if !eval[bool](b, "document.activeElement === "+control) {
				t.Errorf("%s has lost the focus", id)
			}
		}
	}
	b.noComplaints()
}

// readUpwards is a script that scrolls to the beginning of the document, and puts into moved what has not moved by as much.
const readUpwards = `((async () => {
  const frame = () => new Promise(requestAnimationFrame), moved = [], step = 240;
  while (scrollY > step) {
    const read = document.elementFromPoint(80, innerHeight / 2), before = read.getBoundingClientRect().top;
    scrollBy(0, -step);
    await frame();
    await frame();
    if (!read.closest('.exhibit') && Math.abs(read.getBoundingClientRect().top - before - step) > 1) { // a figure may be sticky
      moved.push(read.outerHTML.slice(0, 120));
    }
  }
  window.moved = moved;
})(), true)`

// Text far from the screen is not laid out at the start, and has about its height then. The program lays it out, and what is read stays where it
// is. A section's address leads to its beginning: there everything is laid out at once.
func TestBrowserLessonFarText(t *testing.T) {
	for _, language := range []string{"en", "ko"} {
		for _, l := range []look{{width: 1280, height: 720, language: "en-US"}, {width: 360, height: 640, language: "en-US", touch: true}} {
			t.Run(fmt.Sprint(language, l.width), func(t *testing.T) {
				t.Parallel()
				s := newSite(t, builtBundle(t))
				openAt := func(address, script string) *browser {
					b := open(t, s, l)
					call(b, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: script})
					b.visit(s.url() + "lesson/" + language + "/" + address)
					return b
				}
				height := func(b *browser) float64 { return eval[float64](b, "document.documentElement.scrollHeight") }
				noShift := func(b *browser) {
					t.Helper()
					if shifts := eval[[]string](b, "shifts"); len(shifts) > 0 {
						t.Errorf("the layout has shifted: %q", shifts)
					}
					b.noComplaints()
				}
				without := openAt("", "delete window.WebAssembly")
				if n := eval[int](without, notLaidOut); n < 24 {
					t.Errorf("%d texts are not laid out at the start", n)
				}
				foreseen := height(without)

				b := openAt("", watchShifts)
				b.eventually(loads, complete)
				b.eventually(loads, notLaidOut+" === 0")
				if whole := height(b); foreseen < .95*whole || foreseen > 1.05*whole {
					t.Errorf("the document was %v high, and is %v", foreseen, whole)
				}
				b.come("evaluate")
				eval[bool](b, readUpwards)
				b.eventually(2*loads, "window.moved !== undefined")
				if moved := eval[[]string](b, "moved"); len(moved) > 0 {
					t.Errorf("what was read has moved: %q", moved)
				}
				noShift(b)

				b = openAt("#evaluate", watchShifts)
				if n := eval[int](b, notLaidOut); n > 0 {
					t.Errorf("%d texts above and below what an address leads to are not laid out", n)
				}
				b.eventually(loads, complete)
				const top = "document.getElementById('evaluate').getBoundingClientRect().top"
				at := eval[float64](b, top)
				b.come("evaluate")
				if want := eval[float64](b, top); at < want-1 || at > want+1 {
					t.Errorf("the address leads to %v px from where the section begins", at-want)
				}
				noShift(b)
			})
		}
	}
}

// codes are the virtual codes of the keys.
var codes = map[string]int64{"ArrowLeft": 37, "ArrowUp": 38, "ArrowRight": 39, "ArrowDown": 40, "Escape": 27, " ": 32, "Home": 36}

// Without WebAssembly, and without scripts, the lesson is whole, and nothing is wrong with it.
func TestBrowserLessonReadsWithoutTheProgram(t *testing.T) {
	t.Parallel()
	s := newSite(t, builtBundle(t))
	b := open(t, s, look{width: 1280, height: 720, language: "en-US"})
	call(b, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: "delete window.WebAssembly"})
	b.visit(s.url() + "lesson/ko/")
	b.says(loads, "이 브라우저에서는 그림을 바꿔 볼 수 없습니다")
	if figures := eval[int](b, "document.querySelectorAll('.exhibit .sheet, .exhibit table').length"); figures != 16 {
		t.Errorf("%d figures, want 16", figures)
	}
	if empty := eval[int](b, "[...document.querySelectorAll('.output')].filter(e => !e.querySelector('samp').textContent || e.querySelector('button:not([disabled])')).length"); empty > 0 {
		t.Errorf("%d cells have no output, or a button that does nothing", empty)
	}
	b.noComplaints()
	call(b, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
	b.visit(s.url() + "lesson/")
	b.screenshot("without-scripts")
	b.noComplaints()
}

// The lesson fits a phone, in both languages and at each width from 320 on; and with it each figure and each cell of code.
func TestBrowserLessonFitsAPhone(t *testing.T) {
	t.Parallel()
	for _, language := range []string{"en", "ko"} {
		for _, dark := range []bool{false, true} {
			b := openLesson(t, newSite(t, builtBundle(t)), look{width: 360, height: 640, language: "en-US", dark: dark, touch: true}, language)
			for _, width := range []int64{360, 320, 768, 1024} {
				call(b, emulation.SetDeviceMetricsOverride, emulation.SetDeviceMetricsOverrideParams{Width: width, Height: 640, DeviceScaleFactor: 1})
				b.eventually(loads, fmt.Sprintf("document.documentElement.clientWidth === %d", width))
				if wide := eval[[]string](b, fmt.Sprintf(`[...document.querySelectorAll('body *')].filter(e => e.getBoundingClientRect().right > %d && !e.closest('pre, .skip, .loading, .formula')).map(e => e.tagName + '.' + e.className + '#' + e.id)`, width)); len(wide) > 0 {
					t.Errorf("%s: wider than %d: %v", language, width, wide)
				}
				if over := eval[float64](b, "document.documentElement.scrollWidth"); over > float64(width) {
					t.Errorf("%s: the page is %v wide in %d", language, over, width)
				}
			}
			b.noComplaints()
		}
	}
}

// Offline each page of the lesson is there, and an address that is none leads to the lab.
func TestBrowserLessonOffline(t *testing.T) {
	t.Parallel()
	s := newSite(t, builtBundle(t))
	b := openLesson(t, s, look{width: 1280, height: 720, language: "en-US"}, "ko")
	b.eventually(loads, "registrationIs('activated', 'active') && navigator.serviceWorker.controller")
	s.stop()
	for _, address := range []string{"lesson/en/", "lesson/ko/", "lesson/", "lesson/ko/index.html"} {
		b.visit(s.url() + address)
		b.eventually(loads, complete+" && document.querySelectorAll('.chapter').length === 17")
	}
	b.visit(s.url() + "lesson/fr/")
	b.eventually(loads, complete+" && document.getElementById('canvas')")
}

// The lab and the lesson lead to each other, in the present language, and what is set in the lesson is set in the lab.
func TestBrowserLessonLeadsToTheLab(t *testing.T) {
	t.Parallel()
	s := newSite(t, builtBundle(t))
	b := open(t, s, look{width: 1280, height: 720, language: "ko-KR"})
	b.eventually(loads, complete)
	eval[bool](b, "(document.querySelector('.places a').click(), true)")
	b.eventually(loads, complete+" && location.pathname === '/lesson/ko/'")
	eval[bool](b, "(document.querySelector('.languages a[lang=en]').click(), true)")
	b.eventually(loads, complete+" && location.pathname === '/lesson/en/'")
	b.come("parameters")
	b.set("parameters", lessontest.Setting{Control: 0, Value: 20})
	b.eventually(loads, "document.querySelector('#figure-parameters [data-lab]').hash.includes('conv20x3')")
	eval[bool](b, "(document.querySelector('#figure-parameters [data-lab]').click(), true)")
	b.eventually(loads, complete+" && location.pathname === '/'")
	b.says(loads, "9,760 parameters") // in English, which was chosen in the lesson
	b.noComplaints()
}

// The tutorial's network is trained at its figure, with the batch size that is set there, and is the lab's run afterwards.
func TestBrowserLessonTrains(t *testing.T) {
	t.Parallel()
	s := newSite(t, builtBundle(t))
	b := openLesson(t, s, look{width: 1280, height: 900, language: "en-US"}, "en")
	if n := eval[int](b, "workers.length"); n != 0 {
		t.Errorf("%d trainers before anybody wants one", n)
	}
	b.come("fit")
	b.set("fit", lessontest.Setting{Control: 1, Value: 30})
	eval[bool](b, "(document.getElementById('fit-train').click(), true)")
	b.eventually(loads, "document.getElementById('fit-says').textContent.startsWith('Epoch ')")
	b.eventually(loads, "document.getElementById('fit-says').textContent.includes('30 epochs in ')")
	b.screenshot("trained")
	// What it has learnt it reads: drawn with the mouse, and chosen with the keyboard.
	b.come("draw")
	b.mouse(b.onSheet("pad", strokes.Plain(3)))
	b.eventually(loads, "document.getElementById('read-says').textContent.includes('Prepared as the data was, it reads 3 ')")
	b.set("draw", lessontest.Setting{Control: 0, Value: 1})
	b.eventually(loads, "document.getElementById('read-says').textContent.includes('Prepared as the data was, it reads 7 ')")
	b.screenshot("read")
	b.come("curves")
	b.eventually(loads, "document.getElementById('curves-0').max === '30'")
	b.visit(s.url())
	b.eventually(loads, complete)
	b.eventually(loads, "location.hash.includes('epochs=30')")
	b.noComplaints()
}

// A presentation shows one section on each screen. The arrow keys turn the page, Escape ends it.
func TestBrowserLessonPresentation(t *testing.T) {
	t.Parallel()
	b := openLesson(t, newSite(t, builtBundle(t)), look{width: 1280, height: 720, language: "en-US"}, "en")
	shown := "[...document.querySelectorAll('.chapter')].filter(e => e.offsetHeight).map(e => e.id).join()"
	eval[bool](b, "(document.getElementById('present').click(), true)")
	b.eventually(loads, shown+" === 'why'")
	for _, step := range [][2]string{{"ArrowRight", "data"}, {"ArrowRight", "shape"}, {"ArrowLeft", "data"}} {
		b.press(step[0], codes[step[0]])
		b.eventually(loads, shown+" === "+quote(step[1])+" && location.hash === "+quote("#"+step[1])+" && document.activeElement.id === "+quote(step[1]))
	}
	b.come("data")
	b.screenshot("presented")
	b.press("Escape", codes["Escape"])
	b.eventually(loads, "document.querySelectorAll('.chapter')[9].offsetHeight")
	b.noComplaints()
}

// A method is tried in the lesson: beside the tutorial's network, with progress and stop, and marked as the reader's own; nothing moves
// meanwhile, and the lab opens with it. What was tried is still there on another visit, if it is not damaged.
func TestBrowserLessonMethods(t *testing.T) {
	t.Parallel()
	b := openLesson(t, newSite(t, builtBundle(t)), look{width: 1280, height: 720, language: "en-US"}, "en")
	b.come("methods")
	says, own := "document.getElementById('try-says').textContent", "document.querySelectorAll('#figure-methods .own').length"
	height := eval[float64](b, "document.getElementById('figure-methods').offsetHeight")
	still := func() {
		t.Helper()
		if h := eval[float64](b, "document.getElementById('figure-methods').offsetHeight"); h != height {
			t.Errorf("the figure is %v high, and was %v", h, height)
		}
	}
	press := func(id string) { eval[bool](b, "(document.getElementById("+quote(id)+").click(), true)") }
	legend := eval[int](b, own)
	b.set("methods", lessontest.Setting{Control: 0, Value: 5})
	b.trainBy("try-method")
	b.eventually(loads, own+" === "+strconv.Itoa(legend+2)+" && "+says+".includes('seed 777: 97.59\u00a0%. Without the change it is 97.96\u00a0%')") // as recorded
	still()
	b.trainBy("try-method")
	b.eventually(loads, own+" === "+strconv.Itoa(legend+4)+" && "+says+".includes('Mean of 2 seeds')")
	still()
	press("try-all")
	b.eventually(loads, "document.getElementById('try-method').textContent === 'Stop' && !document.querySelector('#figure-methods [role=progressbar]').classList.contains('invisible')")
	still()
	press("try-method")
	b.eventually(loads, "document.getElementById('try-method').textContent === 'Train it here'")
	if n := eval[int](b, own); n == legend+10 {
		t.Error("it goes on after a stop")
	}
	b.trainBy("try-all")
	b.eventually(loads, own+" >= "+strconv.Itoa(legend+10))
	still()
	b.screenshot("tried")
	b.set("methods", lessontest.Setting{Control: 0, Value: 6})
	b.eventually(loads, "document.querySelector('#figure-methods [data-lab]').hash.includes('members=5')")
	again := func() {
		t.Helper()
		b.reload()
		b.eventually(loads, complete)
		b.come("methods")
		still()
	}
	tried := eval[int](b, own)
	again()
	b.set("methods", lessontest.Setting{Control: 0, Value: 5})
	b.eventually(loads, own+" === "+strconv.Itoa(tried)+" && "+says+".includes('Mean of ')")
	b.trainBy("try-method")
	b.eventually(loads, own+" > "+strconv.Itoa(tried))
	eval[bool](b, "(localStorage.setItem('digitlab.lesson.tries', localStorage.getItem('digitlab.lesson.tries') + 'x'), true)")
	again()
	b.eventually(loads, own+" === "+strconv.Itoa(legend))
	b.noComplaints()
}

// On a phone a finger draws on the pad, and does not scroll the page.
func TestBrowserLessonDrawsByFinger(t *testing.T) {
	t.Parallel()
	b := openLesson(t, newSite(t, builtBundle(t)), look{width: 360, height: 640, language: "ko-KR", touch: true}, "ko")
	b.eventually(loads, notLaidOut+" === 0")
	b.come("draw")
	eval[bool](b, "(document.getElementById('clear-pad').click(), true)")
	b.eventually(loads, "!document.querySelector('#figure-draw .pen')")
	path := b.onSheet("pad", []strokes.Stroke{{{X: .5, Y: .15}, {X: .5, Y: .3}, {X: .5, Y: .45}, {X: .5, Y: .6}, {X: .5, Y: .75}, {X: .5, Y: .85}}})[0]
	scrolled := eval[float64](b, "scrollY")
	for i, p := range path {
		kind := input.DispatchTouchEventTypeTouchMove
		if i == 0 {
			kind = input.DispatchTouchEventTypeTouchStart
		}
		call(b, input.DispatchTouchEvent, input.DispatchTouchEventParams{Type: kind, TouchPoints: []*input.TouchPoint{{X: p.X, Y: p.Y}}})
	}
	call(b, input.DispatchTouchEvent, input.DispatchTouchEventParams{Type: input.DispatchTouchEventTypeTouchEnd, TouchPoints: []*input.TouchPoint{}})
	b.eventually(loads, "document.querySelectorAll('#figure-draw .pen').length === 1 && document.querySelector('#figure-draw .large')")
	if now := eval[float64](b, "scrollY"); now != scrolled {
		t.Errorf("the page was scrolled from %v to %v", scrolled, now)
	}
	b.noComplaints()
}

// With the keyboard alone a digit is set cell by cell, and read.
func TestBrowserLessonDrawsByKeyboard(t *testing.T) {
	t.Parallel()
	b := openLesson(t, newSite(t, builtBundle(t)), look{width: 1280, height: 720, language: "en-US"}, "en")
	b.come("draw")
	b.trainBy("draw-train")
	eval[bool](b, "(document.getElementById('clear-pad').click(), document.getElementById('by-cell').click(), true)")
	b.eventually(loads, "document.getElementById('level-0')")
	eval[bool](b, "(document.getElementById('level-0').focus(), true)")
	for row := range 8 { // a 1
		for range 3 {
			b.press("ArrowRight", codes["ArrowRight"])
		}
		for range 2 {
			b.press(" ", codes[" "])
			b.press("ArrowRight", codes["ArrowRight"])
		}
		b.eventually(loads, fmt.Sprintf("document.activeElement.id === 'level-%d'", 8*row+5))
		b.press("Home", codes["Home"])
		b.press("ArrowDown", codes["ArrowDown"])
	}
	b.eventually(loads, "document.querySelectorAll('.level.v16').length === 16")
	b.eventually(loads, "document.getElementById('read-says').textContent.includes('It reads 1 ')")
	b.screenshot("cells")
	b.press("Escape", codes["Escape"])
	b.eventually(loads, "document.querySelectorAll('.level.v16').length === 0 && document.getElementById('read-says').textContent.startsWith('Draw a digit')")
	b.noComplaints()
}

// The page's program has the words of the figures, and not the text, which the server sends.
func TestLessonTextIsNotInTheProgram(t *testing.T) {
	program := builtBundle(t).Files["/web/app.wasm"].Plain.Body
	for said, want := range map[string]bool{"Move to the right, pixels": true, "no installation": false, "설치할 것은": false, "mlp.count_params": false, "<mrow": false} {
		if bytes.Contains(program, []byte(said)) != want {
			t.Errorf("%q is in the program: %v", said, !want)
		}
	}
}

// It prints: some pages, and not hundreds. Of a long log it prints the beginning and the end.
func TestBrowserLessonPrints(t *testing.T) {
	t.Parallel()
	b := openLesson(t, newSite(t, builtBundle(t)), look{width: 1280, height: 720, language: "en-US"}, "ko")
	pdf := call(b, page.PrintToPDF, page.PrintToPDFParams{PaperWidth: 8.27, PaperHeight: 11.69})
	if len(pdf.Data) < 50_000 {
		t.Errorf("the PDF has %d bytes", len(pdf.Data))
	}
	if n := bytes.Count(pdf.Data, []byte("/Type /Page\n")); n < 15 || n > 28 {
		t.Errorf("the PDF has %d pages", n)
	}
	call(b, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: "print"})
	if log := eval[string](b, "document.getElementById('fit-python-output').innerText"); !strings.Contains(log, "Epoch 1/100\n") || !strings.Contains(log, "⋮") || !strings.Contains(log, "Epoch 100/100\n") {
		t.Errorf("on paper the log of fit is %q", log)
	}
	if dir := os.Getenv("SCREENSHOTS"); dir != "" {
		call(b, emulation.SetDeviceMetricsOverride, emulation.SetDeviceMetricsOverrideParams{Width: 794, Height: 1123, DeviceScaleFactor: 1})
		b.screenshot("paper")
		if err := os.WriteFile(dir+"/lesson.pdf", pdf.Data, 0o644); err != nil {
			t.Error(err)
		}
	}
}
