//go:build browser

package browsertest

import (
	"os"
	"testing"
)

func TestAdhocAxe(t *testing.T) {
	src, err := os.ReadFile("/tmp/w/wt-wall/build/audit/node_modules/axe-core/axe.min.js")
	if err != nil {
		t.Fatal(err)
	}
	for _, l := range []look{{width: 1280, height: 900, language: "en-US"}, {width: 360, height: 640, language: "ko-KR", dark: true, touch: true}} {
		b := open(t, newSite(t, builtBundle(t)), l)
		b.eventually(loads, complete)
		eval[bool](b, digitHelpers)
		b.openPanel("all-digits")
		b.eventually(loads, "tally().includes('1,797')")
		eval[bool](b, string(src)+";true")
		run := func(what string) {
			eval[bool](b, "(window.axed = null, axe.run('#panel').then((r) => { window.axed = r.violations.map((v) => v.id + ': ' + v.nodes.map((n) => n.html + ' ' + n.failureSummary).join(' | ')) }), true)")
			b.eventually(loads, "window.axed")
			t.Logf("%s: %v", what, eval[[]string](b, "axed"))
		}
		run("untrained")
		eval[bool](b, "document.getElementById('digits-counts').open = true")
		eval[bool](b, "(reached().focus(), clickReached())")
		b.eventually(loads, "document.querySelector('.one .large canvas') && document.querySelectorAll('#digits-counts td').length")
		run("a digit")
		b.screenshot("axe")
	}
}
