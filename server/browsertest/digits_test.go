//go:build browser

package browsertest

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

// option chooses an option of a select element by its label.
func (b *browser) option(label, option string) {
	b.t.Helper()
	b.eventually(loads, fmt.Sprintf(`(() => {
		const select = [...document.querySelectorAll('select')].find((e) => (e.getAttribute('aria-label') ?? e.labels[0]?.innerText) === %s);
		const option = select && [...select.options].find((e) => e.innerText === %s);
		if (!option) return false;
		select.value = option.value;
		select.dispatchEvent(new Event('change', {bubbles: true}));
		window.framesSince = 0; // the wall is laid out again in one of the next frames
		(function count() { if (++framesSince < 10) requestAnimationFrame(count) })();
		return true;
	})()`, quote(label), quote(option)))
	b.eventually(loads, "framesSince === 10")
}

// digitHelpers read the wall, and time it: from what the time machine asks to the picture that shows its digits.
const digitHelpers = `
window.tally = () => document.querySelector('.all-digits .tally')?.innerText ?? '';
window.reached = () => document.querySelector('#digits-grid [tabindex="0"]');
window.countsOf = (selector) => [...document.querySelectorAll('#digits-counts ' + selector)].map((e) => Number(e.innerText.replace(',', '')));
window.clickReached = () => { // clicks the canvas where the keyboard's digit is
  const r = reached().getBoundingClientRect();
  document.getElementById('digits-canvas').dispatchEvent(new MouseEvent('click', { clientX: r.left + r.width / 2, clientY: r.top + r.height / 2, bubbles: true }));
  return true;
};
window.paintedOf = (id) => { // the opacities of a picture, as one string
  const c = typeof id === 'string' ? document.querySelector(id) : id;
  return [...c.getContext('2d').getImageData(0, 0, c.width, c.height).data].filter((v, i) => i % 4 === 3).join();
};
window.regrouped = []; // milliseconds
window.readTimes = [];
let asked = 0, read = 0;
workers.forEach((w) => {
  const post = w.postMessage;
  w.postMessage = function (data, transfer) {
    if (data instanceof ArrayBuffer && new Uint8Array(data)[1] === 30) { asked = performance.now(); read = 0; }
    post.call(this, data, transfer);
  };
  w.addEventListener('message', (e) => {
    if (e.data instanceof ArrayBuffer && new Uint8Array(e.data)[1] === 43 && asked) { read = performance.now(); readTimes.push(read - asked); }
  });
});
const put = CanvasRenderingContext2D.prototype.putImageData;
CanvasRenderingContext2D.prototype.putImageData = function (...args) {
  put.apply(this, args);
  if (this.canvas.id === 'digits-canvas' && read) {
    regrouped.push(performance.now() - asked);
    asked = read = 0;
  }
};
true
`

