package lesson

import (
	"strconv"
	"strings"

	"digitlab/wasm/ui/i18n"
	"digitlab/wasm/ui/settings"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// document is the lesson as the server renders it. Nothing of it is in the page's program.
type document struct {
	app.Compo

	in   i18n.Language
	base string // of the page: the path below which all is
}

func articleIn(in i18n.Language) *article {
	if in == i18n.InKorean {
		return &korean
	}
	return &english
}

func (d *document) OnPreRender(ctx app.Context) {
	d.base = ctx.ResolveStaticResource("/")
	a := articleIn(d.in)
	ctx.Page().SetLang(d.in.Code())
	ctx.Page().SetTitle(a.Title)
	ctx.Page().SetDescription(a.Description)
}

func (d *document) Render() app.UI {
	w := &writer{a: articleIn(d.in), in: d.in, base: d.base, facts: facts()}
	w.lesson = &shared{state: newState(), text: labelsIn(d.in)}
	return app.Div().Class("lesson").Body(
		app.Script().Src("/web/page.js").DataSet("page", "lesson"),
		app.Raw(w.bar()),
		app.Raw(w.main()),
		app.Raw(w.footer()),
	)
}

// writer writes the document as HTML.
type writer struct {
	strings.Builder
	a      *article
	in     i18n.Language
	base   string
	facts  map[string]string
	lesson *shared
}

// put writes HTML in which %1, %2 … stand for texts.
func (w *writer) put(html string, texts ...string) {
	var pairs []string
	for i, t := range texts {
		pairs = append(pairs, "%"+strconv.Itoa(i+1), t)
	}
	strings.NewReplacer(pairs...).WriteString(w, html)
}

// say returns a text with its facts, as HTML.
func (w *writer) say(text string) string { return inline(filled(text, w.facts)) }

// plain is say for an attribute, which has no markup.
func (w *writer) plain(text string) string { return escape(filled(text, w.facts)) }

// take returns what was written, and begins anew.
func (w *writer) take() string {
	html := w.String()
	w.Reset()
	return html
}

func (w *writer) bar() string {
	a := w.a
	w.put(`<header class="lesson-bar"><a class="skip" href="#contents">%1</a><a class="brand" href="%2">Digit Lab</a>`, escape(a.Skip), w.base)
	w.put(`<nav class="places" aria-label="Digit Lab"><a href="%4">%1</a><a href="%2" aria-current="page">%3</a></nav>`, escape(a.Lab), w.base+Address(w.in), escape(a.Lesson), w.base)
	w.put(`<p class="answered" id="answered" data-text="%1">%2</p><div class="choices">`, w.plain(a.Progress), w.plain(fill(a.Progress, "right", "0", "all", strconv.Itoa(questionCount()))))
	w.put(`<button type="button" id="present" disabled aria-pressed="false" title="%2" data-on="%3" data-off="%1">%1</button>`, escape(a.Project), escape(a.ProjectHelp), escape(a.Unproject))
	w.put(`<nav class="languages" aria-label="%1">`, escape(a.Language))
	for _, l := range []struct {
		in   i18n.Language
		name string
	}{{i18n.InKorean, "한국어"}, {i18n.InEnglish, "English"}} {
		current := ""
		if l.in == w.in {
			current = ` aria-current="true"`
		}
		w.put(`<a href="%1" hreflang="%2" lang="%2" data-language="%2"%3>%4</a>`, w.base+Address(l.in), l.in.Code(), current, l.name)
	}
	w.put(`</nav><button type="button" id="theme" class="theme" disabled aria-label="%1" title="%1">◐</button></div>`, escape(a.Theme))
	loading := fill(a.Loading, "percent", "999")
	w.put(`<div id="loading" class="loading" data-text="%1"><p id="loading-text">%2</p><progress id="loading-bar" max="100" value="0" aria-label="%2"></progress></div></header>`,
		escape(loading), escape(fill(a.Loading, "percent", "0")))
	return w.take()
}

// notices are filled by page.js, as those of the lab.
func (w *writer) notices() {
	a := w.a
	w.put(`<div class="lesson-notices"><p id="unsupported" class="quiet" hidden data-lockdown="%1">%2</p>`, escape(a.Lockdown), escape(a.Unsupported))
	w.put(`<div id="unloaded" class="failure" role="alert" hidden data-lost="%1" data-altered="%2" data-stalled="%3" data-ended="%4"><p></p>`, escape(a.Lost), escape(a.Altered), escape(a.Stalled), escape(a.Ended))
	w.put(`<button type="button" id="try-again">%1</button></div><noscript><p class="quiet">%2</p></noscript></div>`, escape(a.TryAgain), escape(a.Unsupported))
}

func (w *writer) main() string {
	a := w.a
	w.put(`<main class="article" translate="yes" %1>`, w.marks())
	w.notices()
	w.put(`<div class="opening"><h1>%1</h1>`, w.say(a.Headline))
	for _, p := range a.Lead {
		w.put(`<p class="introduction">%1</p>`, w.say(p))
	}
	w.put(app.HTMLString(allDigits()))
	w.put(`<p class="resume"><a id="resume" href="#why" hidden>%1</a></p></div>`, escape(a.Continue))
	w.put(`<nav class="contents" id="contents" aria-labelledby="contents-heading"><h2 id="contents-heading">%1</h2><ol>`, escape(a.Contents))
	for s := range sectionCount {
		w.put(`<li><a href="#%1">%2</a>`, s.id(), w.say(a.Sections[s].Title))
		if n := len(questionsOf(s)); n > 0 {
			w.put(` <span class="count" data-count="%1">0/%2</span>`, s.id(), strconv.Itoa(n))
		}
		w.put(`</li>`)
	}
	w.put(`</ol></nav>`)
	for s := range sectionCount {
		w.section(s)
	}
	w.put(`</main>`)
	return w.take()
}

func (w *writer) section(s section) {
	text := w.a.Sections[s]
	w.put(`<section class="chapter" id="%1" aria-labelledby="%1-heading" tabindex="-1"><div class="prose"><h2 id="%1-heading"><span class="number">%2</span> %3</h2>`, s.id(), strconv.Itoa(int(s)+1), w.say(text.Title))
	for _, p := range text.Text {
		if name, is := strings.CutPrefix(p, "="); is {
			w.put(`<div class="formula" tabindex="0">%1</div>`, formula(name))
			continue
		}
		w.put(`<p>%1</p>`, w.say(p))
	}
	w.put(`</div>`)
	if s != nextSection {
		w.put(`<figure class="exhibit" translate="no" id="figure-%1" data-figure="%2" aria-labelledby="%1-heading"><div class="place-of-figure">`, s.id(), strconv.Itoa(int(s)))
		w.put(app.HTMLString(&figure{Of: s, lesson: w.lesson}))
		w.put(`</div>`)
		if opensLab(s) {
			w.put(`<p class="to-lab"><a href="%1" data-lab="%3">%2</a></p>`, w.base+"#"+escape(settings.FragmentOf(w.lesson.state.settings(s))), escape(w.a.OpenLab), strconv.Itoa(int(s)))
		}
		w.put(`</figure>`)
	}
	w.code(s)
	w.questions(s)
	w.pager(s)
	w.put(`</section>`)
}

// allDigits are the pictures that the figures begin with.
func allDigits() app.UI {
	d := &sheet{}
	for i := range images {
		d.cells(36*float64(i)+2, 2, 4, digit(i), ink)
	}
	return d.drawn(36)
}

// opensLab reports whether a figure sets what a run in the lab is made from.
func opensLab(s section) bool {
	switch s {
	case splitSection, countSection, fitSection, curvesSection, drawSection, methodsSection:
		return true
	}
	return false
}

// code writes the cells of a section: Keras open, Go folded.
func (w *writer) code(s section) {
	c := cells[s]
	w.put(`<div class="cells">`)
	if s == whySection {
		w.put(`<p class="quiet-text">%1</p>`, escape(w.a.Cells.Help))
	}
	for i, l := range []struct{ name, lang, code, open string }{{"Keras", python.name(), c.keras, " open"}, {"Go (nn32)", golang.name(), c.goCode, ""}} {
		if l.code == "" {
			continue
		}
		id := s.id() + "-" + l.lang
		w.put(`<details class="cell"%4><summary>%1 <span class="spoken">%5</span></summary><button type="button" class="copy" data-copy="%2" data-done="%7" disabled>%6</button><pre id="%2" tabindex="0" translate="no"><code>%3</code></pre>`,
			l.name, id, w.codeOf(l.code), l.open, escape(w.a.Code), escape(w.a.Copy), escape(w.a.Copied))
		w.output(s, language(i))
		w.put(`</details>`)
	}
	if s == nextSection {
		w.notebook()
	}
	w.put(`</div>`)
}

func (w *writer) questions(s section) {
	questions := questionsOf(s)
	if len(questions) == 0 {
		return
	}
	w.put(`<div class="questions"><h3>%1</h3><ol>`, escape(w.a.Questions))
	for i, q := range questions {
		text := w.a.Sections[s].Questions[i]
		id := questionID(s, i)
		w.put(`<li class="question" id="%1" data-section="%2" data-number="%3"><p class="ask" id="%1-ask">%4</p>`, id, strconv.Itoa(int(s)), strconv.Itoa(i), w.say(text.Ask))
		if q.choice > 0 {
			w.put(`<div class="options" role="radiogroup" aria-labelledby="%1-ask">`, id)
			for j, choice := range text.Choices {
				w.put(`<label><input type="radio" name="%1" value="%2" disabled> %3</label>`, id, strconv.Itoa(j+1), w.say(choice))
			}
			w.put(`</div>`)
		}
		w.put(`<div class="reply">`)
		if q.choice == 0 && q.done == nil {
			w.put(`<input type="text" inputmode="decimal" autocomplete="off" id="%1-answer" aria-label="%2" aria-describedby="%1-ask" disabled>`, id, escape(w.a.Answer))
		}
		w.put(`<button type="button" data-check aria-describedby="%1-ask" disabled>%2</button>`, id, escape(w.a.Check))
		w.put(`<p class="verdict" role="status" data-right="%1" data-wrong="%2"></p></div>`, escape(w.a.Right)+" "+unbroken(w.plain(text.Why)), escape(w.a.Wrong))
		w.put(`<details class="question-hint"><summary>%1</summary><p>%2</p></details></li>`, escape(w.a.Hint), w.say(text.Hint))
	}
	w.put(`</ol></div>`)
}

// questionCount returns how many questions there are.
func questionCount() (n int) {
	for s := range sectionCount {
		n += len(questionsOf(s))
	}
	return n
}

// questionID returns the ID of a question, which is also how the browser remembers that it was answered.
func questionID(s section, number int) string { return s.id() + "-q" + strconv.Itoa(number+1) }

func (w *writer) pager(s section) {
	w.put(`<nav class="pager" aria-label="%1">`, w.plain(w.a.Sections[s].Title))
	if s > 0 {
		w.put(`<a rel="prev" href="#%1"><span>%2</span> %3</a>`, (s - 1).id(), escape(w.a.Previous), w.say(w.a.Sections[s-1].Title))
	}
	if s < sectionCount-1 {
		w.put(`<a rel="next" href="#%1"><span>%2</span> %3</a>`, (s + 1).id(), escape(w.a.Next), w.say(w.a.Sections[s+1].Title))
	} else {
		w.put(`<a rel="next" href="%2">%1</a>`, escape(w.a.Lab), w.base)
	}
	w.put(`</nav>`)
}

func (w *writer) footer() string {
	w.put(`<footer class="lesson-footer"><p>%1</p></footer>`, escape(w.a.Footer))
	return w.take()
}
