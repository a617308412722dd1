//go:build browser

package browsertest

import (
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"digitlab/server/site"
)

const loads = 4 * time.Minute // for the slowest machine

// accuracy returns the percentage in the text that ends a run.
func (b *browser) accuracy() float64 {
	b.t.Helper()
	b.eventually(loads, "document.getElementById('progress-text').textContent.includes(': ')")
	text := eval[string](b, "document.getElementById('progress-text').textContent")
	_, rest, _ := strings.Cut(text, ": ")
	number, _, _ := strings.Cut(rest, "%")
	a, err := strconv.ParseFloat(number, 64)
	if err != nil {
		b.t.Fatalf("%q names no accuracy", text)
	}
	return a
}

// predicts waits for a prediction of the drawing.
func (b *browser) predicts(digit int) {
	b.t.Helper()
	b.eventually(loads, fmt.Sprintf("%s.startsWith('Prediction: %d (')", status, digit))
}

// The main journey: open, train, draw, and everything again without a network.
func TestBrowserTrainDrawOffline(t *testing.T) {
	t.Parallel()
	s := newSite(t, builtBundle(t))
	b := open(t, s, look{width: 1280, height: 900, language: "en-US"})
	b.says(loads, "Watch a CNN learn digits, right in your browser")
	b.eventually(loads, "byRole('button', 'Start training') && !byRole('button', 'Start training').disabled")
	b.says(loads, "5,160")
	b.screenshot("ready")

	b.draw(3)
	b.eventually(loads, status+" === 'Not trained yet: this is a guess'")
	b.click("button", "Clear")
	b.eventually(loads, status+" === ''")

	b.click("radio", "Fastest")
	begin := eval[float64](b, "performance.now()")
	b.click("button", "Start training")
	b.says(loads, "Done: ")
	accuracy := b.accuracy()
	if accuracy < 95 || accuracy == 100 {
		t.Errorf("%v%% on the test digits, want at least 95", accuracy)
	}
	t.Logf("%v%% on the test digits; tasks of the page over 50 ms during the run, start and length: %v", accuracy,
		eval[[][]float64](b, fmt.Sprintf("longTasks.filter(([at]) => at >= %f)", begin)))
	if curves := eval[int](b, "document.querySelectorAll('.uplot canvas').length"); curves != 2 {
		t.Errorf("there are %d charts, want 2", curves)
	}
	for digit := range 10 {
		b.draw(digit)
		b.predicts(digit)
		if digit == 8 {
			b.screenshot("trained")
		}
		b.click("button", "Clear")
		b.eventually(loads, status+" === ''")
	}
	b.draw(7)
	b.predicts(7)
	b.click("button", "Undo")
	b.eventually(loads, status+" === ''")
	b.noComplaints()

	b.says(loads, "Ready to use offline")
	s.stop()
	b.reload()
	b.says(loads, "Done: ")
	if again := b.accuracy(); again != accuracy {
		t.Errorf("after the reload %v%%, before %v%%", again, accuracy)
	}
	b.draw(2)
	b.predicts(2)
	b.screenshot("offline")
	b.click("button", "Reset")
	b.eventually(loads, "document.getElementById('progress-text').textContent.startsWith('Ready')")
	b.click("button", "Start training")
	b.says(loads, "Done: ")
	if again := b.accuracy(); again != accuracy {
		t.Errorf("the same settings and seed give %v%%, before %v%%", again, accuracy)
	}
	b.visit(s.url() + "?from=elsewhere#state")
	b.says(loads, "Done: ")
	b.noComplaints()
}

// Pause, step and the learning rate, and a drawing that is predicted during a run.
func TestBrowserControls(t *testing.T) {
	t.Parallel()
	b := open(t, newSite(t, builtBundle(t)), look{width: 1280, height: 900, language: "en-US"})
	b.click("button", "Step")
	b.eventually(loads, "byRole('button', 'Resume')")
	b.says(loads, "1 of 100")
	b.click("radio", eval[string](b, "document.querySelectorAll('label.pace')[0].innerText.trim()")) // slow
	b.click("button", "Resume")
	b.eventually(loads, "byRole('button', 'Pause')")
	b.draw(0)
	b.eventually(loads, "answers.length > 3")
	t.Logf("milliseconds from a drawing to its prediction during a run: %v", eval[[]float64](b, "answers"))
	b.eventually(loads, status+" !== ''")
	b.openPanel("settings")
	b.fill("setting-rate", "0.02", true)
	b.eventually(loads, "document.getElementById('setting-rate-note').innerText.includes('0.02')")
	b.fill("setting-rate", "-1", false)
	b.eventually(loads, "document.getElementById('setting-rate').getAttribute('aria-invalid') === 'true'")
	b.click("button", "Pause")
	b.eventually(loads, "byRole('button', 'Resume')")
	// The space key starts and pauses if no control has the focus.
	eval[bool](b, "(document.activeElement.blur(), true)")
	b.do(chromedp.KeyEvent(" "))
	b.eventually(loads, "byRole('button', 'Pause')")
	b.noComplaints()
}

