//go:build browser

package browsertest

import (
	"fmt"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

const (
	progressText = "document.getElementById('progress-text').textContent"
	progressNow  = "Number(document.getElementById('progress').getAttribute('aria-valuenow'))"
	promptShown  = "document.querySelector('.plots .prompt').checkVisibility({visibilityProperty: true})"
	legendText   = "document.querySelector('.legend').innerText"
)

// Runs of one minute are called by what differs between them, on the page and in files.
func TestBrowserNamesOfRuns(t *testing.T) {
	t.Parallel()
	b := open(t, newSite(t, builtBundle(t)), look{width: 1024, height: 768, language: "en-US"})
	eval[bool](b, keepSaved+"; true")
	b.ready()
	b.eventually(loads, "new Set([...document.querySelectorAll('.legend li')].map((e) => e.getBoundingClientRect().top)).size === 1")
	b.fastest()
	for i, rate := range []string{"0.01", "0.001", "0.1"} {
		b.openPanel("settings")
		b.enter("Epochs", "3")
		b.enter("Learning rate", rate)
		b.click("button", "Start training")
		b.openPanel("runs")
		b.eventually(loads, fmt.Sprintf("[...document.querySelectorAll('.stored tbody tr')].filter((e) => e.innerText.includes('3/3')).length === %d", i+1))
	}
	for _, name := range []string{"Epochs planned 3 · Learning rate 0.01", "Epochs planned 3"} {
		b.click("checkbox", "Compare: "+name)
	}
	b.eventually(loads, legendText+".includes('Learning rate 0.01') && "+legendText+".includes('Learning rate 0.001')")
	b.eventually(loads, "[...document.querySelectorAll('.differences thead th')].map((e) => e.innerText).join() === 'Learning rate 0.01,Learning rate 0.001'")
	b.screenshot("compared")
	b.uncut(".legend")
	b.openAside("options")
	csv := string(b.save("Save CSV", "csv"))
	if !strings.Contains(csv, "\r\nLearning rate 0.01,") || !strings.Contains(csv, "\r\nLearning rate 0.001,") {
		t.Errorf("the file has other names:\n%.400s", csv)
	}
	b.click("button", "한국어")
	b.eventually(loads, legendText+".includes('학습률 0.01') && "+legendText+".includes('학습률 0.001')")
	b.noComplaints()
}

// A reload shows where the run was paused, in words and in the bar, at the pace that was chosen. A run that was paused in its first
// epoch is there too, and the words for charts without a run do not come back.
func TestBrowserPausedRunIsReloaded(t *testing.T) {
	t.Parallel()
	b := open(t, newSite(t, builtBundle(t)), look{width: 1280, height: 720, language: "en-US"})
	b.ready()
	b.openPanel("settings")
	b.enter("Epochs", "8")
	b.click("radio", "Slow")
	b.eventually(loads, promptShown)
	b.click("button", "Start training")
	b.eventually(loads, progressNow+" > 2 && !"+promptShown)
	b.click("button", "Pause")
	b.eventually(loads, progressText+" === 'Paused in epoch 1 of 8' && !"+promptShown)
	b.screenshot("first-epoch")
	b.reload()
	b.eventually(loads, progressText+" === 'Paused in epoch 1 of 8' && !"+promptShown)
	b.eventually(loads, control("Slow")+".checked")
	b.click("button", "Step")
	b.eventually(loads, progressText+" === 'Paused after epoch 1 of 8'")
	b.click("button", "Step")
	b.eventually(loads, progressText+" === 'Paused after epoch 2 of 8' && "+progressNow+" === 25")
	b.reload()
	b.eventually(loads, progressText+" === 'Paused after epoch 2 of 8' && "+progressNow+" === 25")
	b.screenshot("reloaded")
	b.noComplaints()
}

// What is chosen during a run says beside the preset that it waits, and how to apply it. Why no run can begin stands alone.
func TestBrowserSettingsWait(t *testing.T) {
	t.Parallel()
	b := open(t, newSite(t, builtBundle(t)), look{width: 1280, height: 720, language: "en-US"})
	b.ready()
	b.click("radio", "Slow")
	b.click("button", "Start training")
	b.eventually(loads, progressText+".startsWith('Epoch 1')")
	const apply = "document.querySelector('.controls .apply')"
	if eval[bool](b, "Boolean("+apply+")") {
		t.Error("something waits already")
	}
	b.pick("Preset", "Tiny CNN")
	b.eventually(loads, apply+"?.innerText.replace(/\\s+/g, ' ') === 'Applies on reset Reset now'")
	b.screenshot("waits")
	b.uncut(".controls .apply")
	b.click("button", "한국어")
	b.eventually(loads, apply+".innerText.includes('초기화하면 적용됩니다')")
	b.uncut(".controls .apply")
	if high := eval[float64](b, apply+".getBoundingClientRect().height"); high > 40 {
		t.Errorf("in Korean the button is %v high", high)
	}
	b.click("button", "English")
	b.eventually(loads, apply+".innerText.includes('Applies on reset')")
	narrow := func(name string) {
		t.Helper()
		call(b, emulation.SetDeviceMetricsOverride, emulation.SetDeviceMetricsOverrideParams{Width: 360, Height: 640, DeviceScaleFactor: 1, Mobile: true})
		b.click("button", "Train")
		b.eventually(loads, apply+".checkVisibility()")
		b.uncut(".controls .apply")
		b.screenshot(name)
		call(b, emulation.SetDeviceMetricsOverride, emulation.SetDeviceMetricsOverrideParams{Width: 1280, Height: 720, DeviceScaleFactor: 1})
		b.eventually(loads, "innerWidth === 1280")
	}
	narrow("waits-narrow")
	b.openPanel("settings")
	b.says(loads, "The current run has other settings. These apply on reset.")
	b.screenshot("waits-panel")
	eval[bool](b, "("+apply+".click(), true)")
	b.eventually(loads, "!"+apply+" && "+progressText+" === 'Ready to learn from 1,005 digits'")
	b.openPanel("layers")
	b.eventually(loads, total+" === '410'")
	for range 3 {
		eval[bool](b, "(document.querySelector('.stack [aria-label^=Remove]').click(), true)")
	}
	b.eventually(loads, "document.getElementById('hindrance').textContent !== '' && "+progressText+" === ''")
	b.screenshot("hindered")
	b.noComplaints()
}

// Two tabs side by side list the same runs.
func TestBrowserTabsListTheSameRuns(t *testing.T) {
	t.Parallel()
	s := newSite(t, builtBundle(t))
	b := open(t, s, look{width: 1280, height: 900, language: "en-US"})
	b.ready()
	other := b.newTab()
	other.visit(s.url() + "#panel=runs")
	other.eventually(loads, complete+" && "+rowCount+" === 0")
	b.openPanel("settings")
	b.enter("Epochs", "2")
	b.fastest()
	b.click("button", "Start training")
	other.eventually(loads, rowCount+" === 1")
	b.openPanel("runs")
	b.eventually(loads, rowCount+" === 1")
	b.click("button", "Rename: Epochs planned 2")
	b.eventually(loads, "document.activeElement.id === 'naming'")
	b.fill("naming", "mine", false)
	b.do(chromedp.KeyEvent("\r"))
	other.says(loads, "mine")
	b.click("button", "Delete: mine")
	other.eventually(loads, rowCount+" === 0")
	b.noComplaints()
	other.noComplaints()
}

// Who opens a link reads how its settings differ, and after training whether the same network came out.
func TestBrowserLinkIsReproduced(t *testing.T) {
	t.Parallel()
	s := newSite(t, builtBundle(t))
	b := open(t, s, look{width: 1280, height: 720, language: "en-US"})
	b.ready()
	b.openPanel("settings")
	b.enter("Epochs", "3")
	b.enter("Learning rate", "０，０１")
	b.shows("Learning rate", "0.01")
	b.fastest()
	b.click("button", "Start training")
	b.eventually(loads, progressText+".startsWith('Done')")
	eval[bool](b, `(Object.defineProperty(navigator, 'clipboard', {configurable: true, value: {writeText: async (t) => { window.copied = t }}}), true)`)
	b.says(loads, "whoever opens it can check whether the same network comes out")
	b.click("button", "Copy link")
	b.eventually(loads, "window.copied")
	link := eval[string](b, "copied")
	settings, weights, _ := strings.Cut(strings.TrimPrefix(link, s.url()+"#"), "&weights=")
	if settings != "epochs=3&rate=0.01" || len(weights) != 16 {
		t.Fatalf("copied %q", link)
	}
	b.noComplaints()

	other := open(t, s, look{width: 1280, height: 720, language: "ko-KR", dark: true})
	note := "document.getElementById('link-note').innerText"
	opened := func(link, before, after string) {
		t.Helper()
		other.visit("about:blank")
		other.visit(link)
		other.eventually(loads, complete+" && "+note+".includes("+quote(before)+")")
		other.screenshot("opened")
		other.click("radio", "최고 속도")
		other.click("button", "학습 시작")
		other.eventually(loads, note+".includes("+quote(after)+")")
		other.screenshot("trained")
	}
	opened(link, "튜토리얼과 다른 점: 계획한 에포크 3 · 학습률 0.01. 끝까지 학습하면", "정확히 재현되었습니다.")
	other.uncut("#link-note")
	other.reload()
	other.eventually(loads, note+".includes('정확히 재현되었습니다.')")
	opened(s.url()+"#epochs=4&weights="+weights, "튜토리얼과 다른 점: 계획한 에포크 4.", "재현되지 않았습니다.")
	other.uncut("#link-note")
	call(other, emulation.SetDeviceMetricsOverride, emulation.SetDeviceMetricsOverrideParams{Width: 360, Height: 640, DeviceScaleFactor: 1, Mobile: true})
	other.eventually(loads, "!document.getElementById('link-note').checkVisibility()")
	other.click("button", "학습")
	other.eventually(loads, "document.getElementById('link-note').checkVisibility()")
	other.screenshot("narrow")
	other.noComplaints()
}

// A picture that is opened as a run: the page says in its language what a run's file is.
func TestBrowserPictureIsNoRun(t *testing.T) {
	t.Parallel()
	b := open(t, newSite(t, builtBundle(t)), look{width: 1280, height: 900, language: "ko-KR"})
	b.eventually(loads, complete+" && !document.getElementById('play').disabled")
	b.openPanel("runs")
	b.choose("run-file", "사진.jpg", []byte("\xff\xd8\xff\xe0\x00\x10JFIF\x00"))
	b.eventually(loads, "document.querySelector('.run-file .trouble')?.innerText.includes('.digitlab')")
	if said := eval[string](b, "document.querySelector('.run-file .trouble').innerText"); !strings.Contains(said, "실행을 담은 파일이 아닙니다") || strings.Contains(said, "not a") {
		t.Errorf("it says %q", said)
	}
	b.screenshot("picture")
	b.noComplaints()
}
