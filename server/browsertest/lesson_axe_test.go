//go:build browser

package browsertest

import (
	"os"
	"testing"

	"github.com/chromedp/cdproto/page"
)

// axe judges what is on the page. Its program is evaluated by the debugger, whom the page's policy does not bind.
func (b *browser) axe(source, when string) {
	b.t.Helper()
	eval[bool](b, source+"; true")
	eval[bool](b, "(window.judged = null, axe.run().then((r) => { judged = r.violations.map((v) => v.id + ': ' + v.nodes.map((n) => n.html.slice(0, 160)).join(' ')) }), true)")
	b.eventually(loads, "window.judged")
	for _, v := range eval[[]string](b, "judged") {
		b.t.Errorf("%s: %s", when, v)
	}
}

// axe-core has nothing to object to in the lesson: without WebAssembly and alive, with everything open and done, and presented; in each language,
// colour and width.
func TestBrowserLessonAxe(t *testing.T) {
	t.Parallel()
	source, err := os.ReadFile("../../build/axe/node_modules/axe-core/axe.min.js")
	if err != nil {
		t.Fatal("axe-core is not there; make test-browser fetches it")
	}
	const openAll = "(document.querySelectorAll('.article details').forEach((e) => { e.open = true }), true)"
	for _, l := range []look{{width: 1280, height: 720, language: "en-US"}, {width: 360, height: 640, language: "en-US", touch: true}} {
		for _, l.dark = range []bool{false, true} {
			for _, language := range []string{"en", "ko"} {
				name := language + map[bool]string{true: ", dark", false: ", light"}[l.dark] + map[bool]string{true: ", narrow", false: ", wide"}[l.touch]
				t.Run(name, func(t *testing.T) {
					t.Parallel()
					s := newSite(t, builtBundle(t))
					without := open(t, s, l)
					call(without, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: "delete window.WebAssembly"})
					without.visit(s.url() + "lesson/" + language + "/")
					without.eventually(loads, "!document.getElementById('unsupported').hidden")
					without.axe(string(source), "without WebAssembly")

					b := openLesson(t, s, l, language)
					for _, section := range eval[[]string](b, "[...document.querySelectorAll('[data-figure]')].map(e => e.id.slice(7))") {
						b.come(section)
					}
					eval[bool](b, openAll)
					eval[bool](b, "(document.querySelectorAll('[data-check]').forEach((e) => e.click()), document.getElementById('by-cell').click(), true)")
					b.eventually(loads, "document.getElementById('level-0') && !document.querySelector('.question:not([data-answered])')")
					b.axe(string(source), "alive")
					b.trainBy("try-method")
					b.axe(string(source), "after a try")
					if !l.touch { // a phone has no room to present
						eval[bool](b, "(document.getElementById('present').click(), true)")
						b.eventually(loads, "document.documentElement.dataset.present !== undefined")
						b.axe(string(source), "presented")
					}
				})
			}
		}
	}
}
