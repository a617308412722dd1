package lab

import (
	"reflect"

	"digitlab/wasm/protocol"
)

// Helpers for the tests of features.

// tester is the part of *testing.T that is used here: package testing must not become part of the program.
type tester interface {
	Helper()
	Errorf(format string, args ...any)
}

// Trained returns a lab with a trainer that is ready and has built a run. expect compares the commands sent since its last call.
func Trained(t tester) (*Lab, func(want ...protocol.Command)) {
	l := New()
	var sent []protocol.Command
	l.Attach(Host{Post: func(c protocol.Command) { sent = append(sent, c) }})
	expect := func(want ...protocol.Command) {
		t.Helper()
		if !reflect.DeepEqual(sent, want) {
			t.Errorf("sent %+v, want %+v", Deref(sent), Deref(want))
		}
		sent = nil
	}
	l.Apply(&protocol.Ready{})
	expect(&protocol.Restore{Run: 1, Settings: protocol.DefaultSettings()}, &protocol.SetPace{Pace: protocol.Watch})
	l.Apply(&protocol.Built{Run: 1, Settings: protocol.DefaultSettings()})
	return l, expect
}

// Deref returns the values that commands point to, for printing.
func Deref(commands []protocol.Command) (values []any) {
	for _, c := range commands {
		values = append(values, reflect.ValueOf(c).Elem().Interface())
	}
	return values
}

// Become makes the trainer report a phase of the present run.
func Become(l *Lab, phase protocol.Phase) {
	l.Apply(&protocol.Status{Run: l.Session().Run, Phase: phase, LearningRate: l.Session().Status.LearningRate})
}
