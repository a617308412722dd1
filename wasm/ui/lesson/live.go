package lesson

import (
	"strconv"
	"strings"
	"time"

	"digitlab/wasm/protocol"
	"digitlab/wasm/ui/dom"
	"digitlab/wasm/ui/i18n"
	"digitlab/wasm/ui/scheduler"
	"digitlab/wasm/ui/settings"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// live makes the server's document alive. go-app wants an element of its own: it is the first of the body, and hidden. Each figure is made
// there when it comes near, and then moved to its place in the document, where go-app goes on with it.
type live struct {
	app.Compo

	lesson *shared
	slots  [nextSection]*slot
	near   [nextSection]bool
	stale  [nextSection]bool

	logged   [languages]int // epochs of the run that goes on which fit's outputs have
	trainer  trainer
	trier    trier
	progress progress
	theme    dom.Theme
	presents bool
	current  section // the one on the screen
	do       func(func())
}

// newLive is called before go-app looks for the first element of the body.
func newLive() *live {
	dom.Document().Get("body").Call("prepend", dom.Document().Call("createElement", "div"))
	l := &live{theme: dom.SavedTheme(), progress: recallProgress()}
	language := i18n.ChooseLanguage("", dom.Text(dom.Document().Get("documentElement").Get("lang")), nil)
	l.lesson = &shared{state: newState(), text: labelsIn(language), changed: l.change, train: l.train}
	l.lesson.predict, l.lesson.stop = l.predict, l.trier.stop
	l.lesson.try = func(methods ...method) { l.trier.begin(methods, l.do) }
	l.lesson.state.tries.results = readTries(dom.Recall(triesKey), dom.Version())
	l.trier.tries, l.trier.show = &l.lesson.state.tries, l.showTries
	l.trainer.show, l.trainer.tell, l.trainer.read = l.showRun, l.showLook, l.showPrediction
	for s := range l.slots {
		l.slots[s] = &slot{figure: &figure{Of: section(s), lesson: l.lesson}}
	}
	return l
}

func (l *live) Render() app.UI {
	return app.Div().Class("hidden").Body(app.Range(l.slots[:]).Slice(func(i int) app.UI { return l.slots[i] }))
}

func (l *live) OnMount(ctx app.Context) {
	l.do = dom.Quietly(ctx)
	app.Window().Set("onclick", nil) // go-app's follows links within the program, which would leave the text where it is
	l.listen("click", l.click)
	l.listen("keydown", l.key)
	for _, e := range dom.All("#present, #theme, .cells button, .question input, .question button") {
		e.Set("disabled", false)
	}
	l.showTheme()
	l.showProgress()
	l.offerResume()
	dom.Observe(l.do, "400px 0px", dom.All("[data-figure]"), func(e app.Value, inside bool) { l.approach(data(e, "figure"), inside) })
	dom.Observe(l.do, "-45% 0px", dom.All(".chapter"), func(e app.Value, inside bool) {
		if s, ok := sectionWith(dom.Text(e.Get("id"))); ok && inside {
			l.enter(s)
		}
	})
	l.do(func() {
		dom.Find("#loading").Get("classList").Call("add", "invisible")
		dom.SetRootData("complete", "")
		go layOut()
	})
}

// layOut lays out, one after another, the texts that lesson.css leaves for later, before anybody comes near them. Laid out in the midst of a scroll
// they would move what is read.
func layOut() {
	for _, e := range dom.All(".prose, .cells") {
		e.Get("style").Set("contentVisibility", "visible")
		time.Sleep(50 * time.Millisecond)
	}
}

// listen calls f on go-app's goroutine for each event of the document, until the document is gone.
func (l *live) listen(event string, f func(e, target app.Value)) {
	dom.Listen(dom.Document(), event, false, func(e app.Value) { l.do(func() { f(e, e.Get("target")) }) })
}

// data returns a number of an element's dataset.
func data(e app.Value, name string) int {
	n, _ := strconv.Atoi(dom.Text(e.Get("dataset").Get(name)))
	return n
}

// sectionWith returns the section with an ID.
func sectionWith(id string) (section, bool) {
	for s := range sectionCount {
		if s.id() == id {
			return s, true
		}
	}
	return 0, false
}

// slot is the element of a figure, which is in its place in the document once the figure is made.
type slot struct {
	app.Compo

	figure *figure
	made   bool
	redraw func()
}

func (s *slot) OnMount(ctx app.Context) { s.redraw = redraw(ctx) }

func (s *slot) Render() app.UI {
	return app.Div().Body(app.If(s.made, func() app.UI { return s.figure }))
}

// redraw returns the function that renders a component.
func redraw(ctx app.Context) func() { return scheduler.New().Redraw(ctx) }

// OnMount keeps how the figure is rendered again.
func (f *figure) OnMount(ctx app.Context) { f.redraw = redraw(ctx) }

// approach makes a figure when it comes near. One that has changed out of sight is drawn again when it comes back.
func (l *live) approach(at int, inside bool) {
	l.near[at] = inside
	if inside {
		l.showOutputs(section(at))
	}
	s := l.slots[at]
	switch {
	case !inside:
	case !s.made:
		s.made = true
		s.redraw()
		dom.Find("#figure-"+section(at).id()+" .place-of-figure").Call("replaceChildren", s.JSValue())
	case l.stale[at] && s.figure.redraw != nil:
		s.figure.redraw()
	}
	l.stale[at] = l.stale[at] && !inside
}

// redraw draws a figure again: now if it is near, else when it comes near.
func (l *live) redraw(s section) {
	switch f := l.slots[s].figure; {
	case f.redraw == nil:
	case l.near[s]:
		f.redraw()
	default:
		l.stale[s] = true
	}
}

// change shows what a person has set at a figure: there, in the figures near it that show the same, in the links to the lab, and in the
// questions that ask for it.
func (l *live) change(by section) {
	state := l.lesson.state
	state.clamp()
	if by == drawSection {
		state.drawn = exampleDrawn(state.Example)
		if !state.drawn.drawing.Empty() {
			l.predict()
		}
	}
	for s := range nextSection {
		l.redraw(s)
		l.showOutputs(s)
	}
	l.showValues()
	for _, link := range dom.All("[data-lab]") {
		address, _, _ := strings.Cut(dom.Text(link.Get("href")), "#")
		link.Set("href", address+"#"+settings.FragmentOf(state.settings(section(data(link, "lab")))))
	}
	l.judgeDone(by)
}

// judgeDone finds the questions of a section whose answer has just been done.
func (l *live) judgeDone(s section) {
	for i, q := range questionsOf(s) {
		if q.done != nil && q.done(l.lesson.state) {
			l.judge(dom.Find("#"+questionID(s, i)), true)
		}
	}
}

// train trains the tutorial's network with what is set at a figure.
func (l *live) train(by section) { l.trainWith(l.lesson.state.fitSettings(by)) }

func (l *live) trainWith(s protocol.Settings) {
	l.lesson.state.looked.goes = true
	l.showRun(run{planned: s.Epochs, of: s, here: true, goes: true})
	l.trainer.train(s, l.do)
}

// predict has the network read what is on the pad.
func (l *live) predict() {
	l.trainer.predict(l.lesson.state.drawn.drawing.Content, l.do)
}

// showPrediction shows what the network reads.
func (l *live) showPrediction(way int, p *protocol.Prediction) {
	d := &l.lesson.state.drawn
	d.pictures[way], d.read[way] = pictureOf(p), p
	l.redraw(drawSection)
	l.judgeDone(drawSection)
}

// showRun shows how far the run has come. When it is done, the network reads what is on the pad again.
func (l *live) showRun(r run) {
	s := l.lesson.state
	went := s.run.goes
	if s.run = r; went {
		s.Epoch = r.epochs()
	}
	s.clamp()
	for _, shows := range []section{fitSection, curvesSection, drawSection} {
		l.redraw(shows)
		l.judgeDone(shows)
	}
	l.showTrained()
	if went && r.done() && !s.drawn.drawing.Empty() {
		l.predict()
	}
}

// showTries shows what was trained of the methods.
func (l *live) showTries() {
	l.redraw(methodsSection)
	l.judgeDone(methodsSection)
}

// click does what the document's own buttons are for.
func (l *live) click(e, target app.Value) {
	closest := func(selector string) app.Value { return target.Call("closest", selector) }
	if b := closest("[data-check]"); b.Truthy() {
		l.check(b.Call("closest", ".question"))
	} else if b := closest("[data-copy]"); b.Truthy() {
		l.copy(b, dom.Text(app.Window().GetElementByID(dom.Text(b.Get("dataset").Get("copy"))).Get("textContent")))
	} else if b := closest("[data-all]"); b.Truthy() {
		l.takeAll(b)
	} else if b := closest("[data-run]"); b.Truthy() {
		l.run(b)
	} else if closest("#theme").Truthy() {
		l.theme = l.theme.Next()
		l.theme.Apply()
		l.showTheme()
	} else if closest("#present").Truthy() {
		l.present(!l.presents)
	} else if a := closest("[data-language]"); a.Truthy() {
		dom.Remember(dom.LanguageKey, dom.Text(a.Get("dataset").Get("language")))
	} else if a := closest(".pager a, .contents a"); a.Truthy() && l.presents {
		if s, ok := sectionWith(strings.TrimPrefix(dom.Text(a.Call("getAttribute", "href")), "#")); ok {
			e.Call("preventDefault")
			l.turn(s)
		}
	}
}

// key checks an answer with Enter, and turns the pages of a presentation.
func (l *live) key(e, target app.Value) {
	key := dom.Text(e.Get("key"))
	if q := target.Call("closest", ".question"); key == "Enter" && q.Truthy() && dom.Text(target.Get("type")) == "text" {
		l.check(q)
		return
	}
	if !l.presents || e.Get("defaultPrevented").Bool() || target.Call("closest", "input, select, pre, [role=radiogroup]").Truthy() {
		return
	}
	switch key {
	case "ArrowRight", "PageDown":
		l.turn(min(l.current+1, sectionCount-1))
	case "ArrowLeft", "PageUp":
		l.turn(max(l.current-1, 0))
	case "Home":
		l.turn(0)
	case "End":
		l.turn(sectionCount - 1)
	case "Escape":
		l.present(false)
	default:
		return
	}
	e.Call("preventDefault")
}

// check judges the answer to a question.
func (l *live) check(q app.Value) {
	at := section(data(q, "section"))
	asked := questionsOf(at)[data(q, "number")]
	var a answer
	if field := q.Call("querySelector", "input[type=text]"); field.Truthy() {
		a.typed = dom.Text(field.Get("value"))
	}
	if chosen := q.Call("querySelector", "input:checked"); chosen.Truthy() {
		a.chosen, _ = strconv.Atoi(dom.Text(chosen.Get("value")))
	}
	l.judge(q, asked.right(a, l.lesson.state))
}

// judge shows whether an answer is right, and keeps it if it is.
func (l *live) judge(q app.Value, right bool) {
	word, said := "wrong", q.Call("querySelector", ".verdict")
	if right {
		word = "right"
		l.progress.answer(dom.Text(q.Get("id")))
		l.showProgress()
	}
	q.Get("dataset").Set("answered", word)
	setText(said, dom.Text(said.Get("dataset").Get(word)))
}

// copy copies some code, and says so for a moment on a button.
func (l *live) copy(b app.Value, text string) {
	name := dom.Text(b.Get("textContent"))
	dom.Copy(l.do, text, func(copied bool) {
		if !copied {
			return
		}
		b.Set("textContent", b.Get("dataset").Get("done"))
		var back app.Func
		back = app.FuncOf(func(app.Value, []app.Value) any {
			b.Set("textContent", name)
			back.Release()
			return nil
		})
		app.Window().Call("setTimeout", back, 2000)
	})
}

func (l *live) showTheme() { dom.Find("#theme").Set("textContent", l.theme.Sign()) }

// enter keeps which section is on the screen.
func (l *live) enter(s section) {
	if l.presents {
		return
	}
	l.mark(s)
	l.progress.at(s)
}

// mark marks a section as the current one, here and in the table of contents.
func (l *live) mark(s section) {
	l.current = s
	for _, e := range dom.All(".chapter[data-current], .contents [aria-current]") {
		e.Call("removeAttribute", "data-current")
		e.Call("removeAttribute", "aria-current")
	}
	app.Window().GetElementByID(s.id()).Get("dataset").Set("current", "")
	dom.Find(".contents a[href='#"+s.id()+"']").Call("setAttribute", "aria-current", "location")
}

// present begins or ends the presentation: one section on each screen.
func (l *live) present(on bool) {
	l.presents = on
	b := dom.Find("#present")
	b.Call("setAttribute", "aria-pressed", strconv.FormatBool(on))
	if !on {
		b.Set("textContent", b.Get("dataset").Get("off"))
		dom.Document().Get("documentElement").Call("removeAttribute", "data-present")
		dom.ScrollTo(l.current.id())
		return
	}
	b.Set("textContent", b.Get("dataset").Get("on"))
	dom.SetRootData("present", "")
	l.turn(l.current)
}

// turn shows another section of the presentation.
func (l *live) turn(s section) {
	l.mark(s)
	l.progress.at(s)
	dom.ReplaceFragment(s.id())
	dom.ScrollToTop()
	app.Window().GetElementByID(s.id()).Call("focus", map[string]any{"preventScroll": true})
}

// showProgress shows how many questions are answered.
func (l *live) showProgress() {
	right, all := 0, 0
	for s := range nextSection {
		n := len(questionsOf(s))
		answered := 0
		for i := range n {
			if id := questionID(s, i); l.progress.has(id) {
				answered++
				app.Window().GetElementByID(id).Get("dataset").Set("answered", "right")
			}
		}
		right, all = right+answered, all+n
		count := dom.Find("[data-count='" + s.id() + "']")
		count.Set("textContent", strconv.Itoa(answered)+"/"+strconv.Itoa(n))
		count.Get("classList").Call("toggle", "all", answered == n)
	}
	said := dom.Find("#answered")
	said.Set("textContent", fill(dom.Text(said.Get("dataset").Get("text")), "right", strconv.Itoa(right), "all", strconv.Itoa(all)))
}

// offerResume offers to go on where the reader was on an earlier visit.
func (l *live) offerResume() {
	if l.progress.last == whySection {
		return
	}
	resume := dom.Find("#resume")
	resume.Set("href", "#"+l.progress.last.id())
	resume.Set("hidden", false)
}