func TestBrowserKoreanAndTouch(t *testing.T) {
	t.Parallel()
	b := open(t, newSite(t, builtBundle(t)), look{width: 360, height: 740, language: "ko-KR", touch: true, dark: true})
	b.says(loads, "브라우저 안에서 CNN이 숫자를 배우는 모습을 보세요")
	b.click("button", "학습")
	b.eventually(loads, "byRole('radio', '최고 속도').closest('label').checkVisibility()")
	b.click("radio", "최고 속도")
	b.click("button", "학습 시작")
	b.says(loads, "학습 끝: 테스트 정확도 ")
	b.screenshot("train")
	b.click("button", "그리기")
	b.eventually(loads, "document.getElementById('canvas').checkVisibility()")
	b.drawByTouch(5)
	b.eventually(loads, status+".startsWith('예측: 5 (')")
	b.screenshot("trained")
	if width := eval[int](b, "document.documentElement.scrollWidth"); width > 360 {
		t.Errorf("the page is %d wide in a window of 360", width)
	}
	if lang := eval[string](b, "document.documentElement.lang"); lang != "ko" {
		t.Errorf("lang is %q", lang)
	}
	b.click("button", "English")
	b.says(loads, "Done: ")
	b.eventually(loads, "document.documentElement.lang === 'en'")
	b.reload()
	b.says(loads, "Watch a CNN learn digits, right in your browser") // the choice is stored
	b.noComplaints()
}

// A worker that is killed sends nothing: the page detects it, and another worker gets the settings.
func TestBrowserWorkerKilled(t *testing.T) {
	t.Parallel()
	b := open(t, newSite(t, builtBundle(t)), look{width: 800, height: 900, language: "en-US"})
	b.eventually(loads, "byRole('button', 'Start training') && !byRole('button', 'Start training').disabled")
	b.openPanel("settings")
	b.fill("setting-epochs", "7", true)
	b.click("button", "Start training")
	b.says(loads, "Done: ")
	eval[bool](b, "(workers[0].terminate(), true)")
	b.says(loads, "Training stopped. Restart keeps your settings")
	b.screenshot("stopped")
	b.click("button", "Restart")
	b.says(loads, "Done: ")
	if epochs := eval[string](b, "document.getElementById('setting-epochs').value"); epochs != "7" {
		t.Errorf("after the restart the run has %s epochs, want 7", epochs)
	}
	b.draw(1)
	b.eventually(loads, status+" !== ''")
}

// fetches serves a bundle and records the requested addresses.
type fetches struct {
	bundle *site.Bundle
	asked  sync.Map
}

func (f *fetches) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	f.asked.Store(r.URL.Path, true)
	f.bundle.ServeHTTP(w, r)
}

// withoutVectors tells the trainer's script that the browser has no SIMD.
const withoutVectors = "WebAssembly.validate = () => false;\n"

// trainers returns the names of the trainer's programs that were fetched.
func (f *fetches) trainers() (names []string) {
	for _, name := range []string{"trainer.wasm", "trainer-scalar.wasm"} {
		if _, ok := f.asked.Load("/web/" + name); ok {
			names = append(names, name)
		}
	}
	return names
}

// A browser without SIMD gets the trainer without SIMD.
func TestBrowserWithoutVectors(t *testing.T) {
	t.Parallel()
	without := &fetches{bundle: inWorker(t, builtBundle(t), withoutVectors)}
	b := open(t, newSite(t, without), look{width: 800, height: 900, language: "en-US"})
	b.click("radio", "Fastest")
	b.click("button", "Start training")
	b.says(loads, "Done: ")
	if accuracy := b.accuracy(); accuracy < 95 || accuracy == 100 {
		t.Errorf("%v%% on the test digits, want at least 95", accuracy)
	}
	if names := without.trainers(); !slices.Contains(names, "trainer-scalar.wasm") {
		t.Errorf("%v was fetched", names)
	}
	b.noComplaints()
}

// If the data file is not that of the digits, the page says so, and nothing is trained.
func TestBrowserAlteredData(t *testing.T) {
	t.Parallel()
	built := builtBundle(t)
	altered := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/web/data/digits.csv.gz" {
			w.Write(built.Files[r.URL.Path].Plain.Body[:30000])
			return
		}
		built.ServeHTTP(w, r)
	})
	b := open(t, newSite(t, altered), look{width: 800, height: 900, language: "en-US"})
	b.eventually(loads, "document.querySelector('[role=alert]:not(#unloaded)').innerText !== ''")
	b.screenshot("altered")
	t.Log(eval[string](b, "document.querySelector('[role=alert]:not(#unloaded)').innerText"))
	if !eval[bool](b, "byRole('button', 'Start training').disabled && byRole('button', 'Step').disabled && byRole('button', 'Reset').disabled") {
		t.Error("training is not disabled")
	}
}
