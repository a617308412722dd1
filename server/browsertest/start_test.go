//go:build browser

package browsertest

import (
	"strings"
	"testing"
)

// The page's program is compiled in a worker, the page uses the trainer that page.js has started, and what is far below the screen
// of a phone is drawn when it comes near.
func TestBrowserStart(t *testing.T) {
	t.Parallel()
	b := open(t, newSite(t, builtBundle(t)), look{width: 360, height: 740, language: "en-US"})
	b.eventually(loads, "byRole('button', 'Start training') && !byRole('button', 'Start training').disabled")
	b.eventually(loads, "document.documentElement.dataset.complete !== undefined")
	for _, name := range eval[[]string](b, "performance.getEntriesByType('resource').map((e) => e.name)") {
		if strings.Contains(name, "/app.wasm") {
			t.Errorf("the page has fetched %s itself", name)
		}
	}
	if n := eval[int](b, "workers.length"); n != 1 {
		t.Errorf("%d trainers were started, want 1", n)
	}
	if n := eval[int](b, "document.querySelectorAll('.uplot').length"); n != 0 {
		t.Errorf("%d charts far below the screen", n)
	}
	eval[bool](b, "(document.querySelector('.curves').scrollIntoView(), true)")
	b.eventually(loads, "document.querySelectorAll('.curves .uplot').length === 2")
	b.click("button", "Compare all seven")
	b.eventually(loads, "byRole('button', 'Cancel all')")
	b.noComplaints()
}
