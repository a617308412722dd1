//go:build browser

package browsertest

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"digitlab/nn32/drawing/strokes"
)

const (
	thumbs = "document.querySelectorAll('.thumb').length"
	// handwriting is the sentence of the results about the person's own digits.
	handwriting   = "document.querySelectorAll('.results .tally')[1].innerText"
	fineTunedText = "[...document.querySelectorAll('.taught')].map((e) => e.innerText).join(' ')"
)

// tallied waits until the results say something about the person's own digits, and goes back to the panel of these.
func (b *browser) tallied(holds string) {
	b.t.Helper()
	b.openPanel("results")
	b.eventually(loads, holds)
	b.openPanel("handwriting")
}

// hand returns a digit as a made-up person draws it.
func hand(digit int, rng *rand.Rand) []strokes.Stroke { return strokes.Vary(strokes.Plain(digit), rng) }

// drawTen draws the ten digits, and adds them by the button and by the Enter key in turn.
func (b *browser) drawTen(begin string, rng *rand.Rand) {
	b.t.Helper()
	b.click("button", begin)
	for digit := range 10 {
		b.eventually(loads, fmt.Sprintf("/^Draw an? %d$/.test(document.getElementById('mine-prompt')?.innerText) && document.body.innerText.includes('%d of 10')", digit, digit+1))
		b.mouse(b.onSheet("mine-canvas", hand(digit, rng)))
		b.eventually(loads, "document.querySelector('.paper.small .prompt').classList.contains('invisible')")
		if digit%2 == 0 {
			b.click("button", "Keep, next")
			continue
		}
		eval[bool](b, "(document.getElementById('mine-canvas').focus(), true)")
		b.do(chromedp.KeyEvent("\r"))
	}
	b.eventually(loads, "document.getElementById('mine-begin')")
}

