package data

import (
	"strings"
	"testing"
	"time"

	"digitlab/wasm/protocol"
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
		{protocol.DataState{Data: protocol.MNIST, Cached: true, Count: 5}, "also without internet", false},
		{protocol.DataState{Data: protocol.MNIST, Count: 5, Problem: protocol.NotStored}, "would not keep it", true},
		{protocol.DataState{Data: protocol.MNIST, Count: 5}, "until you close the page", false},
		{protocol.DataState{Data: protocol.MNIST, Problem: protocol.Unreachable}, "could not be fetched", true},
		{protocol.DataState{Data: protocol.Opened}, "No files are open", false},
		{protocol.DataState{Data: protocol.Opened, Name: "mine.gz", Count: 5}, "mine.gz", false},
		{protocol.DataState{Data: protocol.Opened, Name: "mine.gz", Count: 5, Problem: protocol.WrongCount}, "100 to 100,000 pictures", true},
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
		{nil, e.FilesNeeded()}, {[]int{5}, e.FilesNeeded()}, {[]int{5, 5, 5}, e.FilesNeeded()},
		{[]int{5, maxFileBytes + 1}, e.FileTooLarge("78.4")}, {[]int{maxFileBytes, 5}, ""},
	} {
		if got := mayOpen(test.sizes, e); got != test.want {
			t.Errorf("%v: %q", test.sizes, got)
		}
	}
}
