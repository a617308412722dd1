package methods

import (
	"reflect"
	"strings"
	"testing"
	"time"

	"digitlab/wasm/protocol"
	"digitlab/wasm/ui/client"
	"digitlab/wasm/ui/i18n"
	"digitlab/wasm/ui/lab/labtest"
	"digitlab/wasm/ui/stats"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// Every choice of every method makes valid settings. All choices of a method but one differ from the tutorial.
func TestMethodChoices(t *testing.T) {
	base := protocol.DefaultSettings()
	for m := range methodCount {
		same := 0
		for i := range m.choices() {
			s, members := m.apply(base, i)
			if err := s.Check(); err != nil {
				t.Errorf("%s %d: %v", m.id(), i, err)
			}
			if s.Equal(base) && members == 1 {
				same++
			}
			for _, language := range []words{texts.English, texts.Korean} {
				if m.choice(i, base, language) == "" || m.current(s, language) == "" {
					t.Errorf("%s %d has no name", m.id(), i)
				}
			}
		}
		want := 1
		if m == ensembleMethod || m == dataMethod {
			want = 0
		}
		if same != want {
			t.Errorf("%s: %d choices are what the tutorial does, want %d", m.id(), same, want)
		}
		if first, members := m.apply(base, 0); first.Equal(base) && members == 1 {
			t.Errorf("%s: the usual choice is what the tutorial does", m.id())
		}
	}
	if !base.Equal(protocol.DefaultSettings()) {
		t.Error("a choice changed the base in place")
	}
}

func TestFitDigits(t *testing.T) {
	s := protocol.DefaultSettings()
	for percent, want := range map[int]string{20: "1,005", 5: "1,194", 60: "502"} {
		if s.ValidationPercent = percent; fitDigits(s) != want {
			t.Errorf("%d %%: %s, want %s", percent, fitDigits(s), want)
		}
	}
}

// A and B have the same seeds, all methods have the same A, and no two ensembles have a network in common.
func TestTrialsShareSeeds(t *testing.T) {
	base := protocol.DefaultSettings()
	a, b := ensembleMethod.trials(base, 0)
	other, _ := dropoutMethod.trials(base, 0)
	if a[3].Key != other[3].Key || a[0].Key == a[1].Key || a[0].Key == b[0].Key {
		t.Errorf("%v, %v", a, other)
	}
	base.Members = 3 // of a run
	if again, _ := ensembleMethod.trials(base, 0); again[0].Key != a[0].Key {
		t.Errorf("%v, %v", a[0], again[0])
	}
	seen := map[uint64]bool{}
	for i := range seeds {
		if a[i].Settings.Seed != b[i].Settings.Seed || a[i].Members != 1 || b[i].Members != 5 {
			t.Errorf("pair %d: %+v and %+v", i, a[i], b[i])
		}
		for n := range b[i].Members {
			seed := b[i].Settings.Seed + uint64(n)
			if seen[seed] || seed > protocol.MaxSeed {
				t.Errorf("seed %d is taken", seed)
			}
			seen[seed] = true
		}
	}
	base.Seed = protocol.MaxSeed
	_, b = ensembleMethod.trials(base, 0)
	if err := b[4].Settings.Check(); err != nil {
		t.Error(err)
	}
}

// doneWith returns results of a method: the accuracies of A and B with each seed.
func doneWith(m method, a, b [seeds]float32) map[string]outcome {
	done := map[string]outcome{}
	ta, tb := m.trials(protocol.DefaultSettings(), 0)
	for i := range seeds {
		done[ta[i].Key], done[tb[i].Key] = outcome{Accuracy: a[i], Elapsed: 1}, outcome{Accuracy: b[i], Elapsed: 1}
	}
	return done
}

func TestConclusion(t *testing.T) {
	a := [seeds]float32{.9722, .9685, .9741, .9704, .9759}
	better := [seeds]float32{.9796, .9778, .9833, .9741, .9796}
	for _, c := range []struct {
		a, b [seeds]float32
		want string
	}{
		{a, better, "B is better by 0.67 points (p = 0.006; 95% interval 0.32 to 1.01)."},
		{better, a, "B is worse by 0.67 points (p = 0.006; 95% interval 0.32 to 1.01)."},
		{a, [seeds]float32{.9741, .9667, .9741, .9722, .9741}, "No clear difference (p = 0.98): B − A is 0.00 points on average, 95% interval −0.22 to +0.23."},
		{a, a, "No clear difference (p = 1.00): B − A is 0.00 points on average, 95% interval 0.00 to 0.00."},
	} {
		compared := compareDropout(doneWith(dropoutMethod, c.a, c.b))
		if got := compared.conclusion(&english{}); got != c.want {
			t.Errorf("%q, want %q", got, c.want)
		}
	}
	done := doneWith(dropoutMethod, a, better)
	_, b := dropoutMethod.trials(protocol.DefaultSettings(), 0)
	delete(done, b[2].Key)
	compared := compareDropout(done)
	if got := compared.missing(); len(got) != 1 || got[0].Key != b[2].Key || compared.complete() || compared.conclusion(&english{}) != "" {
		t.Errorf("missing %v; %q", got, compared.conclusion(&english{}))
	}
	if got := effort(&compared, done, 2, &english{}); got != "1 training to do, about 0.5 s" {
		t.Error(got)
	}
	done[b[2].Key] = outcome{Problem: protocol.TrialDiverged}
	compared = compareDropout(done)
	if side, seed, why := compared.failure(); side != 1 || seed != b[2].Settings.Seed || why != protocol.TrialDiverged || compared.complete() || len(compared.missing()) > 0 {
		t.Errorf("%d, %d, %d", side, seed, why)
	}
}

// workers are the workers of a pool of one, for tests: trials wait until the test calls run.
type workers struct {
	tell  []func(protocol.Event) // sends the event of a worker, in the order in which they were started
	later []func()
}

// methodsWithWorkers returns methods whose workers answer as a test demands.
func methodsWithWorkers(t *testing.T, answer func(client.Trial) protocol.TrialDone) (*methods, *workers) {
	l, _ := labtest.Trained(t)
	ms, w := newMethods(l), &workers{}
	ms.pool = &client.Pool{Size: 1, MayWarmUp: func() bool { return true }, Progressed: func() {}, Done: ms.finishTrial, Now: func() time.Time { return time.Unix(0, 0) },
		After: func(_ time.Duration, f func()) { w.later = append(w.later, f) }}
	ms.pool.Start = func(receive func(protocol.Event)) client.PoolWorker {
		w.tell = append(w.tell, receive)
		return client.PoolWorker{Close: func() {}, Send: func(c protocol.Command) {
			if c, ok := c.(*protocol.Trial); ok && c.Members > 0 {
				w.later = append(w.later, func() {
					r := answer(client.NewTrial(c.Settings, c.Members))
					r.ID = c.ID
					receive(&r)
				})
			}
		}}
	}
	return ms, w
}

// run runs everything that was postponed.
func (w *workers) run() {
	for len(w.later) > 0 {
		f := w.later[0]
		w.later = w.later[1:]
		f()
	}
}

func TestMethodsShareA(t *testing.T) {
	trials := 0
	ms, w := methodsWithWorkers(t, func(t client.Trial) protocol.TrialDone {
		trials++
		return protocol.TrialDone{Accuracy: .97 + float32(t.Settings.Seed%7)/1000}
	})
	ms.compare(initializationMethod)
	if !ms.comparing(initializationMethod) || ms.mayCompare(initializationMethod) || !ms.mayCompare(dropoutMethod) {
		t.Error("it is not being compared")
	}
	ms.setOwn(true)
	ms.choose(initializationMethod, 3)
	if ms.own || ms.chosen[initializationMethod] != 0 {
		t.Error("A or B was changed while they are compared")
	}
	w.tell[0](&protocol.Ready{})
	w.run()
	if trials != 10 || ms.comparing(initializationMethod) || ms.mayCompare(initializationMethod) {
		t.Errorf("%d trials", trials)
	}
	for _, text := range []words{texts.English, texts.Korean} {
		if want := text.Method(initializationMethod) + ": " + ms.outcomeText(initializationMethod, text); ms.said.In(text.Language()) != want {
			t.Errorf("said %q, want %q", ms.said, want)
		}
	}
	ms.compare(dropoutMethod, ensembleMethod)
	w.tell[len(w.tell)-1](&protocol.Ready{})
	w.run()
	if trials != 20 || ms.said.English != ms.text().ComparedAll() {
		t.Errorf("%d trials; said %q", trials, ms.said)
	}
	ms.choose(initializationMethod, 5)
	if c := ms.comparison(initializationMethod); !c.Same || ms.mayCompare(initializationMethod) {
		t.Error("A and B are the same and may be compared")
	}
}

// What screen readers are told is in the page's language, also when that is chosen later.
func TestSaidInTheLanguageOfThePage(t *testing.T) {
	ms, _ := methodsWithWorkers(t, func(client.Trial) protocol.TrialDone { return protocol.TrialDone{Accuracy: .97} })
	ms.compare(initializationMethod)
	for language, want := range map[i18n.Language]string{
		i18n.InEnglish: "Comparing: Weight initialization", i18n.InKorean: "비교 중: 가중치 초기화 (weight initialization)",
	} {
		ms.lab.Speak(language)
		if html := app.HTMLString(ms.card()); !strings.Contains(html, want) {
			t.Errorf("%s: no %q in %s", language.Code(), want, html)
		}
	}
}

func TestCancelKeepsWhatOthersWaitFor(t *testing.T) {
	ms, _ := methodsWithWorkers(t, func(client.Trial) protocol.TrialDone { return protocol.TrialDone{Accuracy: .97} })
	ms.compare(initializationMethod, dropoutMethod)
	ms.cancel(initializationMethod)
	if got := len(ms.pool.All()); got != 10 || ms.comparing(initializationMethod) || !ms.comparing(dropoutMethod) {
		t.Errorf("%d trials are left", got)
	}
	ms.cancel(dropoutMethod)
	if ms.pool.Busy() || len(ms.asked) > 0 {
		t.Error("something is left")
	}
}

// A trial on which two workers die is reported, and may be tried again.
func TestBrokenTrial(t *testing.T) {
	ms, w := methodsWithWorkers(t, func(client.Trial) protocol.TrialDone { return protocol.TrialDone{Accuracy: .97} })
	ms.compare(dropoutMethod)
	for i := 0; i < len(w.tell) && i < 30; i++ {
		w.tell[i](&protocol.Failed{Detail: "no memory"})
	}
	if got := ms.outcomeText(dropoutMethod, ms.text()); got != ms.text().TrialBroken() || ms.comparing(dropoutMethod) || !ms.mayCompare(dropoutMethod) {
		t.Errorf("%q", got)
	}
}

func TestTrialsAreRemembered(t *testing.T) {
	done := map[string]outcome{"a1": {.97, .125, 1.5, 0}, "b2": {.5, 2, 20, 0}, "c3": {Problem: protocol.TrialDiverged}}
	kept := map[string]outcome{"a1": done["a1"], "b2": done["b2"]}
	s := writeTrials(done, "v1")
	if got := readTrials(s, "v1"); !reflect.DeepEqual(got, kept) {
		t.Errorf("%v, want %v", got, kept)
	}
	for _, other := range []string{"", "v2\na 1 1 1", "v1\nnonsense\na x 1 1\n\n"} {
		if got := readTrials(other, "v1"); len(got) != 0 {
			t.Errorf("%q: %v", other, got)
		}
	}
}

func TestPlotTicks(t *testing.T) {
	for _, c := range [][5]float64{{97.1, 98.2, 97, 98.5, .5}, {97, 97, 96.75, 97.25, .25}, {10, 97, 0, 100, 50}, {94, 97.9, 94, 98, 1}} {
		if from, to, step := plotTicks(c[0], c[1]); from != c[2] || to != c[3] || step != c[4] {
			t.Errorf("%v: %v to %v by %v", c, from, to, step)
		}
	}
}

func TestComparisonPlot(t *testing.T) {
	a := [seeds]float32{.97, .971, .972, .973, .974}
	c := compareDropout(doneWith(dropoutMethod, a, a))
	got := comparisonPlot(&c, "A & B")
	for part, want := range map[string]int{"<circle": 10, `class="pair"`: 5, `class="mean"`: 2, "A &amp; B": 1, "NaN": 0, "style=": 0} {
		if n := strings.Count(got, part); n != want {
			t.Errorf("%d of %s, want %d: %s", n, part, want, got)
		}
	}
	c = compareDropout(nil)
	if got := comparisonPlot(&c, ""); strings.Contains(got, "<circle") || strings.Contains(got, "Inf") {
		t.Error(got)
	}
}

func TestGlance(t *testing.T) {
	rows := []glanceRow{
		{"Dropout", ".25", stats.PairedTest{Mean: .37, Low: -.3, High: 1.04, P: .2}, true},
		{"Ensemble", "5", stats.PairedTest{Mean: .96, Low: .13, High: 1.8, P: .03}, true},
		{"Optimizer", "SGD", stats.PairedTest{Mean: -5.41, Low: -6.9, High: -3.91, P: .0005}, true},
		{"Data", "<b>", stats.PairedTest{}, false},
	}
	if got := glanceScale(rows); got != 7 {
		t.Errorf("the scale is %v", got)
	}
	got := glanceTable(rows, &english{})
	for _, want := range []string{`<tr class="unclear"><th scope="row">Dropout`, "+0.37, not clear", `<tr class="better">`, "+0.96, better", `<tr class="worse">`,
		"−5.41, worse", `<tr class="unknown">`, "&lt;b&gt;", "not compared"} {
		if !strings.Contains(got, want) {
			t.Errorf("no %q in %s", want, got)
		}
	}
	if n := strings.Count(got, "<circle"); n != 3 {
		t.Errorf("%d dots", n)
	}
	if got := glanceScale(nil); got != 1 {
		t.Errorf("the empty scale is %v", got)
	}
}

func TestFormatOfDifferences(t *testing.T) {
	for _, c := range [][2]string{{i18n.Signed(.801), "+0.80"}, {i18n.Signed(-.004), "0.00"}, {i18n.Signed(-1.5), "−1.50"}, {i18n.Probability(.0004), "p < 0.001"},
		{i18n.Probability(.0123), "p = 0.012"}, {i18n.Probability(.4), "p = 0.40"}} {
		if c[0] != c[1] {
			t.Errorf("%q, want %q", c[0], c[1])
		}
	}
}

// compareDropout compares the tutorial without and with dropout.
func compareDropout(done map[string]outcome) comparison {
	a, b := dropoutMethod.trials(protocol.DefaultSettings(), 0)
	return compared(a, b, done)
}
