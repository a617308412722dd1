//go:build browser

package browsertest

import (
	"fmt"
	"slices"
	"testing"
)

// timeHelpers count what the page asks of the trainer and what it answers, by the kinds of the messages, and read the time machine.
const timeHelpers = `
window.messages = { asked: 0, shown: 0, predicted: 0, inspected: 0 };
workers.forEach((w) => {
  const post = w.postMessage;
  w.postMessage = function (data, transfer) {
    if (data instanceof ArrayBuffer && new Uint8Array(data)[1] === 30) messages.asked++;
    post.call(this, data, transfer);
  };
  w.addEventListener('message', (e) => {
    const kind = e.data instanceof ArrayBuffer && new Uint8Array(e.data)[1];
    if (kind === 23) messages.shown++;
    if (kind === 8) messages.predicted++;
    if (kind === 20) messages.inspected++;
  });
});
window.machine = () => document.getElementById('time-machine');
window.timeSays = () => document.getElementById('time-said').innerText;
window.insideSays = () => document.getElementById('inside-said').innerText;
window.reading = () => document.querySelector('.answer').innerText;
window.rules = () => [...document.querySelectorAll('.plots .moment')].filter((e) => !e.hidden).map((e) => Math.round(parseFloat(e.style.left)));
window.drag = (frames, to) => { // moves the slider from where it is, a bit in each frame
  const from = Number(machine().value), begin = performance.now();
  window.dragged = null;
  let frame = 0;
  requestAnimationFrame(function move() {
    if (++frame <= frames) {
      machine().value = from + (to - from) * frame / frames;
      machine().dispatchEvent(new Event('input'));
      return requestAnimationFrame(move);
    }
    machine().dispatchEvent(new Event('change'));
    window.dragged = performance.now() - begin;
  });
};
true
`

// table returns the rows of the table of all epochs, without the time.
func (b *browser) table() []string {
	b.t.Helper()
	return eval[[]string](b, `[...document.querySelectorAll('.numbers tbody tr')].map((r) => [...r.children].slice(0, -1).map((c) => c.innerText).join(' '))`)
}

func (b *browser) openTable() {
	b.t.Helper()
	b.openAside("options")
	eval[bool](b, "(document.querySelector('.curve-options details').open = true)")
	b.eventually(loads, "document.querySelectorAll('.numbers tbody tr').length === 100")
}

