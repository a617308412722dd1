package data

import (
	"slices"
	"strings"
	"testing"
	"time"

	"digitlab/wasm/protocol"
	"digitlab/wasm/ui/i18n/i18ntest"
	"digitlab/wasm/ui/lab/labtest"
	"digitlab/wasm/ui/session"
)

// A run waits for its data set. When the data set arrives, the run is built.
func TestARunWaitsForItsData(t *testing.T) {
	l, expect := labtest.Trained(t)
	newDataSets(l)
	l.ChooseSettings(protocol.MNISTPreset.Settings())
	expect()
	if l.MayTrain() || l.MayReset() {
		t.Error("a run may begin without its data")
	}
	l.Apply(&protocol.DataState{Data: protocol.MNIST, Loaded: 5, Total: 10})
	expect()
	l.Apply(&protocol.DataState{Data: protocol.MNIST, Cached: true, Count: 70000})
	s := protocol.MNISTPreset.Settings()
	expect(&protocol.Build{Run: 2, Settings: s})
	l.Apply(&protocol.Built{Run: 2, Settings: s})
	if !l.MayTrain() {
		t.Error("it may not begin though its data is here")
	}
	l.Apply(&protocol.DataState{Data: protocol.MNIST})
	if l.MayTrain() {
		t.Error("a run may begin on data that was removed")
	}
	labtest.Become(l, protocol.Paused)
	if !l.MayTrain() {
		t.Error("a run that has its data may not go on")
	}
}

// A data set that arrives during a run does not end the run.
func TestDataComesDuringARun(t *testing.T) {
	l, expect := labtest.Trained(t)
	newDataSets(l)
	l.ChooseSettings(protocol.MNISTPreset.Settings())
	labtest.Become(l, protocol.Running)
	l.Apply(&protocol.DataState{Data: protocol.MNIST, Cached: true, Count: 70000})
	expect()
}

func TestChooseData(t *testing.T) {
	l, expect := labtest.Trained(t)
	d := newDataSets(l)
	l.Typed(protocol.SeedSetting, "5")
	l.Apply(&protocol.DataState{Data: protocol.Opened, Name: "mine", Count: 200})
	d.choose(protocol.Opened)
	s := protocol.MNISTPreset.Settings()
	s.Data, s.Seed = protocol.Opened, 5
	expect(&protocol.Build{Run: 2, Settings: s})
	l.Apply(&protocol.Built{Run: 2, Settings: s})
	d.choose(protocol.Opened)
	expect()
	d.choose(protocol.Digits)
	s = protocol.DefaultSettings()
	s.Seed = 5
	expect(&protocol.Build{Run: 3, Settings: s})
	l.UndoPreset()
	if l.Fields().Data() != protocol.Opened {
		t.Error("the choice was not taken back")
	}
}

func TestDataText(t *testing.T) {
	e := &english{}
	for _, test := range []struct {
		state   protocol.DataState
		want    string
		problem bool
	}{
		{protocol.DataState{Data: protocol.MNIST}, "Not in this browser yet", false},
		{protocol.DataState{Data: protocol.MNIST, Total: 5}, "is being fetched", false},
		{protocol.DataState{Data: protocol.MNIST, Cached: true, Count: 5}, "used without internet", false},
		{protocol.DataState{Data: protocol.MNIST, Count: 5, Problem: protocol.NotStored}, "could not store it", true},
		{protocol.DataState{Data: protocol.MNIST, Count: 5}, "until you close the page", false},
		{protocol.DataState{Data: protocol.MNIST, Problem: protocol.Unreachable}, "could not be fetched", true},
		{protocol.DataState{Data: protocol.Opened}, "No files are open", false},
		{protocol.DataState{Data: protocol.Opened, Name: "mine.gz", Count: 5}, "mine.gz", false},
		{protocol.DataState{Data: protocol.Opened, Name: "mine.gz", Count: 5, Problem: protocol.WrongCount, File: protocol.FileProblem{Name: "a.csv", Got: "9", Want: "100"}},
			"a.csv: There are 9 pictures with labels, and at least 100 are needed", true},
		{protocol.DataState{Data: protocol.OpenedSmall, Name: "small.csv", Count: 5}, "small.csv", false},
	} {
		s := session.Session{}.Apply(&test.state)
		if said, problem := dataText(s, test.state.Data, e); !strings.Contains(said, test.want) || problem != test.problem {
			t.Errorf("%+v: %q, %v", test.state, said, problem)
		}
	}
	if s := (session.Session{}).Apply(&protocol.DataState{Data: protocol.DataSets}); s.Data != (session.Session{}).Data {
		t.Error("a data set of another version changes something")
	}
}