// The whole journey: ten digits are drawn and predicted, the network is fine-tuned with them, the results before and after are
// shown, and the digits are managed.
func TestBrowserHandwriting(t *testing.T) {
	t.Parallel()
	b := open(t, newSite(t, builtBundle(t)), look{width: 1280, height: 900, language: "en-US"})
	b.trainFast("20")
	eval[bool](b, curvesHelpers) // it collects what is saved
	b.tallied(handwriting + ".startsWith('Your handwriting: draw 0 to 9')")
	b.eventually(loads, "document.getElementById('teach')")

	// An empty drawing is not added. A stroke can be undone, and so can a digit.
	rng := rand.New(rand.NewPCG(5, 5))
	b.click("button", "Draw 0 to 9")
	b.eventually(loads, "document.activeElement.id === 'mine-canvas'")
	b.click("button", "Keep, next")
	b.says(loads, "Draw a 0 first, or skip it.")
	b.mouse(b.onSheet("mine-canvas", hand(0, rng)))
	b.click("button", "Keep, next")
	b.says(loads, "Draw a 1")
	b.eventually(loads, thumbs+" === 1")
	b.click("button", "Undo: My handwriting")
	b.says(loads, "Draw a 0")
	b.eventually(loads, thumbs+" === 0")
	// The round goes on, with what is drawn, when the panel was closed in between.
	drawn := eval[string](b, seen("mine-canvas"))
	b.openPanel("runs")
	b.openPanel("handwriting")
	b.eventually(loads, seen("mine-canvas")+" === "+quote(drawn))
	b.says(loads, "Draw a 0")
	b.screenshot("round")
	b.click("button", "Skip")
	b.says(loads, "Draw a 1")
	b.click("button", "Stop")
	b.says(loads, "Added to your handwriting: 0 digits.")

	b.drawTen("Draw 0 to 9", rng)
	b.eventually(loads, thumbs+" === 10 && document.querySelectorAll('.thumb span').length === 10")
	b.tallied("/^Your handwriting: [0-9]+ of 10 /.test(window.tallied = " + handwriting + ")")
	b.eventually(loads, "Number(tallied.match(/[0-9]+/)[0]) === [...document.querySelectorAll('.thumb span')].filter((e) => e.innerText.startsWith('✓')).length")
	t.Log(eval[string](b, "tallied"))

	// With one sample of each digit, nothing is claimed about samples that were not used for fine-tuning.
	b.click("button", "Add my digits and train again")
	b.eventually(loads, fineTunedText+".includes('Still missing: 1 of the digit 0, 1 of the digit 1, 1 of the digit 2')")
	b.tallied(handwriting + ".includes('This network was taught your digits')")
	t.Log(eval[string](b, fineTunedText))

	b.drawTen("Draw ten more", rng)
	b.eventually(loads, thumbs+" === 20")
	b.tallied(handwriting + ".includes(' of 20 ')")
	b.click("button", "Add my digits and train again")
	b.eventually(loads, `/digits that it was not taught: [0-9.]+% before → [0-9.]+% after. Test digits: [0-9.]+% before → [0-9.]+% after/.test(`+fineTunedText+")")
	t.Log(eval[string](b, fineTunedText))
	b.screenshot("taught")
	b.openPanel("runs")
	b.eventually(loads, rowCount+" === 3")
	b.eventually(loads, "document.querySelector('.stored tbody tr').innerText.includes('taught by you: 20 digits')")
	b.openPanel("handwriting")

	// The digit of a sample is changed; a sample is deleted and restored.
	b.eventually(loads, "document.querySelectorAll('[aria-labelledby=mine-digit-3] .thumb').length === 2")
	eval[bool](b, "(document.querySelector('[aria-labelledby=mine-digit-3] .thumb').click(), true)")
	b.click("button", "It is an 8")
	b.eventually(loads, "document.querySelectorAll('[aria-labelledby=mine-digit-3] .thumb').length === 1 && document.querySelectorAll('[aria-labelledby=mine-digit-8] .thumb').length === 3")
	b.eventually(loads, "document.activeElement.id === 'mine-is-8'")
	b.click("button", "It is a 3")
	b.eventually(loads, "document.querySelectorAll('[aria-labelledby=mine-digit-3] .thumb').length === 2")
	b.screenshot("chosen")
	b.click("button", "Delete it")
	b.eventually(loads, thumbs+" === 19 && document.activeElement.id === 'mine-undelete'")
	b.click("button", "Bring back")
	b.eventually(loads, thumbs+" === 20")

	b.click("button", "Export as a file")
	file := string(b.savedFile("handwriting", "json"))
	b.keep("digitlab-handwriting.json", []byte(file))
	var content struct {
		Version int
		Samples []struct{ Digit int }
	}
	if err := json.Unmarshal([]byte(file), &content); err != nil || content.Version != 1 || len(content.Samples) != 20 {
		t.Errorf("exported version %d with %d samples, %v", content.Version, len(content.Samples), err)
	}

	// The samples are there after a reload, and so is the note that this network was fine-tuned.
	b.reload()
	b.eventually(loads, thumbs+" === 20") // the panel is still open
	b.tallied(handwriting + ".includes('This network was taught your digits')")
	b.click("button", "Delete all")
	b.eventually(loads, thumbs+" === 0")
	b.tallied(handwriting + ".startsWith('Your handwriting: draw 0 to 9')")
	b.choose("mine-file", "a.json", []byte(file))
	b.eventually(loads, thumbs+" === 20")
	b.choose("mine-file", "b.json", []byte(file))
	b.says(loads, "Added from the file: 0 digits. Here already: 20.")
	for content, said := range map[string]string{
		"<script>alert(1)</script>": "The file is not JSON",
		`{"runs":[]}`:               "no handwriting in it",
		strings.Replace(file, `"version":1`, `"version":9`, 1): "newer version",
		strings.Replace(file, "[[[", `[[["<img src=x>",`, 1):   "Digit number 1 of the file has a place",
	} {
		b.choose("mine-file", "<img src=x onerror=alert(1)>.json", []byte(content))
		b.eventually(loads, "document.getElementById('mine-problem')?.innerText.includes("+quote(said)+")")
		b.eventually(loads, thumbs+" === 20")
	}

	// A tap makes a sample of the drawing; another tap removes it.
	b.draw(3)
	b.openAside("why")
	b.eventually(loads, "!document.querySelector('.it-was').classList.contains('invisible')")
	b.click("button", "It was a 3")
	b.eventually(loads, thumbs+" === 21 && document.getElementById('it-was-3').getAttribute('aria-pressed') === 'true'")
	b.says(loads, "Added to your handwriting as a 3.")
	b.screenshot("it-was")
	b.click("button", "It was a 5")
	b.eventually(loads, thumbs+" === 21 && document.getElementById('it-was-5').getAttribute('aria-pressed') === 'true'")
	b.click("button", "It was a 5")
	b.eventually(loads, thumbs+" === 20")
	b.noComplaints()
}

