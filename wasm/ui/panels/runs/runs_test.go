package runs

import (
	"reflect"
	"strings"
	"testing"

	"digitlab/wasm/protocol"
	"digitlab/wasm/ui/dom"
	"digitlab/wasm/ui/lab"
	"digitlab/wasm/ui/lab/labtest"
	"digitlab/wasm/ui/settings"
)

func ids(runs []protocol.RunInfo) string {
	var s []string
	for _, r := range runs {
		s = append(s, r.ID)
	}
	return strings.Join(s, " ")
}

func TestRunOrder(t *testing.T) {
	runs := []protocol.RunInfo{
		{ID: "c", Created: 3, Name: "beta", Trained: 5, Elapsed: 2},
		{ID: "a", Created: 1, Trained: 9, Tested: true, Accuracy: .97, Elapsed: 3},
		{ID: "b", Created: 2, Name: "Alpha", Trained: 9, Tested: true, Accuracy: .98, Elapsed: 1},
		{ID: "d", Created: 4, Trained: 1, Tested: true, Accuracy: .97, Elapsed: 4},
	}
	for _, c := range []struct {
		order runOrder
		want  string
	}{
		{runOrder{}, "d c b a"},
		{runOrder{beganColumn, true}, "a b c d"},
		{runOrder{nameColumn, true}, "b c d a"},     // without a name last, the newest first
		{runOrder{nameColumn, false}, "c b d a"},    // in both directions
		{runOrder{trainedColumn, false}, "b a c d"}, // the newer first among equals
		{runOrder{trainedColumn, true}, "d c b a"},
		{runOrder{accuracyColumn, false}, "b d a c"}, // not tested last
		{runOrder{accuracyColumn, true}, "d a b c"},
		{runOrder{elapsedColumn, true}, "b c a d"},
	} {
		if got := ids(c.order.sorted(runs)); got != c.want {
			t.Errorf("%+v: %s, want %s", c.order, got, c.want)
		}
	}
	if ids(runs) != "c a b d" {
		t.Error("the list was sorted in place")
	}
	for _, c := range []struct {
		from runOrder
		by   runColumn
		want runOrder
	}{
		{runOrder{}, beganColumn, runOrder{beganColumn, true}},
		{runOrder{}, accuracyColumn, runOrder{accuracyColumn, false}},
		{runOrder{accuracyColumn, false}, accuracyColumn, runOrder{accuracyColumn, true}},
		{runOrder{accuracyColumn, true}, nameColumn, runOrder{nameColumn, true}},
	} {
		if got := c.from.next(c.by); got != c.want {
			t.Errorf("%+v by %d: %+v, want %+v", c.from, c.by, got, c.want)
		}
	}
}