func TestFetchText(t *testing.T) {
	e := &english{}
	s := protocol.DataState{Loaded: 6_000_000, Total: 11_000_000}
	for _, test := range []struct {
		since time.Duration
		from  int
		want  string
	}{
		{time.Second / 4, 0, "6.0 of 11.0 MB"},
		{2 * time.Second, 6_000_000, "6.0 of 11.0 MB"},
		{2 * time.Second, 4_000_000, "6.0 of 11.0 MB · about 5.0 s left"},
		{12 * time.Second, 0, "6.0 of 11.0 MB · about 10 s left"},
	} {
		if got := fetchText(s, test.since, test.from, e); got != test.want {
			t.Errorf("%v after %v: %q", test.from, test.since, got)
		}
	}
}

func TestMayOpen(t *testing.T) {
	e := &english{}
	for _, test := range []struct {
		sizes []int
		want  string
	}{
		{nil, e.FilesNeeded()}, {[]int{5}, ""}, {[]int{5, 5, 5}, ""},
		{[]int{5, protocol.MaxOpened}, e.FilesTooLarge("128")}, {[]int{protocol.MaxOpened, 0}, ""},
	} {
		if got := mayOpen(test.sizes, e); got != test.want {
			t.Errorf("%v: %q", test.sizes, got)
		}
	}
}

// Where a file has its problem is said in both languages, without a word of the other.
func TestFileProblem(t *testing.T) {
	f := protocol.FileProblem{Name: "train.csv", Line: 1234, Column: 5, Got: "“둘”"}
	i18ntest.Same(t, [][4]string{
		{texts.Korean.FileProblem(protocol.NoNumber, f), "train.csv, 1,234번째 줄, 5번째 열: “둘”: 수가 아닙니다.",
			texts.English.FileProblem(protocol.NoNumber, f), "train.csv, line 1,234, column 5: “둘” is not a number."},
		{texts.Korean.FileProblem(protocol.Damaged, protocol.FileProblem{Name: "x", Got: "2", Want: "100"}), "x: 파일이 잘렸습니다. 100개 중 2개만 들어 있습니다. 다시 복사하거나 내려받으세요.",
			texts.English.FileProblem(protocol.Damaged, protocol.FileProblem{Name: "x", Got: "2", Want: "100"}), "x: It is cut: 2 of 100 are in it. Copy or download it again."},
	})
}

func TestNotes(t *testing.T) {
	e := &english{}
	all := [10]int{20, 20, 20, 20, 20, 20, 20, 20, 20, 20}
	few := all
	few[3], few[4], few[7] = 0, 9, 1
	for name, test := range map[string]struct {
		o     protocol.OpenedFiles
		count int
		want  []string
	}{
		"nothing":   {protocol.OpenedFiles{}, 0, nil},
		"all":       {protocol.OpenedFiles{Digits: all}, 200, nil},
		"few":       {protocol.OpenedFiles{Digits: few}, 150, []string{e.MissingNote("3"), e.FewNote("4, 7")}},
		"one class": {protocol.OpenedFiles{Digits: [10]int{7: 100}}, 100, []string{e.OneDigitNote(7)}},
		"lying":     {protocol.OpenedFiles{Digits: all, Lying: true, Letters: 1234, Beyond: 5}, 200, []string{e.LyingNote(), e.LettersNote("1,234"), e.BeyondNote("100,000", "5")}},
		"a table":   {protocol.OpenedFiles{Digits: all, Ink: 16, Turned: true}, 200, []string{e.InkNote(16), e.TurnedNote()}},
	} {
		if got := notesOf(test.o, test.count, e); !slices.Equal(got, test.want) {
			t.Errorf("%s: %q, want %q", name, got, test.want)
		}
	}
}

