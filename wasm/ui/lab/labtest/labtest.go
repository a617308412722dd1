// Package labtest has a lab for the tests of features. No program imports it.
package labtest

import (
	"reflect"
	"testing"

	"digitlab/wasm/protocol"
	"digitlab/wasm/ui/lab"
)

// Trained returns a lab with a trainer that is ready and has built a run. expect compares the commands sent since its last call.
func Trained(t *testing.T) (*lab.Lab, func(want ...protocol.Command)) {
	l := lab.New()
	var sent []protocol.Command
	l.Attach(lab.Host{Post: func(c protocol.Command) { sent = append(sent, c) }})
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
func Become(l *lab.Lab, phase protocol.Phase) {
	l.Apply(&protocol.Status{Run: l.Session().Run, Phase: phase, LearningRate: l.Session().Status.LearningRate})
}
