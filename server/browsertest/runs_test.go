//go:build browser

package browsertest

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/storage"
	"github.com/chromedp/chromedp"

	"digitlab/wasm/protocol"
)

// storedRuns is a scripted trainer with one finished run and other stored runs.
type storedRuns struct {
	mu      sync.Mutex
	runs    []protocol.RunInfo
	results *protocol.Results
	trial   func(*protocol.Trial) []protocol.Event
}

// newStoredRuns returns a trainer with the given number of stored runs, of which the first is the present one, and results with the
// given number of wrong predictions.
func newStoredRuns(runs, wrong int) *storedRuns {
	s := &storedRuns{results: &protocol.Results{}}
	r := rand.New(rand.NewPCG(1, 2))
	for i := range runs {
		settings := protocol.DefaultSettings()
		switch i % 4 {
		case 1:
			settings.Optimizer, settings.LearningRate = protocol.SGD, .01
		case 2:
			settings = protocol.BetterPreset.Settings()
		case 3:
			settings.Seed = uint64(i)
			settings.Layers = protocol.WithDropout(protocol.WithActivation(settings.Layers, protocol.Tanh), .25)
		}
		info := protocol.RunInfo{ID: fmt.Sprintf("run%03d", 999-i), Created: 1764081600000 - int64(i)*3_700_000, Settings: settings,
			Trained: settings.Epochs, Tested: true, Loss: .1, Accuracy: .96 + .03*r.Float32(), Elapsed: 1 + 20*r.Float64()}
		if i%5 == 4 {
			info.Trained, info.Tested = 12, false
		}
		s.runs = append(s.runs, info)
	}
	for i := range 540 {
		label := byte(i % 10)
		predicted, confidence := label, .9+.1*r.Float32()
		if i < wrong {
			predicted, confidence = (label+byte(1+r.IntN(9)))%10, .3+.7*r.Float32()
		}
		s.results.Labels = append(s.results.Labels, label)
		s.results.Predicted = append(s.results.Predicted, predicted)
		s.results.Confidence = append(s.results.Confidence, confidence)
		s.results.Pictured = append(s.results.Pictured, len(s.results.Pictured))
		for p := range 64 {
			ink := byte(0)
			if x, y := p%8, p/8; x > 1 && x < 6 && (y+x*int(label))%3 != 0 {
				ink = 16
			}
			s.results.Pictures = append(s.results.Pictures, ink)
		}
	}
	return s
}

func (s *storedRuns) page(t *testing.T) *scripted {
	return newScripted(t, s.answer)
}

func (s *storedRuns) list() []protocol.Event {
	return []protocol.Event{&protocol.Runs{Runs: slices.Clone(s.runs)}}
}

func (s *storedRuns) change(id string, change func(*protocol.RunInfo)) []protocol.Event {
	for i := range s.runs {
		if s.runs[i].ID == id {
			change(&s.runs[i])
		}
	}
	return s.list()
}

func (s *storedRuns) find(id string) (info protocol.RunInfo) {
	s.change(id, func(r *protocol.RunInfo) { info = *r })
	return info
}

func (s *storedRuns) epochs(r protocol.RunInfo) (epochs []protocol.Epoch) {
	for i := range r.Trained {
		v := float32(i+1) / 10
		epochs = append(epochs, protocol.Epoch{Number: i + 1, Loss: 2 / (1 + v), Accuracy: 1 - .8/(1+v), ValidationLoss: 2.1 / (1 + v),
			ValidationAccuracy: 1 - .9/(1+v), LearningRate: .001, Elapsed: float64(i) / 50})
	}
	return epochs
}

// show returns the events that make a run the present one.
func (s *storedRuns) show(run int, r protocol.RunInfo) []protocol.Event {
	layers, _ := protocol.Describe(r.Settings.Data.Side(), r.Settings.Layers)
	events := []protocol.Event{
		&protocol.Built{Run: run, ID: r.ID, Settings: r.Settings, Layers: layers, Fit: 1005, Validation: 252, Test: 540, Sample: s.results.Pictures[:40*64], Restored: true},
		&protocol.Progress{Run: run, Epoch: r.Trained, Step: 21, Steps: 21, Elapsed: r.Elapsed, Ended: s.epochs(r)},
	}
	phase := protocol.Paused
	if r.Tested {
		phase = protocol.Done
		results := *s.results
		results.Run = run
		events = append(events, &protocol.Tested{Run: run, Loss: r.Loss, Accuracy: r.Accuracy, Elapsed: r.Elapsed}, &results)
	}
	return append(events, &protocol.Status{Run: run, Phase: phase, LearningRate: r.Settings.LearningRate})
}

