//go:build browser

package browsertest

import (
	"fmt"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
)

// press sends a key to the element that has the focus.
func (b *browser) press(key string, code int64) {
	b.t.Helper()
	for _, kind := range []input.DispatchKeyEventType{input.DispatchKeyEventTypeRawKeyDown, input.DispatchKeyEventTypeKeyUp} {
		call(b, input.DispatchKeyEvent, input.DispatchKeyEventParams{Type: kind, Key: key, Code: key, WindowsVirtualKeyCode: code})
	}
}

// focused is the accessible name, or else the text, of the element that has the focus.
const focused = "(document.activeElement.getAttribute('aria-label') ?? document.activeElement.innerText)"

// The results of a run: the sentence, the confusion matrix by mouse and by keys, and the pictures of wrong predictions.
func TestBrowserResults(t *testing.T) {
	t.Parallel()
	b := open(t, newSite(t, builtBundle(t)), look{width: 1280, height: 900, language: "en-US"})
	b.openPanel("results")
	b.says(loads, "When a run is done, the results on the test digits appear here")
	b.trainFast("20")
	b.openPanel("results")
	b.eventually(loads, "document.querySelector('.tally').innerText.includes('of 540 test digits are read right: ' + document.body.innerText.match(/Done: ([0-9.]+)%/)[1])")
	t.Log(eval[string](b, "document.querySelector('.tally').innerText"))
	// The counts of the table are those of the sentence.
	b.eventually(loads, "[...document.querySelectorAll('.confusion button')].reduce((sum, e) => sum + Number(e.innerText), 0) === 540")
	b.eventually(loads, "document.querySelector('.tally').innerText.startsWith([...document.querySelectorAll('.confusion .hit')].reduce((sum, e) => sum + Number(e.innerText), 0) + ' of 540')")
	if names := eval[int](b, "document.querySelectorAll('.confusion th[scope=row], .confusion th[scope=col]').length"); names != 20 {
		t.Errorf("the matrix has %d headers, want 20", names)
	}
	// All wrong predictions are in the gallery, the most confident first, each with its picture.
	const wrong = "[...document.querySelectorAll('.gallery li')]"
	b.eventually(loads, wrong+".length > 0 && "+wrong+".every((e) => e.querySelector('canvas').getContext('2d').getImageData(0, 0, 8, 8).data.some((v) => v > 0))")
	if sorted := eval[bool](b, wrong+".map((e) => parseFloat(e.querySelector('.soft').innerText)).every((v, i, all) => i === 0 || all[i - 1] >= v)"); !sorted {
		t.Error("the most confident is not first")
	}
	b.screenshot("misread")

	begin := eval[float64](b, "performance.now()")
	cell := eval[string](b, "document.querySelector('.confusion .miss:not(.tint0)').getAttribute('aria-label')")
	b.click("button", cell)
	b.eventually(loads, "document.getElementById('chosen-heading').innerText.startsWith("+quote(cell)+")")
	b.eventually(loads, wrong+".every((e) => e.querySelector('span').innerText === "+quote(strings.Split(cell, ":")[0])+")")
	b.click("button", "All misread digits")
	b.eventually(loads, "document.getElementById('chosen-heading').innerText.startsWith('Misread digits: ')")

	// The arrow keys start at the opened cell, and Enter opens.
	b.eventually(loads, focused+" === "+quote(cell))
	b.press("Home", 36)
	b.press("PageUp", 33)
	b.eventually(loads, focused+".startsWith('0 read as 0: ')")
	b.press("ArrowDown", 40)
	b.press("ArrowRight", 39)
	b.eventually(loads, focused+".startsWith('1 read as 1: ')")
	if in := eval[int](b, "document.querySelectorAll('.confusion button[tabindex=\"0\"]').length"); in != 1 {
		t.Errorf("%d cells are in the order of the Tab key, want 1", in)
	}
	b.do(chromedp.KeyEvent("\r"))
	b.eventually(loads, "document.getElementById('chosen-heading').innerText.startsWith('1 read as 1: ')")
	b.eventually(loads, wrong+".length === 24")
	more := eval[string](b, "document.querySelector('.gallery button').innerText")
	b.click("button", more)
	b.eventually(loads, wrong+".length > 24")
	b.eventually(loads, wrong+".every((e) => e.querySelector('canvas').getContext('2d').getImageData(0, 0, 8, 8).data.some((v) => v > 0))")
	tasks := eval[[][]float64](b, fmt.Sprintf("longTasks.filter(([at]) => at >= %f)", begin))
	t.Logf("tasks of the page over 50 ms while cells were opened: %v", tasks)
	b.screenshot("cell")

	// The open cell is still open when the panel was closed in between.
	b.openPanel("runs")
	b.openPanel("results")
	b.eventually(loads, "document.getElementById('chosen-heading').innerText.startsWith('1 read as 1: ')")
	b.eventually(loads, "byRole('button', 'All misread digits').checkVisibility({visibilityProperty: true})")

	// A new run has no results until it is done.
	b.click("button", "Reset")
	b.says(loads, "When a run is done, the results on the test digits appear here")
	b.noComplaints()
}
