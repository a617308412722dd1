package network

import (
	"math"
	"slices"
	"testing"

	"digitlab/wasm/protocol"
	"digitlab/wasm/ui/lab/labtest"
)

// A digit that is pressed again gives way to the next of its label, its mean takes its place, and another split forgets which one it was.
func TestOtherDigits(t *testing.T) {
	l, expect := labtest.Trained(t)
	i := newInside(l)
	built := builtOf(1, protocol.TutorialPreset)
	built.Test = 540
	l.Apply(built)
	i.show(true)
	expect(sampleAt(2))
	i.press(7)
	expect(&protocol.Find{Run: 1, From: 2, Label: 7})
	l.Apply(&protocol.Found{Run: 1, Found: true, Digit: 9, Label: 0, From: 5}) // of another question
	expect()
	l.Apply(&protocol.Found{Run: 1, Found: true, Digit: 233, Label: 7, From: 2})
	expect(sampleAt(233))
	l.Apply(built) // the same data
	expect()
	i.average()
	expect(&protocol.Inspect{Subject: protocol.MeanSubject, Digit: 7})
	i.press(3)
	i.ask()
	expect(&protocol.Inspect{Subject: protocol.MeanSubject, Digit: 3})
	i.press(3)
	i.ask()
	expect(sampleAt(6))

	i.find(protocol.Find{Label: 3, Back: true})
	expect(&protocol.Find{Run: 1, From: 6, Label: 3, Back: true})
	l.Apply(&protocol.Found{Run: 1, Found: true, Digit: 500, Label: 3, From: 6})
	expect(sampleAt(500))
	few := builtOf(1, protocol.TutorialPreset)
	few.Test = 360
	l.Apply(few)
	expect(sampleAt(6))
}

// Another feature has any digit looked at, of training too; with another split it is forgotten.
func TestLookInsideADigit(t *testing.T) {
	l, expect := labtest.Trained(t)
	i := newInside(l)
	built := builtOf(1, protocol.TutorialPreset)
	built.Test, built.Fit, built.Validation = 540, 1005, 252
	l.Apply(built)
	i.show(true)
	expect(sampleAt(2))
	i.drawing, i.mean = true, true
	l.LookInside(1700, 5)
	expect(sampleAt(1700))
	if i.digit != 5 || i.drawing || i.mean {
		t.Errorf("looked at is %+v", i)
	}
	l.Apply(built)
	expect()
	few := builtOf(1, protocol.TutorialPreset)
	few.Test, few.Fit, few.Validation = 540, 1000, 100
	l.Apply(few)
	expect(sampleAt(i.present()))
	if i.at != -1 {
		t.Errorf("of fewer digits it is still %d", i.at)
	}
}

// The next wrong digit is looked for until all are seen; that there is none is said until the network is another.
func TestWrongDigits(t *testing.T) {
	l, expect := labtest.Trained(t)
	i := newInside(l)
	built := builtOf(1, protocol.TutorialPreset)
	built.Test = 540
	l.Apply(built)
	i.show(true)
	work := workOf(i.shapes(), 1)
	work.Digit, work.Label = 2, 7
	l.Apply(work)
	expect(sampleAt(2))
	i.find(protocol.Find{Wrong: true})
	l.Apply(&protocol.Found{Run: 1, From: 2, Wrong: true, Passed: 256, Tests: 540})
	expect(&protocol.Find{Run: 1, From: 2, Wrong: true}, &protocol.Find{Run: 1, From: 2, Wrong: true, Passed: 256})
	l.Apply(&protocol.Found{Run: 1, From: 2, Wrong: true, Passed: 540, Tests: 540})
	expect()
	for _, text := range []words{Texts.English, Texts.Korean} {
		if got := i.sentence(text); got != text.NoneWrong(540) || l.Announcement() != Texts.English.NoneWrong(540) {
			t.Errorf("without a wrong digit it says %q, and %q", got, l.Announcement())
		}
	}
	l.Apply(work)
	if got := i.sentence(Texts.English); got != Texts.English.NoneWrong(540) {
		t.Errorf("with the same network it says %q", got)
	}
	next := *work
	next.Epoch = 3
	l.Apply(&next)
	if got := i.sentence(Texts.English); got == Texts.English.NoneWrong(540) {
		t.Errorf("with another network it says %q", got)
	}
	i.find(protocol.Find{Wrong: true})
	l.Apply(&protocol.Found{Run: 1, Found: true, Digit: 77, Label: 5, From: 2, Wrong: true, Tests: 540})
	expect(&protocol.Find{Run: 1, From: 2, Wrong: true}, sampleAt(77))
	if i.digit != 5 {
		t.Errorf("the chosen digit is %d", i.digit)
	}
	found := next
	found.Digit, found.Label = 77, 5
	l.Apply(&found)
	if got := l.Announcement(); got != i.sentence(Texts.English) {
		t.Errorf("announced is %q", got)
	}
}

// Another member of an ensemble is looked at, and learns; in a network alone there is none.
func TestMembers(t *testing.T) {
	l, expect := labtest.Trained(t)
	i := newInside(l)
	built := builtOf(1, protocol.TutorialPreset)
	built.Settings.Members = 3
	l.Apply(built)
	i.show(true)
	expect(sampleAt(2))
	i.member = 2
	i.ask()
	third := sampleAt(2)
	third.Member = 2
	expect(third)
	work := workOf(i.shapes(), 1)
	work.Digit = 2
	l.Apply(work)
	if i.work() != nil {
		t.Error("the first member is shown in place of the third")
	}
	i.lesson.on = true
	i.choose(place{layer: 1}, false)
	third.Unit = protocol.Unit{Layer: 1}
	expect(third, &protocol.Learn{Run: 1, Subject: protocol.SampleSubject, Digit: 2, Member: 2, Unit: third.Unit})
	i.lesson.on = false
	alone := builtOf(1, protocol.TutorialPreset)
	l.Apply(alone)
	third.Member = 0
	expect(third)
}

// Values that are not numbers have no place among the strongest.
func TestStrongestOfADivergedRun(t *testing.T) {
	nan := float32(math.NaN())
	terms := &protocol.Terms{Values: []float32{1, nan, 3, 2}, Weights: []float32{1, 1, 1, 1}}
	if got := strongest(terms, 4); !slices.Equal(got, []int{2, 3, 0, 1}) {
		t.Errorf("the strongest are %v", got)
	}
}