// All digits of the data: before the training and after it, in groups, at another moment; one of them looked at, inside, and drawn over.
func TestBrowserAllDigits(t *testing.T) {
	t.Parallel()
	b := open(t, newSite(t, builtBundle(t)), look{width: 1280, height: 900, language: "en-US"})
	b.eventually(loads, complete)
	eval[bool](b, digitHelpers)
	b.openPanel("all-digits")
	b.eventually(loads, "tally().startsWith('Untrained, so these are guesses: 1,797 of 1,797 digits are shown; ')")
	b.trainFast("20")
	b.openPanel("all-digits")
	b.eventually(loads, "tally().startsWith('Epoch 20: 1,797 of 1,797 digits are shown; ')")
	b.screenshot("labels")

	// A confusion matrix made of pictures, and in numbers.
	b.option("Group by", "Label × prediction")
	eval[bool](b, "(document.getElementById('digits-counts').open = true)")
	b.eventually(loads, "countsOf('td').length === 100 && countsOf('td').reduce((a, b) => a + b, 0) === 1797")
	b.eventually(loads, "countsOf('tr > :nth-child(n)').length > 0 && tally().includes('; ' + [...Array(10).keys()].reduce((sum, d) => sum + countsOf('td')[11 * d], 0).toLocaleString('en') + ' are right')")
	b.screenshot("matrix")

	// The wrong ones alone: the matrix has nothing on its diagonal, and what is announced is what is said.
	b.click("checkbox", "Wrong only")
	b.eventually(loads, "countsOf('td').every((n, i) => i % 11 || n === 0) && countsOf('td').some((n) => n > 0)")
	b.eventually(loads, "tally() === 'Epoch 20: ' + countsOf('td').reduce((a, b) => a + b, 0) + ' of 1,797 digits are shown; 0 are right (0.0%), ' + countsOf('td').reduce((a, b) => a + b, 0) + ' are wrong.'")
	b.eventually(loads, "[...document.querySelectorAll('[aria-live]')].some((e) => e.textContent === tally())")
	b.screenshot("wrong")

	// A digit: by a click on the wall, with its way through the epochs and its neighbours.
	eval[bool](b, "(reached().focus(), true)")
	eval[bool](b, "clickReached()")
	b.eventually(loads, "/^No. [\\d,]+, labelled \\d \\((Test|Training|Validation)\\)$/.test(document.getElementById('digit-heading').innerText)")
	b.eventually(loads, "reached().ariaLabel.startsWith(document.getElementById('digit-heading').innerText.split(',')[0])")
	b.eventually(loads, "document.querySelector('.one .read').innerText.startsWith('Epoch 20: read wrongly as ')")
	b.eventually(loads, "document.querySelector('.course figcaption')?.innerText.includes('of 21 epochs')")
	b.eventually(loads, "document.querySelectorAll('.one .near canvas').length === 5 && [...document.querySelectorAll('.one .near canvas')].every((c) => paintedOf(c).match(/[1-9]/))")
	b.screenshot("digit")

	// Its inside, and the drawing that it becomes.
	label := eval[string](b, "document.getElementById('digit-heading').innerText.match(/labelled (\\d)/)[1]")
	b.click("button", "Look inside")
	b.eventually(loads, "document.getElementById('inside-said').innerText.startsWith('Digit "+label+" of the data, epoch 20')")
	b.click("button", "Draw over it")
	b.eventually(loads, "document.getElementById('picture').width === 8 && paintedOf('#picture') === paintedOf('.one .large canvas')")
	b.eventually(loads, "document.getElementById('grid') && document.querySelectorAll('#grid [role=gridcell]:not(.v0)').length > 9")
	b.click("button", "Undo")
	b.eventually(loads, "!paintedOf('#picture').match(/[1-9]/)")

	// The wall as a file.
	eval[bool](b, `(() => {
		const toBlob = HTMLCanvasElement.prototype.toBlob, width = document.getElementById('digits-canvas').width;
		HTMLCanvasElement.prototype.toBlob = function (f, ...rest) { toBlob.call(this, (blob) => { window.png = blob.type + ', ' + (this.width === width && blob.size > 5000); f(blob); }, ...rest); };
		HTMLAnchorElement.prototype.click = function () { window.downloaded = this.download; };
		return true })()`)
	b.click("button", "Save PNG")
	b.eventually(loads, "/^digit-lab-digits-.*\\.png$/.test(window.downloaded) && window.png === 'image/png, true'")

	// At another moment it is another wall.
	b.click("checkbox", "Wrong only")
	b.option("Group by", "Prediction")
	eval[bool](b, "(document.getElementById('time-machine').focus(), true)")
	b.press("Home", 36)
	b.eventually(loads, "tally().startsWith('Untrained, so these are guesses: ')")
	b.eventually(loads, "document.querySelector('.one .read').innerText.startsWith('Untrained, so these are guesses: ')")
	b.screenshot("epoch-0")
	b.press("End", 35)
	b.eventually(loads, "tally().startsWith('Epoch 20: ')")
	for range 10 {
		b.press("ArrowLeft", 37)
		b.eventually(loads, "!tally().startsWith('Epoch 20: ')")
		b.press("End", 35)
		b.eventually(loads, "tally().startsWith('Epoch 20: ')")
	}
	t.Logf("from the time machine to 1,797 digits in new places: %v ms; they were read after %v ms",
		eval[[]float64](b, "regrouped.map(Math.round)"), eval[[]float64](b, "readTimes.map(Math.round)"))

	// Forgotten ones were right once: their line has been on the right side.
	b.click("checkbox", "Forgotten only")
	b.eventually(loads, "tally().endsWith('Forgotten are those that were right after an earlier epoch and are wrong now.')")
	b.eventually(loads, "/^Epoch 20: [1-9]\\d* of 1,797 digits are shown; 0 are right/.test(tally())")
	b.click("checkbox", "Forgotten only")
	b.noComplaints()
}

// The wall by the keyboard alone: one stop of the Tab key, arrow keys, a number, Enter.
func TestBrowserAllDigitsByKeyboard(t *testing.T) {
	t.Parallel()
	b := open(t, newSite(t, builtBundle(t)), look{width: 1280, height: 900, language: "en-US"})
	b.eventually(loads, complete)
	eval[bool](b, digitHelpers)
	b.openPanel("all-digits")
	b.eventually(loads, "tally().includes('guesses')")
	if n := eval[int](b, "document.querySelectorAll('.canvas [tabindex=\"0\"]').length"); n != 1 {
		t.Errorf("the Tab key stops %d times on the wall, want once", n)
	}
	b.option("Group by", "Nothing")
	eval[bool](b, "(reached().focus(), true)")
	b.eventually(loads, focused+".startsWith('No. 1, label ')")
	b.press("ArrowRight", 39)
	b.eventually(loads, focused+".startsWith('No. 2, label ')")
	b.press("End", 35)
	b.eventually(loads, focused+".startsWith('No. 1,797, label ')")
	b.press("Home", 36)
	b.eventually(loads, focused+".startsWith('No. 1, label ')")
	b.press("ArrowDown", 40)
	b.eventually(loads, "!"+focused+".startsWith('No. 1, ')")
	for _, key := range "1234" {
		b.press(string(key), int64(key))
	}
	b.eventually(loads, focused+".startsWith('No. 1,234, label ')")
	b.press("Enter", 13)
	b.eventually(loads, "document.activeElement.id === 'digit-heading' && document.activeElement.innerText.startsWith('No. 1,234, labelled ')")
	if outline := eval[bool](b, "(() => { const a = reached().getBoundingClientRect(), c = document.getElementById('digits-canvas').getBoundingClientRect(); return a.width > 4 && a.left >= c.left && a.right <= c.right && a.top >= c.top && a.bottom <= c.bottom })()"); !outline {
		t.Error("the reached digit is not on the wall")
	}
	b.noComplaints()
}

