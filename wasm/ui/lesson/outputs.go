package lesson

import (
	"maps"

	"digitlab/wasm/ui/dom"
	"digitlab/wasm/ui/i18n"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// mark is what is said above the output of a cell.
type mark int

const (
	recordedMark mark = iota // it is the server's
	nowMark
	computingMark
	changedMark // it is of other settings than those in the code
	failedMark

	markCount
)

// markNames are the attributes in which the document has their words. Those of recordedMark are at each output.
var markNames = [markCount]string{"recorded", "now", "computing", "changed", "failed"}

// markOf returns what is said above an output, and how long it took to compute; 0 is not said.
func (s *state) markOf(at section, in language) (m mark, seconds float64) {
	switch source := sourceOf(at, in); {
	case source == thePage:
		return nowMark, 0
	case source == theData || at == compileSection:
		d := &s.looked
		switch {
		case source == theData && d.here: // whatever is set
			return nowMark, d.seconds
		case d.goes:
			return computingMark, 0
		case at == compileSection && !d.of.Equal(s.cellSettings()):
			return changedMark, 0
		case d.here:
			return nowMark, d.seconds
		}
		return recordedMark, 0
	}
	r := &s.run
	switch {
	case r.failed:
		return failedMark, 0
	case r.goes || r.here && s.printed(at, in) == "":
		return computingMark, 0
	case !r.of.Equal(s.cellSettings()):
		return changedMark, 0
	case r.here:
		return nowMark, r.seconds
	}
	return recordedMark, 0
}

// outputID returns the ID of an output.
func outputID(at section, in language) string { return at.id() + "-" + in.name() + "-output" }

// output writes what a cell prints.
func (w *writer) output(at section, in language) {
	t, from := &w.a.Cells, sourceOf(at, in)
	if from == nowhere {
		return
	}
	said, run, class := t.Output, "", ""
	if from == theTrainer || from == theData {
		run = `<button type="button" class="run" data-run disabled>` + escape(t.Run) + `</button>`
	}
	if from == theTrainer {
		said = t.Recorded
		if in == python {
			said = t.RecordedKeras
		}
	}
	if at == fitSection {
		class = " long"
	}
	printed := w.lesson.state.printed(at, in)
	w.put(`<div class="output%5" id="%1"><div class="origin"><p data-recorded="%2">%2</p>%3</div><pre tabindex="0" translate="no"><samp>%4</samp></pre>`,
		outputID(at, in), escape(said), run, escape(printed), class)
	if at == fitSection {
		w.put(`<pre class="on-paper" translate="no"><samp>%1</samp></pre>`, escape(onPaper(printed)))
	}
	w.put(`</div>`)
}

// marks are the words of the marks, as attributes.
func (w *writer) marks() string {
	t := &w.a.Cells
	html := `data-now-in="` + escape(t.NowIn) + `"`
	for m, words := range [markCount]string{nowMark: t.Now, computingMark: t.Computing, changedMark: t.Changed, failedMark: t.Failed} {
		if words != "" {
			html += ` data-` + markNames[m] + `="` + escape(words) + `"`
		}
	}
	return html
}

// codeOf writes a cell. What the controls set in it is in elements of its own.
func (w *writer) codeOf(code string) string {
	known := maps.Clone(w.facts)
	for name, value := range w.lesson.state.settable() {
		known[name] = `<span data-value="` + name + `">` + value + `</span>`
	}
	return filled(escape(code), known)
}

// showValues shows in the cells what is set.
func (l *live) showValues() {
	values := l.lesson.state.settable()
	for _, e := range dom.All("[data-value]") {
		setText(e, values[dom.Text(e.Get("dataset").Get("value"))])
	}
}

// showOutputs shows what the cells of a section print.
func (l *live) showOutputs(at section) {
	for in := range languages {
		output := app.Window().GetElementByID(outputID(at, in))
		if !output.Truthy() {
			continue
		}
		m, seconds := l.lesson.state.markOf(at, in)
		words := dom.Find("main").Get("dataset")
		said := output.Call("querySelector", ".origin p")
		switch text := dom.Text(words.Get(markNames[m])); {
		case m == recordedMark:
			setText(said, dom.Text(said.Get("dataset").Get("recorded")))
		case seconds > 0:
			setText(said, fill(dom.Text(words.Get("nowIn")), "seconds", i18n.Seconds(seconds)))
		default:
			setText(said, text)
		}
		printed := ""
		if m == nowMark {
			printed = l.lesson.state.printed(at, in)
		}
		pre := output.Call("querySelector", "pre")
		text := pre.Get("firstElementChild")
		grows := at == fitSection && m == computingMark
		if grows {
			l.addToLog(text, in)
			pre.Set("scrollTop", pre.Get("scrollHeight"))
		}
		output.Get("classList").Call("toggle", "old", m != recordedMark && printed == "" && !(grows && l.logged[in] > 0))
		if printed == "" {
			continue // what is there keeps its place
		}
		setText(text, printed)
		if paper := output.Call("querySelector", ".on-paper samp"); paper.Truthy() {
			setText(paper, onPaper(printed))
		}
	}
}

// addToLog adds the epochs that are new to the log of a run that goes on.
func (l *live) addToLog(text app.Value, in language) {
	r := &l.lesson.state.run
	n := r.epochs()
	if n < l.logged[in] {
		l.logged[in] = 0
	}
	switch lines := r.log(in, l.logged[in]); {
	case lines == "":
	case l.logged[in] == 0:
		text.Set("textContent", lines)
	default:
		text.Call("append", "\n"+lines)
	}
	l.logged[in] = n
}

// setText sets the text of an element if it is another.
func setText(e app.Value, text string) {
	if dom.Text(e.Get("textContent")) != text {
		e.Set("textContent", text)
	}
}

// trainedSections are those whose cells print what the trainer has computed.
var trainedSections = []section{dataSection, shapeSection, compileSection, fitSection, curvesSection, evaluateSection, drawSection}

// showTrained shows the outputs that the trainer computes.
func (l *live) showTrained() {
	for _, at := range trainedSections {
		l.showOutputs(at)
	}
}

// showLook shows what the trainer tells of the data and of the untrained network.
func (l *live) showLook(told looked) {
	if told.here {
		l.lesson.state.looked = told
	}
	l.lesson.state.looked.goes = false
	l.showTrained()
}

// run computes what the cell of a button prints, with what is set. Of the data nothing more is to be known once it was looked at.
func (l *live) run(b app.Value) {
	s := l.lesson.state
	at, ok := sectionWith(dom.Text(b.Call("closest", ".chapter").Get("id")))
	if !ok || s.run.goes || s.looked.goes {
		return
	}
	b.Call("closest", ".origin").Get("firstElementChild").Call("setAttribute", "aria-live", "polite")
	if sourceOf(at, python) == theTrainer {
		l.trainWith(s.cellSettings())
	} else if !s.looked.here {
		s.looked.goes = true
		l.showTrained()
		l.trainer.look(s.cellSettings(), l.do)
	}
}
