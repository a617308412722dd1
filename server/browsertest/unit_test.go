//go:build browser

package browsertest

import (
	"fmt"
	"math"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// unitHelpers read the numbers of the arithmetic that is shown.
const unitHelpers = `
window.read = (cell) => Number(cell.innerText.replace('−', '-').replace('%', ''));
window.grids = () => [...document.querySelectorAll('#unit-figure .grid')].map((g) => [...g.querySelectorAll('td')].map(read));
window.equation = () => [...document.querySelectorAll('#unit-figure .equation td')].map(read);
window.termRows = () => [...document.querySelectorAll('#unit-figure .terms tbody tr')].map((r) => [...r.querySelectorAll('td')].map(read));
window.unitSays = () => document.getElementById('unit-said').innerText;
window.layerIs = (name) => document.getElementById('unit-layer').selectedOptions[0].innerText.endsWith(name) && unitSays().startsWith(name);
true
`

// chooseLayer chooses a layer of the arithmetic, from 0, as a person does with the select.
func (b *browser) chooseLayer(layer int, name string) {
	b.t.Helper()
	eval[bool](b, fmt.Sprintf("(() => { const s = document.getElementById('unit-layer'); s.value = '%d'; return s.dispatchEvent(new Event('change', { bubbles: true })) })()", layer))
	b.eventually(loads, "layerIs("+quote(name)+")")
}

// near reports whether numbers that are shown with three decimals add up.
func nearly(a, b float64) bool { return math.Abs(a-b) < .01*max(1, math.Abs(b)) }

// The arithmetic of one unit of each kind of layers: what is shown adds up to what is shown, in a network that has just been trained, by
// mouse and by keyboard; lines lead to it on the canvas; Escape goes out.
func TestBrowserUnit(t *testing.T) {
	t.Parallel()
	b := open(t, newSite(t, builtBundle(t)), look{width: 1280, height: 720, language: "en-US"})
	b.eventually(loads, complete)
	eval[bool](b, insideHelpers+unitHelpers)
	b.fastest()
	b.click("button", "Start training")
	b.says(loads, "Done: ")
	b.eventually(loads, "insideSays().startsWith('Digit 7 of the data, epoch 100')")
	before, places := b.painted(), b.places()

	b.click("button", "One unit")
	b.eventually(loads, "document.activeElement.id === 'unit-figure' && grids().length === 3")
	b.eventually(loads, fmt.Sprintf("atWork() !== %.0f", before))
	first := eval[string](b, "unitSays()")
	b.eventually(loads, "unitSays() !== "+quote(first)) // the window goes on by itself
	b.do(chromedp.KeyEvent(kb.ArrowDown))
	b.eventually(loads, "byRole('button', 'Slide the window').getAttribute('aria-pressed') === 'false' && unitSays().includes(', row 2, ')")
	b.screenshot("convolution")
	b.addUpProducts()

	// Another place, by its fields; one that the map has not is the nearest that it has.
	b.fill("unit-number", "7", true)
	b.fill("unit-row", "9", true)
	b.eventually(loads, "unitSays().startsWith('Conv2D, map 7, row 6, ') && document.getElementById('unit-row').value === '6'")
	b.addUpProducts()

	b.chooseLayer(1, "MaxPooling2D")
	b.eventually(loads, "grids().length === 1 && grids()[0].length === 4")
	if values, largest := eval[[][]float64](b, "grids()")[0], eval[[]float64](b, "equation()")[0]; !nearly(max(values[0], values[1], values[2], values[3]), largest) {
		t.Errorf("of %v the largest is said to be %v", values, largest)
	}
	if marked := eval[float64](b, "read(document.querySelector('#unit-figure td.winner'))"); !nearly(marked, eval[[]float64](b, "equation()")[0]) {
		t.Errorf("marked is %v", marked)
	}

	b.chooseLayer(2, "Flatten")
	if got := eval[[]float64](b, "equation()"); len(got) != 2 || got[0] != got[1] {
		t.Errorf("Flatten makes %v", got)
	}

	for _, layer := range []int{3, 4} {
		b.chooseLayer(layer, "Dense")
		b.fill("unit-number", "8", true)
		b.eventually(loads, fmt.Sprintf("unitSays().startsWith('Dense, %s 8: ') && document.querySelector('#unit-figure .terms')", map[int]string{3: "unit", 4: "digit"}[layer]))
		b.screenshot(fmt.Sprintf("dense-%d", layer))
		rows, sums := eval[[][]float64](b, "[...document.querySelector('#unit-figure .terms').tBodies[0].rows].map((r) => [...r.querySelectorAll('td')].map(read))"), eval[[]float64](b, "equation()")
		sum := 0.
		for _, r := range rows {
			if len(r) == 3 && !nearly(r[0]*r[1], r[2]) && math.Abs(r[0]*r[1]-r[2]) > .02*math.Abs(r[0])+.02 {
				t.Errorf("%v × %v is shown as %v", r[0], r[1], r[2])
			}
			sum += r[len(r)-1]
		}
		if !nearly(sum, sums[0]) || !nearly(sums[0]+sums[1], sums[2]) {
			t.Errorf("layer %d: the rows add up to %v, shown is %v", layer, sum, sums)
		}
	}
	shares := eval[[][]float64](b, "[...document.querySelectorAll('#unit-figure .terms')[1].tBodies[0].rows].map((r) => [...r.querySelectorAll('td')].map(read))")
	total, together := 0., shares[10][0]
	for _, r := range shares[:10] {
		total += r[1]
		if math.Abs(100*r[1]/together-r[2]) > .2 {
			t.Errorf("%v of %v is shown as %v%%", r[1], together, r[2])
		}
	}
	if !nearly(total, together) {
		t.Errorf("the exponentials add up to %v, shown is %v", total, together)
	}

	b.do(chromedp.KeyEvent(kb.Escape))
	b.eventually(loads, "!document.querySelector('.aside') || document.activeElement.closest('.aside')")
	eval[bool](b, "(document.querySelector('.aside')?.querySelector('.close').click(), true)")
	b.eventually(loads, fmt.Sprintf("!document.querySelector('.aside') && atWork() === %.0f", before))

	// A click on a map shows the unit below the pointer, with the curves' place covered and nothing moved.
	eval[bool](b, `(() => { const r = document.querySelectorAll('.inside .art')[5].getBoundingClientRect();
		return document.getElementById('inside-work').dispatchEvent(new MouseEvent('click', { bubbles: true, clientX: r.left + 20, clientY: r.top + r.height * .75 })) })()`)
	b.eventually(loads, "layerIs('Dense') && unitSays().startsWith('Dense, digit 7: ')")
	if now := b.places(); fmt.Sprint(now) != fmt.Sprint(places) {
		t.Errorf("something of the network has moved: %v, before %v", now, places)
	}
	b.noComplaints()
}

// addUpProducts checks the window, the kernel and their products that are shown, and their sum.
func (b *browser) addUpProducts() {
	b.t.Helper()
	shown := eval[struct {
		Grids    [][]float64
		Equation []float64
	}](b, "({ grids: grids(), equation: equation() })")
	sum := 0.
	for i, p := range shown.Grids[2] {
		if math.Abs(shown.Grids[0][i]*shown.Grids[1][i]-p) > .01 {
			b.t.Errorf("%v × %v is shown as %v", shown.Grids[0][i], shown.Grids[1][i], p)
		}
		sum += p
	}
	e := shown.Equation
	if len(shown.Grids[2]) != 9 || !nearly(sum, e[0]) || !nearly(e[0]+e[1], e[2]) || !nearly(max(e[2], 0), e[3]) {
		b.t.Errorf("the products add up to %v, shown is %v", sum, e)
	}
}

// One step of learning: the numbers of a digit add up, the step is taken and seen in the next numbers and in the loss, taken back, and gone
// when the run goes on, which is the run that it would have been.
func TestBrowserStepOfLearning(t *testing.T) {
	t.Parallel()
	b := open(t, newSite(t, builtBundle(t)), look{width: 1280, height: 720, language: "en-US"})
	b.eventually(loads, complete)
	eval[bool](b, insideHelpers+unitHelpers+`
window.tables = () => Object.fromEntries([...document.querySelectorAll('#unit-figure .terms')].map((t) => [t.caption.innerText,
  [...t.tBodies[0].rows].map((r) => [...r.querySelectorAll('td')].map(read))]));
window.taken = () => byRole('button', 'Take all back') && byRole('button', 'Take all back').ariaDisabled !== 'true';
true`)
	b.openPanel("settings")
	b.fill("setting-epochs", "3", true)
	b.click("button", "Reset")
	b.fastest()
	b.click("button", "Step")
	b.says(loads, "Paused after epoch 1 of 3")
	b.click("button", "One unit")
	b.click("button", "One step of learning")
	b.eventually(loads, "document.getElementById('lesson-take') && equation().length === 2")
	const places, weights = "The gradient of its first weight, place by place", "How the step changes this unit’s weights"
	tables := eval[map[string][][]float64](b, "tables()")
	rows := tables[places]
	sum := 0.
	for _, r := range rows[:len(rows)-1] {
		sum += r[len(r)-1]
	}
	if last := rows[len(rows)-1][0]; math.Abs(sum-last) > .06*max(math.Abs(last), .02) {
		t.Errorf("the places add up to %v, shown is %v", sum, last)
	}
	first, loss := tables[weights][0], eval[[]float64](b, "equation()")
	if !(loss[1] < loss[0]) || len(first) != 5 || first[0] == first[4] {
		t.Errorf("the loss goes from %v to %v, a weight from %v", loss[0], loss[1], first)
	}
	b.screenshot("step")
	work := eval[float64](b, "atWork()")
	b.click("button", "Take this step")
	b.eventually(loads, "taken() && equation().length === 4")
	b.eventually(loads, fmt.Sprintf("atWork() !== %.0f", work))
	if now := eval[[]float64](b, "equation()"); now[0] != loss[0] || now[2] != loss[1] {
		t.Errorf("taken, the losses are %v, were %v", now, loss)
	}
	if !eval[bool](b, fmt.Sprintf("tables()[%s].some((r) => r[0] === %v)", quote(weights), first[4])) {
		t.Errorf("none of %v is the new weight %v", eval[map[string][][]float64](b, "tables()")[weights], first[4])
	}
	b.click("button", "Take all back")
	b.eventually(loads, fmt.Sprintf("!taken() && equation()[0] === %v && atWork() === %.0f", loss[0], work))
	b.click("button", "Take this step")
	b.eventually(loads, "taken()")
	b.noComplaints()
	with := func() string {
		b.click("button", "Resume")
		b.eventually(loads, "document.querySelector('.readout').innerText.includes('Epoch 3') && !document.querySelector('.readout').innerText.includes('–')")
		return eval[string](b, "[...document.querySelectorAll('.readout tr')].slice(0, 4).map((r) => [...r.cells].slice(0, 3).map((c) => c.innerText).join(' ')).join('\\n')")
	}
	tried := with()
	b.click("button", "Reset")
	b.click("button", "Step")
	b.says(loads, "Paused after epoch 1 of 3")
	if plain := with(); plain != tried {
		t.Errorf("with a step that was tried the run ends with %q, without with %q", tried, plain)
	}
}

// The numbers of a step are beside each other, the new weight with the old one, whatever digit is learned.
func TestBrowserStepIsWhole(t *testing.T) {
	for language, words := range map[string]struct{ fastest, train, done, unit, step, digit string }{
		"en-US": {"Fastest", "Start training", "Done: ", "One unit", "One step of learning", "Digit %d of the data"},
		"ko-KR": {"최고 속도", "학습 시작", "학습 끝: ", "유닛 하나", "학습 한 스텝", "데이터의 숫자 %d"},
	} {
		t.Run(language, func(t *testing.T) {
			t.Parallel()
			b := open(t, newSite(t, builtBundle(t)), look{width: 1280, height: 720, language: language})
			b.eventually(loads, complete)
			b.click("radio", words.fastest)
			b.click("button", words.train)
			b.says(loads, words.done)
			b.click("button", words.unit)
			b.click("button", words.step)
			for digit := range 10 {
				b.click("button", fmt.Sprintf(words.digit, digit))
				b.eventually(loads, fmt.Sprintf("document.querySelector('#unit-figure .equation th')?.innerText.includes(' %d')", digit))
				if wide := eval[[]float64](b, "(() => { const e = document.getElementById('unit-figure'); return [e.scrollWidth, e.clientWidth] })()"); wide[0] > wide[1] {
					t.Errorf("digit %d: the numbers are %v wide in a place of %v", digit, wide[0], wide[1])
				}
			}
			b.noComplaints()
		})
	}
}

// Of a drawing the person says first what it is; the steps on it are taken back when nobody looks any more.
func TestBrowserStepOnADrawing(t *testing.T) {
	t.Parallel()
	b := open(t, newSite(t, builtBundle(t)), look{width: 1280, height: 720, language: "en-US"})
	b.trained(30, "Start training", "Done: ")
	eval[bool](b, insideHelpers+unitHelpers)
	b.draw(7)
	b.settles()
	before := b.painted()
	b.click("button", "One unit")
	b.click("button", "One step of learning")
	b.eventually(loads, "document.getElementById('unit-figure').innerText.includes('First say which digit you have drawn') && !document.getElementById('lesson-take')")
	eval[bool](b, "(() => { const s = document.getElementById('lesson-label'); s.value = '8'; return s.dispatchEvent(new Event('change', { bubbles: true })) })()") // the 7 comes after the dash
	b.eventually(loads, "document.getElementById('unit-figure').innerText.includes('Loss on this 7')")
	for stage := 4; stage >= 1; stage-- {
		b.click("button", "‹ Towards the loss")
		b.eventually(loads, fmt.Sprintf("document.getElementById('unit-figure').innerText.includes('Stage %d of 5')", stage))
		if stage == 4 {
			b.eventually(loads, "document.getElementById('unit-layer').value === '1' && document.querySelectorAll('#unit-figure td.winner').length === 1")
		}
	}
	b.eventually(loads, "document.getElementById('unit-figure').innerText.includes('Where learning begins')")
	b.screenshot("begins")
	b.click("button", "Take this step")
	b.eventually(loads, "document.getElementById('unit-figure').innerText.includes('Steps you have taken') && document.getElementById('unit-figure').innerText.includes('Loss before your steps')")
	b.eventually(loads, fmt.Sprintf("atWork() !== %.0f", before))
	b.screenshot("taken")
	b.click("button", "Digit 3 of the data")
	b.eventually(loads, "document.getElementById('unit-figure').innerText.includes('Loss on this 3') && !document.getElementById('unit-figure').innerText.includes('Loss before your steps')")
	b.click("button", "My drawing")
	eval[bool](b, "(document.querySelector('.aside .close').click(), true)")
	b.eventually(loads, fmt.Sprintf("!document.querySelector('.aside') && atWork() === %.0f", before))
	b.noComplaints()
}
