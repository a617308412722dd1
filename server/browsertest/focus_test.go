//go:build browser

package browsertest

import (
	"fmt"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// What has the focus is not behind the row of controls, nor behind a phone's bar: neither a tab when it has opened its panel, nor a
// field that the Tab key reaches, forth and back.
func TestBrowserFocusIsSeen(t *testing.T) {
	t.Parallel()
	s := newSite(t, builtBundle(t))
	for _, width := range []int64{320, 360, 700, 1024} {
		t.Run(fmt.Sprint(width), func(t *testing.T) {
			t.Parallel()
			b := open(t, s, look{width: width, height: 740, language: "en-US"})
			b.ready()
			b.openPanel("settings")
			const covered = `((e) => { const r = e.getBoundingClientRect(), x = r.x + r.width / 2, seen = (y) => e.contains(document.elementFromPoint(x, y));
				return seen(r.top + 2) && seen(r.bottom - 2) ? '' : (e.id || e.innerText) + ' from ' + Math.round(r.top) + ' to ' + Math.round(r.bottom) })`
			b.eventually(loads, covered+"(document.getElementById('tab-settings')) === ''")
			eval[bool](b, "(document.getElementById('tab-settings').focus(), true)")
			for _, modifiers := range []chromedp.KeyOption{chromedp.KeyModifiers(0), chromedp.KeyModifiers(8)} { // 8 is Shift
				for range 12 {
					b.do(chromedp.KeyEvent(kb.Tab, modifiers))
					if at := eval[string](b, covered+"(document.activeElement)"); at != "" {
						t.Errorf("covered: %s", at)
					}
				}
			}
			if last := eval[string](b, "document.activeElement.id"); last != "tab-settings" {
				t.Errorf("the focus came back to %q", last)
			}
		})
	}
}
