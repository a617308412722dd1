//go:build browser

package main

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

// pick chooses an option of a select by what is written on it.
func (b *browser) pick(id, option string) {
	b.t.Helper()
	b.eventually(loads, fmt.Sprintf("document.getElementById(%s) && !document.getElementById(%[1]s).disabled", quote(id)))
	if !eval[bool](b, fmt.Sprintf(`(() => { const s = document.getElementById(%s); const i = [...s.options].findIndex((o) => o.text === %s);
		s.selectedIndex = i; s.dispatchEvent(new Event('change')); return i >= 0 })()`, quote(id), quote(option))) {
		b.t.Fatalf("%s has no option %q", id, option)
	}
}

// layers is what the titles of the editor's cards say.
const layers = "[...document.querySelectorAll('.stack strong')].map((e) => e.innerText).join(' ')"

// fragment is the fragment in the address.
func (b *browser) fragment() string { return strings.TrimPrefix(eval[string](b, "location.hash"), "#") }

func TestBrowserControlsPictures(t *testing.T) {
	s := newSite(t, builtBundle(t))
	for _, l := range []look{
		{width: 1280, height: 900, language: "en-US"}, {width: 768, height: 1000, language: "ko-KR", dark: true},
		{width: 360, height: 740, language: "en-US", touch: true}, {width: 360, height: 740, language: "ko-KR", touch: true, dark: true},
		{width: 1280, height: 900, language: "ko-KR"},
	} {
		b := open(t, s, l)
		b.eventually(loads, "document.getElementById('play') && !document.getElementById('play').disabled")
		name := fmt.Sprintf("%d-%s", l.width, l.language)
		b.screenshot(name + "-ready")
		eval[bool](b, "(document.querySelector('.more').open = true, true)")
		b.fill("setting-batch", "1400", true)
		b.fill("setting-l2", "2", true)
		eval[bool](b, "(document.getElementById('layer-2-remove').click(), true)")
		b.eventually(10*time.Second, "document.querySelector('.layer.wrong')")
		time.Sleep(300 * time.Millisecond)
		b.screenshot(name + "-wrong")
		if width := eval[int](b, "document.documentElement.scrollWidth"); width > int(l.width) {
			t.Errorf("the page is %d wide in a window of %d", width, l.width)
		}
		b.noComplaints()
	}
}