func (s *storedRuns) answer(c protocol.Command) []protocol.Event {
	s.mu.Lock()
	defer s.mu.Unlock()
	switch c := c.(type) {
	case nil:
		return []protocol.Event{&protocol.Ready{Images: 1797, Sample: s.results.Pictures[:40*64], SampleLabels: s.results.Labels[:40]}}
	case *protocol.Ping:
		return []protocol.Event{&protocol.Pong{ID: c.ID}}
	case *protocol.Restore:
		if len(s.runs) > 0 {
			return s.show(c.Run, s.runs[0])
		}
		return []protocol.Event{&protocol.Built{Run: c.Run, ID: "new", Settings: c.Settings, Fit: 1005, Validation: 252, Test: 540},
			&protocol.Status{Run: c.Run, LearningRate: c.Settings.LearningRate}}
	case *protocol.OpenRun:
		return s.show(c.Run, s.find(c.ID))
	case *protocol.ListRuns:
		return s.list()
	case *protocol.ReadRun:
		r := s.find(c.ID)
		return []protocol.Event{&protocol.RunCurves{Info: r, Epochs: s.epochs(r)}}
	case *protocol.NameRun:
		return s.change(c.ID, func(r *protocol.RunInfo) { r.Name = c.Name })
	case *protocol.PinRun:
		return s.change(c.ID, func(r *protocol.RunInfo) { r.Pinned = c.Pinned })
	case *protocol.DeleteRun:
		return s.change(c.ID, func(r *protocol.RunInfo) { r.Deleted = c.Deleted })
	case *protocol.Trial:
		if s.trial != nil && c.Members > 0 {
			return s.trial(c)
		}
	}
	return []protocol.Event{}
}

// runLooks are the window sizes, languages and colours in which the cards are checked.
var runLooks = []look{
	{width: 1280, height: 900, language: "en-US"},
	{width: 1280, height: 900, language: "ko-KR", dark: true},
	{width: 768, height: 900, language: "ko-KR"},
	{width: 360, height: 740, language: "en-US", dark: true, touch: true},
	{width: 360, height: 740, language: "ko-KR", touch: true},
}

// In every look the cards fit into the window.
func TestBrowserRunsLooks(t *testing.T) {
	t.Parallel()
	s := newStoredRuns(7, 17)
	s.trial = func(c *protocol.Trial) []protocol.Event {
		accuracy := .970 + float32(c.Settings.Seed*7%11)/1000
		switch {
		case c.Members > 1:
			accuracy += .012
		case c.Settings.Optimizer == protocol.SGD:
			accuracy -= .04
		case c.Settings.Initializer != protocol.GlorotUniform:
			accuracy += float32(c.Settings.Seed%3) / 500
		}
		return []protocol.Event{&protocol.TrialProgress{ID: c.ID, Done: .5}, &protocol.TrialDone{ID: c.ID, Loss: .1, Accuracy: accuracy, Elapsed: 1}}
	}
	site := newSite(t, s.page(t))
	for _, l := range runLooks {
		t.Run(fmt.Sprintf("%d-%s-%v", l.width, l.language, l.dark), func(t *testing.T) {
			t.Parallel()
			b := open(t, site, l)
			fits := func(panel string) {
				t.Helper()
				time.Sleep(300 * time.Millisecond)
				b.screenshot(panel)
				if width := eval[int](b, "document.documentElement.scrollWidth"); width > int(l.width) {
					t.Errorf("with the panel of %s the page is %d wide in a window of %d", panel, width, l.width)
				}
			}
			b.openPanel("results")
			b.eventually(loads, "document.querySelector('.confusion button')")
			eval[bool](b, "(document.querySelector('.confusion button.miss:not(.tint0)').click(), true)")
			fits("results")
			b.openPanel("runs")
			b.eventually(loads, "document.querySelectorAll('.stored tbody tr').length === 7")
			fits("runs")
			eval[bool](b, "([1, 2, 3].forEach((i) => document.querySelectorAll('.stored input[type=checkbox]')[i].click()), true)")
			b.eventually(loads, "document.querySelectorAll('.differences thead th').length === 3")
			fits("comparison")
			b.openPanel("methods")
			fits("methods")
			eval[bool](b, "(document.querySelector('.contest-controls button').click(), true)")
			b.eventually(loads, "document.querySelectorAll('.contest-plot circle').length === 70")
			eval[bool](b, "(document.querySelector('.method details').open = true)")
			b.eventually(loads, "document.querySelector('.method table')")
			fits("compared")
			b.noComplaints()
		})
	}
}

