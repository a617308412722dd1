//go:build browser

package browsertest

import (
	"fmt"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
)

// The page's program is compiled in a worker, the page uses the trainer that page.js has started, and what is out of sight is made
// when it comes into sight: the charts with the view of a phone that has them, a panel with its tab.
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
		t.Errorf("%d charts in the view with the canvas", n)
	}
	if panels := eval[string](b, "[...document.querySelectorAll('.panel, .aside')].map((e) => e.className).join()"); panels != "" {
		t.Errorf("there are already %s", panels)
	}
	if n := eval[int](b, "document.querySelectorAll('*').length"); n > 700 {
		t.Errorf("the page has %d elements at first, want at most 700", n)
	}
	b.click("button", "Train")
	b.eventually(loads, "document.querySelectorAll('.curves .uplot').length === 2")
	b.click("button", "More")
	b.eventually(loads, "document.getElementById('offline').checkVisibility() && document.getElementById('offline').innerText === "+quote(offlineReady))
	for _, width := range []int64{360, 320} {
		call(b, emulation.SetDeviceMetricsOverride, emulation.SetDeviceMetricsOverrideParams{Width: width, Height: 740, DeviceScaleFactor: 1})
		b.eventually(loads, fmt.Sprintf("innerWidth === %d", width))
		if wide := eval[int](b, "document.documentElement.scrollWidth"); wide > int(width) {
			t.Errorf("the view with the panels is %d wide in a window of %d", wide, width)
		}
		b.screenshot(fmt.Sprint("more", width))
	}
	b.click("tab", "Seven methods")
	b.click("button", "Compare all seven")
	b.eventually(loads, "byRole('button', 'Cancel all')")
	b.noComplaints()
}
