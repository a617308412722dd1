//go:build browser

package browsertest

import (
	"fmt"
	"testing"
	"time"
)

// tally is what the wall says of itself.
const tally = "document.querySelector('.all-digits .tally').innerText"

// option chooses an option of a select element by its label.
func (b *browser) option(label, option string) {
	b.t.Helper()
	b.eventually(loads, fmt.Sprintf(`(() => {
		const select = [...document.querySelectorAll('select')].find((e) => (e.getAttribute('aria-label') ?? e.labels[0]?.innerText) === %s);
		const option = select && [...select.options].find((e) => e.innerText === %s);
		if (!option) return false;
		select.value = option.value;
		select.dispatchEvent(new Event('change', {bubbles: true}));
		return true;
	})()`, quote(label), quote(option)))
}

// looks takes the pictures of a look.
func TestBrowserDigitsLook(t *testing.T) {
	for name, l := range map[string]look{"light": {width: 1280, height: 720, language: "en-US"}, "dark": {width: 1280, height: 720, language: "en-US", dark: true},
		"phone": {width: 360, height: 640, language: "ko-KR", touch: true}} {
		b := open(t, newSite(t, builtBundle(t)), l)
		if l.language == "ko-KR" {
			b.eventually(loads, "byRole('button', '한 에포크') && !byRole('button', '한 에포크').disabled")
			b.click("button", "한 에포크")
			time.Sleep(time.Second)
			b.openPanel("all-digits")
			b.eventually(loads, tally+".includes('맞혔')")
			time.Sleep(time.Second)
			b.screenshot(name + "-label")
			b.option("묶기", "레이블 × 예측")
			time.Sleep(time.Second)
			b.screenshot(name + "-both")
			continue
		}
		b.openPanel("all-digits")
		b.eventually(loads, tally+".includes('guesses')")
		b.screenshot(name + "-untrained")
		b.trainFast("20")
		b.openPanel("all-digits")
		b.eventually(loads, tally+".includes('Epoch 20:')")
		time.Sleep(time.Second)
		b.screenshot(name + "-label")
		b.option("Group by", "Label × prediction")
		b.option("Sort by", "Highest loss first")
		eval[bool](b, "(document.querySelector('.suspects .thumb').click(), true)")
		time.Sleep(time.Second)
		b.screenshot(name + "-both")
		b.option("Group by", "Nothing")
		b.option("Colour", "Label")
		time.Sleep(time.Second)
		b.screenshot(name + "-none")
	}
}