// Damaged storage, and full storage: the page reports it and goes on.
func TestBrowserHandwritingStorage(t *testing.T) {
	t.Parallel()
	b := open(t, newSite(t, builtBundle(t)), look{width: 1280, height: 900, language: "en-US"})
	b.ready()
	eval[bool](b, "(localStorage.setItem('digitlab.handwriting', '{\"kind\":\"handwriting\",\"version\":1,\"samples\":[{'), true)")
	b.reload()
	b.says(loads, "damaged and could not be read") // although the panel is not open
	b.openPanel("handwriting")
	b.eventually(loads, "document.getElementById('mine-trouble')?.innerText.includes('damaged and could not be read')")
	b.drawTen("Draw 0 to 9", rand.New(rand.NewPCG(1, 1)))
	b.eventually(loads, thumbs+" === 10 && !document.getElementById('mine-trouble')")
	eval[bool](b, `(() => { let s = 'x'.repeat(1 << 20); for (let i = 0; s.length > 0; i++) { try { localStorage.setItem('fill' + i, s) } catch { s = s.slice(s.length / 2 + 1) } } return true })()`)
	b.drawTen("Draw ten more", rand.New(rand.NewPCG(2, 2)))
	b.eventually(loads, thumbs+" === 20")
	b.says(loads, "The browser has no room left for your digits")
	b.openPanel("runs")
	b.says(loads, "The browser has no room left for your digits")
	b.openPanel("handwriting")
	b.noComplaints()

	// Another tab has the samples that were stored last, and follows changes.
	eval[bool](b, "(Object.keys(localStorage).filter((k) => k.startsWith('fill')).forEach((k) => localStorage.removeItem(k)), true)")
	tab := b.newTab()
	tab.do(chromedp.Navigate(b.site.url()))
	tab.openPanel("handwriting")
	tab.eventually(loads, thumbs+" === 10")
	eval[bool](b, "(document.querySelector('.thumb').click(), true)")
	b.click("button", "Delete it")
	tab.eventually(loads, thumbs+" === 19")
	tab.noComplaints()
}

// The look of the card.
func TestBrowserHandwritingLooks(t *testing.T) {
	t.Parallel()
	site := newSite(t, builtBundle(t))
	for _, l := range runLooks {
		t.Run(fmt.Sprintf("%d-%s-%v", l.width, l.language, l.dark), func(t *testing.T) {
			t.Parallel()
			b := open(t, site, l)
			b.ready()
			var samples []string
			rng := rand.New(rand.NewPCG(9, 9))
			for i := range 36 {
				drawn, err := json.Marshal(rounded(hand(i%10, rng)))
				if err != nil {
					t.Fatal(err)
				}
				samples = append(samples, fmt.Sprintf(`{"digit":%d,"strokes":%s}`, i%10, drawn))
			}
			b.openPanel("handwriting")
			b.choose("mine-file", "a.json", []byte(`{"kind":"handwriting","version":1,"samples":[`+strings.Join(samples, ",")+`]}`))
			b.openPanel("settings")
			b.fill("setting-epochs", "10", true)
			eval[bool](b, "(document.getElementById('play').click(), true)")
			b.tallied("document.querySelector('.confusion button')")
			eval[bool](b, "(document.querySelector('.thumb').click(), true)")
			b.eventually(loads, "document.querySelector('.mine-chosen')")
			eval[bool](b, "(document.getElementById('mine-begin').click(), true)")
			b.eventually(loads, "document.getElementById('mine-canvas')")
			b.mouse(b.onSheet("mine-canvas", hand(0, rng)))
			eval[bool](b, "(document.getElementById('teach').click(), true)")
			b.eventually(loads, "document.querySelectorAll('.taught').length === 2")
			fits := func(what string) {
				t.Helper()
				time.Sleep(300 * time.Millisecond)
				b.screenshot(what)
				if width := eval[int](b, "document.documentElement.scrollWidth"); width > int(l.width) {
					t.Errorf("with the %s the page is %d wide in a window of %d", what, width, l.width)
				}
			}
			fits("panel")
			b.view(drawView)
			b.draw(5)
			b.openAside("why")
			b.eventually(loads, "!document.querySelector('.it-was').classList.contains('invisible')")
			fits("aside")
			b.noComplaints()
		})
	}
}

// rounded returns strokes in the form of a file.
func rounded(drawn []strokes.Stroke) (out [][][2]float64) {
	for _, s := range drawn {
		var path [][2]float64
		for _, p := range s {
			path = append(path, [2]float64{p.X, p.Y})
		}
		out = append(out, path)
	}
	return out
}