func TestChangesInWords(t *testing.T) {
	e := &english{}
	for _, c := range []struct {
		name   string
		change func(*protocol.Settings)
		want   string
	}{
		{"the tutorial", func(*protocol.Settings) {}, e.AsTutorial()},
		{"numbers", func(s *protocol.Settings) { s.Epochs, s.LearningRate, s.Seed = 50, .01, 3 },
			"Epochs planned 50 · Learning rate 0.01 · Seed 3"},
		{"choices", func(s *protocol.Settings) {
			s.Optimizer, s.Initializer, s.Augmentation = protocol.Nadam, protocol.Normal1, protocol.Strong
		}, "Optimizer Nadam · Weight initialization Normal, σ = 1 · Augmentation Strong"},
		{"what is set for all layers", func(s *protocol.Settings) {
			s.Layers = protocol.WithDropout(protocol.WithNormalization(protocol.WithActivation(s.Layers, protocol.GELU), true), .5)
		}, "Activation GELU · Batch normalization on · Dropout 0.5"},
		{"layers", func(s *protocol.Settings) { s.Layers[3].Units = 20 }, "Layers Conv 10 (3×3) → MaxPool (2×2) → Flatten → Dense 20"},
		{"two activations", func(s *protocol.Settings) { s.Layers[3].Activation = protocol.Tanh },
			"Layers Conv 10 (3×3) ReLU → MaxPool (2×2) → Flatten → Dense 50 tanh"},
		{"dropout in the middle", func(s *protocol.Settings) {
			s.Layers = append(s.Layers[:2:2], protocol.Layer{Kind: protocol.Dropout, Rate: .1}, s.Layers[2], s.Layers[3])
		}, "Layers Conv 10 (3×3) → MaxPool (2×2) → Dropout 0.1 → Flatten → Dense 50"},
		{"strides and padding", func(s *protocol.Settings) {
			s.Layers[0].Stride, s.Layers[0].Same, s.Layers[1].Stride = 2, true, 2
		}, "Layers Conv 10 (3×3 /2 same) → MaxPool (2×2) → Flatten → Dense 50"},
		{"no layers", func(s *protocol.Settings) { s.Layers = nil }, "Layers –"},
		{"another version's", func(s *protocol.Settings) { s.Optimizer = 99 }, "Optimizer ?"},
	} {
		s := protocol.DefaultSettings()
		c.change(&s)
		if got := settings.Changes(s, e); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

func TestDifferences(t *testing.T) {
	a := protocol.RunInfo{Settings: protocol.DefaultSettings(), Trained: 100, Tested: true, Loss: .1, Accuracy: .97, Elapsed: 1.25}
	b := protocol.RunInfo{Settings: protocol.DefaultSettings(), Trained: 12, Elapsed: 20}
	b.Settings.Augmentation = protocol.Gentle
	b.Settings.Layers = []protocol.Layer{{Kind: protocol.Conv2D, Units: 16, Size: 3, Same: true}, {Kind: protocol.BatchNormalization},
		{Kind: protocol.Conv2D, Units: 32, Size: 3}, {Kind: protocol.BatchNormalization}, {Kind: protocol.MaxPooling2D, Size: 2},
		{Kind: protocol.Flatten}, {Kind: protocol.Dense, Units: 64}, {Kind: protocol.Dropout, Rate: .25}}
	want := []difference{
		{"Batch normalization", []string{"off", "in the layers"}},
		{"Dropout", []string{"0", "in the layers"}},
		{"Augmentation", []string{"Off", "Gentle"}},
		{"Layers", []string{"Conv 10 (3×3) → MaxPool (2×2) → Flatten → Dense 50",
			"Conv 16 (3×3 same) → BN → Conv 32 (3×3) → BN → MaxPool (2×2) → Flatten → Dense 64 → Dropout 0.25"}},
		{"Epochs", []string{"100/100", "12/100"}},
		{"Test accuracy", []string{"97.0%", "–"}},
		{"Test loss", []string{"0.1000", "–"}},
		{"Time", []string{"1.2 s", "20 s"}},
	}
	if got := differences([]protocol.RunInfo{a, b}, &english{}); !reflect.DeepEqual(got, want) {
		t.Errorf("%v\nwant %v", got, want)
	}
	if got := differences([]protocol.RunInfo{a}, &english{}); len(got) != 4 {
		t.Errorf("one run differs from itself: %v", got)
	}
}

func TestFitName(t *testing.T) {
	long := strings.Repeat("가", 41)
	for _, c := range [][2]string{{"  a b ", "a b"}, {"", ""}, {long, strings.Repeat("가", 40)}, {strings.Repeat("x", 119) + "가", strings.Repeat("x", 119)}} {
		if got := fitName(c[0]); got != c[1] || len(got) > protocol.MaxName {
			t.Errorf("%q: %q, want %q", c[0], got, c[1])
		}
	}
}

// Runs without a name are called by what differs between them, and by a number where nothing does. They all began in one minute.
func TestNamesOfComparedRuns(t *testing.T) {
	run := func(id, name string, change func(*protocol.Settings)) protocol.RunInfo {
		s := protocol.DefaultSettings()
		change(&s)
		return protocol.RunInfo{ID: id, Name: name, Created: 1e12, Settings: s}
	}
	rate := func(v float32) func(*protocol.Settings) {
		return func(s *protocol.Settings) { s.LearningRate = v }
	}
	usual := func(*protocol.Settings) {}
	preset := func(p protocol.Preset) func(*protocol.Settings) {
		return func(s *protocol.Settings) { *s = p.Settings() }
	}
	filters := func(n int) func(*protocol.Settings) {
		return func(s *protocol.Settings) { s.Layers[3].Units = n }
	}
	tuned := run("d", "", usual)
	tuned.FineTunedOn = 3
	plain := run("z", "", usual)
	for _, c := range []struct {
		name    string
		runs    []protocol.RunInfo
		present *protocol.RunInfo
		want    []runName
	}{
		{"one setting", []protocol.RunInfo{run("a", "", rate(.01)), run("b", "", rate(.001)), run("c", "", rate(.1))}, nil,
			[]runName{{"Learning rate 0.01", "0.01"}, {"Learning rate 0.001", "0.001"}, {"Learning rate 0.1", "0.1"}}},
		{"unlike the present run", []protocol.RunInfo{run("a", "", rate(.01))}, &plain, []runName{{"Learning rate 0.01", "0.01"}}},
		{"alone", []protocol.RunInfo{run("a", "", rate(.01))}, nil, []runName{{"Run 1", "Run 1"}}},
		{"nothing differs, in the order of their beginning", []protocol.RunInfo{run("b", "", usual), run("a", "", usual)}, nil,
			[]runName{{"Run 2", "Run 2"}, {"Run 1", "Run 1"}}},
		{"two of three are the same", []protocol.RunInfo{run("b", "", rate(.01)), run("a", "", rate(.01)), run("c", "", usual)}, nil,
			[]runName{{"Run 2: Learning rate 0.01", "Run 2"}, {"Run 1: Learning rate 0.01", "Run 1"}, {"Run 3: Learning rate 0.001", "Run 3"}}},
		{"a name stays", []protocol.RunInfo{run("a", "mine", rate(.01)), run("b", "", usual)}, nil,
			[]runName{{"mine", "mine"}, {"Learning rate 0.001", "0.001"}}},
		{"two settings", []protocol.RunInfo{run("a", "", func(s *protocol.Settings) { s.LearningRate, s.Seed = .01, 3 }), run("b", "", usual)}, nil,
			[]runName{{"Learning rate 0.01 · Seed 3", "0.01 · 3"}, {"Learning rate 0.001 · Seed 777", "0.001 · 777"}}},
		{"presets", []protocol.RunInfo{run("a", "", preset(protocol.TutorialPreset)), run("b", "", preset(protocol.TinyPreset))}, nil,
			[]runName{{"Tutorial CNN", "Tutorial CNN"}, {"Tiny CNN", "Tiny CNN"}}},
		{"too long for the end of a line", []protocol.RunInfo{run("a", "", filters(8)), run("b", "", filters(9))}, nil,
			[]runName{{"Run 1: Layers Conv 10 (3×3) → …atten → Dense 8", "Run 1"}, {"Run 2: Layers Conv 10 (3×3) → …atten → Dense 9", "Run 2"}}},
		{"fine-tuned", []protocol.RunInfo{tuned, run("e", "", usual)}, nil,
			[]runName{{"Run 1: taught by you: 3 digits", "Run 1"}, {"Run 2", "Run 2"}}},
	} {
		if got := namesApart(c.runs, c.present, &english{}); !reflect.DeepEqual(got, c.want) {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
	if got := namesApart([]protocol.RunInfo{run("a", "", rate(.01)), run("b", "", usual)}, nil, &korean{}); got[0].Full != "학습률 0.01" || got[1].Full != "학습률 0.001" {
		t.Errorf("in Korean: %q", got)
	}
}

// In the list each run has a name of its own, also when there are many.
func TestNamesInTheList(t *testing.T) {
	s := protocol.DefaultSettings()
	fast := s
	fast.LearningRate = .01
	got := namesInList([]protocol.RunInfo{{ID: "d", Settings: fast}, {ID: "c", Name: "mine", Settings: s}, {ID: "b", Settings: s}, {ID: "a", Settings: s}}, &english{})
	want := map[string]string{"a": "as in the tutorial (1)", "b": "as in the tutorial (2)", "c": "mine", "d": "Learning rate 0.01"}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

// listed returns a lab with three stored runs; the first is the present one.
func listed(t *testing.T) (*lab.Lab, *runs, func(want ...protocol.Command)) {
	l, expect := labtest.Trained(t)
	r := newRuns(l)
	l.Apply(&protocol.Built{Run: 1, ID: "c", Settings: protocol.DefaultSettings()})
	l.Apply(&protocol.Runs{Runs: []protocol.RunInfo{{ID: "c", Trained: 3}, {ID: "b", Name: "two", Trained: 2}, {ID: "a", Trained: 1, Tested: true, Accuracy: .5}}})
	expect()
	return l, r, expect
}

func TestRunsAreListedAgainOnceSaved(t *testing.T) {
	l, r, expect := listed(t)
	l.Apply(&protocol.Ready{})
	expect(&protocol.Restore{Run: 2, Settings: protocol.DefaultSettings()}, &protocol.SetPace{Pace: protocol.Watch}, &protocol.ListRuns{})
	l.Apply(&protocol.Saved{Run: 1})
	expect(&protocol.ListRuns{})
	l.Apply(&protocol.Failed{Reason: protocol.WorkerStopped})
	r.list()
	expect() // nobody would answer
}

// A tab tells the others of a list that is new to it, and of no other: two tabs would tell each other for ever.
func TestTabsAreTold(t *testing.T) {
	l, r, _ := listed(t)
	told := 0
	r.tell = func() { told++ }
	list := func(want int, runs ...protocol.RunInfo) {
		t.Helper()
		l.Apply(&protocol.Runs{Runs: runs})
		if told != want {
			t.Errorf("told %d times, want %d", told, want)
		}
	}
	list(1, protocol.RunInfo{ID: "a"})
	list(1, protocol.RunInfo{ID: "a"})
	list(2, protocol.RunInfo{ID: "a", Name: "A"})
	list(3, protocol.RunInfo{ID: "b"}, protocol.RunInfo{ID: "a", Name: "A"})
	list(4, protocol.RunInfo{ID: "b", Trained: 1}, protocol.RunInfo{ID: "a", Name: "A"})
	list(5, protocol.RunInfo{ID: "b", Trained: 1, Deleted: true}, protocol.RunInfo{ID: "a", Name: "A"})
	l.Apply(&protocol.Runs{Failure: "denied"})
	if told != 5 {
		t.Error("a failure is no list")
	}
}

func TestOpenRun(t *testing.T) {
	l, r, expect := listed(t)
	r.open("b")
	expect(&protocol.OpenRun{Run: 2, ID: "b"})
	s := protocol.DefaultSettings()
	s.Epochs = 7
	l.Apply(&protocol.Built{Run: 2, ID: "b", Settings: s, Restored: true})
	if l.Fields().Typed[protocol.EpochsSetting] != "7" || !l.Session().Present("b") || l.Session().Present("c") {
		t.Errorf("fields %v; the present run is %s", l.Fields(), l.Session().Built.ID)
	}
}

func TestNameRun(t *testing.T) {
	l, r, expect := listed(t)
	r.rename("b", "other")
	expect() // it was not being named
	r.naming = "b"
	r.rename("b", " 새 이름 ")
	expect(&protocol.NameRun{ID: "b", Name: "새 이름"})
	if info, _ := l.Session().StoredRun("b"); info.Name != "새 이름" || r.naming != "" {
		t.Errorf("%+v", info)
	}
	r.naming = "b"
	r.rename("b", "새 이름")
	expect() // it has that name
}

func TestDeleteAndUndo(t *testing.T) {
	l, r, expect := listed(t)
	r.check("b", true)
	expect(&protocol.ReadRun{ID: "b"})
	r.delete("b")
	expect(&protocol.DeleteRun{ID: "b", Deleted: true})
	if got := ids(l.Session().StoredRuns()); got != "c a" || r.deletedName() != "two" || len(r.checked) > 0 {
		t.Errorf("listed %s, deleted %q, compared %v", got, r.deletedName(), r.checked)
	}
	r.undelete()
	expect(&protocol.DeleteRun{ID: "b"})
	if got := ids(l.Session().StoredRuns()); got != "c b a" || r.deletedName() != "" {
		t.Errorf("listed %s, deleted %q", got, r.deletedName())
	}
	r.undelete()
	expect()
	r.delete("c")
	expect(&protocol.Build{Run: 2, Settings: protocol.DefaultSettings()}, &protocol.DeleteRun{ID: "c", Deleted: true})
}

// A list that is empty without an error was lost. A list that failed, or whose runs were deleted, was not.
func TestLostRuns(t *testing.T) {
	one := []protocol.RunInfo{{ID: "a"}}
	for _, test := range []struct {
		list protocol.Runs
		kept int
		want int
	}{
		{protocol.Runs{}, 3, 3},
		{protocol.Runs{}, 0, 0},
		{protocol.Runs{Failure: "denied"}, 3, 0},
		{protocol.Runs{Runs: one}, 3, 0},
		{protocol.Runs{Runs: []protocol.RunInfo{{ID: "a", Deleted: true}}}, 1, 0},
	} {
		var r runs
		if r.noticeLost(&test.list, test.kept); r.lost != test.want {
			t.Errorf("%+v of %d: %d are said to be lost, want %d", test.list, test.kept, r.lost, test.want)
		}
	}
	r := runs{lost: 3}
	if r.noticeLost(&protocol.Runs{Runs: one}, 0); r.lost != 3 {
		t.Error("it is forgotten with the next list")
	}
}

func TestCompareRuns(t *testing.T) {
	l, r, expect := listed(t)
	epochs := []protocol.Epoch{{Number: 1}}
	r.check("a", true)
	r.check("c", true)
	expect(&protocol.ReadRun{ID: "a"}, &protocol.ReadRun{ID: "c"})
	r.check("c", true)
	expect()
	l.Apply(&protocol.RunCurves{Info: protocol.RunInfo{ID: "c", Trained: 3}, Epochs: epochs})
	l.Apply(&protocol.RunCurves{Info: protocol.RunInfo{ID: "a", Trained: 1, Tested: true, Accuracy: .5}, Epochs: epochs})
	if len(l.Overlays()) != 1 || l.Overlays()[0].Tested == nil || l.Overlays()[0].Tested.Accuracy != .5 || len(l.Overlays()[0].Epochs) != 1 {
		t.Errorf("shown beside the present run: %+v", l.Overlays())
	}
	l.Apply(&protocol.Runs{Runs: []protocol.RunInfo{{ID: "a", Name: "A", Trained: 2}}})
	expect(&protocol.ReadRun{ID: "a"}) // it was trained further
	if l.Overlays()[0].Name != "A" || !reflect.DeepEqual(r.checked, []string{"a"}) {
		t.Errorf("%+v of %v", l.Overlays(), r.checked)
	}
	l.Apply(&protocol.RunCurves{Info: protocol.RunInfo{ID: "a"}, Failure: "damaged"})
	if len(l.Overlays()) != 0 {
		t.Errorf("%+v", l.Overlays())
	}
	r.compareNone()
	for _, id := range []string{"1", "2", "3", "4", "5"} {
		r.check(id, true)
	}
	if len(r.checked) != dom.MaxCompared {
		t.Errorf("%v are compared", r.checked)
	}
}
