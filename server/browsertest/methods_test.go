//go:build browser

package browsertest

import (
	"fmt"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"digitlab/wasm/protocol"
)

// methodCard returns a script that finds the card of a method.
func methodCard(name string) string {
	return "[...document.querySelectorAll('.method:not(.glance)')].find((e) => e.querySelector('h3').innerText.includes(" + quote(name) + "))"
}

// The seven methods with real but short trainings: A is the present run's settings, with two epochs.
func TestBrowserMethods(t *testing.T) {
	t.Parallel()
	b := open(t, newSite(t, builtBundle(t)), look{width: 1280, height: 900, language: "en-US"})
	b.openPanel("settings")
	b.fill("setting-epochs", "2", true)
	b.eventually(loads, "byRole('button', 'Start training') && !byRole('button', 'Start training').disabled")
	b.fill("setting-epochs", "2", true)
	b.eventually(loads, "document.getElementById('setting-epochs').value === '2'")
	b.openPanel("methods")
	b.click("radio", "My current run")
	choose := func(method, choice string) {
		t.Helper()
		eval[bool](b, "(() => { const s = "+methodCard(method)+".querySelector('select'); s.value = [...s.options].find((o) => o.text === "+quote(choice)+
			").value; s.dispatchEvent(new Event('change')); return true })()")
	}
	choose("Weight initialization", "Glorot uniform")
	b.eventually(loads, methodCard("Weight initialization")+".innerText.includes('A and B are the same')")
	b.eventually(loads, "byRole('button', 'Compare over 5 seeds: Weight initialization').disabled")
	choose("Weight initialization", "Zeros")
	b.eventually(loads, methodCard("Weight initialization")+".innerText.includes('10 trainings to do')")
	b.click("button", "Compare over 5 seeds: Weight initialization")
	b.eventually(loads, methodCard("Weight initialization")+".querySelector('.verdict').innerText.startsWith('B is worse by ')")
	t.Log(eval[string](b, methodCard("Weight initialization")+".querySelector('.verdict').innerText"))
	b.eventually(loads, "document.querySelector('.methods [aria-live]').innerText.startsWith('Weight initialization: B is worse by ')")
	b.eventually(loads, methodCard("Activation function")+".innerText.includes('5 trainings to do, about ')") // the results of A are known
	if pool := eval[int](b, "workers.length - 1"); pool < 1 || pool > 4 {
		t.Errorf("there are %d workers in the pool", pool)
	}
	b.click("button", "Compare all seven")
	b.eventually(loads, "document.querySelector('.methods [role=progressbar]')")
	// The page's own worker goes on training and predicting, and the comparison goes on behind another panel.
	b.openPanel("results")
	b.fastest()
	b.click("button", "Start training")
	b.says(loads, "Done: ")
	b.draw(3)
	b.eventually(loads, status+" !== ''")
	b.openPanel("methods")
	b.eventually(loads, "byRole('radio', 'My current run').checked && "+methodCard("Weight initialization")+".querySelector('select').selectedOptions[0].text === 'Zeros'")
	b.eventually(loads, "document.querySelectorAll('.contest-plot circle').length === 70")
	b.eventually(loads, "document.querySelector('.methods [aria-live]').innerText === 'All methods are compared'")
	for _, v := range eval[[]string](b, "[...document.querySelectorAll('.method:not(.glance)')].map((e) => e.querySelector('h3').innerText + ': ' + e.querySelector('.verdict').innerText)") {
		t.Log(v)
		if !strings.Contains(v, "(p ") {
			t.Errorf("no verdict: %s", v)
		}
	}
	b.screenshot("compared")

	// After a reload the results are there, for the same settings.
	time.Sleep(1500 * time.Millisecond)
	b.reload()
	b.eventually(loads, "byRole('radio', 'My current run') && !byRole('radio', 'My current run').disabled")
	b.click("radio", "My current run")
	b.eventually(loads, "document.querySelectorAll('.contest-plot circle').length >= 60")
	b.noComplaints()
}

// Cancel removes the trials that are not done, and idle workers are terminated.
func TestBrowserMethodsCancel(t *testing.T) {
	t.Parallel()
	b := open(t, newSite(t, builtBundle(t)), look{width: 800, height: 900, language: "ko-KR"})
	b.openPanel("methods")
	b.click("button", "시드 5개로 비교: 앙상블 (ensemble)")
	b.eventually(loads, methodCard("앙상블")+".innerText.includes('초 남음')")
	b.screenshot("running")
	b.click("button", "취소: 앙상블 (ensemble)")
	b.eventually(loads, "document.querySelector('.methods [aria-live]').innerText === '비교를 취소했습니다'")
	b.eventually(loads, "byRole('button', '시드 5개로 비교: 앙상블 (ensemble)')")
	b.eventually(loads, "workers.length > 1 && workers.slice(1).every((w) => w.ended)")
	eval[bool](b, "(window.told = 0, workers.slice(1).forEach((w) => w.addEventListener('message', () => told++)), true)")
	time.Sleep(time.Second)
	if told := eval[int](b, "told"); told > 0 {
		t.Errorf("workers without work have said %d things", told)
	}
	b.noComplaints()
}

// A worker that dies is replaced and its trial run again. If workers always die, the page says so.
func TestBrowserMethodsWorkerDies(t *testing.T) {
	t.Parallel()
	s := newStoredRuns(1, 10)
	var dead atomic.Int32
	always := atomic.Bool{}
	s.trial = func(c *protocol.Trial) []protocol.Event {
		if always.Load() || c.Settings.Seed == 782 && dead.Add(1) == 1 {
			return nil
		}
		return []protocol.Event{&protocol.TrialDone{ID: c.ID, Loss: .1, Accuracy: .97, Elapsed: 1}}
	}
	b := open(t, newSite(t, s.page(t)), look{width: 800, height: 900, language: "en-US"})
	b.openPanel("methods")
	b.click("button", "Compare over 5 seeds: Dropout")
	b.eventually(loads, methodCard("Dropout")+".querySelectorAll('circle').length === 10")
	if dead.Load() < 2 {
		t.Error("no worker died")
	}
	always.Store(true)
	b.click("button", "Compare over 5 seeds: Optimizer")
	b.eventually(loads, methodCard("Optimizer")+".querySelector('.verdict').innerText.startsWith('The background worker stopped twice')")
	always.Store(false)
	b.click("button", "Compare over 5 seeds: Optimizer")
	b.eventually(loads, methodCard("Optimizer")+".querySelectorAll('circle').length === 10")
	t.Log(fmt.Sprint("workers started: ", eval[int](b, "workers.length")))
}
