package digits

import (
	"strings"
	"testing"

	"digitlab/wasm/protocol"
	"digitlab/wasm/ui/lab"
	"digitlab/wasm/ui/lab/labtest"
)

// onWall returns the panel's state, open, with seven digits of which all pictures have come, and the predictions of seven.
func onWall(t *testing.T) (*digits, *lab.Lab, func(...protocol.Command)) {
	t.Helper()
	l, expect := labtest.Trained(t)
	d := newDigits(l)
	built := &protocol.Built{Run: 1, Settings: protocol.DefaultSettings(), Test: 3, Fit: 2, Validation: 2}
	l.Apply(built)
	expect()
	d.show(true)
	expect(&protocol.WatchDigits{On: true})
	f := seven()
	pictures := make([]byte, 7*64)
	for i := range pictures {
		pictures[i] = byte(i / 64)
	}
	l.Apply(&protocol.DigitPictures{Data: protocol.Digits, Count: 7, Labels: f.labels[:4], Pictures: pictures[:4*64]})
	if d.sheet.whole() || d.sheet.picture(4) != nil || d.sheet.picture(3)[0] != 3 {
		t.Errorf("after four pictures of seven: %+v", d.sheet)
	}
	l.Apply(&protocol.DigitPictures{Data: protocol.Digits, From: 4, Count: 7, Labels: f.labels[4:], Pictures: pictures[4*64:]})
	if !d.sheet.whole() || d.sheet.picture(6)[63] != 6 {
		t.Errorf("after all: %+v", d.sheet)
	}
	f.predictions.Run = 1
	l.Apply(f.predictions)
	if d.predictions != f.predictions {
		t.Error("the predictions have not been taken")
	}
	return d, l, expect
}

// The trainer is told what the panel needs, and a new one is told again; what comes of another run is not taken.
func TestAsking(t *testing.T) {
	d, l, expect := onWall(t)
	d.choose(5)
	expect(&protocol.FollowDigit{Run: 1, Digit: 5})
	if len(d.near) != 5 || d.near[0] != 4 {
		t.Errorf("its neighbours are %v", d.near)
	}
	l.Apply(&protocol.DigitCourse{Run: 1, Digit: 4})
	if d.course != nil {
		t.Error("the course of another digit is taken")
	}
	l.Apply(&protocol.DigitCourse{Run: 1, Digit: 5})
	if d.course == nil {
		t.Error("the course is not taken")
	}
	o := d.options
	o.forgotten = true
	d.set(o)
	expect(&protocol.WatchDigits{On: true, Forgotten: true})
	if said := l.Announcement(); !strings.Contains(said, "0 of 7 digits are shown") {
		t.Errorf("announced is %q", said)
	}
	l.Apply(&protocol.FirstRight{Run: 1, Epochs: seven().first, Share: 1, Every: 1})
	if got := d.sentence(texts.English); !strings.Contains(got, "2 of 7 digits are shown; 0 are right (0.0%), 2 are wrong.") {
		t.Errorf("it says %q", got)
	}
	l.Apply(&protocol.FirstRight{Run: 2, Epochs: make([]int, 7)})
	l.Apply(&protocol.DigitPredictions{Run: 1, Predicted: make([]byte, 8)})
	if d.first.Run != 1 || len(d.predictions.Predicted) != 7 {
		t.Error("what does not belong here is taken")
	}
	d.show(false)
	expect(&protocol.WatchDigits{})
	d.show(true)
	expect(&protocol.WatchDigits{On: true, Forgotten: true}, &protocol.FollowDigit{Run: 1, Digit: 5})
	// Another run of the same data keeps the pictures and the chosen digit.
	l.Reset()
	l.Apply(&protocol.Built{Run: 2, Settings: protocol.DefaultSettings(), Test: 3, Fit: 2, Validation: 2})
	if d.predictions != nil || d.first != nil || d.course != nil || !d.sheet.whole() || d.chosen != 5 {
		t.Errorf("in a new run it is %+v", d)
	}
	expect(&protocol.Build{Run: 2, Settings: protocol.DefaultSettings()}, &protocol.FollowDigit{Run: 2, Digit: 5})
	// Other data has another sheet.
	l.Apply(&protocol.DigitPictures{Data: protocol.Digits, Count: 3, Labels: []byte{1}, Pictures: make([]byte, 64)})
	if d.chosen != -1 || len(d.sheet.labels) != 3 || len(d.facts().labels) != 0 {
		t.Errorf("with other pictures it is %+v", d)
	}
}