// The results' confusion matrix opens its digits on the wall; a person with a small screen is led to what a digit opens.
func TestBrowserFromTheMatrixToTheWall(t *testing.T) {
	t.Parallel()
	b := open(t, newSite(t, builtBundle(t)), look{width: 360, height: 640, language: "en-US", touch: true})
	b.eventually(loads, complete)
	eval[bool](b, digitHelpers)
	b.trainFast("20")
	b.click("button", "More")
	b.openPanel("results")
	b.eventually(loads, "document.querySelector('.confusion .miss:not(.tint0)')")
	cell := eval[string](b, "document.querySelector('.confusion .miss:not(.tint0)').getAttribute('aria-label')")
	b.click("button", cell)
	b.click("button", "Show on the wall")
	what, count, _ := strings.Cut(cell, ": ")
	b.eventually(loads, "tally().startsWith('Epoch 20: "+count+" of 1,797 digits are shown; 0 are right')")
	b.eventually(loads, "document.getElementById('digits-cell').ariaLabel === '"+what+": show the others again'")
	b.eventually(loads, "document.documentElement.scrollWidth <= 360")
	eval[bool](b, "(reached().focus(), clickReached())")
	b.eventually(loads, "document.getElementById('digit-heading').innerText.startsWith('No. ')")
	b.click("button", "Look inside")
	b.eventually(loads, "document.documentElement.dataset.view === 'inside' && scrollY === 0")
	b.click("button", "More")
	b.click("button", "Draw over it")
	b.eventually(loads, "document.documentElement.dataset.view === 'draw' && paintedOf('#picture').match(/[1-9]/)")
	b.click("button", "More")
	b.click("button", what+": show the others again")
	b.eventually(loads, "tally().startsWith('Epoch 20: 1,797 of 1,797 digits are shown')")
	b.noComplaints()
}

// Of MNIST the 10,000 test digits are on the wall. They are read while it is trained, too, and their pictures come once.
func TestBrowserAllDigitsOfMNIST(t *testing.T) {
	b := open(t, newSite(t, withMNIST(t)), look{width: 1280, height: 900, language: "en-US"})
	b.eventually(loads, complete)
	eval[bool](b, digitHelpers)
	b.openPanel("data")
	b.click("button", fetchMNIST)
	b.says(loads, mnistKept)
	b.click("button", "Train on MNIST")
	b.openPanel("all-digits")
	b.eventually(loads, "tally().startsWith('Untrained, so these are guesses: 10,000 of 10,000 digits are shown; ')")
	b.screenshot("untrained")
	b.fastest()
	b.click("button", "Start training")
	b.eventually(loads, "tally().startsWith('Epoch 1, step ')")
	time.Sleep(2 * time.Second)
	b.click("button", "Pause")
	b.says(loads, "Paused")
	b.eventually(loads, "/^Epoch \\d, step \\d+: 10,000 of 10,000 digits are shown; [5-9],\\d+ are right/.test(tally())")
	now := eval[string](b, "tally()")
	for range 5 {
		eval[bool](b, "(document.getElementById('time-machine').focus(), true)")
		b.press("Home", 36)
		b.eventually(loads, "tally().startsWith('Untrained, ')")
		b.click("button", "Now")
		b.eventually(loads, "tally() === "+quote(now))
	}
	t.Logf("from the time machine to 10,000 digits in new places: %v ms; they were read after %v ms",
		eval[[]float64](b, "regrouped.map(Math.round)"), eval[[]float64](b, "readTimes.map(Math.round)"))
	b.option("Group by", "Label × prediction")
	time.Sleep(time.Second)
	eval[bool](b, "(reached().focus(), clickReached())")
	b.eventually(loads, "document.querySelector('.one .large canvas')?.width === 28 && paintedOf('.one .large canvas').match(/[1-9]/)")
	b.click("button", "Look inside")
	b.eventually(loads, "document.getElementById('inside-said').innerText.startsWith('Digit ')")
	b.screenshot("matrix")
	t.Logf("tasks of the page over 50 ms: %v", eval[[][]float64](b, "longTasks.slice(-30)"))
	b.noComplaints()
}
