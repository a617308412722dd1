//go:build browser

package browsertest

import (
	"net/http"
	"testing"

	"digitlab/server/site"
)

const (
	compareSwitch = "Compare with a network trained on 60,000"
	ownTop        = "document.querySelector('[aria-labelledby=own-heading] .winner')?.innerText ?? ''"
	pretrainedTop = "document.querySelector('[aria-labelledby=reader-heading] .winner')?.innerText ?? ''"
)

// The pretrained network predicts a drawing beside the present network: before and after training, and without a network
// connection, after a reload that remembers the switch.
func TestBrowserCompare(t *testing.T) {
	t.Parallel()
	s := newSite(t, builtBundle(t))
	b := open(t, s, look{width: 1280, height: 900, language: "en-US"})
	b.eventually(loads, "byRole('button', 'Start training') && !byRole('button', 'Start training').disabled")
	if shown := eval[bool](b, "document.getElementById('reader-heading') !== null"); shown {
		t.Error("the comparison is shown before it is asked for")
	}
	b.draw(3)
	b.click("checkbox", compareSwitch)
	b.eventually(loads, "("+pretrainedTop+").startsWith('3')")
	b.eventually(loads, "document.querySelector('[aria-labelledby=own-heading]').innerText.includes('Not trained yet: this is a guess')")
	b.screenshot("untrained")

	b.click("radio", "Fastest")
	b.click("button", "Start training")
	b.says(loads, "Done: ")
	b.predicts(3)
	b.eventually(loads, "("+ownTop+").startsWith('3') && ("+pretrainedTop+").startsWith('3')")
	b.says(loads, "Both read 3.")
	b.says(loads, "trained here, on 1,005 digits, in ")
	b.screenshot("trained")
	b.click("button", "Clear")
	b.draw(7)
	b.eventually(loads, "("+pretrainedTop+").startsWith('7')")

	b.says(loads, offlineReady)
	s.stop()
	b.reload()
	b.eventually(loads, "byRole('checkbox', "+quote(compareSwitch)+")?.checked")
	b.draw(0)
	b.eventually(loads, "("+pretrainedTop+").startsWith('0')")
	b.click("checkbox", compareSwitch)
	b.eventually(loads, "document.getElementById('reader-heading') === null")
	b.noComplaints()
}

// If its file is missing or cut off, the page says so once, and everything else works.
func TestBrowserNoPretrained(t *testing.T) {
	t.Parallel()
	for name, how := range map[string]func(http.ResponseWriter, *http.Request, *site.File){"missing": missing, "cut": cut, "truncated": truncated} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			noPretrained(t, how)
		})
	}
}

func noPretrained(t *testing.T, how func(http.ResponseWriter, *http.Request, *site.File)) {
	c := newChanging(builtBundle(t))
	c.losing(how, "/web/data/reader.nn")
	b := open(t, newSite(t, c), look{width: 360, height: 800, language: "en-US"})
	b.click("checkbox", compareSwitch)
	b.draw(3)
	b.says(loads, "The network trained on 60,000 could not be loaded. All else works")
	b.screenshot("missing")
	b.click("radio", "Fastest")
	b.click("button", "Start training")
	b.says(loads, "Done: ")
	b.predicts(3)
	if told := eval[int](b, "document.body.innerText.split('could not be loaded').length - 1"); told != 1 {
		t.Errorf("the page says it %d times", told)
	}
}