// A run can be seen at any moment of it, repeated, and trained on from there; also one that was stored.
func TestBrowserTimeMachine(t *testing.T) {
	t.Parallel()
	b := open(t, newSite(t, builtBundle(t)), look{width: 1280, height: 720, language: "en-US"})
	b.eventually(loads, complete+" && !document.getElementById('play').disabled && document.querySelectorAll('.uplot').length === 2")
	if !eval[bool](b, "document.getElementById('time-machine').disabled") {
		t.Error("the slider can be moved before there is a run")
	}
	eval[bool](b, timeHelpers)
	b.fastest()
	b.draw(3)
	b.settles()
	b.click("button", "Start training")
	b.says(loads, "Done: ")
	b.eventually(loads, "reading().startsWith('3') && timeSays() === 'Shown: now, epoch 100 of 100' && rules().length === 0")

	// By the keyboard: the beginning, the first steps, the end.
	eval[bool](b, "(machine().focus(), true)")
	b.press("Home", 36)
	b.eventually(loads, "reading().includes('this is a guess') && insideSays().includes('untrained') && rules().length === 2")
	b.eventually(loads, "timeSays() === 'Shown: untrained, epoch 0 of 100, now at 100' && machine().getAttribute('aria-valuetext') === 'epoch 0 of 100, untrained'")
	b.screenshot("untrained")
	b.press("ArrowRight", 39)
	b.eventually(loads, "timeSays() === 'Shown: epoch 1, step 1 of 21, now at epoch 100' && insideSays().includes('epoch 1:')")
	b.press("PageUp", 33)
	b.press("PageUp", 33)
	b.eventually(loads, "timeSays() === 'Shown: epoch 1 of 100, now at 100' && document.querySelector('.readout thead').innerText.startsWith('Epoch 1\\t')")
	at := eval[[]int](b, "rules()")
	b.press("End", 35)
	b.eventually(loads, "reading().startsWith('3') && timeSays() === 'Shown: now, epoch 100 of 100' && rules().length === 0")

	// By the pointer: each frame asks at most once, and what is shown in the end is where it was left.
	eval[bool](b, "(Object.keys(messages).forEach((k) => { messages[k] = 0 }), drag(90, 3000), true)")
	b.eventually(loads, "dragged && timeSays() === 'Shown: epoch 1 of 100, now at 100'")
	took, m := eval[float64](b, "dragged"), eval[map[string]int](b, "messages")
	t.Logf("90 frames in %.0f ms: %v", took, m)
	if m["asked"] > 92 || m["shown"] != m["asked"] || m["predicted"] < m["shown"] || m["inspected"] < m["shown"] || m["shown"] < 10 {
		t.Errorf("in 90 frames: %v", m)
	}
	if again := eval[[]int](b, "rules()"); !slices.Equal(again, at) {
		t.Errorf("the rule is at %v, and was at %v for the same epoch", again, at)
	}
	b.screenshot("epoch-1")

	// The results are of that moment too.
	b.openPanel("results")
	b.says(loads, "The time machine shows epoch 1: these are its results at that moment.")
	b.press("Escape", 27)
	eval[bool](b, "(document.getElementById('tab-results').click(), scrollTo(0, 0), true)")

	// Repeated, it passes through the run and ends at the present.
	eval[bool](b, `(() => { window.said = new Set(); (function watch() { said.add(timeSays()); requestAnimationFrame(watch) })(); return true })()`)
	b.click("button", "Replay the run")
	b.eventually(loads, "byRole('button', 'Stop replay') && said.size > 10")
	b.eventually(loads, "byRole('button', 'Replay the run') && timeSays() === 'Shown: now, epoch 100 of 100'")

	// What goes on from an epoch becomes the same.
	b.openTable()
	before := b.table()
	eval[bool](b, "(drag(2, 3000 + 7000 * 39 / 99), true)")
	b.eventually(loads, "dragged && timeSays() === 'Shown: epoch 40 of 100, now at 100'")
	id := eval[string](b, "location.href")
	b.click("button", "Train on from here")
	b.eventually(loads, "timeSays() !== 'Shown: epoch 40 of 100, now at 100'")
	b.eventually(loads, "timeSays() === 'Shown: now, epoch 100 of 100' && document.querySelector('.progress').innerText.includes('Done: ')")
	b.eventually(loads, "document.querySelectorAll('.numbers tbody tr').length === 100")
	if after := b.table(); !slices.Equal(after, before) || len(before) != 100 {
		t.Errorf("%s: the curves are %q, want %q", id, after, before)
	}

	// A stored run is computed again.
	b.reload()
	b.eventually(loads, complete+" && document.querySelector('.progress').innerText.includes('Done: ')")
	eval[bool](b, timeHelpers)
	b.draw(3)
	b.settles()
	b.eventually(loads, "!machine().disabled && reading().startsWith('3')")
	eval[bool](b, "(machine().focus(), true)")
	for range 5 {
		b.press("PageDown", 34)
	}
	b.eventually(loads, "timeSays() === 'Shown: epoch 50 of 100, now at 100'")
	b.openTable()
	if after := b.table(); !slices.Equal(after, before) {
		t.Errorf("after a reload the curves are %q, want %q", after, before)
	}
	b.press("Escape", 27)

	// During a run an earlier moment can be seen, and the run goes on.
	b.click("button", "Now")
	b.click("radio", "Watch")
	b.click("button", "Start training")
	b.eventually(loads, "/^Following the run: epoch [1-9]/.test(timeSays())")
	eval[bool](b, "(machine().focus(), true)")
	b.press("Home", 36)
	b.eventually(loads, "/^Shown: untrained, epoch 0 of 100, now at [1-9]/.test(timeSays()) && reading().includes('this is a guess')")
	now := eval[string](b, "timeSays()")
	b.eventually(loads, fmt.Sprintf("timeSays().startsWith('Shown: untrained') && timeSays() !== %s", quote(now)))
	b.click("button", "Now")
	b.says(loads, "Done: ")
	b.eventually(loads, "reading().startsWith('3')")
	b.noComplaints()
}