// row returns a script that finds the row of a run by its name.
func row(name string) string {
	return "[...document.querySelectorAll('.stored tbody tr')].find((e) => e.querySelector('th').innerText.includes(" + quote(name) + "))"
}

const rowCount = "document.querySelectorAll('.stored tbody tr').length"

// A day with runs: they are listed, named, pinned, sorted, compared, opened, deleted and restored, and are there after a reload.
func TestBrowserRuns(t *testing.T) {
	t.Parallel()
	b := open(t, newSite(t, builtBundle(t)), look{width: 1280, height: 900, language: "en-US"})
	b.openPanel("runs")
	b.says(loads, "Your runs will be listed here after the first epochs")
	train := func(epochs, seed string) {
		t.Helper()
		b.openPanel("settings")
		b.fill("setting-epochs", epochs, true)
		b.fill("setting-seed", seed, true)
		b.click("button", "Start training")
		b.says(loads, "Done: ")
		b.openPanel("runs")
	}
	b.fastest()
	train("3", "1")
	b.eventually(loads, rowCount+" === 1")
	nameIt := func(name, key string, code int64) {
		t.Helper()
		eval[bool](b, "([...document.querySelectorAll('.stored button')].find((e) => e.innerText === 'Rename').click(), true)")
		b.eventually(loads, "document.activeElement.id === 'naming'")
		b.do(chromedp.KeyEvent(name))
		b.press(key, code)
		b.eventually(loads, "document.activeElement.innerText === 'Rename'")
	}
	nameIt("first", "Enter", 13)
	b.eventually(loads, row("first"))
	nameIt("nonsense", "Escape", 27)
	b.eventually(loads, row("first")+" && !"+row("nonsense"))

	b.click("button", "Reset")
	b.eventually(loads, "document.getElementById('progress-text').textContent.startsWith('Ready')")
	train("4", "2")
	b.eventually(loads, rowCount+" === 2")
	nameIt("second", "Enter", 13)
	b.eventually(loads, row("second")+".innerText.includes('Epochs planned 4 · Seed 2')")
	b.eventually(loads, row("second")+".innerText.includes('present')")

	b.click("button", "Pin: first")
	b.eventually(loads, "byRole('button', 'Pin: first').getAttribute('aria-pressed') === 'true'")
	const firstRow = "document.querySelector('.stored tbody th').innerText"
	b.eventually(loads, firstRow+".startsWith('second')")
	b.click("button", "Epochs↕")
	b.eventually(loads, "byRole('button', 'Epochs↓').closest('th').getAttribute('aria-sort') === 'descending'")
	b.click("button", "Epochs↓")
	b.eventually(loads, firstRow+".startsWith('first')")

	check := func(name string) { eval[bool](b, row(name)+".querySelector('input').click() ?? true") }
	check("first")
	check("second")
	b.eventually(loads, "document.querySelectorAll('.differences thead th').length === 2")
	b.eventually(loads, "document.querySelector('.differences').innerText.includes('Seed')")
	b.screenshot("compared")
	b.click("button", "End the comparison")
	b.eventually(loads, "!document.querySelector('.differences')")

	accuracy := eval[string](b, row("first")+".innerText.match(/[0-9.]+%/)[0]")
	b.click("button", "Open: first")
	b.eventually(loads, row("first")+".innerText.includes('present')")
	b.eventually(loads, "document.body.innerText.includes('Done: "+accuracy+"')")
	b.openPanel("settings")
	b.eventually(loads, "document.getElementById('setting-epochs').value === '3' && document.getElementById('setting-seed').value === '1'")
	b.openPanel("runs") // in the order that was chosen
	b.eventually(loads, "byRole('button', 'Epochs↑').closest('th').getAttribute('aria-sort') === 'ascending' && "+firstRow+".startsWith('first')")

	b.click("button", "Delete: second")
	b.eventually(loads, rowCount+" === 1 && document.activeElement.innerText === 'Undo delete'")
	b.says(loads, "Deleted: second")
	b.click("button", "Undo delete")
	b.eventually(loads, rowCount+" === 2")
	b.click("button", "Delete: second")
	b.eventually(loads, rowCount+" === 1")
	b.reload()
	b.eventually(loads, rowCount+" === 1 && "+row("first"))
	b.eventually(loads, "byRole('button', 'Pin: first').getAttribute('aria-pressed') === 'true'")

	// Without the present run the page begins another.
	b.click("button", "Delete: first")
	b.says(loads, "Your runs will be listed here after the first epochs")
	b.eventually(loads, "document.getElementById('progress-text').textContent.startsWith('Ready')")
	b.noComplaints()
}