// What is missing before opened pictures can be predicted is said; the predictions go when others are opened.
func TestPredictHindrance(t *testing.T) {
	e := &english{}
	l, expect := labtest.Trained(t)
	d := newDataSets(l)
	l.Apply(&protocol.DataState{Data: protocol.Opened, Open: protocol.OpenedFiles{Unlabelled: 5, UnlabelledSide: 28}})
	if got := predictHindrance(l.Session(), e); got != e.TrainOnSide(28) {
		t.Errorf("pictures of another size: %q", got)
	}
	l.Apply(&protocol.DataState{Data: protocol.Opened, Open: protocol.OpenedFiles{Unlabelled: 5, UnlabelledSide: 8}})
	if got := predictHindrance(l.Session(), e); got != e.TrainFirst() {
		t.Errorf("before a run: %q", got)
	}
	l.Apply(&protocol.Progress{Run: l.Session().Run, Epoch: 1, Ended: []protocol.Epoch{{Number: 1}}})
	if got := predictHindrance(l.Session(), e); got != "" {
		t.Errorf("after a run: %q", got)
	}
	l.Apply(&protocol.DataPredictions{Digits: []byte{7, 1}, Confidence: []float32{.5, 1}})
	if d.predictions == nil {
		t.Error("no predictions")
	}
	labtest.Become(l, protocol.Running)
	if got := predictHindrance(l.Session(), e); got != e.PredictLater() {
		t.Errorf("in a run: %q", got)
	}
	l.Apply(&protocol.DataState{Data: protocol.Opened, Open: protocol.OpenedFiles{Unlabelled: 6, UnlabelledSide: 8}})
	if d.predictions != nil {
		t.Error("the predictions of closed files are shown")
	}
	expect()
}

// How much of a table is read is shown until it is.
func TestOpening(t *testing.T) {
	e := &english{}
	l, expect := labtest.Trained(t)
	d := newDataSets(l)
	files := []protocol.NamedFile{{Name: "train.csv"}}
	d.post(files)
	expect(&protocol.OpenData{Files: files})
	if got := openingText(l.Session().Data[protocol.Opened], e); !d.opening || got != e.Opening() {
		t.Errorf("at first: %q", got)
	}
	l.Apply(&protocol.DataState{Data: protocol.Opened, Loaded: 5_000_000, Total: 76_000_000})
	if got := openingText(l.Session().Data[protocol.Opened], e); !d.opening || got != "The files are being opened. 5.0 of 76.0 MB" {
		t.Errorf("while it is read: %q", got)
	}
	if l.Apply(&protocol.DataState{Data: protocol.Opened, Count: 100}); d.opening {
		t.Error("it is open and said to be read")
	}
}

func TestPredictionsCSV(t *testing.T) {
	p := &protocol.DataPredictions{Digits: []byte{7, 1, 0}}
	if got := predictionsCSV(p); got != "ImageId,Label\r\n1,7\r\n2,1\r\n3,0\r\n" {
		t.Errorf("%q", got)
	}
	p.IDs = []string{"28000", "a, \"b\"", "가.png"}
	if got := predictionsCSV(p); got != "ImageId,Label\r\n28000,7\r\n\"a, \"\"b\"\"\",1\r\n가.png,0\r\n" {
		t.Errorf("%q", got)
	}
}