// A run that diverged in its first epoch is seen step by step, up to where it did, with the arithmetic of what became too large; a lower
// learning rate saves it.
func TestBrowserDivergedRun(t *testing.T) {
	t.Parallel()
	b := open(t, newSite(t, builtBundle(t)), look{width: 1280, height: 720, language: "en-US"})
	b.visit(b.site.url() + "#optimizer=sgd&rate=10&l2=1&batch=20&epochs=3")
	b.reload()
	b.eventually(loads, complete)
	eval[bool](b, insideHelpers+unitHelpers+timeHelpers)
	b.fastest()
	b.click("button", "Start training")
	b.says(loads, "The loss is no longer a number")
	b.eventually(loads, "insideSays().startsWith('Digit 7 of the data, untrained')")
	b.click("button", "One unit")
	b.eventually(loads, "grids().length === 3")
	eval[bool](b, "(machine().focus(), true)")
	b.eventually(loads, "timeSays() === 'Shown: now, epoch 0 of 3'")
	for step := 1; step <= 3; step++ {
		b.press("ArrowRight", 39)
		b.eventually(loads, fmt.Sprintf("timeSays() === 'Shown: epoch 1, step %d of 51, now at epoch 0' && insideSays().startsWith('Digit 7 of the data, epoch 1')", step))
	}
	b.press("End", 35)
	b.eventually(loads, "/^Shown: epoch 1, step ([4-9]|[1-4][0-9]) of 51/.test(timeSays()) && unitSays().startsWith('Conv2D')")
	b.screenshot("last")
	b.openPanel("settings")
	b.fill("setting-rate", "0.001", true)
	b.click("button", "Resume")
	b.says(loads, "Done: ")
	b.noComplaints()
}

// On a phone the time machine is where one trains and looks inside, and its parts can be touched.
func TestBrowserTimeMachineOnAPhone(t *testing.T) {
	t.Parallel()
	b := open(t, newSite(t, builtBundle(t)), look{width: 360, height: 640, language: "ko-KR", touch: true, dark: true})
	b.eventually(loads, complete+" && !document.getElementById('play').disabled")
	eval[bool](b, timeHelpers)
	b.click("button", "학습")
	b.click("radio", "최고 속도")
	b.click("button", "학습 시작")
	b.eventually(loads, "document.getElementById('computing').textContent")
	for _, view := range []string{"학습", "들여다보기"} {
		b.click("button", view)
		if bad := eval[[]string](b, `['replay', 'time-machine', 'time-now', 'train-on', 'time-said'].filter((id) => { const e = document.getElementById(id), r = e.getBoundingClientRect();
			return !e.checkVisibility() || r.left < 0 || r.right > innerWidth || (id !== 'time-said' && r.height < 44) })`); len(bad) > 0 {
			t.Errorf("in %s: %v is not whole", view, bad)
		}
		eval[bool](b, "(scrollTo(0, 0), drag(10, 0), true)")
		b.eventually(loads, "dragged && timeSays() === '보이는 순간: 학습 전, 에포크 0/100 (지금은 100)'")
		b.screenshot(view)
		b.click("button", "그리기")
		if !eval[bool](b, "document.getElementById('time-said').checkVisibility() && !document.getElementById('time-machine').checkVisibility()") {
			t.Error("where one draws it is not told that an earlier moment is shown")
		}
		b.screenshot("draw")
		b.click("button", view)
		b.click("button", "지금")
		b.eventually(loads, "timeSays() === '보이는 순간: 지금, 에포크 100/100'")
	}
	b.noComplaints()
}
