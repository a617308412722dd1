package lab

import (
	"reflect"

	"digitlab/wasm/protocol"
)

// What tests of features begin with.

// tester is a *testing.T; the package is not to be a part of the program.
type tester interface {
	Helper()
	Errorf(format string, args ...any)
}

// Trained returns a lab whose trainer is ready and has built a run, and what expects commands that the lab has sent since.
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
	expect(&protocol.Restore{Run: 1, Settings: protocol.DefaultSettings()}, &protocol.SetPace{})
	l.Apply(&protocol.Built{Run: 1, Settings: protocol.DefaultSettings()})
	return l, expect
}

// Deref returns what commands point to, to be printed.
func Deref(commands []protocol.Command) (values []any) {
	for _, c := range commands {
		values = append(values, reflect.ValueOf(c).Elem().Interface())
	}
	return values
}

// Become has the trainer report a phase of the present run.
func Become(l *Lab, phase protocol.Phase) {
	l.Apply(&protocol.Status{Run: l.Session().Run, Phase: phase, LearningRate: l.Session().Status.LearningRate})
}
