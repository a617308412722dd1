package ui

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

// trained returns a lab whose trainer is ready and has built a run, and what expects commands that the lab has sent since.
func trained(t tester) (*lab, func(want ...protocol.Command)) {
	l := newLab()
	var sent []protocol.Command
	l.post = func(c protocol.Command) { sent = append(sent, c) }
	expect := func(want ...protocol.Command) {
		t.Helper()
		if !reflect.DeepEqual(sent, want) {
			t.Errorf("sent %+v, want %+v", deref(sent), deref(want))
		}
		sent = nil
	}
	l.apply(&protocol.Ready{})
	expect(&protocol.Restore{Run: 1, Settings: protocol.DefaultSettings()}, &protocol.SetPace{})
	l.apply(&protocol.Built{Run: 1, Settings: protocol.DefaultSettings()})
	return l, expect
}

// deref returns what commands point to, to be printed.
func deref(commands []protocol.Command) (values []any) {
	for _, c := range commands {
		values = append(values, reflect.ValueOf(c).Elem().Interface())
	}
	return values
}

// become has the trainer report a phase of the present run.
func become(l *lab, phase protocol.Phase) {
	l.apply(&protocol.Status{Run: l.Session().Run, Phase: phase, LearningRate: l.Session().Status.LearningRate})
}
