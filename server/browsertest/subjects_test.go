//go:build browser

package browsertest

import (
	"fmt"
	"slices"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// The network looks at other digits of the data, at wrong ones and at means, by mouse and by keyboard, and nothing moves; the arithmetic and
// the step of learning are of the same picture.
func TestBrowserSubjects(t *testing.T) {
	t.Parallel()
	b := open(t, newSite(t, builtBundle(t)), look{width: 1280, height: 720, language: "en-US"})
	b.eventually(loads, complete)
	b.eventually(loads, "document.getElementById('inside-said').innerText.startsWith('Digit 7 of the data, untrained')")
	eval[bool](b, insideHelpers+unitHelpers)
	places := b.places()
	same := func(when string) {
		t.Helper()
		if now := b.places(); !slices.Equal(now, places) {
			t.Errorf("%s something has moved", when)
		}
	}
	first := b.painted()
	b.click("button", "Digit 7 of the data")
	b.eventually(loads, fmt.Sprintf("atWork() !== %.0f && insideSays().startsWith('Digit 7 of the data')", first))
	b.click("button", "Previous 7 of the data")
	b.eventually(loads, fmt.Sprintf("atWork() === %.0f", first))
	b.click("button", "Next 7 of the data")
	b.eventually(loads, fmt.Sprintf("atWork() !== %.0f", first))
	b.click("button", "Mean of all training digits that are a 7")
	b.eventually(loads, "insideSays().startsWith('The mean 7, untrained: it guesses ') && pressed('Mean of all training digits that are a 7')")
	same("with a mean")

	b.fastest()
	b.click("button", "Start training")
	b.says(loads, "Done: ")
	b.eventually(loads, "insideSays().startsWith('The mean 7, epoch 100: it predicts 7 (')")
	b.screenshot("mean")
	b.click("button", "Digit 1 of the data")
	b.eventually(loads, "insideSays().startsWith('The mean 1, epoch 100: it predicts 1 (')")
	b.click("button", "One unit")
	b.eventually(loads, "grids().length === 3")
	b.click("button", "One step of learning")
	b.eventually(loads, "document.getElementById('unit-figure').innerText.includes('Loss on this 1')")
	b.click("button", "Forward")

	// By keyboard: the wrong ones, one after the other, each of which is predicted as another digit than it is.
	eval[bool](b, "(document.getElementById('inside-wrong').focus(), true)")
	seen := map[string]bool{}
	for range 3 {
		before := eval[string](b, "insideSays()")
		b.do(chromedp.KeyEvent(kb.Enter))
		b.eventually(loads, "insideSays() !== "+quote(before)+" && insideSays().startsWith('Digit ')")
		said := eval[string](b, "insideSays()")
		var label, epoch, predicted int
		if n, err := fmt.Sscanf(said, "Digit %d of the data, epoch %d: it predicts %d", &label, &epoch, &predicted); n != 3 || label == predicted {
			t.Errorf("wrong is %q (%v)", said, err)
		}
		seen[said] = true
		if !eval[bool](b, fmt.Sprintf("pressed('Digit %d of the data') && document.activeElement.id === 'inside-wrong'", label)) {
			t.Errorf("with %q another digit is pressed, or the focus has gone", said)
		}
		b.eventually(loads, "grids().length === 3 && unitSays().startsWith('Conv2D')")
		b.addUpProducts()
	}
	b.screenshot("wrong")
	if len(seen) < 2 {
		t.Errorf("wrong are %v", seen)
	}
	same("with wrong digits")
	b.noComplaints()
}

// Of an ensemble each network can be looked at, and learns; where the place is narrow and dark the choice is in reach too.
func TestBrowserMembers(t *testing.T) {
	t.Parallel()
	b := open(t, newSite(t, builtBundle(t)), look{width: 1024, height: 768, language: "en-US", dark: true})
	b.eventually(loads, complete)
	eval[bool](b, insideHelpers+unitHelpers)
	if eval[bool](b, "Boolean(document.getElementById('inside-member'))") {
		t.Error("a network alone has members")
	}
	b.visit(b.site.url() + "#members=3&epochs=2")
	b.reload()
	b.eventually(loads, complete+" && document.getElementById('inside-member')?.options.length === 3")
	eval[bool](b, insideHelpers+unitHelpers)
	b.eventually(loads, "insideSays().startsWith('Digit 7 of the data') && drawnPixels() > 1000")
	places := b.places()
	pictures := map[float64]bool{b.painted(): true}
	for member := range 2 {
		last := eval[float64](b, "atWork()")
		b.change("inside-member", member+1)
		b.eventually(loads, fmt.Sprintf("atWork() !== %.0f", last))
		pictures[eval[float64](b, "atWork()")] = true
	}
	if len(pictures) != 3 {
		t.Errorf("three networks give %d pictures", len(pictures))
	}
	b.click("button", "One unit")
	b.eventually(loads, "grids().length === 3")
	eval[bool](b, "(document.querySelectorAll('.unit .ways button')[1].click(), true)")
	b.eventually(loads, "document.getElementById('lesson-take') && equation().length === 2")
	third := eval[[]float64](b, "equation()")
	b.screenshot("third")
	b.change("inside-member", 0)
	b.eventually(loads, fmt.Sprintf("equation().length === 2 && equation()[0] !== %v", third[0]))
	if now := b.places(); !slices.Equal(now, places) {
		t.Error("with another network something has moved")
	}
	b.noComplaints()
}

// change chooses an option of a select, as a person does.
func (b *browser) change(id string, option int) {
	b.t.Helper()
	eval[bool](b, fmt.Sprintf("(() => { const s = document.getElementById(%q); s.value = '%d'; return s.dispatchEvent(new Event('change', { bubbles: true })) })()", id, option))
}

// On a phone all of the choice is in reach, and nothing of it is outside the window.
func TestBrowserSubjectsOnAPhone(t *testing.T) {
	t.Parallel()
	b := open(t, newSite(t, builtBundle(t)), look{width: 360, height: 640, language: "en-US", touch: true, dark: true})
	b.eventually(loads, complete)
	eval[bool](b, "(document.querySelectorAll('nav.views button')[2].click(), true)")
	b.eventually(loads, "document.getElementById('inside-wrong').getBoundingClientRect().height >= 44")
	eval[bool](b, insideHelpers)
	for _, id := range []string{"inside-before", "inside-after", "inside-mean", "inside-wrong"} {
		eval[bool](b, fmt.Sprintf("(document.getElementById(%q).focus(), true)", id))
		b.eventually(loads, fmt.Sprintf("(() => { const r = document.getElementById(%q).getBoundingClientRect(); return r.left >= 0 && r.right <= innerWidth && r.top >= 0 && r.bottom <= innerHeight })()", id))
	}
	b.click("button", "Mean of all training digits that are a 7")
	b.eventually(loads, "insideSays().startsWith('The mean 7')")
	b.screenshot("phone")
	if wide := eval[float64](b, "document.documentElement.scrollWidth"); wide > 360 {
		t.Errorf("the page is %v wide", wide)
	}
	b.noComplaints()
}

// Networks at the limits: each layer's unit has a picture and a word, forward and backward, and the keyboard reaches the last column.
func TestBrowserNetworksAtTheLimits(t *testing.T) {
	const ones = "conv4x1-conv4x1-conv4x1-conv4x1-conv4x1-conv4x1-conv4x1-conv4x1-conv4x1-conv4x1-conv4x1-conv4x1-conv4x1-conv4x1-conv4x1-flatten"
	for name, test := range map[string]struct {
		fragment string
		layers   int
		train    string // what the page says after a run; empty: there is none
	}{
		"one layer": {"layers=flatten&epochs=1", 2, "Done: "},
		"sixteen":   {"layers=" + ones + "&epochs=1", 17, ""},
		"wide":      {"layers=conv200x3-maxpool2-flatten-dense200", 5, ""},
		"1×1 maps":  {"layers=conv4x8-bn-maxpool1-avgpool1-gap-dropout0.5-dense3", 8, ""},
		"dead":      {"layers=conv4x3-flatten-dense8&optimizer=sgd&rate=1&epochs=1", 4, "Done: "},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := open(t, newSite(t, builtBundle(t)), look{width: 1280, height: 720, language: "en-US"})
			b.visit(b.site.url() + "#" + test.fragment)
			b.reload()
			b.eventually(loads, complete+fmt.Sprintf(" && document.querySelectorAll('.inside .column').length === %d", test.layers+1))
			eval[bool](b, insideHelpers+unitHelpers)
			b.eventually(loads, "insideSays().startsWith('Digit 7 of the data') && drawnPixels() > 100")
			if test.train != "" {
				b.fastest()
				b.click("button", "Start training")
				b.says(loads, test.train)
			}
			b.click("button", "One unit")
			for _, way := range []string{"Forward", "One step of learning"} {
				b.click("button", way)
				for layer := range test.layers {
					b.change("unit-layer", layer)
					b.eventually(loads, fmt.Sprintf("document.getElementById('unit-layer').value === '%d' && document.getElementById('unit-figure').innerText.trim() !== '' &&"+
						" !document.getElementById('unit-figure').innerText.includes('Here you will see')", layer))
				}
			}
			b.click("button", "What it looks for")
			for layer := range test.layers {
				b.change("unit-layer", layer)
				b.eventually(loads, fmt.Sprintf("document.getElementById('unit-layer').value === '%d' && document.querySelectorAll('#unit-filters .patches li').length === 18 &&"+
					" document.getElementById('made-read') && !document.getElementById('projected-said').innerText.includes('Here you will see')", layer))
			}
			if eval[bool](b, "(() => { const s = document.querySelector('.inside-scroll'); return s.scrollWidth > s.clientWidth })()") {
				eval[bool](b, "(document.querySelector('.inside-scroll').focus(), document.activeElement.className === 'inside-scroll')")
				for range 60 {
					b.do(chromedp.KeyEvent(kb.ArrowRight))
				}
				b.eventually(loads, "(() => { const s = document.querySelector('.inside-scroll'); return s.scrollLeft + s.clientWidth >= s.scrollWidth - 2 })()")
			}
			b.screenshot(name)
			b.noComplaints()
		})
	}
}