// What the wall says, also before the digits have come and of a run that has diverged.
func TestSentences(t *testing.T) {
	d, l, _ := onWall(t)
	f := d.facts()
	for place, want := range map[int]string{0: "No. 1, label 3, read right (90.0%)", 1: "No. 2, label 8, read wrongly as 3 (60.0%)", 5: "No. 6, label 0, read as no digit", 7: "No digit is shown", -1: "No digit is shown"} {
		if got := d.describe(f, place, texts.English); got != want {
			t.Errorf("digit %d: %q, want %q", place, got, want)
		}
	}
	if got, want := d.sentence(texts.English), "Epoch 5: 7 of 7 digits are shown; 4 are right (57.1%), 3 are wrong."; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	if got, want := d.sentence(texts.Korean), "에포크 5: 숫자 7개 가운데 7개가 보입니다. 4개(57.1%)를 맞혔고 3개를 틀렸습니다."; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	guess := *f.predictions
	guess.Moment = protocol.Moment{}
	l.Apply(&guess)
	if got := d.describe(d.facts(), 0, texts.English); got != "No. 1, label 3, guessed 3 (90.0%)" {
		t.Errorf("untrained: %q", got)
	}
	l.Apply(&protocol.Built{Run: 1, Settings: protocol.DefaultSettings(), Test: 3, Fit: 2, Validation: 2})
	if got := d.sentence(texts.English); got != "The network has not read the 7 digits yet." {
		t.Errorf("unread: %q", got)
	}
	if got := newDigits(lab.New()).sentence(texts.English); got != "The digits are on their way." {
		t.Errorf("without digits: %q", got)
	}
}

// The results' matrix opens its cell: the test digits of it.
func TestShowCell(t *testing.T) {
	d, l, _ := onWall(t)
	d.part = mapPart
	l.ShowOnWall(8, 3)
	if got := d.options.shown(d.facts()); len(got) != 1 || got[0] != 1 || d.part != wallPart || l.Panel() != "all-digits" {
		t.Errorf("shown are %v, in part %d of panel %q", got, d.part, l.Panel())
	}
}

// The chosen digit is looked at inside, and drawn over.
func TestWhatADigitLeadsTo(t *testing.T) {
	d, l, _ := onWall(t)
	var got []any
	l.LendInside(func(place, label int) { got = append(got, place, label) })
	l.LendPaper(func(cells []byte, of protocol.DataSet) { got = append(got, cells[0], len(cells), of) })
	d.lookInside()
	d.drawOver()
	if got != nil {
		t.Errorf("without a chosen digit: %v", got)
	}
	d.choose(4)
	d.lookInside()
	d.drawOver()
	if len(got) != 5 || got[0] != 4 || got[1] != 8 || got[2] != byte(4) || got[3] != 64 || got[4] != protocol.Digits {
		t.Errorf("%v", got)
	}
}

func TestWidest(t *testing.T) {
	for want, epochs := range map[int][]int{1: {0, 1, 2}, 4: {0, 4, 8, 9}} {
		if got := widest(epochs); got != want {
			t.Errorf("%v: %d, want %d", epochs, got, want)
		}
	}
	if got := widest(nil); got != 1 {
		t.Errorf("of none: %d", got)
	}
}

// A network that was trained elsewhere is at moment 0 and does not guess.
func TestImportedNetworkDoesNotGuess(t *testing.T) {
	d, l, _ := onWall(t)
	d.predictions.Moment = protocol.Moment{}
	if said := d.sentence(texts.English); !strings.Contains(said, "guesses") || len(d.facts().suspects(3)) > 0 {
		t.Errorf("untrained: %q", said)
	}
	l.Apply(&protocol.Tested{Run: 1})
	f := d.facts()
	if said := d.sentence(texts.English); strings.Contains(said, "guess") || strings.Contains(d.describe(f, 1, texts.English), "guess") || len(f.suspects(3)) != 3 {
		t.Errorf("trained elsewhere: %q, %q", said, d.describe(f, 1, texts.English))
	}
	if !d.mapping.wrong(f, 1) {
		t.Error("the map does not mark what it predicts wrongly")
	}
}
