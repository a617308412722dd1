//go:build browser

package browsertest

import "testing"

// An ensemble with a falling rate is trained, paused, stored and opened again like any run.
func TestBrowserEnsemble(t *testing.T) {
	t.Parallel()
	b := open(t, newSite(t, builtBundle(t)), look{width: 1280, height: 900, language: "en-US"})
	b.ready()
	b.pick("Preset", "Three deep CNNs")
	b.openPanel("layers")
	b.eventually(loads, total+" === '6,600 × 3'")
	b.says(loads, "6,600 × 3 parameters in all")
	b.openPanel("settings")
	b.shows("Networks (ensemble)", "3")
	b.shows("Learning rate over time", "Falling (cosine)")
	b.enter("Epochs", "4")
	const settings = "epochs=4&rate=0.003&schedule=cosine&members=3&augmentation=strokes" +
		"&layers=conv10x3-bn-conv20x3-bn-maxpool2-flatten-dropout0.25-dense50"
	b.hash(settings + "&panel=settings")
	b.click("button", "Step")
	b.says(loads, "Paused after epoch 1 of 4")
	b.says(loads, "Falls from 0.003 to 0 at the end")
	b.fastest()
	b.click("button", "Resume")
	b.says(loads, "Done: ")
	accuracy := b.accuracy()
	if accuracy < 80 || accuracy == 100 {
		t.Errorf("%v%% on the test digits", accuracy)
	}
	b.openPanel("runs")
	b.eventually(loads, "[...document.querySelectorAll('.runs td')].some(c => c.innerText === '4/4')")
	b.screenshot("ensemble")
	b.reload()
	b.says(loads, "Done: ")
	b.openPanel("settings")
	b.shows("Networks (ensemble)", "3")
	b.openPanel("layers")
	b.eventually(loads, total+" === '6,600 × 3'")
	if again := b.accuracy(); again != accuracy {
		t.Errorf("%v%% after a reload, %v%% before", again, accuracy)
	}
	b.noComplaints()
}