// Two hundred runs and hundreds of wrong predictions do not block the page.
func TestBrowserRunsMany(t *testing.T) {
	t.Parallel()
	b := open(t, newSite(t, newStoredRuns(200, 500).page(t)), look{width: 1280, height: 900, language: "en-US"})
	b.openPanel("results")
	b.eventually(loads, "document.querySelectorAll('.gallery li').length === 24")
	b.openPanel("runs")
	b.eventually(loads, rowCount+" === 10")
	b.says(loads, "200 of at most 200 runs are stored")
	begin := eval[float64](b, "performance.now()")
	b.click("button", "Show 10 more of 190")
	b.eventually(loads, rowCount+" === 20")
	b.click("button", "Test accuracy↕")
	b.eventually(loads, "byRole('button', 'Test accuracy↓')")
	b.openPanel("results")
	b.click("button", "Show 24 more of 476")
	b.eventually(loads, "document.querySelectorAll('.gallery li').length === 48")
	b.openPanel("runs")
	b.eventually(loads, rowCount+" === 20")
	eval[bool](b, "([0, 1, 2, 3].forEach((i) => document.querySelectorAll('.stored input')[i].click()), true)")
	b.eventually(loads, "document.querySelectorAll('.stored input')[4].disabled")
	b.eventually(loads, "document.querySelectorAll('.differences thead th').length === 4")
	time.Sleep(300 * time.Millisecond)
	t.Logf("tasks of the page over 50 ms: at load %v, then %v", eval[[][]float64](b, fmt.Sprintf("longTasks.filter(([at]) => at < %f)", begin)),
		eval[[][]float64](b, fmt.Sprintf("longTasks.filter(([at]) => at >= %f)", begin)))
	b.noComplaints()
}

// The browser clears its storage, for example because the disk is full, or finds it damaged: the page says once what is lost. Runs
// that the person has deleted are not called lost.
func TestBrowserRunsLost(t *testing.T) {
	t.Parallel()
	s := newSite(t, builtBundle(t))
	for _, test := range []struct {
		look
		start, done, lost, empty, remove string
	}{
		{look{width: 1280, height: 900, language: "en-US"}, "Start training", "Done: ", "the run that was stored is gone",
			"Your runs will be listed here", "Delete"},
		{look{width: 360, height: 740, language: "ko-KR", dark: true}, "학습 시작", "학습 끝: ", "저장되어 있던 실행 1개가 사라졌습니다",
			"실행이 여기에 나타납니다", "삭제"},
	} {
		t.Run(test.language, func(t *testing.T) {
			t.Parallel()
			b := open(t, s, test.look)
			train := func() {
				t.Helper()
				b.openPanel("settings")
				b.fill("setting-epochs", "2", true)
				b.click("button", test.start)
				b.says(loads, test.done)
				b.openPanel("runs")
				b.eventually(loads, rowCount+" === 1")
			}
			listed := func() {
				t.Helper()
				b.openPanel("runs")
				b.view(moreView) // a phone begins with the view of the canvas
				b.says(loads, test.empty)
				b.eventually(loads, "document.querySelector('.stored thead button:enabled')")
				b.eventually(loads, "localStorage.getItem('digitlab.runs') === '0'")
			}
			notSaid := func(when string) {
				t.Helper()
				if eval[bool](b, "document.body.innerText.includes("+quote(test.lost)+")") {
					t.Errorf("%s, it is said that runs were lost", when)
				}
			}
			train()
			b.do(chromedp.Navigate("about:blank"))
			origin := strings.TrimSuffix(s.url(), "/")
			call(b, storage.ClearDataForOrigin, storage.ClearDataForOriginParams{Origin: origin, StorageTypes: "indexeddb"})
			b.do(chromedp.Navigate(s.url()))
			b.says(loads, test.lost) // although the panel of the runs is not open
			b.screenshot("lost")
			listed()
			b.says(loads, test.lost)
			b.reload()
			listed()
			notSaid("a second time")

			train()
			eval[bool](b, "([...document.querySelectorAll('.stored button')].find((e) => e.innerText === "+quote(test.remove)+").click(), true)")
			listed()
			for range 2 { // deleted runs are removed at the next start
				b.reload()
				listed()
				notSaid("after a deletion")
			}
			b.noComplaints()
		})
	}
}
